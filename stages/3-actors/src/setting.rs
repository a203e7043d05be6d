//! In which state does a dispatch play, so that its "the army" and "the minister" need no country?
//! The state whose agency publishes; else that of the dateline, if the text speaks of no other
//! state more; else the one state that the text speaks of, or by far most.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::arguments::{is_first_person, is_performed};
use chancery_model::cast::ActorKind;
use chancery_model::syntax::Relation;

use crate::draft::Draft;
use crate::names::{Name, NameKind};
use crate::phrase::case_of;
use crate::places;
use crate::reference::{Entry, key};

/// As how many mentions the headline's counts besides.
const HEADLINE: u32 = 2;

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

/// Whether a text says "I" or "we" outside quotation marks.
pub(crate) fn speaks_itself(d: &Draft<'_>) -> bool {
    (0..).zip(d.a.tokens()).any(|(t, _)| is_first_person(d.a, t) && !d.is_quoted(t))
}

/// "Norway condemns the attack. We call on …": the one state in whose name a statement speaks.
pub(crate) fn voice(d: &Draft<'_>) -> Option<String> {
    let tokens = || (0..).zip(d.a.tokens());
    if !speaks_itself(d) {
        return None;
    }
    let present = |v: u32| is_performed(d.a, v) && !d.is_quoted(v);
    let speaking = |kind: ActorKind| -> BTreeSet<&str> {
        let subject = |t: u32| d.a.token(t).relation == Relation::Nsubj && d.a.head(t).is_some_and(present);
        let actors = tokens().filter(|&(t, _)| subject(t)).flat_map(|(t, _)| d.actors_at(t));
        let those = actors
            .map(|&i| &d.members[i].actor)
            .filter(|a| a.kind == kind && a.sectors.iter().any(|s| s == "GOV"));
        those.filter_map(|a| a.country.as_deref()).filter(|c| d.r.country(c).is_some()).collect()
    };
    // "The ministry condemns", where no state does so by its name.
    let states = speaking(ActorKind::State);
    let codes = if states.is_empty() { speaking(ActorKind::Organisation) } else { states };
    codes.first().filter(|_| codes.len() == 1).map(|c| (*c).to_owned())
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

/// The same, with what stands in the headline told more than once: it says where the dispatch plays.
fn weighed<'r>(d: &Draft<'r>) -> BTreeMap<&'r str, u32> {
    let mut out = named(d);
    for code in headlined(d) {
        *out.entry(code).or_default() += HEADLINE;
    }
    out
}

/// The states that the headline names.
fn headlined<'r>(d: &Draft<'r>) -> BTreeSet<&'r str> {
    let end = d.dispatch.title.end();
    let known = d.names.iter().filter(|n| d.a.chars(n.tokens).end() <= end).filter_map(|n| match n.kind {
        NameKind::Known(e) if !matches!(e, Entry::Organisation(_)) => Some(d.r.code(e)),
        _ => None,
    });
    known.filter(|c| d.r.country(c).is_some()).collect()
}

/// The state that the headline tells of as a place: "in Mali", "on northern Myanmar town", "Togo: …".
pub(crate) fn headline_place<'r>(d: &Draft<'r>) -> Option<&'r str> {
    let end = d.dispatch.title.end();
    let form = |t: u32| d.a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let placed = |t: u32| matches!(case_of(d.a, t).as_deref(), Some("across" | "at" | "in" | "near" | "on"));
    let modifies = [Relation::Amod, Relation::Compound, Relation::NmodPoss];
    let place = |n: &&Name| {
        let noun = d.a.head(n.head).filter(|_| modifies.contains(&d.a.token(n.head).relation));
        placed(n.head) || noun.is_some_and(placed) || n.tokens.start() == 0 && form(n.tokens.end()) == ":"
    };
    let mut known = d.names.iter().filter(|n| d.a.chars(n.tokens).end() <= end).filter(place);
    known.find_map(|n| match n.kind {
        NameKind::Known(e) => Some(d.r.code(e)).filter(|c| d.r.country(c).is_some()),
        _ => None,
    })
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
    let several = |n: &Name| matches!(n.kind, NameKind::Known(e @ Entry::Organisation(_)) if ["EUR", "IGO", "UNO"].contains(&d.r.code(e)));
    seat && d.names.iter().any(several)
}

/// The state of the dateline's place.
pub(crate) fn dateline<'r>(d: &Draft<'r>) -> Option<&'r str> {
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

