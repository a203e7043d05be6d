//! Which earlier dispatch does this one repeat? Wire copy comes back under other headlines, cut,
//! with other bylines and datelines: the index finds the copy by its body alone.
//!
//! Exact copies are found by a hash over the body's words. For the others, a dispatch is told by a
//! `MinHash` signature of its word 3-grams, 126 values in 42 bands of 3: where the first half of a
//! text is kept, 14 bands of 8 found 10 % of the copies and 42 of 3 found 98 %. A candidate counts
//! only if half of the one is in the other, and half of its names and numbers in their places: the
//! next issue of a daily bulletin has yesterday's phrases with other facts, and repeats nothing.
//! Dates more than three days apart part what is alike.

mod bands;
mod shingles;

use std::collections::HashMap;
use std::fmt;

use chancery_model::dispatch::{Dispatch, Repeats as Repeated};

use crate::day::Day;
use bands::Bands;
use shingles::{FACTS, Facts, Shingles, Signature, VALUES};

/// Days that may lie between a dispatch and what it repeats.
const WINDOW: i32 = 3;

/// The share of one that must be in the other.
const LEAST_CONTAINED: f64 = 0.5;

/// Fewer 3-grams with a name or a number than this tell nothing.
const FEWEST_FACTS: u32 = 8;

/// Values that must agree. Under so few the share that they stand for is mostly chance where one
/// text is much longer than the other.
const LEAST_AGREEING: usize = 10;

/// Distinct 3-grams under which only exact copies are told.
const FEWEST_SHINGLES: usize = 12;

/// Dispatches that are remembered unless told otherwise: about 0.8 GB.
const ROOM: usize = 1_000_000;

/// The dispatches seen so far, in little memory.
///
/// What is found depends on the dispatches and their order alone. One that has no date to the day
/// is compared with all. Where there is no more room, those are forgotten whose date is out of the
/// newest one's window; where that frees too little, the earliest seen.
pub struct Repeats {
    seen: Vec<Seen>,
    bands: Bands,
    /// The first dispatch with such a body. Only looked up, never walked: its order means nothing.
    bodies: HashMap<u64, u32>,
    room: usize,
    newest: Option<Day>,
}

/// What is kept of a dispatch: under 400 bytes.
#[derive(Debug, Clone)]
struct Seen {
    id: u128,
    /// Hash of the body's words.
    body: u64,
    day: Option<Day>,
    /// How many distinct 3-grams it has.
    shingles: u32,
    signature: Signature,
    /// How many of those hold a name or a number, and their signature.
    facts: u32,
    facts_signature: Facts,
    /// Whether it stands in the bands: too short texts and exact copies do not.
    banded: bool,
}

impl Default for Repeats {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Repeats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repeats")
            .field("seen", &self.seen.len())
            .field("room", &self.room)
            .finish_non_exhaustive()
    }
}

impl Repeats {
    /// An index that remembers a million dispatches.
    pub fn new() -> Self {
        Self::with_room(ROOM)
    }

    /// An index that remembers so many dispatches.
    pub fn with_room(dispatches: usize) -> Self {
        let room = dispatches.clamp(4, u32::MAX as usize - 1);
        Self { seen: Vec::new(), bands: Bands::new(), bodies: HashMap::new(), room, newest: None }
    }

    /// How many dispatches are remembered.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Bytes that the index holds.
    pub fn bytes(&self) -> usize {
        // A map of this kind spends a byte a place beside the pair itself, and fills 7 of 8 places.
        let map = self.bodies.capacity() * (size_of::<(u64, u32)>() + 1) * 8 / 7;
        self.seen.capacity() * size_of::<Seen>() + self.bands.bytes() + map
    }

