//! Which type of event joins two marked parties (task `relations`), and does the program find the parties by
//! itself (task `dyads`)? A table in PLV's layout, with a heading: `marked_sentence` has the source in `<s>…</s>`
//! and the target in `<t>…</t>`, `gold_root` is the type, CONCEDE and RETREAT folded to YIELD.
//!
//! Rules:
//! - A mark may stand inside a word, be doubled (the first counts) or be absent.
//! - `relations`: a row without an answer is wrong; macro F1 is the mean over the labels that the table has.
//!   YIELD is material cooperation, as in the table.
//! - The table follows the codebook's older edition, whose types are CAMEO's roots. Where 2.0 moved a CAMEO code
//!   to another type, the fold moves it back: intent to yield (035) is AGREE there and CONCEDE here; sanctions
//!   imposed (163) are COERCE, guilt found (116) ACCUSE, an agreement concluded (057) SUPPORT, blockade and
//!   occupation (191, 192) ASSAULT; refused or failed cooperation is REJECT,
//!   announced material conflict THREATEN.
//! - `dyads`: the marks are not shown to the program. `pair`: some event has an actor that overlaps the source and
//!   a recipient that overlaps the target; where all its parties are actors, either way round. `pair_and_root`: and
//!   has the right type. `reversed`: no such event, but one with the two the wrong way round. Rows without both
//!   marks are left out.

use std::collections::{BTreeMap, BTreeSet};

use chancery_events::Joined;
use chancery_model::analysis::Analysis;
use chancery_model::clause::{Modality, clause};
use chancery_model::events::{Event, Status};
use chancery_model::plover::EventType;
use chancery_model::score::Metric;
use chancery_model::span::{Char, Span};
use chancery_model::text::Text;

use super::sentences::{head_of, overlaps, read};
use crate::pipeline::Reader;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    text: String,
    source: Option<Span<Char>>,
    target: Option<Span<Char>>,
    root: String,
}

/// The rows of a table; what is wrong with it where it is none.
pub(crate) fn parse(source: &str) -> Result<Vec<Row>, String> {
    let mut lines = source.lines().map(|l| l.split('\t').map(unquoted).collect::<Vec<_>>());
    let heading = lines.next().unwrap_or_default();
    let column = |name: &str| {
        let at = heading.iter().position(|c| c.trim() == name);
        at.ok_or_else(|| format!("there is no column `{name}`"))
    };
    let (sentence, root) = (column("marked_sentence")?, column("gold_root")?);
    let mut out = Vec::new();
    for (number, cells) in (2..).zip(lines).filter(|(_, c)| c.len() > 1) {
        let (Some(marked), Some(label)) = (cells.get(sentence), cells.get(root)) else {
            return Err(format!("line {number} has {} columns", cells.len()));
        };
        let label = folded(label.trim());
        if label != "YIELD" && EventType::parse(label).is_none() {
            return Err(format!("line {number}: `{label}` is no PLOVER type"));
        }
        let (text, source, target) = unmarked(marked);
        out.push(Row { text, source, target, root: label.to_owned() });
    }
    Ok(out)
}

