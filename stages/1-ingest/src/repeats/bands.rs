//! Which earlier signatures share a band with this one? 42 hash tables of numbers; the values
//! themselves are looked up in the signatures, which are kept anyway.

use super::shingles::{Signature, VALUES};

/// Values of a band.
const ROWS: usize = 3;

/// Bands of a signature.
const BANDS: usize = VALUES / ROWS;

/// How many of a kind a table keeps. Boilerplate that a thousand dispatches share finds nothing
/// that other bands would not, and would make each look-up slower than the last.
const MOST_OF_A_KIND: usize = 16;

/// An empty place.
const NONE: u32 = u32::MAX;

/// Looks up the signature of a number.
pub(super) type Lookup<'a> = &'a dyn Fn(u32) -> Option<&'a Signature>;

/// The tables.
pub(super) struct Bands(Vec<Table>);

#[derive(Clone, Default)]
struct Table {
    places: Vec<u32>,
    taken: usize,
}

impl Bands {
    pub(super) fn new() -> Self {
        Self(vec![Table::default(); BANDS])
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.iter().map(|t| t.places.capacity() * size_of::<u32>()).sum()
    }

    /// Numbers of those that share a band, in their order.
    pub(super) fn candidates(&self, signature: &Signature, lookup: Lookup<'_>) -> Vec<u32> {
        let mut out = Vec::new();
        for (band, (table, rows)) in self.0.iter().zip(signature.chunks_exact(ROWS)).enumerate() {
            out.extend(table.probe(band, rows, lookup).0);
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    pub(super) fn insert(&mut self, number: u32, signature: &Signature, lookup: Lookup<'_>) {
        for (band, (table, rows)) in self.0.iter_mut().zip(signature.chunks_exact(ROWS)).enumerate() {
            table.insert(band, number, rows, lookup);
        }
    }
}

impl Table {
    /// Numbers with the same rows, and the places from which the search began and at which it ended.
    fn probe(&self, band: usize, rows: &[u16], lookup: Lookup<'_>) -> (Vec<u32>, usize, usize) {
        let mut found = Vec::new();
        let start = self.start(rows);
        let mut at = start;
        while let Some(&number) = self.places.get(at).filter(|&&n| n != NONE) {
            if band_of(lookup(number), band) == Some(rows) {
                found.push(number);
            }
            at = if at + 1 < self.places.len() { at + 1 } else { 0 };
        }
        (found, start, at)
    }

    fn insert(&mut self, band: usize, number: u32, rows: &[u16], lookup: Lookup<'_>) {
        // At most four of five places are taken; a table grows by half.
        if self.taken * 5 >= self.places.len() * 4 {
            self.grow(band, lookup);
        }
        let (kind, mut at, end) = self.probe(band, rows, lookup);
        if kind.len() >= MOST_OF_A_KIND {
            let oldest = kind.into_iter().min();
            while self.places.get(at).copied() != oldest {
                at = if at + 1 < self.places.len() { at + 1 } else { 0 };
            }
        } else {
            self.taken += 1;
            at = end;
        }
        if let Some(place) = self.places.get_mut(at) {
            *place = number;
        }
    }

    fn grow(&mut self, band: usize, lookup: Lookup<'_>) {
        let size = self.places.len() + self.places.len() / 2 + 16;
        let mut larger = Self { places: Vec::with_capacity(size), taken: self.taken };
        larger.places.resize(size, NONE);
        for &number in self.places.iter().filter(|&&n| n != NONE) {
            let Some(rows) = band_of(lookup(number), band) else { continue };
            let mut at = larger.start(rows);
            while larger.places.get(at).is_some_and(|&n| n != NONE) {
                at = if at + 1 < size { at + 1 } else { 0 };
            }
            if let Some(place) = larger.places.get_mut(at) {
                *place = number;
            }
        }
        *self = larger;
    }

    /// The place at which a search begins.
    fn start(&self, rows: &[u16]) -> usize {
        let key = rows.iter().fold(0_u64, |key, &row| key << 16 | u64::from(row));
        let spread = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let place = (spread * self.places.len() as u64) >> 32;
        usize::try_from(place).unwrap_or(0)
    }
}

fn band_of(signature: Option<&Signature>, band: usize) -> Option<&[u16]> {
    signature.and_then(|s| s.get(band * ROWS..(band + 1) * ROWS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_that_share_a_band_are_found_in_their_order() {
        let signatures: Vec<Signature> = (0..300_u16)
            .map(|n| {
                let mut s: Signature = std::array::from_fn(|i| n * 126 + u16::try_from(i).unwrap());
                s[..ROWS].fill(n % 7);
                s
            })
            .collect();
        let lookup = |n: u32| signatures.get(n as usize);
        let mut bands = Bands::new();
        for (n, s) in (0..).zip(&signatures) {
            let before: Vec<u32> = (0..n).filter(|m| m % 7 == n % 7).collect();
            let kept = before.get(before.len().saturating_sub(MOST_OF_A_KIND)..).unwrap();
            assert_eq!(bands.candidates(s, &lookup), kept);
            bands.insert(n, s, &lookup);
        }
    }
}
