//! What do annotated sentences tell, and does the program see it? The format of `corpus/train/README.md`:
//! what the event head learns from, and, for sentences that it has not learned from, task `sentences`.
//!
//! Rules of the task:
//! - a sentence is read alone, without date and outlet;
//! - an event is right where one of its words is the annotated trigger and its type is the same; `event_f1`
//!   counts these, `trigger_f1` without the type;
//! - `direction`: of the annotated events with actor and recipient, the share with an event that has both on the
//!   right side; `reversed`: that has them the wrong way round;
//! - `false`: of the sentences without event, the share for which the program has one that is actual.

use std::fs;
use std::path::Path;

use chancery_model::analysis::Analysis;
use chancery_model::cast::Mention;
use chancery_model::events::{Event, Status};
use chancery_model::plover::EventType;
use chancery_model::score::Metric;
use chancery_model::span::{Char, Span};
use chancery_model::text::{Text, occurrences};

use crate::error::Error;
use crate::pipeline::{Layers, Reader};

/// What a sentence tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tells {
    /// PLOVER's type.
    pub kind: EventType,
    /// The mode, or nothing.
    pub mode: String,
    /// The status, as in the record.
    pub status: String,
    /// The word that carries the type.
    pub trigger: Span<Char>,
    /// The phrases that name who does it.
    pub actors: Vec<Span<Char>>,
    /// The phrases that name to whom.
    pub recipients: Vec<Span<Char>>,
}

/// A sentence with what it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// File and line.
    pub at: String,
    /// The sentence.
    pub text: String,
    /// Its events.
    pub tells: Vec<Tells>,
}

/// The sentences of a file, or of all `.txt` files in a folder and below, in the order of their names.
pub fn load(path: &Path) -> Result<Vec<Annotated>, Error> {
    if path.is_dir() {
        let mut below = Vec::new();
        for entry in fs::read_dir(path).map_err(Error::file(path))? {
            let p = entry.map_err(Error::file(path))?.path();
            if p.is_dir() || p.extension().is_some_and(|e| e == "txt") {
                below.push(p);
            }
        }
        below.sort();
        let lists: Result<Vec<_>, _> = below.iter().map(|p| load(p)).collect();
        return Ok(lists?.concat());
    }
    let source = fs::read_to_string(path).map_err(Error::file(path))?;
    parse(&source, &path.display().to_string()).map_err(|what| Error::Data { path: path.to_owned(), what })
}

/// The sentences of a file's content; the line and what is wrong where it is none.
fn parse(source: &str, name: &str) -> Result<Vec<Annotated>, String> {
    let mut out: Vec<Annotated> = Vec::new();
    for (number, line) in (1..).zip(source.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || line.starts_with("==") {
            continue;
        }
        let Some(cells) = line.strip_prefix('>') else {
            out.push(Annotated { at: format!("{name}:{number}"), text: line.into(), tells: Vec::new() });
            continue;
        };
        let sentence =
            out.last_mut().ok_or_else(|| format!("line {number}: an annotation before any sentence"))?;
        let tells =
            tells(cells, &Text::new(sentence.text.clone())).map_err(|w| format!("line {number}: {w}"))?;
        sentence.tells.extend(tells);
    }
    Ok(out)
}

fn tells(line: &str, text: &Text) -> Result<Option<Tells>, String> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    if let ["-", _] = cells[..] {
        return Ok(None);
    }
    let [label, status, trigger, actors, recipients] = cells[..] else {
        return Err(format!("{} cells; five are wanted, or `-` and the kind of text", cells.len()));
    };
    let (kind, mode) = label.split_once('/').unwrap_or((label, ""));
    let kind = EventType::parse(kind).ok_or_else(|| format!("`{kind}` is no PLOVER type"))?;
    let phrases = |cell: &str| -> Result<Vec<Span<Char>>, String> {
        let parts = cell.split(';').map(|p| p.split('=').next().unwrap_or("").trim());
        parts.filter(|p| *p != "-" && !p.is_empty()).map(|p| place(text, p)).collect()
    };
    Ok(Some(Tells {
        kind,
        mode: mode.into(),
        status: status.into(),
        trigger: place(text, trigger)?,
        actors: phrases(actors)?,
        recipients: phrases(recipients)?,
    }))
}

/// Where words stand, as whole words; `words#2` is their second place.
fn place(text: &Text, words: &str) -> Result<Span<Char>, String> {
    let (words, which) = words.split_once('#').unwrap_or((words, "1"));
    let which: usize = which.parse().map_err(|_| format!("`{which}` is no number of a place"))?;
    let words = words.trim();
    let at = which.checked_sub(1).and_then(|n| occurrences(text.as_str(), words).nth(n));
    let at = at.ok_or_else(|| format!("`{words}` does not stand in the sentence"))?;
    Ok(Span::new(text.char(at), text.char(at + words.len())))
}

