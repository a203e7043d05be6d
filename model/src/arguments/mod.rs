//! Who are the arguments of a predicate, whatever the construction? The deep walks, in one place, so
//! that no rule repeats them: passives, conjunction, control, relative clauses, participles,
//! nominalisations, copulas, appositions, light verbs, reciprocals.
//!
//! Every function gives sorted token indices without doubles: the heads of the arguments, conjuncts
//! each for itself. All cost is bounded by the predicate's own neighbourhood in the tree.

mod light;
pub(crate) mod lists;
mod marking;
mod subject;

pub use light::first_conjunct;
pub(crate) use light::{carrier, light_verbs, receiving_verbs};
pub use lists::LEXICONS;
pub use marking::{
    conjuncts, has_determiner, has_preposition, is_first_person, is_performed, phrasal_lemma, prepositions,
};
pub(crate) use marking::{is_merely, lower};

use crate::analysis::{Analysis, EntityKind};
use crate::clause::is_passive;
use crate::syntax::{Feature, Relation, Upos};
use lists::{ADJUNCT_NOUNS, has};
use marking::{conjuncts_before, fillers, fillers_under, is_relative};
use subject::surface;

/// How many clauses deep an understood subject is sought.
const DEPTH: u8 = 12;

/// Nominal relations that prepositions mark on predicates.
const OBLIQUE: &[Relation] = &[Relation::Obl, Relation::OblAgent];

/// The prepositions under which an event noun has whom its deed is aimed at.
const TOWARDS: &[&str] = &["to", "for", "against", "at", "on", "with"];

/// A deep role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who does it.
    Subject,
    /// Whom or what it is done to.
    Object,
    /// To whom something is given or said, without a preposition.
    Indirect,
    /// Whose it is.
    Possessor,
    /// Whose the object is.
    Owner,
    /// The head of a complement clause.
    Complement,
    /// All sides of a reciprocal deed; empty where only one side is named.
    Parties,
    /// Under a preposition on a predicate.
    Oblique(Box<str>),
    /// Under a preposition on a noun.
    Nominal(Box<str>),
    /// Under a preposition on either.
    Either(Box<str>),
}

impl Role {
    /// The deep role of a name: `subject object indirect poss owner complement parties obl:PREP
    /// nmod:PREP any:PREP`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "indirect" => Self::Indirect,
            "poss" => Self::Possessor,
            "owner" => Self::Owner,
            "complement" => Self::Complement,
            "parties" => Self::Parties,
            _ => {
                let (kind, preposition) = name.split_once(':')?;
                let plain = |c: char| c.is_ascii_lowercase() || c == '_';
                if preposition.is_empty() || !preposition.chars().all(plain) {
                    return None;
                }
                match kind {
                    "obl" => Self::Oblique(preposition.into()),
                    "nmod" => Self::Nominal(preposition.into()),
                    "any" => Self::Either(preposition.into()),
                    _ => return None,
                }
            }
        })
    }
}

/// The tokens that fill a role of a predicate.
pub fn arguments(a: &Analysis, predicate: u32, role: &Role) -> Vec<u32> {
    match role {
        Role::Subject => subjects(a, predicate),
        Role::Object => objects(a, predicate),
        Role::Indirect => indirects(a, predicate),
        Role::Possessor => possessors(a, predicate),
        Role::Owner => owners(a, predicate),
        Role::Complement => complements(a, predicate),
        Role::Parties => parties(a, predicate),
        Role::Oblique(p) => under(a, predicate, p, OBLIQUE),
        Role::Nominal(p) => under(a, predicate, p, &[Relation::Nmod]),
        Role::Either(p) => under(a, predicate, p, &[Relation::Obl, Relation::OblAgent, Relation::Nmod]),
    }
}

/// Who does it: the active subject, a passive's agent, who is understood in a complement, participle
/// or conjunct, the possessor or "by" of a noun, the subject of a light verb.
pub fn subjects(a: &Analysis, predicate: u32) -> Vec<u32> {
    tidy(deep_subjects(a, predicate, DEPTH))
}

fn deep_subjects(a: &Analysis, predicate: u32, depth: u8) -> Vec<u32> {
    if !is_clausal(a, predicate) {
        nominal_subjects(a, predicate, depth)
    } else if is_passive(a, predicate) {
        agents(a, predicate)
    } else {
        surface(a, predicate, depth)
    }
}

