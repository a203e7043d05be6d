//! Whose is a body or group whose phrase names no state? What stands around it: the place that it is said to be in, whom it
//! is named with, who sends it, where the dispatch plays.

use chancery_model::arguments::has_determiner;
use chancery_model::syntax::{Relation, Upos};

use crate::agents::Body;
use crate::allegiance::{codes, located};
use crate::draft::Draft;
use crate::phrase::{case_of, is_noun, words};
use crate::reference::Entry;
use crate::setting::{named, theatre};

/// The countries that its surroundings give a common noun for a body or group; none where they leave it open.
pub(crate) fn countries(d: &Draft<'_>, head: u32, body: Option<&Body>, loaded: bool) -> Vec<String> {
    // "World leaders in London" are no Londoners.
    if foreign(d, head) {
        return Vec::new();
    }
    let mut found = of_place(d, head);
    if found.is_empty() {
        found.extend(of_fellow(d, head).or_else(|| of_rulers(d, head)));
    }
    let stray = body.is_some_and(|b| b.straying);
    if found.is_empty() && !stray && !somebodys(d, head) {
        found.extend(sender(d, head).or_else(|| body.and_then(|b| at_home(d, head, b, loaded))));
    }
    found
}

/// Whether a name says that its body is of several states: "the International Tribunal". A foreign ministry is not.
pub(crate) fn abroad(d: &Draft<'_>, t: u32) -> bool {
    let ministry = d.a.token(t).lemma.eq_ignore_ascii_case("ministry");
    !ministry && foreign(d, t)
}

/// Verbs by which a state moves what is its own.
const SENDING: &[&str] =
    &["deploy", "dispatch", "mass", "mobilise", "mobilize", "move", "send", "station", "withdraw"];

/// "Uganda sent two battalions": the state that sends them.
fn sender(d: &Draft<'_>, head: u32) -> Option<String> {
    let verb = d
        .a
        .head(head)
        .filter(|&v| d.a.token(head).relation == Relation::Obj && SENDING.contains(&&*d.a.token(v).lemma))?;
    let subject = d.a.child(verb, Relation::Nsubj)?;
    match d.known_at(subject)? {
        e @ Entry::State(_) => Some(d.r.code(e).to_owned()),
        _ => None,
    }
}

/// The state whose group it is where nothing else says so: that in which the dispatch plays. Whoever
/// bears arms against a state is asked for a dateline: much is said of other states' rebels. Where another state is
/// named too, and not much less, they are nobody's ("14 fighters" in a report from Washington on Syria); so are a "regime" and a
/// "junta".
fn at_home(d: &Draft<'_>, t: u32, body: &Body, loaded: bool) -> Option<String> {
    let armed = body.sectors.iter().any(|s| matches!(*s, "REB" | "UAF" | "CRM" | "PRM"));
    if !armed && !loaded {
        return d.scene_at(t).filter(|_| !body.sectors.is_empty());
    }
    let placed = d.dispatch.dateline.as_ref().is_some_and(|l| l.place.is_some());
    let state = if armed && !placed { d.setting.clone() } else { d.scene_at(t) };
    let named = named(d);
    let found = state.filter(|code| named.keys().all(|other| other == code)).or_else(|| theatre(d));
    found.filter(|code| !loaded || !is_against(d, t, code))
}

/// "The UK condemns the regime's attack": what a state says or does of a "regime" is of another's.
fn is_against(d: &Draft<'_>, t: u32, code: &str) -> bool {
    let mut above = std::iter::successors(d.a.head(t), |&h| d.a.head(h));
    let own = |s: u32| d.known_at(s).is_some_and(|e| d.r.code(e) == code);
    above.any(|v| d.a.by_relation(v, &[Relation::Nsubj]).any(|s| s != t && !d.a.is_below(t, s) && own(s)))
}

/// The state of whom alone a text names armed men, and those more than once: its officers need no country. Enemies and
/// those whose state is not told leave it open.
pub(crate) fn only_forces(d: &Draft<'_>) -> Option<String> {
    let armed = |s: &String| matches!(s.as_str(), "MIL" | "REB" | "PRM" | "UAF");
    let actors = d.mentions.values().flat_map(|m| &m.actors).map(|&i| &d.members[i].actor);
    let mut codes = actors.filter(|a| a.sectors.iter().any(armed)).map(|a| a.country.clone());
    let first = codes.next().flatten().filter(|c| d.r.country(c).is_some())?;
    let rest: Vec<Option<String>> = codes.collect();
    (!rest.is_empty() && rest.iter().all(|c| c.as_ref() == Some(&first))).then_some(first)
}

/// "The army" before "the Chadian army": the one state of which the text says later that such a body is.
pub(crate) fn ahead(d: &Draft<'_>, t: u32) -> Option<String> {
    let lemma = &d.a.token(t).lemma;
    let later = (t + 1..).take(d.a.tokens().len().saturating_sub(t as usize + 1));
    let same = later.filter(|&c| d.a.token(c).lemma == *lemma && is_noun(d.a, c));
    let mut codes = same.flat_map(|c| codes(d, c));
    let first = codes.next().filter(|c| d.r.country(c).is_some())?;
    codes.all(|c| c == first).then_some(first)
}

