//! Is the store whole? Every segment is hashed again, every span is looked up in its text, and what can be
//! mended is.

use std::path::Path;

use chancery_model::record::Span;
use chancery_model::text::Text;

use crate::error::Error;
use crate::gather::{Coding, Sheets};
use crate::keeper::Keeper;
use crate::ledger::{Ledger, Segment, Texts};
use crate::segments;
use crate::store::Store;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Segments that were looked at.
    pub segments: u64,
    /// Dispatches whose texts were looked at.
    pub dispatches: u64,
    /// Spans that were looked up.
    pub spans: u64,
    /// What is wrong, a line each.
    pub faults: Vec<String>,
    /// What was mended, a line each.
    pub mended: Vec<String>,
    /// Dispatches that have to be coded again.
    pub uncoded: u64,
}

/// Looks a store through. Changes nothing.
pub fn check(folder: &Path) -> Result<Report, Error> {
    let store = Store::open(folder)?;
    let mut report = Report::default();
    looked_through(&store, &mut report)?;
    Ok(report)
}

/// Looks a store through and takes damaged segments out of it: their dispatches can be coded again from
/// the texts.
pub fn repair(folder: &Path) -> Result<Report, Error> {
    let mut keeper = Keeper::open(folder)?;
    let mut report = Report::default();
    let damaged = looked_through(&keeper.store, &mut report)?;
    if !damaged.is_empty() {
        keeper.drop_segments(&damaged)?;
        report.mended.push(format!("{} damaged segments are no longer used", damaged.len()));
    }
    report.uncoded = uncoded(&keeper.store)?;
    keeper.sweep()?;
    Ok(report)
}

/// Dispatches that no run has coded.
fn uncoded(store: &Store) -> Result<u64, Error> {
    let mut left = vec![1..=store.dispatches()?];
    for segment in store.segments()? {
        left = crate::ranges::without(&left, &segment.range);
    }
    Ok(left.iter().map(|r| u64::try_from(r.end() - r.start() + 1).unwrap_or(0)).sum())
}

/// Gives the numbers of the damaged segments.
fn looked_through(store: &Store, report: &mut Report) -> Result<Vec<i64>, Error> {
    report.faults.extend(store.ledger.integrity()?.into_iter().map(|line| format!("ledger: {line}")));
    texts(&store.ledger, report)?;
    let mut damaged = Vec::new();
    let mut kept = Texts::default();
    for segment in store.segments()? {
        report.segments += 1;
        let faults = files(&store.segments_folder(), &segment);
        let faults =
            if faults.is_empty() { spans(store, &segment, &mut kept, &mut report.spans) } else { faults };
        if !faults.is_empty() {
            damaged.push(segment.segment);
        }
        report.faults.extend(faults);
    }
    report.uncoded = uncoded(store)?;
    Ok(damaged)
}

/// Whether every text is there and has the hash that is its id.
fn texts(ledger: &Ledger, report: &mut Report) -> Result<(), Error> {
    let mut kept = Texts::default();
    for dispatch in 1..=ledger.newest()? {
        let entry = match ledger.entry(&mut kept, dispatch) {
            Ok(Some(entry)) => entry,
            Ok(None) => {
                report.faults.push(format!("dispatch {dispatch}: it is missing from the ledger"));
                continue;
            }
            Err(e) => {
                report.faults.push(format!("dispatch {dispatch}: {e}"));
                continue;
            }
        };
        report.dispatches += 1;
        let (head, _, text) = entry;
        let hash: String = blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect();
        // A dispatch without text has the hash of its bytes, which are not kept.
        if !text.is_empty() && hash != head.id {
            report.faults.push(format!("dispatch {dispatch}: its text is not the one that was read"));
        }
    }
    Ok(())
}

/// What is wrong with a segment's files.
fn files(folder: &Path, segment: &Segment) -> Vec<String> {
    let wrong = |name: &str, size: i64, hash: &[u8]| match segments::hash(&folder.join(name)) {
        Err(e) => Some(e.to_string()),
        Ok((_, bytes)) if bytes != size => Some(format!("{name}: it has {bytes} bytes instead of {size}")),
        Ok((found, _)) if found != hash => Some(format!("{name}: its content has changed")),
        Ok(_) => None,
    };
    segment.files.iter().filter_map(|f| wrong(&f.name, f.bytes, &f.hash)).collect()
}

/// Spans of a segment that do not lie in their text.
fn spans(store: &Store, segment: &Segment, kept: &mut Texts, looked: &mut u64) -> Vec<String> {
    let sheets = match segments::read_all(&store.segments_folder(), segment, None) {
        Ok(batches) => Sheets::new(batches),
        Err(e) => return vec![e.to_string()],
    };
    let mut faults = Vec::new();
    for dispatch in segment.range.clone() {
        // A text that is lost was reported with the ledger.
        let Ok(Some((_, _, text))) = store.ledger.entry(kept, dispatch) else { continue };
        let text = Text::new(text);
        let all = spans_of(&sheets.coding(dispatch));
        *looked += all.len() as u64;
        let out = all.into_iter().find(|[start, end]| start > end || *end > text.len());
        faults.extend(out.map(|[s, e]| format!("dispatch {dispatch}: {s}-{e} does not lie in its text")));
    }
    faults
}

fn spans_of(record: &Coding) -> Vec<Span> {
    let mut out = Vec::new();
    for a in &record.actors {
        out.extend(a.loaded.iter().chain(a.mentions.iter().map(|m| &m.span)));
    }
    for c in &record.claims {
        out.extend(c.source_span.iter().chain(&c.cue.span).chain(&c.content));
    }
    for e in &record.events {
        out.extend(e.trigger.iter().chain(&e.evidence.spans));
        out.extend(e.place.iter().flat_map(|p| &p.span).chain(e.date.iter().flat_map(|d| &d.span)));
    }
    out.extend(record.remarks.iter().flat_map(|r| &r.span).flatten());
    out
}
