//! What can be seen of a candidate, and of a candidate with an earlier one? Each thing seen is a row
//! of an embedding table (`stages/3-actors/weights/coref.safetensors`); the training script reads the
//! row numbers from `examples/coref_training.rs` and knows no more of them than their counts.

use chancery_model::analysis::{Analysis, EntityKind};
use chancery_model::dense::{bucket, rows, total};
use chancery_model::syntax::{Feature, Relation, Upos};

use super::mentions::Candidate;
use crate::phrase::quoted;

/// How many things are seen of a candidate.
pub const OF_ONE: usize = 8;
/// How many things are seen of a pair.
pub const OF_TWO: usize = 15;

/// How many values each thing seen of a candidate has.
const ONE: [u16; OF_ONE] = [FORMS, 12, 7, 3, 6, 4, 3, 8];
/// How many values each thing seen of a pair has.
const TWO: [u16; OF_TWO] = [10, 9, KINDS * KINDS, 7 * KINDS, 49, 9, 8, 16, 16, 5, 12, 18, 12, 49, 32];

/// Rows of the candidates' table.
pub const ONE_ROWS: usize = total(&ONE);
/// Rows of the pairs' table.
pub const TWO_ROWS: usize = total(&TWO);

const FORMS: u16 = 48;
const KINDS: u16 = 14;

/// Pronouns, in families: those of one family mean the same as each other in one mouth.
const PRONOUNS: &[(&str, u16)] = &[
    ("i", 0),
    ("me", 0),
    ("my", 0),
    ("mine", 0),
    ("myself", 0),
    ("you", 1),
    ("your", 1),
    ("yours", 1),
    ("yourself", 1),
    ("yourselves", 1),
    ("he", 2),
    ("him", 2),
    ("his", 2),
    ("himself", 2),
    ("she", 3),
    ("her", 3),
    ("hers", 3),
    ("herself", 3),
    ("it", 4),
    ("its", 4),
    ("itself", 4),
    ("they", 5),
    ("them", 5),
    ("their", 5),
    ("theirs", 5),
    ("themselves", 5),
    ("we", 6),
    ("us", 6),
    ("our", 6),
    ("ours", 6),
    ("ourselves", 6),
    ("this", 7),
    ("that", 7),
    ("these", 7),
    ("those", 7),
    ("one", 8),
    ("ones", 8),
    ("another", 8),
    ("other", 8),
    ("others", 8),
    ("both", 8),
];

/// A candidate with all that pairs need to know of it.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) rows: [u16; OF_ONE],
    kind: u16,
    entity: u16,
    number: u16,
    role: u16,
    sentence: u32,
    paragraph: u32,
    first: bool,
    quoted: bool,
    /// The head's lemma in lower case.
    pub(super) lemma: String,
    /// Its words that say something, in lower case, in order.
    pub(super) words: Vec<String>,
    /// How many candidates of the text have each of them.
    pub(super) counts: Vec<u32>,
}

/// What is seen of each candidate.
pub(super) fn see(a: &Analysis, all: &[Candidate]) -> Vec<Seen> {
    let quoted = quoted(a);
    all.iter().map(|c| see_one(a, c, quoted.get(c.head as usize) == Some(&true))).collect()
}

