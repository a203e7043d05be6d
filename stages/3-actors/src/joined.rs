//! Which bodies without a row in the tables are one? Two mentions of one name ("the RKJ" where the text says of whose state it is, and
//! "RKJ" where it does not), a name and its first word or its last ones ("Lions of Mandara", "the Lions"; "Anbar Tribal Guard", "the Tribal Guard"), and the only armed group that a dispatch names
//! with "the rebels".

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, Basis};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::names::NameKind;
use crate::phrase::{case_of, is_plural};

/// What a dispatch calls the men of the one armed group that it names.
const MEN: &[&str] = &[
    "extremist",
    "guerrilla",
    "insurgent",
    "jihadi",
    "jihadist",
    "militant",
    "rebel",
    "separatist",
    "terrorist",
];

/// The same of the men of any.
const SOLDIERY: &[&str] = &["combatant", "element", "fighter", "gunman", "man", "member", "soldier"];

/// Makes one actor of those who bear one name.
pub(crate) fn namesakes(d: &mut Draft<'_>) {
    // The words of each unknown name, in text order, with its actor.
    let mut named: Vec<(u32, Vec<String>, usize)> = Vec::new();
    for name in d.names.iter().filter(|n| n.kind == NameKind::Body) {
        let [one] = *d.actors_at(name.head) else { continue };
        if d.members[one].actor.kind == ActorKind::Organisation {
            let words = d.bare_text(name.tokens).to_lowercase();
            named.push((name.head, words.split(' ').map(str::to_owned).collect(), one));
        }
    }
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, (head, words, one)) in named.iter().enumerate() {
        let same = named[..i].iter().find(|(_, w, _)| w == words).map(|(_, _, a)| *a);
        let definite = || has_determiner(d.a, *head, &["the"]);
        let longer = || {
            let fuller = |w: &Vec<String>| {
                w.len() > words.len() && (words.len() == 1 && w.starts_with(words) || w.ends_with(words))
            };
            let all: BTreeSet<usize> =
                named[..i].iter().filter(|(_, w, _)| fuller(w)).map(|(_, _, a)| *a).collect();
            all.first().copied().filter(|_| all.len() == 1)
        };
        let earlier = same.or_else(|| Some(()).filter(|()| definite()).and_then(|()| longer()));
        if let Some(first) = earlier.map(|e| into.get(&e).copied().unwrap_or(e)).filter(|e| e != one)
            && agree(d, first, *one)
        {
            into.entry(*one).or_insert(first);
        }
    }
    for (&from, &to) in &into {
        join(d, from, to);
    }
}

/// Whether the text says nothing that makes two of two actors.
fn agree(d: &Draft<'_>, one: usize, other: usize) -> bool {
    let said = |i: usize| {
        let actor = &d.members[i].actor;
        actor.country.as_ref().filter(|_| actor.basis != Basis::Context)
    };
    match (said(one), said(other)) {
        (Some(its), Some(others)) => its == others,
        _ => true,
    }
}

/// Makes all mentions of one actor mentions of another, who learns what the first one's words say.
pub(crate) fn join(d: &mut Draft<'_>, from: usize, to: usize) {
    for m in d.mentions.values_mut() {
        for i in m.actors.iter_mut().filter(|i| **i == from) {
            *i = to;
        }
    }
    let other = d.members[from].actor.clone();
    let actor = &mut d.members[to].actor;
    let better = actor.country.is_none() || actor.basis == Basis::Context && other.basis != Basis::Context;
    if other.country.is_some() && better {
        (actor.country, actor.basis) = (other.country, other.basis);
    }
    if actor.sectors.is_empty() {
        actor.sectors = other.sectors;
    }
    actor.why.extend(other.why);
    actor.loaded.extend(other.loaded);
}

/// "The rebel Kivu Front": a name that no table has is an armed group's where its phrase says so.
pub(crate) fn armed_names(d: &mut Draft<'_>) {
    let heads: Vec<u32> =
        d.mentions.keys().copied().filter(|&h| d.known_at(h).is_none() && is_called(d, h)).collect();
    for head in heads {
        let [one] = *d.actors_at(head) else { continue };
        let named = d.name_at(head).is_some_and(|n| n.kind == NameKind::Body) && !is_armed(d, one);
        let actor = &mut d.members[one].actor;
        if named && actor.kind == ActorKind::Organisation {
            actor.sectors = vec!["REB".to_owned()];
        }
    }
}