    /// Sets `dispatch.repeats` to the earlier dispatch that this one repeats most, and remembers it.
    pub fn see(&mut self, dispatch: &mut Dispatch) {
        let shingles = Shingles::of(dispatch);
        let id = u128::from_str_radix(&dispatch.id, 16);
        let (Ok(id), false) = (id, shingles.is_wordless()) else { return };
        let new = Seen {
            id,
            body: shingles.body(),
            day: dispatch.published.as_deref().and_then(Day::parse),
            shingles: shingles.len(),
            signature: shingles.signature(),
            facts: shingles.facts(),
            facts_signature: shingles.facts_signature(),
            banded: shingles.len() as usize >= FEWEST_SHINGLES,
        };
        let same = self.bodies.get(&new.body).and_then(|&at| self.seen.get(at as usize));
        let exact = same.map(|s| Repeated { id: hex(s.id), contained: 1.0, containing: 1.0 });
        // A copy of the same day adds nothing to find later ones by.
        let redundant = same.is_some_and(|s| s.day == new.day);
        dispatch.repeats = exact.or_else(|| self.closest(&new));
        if !redundant {
            self.remember(new);
        }
    }

    /// The one that agrees in most values; of several, the earliest.
    fn closest(&self, new: &Seen) -> Option<Repeated> {
        if !new.banded {
            return None;
        }
        let candidates = self.bands.candidates(&new.signature, &|at| self.signature(at));
        let mut best: Option<(usize, Repeated)> = None;
        for old in candidates.into_iter().filter_map(|at| self.seen.get(at as usize)) {
            let agreeing = agreeing(&old.signature, &new.signature);
            if !near(old.day, new.day) || best.as_ref().is_some_and(|(most, _)| agreeing <= *most) {
                continue;
            }
            if let Some(found) = verified(old, new, agreeing) {
                best = Some((agreeing, found));
            }
        }
        best.map(|(_, found)| found)
    }

    fn remember(&mut self, new: Seen) {
        self.newest = self.newest.max(new.day);
        if self.seen.len() >= self.room {
            self.forget();
        }
        // A quarter more at a time: doubling would hold twice of what is needed at worst.
        if self.seen.len() == self.seen.capacity() {
            let more = (self.seen.len() / 4 + 64).min(self.room - self.seen.len());
            self.seen.reserve_exact(more);
        }
        self.seen.push(new);
        self.index(self.seen.len() - 1);
    }

    /// Makes room: a quarter at least, so that the work is shared by many.
    fn forget(&mut self) {
        if let Some(newest) = self.newest {
            self.seen.retain(|s| s.day.is_none_or(|d| d >= newest.plus(-WINDOW)));
        }
        let most = self.room - self.room / 4;
        if self.seen.len() > most {
            self.seen.drain(..self.seen.len() - most);
        }
        (self.bands, self.bodies) = (Bands::new(), HashMap::new());
        for at in 0..self.seen.len() {
            self.index(at);
        }
    }

    fn index(&mut self, at: usize) {
        let (Some(new), Ok(number)) = (self.seen.get(at), u32::try_from(at)) else { return };
        self.bodies.entry(new.body).or_insert(number);
        if new.banded {
            let seen = &self.seen;
            self.bands.insert(number, &new.signature, &|at| seen.get(at as usize).map(|s| &s.signature));
        }
    }

    fn signature(&self, at: u32) -> Option<&Signature> {
        self.seen.get(at as usize).map(|s| &s.signature)
    }
}

/// Whether half of one is in the other, as far as the signatures tell. With 126 values the shares
/// are right within 0.05 in two of three cases.
fn verified(old: &Seen, new: &Seen, agreeing: usize) -> Option<Repeated> {
    if agreeing < LEAST_AGREEING {
        return None;
    }
    let [contained, containing] = shares(agreeing, VALUES, new.shingles, old.shingles);
    let half = |shares: [f64; 2]| shares.iter().any(|s| *s >= LEAST_CONTAINED);
    let facts = || {
        let agreeing = self::agreeing(&old.facts_signature, &new.facts_signature);
        new.facts.min(old.facts) < FEWEST_FACTS || half(shares(agreeing, FACTS, new.facts, old.facts))
    };
    (half([contained, containing]) && facts()).then(|| Repeated { id: hex(old.id), contained, containing })
}

