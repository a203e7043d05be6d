//! Which two countries have most to do with each other, and is it more than it was?

use serde::Serialize;
use utoipa::ToSchema;

use super::tally::{Tally, Weight, foremost};
use super::{Archive, Quads, Selection};

/// How many days are recent.
pub(crate) const RECENT: i32 = 7;

/// How many days before these they are compared with.
pub(crate) const BEFORE: i32 = 28;

/// The events between two countries, whichever of them acts.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Dyad {
    /// The first in the alphabet.
    pub first: String,
    /// The second.
    pub second: String,
    /// How many events.
    pub events: u32,
    /// The same by quad class.
    #[schema(value_type = [u32; 4])]
    pub quads: Quads,
    /// The mean of their intensities.
    pub intensity_mean: f64,
    /// How many happened on the archive's newest 7 days.
    pub recent: u32,
    /// How many on the 28 days before.
    pub before: u32,
}

/// When a day was, seen from the archive's newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    /// On the newest 7 days.
    Recent,
    /// On the 28 days before.
    Before,
    /// Earlier, or yet to come.
    Other,
}

impl Window {
    pub(crate) fn of(day: i32, newest: i32) -> Self {
        match newest.saturating_sub(day) {
            0..RECENT => Self::Recent,
            age if (RECENT..RECENT + BEFORE).contains(&age) => Self::Before,
            _ => Self::Other,
        }
    }
}

impl Archive {
    /// When an event happened, seen from the archive's newest day.
    pub(crate) fn window(&self, position: u32, newest: Option<i32>) -> Window {
        newest.map_or(Window::Other, |newest| Window::of(self.day_at(position), newest))
    }

    /// The pairs of countries with most events between them. An event counts once a pair.
    pub fn dyads(&self, selection: &Selection, top: usize) -> Vec<Dyad> {
        let newest = self.newest_day();
        let (mut tally, mut between) = (Tally::<(Weight, [u32; 2])>::default(), Vec::new());
        for &position in selection.positions() {
            self.country_pairs(position, false, &mut between);
            let window = self.window(position, newest);
            for &pair in &between {
                tally.at(pair, |(weight, [recent, before])| {
                    weight.add(self, position);
                    *recent += u32::from(window == Window::Recent);
                    *before += u32::from(window == Window::Before);
                });
            }
        }
        let name = |pair| self.pair_of_codes(pair, false);
        let all = foremost(tally.rows(), top, |(a, (x, _)), (b, (y, _))| {
            y.events.cmp(&x.events).then_with(|| name(*a).cmp(&name(*b)))
        });
        let dyad = |(pair, (weight, [recent, before])): ((u32, u32), (Weight, [u32; 2]))| {
            let (first, second) = name(pair);
            Dyad {
                first: first.to_owned(),
                second: second.to_owned(),
                events: weight.events,
                quads: weight.quads,
                intensity_mean: weight.mean(),
                recent,
                before,
            }
        };
        all.into_iter().map(dyad).collect()
    }
}