/// Whom or what it is done to: the active object, a passive's subject, the antecedent of an object
/// relative, "of" on a noun.
pub fn objects(a: &Analysis, predicate: u32) -> Vec<u32> {
    if !is_clausal(a, predicate) {
        let mut out = under(a, predicate, "of", &[Relation::Nmod]);
        // "its destruction by the army": beside an agent the possessor suffers.
        if !by(a, predicate).is_empty() {
            out.extend(possessors(a, predicate));
        }
        return tidy(out);
    }
    let mut out = dependents(a, predicate, Relation::Obj);
    if out.is_empty() {
        out = if is_passive(a, predicate) {
            surface(a, predicate, DEPTH)
        } else if lacks_its_object(a, predicate) {
            let noun = a.head(predicate).filter(|&n| !is_adjunct_noun(a, n));
            noun.map(|n| conjuncts_before(a, n, predicate)).unwrap_or_default()
        } else {
            shared(a, predicate, &[Relation::Obj]).into_iter().flat_map(|o| fillers(a, o)).collect()
        };
    }
    reciprocal(a, predicate, out)
}

/// To whom: the indirect object, or the subject of a passive that keeps its object.
pub fn indirects(a: &Analysis, predicate: u32) -> Vec<u32> {
    let mut out = dependents(a, predicate, Relation::Iobj);
    if is_passive(a, predicate) && a.child(predicate, Relation::Obj).is_some() {
        out.extend(surface(a, predicate, DEPTH));
    }
    reciprocal(a, predicate, out)
}

/// Whose it is. `whose` gives the antecedent of its clause.
pub fn possessors(a: &Analysis, noun: u32) -> Vec<u32> {
    let mut out = Vec::new();
    for p in a.by_relation(noun, &[Relation::NmodPoss]) {
        if matches!(&*lower(&a.token(p).lemma), "whose" | "who") {
            let antecedent = marking::antecedent(a, p);
            out.extend(antecedent.into_iter().flat_map(|n| conjuncts_before(a, n, p)));
        } else {
            out.extend(conjuncts(a, p));
        }
    }
    tidy(out)
}

/// Whose the object is, in any wording: "Kenya's plan", "the Kenyan plan", "the Kenya plan", "the plan of
/// Kenya", "the plan by Kenya".
pub fn owners(a: &Analysis, predicate: u32) -> Vec<u32> {
    let mut out = Vec::new();
    for thing in objects(a, predicate) {
        out.extend(possessors(a, thing));
        for c in a.by_relation(thing, &[Relation::Amod, Relation::Compound, Relation::NmodDesc]) {
            out.extend(conjuncts(a, c));
        }
        for p in ["of", "by"] {
            out.extend(under(a, thing, p, &[Relation::Nmod]));
        }
    }
    tidy(out)
}

/// The heads of its complement clauses, conjoined ones included.
pub fn complements(a: &Analysis, predicate: u32) -> Vec<u32> {
    let relations = [Relation::Ccomp, Relation::Xcomp];
    let own = a.by_relation(predicate, &relations);
    let mut out: Vec<u32> = own.flat_map(|c| conjuncts(a, c)).collect();
    if out.is_empty() {
        out = shared(a, predicate, &relations).into_iter().flat_map(|c| conjuncts(a, c)).collect();
    }
    tidy(out)
}

/// All sides of a reciprocal deed: its subjects with those under "with", "between" and "among". Empty
/// unless there are two, or one in the plural.
pub fn parties(a: &Analysis, predicate: u32) -> Vec<u32> {
    let mut out = subjects(a, predicate);
    for p in ["with", "between", "among"] {
        out.extend(under(a, predicate, p, &[Relation::Obl, Relation::Nmod]));
    }
    let out = tidy(out);
    match out.as_slice() {
        [one] if !a.token(*one).has(Feature::NumberPlur) => Vec::new(),
        _ => out,
    }
}

/// What stands under a preposition on a predicate.
pub fn obliques(a: &Analysis, predicate: u32, preposition: &str) -> Vec<u32> {
    under(a, predicate, preposition, OBLIQUE)
}

