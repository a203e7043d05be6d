//! Which place is "the city"? The one whose noun it is ("the city of Mosul"), else the only one of its kind that was just named.

use std::collections::BTreeSet;

use chancery_model::arguments::{has_determiner, has_preposition};
use chancery_model::cast::{ActorKind, MentionKind};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::phrase::extent;

/// Nouns for what stands in the table of towns.
const TOWNS: [&str; 3] = ["city", "town", "village"];

/// Nouns that mean a town only before its name: "marched on the capital" is said of another one, and "left the port" of its docks.
const NAMED: [&str; 3] = ["capital", "port", "suburb"];

/// Nouns for what is larger.
const REGIONS: [&str; 9] = [
    "archipelago",
    "enclave",
    "governorate",
    "island",
    "peninsula",
    "province",
    "region",
    "territory",
    "valley",
];

/// Adds the mentions of places by a noun.
pub(crate) fn add(d: &mut Draft<'_>) {
    for t in (0..).take(d.a.tokens().len()) {
        let token = d.a.token(t);
        let noun = |list: &[&str]| list.contains(&&*token.lemma);
        let again = noun(&TOWNS) || noun(&REGIONS);
        if token.upos != Upos::Noun || !(again || noun(&NAMED)) || !d.actors_at(t).is_empty() {
            continue;
        }
        let mut of = d.a.by_relation(t, &[Relation::Nmod]).filter(|&c| has_preposition(d.a, c, "of"));
        let (place, tokens) = match of.next() {
            Some(name) => (one_place(d, name), extent(d.a, t, &["of"])),
            None if again => (told_of(d, t, noun(&TOWNS)), extent(d.a, t, &[])),
            None => continue,
        };
        if let Some(place) = place {
            d.mention(t, tokens, MentionKind::Nominal, vec![place]);
        }
    }
}

/// The place that a token names.
fn one_place(d: &Draft<'_>, t: u32) -> Option<usize> {
    match *d.actors_at(t) {
        [one] if d.members[one].actor.kind == ActorKind::Place => Some(one),
        _ => None,
    }
}

/// For "the city" and nothing that says which: the only town that this paragraph before it and the one before name.
fn told_of(d: &Draft<'_>, t: u32, town: bool) -> Option<usize> {
    let bare = |c: &u32| matches!(d.a.token(*c).relation, Relation::Det | Relation::Case | Relation::Punct);
    let said_again = has_determiner(d.a, t, &["the", "this", "that"]) && d.a.children(t).iter().all(bare);
    if !said_again {
        return None;
    }
    let paragraph = |t: u32| d.a.sentences().get(d.a.sentence_of(t) as usize).map_or(0, |s| s.paragraph);
    let near = |&&head: &&u32| paragraph(head) + 1 >= paragraph(t);
    // A place that no table has may be either.
    let fits = |i: &usize| d.members[*i].actor.site.as_ref().is_none_or(|s| s.geonameid.is_some() == town);
    let before = d.mentions.range(..t).filter(|(_, m)| m.kind == MentionKind::Named).map(|(head, _)| head);
    let places: BTreeSet<usize> =
        before.filter(near).filter_map(|&head| one_place(d, head)).filter(fits).collect();
    let mut places = places.into_iter();
    places.next().filter(|_| places.next().is_none())
}
