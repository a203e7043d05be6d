//! What does the store hold, in the memory of the page's server? The newest codings in columns that never
//! change, so that every view filters and counts all events in milliseconds and needs no lock.
//!
//! Events stand newest first: by day, those without one last; then by dispatch, newest first; then by their
//! number within it. An event's place in this order is its position, and a selection is a list of positions.

use std::collections::BTreeMap;

mod actors;
mod build;
mod changes;
mod columns;
mod days;
mod dyads;
mod facets;
mod filter;
mod geography;
mod incidents;
mod network;
mod outlets;
mod rows;
mod select;
mod series;
mod symbols;
mod tally;

#[cfg(test)]
mod tests;

pub use actors::{ActorCount, ActorView, Count, Counterpart, Role, RoleEvents};
pub use build::{Builder, DispatchPart, EventPart, IncidentPart};
pub use changes::{Change, Changes, Movement};
pub use days::{Period, date, day};
pub use dyads::Dyad;
pub use facets::{Facet, FacetValue, Facets};
pub use filter::{Chip, Field, Filter, Voice};
pub use geography::{Flow, PlaceCount};
pub use incidents::Incident;
pub use network::{By, Edge, Network, Node};
pub use outlets::OutletCount;
pub use rows::{Dispatch, Party, Row};
pub use select::Selection;
pub use series::{Bin, Series};

use actors::Actors;
use columns::{Dispatches, Events};
use days::{NO_DAY, shown};
use incidents::Incidents;
use symbols::{Lists, Table};

/// Numbers of events by quad class, 1 to 4.
pub type Quads = [u32; 4];

/// Counts an event of a quad class; one of none of the four is not counted.
pub(crate) fn count_quad(quads: &mut Quads, quad: u8) {
    if let Some(count) = usize::from(quad).checked_sub(1).and_then(|place| quads.get_mut(place)) {
        *count += 1;
    }
}

/// The newest codings of a store.
#[derive(Debug, Default)]
pub struct Archive {
    dispatches: Dispatches,
    events: Events,
    /// Codes of countries and what stands in their place.
    codes: Table,
    /// The codes in each string of the countries' columns.
    countries: Lists,
    context_codes: Table,
    contexts: Lists,
    /// The strings of columns in which words are looked for, in lower case.
    lowered_names: Table,
    lowered_places: Table,
    actors: Actors,
    incidents: Incidents,
}

impl Archive {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.day.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many dispatches there are, those without events among them.
    pub fn dispatch_count(&self) -> usize {
        self.dispatches.numbers.len()
    }

    /// The number of the newest dispatch; 0 without any.
    pub fn newest_dispatch(&self) -> i64 {
        self.dispatches.numbers.last().copied().unwrap_or(0)
    }

    /// How often each event type occurs in a selection.
    pub fn types(&self, selection: &Selection) -> Vec<Count> {
        let mut counts = BTreeMap::new();
        for &position in selection.positions() {
            *counts.entry(self.events.kind.text(position as usize)).or_insert(0) += 1;
        }
        most_frequent(counts)
    }

    /// How many incidents there are.
    pub fn incident_count(&self) -> usize {
        self.incidents.len()
    }

    /// The first and the last day of the events. The last may be one to come: events can be announced.
    pub fn span(&self) -> Option<(i32, i32)> {
        let dated = self.events.day.partition_point(|&day| day != NO_DAY);
        let oldest = dated.checked_sub(1).and_then(|last| self.events.day.get(last));
        oldest.copied().zip(self.events.day.first().copied())
    }

    /// The newest day of which the archive has news: that of the newest dispatch, or of the newest event where
    /// no dispatch has a day. What is recent is measured from it, not from a clock, so that the same store
    /// gives the same page.
    pub fn newest_day(&self) -> Option<i32> {
        let published = self.dispatches.day.iter().copied().max().and_then(shown);
        published.or_else(|| self.span().map(|(_, last)| last))
    }

    /// Where an event stands.
    pub fn position(&self, dispatch: i64, event: i32) -> Option<u32> {
        let positions = self.events_of(dispatch);
        let number = |position: &u32| self.events.event.get(*position as usize).copied().unwrap_or(i32::MAX);
        let place = positions.partition_point(|p| number(p) < event);
        positions.get(place).copied().filter(|p| number(p) == event)
    }

    /// The positions of a dispatch's events, by their numbers within it.
    pub fn events_of(&self, dispatch: i64) -> &[u32] {
        self.dispatches.find(dispatch).map(|place| self.dispatches.events_at(place)).unwrap_or_default()
    }

    /// How many events of each quad class a selection has.
    pub fn quads(&self, selection: &Selection) -> Quads {
        let mut quads = Quads::default();
        for &position in selection.positions() {
            count_quad(&mut quads, self.quad(position));
        }
        quads
    }

    /// Roughly how much memory it takes.
    pub fn bytes(&self) -> usize {
        let tables = [&self.codes, &self.context_codes, &self.lowered_names, &self.lowered_places];
        tables.iter().map(|t| t.bytes()).sum::<usize>()
            + self.countries.bytes()
            + self.contexts.bytes()
            + self.dispatches.bytes()
            + self.events.bytes()
            + self.actors.bytes()
            + self.incidents.bytes()
    }

    pub(crate) fn quad(&self, position: u32) -> u8 {
        self.events.quads.get(position as usize).copied().unwrap_or_default()
    }

    pub(crate) fn day_at(&self, position: u32) -> i32 {
        self.events.day.get(position as usize).copied().unwrap_or(NO_DAY)
    }

    /// The codes of the countries on the side of the actors and on that of the recipients.
    pub(crate) fn sides(&self, position: u32) -> (&[u32], &[u32]) {
        let list = |rows: &[u32]| rows.get(position as usize).map(|&symbol| self.countries.get(symbol));
        let actors = list(&self.events.actor_countries).unwrap_or_default();
        (actors, list(&self.events.recipient_countries).unwrap_or_default())
    }

    /// Whether each of an event's actors does it to each other.
    pub(crate) fn is_mutual(&self, position: u32) -> bool {
        self.events.mutual.get(position as usize).copied().unwrap_or(false)
    }
}

/// What occurs most often first, then by name.
pub(crate) fn most_frequent(counts: BTreeMap<&str, u32>) -> Vec<Count> {
    let mut all: Vec<Count> =
        counts.into_iter().map(|(value, events)| Count { value: value.to_owned(), events }).collect();
    all.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.value.cmp(&b.value)));
    all
}
