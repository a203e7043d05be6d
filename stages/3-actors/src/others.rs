//! Whom do "its neighbour", "the other side", "his two counterparts" mean where a dispatch tells of two states? The other one; of a
//! third state's minister, both. Where it does not tell of just two, nobody.

use chancery_model::arguments::has_determiner;
use chancery_model::cast::MentionKind;
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::phrase::{extent, is_plural};
use crate::setting::named;

/// Nouns for a state beside another.
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

/// Makes such phrases mentions of the states that they mean.
pub(crate) fn add(d: &mut Draft<'_>) {
    let Some(both) = two_states(d) else { return };
    for t in (0..).take(d.a.tokens().len()) {
        if d.a.token(t).upos != Upos::Noun || !is_bare(d, t) {
            continue;
        }
        let lemma = &*d.a.token(t).lemma;
        let other = d.a.by_relation(t, &[Relation::Amod]).any(|c| d.a.token(c).is("other"));
        let one = NEIGHBOURS.contains(&lemma) && (is_theirs(d, t) || has_determiner(d.a, t, &["the"]))
            || SIDES.contains(&lemma) && other && has_determiner(d.a, t, &["the"]);
        let peers = lemma == "counterpart" && is_theirs(d, t) && is_plural(d.a, t);
        let Some(own) = whose(d, t) else { continue };
        let meant: Vec<&String> = both.iter().filter(|c| **c != own).collect();
        let count = meant.len();
        if one && !is_plural(d.a, t) && count == 1 || peers && count == 2 {
            let states: Vec<usize> = meant.into_iter().filter_map(|c| d.state(c)).collect();
            d.mentions.remove(&t);
            d.mention(t, extent(d.a, t, &[]), MentionKind::Nominal, states);
        }
    }
}

/// The two states of which a dispatch tells far more than of any third.
fn two_states(d: &Draft<'_>) -> Option<[String; 2]> {
    let mut often: Vec<(u32, &str)> = named(d).into_iter().map(|(code, n)| (n, code)).collect();
    often.sort_by_key(|&(n, code)| (std::cmp::Reverse(n), code));
    let (&(_, one), &(least, other)) = (often.first()?, often.get(1)?);
    let third = often.get(2).map_or(0, |&(n, _)| n);
    (least > 1 && 2 * least >= 3 * third).then(|| [one.to_owned(), other.to_owned()])
}

/// Nothing beside the noun says which one it is.
fn is_bare(d: &Draft<'_>, t: u32) -> bool {
    d.a.children(t).iter().all(|&c| match d.a.token(c).relation {
        Relation::Amod | Relation::Nummod => PLAIN.contains(&&*d.a.token(c).lemma.to_lowercase()),
        Relation::NmodPoss => d.a.token(c).upos == Upos::Pron,
        Relation::Nmod
        | Relation::Acl
        | Relation::AclRelcl
        | Relation::Appos
        | Relation::Compound
        | Relation::Flat
        | Relation::Conj => false,
        _ => true,
    })
}

fn is_theirs(d: &Draft<'_>, t: u32) -> bool {
    d.a.by_relation(t, &[Relation::NmodPoss]).any(|c| d.a.token(c).upos == Upos::Pron)
}

/// The state of whoever does or says what the sentence tells, from the noun upwards; where the noun itself does it, of whoever did
/// what the sentence before tells.
fn whose(d: &Draft<'_>, t: u32) -> Option<String> {
    let subjects = |v: u32| d.a.by_relation(v, &[Relation::Nsubj]).collect::<Vec<_>>();
    let above = std::iter::successors(d.a.head(t), |&h| d.a.head(h)).flat_map(subjects);
    let before = || {
        let sentence = d.a.sentence_of(t).checked_sub(1)?;
        let root = d.a.sentences()[sentence as usize].tokens.iter().find(|&r| d.a.head(r).is_none())?;
        subjects(root).first().copied()
    };
    let subject = above.into_iter().find(|&s| s < t && !d.a.is_below(t, s)).or_else(before)?;
    match d.actors_at(subject) {
        [one] => d.members[*one].actor.country.clone(),
        _ => None,
    }
}