/// What stands under a preposition on a noun.
pub fn nominals(a: &Analysis, noun: u32, preposition: &str) -> Vec<u32> {
    under(a, noun, preposition, &[Relation::Nmod])
}

/// What stands under a preposition by some relations; an event noun shares what its light verb has.
fn under(a: &Analysis, predicate: u32, preposition: &str, relations: &[Relation]) -> Vec<u32> {
    let mut out: Vec<u32> = a
        .by_relation(predicate, relations)
        .chain(shared(a, predicate, relations))
        .filter(|&d| has_preposition(a, d, preposition))
        .flat_map(|d| fillers_under(a, d, preposition))
        .collect();
    if relations.contains(&Relation::Obl) {
        // "got an earful from Norway": who gives it hangs on the verb of getting.
        let got = if preposition == "from" { receiving_verbs(a, predicate) } else { Vec::new() };
        for verb in light_verbs(a, predicate).into_iter().chain(carrier(a, predicate)).chain(got) {
            let obliques = a.by_relation(verb, OBLIQUE).filter(|&d| has_preposition(a, d, preposition));
            out.extend(obliques.flat_map(|d| fillers_under(a, d, preposition)));
        }
    }
    if TOWARDS.contains(&preposition) {
        // "the goal of a march on Saturday": beside the day, at whom it is aimed.
        let aimed = light::undergoing(a, predicate).is_some();
        let verbs = if out.is_empty() || aimed { receiving_verbs(a, predicate) } else { Vec::new() };
        out.extend(verbs.into_iter().flat_map(|v| surface(a, v, DEPTH)));
    }
    reciprocal(a, predicate, out)
}

fn dependents(a: &Analysis, predicate: u32, relation: Relation) -> Vec<u32> {
    a.by_relation(predicate, &[relation]).flat_map(|d| fillers(a, d)).collect()
}

/// What the first of conjoined predicates shares with a later one: its dependents that stand after
/// the later one, as in "shelled and stormed the town", where the tree hangs "town" on "shelled".
fn shared(a: &Analysis, predicate: u32, relations: &[Relation]) -> Vec<u32> {
    let first = first_conjunct(a, predicate);
    if first == predicate {
        return Vec::new();
    }
    a.children(first)
        .iter()
        .copied()
        .filter(|&c| c > predicate && relations.contains(&a.token(c).relation))
        .collect()
}

/// "each other" among the arguments gives way to the subjects.
fn reciprocal(a: &Analysis, predicate: u32, mut found: Vec<u32>) -> Vec<u32> {
    let is_reciprocal = |&t: &u32| a.token(t).has(Feature::PronTypeRcp);
    if found.iter().any(is_reciprocal) {
        found.retain(|t| !is_reciprocal(t));
        found.extend(subjects(a, predicate));
    }
    tidy(found)
}

/// A passive's agents. Beside `obl:agent`, a plain oblique under "by" counts where it is a name:
/// "by Friday" is none.
fn agents(a: &Analysis, predicate: u32) -> Vec<u32> {
    let named = |t: u32| {
        let kind = a.entity_of(t).map(|e| e.kind);
        kind.is_some_and(|k| !matches!(k, EntityKind::Event | EntityKind::Misc))
    };
    let out: Vec<u32> = a
        .by_relation(predicate, OBLIQUE)
        .chain(shared(a, predicate, &[Relation::OblAgent]))
        .filter(|&o| a.token(o).relation == Relation::OblAgent || named(o) && has_preposition(a, o, "by"))
        .flat_map(|o| fillers_under(a, o, "by"))
        .collect();
    if out.is_empty() { by_order(a, predicate) } else { out }
}

/// "were detained on the orders of the minister": who has it done where nobody else is named.
fn by_order(a: &Analysis, predicate: u32) -> Vec<u32> {
    let order = |&o: &u32| {
        let under = ["at", "by", "on", "under"].iter().any(|p| has_preposition(a, o, p));
        under && has(&lists::ORDERS, &lower(&a.token(o).lemma))
    };
    let Some(order) = a.by_relation(predicate, OBLIQUE).find(order) else { return Vec::new() };
    let whose = ["of", "from"].into_iter().flat_map(|p| under(a, order, p, &[Relation::Nmod]));
    whose.chain(possessors(a, order)).collect()
}

