//! What can be seen of a word that may tell an event, and of a word with somebody who may take part? Each
//! thing seen is a row of an embedding table (`stages/5-events/weights/events.safetensors`); the training
//! script reads the row numbers and knows no more of them than their counts.

use chancery_model::analysis::{Analysis, EntityKind};
use chancery_model::arguments::{
    conjuncts, first_conjunct, indirects, objects, parties, possessors, prepositions, subjects,
};
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::clause::{Modality, Tense, Voice, clause};
use chancery_model::dense::{bucket, rows, total};
use chancery_model::syntax::{Relation, Upos};

use super::{Scene, TYPES};

/// How many things are seen of a word.
pub const OF_WORD: usize = 15;
/// How many things are seen of a word with a participant.
pub const OF_PAIR: usize = 31;

const RELATIONS: u16 = short(Relation::ALL.len()) + 1;
const PREPOSITIONS: u16 = short(PREPS.len()) + 2;
const KINDS: u16 = short(TYPES);

/// How many values each thing seen of a word has.
const WORD: [u16; OF_WORD] =
    [4, RELATIONS, 2, 2, 6, 4, 8, KINDS, KINDS, 8, PREPOSITIONS, PREPOSITIONS, PREPOSITIONS, 12, 3];
/// How many values each thing seen of a word with a participant has.
const PAIR: [u16; OF_PAIR] = [
    2,
    2,
    2,
    2,
    2,
    PREPOSITIONS,
    36,
    RELATIONS,
    RELATIONS,
    RELATIONS,
    10,
    PREPOSITIONS,
    4,
    28,
    7,
    2,
    2,
    7,
    2,
    8,
    4,
    5,
    2,
    2,
    4,
    KINDS,
    2,
    2,
    2,
    3,
    2,
];

/// Rows of the words' table.
pub const WORD_ROWS: usize = total(&WORD);
/// Rows of the pairs' table.
pub const PAIR_ROWS: usize = total(&PAIR);

/// Prepositions that have a row of their own, sorted.
const PREPS: [&str; 30] = [
    "about", "after", "against", "among", "as", "at", "before", "behind", "between", "by", "despite",
    "during", "for", "from", "in", "inside", "into", "of", "off", "on", "out", "over", "through", "to",
    "toward", "towards", "under", "upon", "with", "without",
];

#[allow(clippy::cast_possible_truncation, reason = "lists of this house have some dozens of entries")]
const fn short(n: usize) -> u16 {
    n as u16
}

fn relation(r: Relation) -> u16 {
    1 + r as u16
}

fn preposition(word: Option<&String>) -> u16 {
    word.map_or(0, |w| match PREPS.binary_search(&w.as_str()) {
        Ok(i) => 1 + u16::try_from(i).unwrap_or(0),
        Err(_) => PREPOSITIONS - 1,
    })
}

fn upos(u: Upos) -> u16 {
    match u {
        Upos::Verb | Upos::Aux => 0,
        Upos::Noun => 1,
        Upos::Propn => 3,
        _ => 2,
    }
}

/// Whether a word may tell an event: a verb, a noun or an adjective that is no part of a name of somebody.
pub(super) fn may_tell(a: &Analysis, token: u32) -> bool {
    let named = a.entity_of(token).is_some_and(|e| {
        matches!(
            e.kind,
            EntityKind::Person | EntityKind::Organisation | EntityKind::Location | EntityKind::Norp
        )
    });
    match a.token(token).upos {
        Upos::Verb => true,
        Upos::Noun | Upos::Adj | Upos::Propn => !named,
        _ => false,
    }
}

/// The word that says most of what a predicate is about: its object, complement, "of" or passive subject.
pub(super) fn content(a: &Analysis, token: u32) -> Option<u32> {
    const ORDER: [Relation; 6] =
        [Relation::Obj, Relation::Xcomp, Relation::Nmod, Relation::Ccomp, Relation::Obl, Relation::NsubjPass];
    ORDER.iter().find_map(|&r| a.child(token, r))
}