/// The country of the person that a group is named in one breath with: "Defence Minister Odo Brandt
/// and senior officers".
fn of_fellow(d: &Draft<'_>, head: u32) -> Option<String> {
    let fellow = d.a.head(head).filter(|_| d.a.token(head).relation == Relation::Conj)?;
    let within = [Relation::Flat, Relation::Appos, Relation::NmodDesc];
    let person =
        std::iter::once(fellow).chain(d.a.by_relation(fellow, &within)).find_map(|t| d.person_at(t))?;
    d.members[person].actor.country.clone()
}

/// Those whom a state rules against at home.
const OPPOSED: &[&str] =
    &["critic", "demonstrator", "dissident", "leader", "opponent", "prisoner", "protester"];

/// "the sentencing of four opposition leaders by a court in Managua", "police arrested dissidents": of the state whose body deals with
/// its opponents.
fn of_rulers(d: &Draft<'_>, head: u32) -> Option<String> {
    let token = d.a.token(head);
    let opposition =
        |c: u32| matches!(&*d.a.token(c).lemma, "opposition" | "political" | "dissident" | "anti-government");
    let plain = !matches!(&*token.lemma, "leader" | "prisoner");
    let marked = d.a.by_relation(head, &[Relation::Amod, Relation::Compound]).any(opposition);
    if !OPPOSED.contains(&&*token.lemma) || !(plain || marked) {
        return None;
    }
    let deed = d.a.head(head)?;
    let doers: &[Relation] = match token.relation {
        Relation::Obj => &[Relation::Nsubj],
        Relation::NsubjPass => &[Relation::OblAgent],
        Relation::Nmod if case_of(d.a, head).as_deref() == Some("of") => {
            &[Relation::Nmod, Relation::NmodPoss]
        }
        _ => return None,
    };
    let rules = |c: u32| {
        let by = d.a.token(c).relation != Relation::Nmod || case_of(d.a, c).as_deref() == Some("by");
        let body = by
            && matches!(
                &*d.a.token(c).lemma,
                "authority" | "authorities" | "court" | "government" | "police" | "tribunal"
            );
        let codes = if body { codes(d, c) } else { Vec::new() };
        codes
            .into_iter()
            .chain(if body { of_place(d, c) } else { Vec::new() })
            .find(|c| d.r.country(c).is_some())
    };
    d.a.by_relation(deed, doers).find_map(rules)
}

/// "its embassy": the body of whoever is meant, not of the state in which the dispatch plays.
pub(crate) fn somebodys(d: &Draft<'_>, t: u32) -> bool {
    d.a.by_relation(t, &[Relation::NmodPoss]).any(|c| d.a.token(c).upos == Upos::Pron)
}

/// Whether the phrase itself says that its body is not of the place: "foreign troops"; nor are "both armies".
fn foreign(d: &Draft<'_>, t: u32) -> bool {
    if has_determiner(d.a, t, &["both", "either", "neither"]) || stranger(d, t) {
        return true;
    }
    let words = words(d.a, t, &|_| false);
    let abroad = [
        "foreign",
        "international",
        "other",
        "western",
        "regional",
        "world",
        "global",
        "arab",
        "european",
        "neighbouring",
        "neighboring",
        "rival",
        "hostile",
        "enemy",
        "partner",
        "allied",
    ];
    words.iter().any(|w| abroad.contains(&w.as_str()))
}

/// "police in Ankara": the country of the place where a group is said to be; also where the parser hung
/// the place on the verb, if it stands right after the group.
pub(crate) fn of_place(d: &Draft<'_>, t: u32) -> Vec<String> {
    let known = |c: u32| match d.known_at(c) {
        Some(e @ (Entry::State(_) | Entry::Place { .. })) => Some(d.r.code(e).to_owned()),
        _ => located(d, c),
    };
    let inside = |c: &u32| {
        matches!(case_of(d.a, *c).as_deref(), Some("in" | "across" | "inside" | "throughout" | "within"))
    };
    let hung = d.a.by_relation(t, &[Relation::Nmod]).filter(inside).find_map(known);
    let beside = || {
        let place = Some(t + 2).filter(|&p| (p as usize) < d.a.tokens().len());
        let place = place.filter(|&p| d.a.child(p, Relation::Case) == Some(t + 1));
        place.filter(inside).and_then(known)
    };
    hung.or_else(beside).into_iter().collect()
}

/// "the Ossetian forces", "Catalonian police": of a people of which the tables say no state, and so not of the place.
pub(crate) fn stranger(d: &Draft<'_>, t: u32) -> bool {
    let common = |t: u32| d.a.token(t).form.chars().all(|c| !c.is_uppercase());
    let people = |c: u32| {
        let form = &*d.a.token(c).form;
        let faith = ["Christian", "Presbyterian", "Lutheran", "Anglican"].contains(&form);
        let ending = form.ends_with("ian") || form.ends_with("ese");
        form.starts_with(char::is_uppercase) && ending && !faith && d.known_at(c).is_none()
    };
    common(t) && d.a.by_relation(t, &[Relation::Amod, Relation::Compound]).any(|c| c < t && people(c))
}