fn by(a: &Analysis, noun: u32) -> Vec<u32> {
    under(a, noun, "by", &[Relation::Nmod])
}

/// Who does what a noun says: what it is predicated of in an apposition, "by", a named possessor, the
/// subject of its light verb, a pronoun's possessor, and what the first conjunct has.
fn nominal_subjects(a: &Analysis, noun: u32, depth: u8) -> Vec<u32> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    let t = a.token(noun);
    if t.upos == Upos::Noun {
        if t.relation == Relation::Appos {
            return a.head(noun).into_iter().collect();
        }
        let person = |&c: &u32| a.entity_of(c).is_some_and(|e| e.kind == EntityKind::Person);
        if let Some(name) = a.by_relation(noun, &[Relation::Appos]).find(person) {
            return vec![name];
        }
    }
    let agents = by(a, noun);
    if !agents.is_empty() {
        return agents;
    }
    let received = receiving_verbs(a, noun);
    if !received.is_empty() {
        let beside = under(a, noun, "from", &[Relation::Nmod]);
        let relations = [Relation::Obl, Relation::OblAgent, Relation::Nmod];
        let givers = received.into_iter().flat_map(|v| {
            let by = if light::undergoing(a, noun) == Some(v) {
                under(a, v, "by", &relations)
            } else {
                Vec::new()
            };
            under(a, v, "from", &relations).into_iter().chain(by)
        });
        return tidy(beside.into_iter().chain(givers).collect());
    }
    let possessors = possessors(a, noun);
    if possessors.iter().any(|&p| a.token(p).upos != Upos::Pron) {
        return possessors;
    }
    let verbs = light_verbs(a, noun).into_iter();
    let of_verb: Vec<u32> = verbs.flat_map(|v| deep_subjects(a, v, depth)).collect();
    if !of_verb.is_empty() {
        return of_verb;
    }
    if !possessors.is_empty() || t.relation != Relation::Conj {
        return possessors;
    }
    a.head(noun).filter(|&h| !is_clausal(a, h)).map(|h| nominal_subjects(a, h, depth)).unwrap_or_default()
}

/// Whether a token heads a clause: a verb, an adjective, or whatever has a copula or a subject or is
/// an open complement.
pub(crate) fn is_clausal(a: &Analysis, token: u32) -> bool {
    let t = a.token(token);
    let heads = [Relation::Nsubj, Relation::NsubjPass, Relation::Cop];
    matches!(t.upos, Upos::Verb | Upos::Aux | Upos::Adj)
        || t.relation == Relation::Xcomp
        || a.by_relation(token, &heads).next().is_some()
}

/// Whether a token is a noun that heads no clause.
pub(crate) fn is_nominal(a: &Analysis, token: u32) -> bool {
    matches!(a.token(token).upos, Upos::Noun | Upos::Propn) && !is_clausal(a, token)
}

/// Whether a relative clause without a pronoun leaves the object's place to its antecedent: "the deal
/// they signed".
pub(crate) fn lacks_its_object(a: &Analysis, clause: u32) -> bool {
    let t = a.token(clause);
    t.relation == Relation::AclRelcl
        && t.upos == Upos::Verb
        && !is_passive(a, clause)
        && a.child(clause, Relation::Nsubj).is_some()
        && !a.children(clause).iter().any(|&c| {
            let d = a.token(c);
            let filled = matches!(d.relation, Relation::Obj | Relation::Ccomp | Relation::Xcomp);
            let stranded = d.upos == Upos::Adp
                && !matches!(d.relation, Relation::Case | Relation::Mark | Relation::CompoundPrt);
            filled || stranded || is_relative(a, c) || has_relative_below(a, c)
        })
}

/// Whether a relative word stands at the left edge below: "with whom", "whose house", "where".
fn has_relative_below(a: &Analysis, token: u32) -> bool {
    a.token(token).has(Feature::PronTypeRel)
        || a.children(token).iter().any(|&c| a.token(c).has(Feature::PronTypeRel))
}

/// Whether a noun names time, place, manner or reason.
pub(crate) fn is_adjunct_noun(a: &Analysis, noun: u32) -> bool {
    has(&ADJUNCT_NOUNS, &lower(&a.token(noun).lemma))
}

fn tidy(mut tokens: Vec<u32>) -> Vec<u32> {
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}
