//! In which columns do the dispatches and the events stand, and in which order?

use std::cmp::Reverse;

use super::build::{DispatchPart, EventPart};
use super::days::{NO_DAY, kept};
use super::filter::Voice;
use super::symbols::{Column, Table, counted, reordered, room};

/// What no claim is kept as.
pub(crate) const NO_CLAIM: i32 = i32::MIN;

/// What no sentence is kept as.
pub(crate) const NO_SPAN: [u32; 2] = [u32::MAX; 2];

/// The dispatches, by number.
#[derive(Debug, Default)]
pub(crate) struct Dispatches {
    pub(crate) numbers: Vec<i64>,
    pub(crate) id: Column,
    pub(crate) title: Column,
    pub(crate) outlet: Column,
    pub(crate) outlet_country: Column,
    pub(crate) outlet_kind: Column,
    pub(crate) published: Column,
    pub(crate) day: Vec<i32>,
    pub(crate) repeats: Vec<Option<i64>>,
    /// Where each one's events begin among `events`.
    starts: Vec<u32>,
    /// Positions of events by dispatch and their number within it.
    events: Vec<u32>,
}

impl Dispatches {
    /// Adds a dispatch.
    pub(crate) fn push(&mut self, part: &DispatchPart<'_>) {
        self.numbers.push(part.dispatch);
        self.id.push(Some(part.id));
        self.title.push(part.title);
        self.outlet.push(part.outlet);
        self.outlet_country.push(part.outlet_country);
        self.outlet_kind.push(part.outlet_kind);
        self.published.push(part.published);
        self.day.push(kept(part.day));
        self.repeats.push(part.repeats);
    }

    /// The place of a dispatch.
    pub(crate) fn find(&self, number: i64) -> Option<usize> {
        self.numbers.binary_search(&number).ok()
    }

    /// The positions of the events of the dispatch at a place.
    pub(crate) fn events_at(&self, place: usize) -> &[u32] {
        let bounds = self.starts.get(place).zip(self.starts.get(place + 1));
        bounds.and_then(|(&start, &end)| self.events.get(start as usize..end as usize)).unwrap_or_default()
    }

    fn columns(&self) -> [&Column; 6] {
        [&self.id, &self.title, &self.outlet, &self.outlet_country, &self.outlet_kind, &self.published]
    }

    /// Puts them in the order of their numbers. Of several with one number the first stays.
    pub(crate) fn settle(&mut self) {
        let mut order: Vec<u32> = (0..counted(self.numbers.len())).collect();
        let number = |place: &u32| self.numbers.get(*place as usize).copied();
        order.sort_by_key(number);
        order.dedup_by_key(|place| number(place));
        self.numbers = reordered(&self.numbers, &order);
        self.day = reordered(&self.day, &order);
        self.repeats = reordered(&self.repeats, &order);
        let columns = [&mut self.id, &mut self.title, &mut self.outlet, &mut self.outlet_country];
        columns
            .into_iter()
            .chain([&mut self.outlet_kind, &mut self.published])
            .for_each(|c| c.settle(&order));
    }

    /// Learns which events are whose.
    pub(crate) fn index(&mut self, events: &Events) {
        let mut positions: Vec<u32> = (0..counted(events.event.len())).collect();
        let key = |p: &u32| (events.dispatch.get(*p as usize), events.event.get(*p as usize), *p);
        positions.sort_unstable_by_key(key);
        let place = |p: &u32| events.dispatch.get(*p as usize).copied().unwrap_or_default();
        let start = |n: u32| counted(positions.partition_point(|p| place(p) < n));
        self.starts = (0..=counted(self.numbers.len())).map(start).collect();
        self.events = positions;
    }

    pub(crate) fn bytes(&self) -> usize {
        self.columns().iter().map(|c| c.bytes()).sum::<usize>()
            + room(&self.numbers)
            + room(&self.day)
            + room(&self.repeats)
            + room(&self.starts)
            + room(&self.events)
    }
}

/// The events' columns.
#[derive(Debug, Default)]
pub(crate) struct Events {
    /// The place of the dispatch among the dispatches.
    pub(crate) dispatch: Vec<u32>,
    pub(crate) event: Vec<i32>,
    pub(crate) day: Vec<i32>,
    pub(crate) kind: Column,
    pub(crate) mode: Column,
    pub(crate) contexts: Column,
    pub(crate) quad: Column,
    pub(crate) quads: Vec<u8>,
    pub(crate) intensity: Vec<f32>,
    pub(crate) status: Column,
    /// Names of the actors, and the table of both sides' names.
    pub(crate) actors: Column,
    pub(crate) recipients: Vec<u32>,
    /// The strings of both sides' countries.
    pub(crate) country_lists: Table,
    pub(crate) actor_countries: Vec<u32>,
    pub(crate) recipient_countries: Vec<u32>,
    pub(crate) mutual: Vec<bool>,
    pub(crate) claim: Vec<i32>,
    pub(crate) claimed_by: Column,
    pub(crate) stance: Column,
    pub(crate) voice: Column,
    pub(crate) place: Column,
    pub(crate) place_country: Column,
    /// Degrees north and east; where the place is not known, no numbers.
    pub(crate) coordinates: Vec<[f32; 2]>,
    pub(crate) trigger: Vec<[u32; 2]>,
    pub(crate) sentence: Vec<[u32; 2]>,
    pub(crate) confidence: Vec<f32>,
    pub(crate) corrected: Vec<bool>,
    /// The place of the incident among the incidents, from 1.
    pub(crate) incident: Vec<u32>,
}

