//! When, say the words of the text? Expressions of time in the paragraphs, resolved as far as the
//! words and the publication date allow.
//!
//! Three steps: what the words mean ([`named`], [`relative`]), which way the clause points
//! ([`cues`]), and what date that makes ([`resolve`]). Each looks at a bounded number of words, so
//! reading takes time linear in the text. What is no time for certain ("the 1967 borders", "Friday
//! prayers", "Resolution 2231") is left alone; what is one but has no date stays unresolved.

pub(crate) mod cues;
mod lexicon;
mod named;
mod relative;
mod resolve;
mod words;

use chancery_model::dispatch::{Dispatch, Granularity, TimeExpression};
use chancery_model::span::Span;

use crate::day::Day;
use crate::times::lexicon::Unit;
use crate::times::words::{Word, words};

/// What words mean, before they are set against a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A day or some days of a month.
    Days {
        year: Year,
        month: u8,
        first: u8,
        last: u8,
        weekday: u8,
    },
    /// A month.
    Month {
        year: Year,
        month: u8,
        which: Which,
    },
    /// "2015", "2015-2018", "the 1990s".
    Years(i32, i32),
    /// A day of the week.
    Weekday {
        day: u8,
        which: Which,
    },
    Weekend(Which),
    Quarter {
        year: Year,
        quarter: u8,
    },
    Season {
        year: Year,
        season: u8,
        which: Which,
    },
    /// So many units from now: "yesterday", "next week", "two months ago".
    Shift(Unit, i32),
    /// From now so many units on or back: "the past two weeks".
    Stretch(Unit, i32),
    /// A time that counts from something else, or not exactly: "three weeks later", "recent days".
    Unknown(Unit),
    /// Words that look like a time and are none: "Friday prayers".
    Name,
}

/// The year of a date, as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    Unsaid,
    Said(i32),
    /// "last year" is -1.
    Shifted(i32),
}

/// Which one of many Fridays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Bare,
    Last,
    This,
    Next,
    /// Of the week so many weeks from now: "Friday last week".
    OfWeek(i32),
}

/// Words of an expression and what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    /// The first word and one past the last.
    from: usize,
    to: usize,
    meaning: Meaning,
}

/// The expressions of time in a dispatch's paragraphs, against the date of its dateline or of its
/// publication; in order, without overlap.
pub(crate) fn find(dispatch: &Dispatch) -> Vec<TimeExpression> {
    let dateline = dispatch.dateline.as_ref().and_then(|d| d.date.as_deref());
    let published = dispatch.published.as_deref();
    let now = dateline.and_then(Day::parse).or_else(|| published.and_then(Day::parse));
    let mut out = Vec::new();
    for paragraph in &dispatch.paragraphs {
        let base = dispatch.text.byte(paragraph.start());
        let words = words(dispatch.text.slice(*paragraph));
        for found in expressions(&words) {
            let edges = (words.get(found.from), words.get(found.to.saturating_sub(1)));
            let (Some(first), Some(last)) = edges else { continue };
            let at = |byte: usize| dispatch.text.char(base + byte);
            let direction = cues::direction(&words, found.from, found.to);
            let (value, granularity, basis) = resolve::resolve(found.meaning, now, direction);
            out.push(TimeExpression {
                span: Span::new(at(first.start), at(last.end)),
                value,
                granularity,
                basis,
            });
        }
    }
    out
}

fn expressions(words: &[Word<'_>]) -> Vec<Found> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < words.len() {
        match expression(words, at) {
            Some(found) => {
                at = found.to.max(at + 1);
                if found.meaning != Meaning::Name {
                    out.push(found);
                }
            }
            None => at += 1,
        }
    }
    out
}

/// The expression that begins at a word, with "early", "mid-", "late" before it.
fn expression(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    if word.any(&["early", "mid", "late", "earlier", "later"]) {
        let dash = words.get(at + 1).is_some_and(|w| w.is("-"));
        let inner = at + 1 + usize::from(dash);
        let found = bare(words, inner).filter(|f| f.meaning != Meaning::Name);
        return found.map(|f| Found { from: at, ..f });
    }
    bare(words, at)
}

fn bare(words: &[Word<'_>], at: usize) -> Option<Found> {
    named::at(words, at).or_else(|| relative::at(words, at))
}

/// How fine a unit is.
fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year | Unit::Decade => Granularity::Year,
    }
}
