//! Whom does a plain noun name again? "The group", "the sect": the armed or other organisation that the dispatch has named. "The visitor",
//! "his host": whoever is told to have come, and who received him. Where two could be meant, nobody.

use std::collections::BTreeSet;

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, MentionKind};
use chancery_model::span::Span;
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::joined::join;
use crate::names::NameKind;
use crate::phrase::{extent, is_plural};

/// Nouns for a band under arms or of crime.
const BANDS: &[&str] =
    &["band", "cartel", "faction", "gang", "insurgency", "militia", "ring", "sect", "syndicate"];

/// Nouns for any body that is no state's.
const GROUPS: &[&str] =
    &["group", "grouping", "movement", "network", "organisation", "organization", "outfit"];

/// What may stand between "the" and such a noun.
const KINDS: &[&str] = &[
    "armed",
    "banned",
    "criminal",
    "extremist",
    "insurgent",
    "islamist",
    "jihadi",
    "jihadist",
    "militant",
    "outlawed",
    "rebel",
    "same",
    "separatist",
    "terror",
    "terrorist",
];

/// Sectors of such bands, and of other bodies that are no state's.
const ARMED: &[&str] = &["CRM", "PRM", "REB", "UAF"];
const OTHERS: &[&str] = &["AGR", "CVL", "EDU", "ENV", "HRI", "LAB", "MED", "NGO", "OPP", "PTY", "REL"];

/// Whether a word is a plain noun for a band or another body that is no state's.
pub(crate) fn is_group(d: &Draft<'_>, t: u32) -> bool {
    let lemma = d.a.token(t).lemma.to_lowercase();
    d.a.token(t).upos == Upos::Noun && (BANDS.contains(&&*lemma) || GROUPS.contains(&&*lemma))
}

/// Makes "the group" and its like mentions of the organisation that they name again.
pub(crate) fn groups(d: &mut Draft<'_>) {
    for t in (0..).take(d.a.tokens().len()) {
        let lemma = d.a.token(t).lemma.to_lowercase();
        let band = BANDS.contains(&&*lemma);
        if !(band || GROUPS.contains(&&*lemma)) || !names_again(d, t) {
            continue;
        }
        // Whom a rule or the head of coreference took for one that has a name stays.
        let named =
            |i: &usize| d.mentions.values().any(|m| m.kind == MentionKind::Named && m.actors.contains(i));
        let open = !d.actors_at(t).iter().any(named);
        if let Some(one) = named_before(d, t, band).filter(|_| open) {
            d.mentions.remove(&t);
            d.mention(t, extent(d.a, t, &[]), MentionKind::Nominal, vec![one]);
        }
    }
}

/// "The group's spokesman said its fighters had left": what a body's officer says "its" of is the body's.
pub(crate) fn officers_own(d: &mut Draft<'_>) {
    for t in (0..).take(d.a.tokens().len()) {
        let token = d.a.token(t);
        if !token.is("its") && !token.form.eq_ignore_ascii_case("its") || d.mentions.contains_key(&t) {
            continue;
        }
        let above = std::iter::successors(d.a.head(t), |&h| d.a.head(h));
        let subjects = above.flat_map(|v| d.a.by_relation(v, &[Relation::Nsubj]).collect::<Vec<_>>());
        let speaker = subjects.filter(|&s| s < t && !d.a.is_below(t, s)).find_map(|s| d.person_at(s));
        let body = speaker.and_then(|p| d.members[p].body);
        let actors = body.map(|b| d.actors_at(b).to_vec()).unwrap_or_default();
        let organisation = |i: &usize| d.members[*i].actor.kind == ActorKind::Organisation;
        if actors.len() == 1 && actors.iter().all(organisation) && !d.is_quoted(t) {
            d.mention(t, Span::one(t), MentionKind::Pronoun, actors);
        }
    }
}

/// "Jund al-Waha, an armed group of herders": what stands beside a name as an apposition is no second body.
pub(crate) fn appositions(d: &mut Draft<'_>) {
    let heads: Vec<u32> = d.mentions.keys().copied().collect();
    for t in heads {
        let name = d.a.head(t).filter(|&n| n < t && d.a.token(t).relation == Relation::Appos);
        let Some(name) = name.filter(|&n| d.name_at(n).is_some_and(|n| n.kind == NameKind::Body)) else {
            continue;
        };
        let ([one], [other]) = (d.actors_at(name), d.actors_at(t)) else { continue };
        let (one, other) = (*one, *other);
        let kind = |i: usize| d.members[i].actor.kind;
        let said = has_determiner(d.a, t, &["a", "an", "the"]) && !is_plural(d.a, t);
        if said && kind(one) == ActorKind::Organisation && kind(other) == ActorKind::Group {
            join(d, other, one);
        }
    }
}

/// "The group", "the jihadist group": one that has been told of.
fn names_again(d: &Draft<'_>, t: u32) -> bool {
    let plain = |&c: &u32| match d.a.token(c).relation {
        Relation::Amod | Relation::Compound => c > t || KINDS.contains(&&*d.a.token(c).lemma.to_lowercase()),
        Relation::Nmod
        | Relation::NmodPoss
        | Relation::Nummod
        | Relation::Acl
        | Relation::AclRelcl
        | Relation::Appos => false,
        _ => true,
    };
    d.a.token(t).upos == Upos::Noun
        && !is_plural(d.a, t)
        && has_determiner(d.a, t, &["the", "this", "that"])
        && d.a.children(t).iter().all(plain)
}

