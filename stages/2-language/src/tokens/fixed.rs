//! Which stretches are one token whatever is in them? Addresses of the web and of mail, handles,
//! hashtags and emoticons.

use super::atoms::{Atom, Class, hash_of};
use crate::lexicon::Lexicon;

/// Closes all joints inside such stretches.
pub(super) fn close(text: &str, lexicon: &Lexicon, atoms: &mut [Atom]) {
    let http = [hash_of("http"), hash_of("https"), hash_of("ftp"), hash_of("mailto")];
    let www = hash_of("www");
    let mut start = 0;
    while start < atoms.len() {
        let end = (start + 1..atoms.len()).find(|i| atoms[*i].space).unwrap_or(atoms.len());
        let chunk = &mut atoms[start..end];
        start = end;
        if chunk.len() < 2 {
            continue;
        }
        if let [first, .., last] = chunk
            && first.class != Class::Clitic
            && text.get(first.start..last.end).is_some_and(|c| lexicon.emoticon(c))
        {
            seal(chunk);
            continue;
        }
        let scheme = chunk.windows(2).position(|w| {
            (http.contains(&w[0].hash) && w[1].class == Class::Colon)
                || (w[0].hash == www && w[1].class == Class::Period)
        });
        if let Some(from) = scheme {
            let to = address_end(text, chunk, from);
            if let Some(address) = chunk.get_mut(from..to) {
                seal(address);
            }
        } else if chunk.iter().any(|a| a.class == Class::At) {
            mail(chunk);
        } else {
            hashtag(chunk);
        }
    }
}

/// Closes the joints between these atoms.
fn seal(atoms: &mut [Atom]) {
    for atom in atoms.iter_mut().skip(1) {
        atom.glue = Some(false);
        if atom.class == Class::Piece {
            atom.class = Class::Lower;
        }
    }
}

/// One past the last atom of the address that begins at `from`: punctuation that ends a sentence
/// around it is not its own, nor is a bracket that was not opened in it.
fn address_end(text: &str, chunk: &[Atom], from: usize) -> usize {
    let stop = |a: &Atom| {
        a.class == Class::Quote || text.get(a.start..a.end).is_some_and(|t| t.starts_with(['<', '>']))
    };
    let mut to = (from..chunk.len()).find(|i| stop(&chunk[*i])).unwrap_or(chunk.len());
    let opened = chunk.get(from..to).is_some_and(|c| c.iter().any(|a| a.class == Class::Open));
    while to > from {
        let class = chunk[to - 1].class;
        let foreign = matches!(class, Class::Comma | Class::Colon | Class::Semicolon | Class::Apostrophe)
            || class.ends_sentence()
            || (class == Class::Close && !opened);
        if !foreign {
            break;
        }
        to -= 1;
    }
    to
}

/// Closes addresses around each `@`, and handles after a leading one.
fn mail(chunk: &mut [Atom]) {
    let inner = |a: &Atom| {
        a.class.is_word()
            || matches!(a.class, Class::Period | Class::Dots | Class::Hyphen | Class::Underscore)
    };
    let mut floor = 0;
    for at in 0..chunk.len() {
        if chunk[at].class != Class::At || at < floor {
            continue;
        }
        let mut from = at;
        while from > floor && (inner(&chunk[from - 1]) || chunk[from - 1].class == Class::Sign) {
            from -= 1;
        }
        while from < at && !chunk[from].class.is_word() {
            from += 1;
        }
        let mut to = at + 1;
        while chunk.get(to).is_some_and(inner) {
            to += 1;
        }
        while to > at + 1 && !chunk[to - 1].class.is_word() {
            to -= 1;
        }
        if to > at + 1 {
            seal(&mut chunk[from..to]);
        }
        floor = to.max(at + 1);
    }
}

/// Closes a hashtag at the beginning of a chunk.
fn hashtag(chunk: &mut [Atom]) {
    let from = usize::from(matches!(chunk[0].class, Class::Open | Class::Quote));
    let (Some(hash), Some(next)) = (chunk.get(from), chunk.get(from + 1)) else { return };
    if hash.class != Class::Hash || hash.length > 1 || !next.class.is_letters() {
        return;
    }
    let mut to = from + 1;
    while chunk
        .get(to)
        .is_some_and(|a| (a.class.is_word() && a.class != Class::Clitic) || a.class == Class::Underscore)
    {
        to += 1;
    }
    seal(&mut chunk[from..to]);
}
