//! What do the reports of one incident say together? Who tells it and who told it first, who claims and who denies
//! it, what each calls it, and how many dead each counts.

use std::collections::{BTreeMap, BTreeSet};

use super::party::Party;
use super::report::{Report, Source};
use super::toll::Toll;

/// An incident, summed up. Lists are sorted, so that the same reports give the same facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The dispatches that tell of it.
    pub dispatches: usize,
    /// Those of them that are no near-duplicates of one another: each family of copies is one.
    pub independent: usize,
    /// The outlets by country and kind, and how many dispatches each has.
    pub outlets: BTreeMap<(Option<String>, Option<String>), BTreeMap<String, usize>>,
    /// The dispatch that told of it first, by the dispatches' own dates.
    pub first: Option<Source>,
    /// The speakers who say that it was so, with their countries, and in how many dispatches.
    pub claimed: BTreeMap<(String, Option<String>), usize>,
    /// The speakers who deny it.
    pub denied: BTreeMap<(String, Option<String>), usize>,
    /// How many reports the outlets make in their own voice.
    pub asserted: usize,
    /// What the parties are called.
    pub parties: Vec<Word>,
    /// What the deed is called.
    pub deeds: Vec<Word>,
    /// The dead and injured, by outlet and dispatch.
    pub tolls: Vec<Told>,
}

/// What somebody or something is called, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// What is meant: a party's country, or its name where it has none; the deed's PLOVER type.
    pub meant: String,
    /// Word for word.
    pub words: String,
    /// Whether the record flags it as loaded.
    pub loaded: bool,
    /// The outlet.
    pub outlet: Option<String>,
}

/// What a dispatch counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// The day of the dispatch, in days since 1970.
    pub day: Option<i32>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The dispatch.
    pub dispatch: i64,
    /// The dead and injured.
    pub toll: Toll,
}

impl Facts {
    /// Sums up an incident.
    pub fn of(reports: &[&Report]) -> Self {
        let mut sources: BTreeMap<i64, &Source> = BTreeMap::new();
        for report in reports {
            sources.entry(report.dispatch).or_insert(&report.source);
        }
        let mut outlets: BTreeMap<_, BTreeMap<String, usize>> = BTreeMap::new();
        for source in sources.values() {
            let Some(outlet) = &source.outlet else { continue };
            let kind = (source.country.clone(), source.kind.clone());
            *outlets.entry(kind).or_default().entry(outlet.clone()).or_default() += 1;
        }
        let first = sources.values().filter(|s| s.made.is_some()).min_by_key(|s| (s.day, &s.made, &s.id));
        Self {
            dispatches: sources.len(),
            independent: independent(sources.values().copied()),
            outlets,
            first: first.map(|s| (*s).clone()),
            claimed: speakers(reports, |r| !r.is_denied()),
            denied: speakers(reports, Report::is_denied),
            asserted: reports.iter().filter(|r| r.voices.is_empty()).count(),
            parties: party_words(reports),
            deeds: sorted(reports.iter().map(|r| word(r, &r.kind, &r.deed, false))),
            tolls: sorted(reports.iter().filter(|r| r.toll != Toll::default()).map(|r| told(r))),
        }
    }
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<BTreeSet<T>>().into_iter().collect()
}

/// How many families of copies there are, where whoever repeats a dispatch is of its family. Two that repeat the
/// same one are a family though it be none of these itself.
fn independent<'a>(sources: impl Iterator<Item = &'a Source>) -> usize {
    let mut families: Vec<BTreeSet<&str>> = Vec::new();
    for source in sources {
        let mut family: BTreeSet<&str> =
            [Some(source.id.as_str()), source.repeats.as_deref()].into_iter().flatten().collect();
        let (of_it, others): (Vec<_>, Vec<_>) =
            families.into_iter().partition(|f| f.iter().any(|id| family.contains(id)));
        family.extend(of_it.into_iter().flatten());
        families = others;
        families.push(family);
    }
    families.len()
}

/// Who speaks in the innermost claim of some reports, and in how many dispatches.
fn speakers(reports: &[&Report], of: impl Fn(&Report) -> bool) -> BTreeMap<(String, Option<String>), usize> {
    let said: BTreeSet<_> = reports
        .iter()
        .filter(|r| of(r))
        .filter_map(|r| r.voices.first().map(|v| (r.dispatch, v)))
        .flat_map(|(dispatch, v)| v.speakers.iter().map(move |s| (s.clone(), dispatch)))
        .collect();
    let mut speakers = BTreeMap::new();
    for (speaker, _) in said {
        *speakers.entry(speaker).or_default() += 1;
    }
    speakers
}

fn party_words(reports: &[&Report]) -> Vec<Word> {
    let parties = |r: &&Report| -> Vec<Word> {
        let of = |p: &Party| {
            let meant = p.country.as_deref().unwrap_or(&p.name);
            let plain = word(r, meant, &p.words, p.loaded.contains(&p.words));
            let loaded = p.loaded.iter().map(|w| word(r, meant, w, true));
            loaded.chain([plain]).collect::<Vec<_>>()
        };
        r.actors.iter().chain(&r.recipients).flat_map(of).collect()
    };
    sorted(reports.iter().flat_map(parties))
}

fn word(report: &Report, meant: &str, words: &str, loaded: bool) -> Word {
    Word { meant: meant.to_owned(), words: words.to_owned(), loaded, outlet: report.source.outlet.clone() }
}

fn told(report: &Report) -> Told {
    Told {
        day: report.source.day,
        outlet: report.source.outlet.clone(),
        dispatch: report.dispatch,
        toll: report.toll,
    }
}
