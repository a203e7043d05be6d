//! How do the rows of a store become an archive? They are taken as they come, and put in order at the end.

use super::Archive;
use super::actors::{Actors, Role};
use super::columns::{Dispatches, Events};
use super::incidents::Incidents;
use super::symbols::{Lists, NOTHING, Table, counted};

/// A row of the store's dispatches.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    missing_docs,
    reason = "they are the columns of the store's tables, described in docs/reference/sql.md"
)]
pub struct DispatchPart<'a> {
    pub dispatch: i64,
    pub id: &'a str,
    pub title: Option<&'a str>,
    pub outlet: Option<&'a str>,
    pub outlet_country: Option<&'a str>,
    pub outlet_kind: Option<&'a str>,
    pub published: Option<&'a str>,
    pub day: Option<i32>,
    pub repeats: Option<i64>,
}

/// A row of the store's events.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    missing_docs,
    reason = "they are the columns of the store's tables, described in docs/reference/sql.md"
)]
pub struct EventPart<'a> {
    pub dispatch: i64,
    pub event: i32,
    pub day: Option<i32>,
    pub kind: &'a str,
    pub mode: Option<&'a str>,
    pub contexts: &'a str,
    pub quad: u8,
    pub intensity: f32,
    pub status: &'a str,
    pub actors: &'a str,
    pub actor_countries: &'a str,
    pub recipients: &'a str,
    pub recipient_countries: &'a str,
    pub claimed_by: Option<&'a str>,
    pub stance: Option<&'a str>,
    pub claim: Option<i32>,
    pub place: Option<&'a str>,
    pub place_country: Option<&'a str>,
    pub lat: Option<f32>,
    pub lon: Option<f32>,
    pub trigger: [u32; 2],
    pub sentence: Option<[u32; 2]>,
    pub confidence: f32,
    pub corrected: bool,
}

/// A row of the store's incidents.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    missing_docs,
    reason = "they are the columns of the store's tables, described in docs/reference/sql.md"
)]
pub struct IncidentPart<'a> {
    pub incident: i64,
    pub day: Option<i32>,
    pub last_day: Option<i32>,
    pub kind: &'a str,
    pub actor_countries: &'a str,
    pub recipient_countries: &'a str,
    pub place: Option<&'a str>,
    pub place_country: Option<&'a str>,
    pub events: i32,
    pub dispatches: i32,
    pub outlets: i32,
    pub independent: i32,
    pub claimed: i32,
    pub denied: i32,
}

/// Takes a store's rows. Participants come after the events, reports after the incidents.
#[derive(Debug, Default)]
pub struct Builder {
    dispatches: Dispatches,
    events: Events,
    /// The dispatch of each event.
    of: Vec<i64>,
    codes: Table,
    actors: Actors,
    parts: Vec<(i64, i32, Role, u32)>,
    incidents: Incidents,
    reports: Vec<(i64, i64, i32)>,
}

impl Builder {
    /// Takes a dispatch.
    #[allow(clippy::needless_pass_by_value, reason = "a part is made to be taken")]
    pub fn dispatch(&mut self, part: DispatchPart<'_>) {
        self.dispatches.push(&part);
    }

    /// Takes an event. One of a dispatch that the archive has not is left out at the end.
    #[allow(clippy::needless_pass_by_value, reason = "a part is made to be taken")]
    pub fn event(&mut self, part: EventPart<'_>) {
        self.of.push(part.dispatch);
        self.events.push(&part);
    }

    /// Takes an actor's part in an event. One in a role that the record does not know is passed over.
    pub fn participant(&mut self, dispatch: i64, event: i32, role: &str, name: &str, country: Option<&str>) {
        if let Some(role) = Role::named(role) {
            let country = country.filter(|c| !c.is_empty()).map_or(NOTHING, |c| self.codes.symbol(c));
            let actor = self.actors.number(name, country);
            self.parts.push((dispatch, event, role, actor));
        }
    }

    /// Takes an incident.
    #[allow(clippy::needless_pass_by_value, reason = "a part is made to be taken")]
    pub fn incident(&mut self, part: IncidentPart<'_>) {
        self.incidents.push(&part);
    }

    /// Takes an event's membership of an incident.
    pub fn report(&mut self, incident: i64, dispatch: i64, event: i32) {
        self.reports.push((incident, dispatch, event));
    }

    /// The archive of all that was taken.
    pub fn finish(mut self) -> Archive {
        self.dispatches.settle();
        let place = |number: &i64| self.dispatches.find(*number).map_or(u32::MAX, counted);
        self.events.dispatch = self.of.iter().map(place).collect();
        self.events.settle();
        self.dispatches.index(&self.events);
        self.incidents.settle();
        let countries = Lists::of(&self.events.country_lists, &mut self.codes);
        let mut context_codes = Table::default();
        let contexts = Lists::of(&self.events.contexts.table, &mut context_codes);
        self.codes.seal();
        context_codes.seal();
        let mut archive = Archive {
            lowered_names: self.events.actors.table.lowered(),
            lowered_places: self.events.place.table.lowered(),
            dispatches: self.dispatches,
            events: self.events,
            codes: self.codes,
            countries,
            context_codes,
            contexts,
            actors: self.actors,
            incidents: self.incidents,
        };
        let mut parts: Vec<(u32, Role, u32)> = Vec::with_capacity(self.parts.len());
        parts.extend(self.parts.into_iter().filter_map(|(dispatch, event, role, actor)| {
            archive.position(dispatch, event).map(|position| (position, role, actor))
        }));
        archive.actors.settle(parts, archive.events.event.len());
        archive.events.incident = vec![0; archive.len()];
        let rows: Vec<(u32, u32)> = self
            .reports
            .into_iter()
            .filter_map(|(incident, dispatch, event)| {
                archive.position(dispatch, event).zip(archive.incidents.find(incident))
            })
            .collect();
        for (position, place) in rows {
            if let Some(incident) = archive.events.incident.get_mut(position as usize) {
                *incident = place + 1;
            }
        }
        archive
    }
}
