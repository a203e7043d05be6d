//! Which events does somebody ask for? Within a field any of its values fits; between fields all must.

use super::days::{date, day};

mod fields;
mod sql;
mod url;

pub use fields::{Field, Voice};
pub use url::Chip;

/// What is asked for. The lists of one that was read from an address are sorted and have each value once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Words in the dispatch's text.
    pub q: Option<String>,
    /// Words in the names of the actors or the recipients.
    pub actor: Option<String>,
    /// Countries on either side.
    pub country: Vec<String>,
    /// Countries of the actors.
    pub source: Vec<String>,
    /// Countries of the recipients.
    pub target: Vec<String>,
    /// Two countries, whichever acts.
    pub dyad: Option<[String; 2]>,
    /// Event types: `type` in addresses.
    pub kind: Vec<String>,
    /// Modes.
    pub mode: Vec<String>,
    /// Contexts.
    pub context: Vec<String>,
    /// Quad classes.
    pub quad: Vec<u8>,
    /// Statuses.
    pub status: Vec<String>,
    /// Who says so.
    pub voice: Option<Voice>,
    /// Outlets.
    pub outlet: Vec<String>,
    /// Outlets' countries.
    pub outlet_country: Vec<String>,
    /// Kinds of outlets.
    pub outlet_kind: Vec<String>,
    /// The first day.
    pub from: Option<i32>,
    /// The last day.
    pub to: Option<i32>,
    /// Words in the place's name.
    pub place: Option<String>,
    /// Countries of the places.
    pub place_country: Vec<String>,
    /// The least confidence, 0 to 1.
    pub min_confidence: Option<f32>,
    /// The incident.
    pub incident: Option<i64>,
}

impl Filter {
    /// Whether every event fits.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The values of a field as addresses have them.
    pub fn values(&self, field: Field) -> Vec<String> {
        let one = |value: Option<String>| value.into_iter().collect();
        match field {
            Field::Q => one(self.q.clone()),
            Field::Actor => one(self.actor.clone()),
            Field::Place => one(self.place.clone()),
            Field::Dyad => one(self.dyad.as_ref().map(|[a, b]| format!("{a} {b}"))),
            Field::Quad => self.quad.iter().map(u8::to_string).collect(),
            Field::Voice => one(self.voice.map(|v| v.name().to_owned())),
            Field::From => one(self.from.map(date)),
            Field::To => one(self.to.map(date)),
            Field::MinConfidence => one(self.min_confidence.map(|c| c.to_string())),
            Field::Incident => one(self.incident.map(|i| i.to_string())),
            Field::Country => self.country.clone(),
            Field::Source => self.source.clone(),
            Field::Target => self.target.clone(),
            Field::Type => self.kind.clone(),
            Field::Mode => self.mode.clone(),
            Field::Context => self.context.clone(),
            Field::Status => self.status.clone(),
            Field::Outlet => self.outlet.clone(),
            Field::OutletCountry => self.outlet_country.clone(),
            Field::OutletKind => self.outlet_kind.clone(),
            Field::PlaceCountry => self.place_country.clone(),
        }
    }

    /// Whether a field has a value.
    pub fn has(&self, field: Field, value: &str) -> bool {
        self.values(field).iter().any(|v| v == value)
    }

    /// The same with one more value of a field; of a field that has but one, with this instead. A value that
    /// the field cannot have changes nothing.
    #[must_use]
    pub fn with(&self, field: Field, value: &str) -> Self {
        let mut filter = self.clone();
        // What is wrong with a value is for those who typed it; here nobody did.
        let _ = filter.put(field, value);
        filter
    }

    /// The same without a value of a field.
    #[must_use]
    pub fn without(&self, field: Field, value: &str) -> Self {
        let rest = self.values(field).into_iter().filter(|v| v != value);
        rest.fold(self.cleared(field), |filter, v| filter.with(field, &v))
    }

    /// The same without a field.
    #[must_use]
    pub fn cleared(&self, field: Field) -> Self {
        let mut filter = self.clone();
        if let Some(list) = filter.list(field) {
            list.clear();
        }
        match field {
            Field::Q => filter.q = None,
            Field::Actor => filter.actor = None,
            Field::Place => filter.place = None,
            Field::Dyad => filter.dyad = None,
            Field::Quad => filter.quad.clear(),
            Field::Voice => filter.voice = None,
            Field::From => filter.from = None,
            Field::To => filter.to = None,
            Field::MinConfidence => filter.min_confidence = None,
            Field::Incident => filter.incident = None,
            _ => {}
        }
        filter
    }

    /// The same with a value of a field put in or taken out: what a facet's link does.
    #[must_use]
    pub fn toggled(&self, field: Field, value: &str) -> Self {
        if self.has(field, value) { self.without(field, value) } else { self.with(field, value) }
    }

    /// Puts in a value, or says what is wrong with it. An empty one is none.
    fn put(&mut self, field: Field, value: &str) -> Result<(), String> {
        if value.trim().is_empty() {
            return Ok(());
        }
        if let Some(list) = self.list(field) {
            // As it stands: an outlet's name may have spaces around it, and nobody types these values.
            list.push(value.to_owned());
            list.sort();
            list.dedup();
            return Ok(());
        }
        let value = value.trim();
        let wrong = |should: &str| Err(format!("{}: “{value}” is not {should}.", field.label()));
        match field {
            Field::Q => self.q = Some(value.to_owned()),
            Field::Actor => self.actor = Some(value.to_owned()),
            Field::Place => self.place = Some(value.to_owned()),
            Field::Dyad => match value.split_whitespace().collect::<Vec<_>>()[..] {
                // In the order of the alphabet: between two it is the same either way.
                [a, b] if a != b => self.dyad = Some([a.min(b).to_owned(), a.max(b).to_owned()]),
                _ => return wrong("two countries, parted by a space"),
            },
            Field::Quad => match value.parse() {
                Ok(quad @ 1..=4) => {
                    self.quad.push(quad);
                    self.quad.sort_unstable();
                    self.quad.dedup();
                }
                _ => return wrong("a quad class from 1 to 4"),
            },
            Field::Voice => match Voice::named(value) {
                Some(voice) => self.voice = Some(voice),
                None => return wrong("outlet, claimed or denied"),
            },
            Field::From | Field::To => {
                let Some(day) = day(value) else { return wrong("a date like 2026-11-28") };
                *(if field == Field::From { &mut self.from } else { &mut self.to }) = Some(day);
            }
            Field::MinConfidence => match value.parse() {
                Ok(least) if (0.0..=1.0).contains(&least) => self.min_confidence = Some(least),
                _ => return wrong("a number from 0 to 1"),
            },
            Field::Incident => match value.parse() {
                Ok(number) => self.incident = Some(number),
                Err(_) => return wrong("an incident's number"),
            },
            _ => {}
        }
        Ok(())
    }

    /// The list of a field that has one of strings.
    fn list(&mut self, field: Field) -> Option<&mut Vec<String>> {
        Some(match field {
            Field::Country => &mut self.country,
            Field::Source => &mut self.source,
            Field::Target => &mut self.target,
            Field::Type => &mut self.kind,
            Field::Mode => &mut self.mode,
            Field::Context => &mut self.context,
            Field::Status => &mut self.status,
            Field::Outlet => &mut self.outlet,
            Field::OutletCountry => &mut self.outlet_country,
            Field::OutletKind => &mut self.outlet_kind,
            Field::PlaceCountry => &mut self.place_country,
            _ => return None,
        })
    }
}
