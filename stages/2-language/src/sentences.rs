//! Where do sentences end? After each word a linear model answers, from hashed features of the
//! words around, the state of brackets and quotation marks, and the paragraph as a whole; a few
//! rules speak first where the answer is sure.

mod signs;

use crate::lexicon::Lexicon;
use crate::segment::{Linear, feature};
use crate::tokens::RawToken;
use signs::{Kind, Sign};

/// For each word, whether a sentence ends after it.
pub(crate) fn ends(text: &str, tokens: &[RawToken], lexicon: &Lexicon, model: &Linear) -> Vec<bool> {
    ends_by(text, tokens, lexicon, |_, features| model.score(features) > 0.0)
}

/// The same, where `decides` answers what no rule answers.
pub(crate) fn ends_by(
    text: &str,
    tokens: &[RawToken],
    lexicon: &Lexicon,
    mut decides: impl FnMut(usize, &[u32]) -> bool,
) -> Vec<bool> {
    let signs = signs::signs(text, tokens, lexicon);
    let mut walk = Walk::new(&signs);
    let mut features = Vec::with_capacity(64);
    (0..signs.len())
        .map(|i| {
            walk.enter(i);
            let end = walk.rule(i).unwrap_or_else(|| {
                walk.features(i, &mut features);
                decides(i, &features)
            });
            if end {
                walk.restart(i + 1);
            }
            end
        })
        .collect()
}

/// What is known of the paragraph as a whole.
#[derive(Debug, Default)]
struct Paragraph {
    /// How long, roughly.
    length: u32,
    /// Whether its last word ends a sentence.
    closed: u32,
    /// How many of its words are capitals or capitalised, in eighths.
    capitals: u32,
    /// Words for a sentence-final mark, roughly.
    density: u32,
}

/// The state of the walk through a paragraph.
#[derive(Debug)]
struct Walk<'a> {
    signs: &'a [Sign],
    paragraph: Paragraph,
    /// For each word, how far the next sentence-final mark is, roughly.
    ahead: Vec<u8>,
    /// First word of the sentence so far.
    start: usize,
    brackets: u32,
    quoted: bool,
    /// Capitalised, lower-case and finite words of the sentence so far.
    upper: u32,
    lower: u32,
    finite: bool,
}

/// Lengths in steps that grow.
fn bucket(n: usize) -> u32 {
    match n {
        0..=6 => u32::try_from(n).unwrap_or(0),
        7..=8 => 7,
        9..=11 => 8,
        12..=16 => 9,
        17..=24 => 10,
        25..=40 => 11,
        41..=80 => 12,
        _ => 13,
    }
}

const EDGE: Sign = Sign {
    hash: 0,
    kind: Kind::Edge,
    space: true,
    upper: false,
    finite: false,
    function: false,
    calendar: false,
};

impl<'a> Walk<'a> {
    fn new(signs: &'a [Sign]) -> Self {
        let mut ahead = vec![0; signs.len()];
        let mut distance = usize::MAX;
        for (slot, sign) in ahead.iter_mut().zip(signs).rev() {
            *slot = u8::try_from(bucket(distance)).unwrap_or(0);
            distance = if sign.kind.is_final() { 0 } else { distance.saturating_add(1) };
        }
        let finals = signs.iter().filter(|s| s.kind.is_final()).count();
        let words = signs.iter().filter(|s| s.kind.is_word()).count().max(1);
        let upper = signs.iter().filter(|s| s.kind.is_upper()).count();
        let last =
            signs.iter().rev().find(|s| !matches!(s.kind, Kind::Quote | Kind::Close | Kind::Apostrophe));
        let paragraph = Paragraph {
            length: bucket(signs.len()),
            closed: last.map_or(0, |s| u32::from(s.kind.is_final())),
            capitals: u32::try_from(upper * 8 / words).unwrap_or(8),
            density: bucket(signs.len() / (finals + 1)),
        };
        let (start, brackets, upper, lower) = (0, 0, 0, 0);
        Self { signs, paragraph, ahead, start, brackets, quoted: false, upper, lower, finite: false }
    }

    fn at(&self, i: usize) -> &Sign {
        self.signs.get(i).unwrap_or(&EDGE)
    }

    fn back(&self, i: usize, steps: usize) -> &Sign {
        i.checked_sub(steps).map_or(&EDGE, |p| self.at(p))
    }

    /// Takes word `i` into the sentence so far.
    fn enter(&mut self, i: usize) {
        let sign = *self.at(i);
        match sign.kind {
            Kind::Open => self.brackets = (self.brackets + 1).min(3),
            Kind::Close => self.brackets = self.brackets.saturating_sub(1),
            Kind::Quote => self.quoted = !self.quoted,
            k if k.is_upper() => self.upper = (self.upper + 1).min(15),
            k if k.is_word() && !sign.function => self.lower = (self.lower + 1).min(15),
            _ => {}
        }
        self.finite |= sign.finite;
    }

    fn restart(&mut self, start: usize) {
        self.start = start;
        (self.brackets, self.upper, self.lower, self.finite) = (0, 0, 0, false);
        // A quotation may run over several sentences; one that never closes must not.
        if start > 400 {
            self.quoted = false;
        }
    }