/// The shares of two sets that the other has, of sizes `a` and `b`, if so many of `all` values agree.
fn shares(agreeing: usize, all: usize, a: u32, b: u32) -> [f64; 2] {
    #[allow(clippy::cast_precision_loss, reason = "at most 126")]
    let alike = agreeing as f64 / all as f64;
    let (a, b) = (f64::from(a), f64::from(b));
    let shared = alike / (1.0 + alike) * (a + b);
    [a, b].map(|of| ((shared / of).min(1.0) * 1000.0).round() / 1000.0)
}

fn agreeing<const N: usize>(a: &[u16; N], b: &[u16; N]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a == b).count()
}

fn near(a: Option<Day>, b: Option<Day>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a.since(b).abs() <= WINDOW)
}

fn hex(id: u128) -> String {
    format!("{id:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Envoys meet in Oslo\n\nThe envoys of Norway and Togo met in Oslo to discuss the \
        fishing rights that both claim in the waters off the cape.\n\nThe talks, the third round this year, \
        ended without a paper, but both sides said they would come back in spring.\n\n\
        \"We have not lost patience,\" envoy Lara Quist told reporters after the meeting.";

    fn dispatch(text: &str, published: Option<&str>) -> Dispatch {
        let mut d = crate::ingest("test", text.as_bytes());
        d.published = published.map(str::to_owned);
        d
    }

    fn see(index: &mut Repeats, text: &str, published: Option<&str>) -> Dispatch {
        let mut d = dispatch(text, published);
        index.see(&mut d);
        d
    }

    #[test]
    fn the_same_body_under_another_headline_is_an_exact_repeat() {
        let mut index = Repeats::new();
        let first = see(&mut index, STORY, None);
        assert_eq!(first.repeats, None);
        let again =
            see(&mut index, &STORY.replace("Envoys meet in Oslo", "Fish at the centre of talks"), None);
        assert_ne!(first.id, again.id);
        let repeats = again.repeats.unwrap();
        assert_eq!((repeats.id, repeats.contained, repeats.containing), (first.id, 1.0, 1.0));
        assert_eq!(index.len(), 1, "an exact copy of the same day costs nothing");
    }

    #[test]
    fn a_cut_text_is_contained_in_the_longer_one() {
        let mut index = Repeats::new();
        let long = see(&mut index, STORY, None);
        let (short, _) = STORY.rsplit_once("\n\n").unwrap();
        let short = see(&mut index, short, None);
        let repeats = short.repeats.unwrap();
        assert_eq!(repeats.id, long.id);
        assert!(repeats.contained > 0.9 && repeats.containing < 0.9, "{repeats:?}");
    }

    #[test]
    fn a_likeness_out_of_the_window_is_none() {
        let other = STORY.replace("third", "fourth").replace("spring", "autumn");
        for (date, found) in [
            (None, true),
            (Some("2021-03-02"), true),
            (Some("2021-03-05"), true),
            (Some("2021-03-06"), false),
        ] {
            let mut index = Repeats::new();
            see(&mut index, STORY, Some("2021-03-02"));
            assert_eq!(see(&mut index, &other, date).repeats.is_some(), found, "{date:?}");
        }
    }

    #[test]
    fn what_is_out_of_the_window_is_forgotten_first() {
        let mut index = Repeats::with_room(8);
        see(&mut index, STORY, Some("2021-03-06"));
        for n in 0..20 {
            let text =
                format!("Port {n}\n\nShip number {n} left the port of Aba {n} times with {n} tons of salt.");
            see(&mut index, &text, Some("2021-01-01"));
        }
        assert!(index.len() <= 8);
        assert!(see(&mut index, &STORY.replace("third", "fourth"), Some("2021-03-07")).repeats.is_some());
    }

    #[test]
    fn dispatches_without_words_repeat_nothing() {
        let mut index = Repeats::new();
        assert_eq!(see(&mut index, "", None).repeats, None);
        assert_eq!(see(&mut index, "* * *", None).repeats, None);
        assert!(index.is_empty());
    }
}
