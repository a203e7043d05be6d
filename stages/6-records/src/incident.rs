//! Which incidents does a store have, and what is known of each?

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::incidents::{Facts, Incidents, Report};
use crate::keeper::Keeper;
use crate::store::{Choice, Store};

/// An incident in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incident {
    /// Its first day: days since 1970.
    pub day: Option<i32>,
    /// Its last day.
    pub last_day: Option<i32>,
    /// The type that most of its events have.
    pub kind: String,
    /// Countries of the actors, parted by spaces.
    pub actor_countries: String,
    /// Countries of the recipients, parted by spaces.
    pub recipient_countries: String,
    /// Where, in the words of most.
    pub place: Option<String>,
    /// The place's country.
    pub place_country: Option<String>,
    /// Its events: dispatch and number.
    pub events: Vec<(i64, i64)>,
    /// In how many dispatches.
    pub dispatches: u32,
    /// Of how many outlets.
    pub outlets: u32,
    /// How many dispatches that repeat no other of them.
    pub independent: u32,
    /// How many of its events stand in a claim.
    pub claimed: u32,
    /// How many of its events are denied.
    pub denied: u32,
}

impl Incident {
    /// The incident of some reports.
    fn of(reports: &[&Report]) -> Self {
        let facts = Facts::of(reports);
        // The days that the texts themselves name. Where none does, when it was published: the days that a
        // report may mean reach further back, and nobody says them.
        let dated: Vec<(i32, i32)> = reports.iter().filter(|r| r.dated).filter_map(|r| r.days).collect();
        let days = dated.iter().copied().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let published = reports.iter().filter_map(|r| r.source.day);
        let site =
            most(reports.iter().filter_map(|r| r.site.as_ref()).map(|s| (s.name.clone(), s.country.clone())));
        let (place, place_country) = site.map_or((None, None), |(name, country)| (Some(name), country));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            day: days.map(|d| d.0).or_else(|| published.clone().min()),
            last_day: days.map(|d| d.1).or_else(|| published.max()),
            kind: most(reports.iter().map(|r| r.kind.clone())).unwrap_or_default(),
            actor_countries: countries(reports, |r| &r.actors),
            recipient_countries: countries(reports, |r| &r.recipients),
            place,
            place_country,
            events: reports.iter().map(|r| (r.dispatch, i64::from(r.event))).collect(),
            dispatches: count(facts.dispatches),
            outlets: count(facts.outlets.values().map(BTreeMap::len).sum()),
            independent: count(facts.independent),
            claimed: count(reports.iter().filter(|r| !r.voices.is_empty()).count()),
            denied: count(reports.iter().filter(|r| r.is_denied()).count()),
        }
    }
}

/// What occurs most often; of several the first in order.
fn most<T: Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    // `max_by_key` keeps the last of equals.
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(one, _)| one)
}

fn countries<'r>(
    reports: &[&'r Report],
    parties: impl Fn(&'r Report) -> &'r Vec<crate::incidents::Party>,
) -> String {
    let all = reports.iter().flat_map(|r| parties(r)).filter_map(|p| p.country.as_deref());
    all.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}

/// Makes the incidents of a store anew, of the newest codings, where something has changed since. The same store has the same incidents, whatever
/// the steps in which it was filled.
pub fn update(folder: &Path) -> Result<(), Error> {
    let mut keeper = Keeper::open(folder)?;
    if keeper.store.ledger.are_incidents_current()? {
        return Ok(());
    }
    let mut index = Incidents::new();
    for stored in keeper.store.records(Choice::Newest)? {
        index.add(Report::of(&stored?));
    }
    let incidents: Vec<Incident> = index.clusters().iter().map(|reports| Incident::of(reports)).collect();
    keeper.store.ledger.replace_incidents(&incidents)
}

/// Calls for every incident with at least so many dispatches: its number, its row and its reports.
pub fn each(
    folder: &Path,
    least: u32,
    mut each: impl FnMut(i64, &Incident, &[Report]) -> Result<(), Error>,
) -> Result<(), Error> {
    let store = Store::open(folder)?;
    for number in store.ledger.incidents_of(least)? {
        let reports = reports(&store, number)?;
        let incident = Incident::of(&reports.iter().collect::<Vec<_>>());
        each(number, &incident, &reports)?;
    }
    Ok(())
}

/// One incident with its reports.
pub fn one(folder: &Path, number: i64) -> Result<(Incident, Vec<Report>), Error> {
    of(&Store::open(folder)?, number)
}

/// The same of a store that is open already.
pub fn of(store: &Store, number: i64) -> Result<(Incident, Vec<Report>), Error> {
    let reports = reports(store, number)?;
    if reports.is_empty() {
        return Err(Error::Unknown {
            what: format!("there is no incident {number} in this store"),
            remedy: "`chancery incidents` lists them".into(),
        });
    }
    Ok((Incident::of(&reports.iter().collect::<Vec<_>>()), reports))
}

/// The reports of an incident, read again from its dispatches.
fn reports(store: &Store, number: i64) -> Result<Vec<Report>, Error> {
    let mut events: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (dispatch, event) in store.ledger.members(number)? {
        events.entry(dispatch).or_default().push(event);
    }
    let mut out = Vec::new();
    for (dispatch, events) in events {
        let Some(stored) = store.record(dispatch, Choice::Newest)? else { continue };
        out.extend(Report::of(&stored).into_iter().filter(|r| events.contains(&i64::from(r.event))));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incidents::Source;

    fn report(published: i32, days: Option<(i32, i32)>, dated: bool) -> Report {
        let source = Source { day: Some(published), ..Source::default() };
        Report { source, days, dated, kind: "CONSULT".into(), ..Report::default() }
    }

    #[test]
    fn a_day_that_a_text_names_comes_before_that_of_publication() {
        let guessed = report(10, Some((7, 10)), false);
        let day = |all: &[&Report]| {
            let incident = Incident::of(all);
            (incident.day, incident.last_day)
        };
        assert_eq!(day(&[&guessed]), (Some(10), Some(10)));
        assert_eq!(day(&[&guessed, &report(12, Some((8, 8)), true)]), (Some(8), Some(8)));
        assert_eq!(day(&[&Report::default()]), (None, None));
    }

    #[test]
    fn what_most_say_holds_and_of_equals_the_first() {
        assert_eq!(most(["b", "a", "b"].into_iter()), Some("b"));
        assert_eq!(most(["b", "a"].into_iter()), Some("a"));
        assert_eq!(most(std::iter::empty::<u8>()), None);
    }
}