impl Events {
    pub(crate) fn push(&mut self, part: &EventPart<'_>) {
        self.event.push(part.event);
        self.day.push(kept(part.day));
        self.kind.push(Some(part.kind));
        self.mode.push(part.mode);
        self.contexts.push(Some(part.contexts));
        self.quad.push(Some(&part.quad.to_string()));
        self.quads.push(part.quad);
        self.intensity.push(part.intensity);
        self.status.push(Some(part.status));
        self.actors.push(Some(part.actors));
        self.recipients.push(self.actors.table.symbol(part.recipients));
        self.actor_countries.push(self.country_lists.symbol(part.actor_countries));
        self.recipient_countries.push(self.country_lists.symbol(part.recipient_countries));
        self.mutual.push(is_mutual(part));
        self.claim.push(part.claim.unwrap_or(NO_CLAIM));
        self.claimed_by.push(part.claimed_by);
        self.stance.push(part.stance);
        self.voice.push(Some(Voice::of(part.claim, part.stance).name()));
        self.place.push(part.place);
        self.place_country.push(part.place_country);
        self.coordinates.push(part.lat.zip(part.lon).map_or([f32::NAN; 2], |(lat, lon)| [lat, lon]));
        self.trigger.push(part.trigger);
        self.sentence.push(part.sentence.unwrap_or(NO_SPAN));
        self.confidence.push(part.confidence);
        self.corrected.push(part.corrected);
    }

    /// Puts them in the archive's order, those without a dispatch left out.
    pub(crate) fn settle(&mut self) {
        let day = |row: usize| self.day.get(row).copied().unwrap_or(NO_DAY);
        let key = |&row: &u32| {
            let row = row as usize;
            (Reverse(day(row)), Reverse(self.dispatch.get(row)), self.event.get(row))
        };
        let has_dispatch = |&row: &u32| self.dispatch.get(row as usize).is_some_and(|&d| d != u32::MAX);
        let mut order: Vec<u32> = (0..counted(self.event.len())).filter(has_dispatch).collect();
        order.sort_by_cached_key(key);
        for rows in [&mut self.event, &mut self.day, &mut self.claim] {
            *rows = reordered(rows, &order);
        }
        let sides = [&mut self.recipients, &mut self.actor_countries, &mut self.recipient_countries];
        for rows in sides.into_iter().chain([&mut self.dispatch]) {
            *rows = reordered(rows, &order);
        }
        for rows in [&mut self.intensity, &mut self.confidence] {
            *rows = reordered(rows, &order);
        }
        for rows in [&mut self.trigger, &mut self.sentence] {
            *rows = reordered(rows, &order);
        }
        for rows in [&mut self.mutual, &mut self.corrected] {
            *rows = reordered(rows, &order);
        }
        self.quads = reordered(&self.quads, &order);
        self.coordinates = reordered(&self.coordinates, &order);
        self.country_lists.seal();
        let coded = [&mut self.kind, &mut self.mode, &mut self.contexts, &mut self.quad, &mut self.status];
        let said = [&mut self.claimed_by, &mut self.stance, &mut self.voice];
        let named = [&mut self.actors, &mut self.place, &mut self.place_country];
        coded.into_iter().chain(said).chain(named).for_each(|column| column.settle(&order));
    }

    pub(crate) fn bytes(&self) -> usize {
        let coded = [&self.kind, &self.mode, &self.contexts, &self.quad, &self.status, &self.actors];
        let said = [&self.claimed_by, &self.stance, &self.voice, &self.place, &self.place_country];
        let columns: usize = coded.iter().chain(&said).map(|c| c.bytes()).sum();
        let symbols = [&self.dispatch, &self.recipients, &self.actor_countries, &self.recipient_countries];
        columns
            + symbols.iter().map(|rows| room(rows)).sum::<usize>()
            + [&self.event, &self.day, &self.claim].iter().map(|rows| room(rows)).sum::<usize>()
            + self.country_lists.bytes()
            + room(&self.incident)
            + room(&self.quads)
            + room(&self.mutual)
            + room(&self.corrected)
            + room(&self.intensity)
            + room(&self.confidence)
            + room(&self.coordinates)
            + room(&self.trigger)
            + room(&self.sentence)
    }
}

/// Whether each party does it to each other: the record has all of them among the actors. As in the exports,
/// only types that nobody does alone count; "A and B protest" must not become "A protests against B".
fn is_mutual(part: &EventPart<'_>) -> bool {
    part.recipients.is_empty() && matches!(part.kind, "AGREE" | "CONSULT" | "COOPERATE")
}
