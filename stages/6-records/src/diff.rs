//! What does one run code differently from another? Sentence by sentence, in the dispatches that both have.

use std::collections::BTreeSet;
use std::path::Path;

use chancery_model::record::{EventOut, Record};
use chancery_model::text::Text;
use serde::Serialize;

use crate::error::Error;
use crate::store::{Choice, Store};
use crate::stored::Stored;

/// A sentence that two runs code differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The dispatch's number.
    pub dispatch: i64,
    /// Its id.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// What only the first run has.
    pub before: Vec<String>,
    /// What only the second has.
    pub after: Vec<String>,
}

/// How many dispatches and sentences were compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// Dispatches that both runs have coded.
    pub dispatches: u64,
    /// Dispatches that are coded differently.
    pub changed: u64,
    /// Sentences that are coded differently.
    pub sentences: u64,
}

/// Calls for every sentence that is coded differently, in the order of dispatches and sentences.
pub fn each(
    folder: &Path,
    before: i32,
    after: i32,
    mut each: impl FnMut(Changed) -> Result<(), Error>,
) -> Result<Compared, Error> {
    let (first, second) = (Store::open(folder)?, Store::open(folder)?);
    let mut compared = Compared::default();
    let mut others = second.records(Choice::Run(after))?.peekable();
    for old in first.records(Choice::Run(before))? {
        let old = old?;
        // Both come in the order of their numbers.
        while others.next_if(|n| n.as_ref().is_ok_and(|n| n.number < old.number)).is_some() {}
        let Some(new) = others.next_if(|n| n.as_ref().map_or(true, |n| n.number == old.number)) else {
            continue;
        };
        compared.dispatches += 1;
        let changes = changes(&old, &new?);
        compared.changed += u64::from(!changes.is_empty());
        compared.sentences += changes.len() as u64;
        changes.into_iter().try_for_each(&mut each)?;
    }
    Ok(compared)
}

/// A coding in one line, and where its sentence stands.
fn lines(stored: &Stored) -> BTreeSet<([u32; 2], String)> {
    let events = stored.record.events.iter().zip(stored.sentences.iter().chain(std::iter::repeat(&None)));
    events.map(|(e, s)| (s.unwrap_or_else(|| spot(e)), line(&stored.record, e))).collect()
}

fn spot(e: &EventOut) -> [u32; 2] {
    crate::spans::hull(&e.trigger).unwrap_or_default()
}

fn changes(old: &Stored, new: &Stored) -> Vec<Changed> {
    let text = Text::new(old.record.dispatch.text.clone());
    let (before, after) = (lines(old), lines(new));
    let sentences: BTreeSet<[u32; 2]> = before.symmetric_difference(&after).map(|(s, _)| *s).collect();
    let only = |these: &BTreeSet<([u32; 2], String)>, those: &BTreeSet<([u32; 2], String)>, at: [u32; 2]| {
        these.difference(those).filter(|(s, _)| *s == at).map(|(_, line)| line.clone()).collect()
    };
    let words = |[start, end]: [u32; 2]| {
        let (from, to) = (text.byte(start), text.byte(end.max(start)));
        text.as_str().get(from..to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let changed = |at: [u32; 2]| Changed {
        dispatch: old.number,
        id: old.record.dispatch.id.clone(),
        sentence: words(at),
        before: only(&before, &after, at),
        after: only(&after, &before, at),
    };
    sentences.into_iter().map(changed).collect()
}

/// "ASSAULT/aerial actual: Kenya > Chad".
fn line(record: &Record, e: &EventOut) -> String {
    let names = |ids: &[String]| {
        let name = |id: &String| record.actors.iter().find(|a| a.id == *id).map(|a| a.name.as_str());
        ids.iter().filter_map(name).collect::<Vec<_>>().join(" + ")
    };
    let mode = e.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
    let said = if e.reported_by.is_some() { " (claimed)" } else { "" };
    format!("{}{mode} {}{said}: {} > {}", e.kind, e.status, names(&e.actors), names(&e.recipients))
}