/// The dateline's state where the headline tells of another as a place, and the text never names it.
pub(crate) fn desk(d: &Draft<'_>) -> Option<String> {
    let there = dateline(d).filter(|code| !named(d).contains_key(code))?;
    headline_place(d).filter(|place| *place != there).map(|_| there.to_owned())
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
    let mut named = named(d);
    if let Some(code) = dateline(d) {
        if headlined(d).contains(code) {
            *named.entry(code).or_default() += HEADLINE;
        }
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
    let named = weighed(d);
    // A report from Geneva that speaks of other states alone plays in one of them.
    let there = dateline(d).filter(|code| named.is_empty() || named.contains_key(code));
    let most = by_far(&named, 2);
    // One from Bangkok under the headline "Air strikes on Myanmar town" plays there.
    let elsewhere = most.clone().filter(|code| headline_place(d) == Some(code.as_str()));
    let placed = elsewhere.or_else(|| there.map(str::to_owned));
    d.setting.clone().or(placed).or(most)
}

/// The only state that a paragraph names: of its police and villagers where neither the headline nor the dispatch as a whole tells
/// of one state.
pub(crate) fn scenes(d: &Draft<'_>) -> BTreeMap<u32, String> {
    let mut all: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    if !headlined(d).is_empty() {
        return BTreeMap::new();
    }
    for name in &d.names {
        if let NameKind::Known(e) = name.kind
            && d.r.country(d.r.code(e)).is_some()
        {
            let paragraph = d.a.paragraph_of(name.head);
            all.entry(paragraph).or_default().insert(d.r.code(e));
        }
    }
    let alone = |codes: &BTreeSet<&str>| codes.first().filter(|_| codes.len() == 1).map(|c| (*c).to_owned());
    all.iter().filter_map(|(&p, codes)| Some((p, alone(codes)?))).collect()
}

/// Signs that end a dateline.
const ENDS: &[&str] = &[" - ", " – ", " — ", " -- "];

/// News in brief: of which state each paragraph tells that has a dateline of its own. One alone is no collection.
pub(crate) fn items(d: &Draft<'_>) -> BTreeMap<u32, String> {
    let mut all: BTreeMap<u32, String> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for sentence in d.a.sentences() {
        if !seen.insert(sentence.paragraph) {
            continue;
        }
        let text = d.text(sentence.tokens);
        let end = ENDS.iter().filter_map(|end| text.find(end)).min();
        let place = end.and_then(|at| text.get(..at)).and_then(|line| line.split(['(', ',']).next());
        let Some(place) = place.map(str::trim).filter(|p| !p.chars().any(char::is_lowercase)) else {
            continue;
        };
        all.extend(home(d, place).map(|code| (sentence.paragraph, code.to_owned())));
    }
    if all.len() < 2 { BTreeMap::new() } else { all }
}

/// The state of whose rebels a dispatch speaks: that of its headline, if it comes from there or names no other nearly as often.
pub(crate) fn theatre(d: &Draft<'_>) -> Option<String> {
    let headlined = headlined(d);
    let here = dateline(d).filter(|code| headlined.len() == 1 && headlined.contains(code));
    if let Some(code) = here {
        return Some(code.to_owned());
    }
    by_far(&weighed(d), 3).filter(|code| headlined.contains(code.as_str()))
}

/// The states that some of the names are of.
pub(crate) fn states_named<'r>(d: &Draft<'r>, there: impl Fn(&Name) -> bool) -> BTreeSet<&'r str> {
    let known = d.names.iter().filter(|n| there(n)).filter_map(|n| match n.kind {
        NameKind::Known(e) => Some(d.r.code(e)),
        _ => None,
    });
    known.filter(|code| d.r.country(code).is_some()).collect()
}

/// The only state, other than one, that the lead names; else the one that the text names more than any other.
pub(crate) fn elsewhere(d: &Draft<'_>, than: &str) -> Option<String> {
    let end = d.dispatch.title.end();
    let lead = d.a.sentences().iter().find(|s| d.a.chars(s.tokens).start() >= end).map(|s| s.tokens);
    let mut codes = states_named(d, |n| lead.is_some_and(|l| l.has(n.head)));
    codes.remove(than);
    if let (Some(code), 1) = (codes.first(), codes.len()) {
        return Some((*code).to_owned());
    }
    let mut named = weighed(d);
    named.retain(|code, _| *code != than);
    let most = by_far(&named, 1);
    most.filter(|code| named.values().filter(|n| Some(*n) == named.get(code.as_str())).count() == 1)
}

/// The state of an official of whom nothing else tells it: that which the dispatch speaks of most, apart from those with which
/// he has to do. "Foreign Minister Lara Quist met the Algerian minister" is said of no Algerian. Where another state than that
/// of the dateline is spoken of most, it may be either.
pub(crate) fn other(d: &Draft<'_>, excluded: &[String]) -> Option<String> {
    let mut named = named(d);
    named.retain(|code, _| excluded.iter().all(|x| x != code));
    let there = dateline(d).filter(|code| named.get(code).is_some_and(|n| *n > 1));
    by_far(&named, 2).filter(|code| there.is_none_or(|t| t == code))
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
