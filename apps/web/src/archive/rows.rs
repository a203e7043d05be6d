//! What does a row of a table of events show?

use serde::Serialize;

use super::actors::Role;
use super::columns::{NO_CLAIM, NO_SPAN};
use super::days::{as_date_or_null, shown};
use super::{Archive, Voice};

/// Somebody who takes part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Party<'a> {
    /// The role.
    pub role: Role,
    /// The name as it was first met in the archive.
    pub name: &'a str,
    /// The country.
    pub country: Option<&'a str>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row<'a> {
    /// Where it stands in the archive.
    pub position: u32,
    /// The dispatch's number.
    pub dispatch: i64,
    /// Its number within the dispatch.
    pub event: i32,
    /// The day to sort and count by.
    #[serde(serialize_with = "as_date_or_null")]
    pub day: Option<i32>,
    /// The event type.
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// The mode.
    pub mode: Option<&'a str>,
    /// Contexts, parted by spaces.
    pub contexts: &'a str,
    /// The quad class.
    pub quad: u8,
    /// The conflict-cooperation score.
    pub intensity: f32,
    /// actual, future, hypothetical, negated or historical.
    pub status: &'a str,
    /// Names of the actors, parted by semicolons.
    pub actors: &'a str,
    /// Their countries, parted by spaces.
    pub actor_countries: &'a str,
    /// Names of the recipients.
    pub recipients: &'a str,
    /// Their countries.
    pub recipient_countries: &'a str,
    /// Everybody who takes part, in the record's order.
    pub parties: Vec<Party<'a>>,
    /// The claim that it stands in.
    pub claim: Option<i32>,
    /// Names of those who claim it; empty for an unnamed speaker.
    pub claimed_by: Option<&'a str>,
    /// The claim's stance.
    pub stance: Option<&'a str>,
    /// Who says so.
    pub voice: Voice,
    /// Where it happened.
    pub place: Option<&'a str>,
    /// The place's country.
    pub place_country: Option<&'a str>,
    /// Degrees north.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// Who publishes the dispatch.
    pub outlet: Option<&'a str>,
    /// The dispatch's title.
    pub title: Option<&'a str>,
    /// Hash of the dispatch's text.
    pub id: &'a str,
    /// When the dispatch was published, as exactly as it is known.
    pub published: Option<&'a str>,
    /// The words that carry the event, in code points.
    pub trigger: [u32; 2],
    /// The sentence, in code points.
    pub sentence: Option<[u32; 2]>,
    /// How sure the coding is.
    pub confidence: f32,
    /// Whether somebody corrected it.
    pub corrected: bool,
    /// The incident of which it tells.
    pub incident: Option<i64>,
}

impl<'a> Row<'a> {
    /// Those in a role.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = &Party<'a>> {
        self.parties.iter().filter(move |party| party.role == role)
    }
}

/// A dispatch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dispatch<'a> {
    /// Its number.
    pub dispatch: i64,
    /// Hash of its text.
    pub id: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// Who publishes it.
    pub outlet: Option<&'a str>,
    /// The outlet's country.
    pub outlet_country: Option<&'a str>,
    /// What the outlet is.
    pub outlet_kind: Option<&'a str>,
    /// When it was published, as exactly as it is known.
    pub published: Option<&'a str>,
    /// The day of publication.
    #[serde(serialize_with = "as_date_or_null")]
    pub day: Option<i32>,
    /// The earlier dispatch that it repeats.
    pub repeats: Option<i64>,
    /// Positions of its events, by their numbers within it.
    pub events: &'a [u32],
}

