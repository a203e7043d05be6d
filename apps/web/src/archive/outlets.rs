//! Who tells it, and how much?

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::Archive;
use super::days::{as_date_or_null, shown};
use super::symbols::{Column, counted};

/// An outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct OutletCount {
    /// Its name.
    pub outlet: String,
    /// Its country.
    pub country: Option<String>,
    /// What it is.
    pub kind: Option<String>,
    /// How many dispatches it has.
    pub dispatches: u32,
    /// How many of these repeat an earlier one.
    pub repeats: u32,
    /// How many events they tell.
    pub events: u32,
    /// The day of its first dispatch.
    #[serde(serialize_with = "as_date_or_null")]
    #[schema(value_type = Option<String>)]
    pub first_day: Option<i32>,
    /// The day of its last.
    #[serde(serialize_with = "as_date_or_null")]
    #[schema(value_type = Option<String>)]
    pub last_day: Option<i32>,
}

impl Archive {
    /// The outlets, most events first. Country and kind are those of an outlet's first dispatch that has any.
    pub fn outlets(&self) -> Vec<OutletCount> {
        let all = &self.dispatches;
        let mut outlets: BTreeMap<&str, OutletCount> = BTreeMap::new();
        for place in 0..all.numbers.len() {
            let Some(name) = all.outlet.value(place) else { continue };
            let outlet = outlets.entry(name).or_default();
            let known = |column: &Column| column.value(place).map(str::to_owned);
            outlet.country = outlet.country.take().or_else(|| known(&all.outlet_country));
            outlet.kind = outlet.kind.take().or_else(|| known(&all.outlet_kind));
            outlet.dispatches += 1;
            outlet.repeats += u32::from(all.repeats.get(place).copied().flatten().is_some());
            outlet.events += counted(all.events_at(place).len());
            if let Some(day) = all.day.get(place).copied().and_then(shown) {
                outlet.first_day = Some(outlet.first_day.map_or(day, |first| first.min(day)));
                outlet.last_day = outlet.last_day.max(Some(day));
            }
        }
        let named = |(name, outlet): (&str, OutletCount)| OutletCount { outlet: name.to_owned(), ..outlet };
        let mut outlets: Vec<OutletCount> = outlets.into_iter().map(named).collect();
        outlets.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.outlet.cmp(&b.outlet)));
        outlets
    }
}
