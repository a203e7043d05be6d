//! Does Chancery still find as much? Counts over the fixed dispatches, compared in CI with the
//! committed table: a change of speed may not come from doing less, and a change of rules shows.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use chancery::Reader;
use chancery::pipeline::Layers;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use crate::error::Error;

const REMEDY: &str = "if that is meant, run `cargo xtask bench --write-counts` and commit the table";

/// Counts what is asked of the system's allocator, which does the work.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

/// Of what how many were found, in the order of the stages.
pub(crate) type Counts = Vec<(&'static str, usize)>;

/// How far a count may be from the recorded one, in parts of a thousand. Tokens and sentences rest on
/// rules and must be equal. All else rests on scores too, in which instruction sets may differ in the
/// last digits: a few verdicts in thousands may turn. Allocations follow from all of it, and from the
/// versions of libraries.
fn tolerance(what: &str) -> usize {
    match what {
        "tokens" | "sentences" => 0,
        "allocations" => 30,
        _ => 5,
    }
}

/// Reads all dispatches and counts what each layer holds.
pub(crate) fn count(dispatches: &[String]) -> Result<Counts, Error> {
    let reader = Reader::load()?;
    let mut counts = [0; 6];
    let region = Region::new(ALLOCATOR);
    for text in dispatches {
        let layers = reader.layers("bench", text.as_bytes(), &mut |_, _| {});
        for (sum, n) in counts.iter_mut().zip(sizes(&layers)) {
            *sum += n;
        }
    }
    let change = region.change();
    let names = ["tokens", "sentences", "entities", "actors", "claims", "events"];
    let mut counts: Counts = names.into_iter().zip(counts).collect();
    counts.push(("allocations", change.allocations + change.reallocations));
    Ok(counts)
}

fn sizes(l: &Layers) -> [usize; 6] {
    let a = &l.analysis;
    let (tokens, sentences, entities) = (a.tokens().len(), a.sentences().len(), a.entities().len());
    [tokens, sentences, entities, l.cast.actors.len(), l.claims.len(), l.events.len()]
}

fn table_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("counts.tsv")
}

/// Writes the table.
pub(crate) fn write(counts: &Counts) -> Result<(), Error> {
    let path = table_path();
    fs::write(&path, table(counts)).map_err(Error::at(&path))
}

/// Compares with the table; gives a line that says so.
pub(crate) fn check(counts: &Counts) -> Result<String, Error> {
    let path = table_path();
    let recorded = fs::read_to_string(&path).map_err(Error::at(&path))?;
    let differences = differences(&recorded, counts);
    if differences.is_empty() {
        return Ok("bench: the counts are those of benches/counts.tsv".to_owned());
    }
    Err(Error::Counts(format!("counts differ from benches/counts.tsv: {}; {REMEDY}", differences.join(", "))))
}

fn table(counts: &Counts) -> String {
    let mut text = String::from("what\tcount\n");
    for (what, n) in counts {
        let _ = writeln!(text, "{what}\t{n}");
    }
    text
}

fn differences(recorded: &str, counts: &Counts) -> Vec<String> {
    let lookup = |what: &str| {
        let row = recorded.lines().filter_map(|l| l.split_once('\t')).find(|(w, _)| *w == what);
        row.and_then(|(_, n)| n.trim().parse::<usize>().ok())
    };
    let mut out = Vec::new();
    for (what, n) in counts {
        match lookup(what) {
            Some(was) if was.abs_diff(*n) * 1000 <= was * tolerance(what) => {}
            Some(was) => out.push(format!("{what} {was} → {n}")),
            None => out.push(format!("{what} is not recorded")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_agrees_with_the_counts_that_it_was_written_from() {
        let counts: Counts = vec![("tokens", 100), ("events", 1000)];
        assert!(differences(&table(&counts), &counts).is_empty());
    }

    #[test]
    fn tokens_must_be_equal_and_events_may_differ_by_a_hair() {
        let recorded = table(&vec![("tokens", 10_000), ("events", 1000)]);
        let now: Counts = vec![("tokens", 10_001), ("events", 1005)];
        assert_eq!(differences(&recorded, &now), ["tokens 10000 → 10001"]);
        let now: Counts = vec![("tokens", 10_000), ("events", 1006), ("claims", 3)];
        assert_eq!(differences(&recorded, &now), ["events 1000 → 1006", "claims is not recorded"]);
    }
}
