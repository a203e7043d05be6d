//! In which state does a dispatch play, so that its "the army" and "the minister" need no country?
//! The state whose agency publishes; else that of the dateline, if the text speaks of no other
//! state more; else the one state that the text speaks of, or by far most.

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::names::NameKind;
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

/// The state in which the dispatch plays.
pub(crate) fn of(d: &Draft<'_>) -> Option<String> {
    if let Some(code) = publisher(d) {
        return Some(code);
    }
    let mut named: BTreeMap<&str, u32> = BTreeMap::new();
    for name in &d.names {
        if let NameKind::Known(e) = name.kind
            && d.r.country(d.r.code(e)).is_some()
        {
            *named.entry(d.r.code(e)).or_default() += 1;
        }
    }
    let line = d.dispatch.dateline.as_ref();
    if let Some(code) = line.and_then(|l| l.place.as_deref()).and_then(|place| home(d, place)) {
        let others = named.iter().filter(|(c, _)| **c != code).map(|(_, n)| *n).max().unwrap_or(0);
        let often = named.get(code).copied().unwrap_or(0);
        // An agency that is not known may be another state's, its minister a guest at the place.
        let factor = if line.is_some_and(|l| l.agency.is_some()) { FAR } else { 1 };
        return (others == 0 || others * factor < often).then(|| code.to_owned());
    }
    let most = named.values().max().copied().unwrap_or(0);
    let (code, _) = named.iter().find(|(_, n)| **n == most && most > 1)?;
    let next = named.iter().filter(|(c, _)| *c != code).map(|(_, n)| *n).max().unwrap_or(0);
    (most >= next * FAR).then(|| (*code).to_owned())
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