/// A cell without the quotation marks that a table puts around one that has some itself.
fn unquoted(cell: &str) -> String {
    match cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

/// A sentence without its marks, and where the first of each kind stood.
fn unmarked(marked: &str) -> (String, Option<Span<Char>>, Option<Span<Char>>) {
    let (mut plain, mut at) = (String::new(), 0_u32);
    let mut open: BTreeMap<char, u32> = BTreeMap::new();
    let mut found: BTreeMap<char, Span<Char>> = BTreeMap::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let mark = ['s', 't'].into_iter().find_map(|m| {
            let closing = rest.strip_prefix(&format!("</{m}>")).map(|after| (m, true, after));
            closing.or_else(|| rest.strip_prefix(&format!("<{m}>")).map(|after| (m, false, after)))
        });
        match mark {
            Some((m, false, after)) => {
                open.insert(m, at);
                rest = after;
            }
            Some((m, true, after)) => {
                if let Some(start) = open.remove(&m).filter(|&s| s < at) {
                    found.entry(m).or_insert(Span::new(start, at));
                }
                rest = after;
            }
            None => {
                plain.push(c);
                at += 1;
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    (plain, found.get(&'s').copied(), found.get(&'t').copied())
}

/// A label among the table's.
fn folded(label: &str) -> &str {
    if matches!(label, "CONCEDE" | "RETREAT") { "YIELD" } else { label }
}

/// An answer among the table's labels.
fn answered(joined: &Joined) -> &'static str {
    let yields = matches!(joined.kind, EventType::Concede | EventType::Retreat);
    let moved =
        [("163", "COERCE"), ("116", "ACCUSE"), ("057", "SUPPORT"), ("191", "ASSAULT"), ("192", "ASSAULT")];
    match moved.iter().find(|(code, _)| joined.cameo.starts_with(code)) {
        _ if joined.negated && joined.kind.quad() < 3 => "REJECT",
        _ if yields && joined.promised => "AGREE",
        _ if joined.promised && joined.kind.quad() == 4 => "THREATEN",
        Some((_, label)) => label,
        None if yields => "YIELD",
        None => joined.kind.as_str(),
    }
}

/// What an event is to the table.
fn of_event(a: &Analysis, e: &Event) -> &'static str {
    let facts = clause(a, e.trigger_head);
    answered(&Joined {
        kind: e.kind,
        cameo: e.cameo.clone().unwrap_or_default(),
        promised: e.kind == EventType::Concede
            && (e.cameo.as_deref() == Some("080") || e.cameo.as_deref().is_some_and(|c| c.starts_with("03")))
            || matches!(facts.modality, Modality::Future | Modality::Intention),
        negated: e.status == Status::Negated,
    })
}

fn quad(label: &str) -> u8 {
    EventType::parse(label).map_or(2, EventType::quad)
}

/// Answers beside what the table says.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    rows: Vec<(String, String)>,
    pub(crate) misses: Vec<String>,
}

impl Relations {
    /// Answers one row.
    pub(crate) fn add(&mut self, reader: &Reader, row: &Row) {
        let l = read(reader, &row.text);
        let heads = |s: Option<Span<Char>>| s.and_then(|s| head_of(&l, s));
        let (source, target) = (heads(row.source), heads(row.target));
        let kind = reader.events().relation(&l.dispatch, &l.analysis, &l.cast, &l.claims, source, target);
        let answer = kind.as_ref().map_or("", answered);
        if answer != row.root {
            self.misses.push(format!("{}\tgot {answer}\t{}", row.root, shown(row)));
        }
        self.rows.push((row.root.clone(), answer.to_owned()));
    }

    /// All figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        let n = self.rows.len();
        let right = self.rows.iter().filter(|(g, s)| g == s).count();
        let by = |fold: &dyn Fn(&str) -> String| {
            let rows =
                self.rows.iter().map(|(g, s)| (fold(g), if s.is_empty() { s.clone() } else { fold(s) }));
            macro_f1(&rows.collect::<Vec<_>>())
        };
        let mut out = vec![
            Metric::share("root_accuracy", right, n),
            Metric::new("root_macro_f1", by(&str::to_owned), n),
            Metric::new("quad_macro_f1", by(&|l| quad(l).to_string()), n),
            Metric::new("binary_macro_f1", by(&|l| (quad(l) > 2).to_string()), n),
        ];
        let labels: BTreeSet<&String> = self.rows.iter().map(|(g, _)| g).collect();
        out.extend(labels.into_iter().map(|label| {
            let count = |f: &dyn Fn(&(String, String)) -> bool| self.rows.iter().filter(|r| f(r)).count();
            let (gold, system) = (count(&|r| r.0 == *label), count(&|r| r.1 == *label));
            Metric::f1(format!("f1_{label}"), gold, system, count(&|r| r.0 == *label && r.1 == *label))
        }));
        out
    }
}

/// The mean F1 over the labels of the gold side.
fn macro_f1(rows: &[(String, String)]) -> f64 {
    let labels: BTreeSet<&String> = rows.iter().map(|(g, _)| g).collect();
    let mut sum = 0.0;
    for label in &labels {
        let count = |f: &dyn Fn(&(String, String)) -> bool| rows.iter().filter(|r| f(r)).count();
        let (gold, system) = (count(&|r| r.0 == **label), count(&|r| r.1 == **label));
        sum += Metric::f1("", gold, system, count(&|r| r.0 == **label && r.1 == **label)).value;
    }
    #[allow(clippy::cast_precision_loss, reason = "there are sixteen types")]
    let n = labels.len().max(1) as f64;
    sum / n
}

