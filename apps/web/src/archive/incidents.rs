//! Which happenings do the events tell of, and how many tell of each?

use serde::Serialize;
use utoipa::ToSchema;

use super::build::IncidentPart;
use super::days::{NO_DAY, as_date_or_null, kept, shown};
use super::symbols::{Column, counted, reordered, room};
use super::{Archive, Selection};

/// An incident: one happening of which events of one or more dispatches tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Incident<'a> {
    /// Its number in the store.
    pub incident: i64,
    /// Its first day.
    #[serde(serialize_with = "as_date_or_null")]
    #[schema(value_type = Option<String>)]
    pub day: Option<i32>,
    /// Its last day.
    #[serde(serialize_with = "as_date_or_null")]
    #[schema(value_type = Option<String>)]
    pub last_day: Option<i32>,
    /// The type that most of its events have.
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// Countries of the actors, parted by spaces.
    pub actor_countries: &'a str,
    /// Countries of the recipients.
    pub recipient_countries: &'a str,
    /// Where, in the words of most.
    pub place: Option<&'a str>,
    /// The place's country.
    pub place_country: Option<&'a str>,
    /// How many events tell of it.
    pub events: i32,
    /// In how many dispatches.
    pub dispatches: i32,
    /// Of how many outlets.
    pub outlets: i32,
    /// How many dispatches repeat no other of them.
    pub independent: i32,
    /// How many of its events stand in a claim.
    pub claimed: i32,
    /// How many of its events are denied.
    pub denied: i32,
}

/// The numbers of an incident: events, dispatches, outlets, independent, claimed, denied.
type Counts = [i32; 6];

/// The incidents, newest first.
#[derive(Debug, Default)]
pub(crate) struct Incidents {
    numbers: Vec<i64>,
    day: Vec<i32>,
    last_day: Vec<i32>,
    kind: Column,
    actor_countries: Column,
    recipient_countries: Column,
    place: Column,
    place_country: Column,
    counts: Vec<Counts>,
    /// Places by number.
    by_number: Vec<u32>,
}

impl Incidents {
    pub(crate) fn push(&mut self, part: &IncidentPart<'_>) {
        self.numbers.push(part.incident);
        self.day.push(kept(part.day));
        self.last_day.push(kept(part.last_day));
        self.kind.push(Some(part.kind));
        self.actor_countries.push(Some(part.actor_countries));
        self.recipient_countries.push(Some(part.recipient_countries));
        self.place.push(part.place);
        self.place_country.push(part.place_country);
        let IncidentPart { events, dispatches, outlets, independent, claimed, denied, .. } = *part;
        self.counts.push([events, dispatches, outlets, independent, claimed, denied]);
    }

    /// Puts them in order: by last day, then by how many dispatches tell of them, then by number.
    pub(crate) fn settle(&mut self) {
        let mut order: Vec<u32> = (0..counted(self.numbers.len())).collect();
        let key = |&row: &u32| {
            let row = row as usize;
            let day = self.last_day.get(row).copied().unwrap_or(NO_DAY);
            let dispatches = self.counts.get(row).map_or(0, |counts| counts[1]);
            (std::cmp::Reverse((day, dispatches)), self.numbers.get(row).copied())
        };
        order.sort_by_key(key);
        self.numbers = reordered(&self.numbers, &order);
        self.day = reordered(&self.day, &order);
        self.last_day = reordered(&self.last_day, &order);
        self.counts = reordered(&self.counts, &order);
        let columns = [&mut self.kind, &mut self.actor_countries, &mut self.recipient_countries];
        columns.into_iter().chain([&mut self.place, &mut self.place_country]).for_each(|c| c.settle(&order));
        let mut by_number: Vec<u32> = (0..counted(self.numbers.len())).collect();
        by_number.sort_by_key(|&place| self.numbers.get(place as usize).copied());
        self.by_number = by_number;
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The place of an incident.
    pub(crate) fn find(&self, number: i64) -> Option<u32> {
        let at = |place: &u32| self.numbers.get(*place as usize).copied();
        let found = self.by_number.binary_search_by(|place| at(place).cmp(&Some(number)));
        found.ok().and_then(|place| self.by_number.get(place).copied())
    }

    /// The number of an incident by what an event has for it: its place, counted from 1.
    pub(crate) fn number(&self, incident: u32) -> Option<i64> {
        incident.checked_sub(1).and_then(|place| self.numbers.get(place as usize).copied())
    }

    fn dispatches(&self, place: u32) -> i32 {
        self.counts.get(place as usize).map_or(0, |counts| counts[1])
    }

    fn get(&self, place: u32) -> Option<Incident<'_>> {
        let row = place as usize;
        let [events, dispatches, outlets, independent, claimed, denied] = *self.counts.get(row)?;
        Some(Incident {
            incident: *self.numbers.get(row)?,
            day: self.day.get(row).copied().and_then(shown),
            last_day: self.last_day.get(row).copied().and_then(shown),
            kind: self.kind.text(row),
            actor_countries: self.actor_countries.text(row),
            recipient_countries: self.recipient_countries.text(row),
            place: self.place.value(row),
            place_country: self.place_country.value(row),
            events,
            dispatches,
            outlets,
            independent,
            claimed,
            denied,
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        let columns = [&self.kind, &self.actor_countries, &self.recipient_countries, &self.place];
        columns.iter().map(|c| c.bytes()).sum::<usize>()
            + self.place_country.bytes()
            + room(&self.numbers)
            + room(&self.day)
            + room(&self.last_day)
            + room(&self.counts)
            + room(&self.by_number)
    }
}

impl Archive {
    /// The incidents of which events of the selection tell (without one all), in at least so many dispatches,
    /// newest first: by last day, then by dispatches, then by number.
    pub fn incidents(
        &self,
        selection: Option<&Selection>,
        min_dispatches: i32,
        top: usize,
    ) -> Vec<Incident<'_>> {
        let told = selection.map(|selection| {
            let mut told = vec![false; self.incidents.len() + 1];
            for &position in selection.positions() {
                let incident = self.events.incident.get(position as usize).copied().unwrap_or_default();
                if let Some(is_told) = told.get_mut(incident as usize) {
                    *is_told = true;
                }
            }
            told
        });
        let is_told = |place: u32| told.as_ref().is_none_or(|t| t.get(place as usize + 1) == Some(&true));
        (0..counted(self.incidents.len()))
            .filter(|&place| self.incidents.dispatches(place) >= min_dispatches && is_told(place))
            .take(top)
            .filter_map(|place| self.incidents.get(place))
            .collect()
    }

    /// An incident by its number.
    pub fn incident(&self, number: i64) -> Option<Incident<'_>> {
        self.incidents.find(number).and_then(|place| self.incidents.get(place))
    }

    /// The positions of the events that tell of an incident, newest first.
    pub fn events_of_incident(&self, number: i64) -> Vec<u32> {
        let Some(place) = self.incidents.find(number) else { return Vec::new() };
        let tells = |&position: &u32| self.events.incident.get(position as usize) == Some(&(place + 1));
        (0..counted(self.len())).filter(tells).collect()
    }
}
