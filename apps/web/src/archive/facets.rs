//! Which values can somebody choose next, and how many events would each leave?

use serde::Serialize;
use utoipa::ToSchema;

use super::filter::{Field, Filter};
use super::symbols::{Table, counted};
use super::{Archive, Selection};

/// The fields that have facets, in the order of the page.
const FACETS: [Field; 11] = [
    Field::Type,
    Field::Quad,
    Field::Status,
    Field::Voice,
    Field::Country,
    Field::PlaceCountry,
    Field::Outlet,
    Field::OutletCountry,
    Field::OutletKind,
    Field::Mode,
    Field::Context,
];

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// How many events have it, of those that fit all other fields.
    pub count: u32,
    /// Whether the filter asks for it.
    pub chosen: bool,
}

/// The values of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// The most frequent values first, then those chosen that are not among them.
    pub values: Vec<FacetValue>,
    /// How many further values there are.
    pub further: u32,
}

/// The facets of a filter. A field's counts ignore what is chosen in that field and obey all others: one sees
/// what else could be chosen there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facets {
    /// One for each field, in the order of the page.
    pub all: Vec<Facet>,
}

impl Facets {
    /// The facet of a field.
    pub fn get(&self, field: Field) -> Option<&Facet> {
        self.all.iter().find(|facet| facet.field == field)
    }
}

/// Which events fit all fields, and which all but one.
#[derive(Debug, Default)]
struct Fitting {
    all: Vec<u32>,
    /// By facet: the events that would fit without that field's choice.
    but_one: [Vec<u32>; FACETS.len()],
}

impl Archive {
    /// The facets of a filter, with the `top` most frequent values of each. For `words` see
    /// [`select`](Self::select).
    pub fn facets(&self, filter: &Filter, words: Option<&[i64]>, top: usize) -> Facets {
        self.select_with_facets(filter, words, top).1
    }

    /// The events that fit a filter and its facets, in one walk.
    pub fn select_with_facets(
        &self,
        filter: &Filter,
        words: Option<&[i64]>,
        top: usize,
    ) -> (Selection, Facets) {
        let fitting = self.fitting(filter, words);
        let by_dispatch = self.by_dispatch(&fitting.all, Vec::new());
        let facet = |(place, &field): (usize, &Field)| {
            let others = fitting.but_one.get(place).map(Vec::as_slice).unwrap_or_default();
            let (table, counts) = match field {
                Field::Country => (&self.codes, self.by_country([&fitting.all, others])),
                Field::Context => (&self.context_codes, self.by_context([&fitting.all, others])),
                Field::Outlet | Field::OutletCountry | Field::OutletKind => {
                    let column = match field {
                        Field::Outlet => &self.dispatches.outlet,
                        Field::OutletCountry => &self.dispatches.outlet_country,
                        _ => &self.dispatches.outlet_kind,
                    };
                    let further;
                    let dispatches = if others.is_empty() {
                        &by_dispatch
                    } else {
                        further = self.by_dispatch(others, by_dispatch.clone());
                        &further
                    };
                    let mut counts = vec![0; column.table.len()];
                    for (&symbol, &count) in column.rows.iter().zip(dispatches) {
                        add(&mut counts, symbol, count);
                    }
                    (&column.table, counts)
                }
                _ => {
                    let Some(column) = self.column(field) else {
                        return Facet { field, values: Vec::new(), further: 0 };
                    };
                    let mut counts = vec![0; column.table.len()];
                    tally(&mut counts, &column.rows, &fitting.all);
                    tally(&mut counts, &column.rows, others);
                    (&column.table, counts)
                }
            };
            ranked(field, table, &counts, &filter.values(field), top)
        };
        let all = FACETS.iter().enumerate().map(facet).collect();
        (Selection::of(fitting.all), Facets { all })
    }

    fn fitting(&self, filter: &Filter, words: Option<&[i64]>) -> Fitting {
        let conditions = self.conditions(filter, words);
        let mut fitting = Fitting::default();
        // By condition: the place of its field among the facets.
        let places: Vec<Option<usize>> =
            conditions.all.iter().map(|(field, _)| FACETS.iter().position(|f| f == field)).collect();
        'events: for position in conditions.range.clone() {
            let mut missed: Option<usize> = None;
            for ((_, condition), &place) in conditions.all.iter().zip(&places) {
                if !condition.fits(position) {
                    // One that misses two fields, or one that has no facet, counts nowhere.
                    if missed.is_some() || place.is_none() {
                        continue 'events;
                    }
                    missed = place;
                }
            }
            match missed.and_then(|place| fitting.but_one.get_mut(place)) {
                Some(but_one) => but_one.push(position),
                None => fitting.all.push(position),
            }
        }
        fitting
    }

    /// How many events each dispatch has, added to what was counted before.
    fn by_dispatch(&self, positions: &[u32], mut counts: Vec<u32>) -> Vec<u32> {
        counts.resize(self.dispatches.numbers.len(), 0);
        tally(&mut counts, &self.events.dispatch, positions);
        counts
    }

    fn by_country(&self, positions: [&[u32]; 2]) -> Vec<u32> {
        let mut counts = vec![0; self.codes.len()];
        for &position in positions.into_iter().flatten() {
            let (actors, recipients) = self.sides(position);
            let others = recipients.iter().filter(|code| !actors.contains(code));
            for &code in actors.iter().chain(others) {
                add(&mut counts, code, 1);
            }
        }
        counts
    }

    fn by_context(&self, positions: [&[u32]; 2]) -> Vec<u32> {
        let column = &self.events.contexts;
        let mut lists = vec![0; column.table.len()];
        for positions in positions {
            tally(&mut lists, &column.rows, positions);
        }
        let mut counts = vec![0; self.context_codes.len()];
        for (symbol, &count) in (0..).zip(&lists) {
            for &code in self.contexts.get(symbol) {
                add(&mut counts, code, count);
            }
        }
        counts
    }
}

fn add(counts: &mut [u32], symbol: u32, more: u32) {
    if let Some(count) = counts.get_mut(symbol as usize) {
        *count += more;
    }
}

fn tally(counts: &mut [u32], rows: &[u32], positions: &[u32]) {
    for &position in positions {
        if let Some(&symbol) = rows.get(position as usize) {
            add(counts, symbol, 1);
        }
    }
}

fn ranked(field: Field, table: &Table, counts: &[u32], chosen: &[String], top: usize) -> Facet {
    let mut all: Vec<(&str, u32)> = table
        .symbols()
        .zip(counts.iter().skip(1))
        .map(|(symbol, &count)| (table.get(symbol), count))
        .filter(|(value, count)| *count > 0 && !value.is_empty())
        .collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let is_chosen = |value: &str| chosen.iter().any(|c| c == value);
    let facet_value = |&(value, count): &(&str, u32)| FacetValue {
        value: value.to_owned(),
        count,
        chosen: is_chosen(value),
    };
    let mut values: Vec<FacetValue> = all.iter().take(top).map(facet_value).collect();
    values.extend(all.iter().skip(top).filter(|(value, _)| is_chosen(value)).map(facet_value));
    let further = counted(all.len() - values.len());
    for value in chosen {
        if !all.iter().any(|(known, _)| known == value) {
            values.push(FacetValue { value: value.clone(), count: 0, chosen: true });
        }
    }
    Facet { field, values, further }
}
