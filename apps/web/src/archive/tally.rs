//! Between whom are the events, and what do those between the same two add up to?

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::days::NO_DAY;
use super::symbols::counted;
use super::{Archive, Quads, count_quad};

/// What events add up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weight {
    pub(crate) events: u32,
    pub(crate) quads: Quads,
    pub(crate) intensity: f64,
    pub(crate) first: i32,
    pub(crate) last: i32,
}

impl Default for Weight {
    fn default() -> Self {
        Self { events: 0, quads: Quads::default(), intensity: 0.0, first: i32::MAX, last: NO_DAY }
    }
}

impl Weight {
    /// Adds an event.
    pub(crate) fn add(&mut self, archive: &Archive, position: u32) {
        self.events += 1;
        count_quad(&mut self.quads, archive.quad(position));
        let intensity = archive.events.intensity.get(position as usize).copied().unwrap_or_default();
        self.intensity += f64::from(intensity);
        let day = archive.day_at(position);
        if day != NO_DAY {
            self.first = self.first.min(day);
            self.last = self.last.max(day);
        }
    }

    /// The mean of the events' intensities, to three decimals.
    pub(crate) fn mean(&self) -> f64 {
        rounded(self.intensity / f64::from(self.events.max(1)))
    }

    /// The first and the last day, where any event has one.
    pub(crate) fn days(&self) -> (Option<i32>, Option<i32>) {
        let dated = self.last != NO_DAY;
        (dated.then_some(self.first), dated.then_some(self.last))
    }
}

/// The first `top` by an order, sorted. Of a hundred thousand pairs only those that are shown are worth sorting.
pub(crate) fn foremost<T>(mut all: Vec<T>, top: usize, order: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    if top > 0 && top < all.len() {
        all.select_nth_unstable_by(top - 1, &order);
    }
    all.truncate(top);
    all.sort_unstable_by(order);
    all
}

/// A number to three decimals.
pub(crate) fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// Mixes the numbers of two symbols. They are counted from one and nobody outside chooses them, so that the
/// standard hash's guard against floods of chosen keys would only cost time.
#[derive(Debug, Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number ^ (number >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 29);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Something for each pair of symbols, in the order in which the pairs were met.
#[derive(Debug)]
pub(crate) struct Tally<T> {
    places: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    rows: Vec<((u32, u32), T)>,
}

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Self { places: HashMap::default(), rows: Vec::new() }
    }
}

impl<T: Default> Tally<T> {
    /// Changes what a pair has.
    pub(crate) fn at(&mut self, pair: (u32, u32), change: impl FnOnce(&mut T)) {
        let key = (u64::from(pair.0) << 32) | u64::from(pair.1);
        let new = counted(self.rows.len());
        let place = *self.places.entry(key).or_insert(new);
        if place == new {
            self.rows.push((pair, T::default()));
        }
        if let Some((_, row)) = self.rows.get_mut(place as usize) {
            change(row);
        }
    }

    /// All pairs.
    pub(crate) fn rows(self) -> Vec<((u32, u32), T)> {
        self.rows
    }
}

/// Pairs of those on one side with those on the other, each once; nobody with himself. Undirected ones have
/// the smaller symbol first.
pub(crate) fn pairs(actors: &[u32], others: &[u32], directed: bool, into: &mut Vec<(u32, u32)>) {
    into.clear();
    for &actor in actors {
        for &other in others.iter().filter(|&&other| other != actor) {
            let flipped = !directed && other < actor;
            into.push(if flipped { (other, actor) } else { (actor, other) });
        }
    }
    if into.len() > 1 {
        into.sort_unstable();
        into.dedup();
    }
}

impl Archive {
    /// The pairs of countries that an event is between; a mutual one goes both ways.
    pub(crate) fn country_pairs(&self, position: u32, directed: bool, into: &mut Vec<(u32, u32)>) {
        let (actors, recipients) = self.sides(position);
        let others = if self.is_mutual(position) { actors } else { recipients };
        pairs(actors, others, directed, into);
    }

    /// What the events of a selection add up to between each two countries.
    pub(crate) fn between_countries(&self, positions: &[u32], directed: bool) -> Vec<((u32, u32), Weight)> {
        let (mut tally, mut between) = (Tally::<Weight>::default(), Vec::new());
        for &position in positions {
            self.country_pairs(position, directed, &mut between);
            for &pair in &between {
                tally.at(pair, |weight| weight.add(self, position));
            }
        }
        tally.rows()
    }

    /// Two countries by their codes; the first in the alphabet first, unless one acts upon the other.
    pub(crate) fn pair_of_codes(&self, pair: (u32, u32), directed: bool) -> (&str, &str) {
        let (one, other) = (self.codes.get(pair.0), self.codes.get(pair.1));
        if !directed && other < one { (other, one) } else { (one, other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_told_once_and_nobody_is_paired_with_himself() {
        let mut all = Vec::new();
        pairs(&[1, 2], &[2, 1, 3], true, &mut all);
        assert_eq!(all, [(1, 2), (1, 3), (2, 1), (2, 3)]);
        pairs(&[1, 2], &[2, 1, 3], false, &mut all);
        assert_eq!(all, [(1, 2), (1, 3), (2, 3)]);
        pairs(&[5], &[5], true, &mut all);
        assert_eq!(all, []);
    }

    #[test]
    fn the_foremost_are_those_that_sorting_puts_first() {
        let all = vec![5, 1, 4, 2, 3];
        let first = |top: usize| foremost(all.clone(), top, |a: &i32, b: &i32| a.cmp(b));
        assert_eq!((first(0), first(2), first(9)), (vec![], vec![1, 2], vec![1, 2, 3, 4, 5]));
    }

    #[test]
    fn a_tally_keeps_the_order_in_which_pairs_are_met() {
        let mut tally = Tally::<u32>::default();
        for pair in [(9, 1), (1, 9), (9, 1)] {
            tally.at(pair, |n| *n += 1);
        }
        assert_eq!(tally.rows(), [((9, 1), 2), ((1, 9), 1)]);
    }
}