fn see_one(a: &Analysis, c: &Candidate, quoted: bool) -> Seen {
    let head = a.token(c.head);
    let form = head.form.to_lowercase();
    let pronoun = PRONOUNS.iter().position(|(p, _)| head.upos == Upos::Pron && *p == form);
    let determiner = determiner(a, c.head);
    let (first, family) = match pronoun {
        Some(i) => (u16::try_from(i).unwrap_or(0), PRONOUNS[i].1),
        None if head.upos == Upos::Propn => (41, 9),
        None => (42 + determiner.min(5), 10 + determiner.min(3)),
    };
    let entity = a.entity_of(c.head).map_or(0, |e| match e.kind {
        EntityKind::Person => 1,
        EntityKind::Organisation => 2,
        EntityKind::Location => 3,
        EntityKind::Norp => 4,
        EntityKind::Event => 5,
        EntityKind::Misc => 6,
    });
    let number =
        if c.joined || head.has(Feature::NumberPlur) { 2 } else { u16::from(head.has(Feature::NumberSing)) };
    let role = role(a, c.head);
    let sentence = a.sentence_of(c.head);
    let words: Vec<String> = core(a, c)
        .into_iter()
        .filter(|&t| says_something(a.token(t).upos) && pronoun.is_none())
        .map(|t| a.token(t).form.to_lowercase())
        .collect();
    let post = a.children(c.head).iter().any(|&k| {
        k > c.head && matches!(a.token(k).relation, Relation::Nmod | Relation::AclRelcl | Relation::Acl)
    });
    let pre = a.by_relation(c.head, &[Relation::Amod, Relation::Compound]).next().is_some();
    let seen = [
        first,
        role,
        entity,
        number,
        u16::from(c.joined) * 3 + u16::from(quoted) + u16::from(quoted && family < 2),
        u16::from(post) * 2 + u16::from(pre),
        sentence.min(2).try_into().unwrap_or(0),
        bucket(c.tokens.len(), &[1, 2, 3, 4, 6, 10, 20]),
    ];
    Seen {
        rows: rows(seen, &ONE),
        kind: family,
        entity,
        number,
        role,
        sentence,
        paragraph: a.sentences().get(sentence as usize).map_or(0, |s| s.paragraph),
        first: a.sentences().get(sentence as usize).is_some_and(|s| s.tokens.start() == c.tokens.start()),
        quoted,
        lemma: head.lemma.to_lowercase(),
        counts: vec![1; words.len()],
        words,
    }
}

/// The head and the words that stand closest to it: no clauses, no phrases with prepositions, no
/// conjuncts (unless they are the candidate's).
pub(super) fn core(a: &Analysis, c: &Candidate) -> Vec<u32> {
    let mut out = vec![c.head];
    for &k in a.children(c.head) {
        let close = matches!(
            a.token(k).relation,
            Relation::Amod
                | Relation::Compound
                | Relation::Flat
                | Relation::Nummod
                | Relation::NmodDesc
                | Relation::NmodUnmarked
                | Relation::NmodPoss
        );
        let part = c.joined && a.token(k).relation == Relation::Conj;
        if (close || part) && c.tokens.has(k) {
            out.push(k);
            let inner = a.by_relation(k, &[Relation::Compound, Relation::Flat, Relation::Amod]);
            out.extend(inner.filter(|&t| c.tokens.has(t)));
        }
    }
    out.sort_unstable();
    out
}

impl Seen {
    /// 0 a pronoun, 1 a name, 2 a description.
    fn family(&self) -> u16 {
        u16::from(self.kind > 8) + u16::from(self.kind > 9)
    }

    /// Whether an earlier one could well be what this one means, by number, and by words where both
    /// have some.
    pub(super) fn may_mean(&self, earlier: &Self) -> bool {
        let number = self.number == 0 || earlier.number == 0 || self.number == earlier.number;
        number && (self.words.is_empty() || likeness(self, earlier) > 3)
    }
}

/// What is seen of the candidate `k` with the earlier one `i`.
pub(super) fn see_two(
    a: &Analysis,
    all: &[Candidate],
    seen: &[Seen],
    (i, k): (usize, usize),
    rank: u16,
) -> [u16; OF_TWO] {
    let (earlier, later) = (&seen[i], &seen[k]);
    let (before, after) = (&all[i], &all[k]);
    let apart = u32::try_from(k - i).unwrap_or(u32::MAX);
    let kinds = later.kind * KINDS + earlier.kind;
    let likeness = likeness(later, earlier);
    let nested = if before.tokens.has(after.head) {
        1
    } else if after.tokens.has(before.head) {
        2
    } else {
        u16::from(a.head(before.head) == a.head(after.head)) * 3
    };
    let command = [
        a.token(after.head).relation == Relation::Appos && a.head(after.head) == Some(before.head),
        a.head(after.head).is_some_and(|g| is_subject_of(a, before.head, g)),
        above(a, after.head).is_some_and(|g| is_subject_of(a, before.head, g)),
    ];
    let command = command.iter().position(|&b| b).map_or(0, |p| u16::try_from(p).unwrap_or(0) + 1);
    rows(
        [
            bucket(apart, &[1, 2, 3, 4, 7, 12, 24, 48, 120]),
            bucket(later.sentence - earlier.sentence, &[0, 1, 2, 3, 5, 8, 16, 40]),
            kinds,
            likeness * KINDS + later.kind,
            later.entity * 7 + earlier.entity,
            later.number * 3 + earlier.number,
            nested * 2 + u16::from(before.head == after.head),
            command * 4 + u16::from(later.quoted) * 2 + u16::from(earlier.quoted),
            (later.role.min(3)) * 4 + earlier.role.min(3),
            modifiers(later, earlier),
            bucket(apart, &[1, 2, 3, 5, 8]) * 2 + u16::from(earlier.role == 0),
            bucket(earlier.counts.iter().copied().min().unwrap_or(0), &[0, 1, 2, 4, 8]) * 3 + later.family(),
            bucket(later.paragraph - earlier.paragraph, &[0, 1, 3]) * 3
                + u16::from(later.first)
                + u16::from(later.first && earlier.first),
            likeness * 7 + earlier.entity,
            rank * 4 + later.family() + u16::from(later.family() == 2 && likeness == 6),
        ],
        &TWO,
    )
}

