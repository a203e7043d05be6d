//! Whom do "its neighbour", "its foe", "the other side", "his two counterparts" mean where a dispatch tells of two states? The other
//! one; of a third state's minister, both. Where it does not tell of just two, nobody.

use std::collections::BTreeSet;

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, MentionKind};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::phrase::{extent, is_plural};
use crate::setting::named;

/// What states are to one another.
const STATES: &[&str] = &["adversary", "arch-rival", "enemy", "foe", "neighbor", "neighbour", "rival"];

/// Of these, what a state is for good: of several that a dispatch names, one of the two of which it tells.
const NEIGHBOURS: &[&str] = &["neighbor", "neighbour"];

/// Nouns for one of two in a quarrel, behind "other".
const SIDES: &[&str] = &["camp", "party", "side"];

/// What says nothing of which neighbour it is.
const PLAIN: &[&str] = &[
    "big",
    "bigger",
    "eastern",
    "former",
    "giant",
    "hostile",
    "immediate",
    "large",
    "larger",
    "northern",
    "other",
    "powerful",
    "small",
    "smaller",
    "southern",
    "two",
    "western",
];

/// Whether a noun says what one state is to another.
pub(crate) fn is_state(lemma: &str) -> bool {
    STATES.contains(&lemma)
}

/// Makes such phrases mentions of the states that they mean.
pub(crate) fn add(d: &mut Draft<'_>) {
    let (told, only) = (told_of(d), only_two(d));
    for t in (0..).take(d.a.tokens().len()) {
        if d.a.token(t).upos != Upos::Noun || !is_bare(d, t) {
            continue;
        }
        let lemma = &*d.a.token(t).lemma;
        let (theirs, the) = (is_theirs(d, t), has_determiner(d.a, t, &["the"]));
        let other = d.a.by_relation(t, &[Relation::Amod]).any(|c| d.a.token(c).is("other"));
        let one = !is_plural(d.a, t)
            && (NEIGHBOURS.contains(&lemma) && (theirs || the)
                || STATES.contains(&lemma) && theirs
                || SIDES.contains(&lemma) && other && the);
        let peers = lemma == "counterpart" && theirs && is_plural(d.a, t);
        let Some(both) =
            (if STATES.contains(&lemma) && !NEIGHBOURS.contains(&lemma) { &only } else { &told })
        else {
            continue;
        };
        let Some(own) = whose(d, t).filter(|_| one || peers) else { continue };
        let meant: Vec<&String> = both.iter().filter(|c| **c != own).collect();
        if one && meant.len() == 1 || peers && meant.len() == 2 {
            let states: Vec<usize> = meant.into_iter().filter_map(|c| d.state(c)).collect();
            d.mentions.remove(&t);
            d.mention(t, extent(d.a, t, &[]), MentionKind::Nominal, states);
        }
    }
}

/// The only two states that a dispatch mentions.
fn only_two(d: &Draft<'_>) -> Option<[String; 2]> {
    let all = d.mentions.values().flat_map(|m| &m.actors).map(|&i| &d.members[i].actor);
    let states = all.filter(|a| a.kind == ActorKind::State).filter_map(|a| a.country.clone());
    let states: Vec<String> = states.collect::<BTreeSet<_>>().into_iter().collect();
    states.try_into().ok()
}

/// The two states of which a dispatch tells far more than of any third, or the only ones that it mentions.
fn told_of(d: &Draft<'_>) -> Option<[String; 2]> {
    let mut often: Vec<(u32, &str)> = named(d).into_iter().map(|(code, n)| (n, code)).collect();
    often.sort_by_key(|&(n, code)| (std::cmp::Reverse(n), code));
    let third = often.get(2).map_or(0, |&(n, _)| n);
    let two = often.first().zip(often.get(1)).filter(|(_, (least, _))| *least > 1 && 2 * least >= 3 * third);
    two.map(|((_, one), (_, other))| [(*one).to_owned(), (*other).to_owned()]).or_else(|| only_two(d))
}

/// Nothing beside the noun says which one it is; what a clause tells of "its neighbour" does not.
fn is_bare(d: &Draft<'_>, t: u32) -> bool {
    let theirs = is_theirs(d, t);
    d.a.children(t).iter().all(|&c| match d.a.token(c).relation {
        Relation::Amod | Relation::Nummod => PLAIN.contains(&&*d.a.token(c).lemma.to_lowercase()),
        Relation::NmodPoss => d.a.token(c).upos == Upos::Pron,
        // "Accused its neighbour of bad faith", which the tree hangs on it.
        Relation::Nmod => d.actors_at(c).is_empty(),
        Relation::Acl | Relation::AclRelcl => theirs,
        Relation::Appos | Relation::Compound | Relation::Flat | Relation::Conj => false,
        _ => true,
    })
}

fn is_theirs(d: &Draft<'_>, t: u32) -> bool {
    d.a.by_relation(t, &[Relation::NmodPoss]).any(|c| d.a.token(c).upos == Upos::Pron)
}

/// The state of whoever does or says what the sentence tells, from the noun upwards; where the noun itself does it, of him whose it is, or
/// of whoever did what the sentence before tells.
fn whose(d: &Draft<'_>, t: u32) -> Option<String> {
    let country = |t: u32| match d.actors_at(t) {
        [one] => d.members[*one].actor.country.clone(),
        _ => None,
    };
    let subjects = |v: u32| d.a.by_relation(v, &[Relation::Nsubj]).collect::<Vec<_>>();
    let above = std::iter::successors(d.a.head(t), |&h| d.a.head(h)).flat_map(subjects);
    let owner = || d.a.child(t, Relation::NmodPoss).filter(|&o| !d.actors_at(o).is_empty());
    let before = || {
        let sentence = d.a.sentence_of(t).checked_sub(1)?;
        let root = d.a.sentences()[sentence as usize].tokens.iter().find(|&r| d.a.head(r).is_none())?;
        subjects(root).first().copied()
    };
    let told = above.into_iter().find(|&s| s < t && !d.a.is_below(t, s));
    told.or_else(owner).or_else(before).and_then(country)
}
