//! When do small segments become a larger one? When eight neighbours of one run are of one size: so every row
//! is written again only a few times, and there are never many files.

use std::path::Path;

use crate::error::Error;
use crate::ledger::{NewSegment, Segment};
use crate::schema::SEGMENT_TABLES;
use crate::segments;

/// Neighbours that become one.
const FANOUT: usize = 8;

/// Dispatches from which on a segment stays as it is: one is read into memory as a whole.
const LARGE: i64 = 16_384;

/// How often a segment's dispatches can be divided by eight.
fn level(segment: &Segment) -> u32 {
    u64::try_from(dispatches(segment)).unwrap_or(1).max(1).ilog(FANOUT as u64)
}

fn dispatches(segment: &Segment) -> i64 {
    segment.range.end() - segment.range.start() + 1
}

/// The first neighbours that are to become one; nothing where all is well.
pub(crate) fn due(segments: &[Segment]) -> Option<Vec<Segment>> {
    let mut all: Vec<&Segment> = segments.iter().filter(|s| dispatches(s) < LARGE).collect();
    all.sort_by_key(|s| (s.run, *s.range.start()));
    let alike = |a: &Segment, b: &Segment| {
        a.run == b.run && a.range.end() + 1 == *b.range.start() && level(a) == level(b)
    };
    let group = all.chunk_by(|a, b| alike(a, b)).find(|g| g.len() >= FANOUT)?;
    Some(group.iter().take(FANOUT).map(|s| (*s).clone()).collect())
}

/// Writes one segment with the rows of several neighbours.
pub(crate) fn merged(folder: &Path, segment: i64, small: &[Segment]) -> Result<NewSegment, Error> {
    let mut files = Vec::new();
    for table in SEGMENT_TABLES {
        let of = small.iter().filter_map(|s| segments::file_of(s, table));
        let batches =
            of.map(|f| segments::read(&folder.join(&f.name), table, None)).collect::<Result<Vec<_>, _>>()?;
        let joined = segments::joined(table, &batches, folder)?;
        files.extend(segments::write(folder, segment, table, joined)?);
    }
    segments::sync_folder(folder)?;
    let first = small.iter().map(|s| *s.range.start()).min().unwrap_or(0);
    let last = small.iter().map(|s| *s.range.end()).max().unwrap_or(0);
    let run = small.first().map_or(0, |s| s.run);
    Ok(NewSegment { segment, run, range: first..=last, files })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(run: i32, sizes: &[i64]) -> Vec<Segment> {
        let mut next = 1;
        let mut segment = |(n, size): (usize, &i64)| {
            let range = next..=next + size - 1;
            next += size;
            Segment { segment: i64::try_from(n).unwrap() + 1, run, range, files: Vec::new() }
        };
        sizes.iter().enumerate().map(&mut segment).collect()
    }

    #[test]
    fn eight_neighbours_of_one_size_become_one() {
        assert_eq!(due(&chain(1, &[512; 7])), None);
        let small = due(&chain(1, &[512; 9])).unwrap();
        assert_eq!(small.iter().map(|s| s.segment).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(due(&chain(1, &[4096, 512, 512, 512, 3, 512, 512, 512, 512])), None);
        assert_eq!(due(&chain(1, &[20_000; 9])), None, "large ones stay");
    }

    #[test]
    fn a_gap_or_another_run_parts_neighbours() {
        let mut gap = chain(1, &[512; 9]);
        gap.remove(4);
        assert_eq!(due(&gap), None);
        let mut mixed = chain(1, &[512; 9]);
        mixed[4].run = 2;
        assert_eq!(due(&mixed), None);
    }
}
