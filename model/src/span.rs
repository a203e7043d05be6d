//! What stretch of which layer is meant? Half-open spans, typed by the unit that they count.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Unit: Unicode code points of a dispatch's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Char;

/// Unit: tokens (syntactic words) of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tok;

/// A half-open span `[start, end)` of units `U`; `start <= end` always holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<U> {
    start: u32,
    end: u32,
    unit: PhantomData<U>,
}

impl<U: Copy> Span<U> {
    /// The span from `start` to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start), unit: PhantomData }
    }

    /// A span of one unit.
    pub fn one(at: u32) -> Self {
        Self::new(at, at.saturating_add(1))
    }

    /// The first unit.
    pub fn start(self) -> u32 {
        self.start
    }

    /// One past the last unit.
    pub fn end(self) -> u32 {
        self.end
    }

    /// How many units it has.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it has no unit.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly within.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the unit `at` lies within.
    pub fn has(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share a unit.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The units as a range of `usize`, to index with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The units one by one.
    pub fn iter(self) -> Range<u32> {
        self.start..self.end
    }
}

impl<U> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_before_the_start_is_empty() {
        let s = Span::<Char>::new(5, 2);
        assert!(s.is_empty());
        assert_eq!((s.start(), s.end()), (5, 5));
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::<Char>::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::<Char>::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
