//! In which state does a dispatch play, so that its "the army" and "the minister" need no country?
//! The state whose agency publishes; else that of the dateline, if the text speaks of no other
//! state more; else the one state that the text speaks of, or by far most.

use std::collections::{BTreeMap, BTreeSet};

use crate::draft::Draft;
use crate::names::NameKind;
use crate::places;
use crate::reference::{Entry, key};

/// How often the state must be named more than any other where no dateline says it.
const FAR: u32 = 4;

/// The state of a national agency that publishes the dispatch.
pub(crate) fn publisher(d: &Draft<'_>) -> Option<String> {
    let agency = d.dispatch.dateline.as_ref().and_then(|l| l.agency.as_deref());
    let said = agency.into_iter().chain(d.dispatch.outlet.as_deref());
    let mut known = said.filter_map(|name| match d.r.name(&key(name))? {
        Entry::Organisation(i) => Some(&d.r.organisations[i]),
        _ => None,
    });
    let of_state = known.find(|o| o.sectors.contains(&"GOV") && d.r.country(o.code).is_some());
    of_state.map(|o| o.code.to_owned())
}

/// How often the text names each state: by its name, its people, its places and its bodies.
pub(crate) fn named<'r>(d: &Draft<'r>) -> BTreeMap<&'r str, u32> {
    let mut out: BTreeMap<&str, u32> = BTreeMap::new();
    for name in &d.names {
        if let NameKind::Known(e) = name.kind
            && d.r.country(d.r.code(e)).is_some()
        {
            *out.entry(d.r.code(e)).or_default() += 1;
        }
    }
    // Towns that the gazetteer located, once states have been added. One alone in a state of which nothing else is told may be
    // a namesake.
    let mut towns: BTreeMap<&str, u32> = BTreeMap::new();
    let mut apart: BTreeSet<(&str, &str)> = BTreeSet::new();
    for m in d.mentions.values() {
        let town = m.actors.iter().map(|&i| &d.members[i].actor).find(|a| a.site.is_some());
        let code = town.and_then(|a| a.country.as_deref()).and_then(|c| d.r.country(c));
        if let Some(i) = code.filter(|_| d.known_at(m.tokens.start()).is_none()) {
            *towns.entry(d.r.countries[i].code).or_default() += 1;
            apart.insert((d.r.countries[i].code, d.text(m.tokens)));
        }
    }
    let strange = |code: &str| !out.is_empty() && !out.contains_key(code);
    let lone = |code: &str| strange(code) && apart.iter().filter(|(c, _)| *c == code).count() == 1;
    towns.retain(|code, _| !lone(code));
    for (code, n) in towns {
        *out.entry(code).or_default() += n;
    }
    out
}

/// All states that the text names, and that of the dateline.
pub(crate) fn spoken_of<'r>(d: &Draft<'r>) -> BTreeSet<&'r str> {
    named(d).into_keys().chain(dateline(d)).collect()
}

/// Seats of organisations of states.
const SEATS: &[&str] =
    &["Addis Ababa", "Brussels", "Geneva", "New York", "Strasbourg", "The Hague", "United Nations", "Vienna"];

/// "Brussels" over a statement of the European Union: the place says nothing of whose "the minister" is.
fn is_seat(d: &Draft<'_>, place: &str) -> bool {
    let seat = SEATS.iter().any(|s| place.eq_ignore_ascii_case(s));
    let several = |n: &crate::names::Name| matches!(n.kind, NameKind::Known(e @ Entry::Organisation(_)) if ["EUR", "IGO", "UNO"].contains(&d.r.code(e)));
    seat && d.names.iter().any(several)
}

/// The state of the dateline's place.
fn dateline<'r>(d: &Draft<'r>) -> Option<&'r str> {
    let place = d.dispatch.dateline.as_ref()?.place.as_deref()?;
    if is_seat(d, place.split(',').next().unwrap_or(place)) && named_but_once(d, place) {
        return None;
    }
    // The state may stand after the town: "CAMP NORD, Djibouti -". Else a provincial town is found in the states that the
    // text names.
    home(d, place).or_else(|| region(d)).or_else(|| {
        let states: BTreeSet<&str> = named(d).into_keys().collect();
        places::among(place, &states)
    })
}