/// "Gunmen from the Front", "fighters of the Kivu Army", "the brigade's men": the armed group whose men they are.
pub(crate) fn men(d: &mut Draft<'_>) {
    let heads: Vec<u32> = d.mentions.keys().copied().collect();
    for head in heads {
        let lemma = &*d.a.token(head).lemma;
        if !MEN.contains(&lemma) && !SOLDIERY.contains(&lemma) {
            continue;
        }
        let of = |c: &u32| match d.a.token(*c).relation {
            Relation::NmodPoss => true,
            Relation::Nmod => matches!(case_of(d.a, *c).as_deref(), Some("of" | "from")),
            _ => false,
        };
        let mut groups: BTreeSet<usize> =
            d.a.children(head).iter().filter(|c| of(c)).flat_map(|&c| d.actors_at(c)).copied().collect();
        groups.extend(called_after(d, head));
        let armed = |i: &usize| d.members[*i].actor.kind == ActorKind::Organisation && is_armed(d, *i);
        let Some(&one) = groups.first().filter(|i| groups.len() == 1 && armed(i)) else { continue };
        let group = |i: &usize| d.members[*i].actor.kind == ActorKind::Group;
        if d.actors_at(head).iter().all(group)
            && let Some(m) = d.mentions.get_mut(&head)
        {
            m.actors = vec![one];
        }
    }
}

/// "Sahil terrorists" of the Harakat al-Sahil, "Lions fighters": the armed groups that have the word before such men as the last one of
/// their name, or as its first.
fn called_after(d: &Draft<'_>, head: u32) -> Vec<usize> {
    let word =
        d.a.by_relation(head, &[Relation::Compound, Relation::Amod, Relation::NmodUnmarked]).find(|&c| {
            c + 1 == head && d.a.token(c).form.starts_with(char::is_uppercase) && d.known_at(c).is_none()
        });
    let Some(word) = word.map(|c| &*d.a.token(c).form) else { return Vec::new() };
    let named = |i: &usize| {
        let actor = &d.members[*i].actor;
        let mut words = actor.name.split([' ', '-']);
        actor.kind == ActorKind::Organisation
            && (words.next() == Some(word) || words.next_back() == Some(word))
    };
    let armed = |i: &usize| named(i) && is_armed(d, *i);
    let all: BTreeSet<usize> = d.mentions.values().flat_map(|m| &m.actors).copied().filter(armed).collect();
    all.into_iter().collect()
}

/// Whether somebody bears arms, and for no state.
fn is_armed(d: &Draft<'_>, i: usize) -> bool {
    d.members[i].actor.sectors.first().is_some_and(|s| matches!(s.as_str(), "PRM" | "REB" | "UAF"))
}

/// "The rebels" without more words are the one armed group that the dispatch names before them.
pub(crate) fn rebels(d: &mut Draft<'_>) {
    // Groups by their names, and others that are told apart by more than "the".
    let mut groups: BTreeSet<usize> = BTreeSet::new();
    let mut first = u32::MAX;
    let mut men: Vec<u32> = Vec::new();
    for (&head, m) in &d.mentions {
        let [one] = m.actors[..] else { continue };
        if !is_armed(d, one) {
            continue;
        }
        match d.members[one].actor.kind {
            ActorKind::Organisation => {
                if is_called(d, head) {
                    first = first.min(head);
                }
                groups.insert(one);
            }
            ActorKind::Group if is_bare(d, head) => men.push(head),
            _ => {}
        }
    }
    let Some(&one) = groups.first().filter(|_| groups.len() == 1) else { return };
    for head in men.into_iter().filter(|&h| h > first) {
        if let Some(m) = d.mentions.get_mut(&head) {
            m.actors = vec![one];
        }
    }
}

/// "The rebel Kivu Front", "guerrillas of the People's Front", "the Front, an insurgent group": a group whose own phrase has such a word,
/// or that the tables know. A dispatch may tell of partners by their name, and of their enemy as "the militants".
fn is_called(d: &Draft<'_>, t: u32) -> bool {
    let says = |c: u32| MEN.contains(&&*d.a.token(c).lemma.to_lowercase());
    let tied =
        [Relation::Amod, Relation::Compound, Relation::Appos, Relation::NmodDesc, Relation::NmodUnmarked];
    let below = || d.a.by_relation(t, &tied).any(|c| says(c) || d.a.children(c).iter().any(|&c| says(c)));
    let above = || d.a.head(t).is_some_and(|h| says(h) && d.a.token(t).relation != Relation::Conj);
    d.known_at(t).is_some() || below() || above()
}

/// "The rebels": with "the" and nothing else.
fn is_bare(d: &Draft<'_>, t: u32) -> bool {
    let plain = |c: &u32| {
        matches!(
            d.a.token(*c).relation,
            Relation::Amod
                | Relation::Compound
                | Relation::Nmod
                | Relation::NmodPoss
                | Relation::Nummod
                | Relation::Acl
                | Relation::AclRelcl
                | Relation::Appos
        )
    };
    let token = d.a.token(t);
    token.upos == Upos::Noun
        && MEN.contains(&&*token.lemma)
        && is_plural(d.a, t)
        && has_determiner(d.a, t, &["the"])
        && !d.a.children(t).iter().any(plain)
}
