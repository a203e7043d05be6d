//! Does a phrase lead to the right country and sector? Task `actors`: a table of `text, context, date,
//! country, sector`, separated by tabs, with or without that heading.
//!
//! Rules:
//! - The phrase is read where it stands in its context; where it does not stand there, as the subject
//!   of a sentence after the context.
//! - Its actor is that of the mention which shares most words with it, at least half of all that
//!   either has; else of the shortest mention around it whose head it holds, a name with its title; else
//!   of the mention that its first outermost word heads: "police in Mombasa".
//! - Empty is an answer: right where the table has nothing, else wrong.
//! - Of several sectors the first counts, on both sides.
//! - `answered_precision`: of the rows for which a country is given, how many are right.

use std::collections::BTreeSet;

use chancery_model::cast::{Actor, Mention};
use chancery_model::dispatch::{DateBasis, Dispatch};
use chancery_model::score::Metric;
use chancery_model::span::{Char, Span};
use chancery_model::syntax::Upos;
use chancery_model::text::Text;

use crate::pipeline::Reader;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    text: String,
    context: String,
    date: Option<String>,
    country: String,
    sector: String,
}

/// The rows of a table; the line and what is wrong with it where it is none.
pub(crate) fn parse(source: &str) -> Result<Vec<Phrase>, String> {
    let mut out = Vec::new();
    for (number, line) in (1..).zip(source.lines()) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if line.trim().is_empty() || line.starts_with('#') || cells.starts_with(&["text", "context"]) {
            continue;
        }
        let [text, context, date, country, sector, ..] = cells[..] else {
            return Err(format!(
                "line {number} has {} columns; text, context, date, country, sector are wanted",
                cells.len()
            ));
        };
        out.push(Phrase {
            text: text.to_owned(),
            context: context.to_owned(),
            date: Some(date).filter(|d| !d.is_empty()).map(str::to_owned),
            country: country.to_owned(),
            sector: first(sector).to_owned(),
        });
    }
    Ok(out)
}

/// The first of several codes.
fn first(codes: &str) -> &str {
    codes.split([',', '|', ';', ' ']).next().unwrap_or("")
}

/// What was right, and every miss in words.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    rows: usize,
    country: usize,
    sector: usize,
    both: usize,
    answered: usize,
    answered_right: usize,
    pub(crate) misses: Vec<String>,
}

impl Scores {
    /// Resolves one phrase and compares.
    pub(crate) fn add(&mut self, reader: &Reader, row: &Phrase) {
        let (country, sector) = resolve(reader, row);
        let (c, s) = (country == row.country, sector == row.sector);
        self.rows += 1;
        self.country += usize::from(c);
        self.sector += usize::from(s);
        self.both += usize::from(c && s);
        if !country.is_empty() {
            self.answered += 1;
            self.answered_right += usize::from(c);
        }
        if !(c && s) {
            let date = row.date.as_deref().unwrap_or("");
            self.misses.push(format!(
                "{}\t{}\t{date}\twanted {} {}\tgot {country} {sector}",
                row.text, row.context, row.country, row.sector
            ));
        }
    }

    /// All figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        vec![
            Metric::share("country", self.country, self.rows),
            Metric::share("sector", self.sector, self.rows),
            Metric::share("both", self.both, self.rows),
            Metric::share("answered_precision", self.answered_right, self.answered),
        ]
    }
}

/// Country and first sector of a phrase; empty where they are not known.
fn resolve(reader: &Reader, row: &Phrase) -> (String, String) {
    let (text, at) = set(&row.text, &row.context);
    let text = Text::new(text);
    let phrase = Span::<Char>::new(text.char(at), text.char(at + row.text.len()));
    let published = row.date.clone();
    let dispatch = Dispatch {
        published_basis: published.is_some().then_some(DateBasis::Given),
        published,
        ..chancery_attribution::score::plain(text.as_str())
    };
    let l = reader.cast(dispatch);
    let words = |span: Span<Char>| -> BTreeSet<u32> {
        let tokens = l.analysis.tokens().iter().filter(|t| t.span.overlaps(span));
        tokens.map(|t| t.span.start()).collect()
    };
    let wanted = words(phrase);
    let mut best: Option<(usize, usize, &Mention)> = None;
    for m in &l.cast.mentions {
        let own = words(m.span);
        let (shared, all) = (own.intersection(&wanted).count(), own.union(&wanted).count());
        if 2 * shared >= all && best.is_none_or(|(s, a, _)| shared * a > s * all) {
            best = Some((shared, all, m));
        }
    }
    let around = || {
        let head = |m: &&Mention| phrase.contains(l.analysis.token(m.head).span);
        l.cast.mentions.iter().filter(|m| m.span.contains(phrase)).filter(head).min_by_key(|m| m.span.len())
    };
    let within = |t: u32| phrase.contains(l.analysis.token(t).span);
    let headed = || {
        let mut tokens = (0..).take(l.analysis.tokens().len());
        let head = tokens.find(|&t| {
            let noun = matches!(l.analysis.token(t).upos, Upos::Noun | Upos::Propn);
            noun && within(t) && l.analysis.head(t).is_none_or(|h| !within(h))
        });
        head.and_then(|t| l.cast.headed_by(t))
    };
    let found = best.map(|(_, _, m)| m).or_else(around).or_else(headed);
    let Some(mention) = found else { return Default::default() };
    let actors: Vec<&Actor> = mention.actors.iter().filter_map(|a| l.cast.actor(*a)).collect();
    let common = |of: &dyn Fn(&Actor) -> Option<String>| {
        let mut values = actors.iter().map(|a| of(a));
        let one = values.next().flatten();
        one.filter(|v| values.all(|other| other.as_ref() == Some(v))).unwrap_or_default()
    };
    (common(&|a| a.country.clone()), common(&|a| a.sectors.first().cloned()))
}

/// The text in which a phrase is read, and the byte at which it begins.
fn set(phrase: &str, context: &str) -> (String, usize) {
    if let Some(at) = context.find(phrase) {
        return (context.to_owned(), at);
    }
    let before = if context.is_empty() { String::new() } else { format!("{context}\n\n") };
    (format!("{before}{phrase} made a statement."), before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &str) -> Vec<f64> {
        let reader = Reader::load().unwrap();
        let mut scores = Scores::default();
        for row in parse(rows).unwrap() {
            scores.add(&reader, &row);
        }
        scores.metrics().iter().map(|m| m.value).collect()
    }

    #[test]
    fn a_phrase_is_read_in_its_context() {
        let rows = "text\tcontext\tdate\tcountry\tsector\n\
            the Nepalese army\tOn Monday the Nepalese army opened a school.\t2021-03-04\tNPL\tMIL\n\
            Kenyan Foreign Minister Ada Quist\t\t\tKEN\tGOV\n";
        assert_eq!(table(rows), [1.0; 4]);
    }

    #[test]
    fn empty_is_an_answer() {
        assert_eq!(table("Lara Quist\tLara Quist sang.\t\t\t\n")[..3], [1.0; 3]);
        assert_eq!(table("Lara Quist\tLara Quist sang.\t\tNOR\tGOV\n")[..3], [0.0; 3]);
    }

    #[test]
    fn a_row_with_too_few_columns_is_named() {
        assert!(parse("a\tb\tc\n").unwrap_err().contains("line 1 has 3 columns"));
    }
}
