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
        if let NameKind::Known(e @ (Entry::State(_) | Entry::Demonym(_) | Entry::Place { .. })) = name.kind {
            *named.entry(d.r.code(e)).or_default() += 1;
        }
    }
    let most = named.values().max().copied().unwrap_or(0);
    let line = d.dispatch.dateline.as_ref().and_then(|l| l.place.as_deref());
    let home = line.and_then(|place| d.r.name(&key(place))).map(|e| d.r.code(e));
    if let Some(code) = home {
        let often = named.get(code).copied().unwrap_or(0);
        return (often > 0 && often == most).then(|| code.to_owned());
    }
    let (code, _) = named.iter().find(|(_, n)| **n == most && most > 1)?;
    let next = named.iter().filter(|(c, _)| *c != code).map(|(_, n)| *n).max().unwrap_or(0);
    (most >= next * FAR).then(|| (*code).to_owned())
}