/// The only such organisation that the dispatch named before; of several, the only one of this sentence and the one before.
fn named_before(d: &Draft<'_>, t: u32, band: bool) -> Option<usize> {
    let fits = |m: u32, i: usize| {
        let actor = &d.members[i].actor;
        let named = d.name_at(m).is_some();
        let several = matches!(actor.country.as_deref(), Some("IGO" | "UNO" | "EUR" | "MNC"));
        let sector = actor.sectors.first().map(String::as_str);
        let kind = match sector {
            None => true,
            Some(s) => ARMED.contains(&s) || !band && OTHERS.contains(&s),
        };
        actor.kind == ActorKind::Organisation && kind && named && !several
    };
    let sentence = d.a.sentence_of(t);
    let (mut all, mut near, mut last) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (&m, mention) in d.mentions.range(..t) {
        if let [one] = mention.actors[..]
            && fits(m, one)
        {
            last = m;
            all.insert(one);
            if d.a.sentence_of(m) + 1 >= sentence {
                near.insert(one);
            }
        }
    }
    let only = |set: &BTreeSet<usize>| set.first().copied().filter(|_| set.len() == 1);
    let one = only(&all).or_else(|| only(&near))?;
    // "Another militia came. The militia …": the one told of since.
    let lemma = &d.a.token(t).lemma;
    let since = (last + 1..t).any(|c| {
        let same = d.a.token(c).lemma == *lemma && d.a.token(c).upos == Upos::Noun;
        same && d.actors_at(c) != [one]
            && !has_determiner(d.a, c, &["the", "this", "that"])
            && !d.a.is_below(c, last)
    });
    (!since).then_some(one)
}

/// Verbs of those who come, and of those who receive them.
const COMING: &[&str] = &["arrive", "come", "fly", "land", "pay", "tour", "travel", "visit"];
const RECEIVING: &[&str] = &["greet", "host", "receive", "welcome"];

/// Makes "the visitor" and "his host" mentions of the persons whom they name again.
pub(crate) fn guests(d: &mut Draft<'_>) {
    for t in (0..).take(d.a.tokens().len()) {
        let token = d.a.token(t);
        let guest = matches!(&*token.lemma, "guest" | "visitor");
        if token.upos != Upos::Noun || is_plural(d.a, t) || !(guest || token.is("host")) || !is_told_of(d, t)
        {
            continue;
        }
        if let Some(one) = received(d, t, guest) {
            d.mentions.remove(&t);
            d.mention(t, extent(d.a, t, &[]), MentionKind::Nominal, vec![one]);
        }
    }
}

/// "The distinguished guest", "his host": nobody new.
fn is_told_of(d: &Draft<'_>, t: u32) -> bool {
    let more = [
        Relation::Nmod,
        Relation::Nummod,
        Relation::Acl,
        Relation::AclRelcl,
        Relation::Appos,
        Relation::Compound,
    ];
    let whose = d.a.by_relation(t, &[Relation::NmodPoss]).any(|c| d.a.token(c).upos == Upos::Pron);
    (whose || has_determiner(d.a, t, &["the"])) && d.a.by_relation(t, &more).next().is_none()
}

/// The only person whom the text before tells to have come, or to have received somebody.
fn received(d: &Draft<'_>, t: u32, guest: bool) -> Option<usize> {
    let mut found = BTreeSet::new();
    // "Who is on a visit to Canada", "her visit to Delhi": he has come.
    for v in (0..t).filter(|&v| guest && d.a.token(v).upos == Upos::Noun && d.a.token(v).is("visit")) {
        let told = d.a.by_relation(v, &[Relation::Nsubj, Relation::NmodPoss]);
        found.extend(told.filter_map(|c| d.person_at(antecedent(d, c, v))));
    }
    for v in (0..t).filter(|&v| d.a.token(v).upos == Upos::Verb) {
        let lemma = &*d.a.token(v).lemma;
        let relation = match (COMING.contains(&lemma), RECEIVING.contains(&lemma)) {
            (true, _) if guest => Relation::Nsubj,
            (_, true) if guest => Relation::Obj,
            (_, true) => Relation::Nsubj,
            _ => continue,
        };
        for c in d.a.by_relation(v, &[relation]) {
            found.extend(d.person_at(antecedent(d, c, v)));
        }
    }
    found.first().copied().filter(|_| found.len() == 1)
}

/// "Fiji's foreign minister, Lara Quist, who flew in": whom "who" means, and anybody else himself.
fn antecedent(d: &Draft<'_>, subject: u32, verb: u32) -> u32 {
    let relative = matches!(&*d.a.token(subject).lemma, "who" | "that");
    if relative { d.a.head(verb).unwrap_or(subject) } else { subject }
}

/// What states are to one another.
const TIES: &[&str] = &[
    "adversary",
    "ally",
    "backer",
    "enemy",
    "foe",
    "neighbor",
    "neighbour",
    "partner",
    "patron",
    "protector",
    "rival",
];

/// "Its ally Japan", "its two neighbours, Iran and Iraq": the states that are named behind the noun.
pub(crate) fn allies(d: &mut Draft<'_>) {
    let behind = [Relation::Appos, Relation::Flat, Relation::NmodDesc, Relation::NmodUnmarked];
    for t in (0..).take(d.a.tokens().len()) {
        if !TIES.contains(&&*d.a.token(t).lemma) || d.a.token(t).upos != Upos::Noun {
            continue;
        }
        let mut states = Vec::new();
        for name in d.a.by_relation(t, &behind).filter(|&c| c > t) {
            for one in std::iter::once(name).chain(d.a.by_relation(name, &[Relation::Conj])) {
                let state = |i: &&usize| d.members[**i].actor.kind == ActorKind::State;
                states.extend(d.actors_at(one).iter().filter(state).copied());
            }
        }
        let several = is_plural(d.a, t);
        if !states.is_empty() && (several || states.len() == 1) {
            d.mentions.remove(&t);
            d.mention(t, extent(d.a, t, &[]), MentionKind::Nominal, states);
        }
    }
}
