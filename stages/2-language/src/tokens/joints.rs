//! Is a joint open or closed? Rules for the sure cases, features for the others.

use super::atoms::{Atom, Class};
use crate::lexicon::{Abbreviation, Lexicon};
use crate::segment::{feature, join};

/// What the rules say of a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Two tokens.
    Open,
    /// One token.
    Closed,
    /// The weights decide.
    Unsure,
}

/// The joints of a text, walked from left to right.
#[derive(Debug)]
pub(super) struct Joints<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    atoms: &'a [Atom],
    /// Hash of the rest of the chunk from each atom on.
    rest: Vec<u32>,
    /// Index of the first atom of the next chunk.
    next: Vec<usize>,
    /// First atom of the token so far, its hash, and how many atoms it has.
    token: (usize, u32, u32),
    /// First atom of the chunk.
    chunk: usize,
    /// Whether the joint before was open.
    opened: bool,
}

const NOTHING: Atom = Atom {
    start: 0,
    end: 0,
    hash: 0,
    length: 0,
    class: Class::None,
    space: true,
    sibilant: false,
    glue: None,
};

impl<'a> Joints<'a> {
    pub(super) fn new(text: &'a str, lexicon: &'a Lexicon, atoms: &'a [Atom]) -> Self {
        let mut rest = vec![0; atoms.len()];
        let mut next = vec![atoms.len(); atoms.len()];
        let (mut hash, mut following) = (0, atoms.len());
        for (i, atom) in atoms.iter().enumerate().rev() {
            hash = join(hash, atom.hash);
            rest[i] = hash;
            next[i] = following;
            if atom.space {
                hash = 0;
                following = i;
            }
        }
        Self { text, lexicon, atoms, rest, next, token: (0, 0, 0), chunk: 0, opened: true }
    }

    /// The atom at `i` within the same chunk as the atom before it, else nothing.
    fn atom(&self, i: usize) -> &Atom {
        self.atoms.get(i).unwrap_or(&NOTHING)
    }

    fn same_chunk(&self, i: usize) -> &Atom {
        self.atoms.get(i).filter(|a| !a.space).unwrap_or(&NOTHING)
    }

    fn back(&self, i: usize, steps: usize) -> &Atom {
        i.checked_sub(steps).filter(|p| *p >= self.chunk).map_or(&NOTHING, |p| self.atom(p))
    }

    /// The first atom of the next chunk that is not an opening mark.
    fn next_word(&self, i: usize) -> &Atom {
        let at = self.next.get(i).copied().unwrap_or(usize::MAX);
        let first = self.atom(at);
        let opening = matches!(first.class, Class::Quote | Class::Open | Class::Apostrophe);
        if opening { self.same_chunk(at + 1) } else { first }
    }

