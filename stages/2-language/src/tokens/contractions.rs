//! Which words are written together? `don't`, `Syria's`, `gonna`, `cannot`.

use super::atoms::{Atom, Class, hash_of};
use crate::lexicon::Lexicon;

/// Splits the atoms of contractions and marks the joints before their later words as open.
pub(super) fn split(text: &str, lexicon: &Lexicon, atoms: &mut Vec<Atom>) {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len() + 8);
    let mut i = 0;
    while let Some(atom) = atoms.get(i) {
        i += 1;
        if atom.class == Class::Apostrophe && atom.length == 1 {
            let tail = atoms.get(i).filter(|t| !t.space && t.class.is_letters() && t.length < 3);
            let free = atoms.get(i + 1).is_none_or(|n| n.space || !joins_on(n.class));
            if let Some(tail) = tail.filter(|_| free)
                && clitic(text, &mut out, atom, tail)
            {
                i += 1;
                continue;
            }
        }
        let lone = atom.class.is_letters()
            && atom.length < 9
            && (atom.space || out.last().is_none_or(|b| !joins_on(b.class)))
            && atoms.get(i).is_none_or(|n| n.space || !joins_on(n.class));
        let words =
            if lone { text.get(atom.start..atom.end).and_then(|w| lexicon.contraction(w)) } else { None };
        match words {
            Some(lengths) => pieces(text, atom, lengths, &mut out),
            None => out.push(*atom),
        }
    }
    *atoms = out;
}

/// Whether a neighbour of this class makes a word part of something longer.
fn joins_on(class: Class) -> bool {
    class.is_word()
        || matches!(
            class,
            Class::Apostrophe | Class::Hyphen | Class::At | Class::Underscore | Class::And | Class::Slash
        )
}

/// Adds the apostrophe and its tail as one atom, if they are a contracted word.
fn clitic(text: &str, out: &mut Vec<Atom>, mark: &Atom, tail: &Atom) -> bool {
    let Some(word) = text.get(tail.start..tail.end) else { return false };
    let lower = word.to_ascii_lowercase();
    let joined = !mark.space && out.last().is_some_and(|b| b.class.is_word() || b.class == Class::Period);
    if lower == "t" {
        // `don't`: the n belongs to the second word, and something must be left of the first.
        let Some(host) = out.last_mut().filter(|h| joined && h.class.is_letters() && h.length > 1) else {
            return false;
        };
        let Some(form) = text.get(host.start..host.end) else { return false };
        if !form.ends_with(['n', 'N']) {
            return false;
        }
        host.end -= 1;
        host.length -= 1;
        host.sibilant = false;
        host.hash = text.get(host.start..host.end).map_or(0, hash_of);
        let start = host.end;
        out.push(whole(text, start, tail.end, Some(true), false));
        return true;
    }
    if !matches!(lower.as_str(), "s" | "m" | "d" | "re" | "ve" | "ll") {
        return false;
    }
    // After digits (`the 1980's`) the weights decide.
    let glue = match out.last() {
        Some(b) if joined && b.class != Class::Digits => Some(true),
        _ => None,
    };
    // Alone it is one token, as in text that was tokenised before.
    out.push(whole(text, mark.start, tail.end, glue, mark.space));
    true
}

/// An atom of class clitic.
fn whole(text: &str, start: usize, end: usize, glue: Option<bool>, space: bool) -> Atom {
    let form = text.get(start..end).unwrap_or_default();
    let length = u32::try_from(form.chars().count()).unwrap_or(u32::MAX);
    Atom { start, end, hash: hash_of(form), length, class: Class::Clitic, space, sibilant: false, glue }
}

/// Adds the words of a contraction without an apostrophe.
fn pieces(text: &str, atom: &Atom, lengths: &[usize], out: &mut Vec<Atom>) {
    let mut start = atom.start;
    for (n, length) in lengths.iter().enumerate() {
        let end = start + length;
        let form = text.get(start..end).unwrap_or_default();
        out.push(Atom {
            start,
            end,
            hash: hash_of(form),
            length: u32::try_from(*length).unwrap_or(u32::MAX),
            class: if n == 0 { atom.class } else { Class::Piece },
            space: n == 0 && atom.space,
            sibilant: false,
            glue: if n == 0 { atom.glue } else { Some(true) },
        });
        start = end;
    }
}
