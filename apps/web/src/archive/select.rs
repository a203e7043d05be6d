//! Which events fit a filter? Its values are turned into marks on symbols once, so that an event costs a look
//! into a few lists and no string.

use std::ops::Range;

use super::days::NO_DAY;
use super::filter::{Field, Filter};
use super::symbols::{Column, counted};
use super::{Archive, Voice};

/// Positions of events, ascending: newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    positions: Vec<u32>,
}

impl Selection {
    /// A selection of these positions.
    pub fn of(mut positions: Vec<u32>) -> Self {
        positions.sort_unstable();
        positions.dedup();
        Self { positions }
    }

    /// How many events are selected.
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// All positions.
    pub fn positions(&self) -> &[u32] {
        &self.positions
    }

    /// Some of the positions: a page of a table.
    pub fn page(&self, offset: usize, most: usize) -> &[u32] {
        let start = offset.min(self.len());
        let end = start.saturating_add(most).min(self.len());
        self.positions.get(start..end).unwrap_or_default()
    }

    /// Whether an event is selected.
    pub fn contains(&self, position: u32) -> bool {
        self.positions.binary_search(&position).is_ok()
    }

    /// The place of an event in the selection: to find its neighbours and its page.
    pub fn place(&self, position: u32) -> Option<usize> {
        self.positions.binary_search(&position).ok()
    }
}

/// A condition on an event.
#[derive(Debug)]
pub(crate) enum Condition<'a> {
    /// The symbol of the event is marked.
    Marked(&'a [u32], Vec<bool>),
    /// The symbol of one side is marked.
    EitherSide(&'a [u32], &'a [u32], Vec<bool>),
    /// It is between these two.
    Between(Box<Between<'a>>),
    /// It is coded surely enough.
    Sure(&'a [f32], f32),
    /// It tells of the incident at this place; at none where there is no such incident.
    Of(&'a [u32], Option<u32>),
}

/// What is looked at to find the events between two countries.
#[derive(Debug)]
pub(crate) struct Between<'a> {
    actors: &'a [u32],
    recipients: &'a [u32],
    mutual: &'a [bool],
    /// The lists that hold the one country, and those that hold the other.
    one: Vec<bool>,
    other: Vec<bool>,
}

impl Between<'_> {
    fn fits(&self, row: usize) -> bool {
        let holds = |rows: &[u32], marks: &[bool]| {
            rows.get(row).and_then(|&list| marks.get(list as usize)).copied().unwrap_or(false)
        };
        let side = |rows: &[u32]| (holds(rows, &self.one), holds(rows, &self.other));
        let (actors, recipients) = (side(self.actors), side(self.recipients));
        let mutual = self.mutual.get(row).copied().unwrap_or(false);
        (actors.0 && recipients.1) || (actors.1 && recipients.0) || (mutual && actors.0 && actors.1)
    }
}

impl Condition<'_> {
    pub(crate) fn fits(&self, position: u32) -> bool {
        let row = position as usize;
        let marked = |rows: &[u32], marks: &[bool]| {
            rows.get(row).and_then(|&symbol| marks.get(symbol as usize)).copied().unwrap_or(false)
        };
        match self {
            Self::Marked(rows, marks) => marked(rows, marks),
            Self::EitherSide(actors, recipients, marks) => marked(actors, marks) || marked(recipients, marks),
            Self::Between(between) => between.fits(row),
            Self::Sure(rows, least) => rows.get(row).is_some_and(|sure| sure >= least),
            Self::Of(rows, place) => place.is_some() && rows.get(row).copied() == *place,
        }
    }
}

/// A filter, made ready for an archive.
#[derive(Debug)]
pub(crate) struct Conditions<'a> {
    /// Where the days lie that fit.
    pub(crate) range: Range<u32>,
    pub(crate) all: Vec<(Field, Condition<'a>)>,
}

impl Conditions<'_> {
    pub(crate) fn positions(&self) -> Vec<u32> {
        let mut conditions = self.all.iter().map(|(_, condition)| condition);
        let Some(first) = conditions.next() else { return self.range.clone().collect() };
        let mut positions: Vec<u32> = self.range.clone().filter(|&p| first.fits(p)).collect();
        for condition in conditions {
            positions.retain(|&p| condition.fits(p));
        }
        positions
    }
}

impl Archive {
    /// The events that fit a filter. `words` are the numbers, sorted, of the dispatches that have the words of
    /// `filter.q`, which are looked up in the store; without them every dispatch has.
    pub fn select(&self, filter: &Filter, words: Option<&[i64]>) -> Selection {
        Selection { positions: self.conditions(filter, words).positions() }
    }

    /// All events.
    pub fn everything(&self) -> Selection {
        Selection { positions: (0..counted(self.len())).collect() }
    }