    fn so_far(&self, i: usize) -> &'a str {
        self.text.get(self.atom(self.token.0).start..self.atom(i).start).unwrap_or_default()
    }

    /// What is known of the period at `i` after the token so far.
    fn abbreviation(&self, i: usize) -> Option<Abbreviation> {
        (self.atom(i).start - self.atom(self.token.0).start <= 8)
            .then(|| self.lexicon.abbreviation(self.so_far(i)))
            .flatten()
    }

    /// Whether the token so far is `U.S` or `a.m`: single letters with periods between.
    fn acronym(&self, i: usize) -> bool {
        let (first, _, count) = self.token;
        count > 2
            && count < 24
            && count % 2 == 1
            && self.atoms.get(first..i).is_some_and(|atoms| {
                atoms.iter().enumerate().all(|(n, a)| {
                    if n % 2 == 0 { a.class.is_letters() && a.length == 1 } else { a.class == Class::Period }
                })
            })
    }

    /// What the rules say of the joint before atom `i`.
    #[allow(clippy::many_single_char_names, reason = "a and b are the atoms at the joint, c follows")]
    pub(super) fn verdict(&self, i: usize) -> Verdict {
        let b = self.atom(i);
        match b.glue {
            Some(true) => return Verdict::Open,
            Some(false) => return Verdict::Closed,
            None => {}
        }
        let a = self.back(i, 1);
        let c = self.same_chunk(i + 1);
        let number = |x: &Atom| x.class == Class::Digits;
        match (a.class, b.class) {
            (Class::Digits, Class::Period | Class::Comma | Class::Colon) if number(c) => Verdict::Closed,
            (Class::Period | Class::Comma | Class::Colon, Class::Digits)
                if number(self.back(i, 2)) && !self.opened =>
            {
                Verdict::Closed
            }
            (_, Class::Comma | Class::Semicolon) | (Class::Comma | Class::Semicolon, _) => Verdict::Open,
            (_, Class::Quote) | (Class::Quote, _) if a.class.is_word() || b.class.is_word() => Verdict::Open,
            (Class::Clitic | Class::Piece, _) => Verdict::Open,
            (x, Class::Dash) if x.is_letters() && c.class.is_letters() => Verdict::Open,
            (Class::Dash, x) if x.is_letters() && self.back(i, 2).class.is_letters() => Verdict::Open,
            // Both sides of a hyphen alike: `R-Ohio` is never `R` and `-Ohio`.
            (Class::Hyphen, x) if x.is_word() && self.opened && self.back(i, 2).class.is_word() => {
                Verdict::Open
            }
            // `'Stay.'` begins a quotation; `'em` and `'80s` are left to the weights.
            (Class::Apostrophe, x) if x.is_capitalised() && a.space && a.length == 1 => Verdict::Open,
            // `Q3`, `M16`
            (Class::Single, Class::Digits) if a.space || i == 1 => Verdict::Closed,
            // `(AP)`, but not `(s)`, `(a)` or `(1)`.
            (Class::Open, x) if x.is_letters() && b.length > 2 && !self.back(i, 2).class.is_word() => {
                Verdict::Open
            }
            (x, Class::Close) if x.is_letters() && a.length > 2 && self.opened => Verdict::Open,
            (x, Class::Period) if x.is_word() => self.period(i),
            _ => Verdict::Unsure,
        }
    }

    /// What the rules say of a period after a word.
    fn period(&self, i: usize) -> Verdict {
        let after = self.same_chunk(i + 1).class;
        let ends_chunk = !after.is_word() || after == Class::Clitic;
        if !ends_chunk {
            return Verdict::Unsure;
        }
        if self.acronym(i) {
            return Verdict::Closed;
        }
        let next = self.next_word(i);
        match self.abbreviation(i) {
            Some(Abbreviation::Title | Abbreviation::Plain | Abbreviation::Month) => Verdict::Closed,
            Some(Abbreviation::Number) if next.class == Class::Digits => Verdict::Closed,
            _ => Verdict::Unsure,
        }
    }

    /// Takes note of what was decided for the joint before atom `i`.
    pub(super) fn decide(&mut self, i: usize, open: bool) {
        let atom = *self.atom(i);
        if atom.space || i == 0 {
            self.chunk = i;
        }
        self.token = if open {
            (i, join(0, atom.hash), 1)
        } else {
            (self.token.0, join(self.token.1, atom.hash), self.token.2.saturating_add(1))
        };
        self.opened = open;
    }

    /// The features of the joint before atom `i`.
    #[allow(
        clippy::many_single_char_names,
        reason = "the atoms around the joint in the order of the alphabet"
    )]
    pub(super) fn features(&self, i: usize, out: &mut Vec<u32>) {
        out.clear();
        let (a, b, c, d) = (self.back(i, 1), self.atom(i), self.same_chunk(i + 1), self.same_chunk(i + 2));
        let d = if c.class == Class::None { &NOTHING } else { d };
        let (y, z) = (self.back(i, 3), self.back(i, 2));
        let next = self.next_word(i);
        let (ca, cb, cc) = (a.class.code(), b.class.code(), c.class.code());
        let (_, token, count) = self.token;
        let rest = self.rest.get(i).copied().unwrap_or(0);
        let whole = self.rest.get(self.chunk).copied().unwrap_or(0);
        let abbreviation =
            if b.class == Class::Period { self.abbreviation(i).map_or(7, |k| k as u32) } else { 9 };
        let pair = ca * 64 + cb;
        let (za, zc) = (z.class.code(), pair * 64 + cc);
        let lengths = a.length.min(6) * 8 + c.length.min(6);
        let place = u32::from(self.chunk + 1 == i) * 2 + u32::from(c.class == Class::None);
        let history = u32::from(self.opened) * 4 + count.min(3);
        let nextc = next.class.code();
        let last_letter = |x: &Atom, n| suffix(self.text, x, n);
        out.extend([
            feature(1, pair, 0, 0),
            feature(2, a.hash, cb, 0),
            feature(3, ca, b.hash, cc),
            feature(4, a.hash, b.hash, 0),
            feature(5, token, b.hash, 0),
            feature(6, token, b.hash, place),
            feature(7, pair, b.hash, place + lengths * 4),
            feature(8, za, zc, 0),
            feature(9, z.hash, a.hash, b.hash),
            feature(10, token, rest, 0),
            feature(11, a.hash, b.hash, c.hash),
            feature(12, ca, b.hash, c.hash),
            feature(13, a.hash, b.hash, cc),
            feature(14, b.hash, c.hash, d.class.code()),
            feature(15, nextc, pair, place),
            feature(16, nextc, a.hash, cb),
            feature(17, token, next.hash, cb),
            feature(18, abbreviation, nextc, place),
            feature(19, abbreviation, ca, cc),
            feature(20, pair, last_letter(a, 2), 0),
            feature(21, pair, last_letter(a, 3), cc),
            feature(22, pair, prefix(self.text, c, 2), ca),
            feature(23, pair, history, cc),
            feature(24, zc, history, za),
            feature(25, whole, b.hash, 0),
            feature(26, y.class.code() * 64 + za, zc, d.class.code()),
            feature(27, za, a.hash, cc * 64 + cb),
            feature(28, z.hash, ca, b.hash),
            feature(29, pair, lengths, za),
            feature(30, rest, ca, 0),
            feature(31, rest, ca, a.length.min(4)),
            feature(32, zc, nextc, d.class.code() * 64 + za),
        ]);
    }
}

/// Hash of the last `n` characters, for words of letters.
fn suffix(text: &str, atom: &Atom, n: usize) -> u32 {
    text.get(atom.start..atom.end)
        .map_or(0, |t| t.chars().rev().take(n).fold(1, |h, c| join(h, u32::from(super::fold(c)))))
}

/// Hash of the first `n` characters.
fn prefix(text: &str, atom: &Atom, n: usize) -> u32 {
    text.get(atom.start..atom.end)
        .map_or(0, |t| t.chars().take(n).fold(2, |h, c| join(h, u32::from(super::fold(c)))))
}
