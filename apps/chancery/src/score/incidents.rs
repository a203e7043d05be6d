//! Which events of several dispatches tell of one happening, and does the program see it? Task `incidents`.
//!
//! Rules of the task:
//! - a folder has `NAME.txt` for each dispatch and `truth.tsv` (dispatch, happening, type, words): a mention is
//!   answered by the event whose trigger lies within its words, of the same type if there are several;
//! - `b3_…`: B³ over all mentions; one without an event is an incident of its own;
//! - `b3_found_…`: over the mentions that have an event: how well events are gathered, apart from whether they are
//!   coded; `pairs_…` the same over pairs of mentions;
//! - `alone_f1`: `b3_found_f1` of a program that gathers nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chancery_ingest::repeats::Repeats;
use chancery_model::score::Metric;
use chancery_records::Stored;
use chancery_records::incidents::score::{Answer, Figures, Score, answer, mentions, score};
use chancery_records::incidents::{Incidents, Report};

use crate::error::Error;
use crate::pipeline::Reader;

/// Scores a folder; gives the metrics and the mentions without an event.
pub(crate) fn run(reader: &Reader, folder: &Path) -> Result<(Vec<Metric>, Vec<String>), Error> {
    let table = folder.join("truth.tsv");
    let truth = fs::read_to_string(&table).map_err(Error::file(&table))?;
    let read = dispatches(reader, folder)?;
    let texts: BTreeMap<&str, &str> =
        read.iter().map(|(name, s)| (name.as_str(), s.record.dispatch.text.as_str())).collect();
    let truth = mentions(&truth, |name| texts.get(name).copied());
    if truth.is_empty() {
        let what = "no rows: expected a header and dispatch, happening, type, words with tabs between them";
        return Err(Error::Data { path: table, what: what.into() });
    }
    let gathered = answers(&read, false);
    let figures = score(&truth, &gathered);
    let alone = score(&truth, &answers(&read, true));
    let missed = truth.iter().filter(|m| answer(m, &gathered).is_none());
    let missed = missed.map(|m| format!("no event: {} {} {}", m.dispatch, m.kind, m.happening)).collect();
    Ok((metrics(&figures, &alone), missed))
}

/// The dispatches of a folder by name, in the order of their names.
fn dispatches(reader: &Reader, folder: &Path) -> Result<Vec<(String, Stored)>, Error> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<_> = entries.map_err(Error::file(folder))?.into_iter().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut repeats = Repeats::new();
    let mut out = Vec::new();
    for (number, path) in (1..).zip(paths) {
        let bytes = fs::read(&path).map_err(Error::file(&path))?;
        let mut layers = reader.layers(&path.display().to_string(), &bytes, &mut |_, _| {});
        repeats.see(&mut layers.dispatch);
        let intake = reader.intake(&layers);
        let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        out.push((name, Stored::fresh(number, intake)));
    }
    Ok(out)
}

/// What the program says of every event; `alone` puts each in an incident of its own.
fn answers(read: &[(String, Stored)], alone: bool) -> Vec<Answer> {
    let mut index = Incidents::new();
    for (_, stored) in read {
        index.add(Report::of(stored));
    }
    let clusters = index.clusters();
    let numbered = clusters.iter().enumerate().flat_map(|(n, c)| c.iter().map(move |r| (r.key(), n)));
    let incident: BTreeMap<(i64, u32), usize> = numbered.collect();
    let mut out = Vec::new();
    for (name, stored) in read {
        for (event, number) in stored.record.events.iter().zip(1_u32..) {
            let key = (stored.number, number);
            let own = format!("{name}:{number}");
            out.push(Answer {
                dispatch: name.clone(),
                trigger: event.trigger.clone(),
                kind: event.kind.clone(),
                incident: incident.get(&key).filter(|_| !alone).map_or(own, usize::to_string),
            });
        }
    }
    out
}

fn metrics(figures: &Figures, alone: &Figures) -> Vec<Metric> {
    let three = |names: [&'static str; 3], s: Score, n: usize| {
        names
            .into_iter()
            .zip([s.precision, s.recall, s.f1])
            .map(move |(name, value)| Metric::new(name, value, n))
    };
    let all = three(["b3_precision", "b3_recall", "b3_f1"], figures.b3, figures.mentions);
    let names = ["b3_found_precision", "b3_found_recall", "b3_found_f1"];
    let found = three(names, figures.b3_found, figures.found);
    let pairs = three(["pairs_precision", "pairs_recall", "pairs_f1"], figures.pairs, figures.found);
    let none = Metric::new("alone_f1", alone.b3_found.f1, alone.found);
    all.chain(found).chain(pairs).chain([none]).collect()
}