/// What was found of the marked pairs.
#[derive(Debug, Default)]
pub(crate) struct Dyads {
    rows: usize,
    pair: usize,
    with_root: usize,
    reversed: usize,
    pub(crate) misses: Vec<String>,
}

impl Dyads {
    /// Reads one row without its marks.
    pub(crate) fn add(&mut self, reader: &Reader, row: &Row) {
        let (Some(source), Some(target)) = (row.source, row.target) else { return };
        let mut l = read(reader, &row.text);
        reader.code(&mut l);
        let joins = |e: &Event, from: Span<Char>, to: Span<Char>| {
            let second =
                if e.recipients.is_empty() && e.actors.len() > 1 { &e.actors } else { &e.recipients };
            overlaps(&l, &e.actors, from) && overlaps(&l, second, to)
        };
        let straight: Vec<&Event> = l.events.iter().filter(|e| joins(e, source, target)).collect();
        let right = straight.iter().any(|e| of_event(&l.analysis, e) == row.root);
        let back = straight.is_empty() && l.events.iter().any(|e| joins(e, target, source));
        self.rows += 1;
        self.pair += usize::from(!straight.is_empty());
        self.with_root += usize::from(right);
        self.reversed += usize::from(back);
        if !right {
            let names = |list: &[chancery_model::cast::ActorId]| {
                let names = list.iter().filter_map(|&id| l.cast.actor(id)).map(|a| a.name.as_str());
                names.collect::<Vec<_>>().join(", ")
            };
            let all = l.events.iter().map(|e| {
                format!("{}({} -> {}; {})", e.kind, names(&e.actors), names(&e.recipients), e.evidence.by)
            });
            let all = all.collect::<Vec<_>>().join("; ");
            let how = if straight.is_empty() { "no pair" } else { "other type" };
            self.misses.push(format!("{how}\t{}\tgot {all}\t{}", row.root, shown(row)));
        }
    }

    /// All figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        vec![
            Metric::share("pair", self.pair, self.rows),
            Metric::share("pair_and_root", self.with_root, self.rows),
            Metric::share("reversed", self.reversed, self.rows),
        ]
    }
}

/// A row as a person reads it.
fn shown(row: &Row) -> String {
    let text = Text::new(row.text.clone());
    let words = |s: Option<Span<Char>>| s.map_or(String::new(), |s| text.slice(s).to_owned());
    format!("{} -> {}\t{}", words(row.source), words(row.target), row.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_the_first_of_each_counts() {
        let (text, source, target) = unmarked("<s>Chad</s>ian police freed <t>Omar</t> and <t>Lind</t>.");
        assert_eq!(text, "Chadian police freed Omar and Lind.");
        assert_eq!((source, target), (Some(Span::new(0, 4)), Some(Span::new(21, 25))));
        assert_eq!(unmarked("<s>Chad</s> < Mali").2, None);
    }

    #[test]
    fn cells_in_quotation_marks_lose_them() {
        let table = "marked_sentence\tgold_root\n\"<s>Chad</s> calls it \"\"no\"\".\"\tRETREAT\n";
        let rows = parse(table).unwrap();
        assert_eq!((rows[0].text.as_str(), rows[0].root.as_str()), ("Chad calls it \"no\".", "YIELD"));
        assert!(parse("a\tb\n").unwrap_err().contains("marked_sentence"));
        assert!(parse("marked_sentence\tgold_root\nx\tFIGHT\n").unwrap_err().contains("line 2"));
    }

    #[test]
    fn a_row_without_an_answer_is_wrong() {
        let rows = [("AID", "AID"), ("AID", ""), ("REJECT", "AID")];
        let rows = rows.map(|(g, s)| (g.to_owned(), s.to_owned()));
        let scores = Relations { rows: rows.to_vec(), misses: Vec::new() };
        let value = |name: &str| scores.metrics().into_iter().find(|m| m.metric == name).unwrap().value;
        assert!((value("root_accuracy") - 1.0 / 3.0).abs() < 1e-9);
        assert!((value("f1_AID") - 0.5).abs() < 1e-9);
        assert!((value("root_macro_f1") - 0.25).abs() < 1e-9);
    }
}
