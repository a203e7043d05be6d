//! Where do words begin and end? By the conventions of the English Universal Dependencies:
//! punctuation stands alone, hyphenated words fall apart, `don't` is the two words `do` and `n't`.
//!
//! A text is cut into atoms (runs of one class of characters). Between two atoms without white
//! space lies a joint, and each joint is closed (one token) or open: by a rule where one decides,
//! else by a linear model over hashed features.

mod atoms;
mod contractions;
mod fixed;
mod joints;

pub(crate) use atoms::{Atom, Class, fold};

use crate::lexicon::Lexicon;
use crate::segment::Linear;
use joints::{Joints, Verdict};

/// A word: a slice of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RawToken {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether white space precedes; the first word of a text has none before it.
    pub space_before: bool,
    /// Whether it is a later word of a multi-word token: `n't` in `don't`, `'s` in `Syria's`.
    pub continues: bool,
}

/// What a joint looks like and what became of it.
#[derive(Debug)]
pub(crate) struct Joint<'a> {
    /// The byte at which the second atom begins.
    pub(crate) at: usize,
    /// Its features.
    pub(crate) features: &'a [u32],
}

/// The words of `text`.
pub(crate) fn tokens(text: &str, lexicon: &Lexicon, model: &Linear) -> Vec<RawToken> {
    tokens_by(text, lexicon, |joint| model.score(joint.features) > 0.0)
}

/// The words of `text`, where `opens` decides the joints that no rule decides.
pub(crate) fn tokens_by(
    text: &str,
    lexicon: &Lexicon,
    mut opens: impl FnMut(Joint<'_>) -> bool,
) -> Vec<RawToken> {
    let mut atoms = atoms::atoms(text);
    contractions::split(text, lexicon, &mut atoms);
    fixed::close(text, lexicon, &mut atoms);
    let mut joints = Joints::new(text, lexicon, &atoms);
    let mut out = Vec::with_capacity(atoms.len());
    let mut quotes = Quotes::default();
    let mut features = Vec::with_capacity(48);
    for (i, atom) in atoms.iter().enumerate() {
        let open = i == 0
            || atom.space
            || match joints.verdict(i) {
                Verdict::Open => true,
                Verdict::Closed => false,
                Verdict::Unsure => {
                    joints.features(i, &mut features);
                    opens(Joint { at: atom.start, features: &features })
                }
            };
        joints.decide(i, open);
        if open {
            let before = i.checked_sub(1).and_then(|p| atoms.get(p)).filter(|_| !atom.space);
            let closes = quotes.closes(i, atom, before);
            let continues = before.is_some_and(|b| continues(atom, b, atoms.get(i + 1)) && !closes);
            let space_before = atom.space && i > 0;
            out.push(RawToken { start: atom.start, end: atom.end, space_before, continues });
        } else if let Some(last) = out.last_mut() {
            last.end = atom.end;
        }
    }
    out
}

/// Whether an open atom belongs to the surface word before it.
fn continues(atom: &Atom, before: &Atom, after: Option<&Atom>) -> bool {
    match atom.class {
        Class::Clitic => before.class.is_word() || matches!(before.class, Class::Period | Class::Close),
        Class::Piece => true,
        // The possessive of a plural: `workers'`.
        Class::Apostrophe => before.sibilant && !after.is_some_and(|a| !a.space && a.class.is_word()),
        _ => false,
    }
}

/// Whether a single quotation mark is open: then a later apostrophe closes it and is no possessive.
#[derive(Debug, Default)]
struct Quotes {
    opened: Option<usize>,
}

impl Quotes {
    /// Takes note of an atom that begins a token; true if it closes a quotation.
    fn closes(&mut self, index: usize, atom: &Atom, before: Option<&Atom>) -> bool {
        // A quotation that is not closed within this many atoms was an apostrophe after all.
        const REACH: usize = 80;
        if atom.class != Class::Apostrophe {
            return false;
        }
        if before.is_none_or(|b| !b.class.is_word() && !b.class.ends_sentence()) {
            self.opened = Some(index);
            return false;
        }
        self.opened.take().is_some_and(|o| index - o < REACH)
    }
}
