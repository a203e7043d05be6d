//! Which dispatches are one telling? Wire copies of one text are: what they share is told once.

use std::collections::{BTreeMap, BTreeSet};

use chancery_records::incidents::{Report, Source};

/// What one dispatch tells, and those that copy it.
#[derive(Debug)]
pub(super) struct Telling<'r> {
    /// The dispatches, the oldest first.
    pub(super) dispatches: Vec<(i64, &'r Source)>,
    /// What they tell, in the same order.
    pub(super) reports: Vec<&'r Report>,
}

/// The tellings of an incident, the oldest first; those without a date come last.
pub(super) fn tellings(reports: &[Report]) -> Vec<Telling<'_>> {
    let mut sources: BTreeMap<i64, &Source> = BTreeMap::new();
    for report in reports {
        sources.entry(report.dispatch).or_insert(&report.source);
    }
    let age = |number: i64| {
        let source = sources.get(&number);
        let made = source.and_then(|s| s.made.as_deref());
        let day = source.and_then(|s| s.day);
        (day.is_none(), day, made.is_none(), made, number)
    };
    let mut all: Vec<Telling> = Vec::new();
    for family in families(&sources) {
        let mut dispatches: Vec<(i64, &Source)> =
            family.iter().filter_map(|n| Some((*n, *sources.get(n)?))).collect();
        dispatches.sort_by_key(|(number, _)| age(*number));
        let mut told: Vec<&Report> = reports.iter().filter(|r| family.contains(&r.dispatch)).collect();
        told.sort_by_key(|r| (age(r.dispatch), r.event));
        all.push(Telling { dispatches, reports: told });
    }
    all.sort_by_key(|t| t.dispatches.first().map(|(number, _)| age(*number)));
    all
}

/// Dispatches that repeat each other, or the same third one.
fn families(sources: &BTreeMap<i64, &Source>) -> Vec<BTreeSet<i64>> {
    let mut families: Vec<(BTreeSet<&str>, BTreeSet<i64>)> = Vec::new();
    for (number, source) in sources {
        let mut ids: BTreeSet<&str> =
            [Some(source.id.as_str()), source.repeats.as_deref()].into_iter().flatten().collect();
        let mut numbers = BTreeSet::from([*number]);
        let (of_it, others): (Vec<_>, Vec<_>) =
            families.into_iter().partition(|(known, _)| known.iter().any(|id| ids.contains(id)));
        for (more_ids, more_numbers) in of_it {
            ids.extend(more_ids);
            numbers.extend(more_numbers);
        }
        families = others;
        families.push((ids, numbers));
    }
    families.into_iter().map(|(_, numbers)| numbers).collect()
}