/// What is seen of a word.
pub(super) fn word(s: &Scene<'_>, token: u32) -> [u16; OF_WORD] {
    let a = s.analysis;
    let t = a.token(token);
    let facts = clause(a, token);
    let acts = |list: &[u32]| list.iter().any(|&x| (s.is_actor)(x));
    let (first, second) = s.hints(token);
    let mut preps: Vec<String> = a.children(token).iter().flat_map(|&c| prepositions(a, c)).collect();
    preps.sort();
    preps.dedup();
    let obliques: Vec<u32> =
        a.by_relation(token, &[Relation::Obl, Relation::Nmod, Relation::OblAgent]).collect();
    let (within, cue) = said(s.claims, token);
    rows(
        [
            upos(t.upos),
            relation(t.relation),
            u16::from(facts.voice == Voice::Passive),
            u16::from(facts.negated),
            modality(facts.modality),
            tense(facts.tense),
            u16::from(facts.conditional) + 2 * u16::from(facts.question) + 4 * u16::from(facts.imperative),
            first,
            second,
            u16::from(acts(&subjects(a, token)))
                + 2 * u16::from(acts(&objects(a, token)))
                + 4 * u16::from(acts(&obliques)),
            preposition(preps.first()),
            preposition(preps.get(1)),
            preposition(preps.get(2)),
            cue,
            within,
        ],
        &WORD,
    )
}

fn modality(m: Modality) -> u16 {
    match m {
        Modality::None => 0,
        Modality::Ability => 1,
        Modality::Obligation => 2,
        Modality::Possibility => 3,
        Modality::Intention => 4,
        Modality::Future => 5,
    }
}

fn tense(t: Tense) -> u16 {
    match t {
        Tense::None => 0,
        Tense::Past => 1,
        Tense::Present => 2,
        Tense::Future => 3,
    }
}

/// Whether a word stands in what is said (and whether the saying is denied or asserted), and the stance of
/// the claim whose cue it is.
fn said(claims: &[Claim], token: u32) -> (u16, u16) {
    let cue = claims.iter().find(|c| c.cue_head == token).map_or(0, |c| 1 + c.stance as u16);
    let within = claims.iter().any(|c| c.content_tokens.iter().any(|s| s.has(token)));
    (u16::from(within), cue)
}