/// The state that a dateline's words name after the place.
fn region<'r>(d: &Draft<'r>) -> Option<&'r str> {
    let line = d.dispatch.text.slice(d.dispatch.dateline.as_ref()?.span);
    let parts = line.split([',', '(', '—', '–', '-', ':']).skip(1).map(str::trim).filter(|p| !p.is_empty());
    let mut states = parts.filter_map(|p| match d.r.name(&key(p))? {
        Entry::State(i) => Some(d.r.countries[i].code),
        _ => None,
    });
    states.next()
}

/// Whether the text speaks of the place's state no more than in its dateline.
fn named_but_once(d: &Draft<'_>, place: &str) -> bool {
    home(d, place).is_none_or(|code| named(d).get(code).copied().unwrap_or(0) < 2)
}

/// The state in which the dispatch plays.
pub(crate) fn of(d: &Draft<'_>) -> Option<String> {
    if let Some(code) = publisher(d) {
        return Some(code);
    }
    let named = named(d);
    if let Some(code) = dateline(d) {
        let others = named.iter().filter(|(c, _)| **c != code).map(|(_, n)| *n).max().unwrap_or(0);
        let often = named.get(code).copied().unwrap_or(0);
        // An agency that is not known may be another state's, its minister a guest at the place.
        let agency = d.dispatch.dateline.as_ref().is_some_and(|l| l.agency.is_some());
        let factor = if agency { FAR } else { 1 };
        return (others == 0 || others * factor < often).then(|| code.to_owned());
    }
    by_far(&named, FAR)
}

/// The state whose police, farmers and residents a dispatch speaks of without saying so. For groups
/// less is asked than for persons in office, who travel.
pub(crate) fn scene(d: &Draft<'_>) -> Option<String> {
    let named = named(d);
    // A report from Geneva that speaks of other states alone plays in one of them.
    let there = dateline(d).filter(|code| named.is_empty() || named.contains_key(code));
    let own = d.setting.clone().or_else(|| there.map(str::to_owned));
    own.or_else(|| by_far(&named, 2))
}

/// The state of an official of whom nothing else tells it: that which the dispatch speaks of most, apart from those with which
/// he has to do. "Foreign Minister Lara Quist met the Algerian minister" is said of no Algerian.
pub(crate) fn other(d: &Draft<'_>, excluded: &[String]) -> Option<String> {
    let mut named = named(d);
    named.retain(|code, _| excluded.iter().all(|x| x != code));
    by_far(&named, 2)
}

/// The state that is named some times as often as any other, and not once only.
fn by_far(named: &BTreeMap<&str, u32>, factor: u32) -> Option<String> {
    let most = named.values().max().copied().unwrap_or(0);
    let (code, _) = named.iter().find(|(_, n)| **n == most && most > 1)?;
    let next = named.iter().filter(|(c, _)| *c != code).map(|(_, n)| *n).max().unwrap_or(0);
    (most >= next * factor).then(|| (*code).to_owned())
}

/// The state of a dateline's place: "PEMBA, Mozambique", "Algiers".
fn home<'r>(d: &Draft<'r>, place: &str) -> Option<&'r str> {
    place.split(',').rev().find_map(|part| {
        let part = part.trim();
        let shout = part.chars().count() > 3 && part.chars().all(|c| c.is_uppercase() || c.is_whitespace());
        let entry = if shout { d.r.name(&key(&in_title_case(part))) } else { d.r.name(&key(part)) };
        entry.map(|e| d.r.code(e)).filter(|c| d.r.country(c).is_some())
    })
}

fn in_title_case(words: &str) -> String {
    let word = |w: &str| {
        let mut chars = w.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    };
    words.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}