/// How alike two candidates' words are: 0 where one is a pronoun; 1 not at all … 6 the same words.
fn likeness(later: &Seen, earlier: &Seen) -> u16 {
    if later.words.is_empty() || earlier.words.is_empty() {
        return 0;
    }
    if later.words == earlier.words {
        return 6;
    }
    let shared = later.words.iter().zip(&later.counts).filter(|(w, _)| earlier.words.contains(w));
    let rarest = shared.map(|(_, &n)| n).min();
    let head = later.lemma == earlier.lemma;
    match rarest {
        Some(_) if head && later.words.iter().all(|w| earlier.words.contains(w)) => 5,
        _ if head => 4,
        Some(n) if n < 6 => 3,
        Some(_) => 2,
        None => 1,
    }
}

/// Whether the later one says more than the earlier one: 0 no words … 4 each has words of its own.
fn modifiers(later: &Seen, earlier: &Seen) -> u16 {
    if later.words.is_empty() || earlier.words.is_empty() {
        return 0;
    }
    let more = later.words.iter().any(|w| !earlier.words.contains(w));
    let less = earlier.words.iter().any(|w| !later.words.contains(w));
    1 + u16::from(more) * 2 + u16::from(less)
}

fn is_subject_of(a: &Analysis, t: u32, predicate: u32) -> bool {
    a.head(t) == Some(predicate) && matches!(a.token(t).relation, Relation::Nsubj | Relation::NsubjPass)
}

/// The predicate above the one that a token depends on.
fn above(a: &Analysis, t: u32) -> Option<u32> {
    a.head(t).and_then(|g| a.head(g))
}

fn role(a: &Analysis, t: u32) -> u16 {
    match a.token(t).relation {
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => 0,
        Relation::Obj | Relation::Iobj => 1,
        Relation::NmodPoss => 2,
        Relation::Obl | Relation::OblUnmarked => 3,
        Relation::OblAgent => 4,
        Relation::Nmod => 5,
        Relation::Appos => 6,
        Relation::Conj => 7,
        Relation::Root | Relation::Parataxis => 8,
        Relation::Compound => 9,
        Relation::Xcomp | Relation::Ccomp | Relation::Advcl => 10,
        _ => 11,
    }
}

/// What a phrase starts with: 0 nothing, 1 "the", 2 "this", 3 an owner, 4 "a", 5 "no", "some", a number.
fn determiner(a: &Analysis, head: u32) -> u16 {
    let mut out = 0;
    for &c in a.children(head).iter().filter(|&&c| c < head) {
        let token = a.token(c);
        let value = match token.relation {
            Relation::NmodPoss => 3,
            Relation::Nummod => 5,
            Relation::Det => match token.form.to_lowercase().as_str() {
                "the" => 1,
                "this" | "that" | "these" | "those" => 2,
                "a" | "an" => 4,
                _ => 5,
            },
            _ => 0,
        };
        if out == 0 {
            out = value;
        }
    }
    out
}

fn says_something(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb | Upos::X)
}
