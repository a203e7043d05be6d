//! Which country does a body, a group or an office belong to? What the noun phrase itself says:
//! adjective, possessor, of-phrase. A phrase with "to" or "in" says nothing of allegiance.

use chancery_model::arguments::possessors;
use chancery_model::cast::ActorKind;
use chancery_model::span::Span;
use chancery_model::syntax::{Relation, Upos};

use crate::bodies::row;
use crate::draft::Draft;
use crate::koreas;
use crate::names::NameKind;
use crate::phrase::{MODIFIERS, case_of, is_noun};
use crate::reference::Entry;

/// How deep phrases within phrases are followed.
const DEPTH: u32 = 4;

/// The countries that a phrase's head belongs to, in text order; several for coordinated modifiers.
pub(crate) fn codes(d: &Draft<'_>, head: u32) -> Vec<String> {
    within(d, head, 0)
}

/// The countries that the adjectives of a phrase give, whosever it is: "his Somali counterpart".
pub(crate) fn described(d: &Draft<'_>, head: u32) -> Vec<String> {
    by_modifiers(d, head, 0)
}

fn by_modifiers(d: &Draft<'_>, head: u32, depth: u32) -> Vec<String> {
    let before = |c: u32| c < head && on_one_line(d, c, head);
    let inner = |c: &u32| before(*c) && MODIFIERS.contains(&d.a.token(*c).relation) && !stands_at(d, *c);
    let mut modifiers = d.a.children(head).iter().copied().filter(inner);
    let mut found = modifiers
        .by_ref()
        .map(|c| with_conjuncts(d, c, depth))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    // "Jordanian and U.S. forces", where the tree has two modifiers side by side.
    let joined = |c: &u32| d.a.by_relation(*c, &[Relation::Cc]).any(|cc| cc + 1 == *c);
    if let Some(second) = modifiers.next().filter(|_| !found.is_empty()).filter(joined) {
        found.extend(with_conjuncts(d, second, depth));
        found.dedup();
    }
    found
}

