//! Which segment holds the codings that are meant? Segments cover whole ranges of dispatches, so that a
//! later run stands before an earlier one range by range, and no dispatch need be looked at.

use std::ops::RangeInclusive;

use crate::ledger::Segment;
use crate::store::Choice;

/// The codings that a choice means.
#[derive(Debug, Clone)]
pub(crate) struct Current {
    parts: Vec<(Segment, Vec<RangeInclusive<i64>>)>,
}

/// A segment and the dispatches for which it counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) segment: &'a Segment,
    pub(crate) ranges: &'a [RangeInclusive<i64>],
}

impl Part<'_> {
    /// Whether all of the segment counts.
    pub(crate) fn is_whole(&self) -> bool {
        self.ranges == [self.segment.range.clone()]
    }
}

impl Current {
    pub(crate) fn of(mut segments: Vec<Segment>, choice: Choice) -> Self {
        if let Choice::Run(run) = choice {
            segments.retain(|s| s.run == run);
        }
        let counted = |s: &Segment| {
            let newer = segments.iter().filter(|n| n.run > s.run).map(|n| &n.range);
            newer.fold(vec![s.range.clone()], |left, taken| without(&left, taken))
        };
        let ranges: Vec<_> = segments.iter().map(counted).collect();
        let mut parts: Vec<_> = segments.into_iter().zip(ranges).filter(|(_, r)| !r.is_empty()).collect();
        parts.sort_by_key(|(s, r)| (r.first().map(|r| *r.start()), s.segment));
        Self { parts }
    }

    /// The segments with the ranges for which they count.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        self.parts.iter().map(|(segment, ranges)| Part { segment, ranges })
    }

    /// The same, range by range in the order of the dispatches.
    pub(crate) fn in_order(&self) -> Vec<Part<'_>> {
        let mut all: Vec<Part<'_>> = self
            .parts
            .iter()
            .flat_map(|(segment, ranges)| ranges.chunks(1).map(move |ranges| Part { segment, ranges }))
            .collect();
        all.sort_by_key(|p| p.ranges.first().map(|r| *r.start()));
        all
    }

    /// The segment that counts for a dispatch.
    pub(crate) fn segment_of(&self, dispatch: i64) -> Option<&Segment> {
        let part = self.parts.iter().find(|(_, ranges)| ranges.iter().any(|r| r.contains(&dispatch)));
        part.map(|(segment, _)| segment)
    }
}

/// Ranges without what lies in another one.
pub(crate) fn without(
    ranges: &[RangeInclusive<i64>],
    taken: &RangeInclusive<i64>,
) -> Vec<RangeInclusive<i64>> {
    let mut out = Vec::new();
    for range in ranges {
        let (start, end) = (*range.start(), *range.end());
        let (from, to) = (*taken.start(), *taken.end());
        if to < start || end < from {
            out.push(range.clone());
            continue;
        }
        if start < from {
            out.push(start..=from - 1);
        }
        if to < end {
            out.push(to + 1..=end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(segment: i64, run: i32, range: RangeInclusive<i64>) -> Segment {
        Segment { segment, run, range, files: Vec::new() }
    }

    fn shown(segments: &[Segment], choice: Choice) -> Vec<String> {
        let current = Current::of(segments.to_vec(), choice);
        let parts = current.in_order();
        parts.iter().map(|p| format!("{}: {:?}", p.segment.segment, p.ranges[0])).collect()
    }

    #[test]
    fn the_newest_run_counts_where_there_is_one() {
        let all =
            [segment(1, 1, 1..=10), segment(2, 1, 11..=20), segment(3, 2, 4..=6), segment(4, 3, 9..=14)];
        assert_eq!(
            shown(&all, Choice::Newest),
            ["1: 1..=3", "3: 4..=6", "1: 7..=8", "4: 9..=14", "2: 15..=20"]
        );
        assert_eq!(shown(&all, Choice::Run(1)), ["1: 1..=10", "2: 11..=20"]);
        let current = Current::of(all.to_vec(), Choice::Newest);
        assert_eq!(current.segment_of(5).map(|s| s.segment), Some(3));
        assert!(current.segment_of(21).is_none());
        assert!(current.parts().all(|p| p.is_whole() == matches!(p.segment.segment, 3 | 4)));
    }

    #[test]
    fn what_is_wholly_newer_leaves_nothing() {
        assert_eq!(shown(&[segment(1, 1, 1..=9), segment(2, 2, 1..=9)], Choice::Newest), ["2: 1..=9"]);
        assert_eq!(without(&[1..=9], &(0..=20)), Vec::<RangeInclusive<i64>>::new());
    }
}