/// The layers of a sentence read alone, up to its claims.
pub fn read(reader: &Reader, text: &str) -> Layers {
    reader.claims(chancery_attribution::score::plain(text))
}

/// The token that heads some words: the head of the mention that shares most with them and that they hold,
/// else the first word whose governor stands outside.
pub fn head_of(l: &Layers, words: Span<Char>) -> Option<u32> {
    let a = &l.analysis;
    let within = |t: u32| words.overlaps(a.token(t).span);
    let all = 0..u32::try_from(a.tokens().len()).unwrap_or(0);
    let top = all.clone().filter(|&t| within(t)).find(|&t| a.head(t).is_none_or(|h| !within(h)));
    let is_mention = |t: &u32| l.cast.headed_by(*t).is_some();
    let largest = || {
        let held = l.cast.mentions.iter().filter(|m| within(m.head) && words.contains(m.span));
        held.max_by_key(|m| m.tokens.len()).map(|m: &Mention| m.head)
    };
    top.filter(is_mention).or_else(largest).or(top)
}

/// The token of a trigger.
pub fn token_at(a: &Analysis, words: Span<Char>) -> Option<u32> {
    let at = a.tokens().iter().position(|t| t.span.overlaps(words))?;
    u32::try_from(at).ok()
}

/// What was right, and every miss in words.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    wanted: usize,
    found: usize,
    triggers: usize,
    right: usize,
    directed: usize,
    straight: usize,
    reversed: usize,
    silent: usize,
    false_alarms: usize,
    pub(crate) misses: Vec<String>,
}

impl Scores {
    /// Reads one sentence and compares.
    pub(crate) fn add(&mut self, reader: &Reader, sentence: &Annotated) {
        let mut l = read(reader, &sentence.text);
        reader.code(&mut l);
        let hits = |e: &Event, t: &Tells| {
            e.trigger.iter().any(|s| s.overlaps(t.trigger))
                || l.analysis.token(e.trigger_head).span == t.trigger
        };
        self.wanted += sentence.tells.len();
        self.found += l.events.len();
        for t in &sentence.tells {
            let on: Vec<&Event> = l.events.iter().filter(|e| hits(e, t)).collect();
            let right = on.iter().any(|e| e.kind == t.kind);
            self.triggers += usize::from(!on.is_empty());
            self.right += usize::from(right);
            if !right {
                let got: Vec<_> = on.iter().map(|e| e.kind.as_str()).collect();
                self.misses.push(format!("missed\t{}\tgot {}\t{}", t.kind, got.join(" "), sentence.text));
            }
            if let ([a, ..], [r, ..]) = (&t.actors[..], &t.recipients[..]) {
                let has = |list: &[_], words: Span<Char>| overlaps(&l, list, words);
                let straight = l.events.iter().any(|e| has(&e.actors, *a) && has(&e.recipients, *r));
                let back = l.events.iter().any(|e| has(&e.actors, *r) && has(&e.recipients, *a));
                self.directed += 1;
                self.straight += usize::from(straight);
                self.reversed += usize::from(back && !straight);
                if !straight {
                    let how = if back { "reversed" } else { "without both" };
                    self.misses.push(format!("{how}\t{}\t\t{}", t.kind, sentence.text));
                }
            }
        }
        for e in l.events.iter().filter(|e| !sentence.tells.iter().any(|t| hits(e, t))) {
            self.misses.push(format!("false\t{}\t{}\t{}", e.kind, e.evidence.by, sentence.text));
        }
        if sentence.tells.is_empty() {
            self.silent += 1;
            self.false_alarms += usize::from(l.events.iter().any(|e| e.status == Status::Actual));
        }
    }

    /// All figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        vec![
            Metric::f1("trigger_f1", self.wanted, self.found, self.triggers),
            Metric::f1("event_f1", self.wanted, self.found, self.right),
            Metric::share("event_precision", self.right, self.found),
            Metric::share("event_recall", self.right, self.wanted),
            Metric::share("direction", self.straight, self.directed),
            Metric::share("reversed", self.reversed, self.directed),
            Metric::share("false", self.false_alarms, self.silent),
        ]
    }
}

/// Whether one of some actors is mentioned where some words stand.
pub(crate) fn overlaps(l: &Layers, actors: &[chancery_model::cast::ActorId], words: Span<Char>) -> bool {
    l.cast.mentions.iter().any(|m| m.span.overlaps(words) && m.actors.iter().any(|id| actors.contains(id)))
}