fn within(d: &Draft<'_>, head: u32, depth: u32) -> Vec<String> {
    if depth > DEPTH {
        return Vec::new();
    }
    // "Iran's Syrian guest": the nearer adjective tells, not the possessor.
    let described = by_modifiers(d, head, depth);
    if !described.is_empty() {
        return described;
    }
    // "Brazil, whose foreign minister": Brazil's.
    for c in possessors(d.a, head) {
        let found = with_conjuncts(d, c, depth);
        if !found.is_empty() {
            return found;
        }
    }
    let inside = d.name_at(head).filter(|n| n.kind == NameKind::Body).and_then(|n| {
        n.tokens.iter().filter_map(|t| d.name_of(t)).find_map(|inner| match inner.kind {
            NameKind::Known(e @ (Entry::State(_) | Entry::Demonym(_))) => Some(d.r.code(e).to_owned()),
            _ => None,
        })
    });
    let alone = || d.name_at(head).filter(|n| n.kind == NameKind::Body).and_then(|_| row(d, head)?.code);
    if let Some(code) = inside.or_else(|| alone().map(str::to_owned)) {
        return vec![code];
    }
    if let Some(code) = seat(d, head).or_else(|| affiliated(d, head)) {
        return vec![code];
    }
    for c in d.a.by_relation(head, &[Relation::Nmod]) {
        let territory =
            matches!(d.known_at(c), Some(Entry::State(_) | Entry::Demonym(_) | Entry::Place { .. }))
                || located(d, c).is_some();
        // "its ambassador from Lima": where they are called home from.
        let owned = d.a.child(head, Relation::NmodPoss).is_some();
        let tells = match case_of(d.a, c).as_deref() {
            Some("of") => true,
            Some("from") => !owned,
            Some("for") => !territory,
            _ => false,
        };
        if tells {
            let found = with_conjuncts(d, c, depth);
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// "a Paris-based company": the state of its seat.
fn seat(d: &Draft<'_>, head: u32) -> Option<String> {
    let based = d.a.by_relation(head, &[Relation::Amod]).find(|&c| d.a.token(c).is("base"))?;
    let at = |c: u32| match d.known_at(c) {
        Some(e @ (Entry::State(_) | Entry::Place { .. })) => Some(d.r.code(e).to_owned()),
        _ => located(d, c),
    };
    d.a.children(based).iter().find_map(|&c| at(c))
}

/// "militants affiliated with Daesh": the designation of the armed group that they are said to be of.
fn affiliated(d: &Draft<'_>, head: u32) -> Option<String> {
    let joined = |c: &u32| ["affiliate", "ally", "associate"].contains(&&*d.a.token(*c).lemma);
    let clause = d.a.by_relation(head, &[Relation::Acl]).find(joined)?;
    let with = |c: &u32| matches!(case_of(d.a, *c).as_deref(), Some("to" | "with"));
    let group = d.a.by_relation(clause, &[Relation::Obl]).find(with)?;
    match d.known_at(group)? {
        Entry::Organisation(i) if d.r.organisations[i].sectors.contains(&"REB") => {
            Some(d.r.organisations[i].code.to_owned())
        }
        _ => None,
    }
}

/// The country of the place that a token heads, where it could be told.
pub(crate) fn located(d: &Draft<'_>, t: u32) -> Option<String> {
    let [one] = *d.actors_at(t) else { return None };
    let actor = &d.members[one].actor;
    actor.country.clone().filter(|_| actor.kind == ActorKind::Place)
}

/// "in Oslo Prime Minister of Kenya Ada Obo": a town under a preposition of its own is where, and not whose.
pub(crate) fn stands_at(d: &Draft<'_>, t: u32) -> bool {
    let town = matches!(d.known_at(t), Some(Entry::Place { .. })) || located(d, t).is_some();
    let under = t.checked_sub(1).map(|p| d.a.token(p).form.to_lowercase());
    town && under.is_some_and(|p| p == "in" || p == "at")
}

/// Whether no line ends between two tokens: a heading is no modifier of the line after it.
fn on_one_line(d: &Draft<'_>, first: u32, second: u32) -> bool {
    let gap = Span::new(d.a.token(first).span.end(), d.a.token(second).span.start());
    !d.dispatch.text.slice(gap).contains('\n')
}

/// The country that the words right before a body give where the tree gives none: a nationality, or
/// a possessor, with nothing but modifiers between.
pub(crate) fn by_order(d: &Draft<'_>, head: u32) -> Option<String> {
    let start = d.a.sentences()[d.a.sentence_of(head) as usize].tokens.start();
    let mut t = head;
    let mut owner = false;
    while t > start && head - t < 5 {
        t -= 1;
        let token = d.a.token(t);
        match d.name_of(t).map(|n| n.kind) {
            Some(NameKind::Known(e @ Entry::Demonym(_))) => return Some(d.r.code(e).to_owned()),
            Some(NameKind::People(Some(code))) => return Some(code.to_owned()),
            Some(NameKind::Known(e @ (Entry::State(_) | Entry::Organisation(_)))) if owner => {
                return Some(d.r.code(e).to_owned());
            }
            Some(_) => return None,
            None => {}
        }
        if owner {
            return None;
        }
        match token.upos {
            Upos::Adj | Upos::Noun | Upos::Propn => {}
            Upos::Part if token.relation == Relation::Case => owner = true,
            _ => return None,
        }
    }
    None
}

/// The countries of a phrase and of those coordinated with it.
fn with_conjuncts(d: &Draft<'_>, t: u32, depth: u32) -> Vec<String> {
    let mut out = of_token(d, t, depth);
    if !out.is_empty() {
        for c in d.a.by_relation(t, &[Relation::Conj]) {
            out.extend(of_token(d, c, depth));
        }
        out.dedup();
    }
    out
}

/// The countries of what a token heads: a state, a known body, a person, or a phrase of its own.
fn of_token(d: &Draft<'_>, t: u32, depth: u32) -> Vec<String> {
    match d.name_at(t).map(|n| n.kind) {
        Some(NameKind::Known(entry)) => return vec![d.r.code(entry).to_owned()],
        Some(NameKind::Koreas) => return koreas::CODES.map(str::to_owned).to_vec(),
        Some(NameKind::Person) => {
            let country = d.person_at(t).and_then(|p| d.members[p].actor.country.clone());
            return country.into_iter().collect();
        }
        Some(NameKind::Location) => return located(d, t).into_iter().collect(),
        Some(NameKind::Vessel(country)) => return country.map(str::to_owned).into_iter().collect(),
        Some(NameKind::People(code)) => return code.map(str::to_owned).into_iter().collect(),
        Some(NameKind::Body) | None => {}
    }
    if is_noun(d.a, t) { within(d, t, depth + 1) } else { Vec::new() }
}