    pub(crate) fn conditions(&self, filter: &Filter, words: Option<&[i64]>) -> Conditions<'_> {
        let mut all: Vec<(Field, Condition<'_>)> =
            Field::all().filter_map(|field| Some((field, self.condition(field, filter)?))).collect();
        if let Some(words) = words {
            let has = |number: &i64| words.binary_search(number).is_ok();
            let marks = self.dispatches.numbers.iter().map(has).collect();
            all.push((Field::Q, Condition::Marked(&self.events.dispatch, marks)));
        }
        Conditions { range: self.range(filter), all }
    }

    /// Where the days lie that fit. Events without a day come last and fit no day.
    fn range(&self, filter: &Filter) -> Range<u32> {
        let days = &self.events.day;
        let start = filter.to.map_or(0, |to| days.partition_point(|&day| day > to));
        let end = match (filter.from, filter.to) {
            (None, None) => days.len(),
            (from, _) => days.partition_point(|&day| day != NO_DAY && from.is_none_or(|from| day >= from)),
        };
        counted(start)..counted(end.max(start))
    }

    fn condition(&self, field: Field, filter: &Filter) -> Option<Condition<'_>> {
        let events = &self.events;
        let some = |values: &Vec<String>| (!values.is_empty()).then(|| values.clone());
        let sided = |values: &Vec<String>| {
            some(values).map(|codes| self.countries.holding(&self.codes.among(&codes)))
        };
        let dispatch = |column: &Column, values: &Vec<String>| {
            some(values).map(|values| {
                let marks = column.table.among(&values);
                let is_marked = |symbol: &u32| marks.get(*symbol as usize).copied().unwrap_or(false);
                Condition::Marked(&events.dispatch, column.rows.iter().map(is_marked).collect())
            })
        };
        let coded = |values: Option<Vec<String>>| -> Option<Condition<'_>> {
            let column = self.column(field)?;
            values.map(|values| Condition::Marked(&column.rows, column.table.among(&values)))
        };
        let in_lower_case = |words: &Option<String>| words.as_ref().map(|w| w.to_lowercase());
        match field {
            Field::Actor => in_lower_case(&filter.actor).map(|words| {
                let marks = self.lowered_names.holding(&words);
                Condition::EitherSide(&events.actors.rows, &events.recipients, marks)
            }),
            Field::Place => in_lower_case(&filter.place)
                .map(|words| Condition::Marked(&events.place.rows, self.lowered_places.holding(&words))),
            Field::Country => sided(&filter.country).map(|marks| {
                Condition::EitherSide(&events.actor_countries, &events.recipient_countries, marks)
            }),
            Field::Source => {
                sided(&filter.source).map(|marks| Condition::Marked(&events.actor_countries, marks))
            }
            Field::Target => {
                sided(&filter.target).map(|marks| Condition::Marked(&events.recipient_countries, marks))
            }
            Field::Dyad => filter.dyad.as_ref().map(|pair| {
                let [one, other] = pair
                    .each_ref()
                    .map(|code| self.countries.holding(&self.codes.among(std::slice::from_ref(code))));
                Condition::Between(Box::new(Between {
                    actors: &events.actor_countries,
                    recipients: &events.recipient_countries,
                    mutual: &events.mutual,
                    one,
                    other,
                }))
            }),
            Field::Context => some(&filter.context).map(|codes| {
                let marks = self.contexts.holding(&self.context_codes.among(&codes));
                Condition::Marked(&events.contexts.rows, marks)
            }),
            Field::Type => coded(some(&filter.kind)),
            Field::Mode => coded(some(&filter.mode)),
            Field::Status => coded(some(&filter.status)),
            Field::PlaceCountry => coded(some(&filter.place_country)),
            Field::Quad => coded(some(&filter.quad.iter().map(u8::to_string).collect())),
            Field::Voice => coded(filter.voice.map(|voice: Voice| vec![voice.name().to_owned()])),
            Field::Outlet => dispatch(&self.dispatches.outlet, &filter.outlet),
            Field::OutletCountry => dispatch(&self.dispatches.outlet_country, &filter.outlet_country),
            Field::OutletKind => dispatch(&self.dispatches.outlet_kind, &filter.outlet_kind),
            Field::MinConfidence => {
                filter.min_confidence.map(|least| Condition::Sure(&events.confidence, least))
            }
            Field::Incident => filter.incident.map(|number| {
                Condition::Of(&events.incident, self.incidents.find(number).map(|place| place + 1))
            }),
            Field::Q | Field::From | Field::To => None,
        }
    }

    /// The column of a field whose events have one value each.
    pub(crate) fn column(&self, field: Field) -> Option<&Column> {
        Some(match field {
            Field::Type => &self.events.kind,
            Field::Mode => &self.events.mode,
            Field::Status => &self.events.status,
            Field::PlaceCountry => &self.events.place_country,
            Field::Quad => &self.events.quad,
            Field::Voice => &self.events.voice,
            _ => return None,
        })
    }
}