impl Archive {
    /// The event at a position. One that no event has gives an empty row.
    pub fn row(&self, position: u32) -> Row<'_> {
        let (events, place) = (&self.events, position as usize);
        let dispatch = self.dispatch_place(position);
        let listed = |rows: &[u32]| rows.get(place).map(|&list| events.country_lists.get(list));
        let [lat, lon] = events.coordinates.get(place).copied().unwrap_or([f32::NAN; 2]);
        let known = |degrees: f32| (!degrees.is_nan()).then_some(degrees);
        let recipients = events.recipients.get(place).map(|&names| events.actors.table.get(names));
        Row {
            position,
            dispatch: self.dispatches.numbers.get(dispatch).copied().unwrap_or_default(),
            event: events.event.get(place).copied().unwrap_or_default(),
            day: shown(self.day_at(position)),
            kind: events.kind.text(place),
            mode: events.mode.value(place),
            contexts: events.contexts.text(place),
            quad: self.quad(position),
            intensity: events.intensity.get(place).copied().unwrap_or_default(),
            status: events.status.text(place),
            actors: events.actors.text(place),
            actor_countries: listed(&events.actor_countries).unwrap_or_default(),
            recipients: recipients.unwrap_or_default(),
            recipient_countries: listed(&events.recipient_countries).unwrap_or_default(),
            parties: self.actors.parts(position).iter().map(|&(role, n)| self.party(role, n)).collect(),
            claim: events.claim.get(place).copied().filter(|&claim| claim != NO_CLAIM),
            claimed_by: events.claimed_by.value(place),
            stance: events.stance.value(place),
            voice: Voice::named(events.voice.text(place)).unwrap_or(Voice::Outlet),
            place: events.place.value(place),
            place_country: events.place_country.value(place),
            lat: known(lat),
            lon: known(lon),
            outlet: self.dispatches.outlet.value(dispatch),
            title: self.dispatches.title.value(dispatch),
            id: self.dispatches.id.text(dispatch),
            published: self.dispatches.published.value(dispatch),
            trigger: events.trigger.get(place).copied().unwrap_or_default(),
            sentence: events.sentence.get(place).copied().filter(|&span| span != NO_SPAN),
            confidence: events.confidence.get(place).copied().unwrap_or_default(),
            corrected: events.corrected.get(place).copied().unwrap_or_default(),
            incident: events.incident.get(place).and_then(|&incident| self.incidents.number(incident)),
        }
    }

    /// The rows at these positions.
    pub fn rows<'a>(&'a self, positions: &[u32]) -> impl Iterator<Item = Row<'a>> {
        positions.iter().map(|&position| self.row(position))
    }

    /// A dispatch by its number.
    pub fn dispatch(&self, number: i64) -> Option<Dispatch<'_>> {
        self.dispatches.find(number).map(|place| self.dispatch_at(place))
    }

    /// All dispatches, newest first: by day, those without one last, then by number.
    pub fn newest_dispatches(&self, top: usize) -> Vec<Dispatch<'_>> {
        let day = |place: usize| self.dispatches.day.get(place).copied();
        let mut places: Vec<usize> = (0..self.dispatches.numbers.len()).collect();
        places.sort_unstable_by(|&a, &b| day(b).cmp(&day(a)).then(b.cmp(&a)));
        places.into_iter().take(top).map(|place| self.dispatch_at(place)).collect()
    }

    fn dispatch_at(&self, place: usize) -> Dispatch<'_> {
        let all = &self.dispatches;
        Dispatch {
            dispatch: all.numbers.get(place).copied().unwrap_or_default(),
            id: all.id.text(place),
            title: all.title.value(place),
            outlet: all.outlet.value(place),
            outlet_country: all.outlet_country.value(place),
            outlet_kind: all.outlet_kind.value(place),
            published: all.published.value(place),
            day: all.day.get(place).copied().and_then(shown),
            repeats: all.repeats.get(place).copied().flatten(),
            events: all.events_at(place),
        }
    }

    /// The place of an event's dispatch.
    pub(crate) fn dispatch_place(&self, position: u32) -> usize {
        self.events.dispatch.get(position as usize).map_or(usize::MAX, |&place| place as usize)
    }

    fn party(&self, role: Role, number: u32) -> Party<'_> {
        let country = self.codes.value(self.actors.country(number));
        Party { role, name: self.actors.name(number), country }
    }
}
