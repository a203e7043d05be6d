//! Which vectors does a word start from? Word pieces of BERT's uncased vocabulary, and the case
//! shape that the uncased encoder would lose. `training/chancery_training/pieces.py` is its twin;
//! `weights/vectors.json` holds the pair to the same output.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The most pieces that a word is given; what is longer is cut.
const MAX_PIECES: usize = 12;

/// The vocabulary.
#[derive(Debug)]
pub(crate) struct Pieces {
    ids: HashMap<&'static str, u32>,
    unknown: u32,
}

impl Pieces {
    /// Reads a vocabulary, one piece a line; `None` where it lacks BERT's mark for unknown ones.
    pub(crate) fn new(vocabulary: &'static str) -> Option<Self> {
        let ids: HashMap<_, _> = vocabulary.lines().zip(0..).collect();
        let unknown = ids.get("[UNK]").copied()?;
        Some(Self { ids, unknown })
    }

    /// Appends the pieces of a word; at least one.
    pub(crate) fn push(&self, form: &str, out: &mut Vec<u32>) {
        let start = out.len();
        let text = normalise(form);
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let size = if first.is_whitespace() || is_punctuation(first) {
                first.len_utf8()
            } else {
                rest.find(|c: char| c.is_whitespace() || is_punctuation(c)).unwrap_or(rest.len())
            };
            let (run, after) = rest.split_at(size);
            if !first.is_whitespace() {
                self.push_run(run, out);
            }
            rest = after;
            if out.len() >= start + MAX_PIECES {
                break;
            }
        }
        out.truncate(start + MAX_PIECES);
        if out.len() == start {
            out.push(self.unknown);
        }
    }

    /// Greedy longest match; a run with an unknown part is unknown as a whole.
    fn push_run(&self, run: &str, out: &mut Vec<u32>) {
        let start = out.len();
        let mut key = String::with_capacity(run.len() + 2);
        let mut rest = run;
        while !rest.is_empty() {
            let inner = rest.len() < run.len();
            // No piece is longer than this, so longer prefixes need not be tried.
            let ends: Vec<usize> = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(24).collect();
            let found = ends.iter().rev().find_map(|&end| {
                key.clear();
                if inner {
                    key.push_str("##");
                }
                key.push_str(rest.get(..end).unwrap_or(""));
                self.ids.get(key.as_str()).map(|&id| (id, end))
            });
            let Some((id, end)) = found else {
                out.truncate(start);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            if out.len() - start > MAX_PIECES {
                return;
            }
            rest = rest.get(end..).unwrap_or("");
        }
    }
}

/// Plain quotation marks and hyphens, lower case, no accents.
fn normalise(form: &str) -> String {
    if form.is_ascii() {
        return match form {
            "''" | "``" => "\"".into(),
            _ => form.chars().map(|c| if c == '`' { '\'' } else { c.to_ascii_lowercase() }).collect(),
        };
    }
    let mut plain = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '`' | '\u{2032}' => plain.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => {
                plain.push('"');
            }
            '\u{2010}' | '\u{2011}' | '\u{2012}' => plain.push('-'),
            '\u{2026}' => plain.push_str("..."),
            '\u{a0}' => plain.push(' '),
            _ => plain.push(c),
        }
    }
    let lower = plain.to_lowercase();
    lower.nfd().filter(|c| c.general_category() != GeneralCategory::NonspacingMark).collect()
}

fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_alphanumeric() && !c.is_ascii_whitespace();
    }
    c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// The case shape of a word: lower, Title, UPPER, single capital, mixed, number, other; seven more
/// for words that follow without white space.
pub(crate) fn shape(form: &str, space_before: bool) -> u16 {
    let letters = || form.chars().filter(|c| c.is_alphabetic());
    let upper = letters().filter(|c| c.is_uppercase()).count();
    let kind = match (letters().count(), upper) {
        (0, _) if form.chars().any(char::is_numeric) => 5,
        (0, _) => 6,
        (_, 0) => 0,
        (1, 1) => 3,
        (n, u) if n == u => 2,
        (_, 1) if letters().next().is_some_and(char::is_uppercase) => 1,
        _ => 4,
    };
    kind + if space_before { 0 } else { 7 }
}