    /// The answer where it is sure.
    fn rule(&self, i: usize) -> Option<bool> {
        if i + 1 >= self.signs.len() {
            return Some(true);
        }
        let (before, this, next) = (self.back(i, 1), self.at(i), self.at(i + 1));
        let never = next.kind == Kind::Clitic
            // What closes a quotation or a bracket belongs to the sentence before it.
            || (!next.space && matches!(next.kind, Kind::Close | Kind::Period | Kind::Comma))
            || (!next.space && next.kind == Kind::Quote && self.quoted && this.kind.is_final())
            || next.kind == Kind::Comma
            // A headline's "Norway, Ghana to meet" is one; a letter's "Dear Ada, …" goes on with a sentence.
            || (this.kind == Kind::Comma
                && before.kind == Kind::Title
                && next.kind == Kind::Title
                && self.paragraph.closed == 0)
            // `“It is over,” the envoy said.`
            || (this.kind == Kind::Quote && !this.space && before.kind == Kind::Comma)
            // `Gen. Quist`, `No. 10`, `Nov. 27`, `Gen. A. B. Quist`
            || (this.kind == Kind::TitleAbbreviation && next.kind.is_word())
            || (matches!(this.kind, Kind::NumberAbbreviation | Kind::MonthAbbreviation) && next.kind.is_digits())
            || (this.kind == Kind::Initial
                && matches!(before.kind, Kind::TitleAbbreviation | Kind::Initial)
                && next.kind.is_upper()
                && !next.function);
        if never {
            return Some(false);
        }
        let capital = next.upper && next.space;
        // `in the U.S. The`, `at 4 p.m. He`: treebanks have too few of these to learn from.
        let abbreviated = matches!(this.kind, Kind::Acronym | Kind::Abbreviation) && this.upper;
        let after = self.at(i + 2);
        let hour = this.kind == Kind::Hour && !next.calendar && !after.calendar;
        let always = (hour || (abbreviated && next.function))
            && capital
            && matches!(next.kind, Kind::Title | Kind::Single);
        // `the treaty. Art. 5`, `the pact. Dr. Quist`
        let title =
            matches!(next.kind, Kind::NumberAbbreviation | Kind::TitleAbbreviation | Kind::MonthAbbreviation);
        let always = always || (this.kind == Kind::Period && capital && title && self.brackets == 0);
        always.then_some(true)
    }

    /// The features of an end after word `i`.
    #[allow(clippy::many_single_char_names, reason = "neighbours by distance, as the templates list them")]
    fn features(&self, i: usize, out: &mut Vec<u32>) {
        out.clear();
        let (c, n, m, o) = (self.at(i), self.at(i + 1), self.at(i + 2), self.at(i + 3));
        let (p, q) = (self.back(i, 1), self.back(i, 2));
        let (cur, nxt) = (c.code(), n.code());
        let pair = cur * 128 + nxt;
        let after = m.code();
        let length = bucket(i + 1 - self.start);
        let left = bucket(self.signs.len() - i - 1);
        let ahead = self.ahead.get(i).copied().map_or(0, u32::from);
        let title = u32::from(self.lower == 0) * 2 + u32::from(self.upper == 0);
        let finite = u32::from(self.finite);
        let first = self.at(self.start);
        let quoted = u32::from(self.quoted);
        let state = self.brackets.min(1) * 2 + quoted;
        let para = &self.paragraph;
        out.extend([
            feature(1, c.hash, 0, 0),
            feature(2, n.hash, nxt, 0),
            feature(3, c.hash, n.hash, 0),
            feature(4, pair, 0, 0),
            feature(5, cur, n.hash, nxt),
            feature(6, c.hash, cur, nxt),
            feature(7, p.code(), pair, 0),
            feature(8, pair, after, 0),
            feature(9, p.code(), pair, after),
            feature(10, p.hash, pair, 0),
            feature(11, pair, m.hash, 0),
            feature(12, p.hash, c.hash, nxt),
            feature(13, cur, n.hash, m.hash),
            feature(14, pair, length, finite),
            feature(15, pair, state, length.min(3)),
            feature(16, pair, left, para.closed),
            feature(17, pair, ahead, finite),
            feature(18, pair, title, length),
            feature(19, first.hash, pair, length.min(4)),
            feature(20, first.code(), pair, title),
            feature(21, q.code() * 128 + p.code(), pair, after),
            feature(22, pair, after, o.code()),
            feature(23, pair, para.length, para.closed),
            feature(24, pair, para.capitals, para.density),
            feature(25, cur, nxt, para.closed * 16 + ahead),
            feature(26, q.hash, p.code(), pair),
            feature(27, title * 16 + length, cur, nxt * 16 + ahead),
            feature(28, p.hash, c.hash, n.hash),
            feature(29, c.hash, n.hash, m.code()),
            feature(30, pair, state, after),
            feature(31, ahead * 16 + length, cur, nxt),
            feature(32, cur, o.code() * 128 + after, nxt),
            feature(33, n.hash, finite, cur),
            feature(34, pair, u32::from(self.start == 0), length),
        ]);
    }
}