/// What is seen of a word with somebody who may take part, whom `who` heads.
pub(super) fn pair(s: &Scene<'_>, token: u32, who: u32) -> [u16; OF_PAIR] {
    let a = s.analysis;
    let first = first_conjunct(a, who);
    let m = a.token(first);
    let (up, down, side, below) = path(a, first, token);
    let governor = a.head(token);
    let content = content(a, token);
    let has = |list: Vec<u32>| u16::from(list.contains(&who) || list.contains(&first));
    let own: Vec<String> = prepositions(a, first);
    let direct = a.head(first).is_some_and(|h| h == token || conjuncts(a, h).contains(&token));
    let distance = bucket(token.abs_diff(who), &[1, 3, 7, 14]) + 5 * u16::from(who < token);
    let sources = |of: u32| {
        s.claims.iter().filter(move |c| c.cue_head == of || c.content_tokens.iter().any(|x| x.has(of)))
    };
    let mention = s.cast.headed_by(who).or_else(|| s.cast.headed_by(first));
    let actors: &[_] = mention.map_or(&[], |m| &m.actors);
    let speaks = sources(token).any(|c| actors.iter().any(|id| c.sources.contains(id)));
    let cues = s.claims.iter().any(|c| c.cue_head == token && actors.iter().any(|id| c.sources.contains(id)));
    let kind = mention.map_or(0, |m| 1 + m.kind as u16);
    let what = actors.first().and_then(|&id| s.cast.actor(id)).map_or(6, |x| x.kind as u16);
    let entity = a.entity_of(who).map_or(0, |e| 1 + e.kind as u16);
    let owner = content.filter(|&c| a.head(first) == Some(c)).map_or(0, |_| match m.relation {
        Relation::NmodPoss => 1,
        Relation::Amod => 2,
        Relation::Compound => 3,
        Relation::Nmod => 4,
        Relation::Nsubj | Relation::NsubjPass => 5,
        _ => 6,
    });
    let (low, high) = (token.min(who), token.max(who));
    let between = s.cast.mentions.iter().filter(|x| x.head > low && x.head < high).count();
    let own_hint = s.hinted(token, who);
    let root = a.root(a.sentence_of(token));
    let same = a.sentence_of(token) == a.sentence_of(who);
    let facts = clause(a, token);
    let modifier = a.head(first) == Some(token);
    rows(
        [
            has(subjects(a, token)),
            has(objects(a, token)),
            has(indirects(a, token)),
            has(possessors(a, token)),
            has(parties(a, token)),
            if direct { preposition(own.first()) } else { 0 },
            up * 6 + down,
            relation(m.relation),
            side,
            below,
            distance,
            preposition(own.first()),
            u16::from(speaks) + 2 * u16::from(cues),
            kind * 7 + what,
            entity,
            governor.map_or(0, |g| has(subjects(a, g))),
            governor.map_or(0, |g| has(objects(a, g))),
            owner,
            root.map_or(0, |r| has(subjects(a, r))),
            upos(a.token(token).upos) + 4 * u16::from(facts.voice == Voice::Passive),
            bucket(u32::try_from(between).unwrap_or(u32::MAX), &[0, 1, 3]),
            own_hint,
            u16::from(same),
            content.map_or(0, |c| has(subjects(a, c))),
            if modifier {
                match m.relation {
                    Relation::Amod => 1,
                    Relation::Compound => 2,
                    _ => 3,
                }
            } else {
                0
            },
            s.hints(token).0,
            content.map_or(0, |c| has(objects(a, c))),
            u16::from(who == first),
            u16::from(a.is_below(first, token)),
            match () {
                () if a.is_below(token, first) => 1,
                () if content.is_some_and(|c| c == first || a.is_below(first, c)) => 2,
                () => 0,
            },
            u16::from(governor == Some(first)),
        ],
        &PAIR,
    )
}

/// The way in the tree from one word to another: steps up, steps down (five at most each), the relation
/// of the last word below the turn on either side.
fn path(a: &Analysis, from: u32, to: u32) -> (u16, u16, u16, u16) {
    if a.sentence_of(from) != a.sentence_of(to) {
        return (5, 5, 0, 0);
    }
    let above = |t: u32| std::iter::successors(Some(t), |&x| a.head(x)).collect::<Vec<u32>>();
    let (one, two) = (above(from), above(to));
    let turn = one.iter().position(|t| two.contains(t)).unwrap_or(one.len() - 1);
    let down = one.get(turn).and_then(|t| two.iter().position(|x| x == t)).unwrap_or(0);
    let at = |list: &[u32], n: usize| {
        n.checked_sub(1).and_then(|i| list.get(i)).map_or(0, |&t| relation(a.token(t).relation))
    };
    let steps = |n: usize| u16::try_from(n.min(5)).unwrap_or(5);
    (steps(turn), steps(down), at(&one, turn), at(&two, down))
}

/// Who may take part in a sentence: the heads of the cast's mentions, in order.
pub(super) fn participants(a: &Analysis, cast: &Cast, sentence: u32) -> Vec<u32> {
    let Some(s) = a.sentences().get(sentence as usize) else { return Vec::new() };
    let mut out: Vec<u32> = cast.mentions.iter().map(|m| m.head).filter(|&h| s.tokens.has(h)).collect();
    out.sort_unstable();
    out.dedup();
    out
}
