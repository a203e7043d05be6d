//! Which verb carries an event noun? "They *held* talks", "the visit that he *paid*", "talks *began*".

use super::lists::{HAPPENING, LIGHT, List, RECEIVING, has};
use super::marking::{antecedent, has_preposition, is_relative, lower, phrasal_lemma, prepositions};
use super::{is_adjunct_noun, is_nominal, lacks_its_object};
use crate::analysis::Analysis;
use crate::clause::is_passive;
use crate::syntax::{Relation, Upos};

/// The light verbs whose deed an event noun names, those above it first.
pub(crate) fn light_verbs(a: &Analysis, noun: u32) -> Vec<u32> {
    verbs_of(a, noun, &LIGHT)
}

/// The predicates whose subject is to whom an event noun's deed is done: "received an apology from Norway", "the support
/// that they got from Chad", "came under fire from rebels", "was the target of insults from Chad". Without a giver under "from" or
/// "by" there is none: "received treatment", "got a deal".
pub(crate) fn receiving_verbs(a: &Analysis, noun: u32) -> Vec<u32> {
    let given = |t: u32, prepositions: &[&str]| {
        let phrases = a.by_relation(t, &[Relation::Obl, Relation::OblAgent, Relation::Nmod]);
        phrases.into_iter().any(|d| prepositions.iter().any(|p| has_preposition(a, d, p)))
    };
    let mut verbs = verbs_of(a, noun, &RECEIVING);
    verbs.retain(|&v| !is_passive(a, v) && (given(v, &["from"]) || given(noun, &["from"])));
    let giver = |&v: &u32| given(v, &["by", "from"]) || given(noun, &["by", "from"]);
    verbs.extend(undergoing(a, noun).filter(giver));
    verbs
}

/// The predicate under whose preposition an event noun stands and whose subject undergoes it: "come under attack", "be met with
/// scorn", "be the target of insults".
pub(super) fn undergoing(a: &Analysis, noun: u32) -> Option<u32> {
    let first = first_conjunct(a, noun);
    let head = a.head(first).filter(|_| is_nominal(a, noun))?;
    let placed = match a.token(first).relation {
        Relation::Obl => a.token(head).upos == Upos::Verb,
        Relation::Nmod => super::is_clausal(a, head),
        _ => false,
    };
    let lemma = phrasal_lemma(a, head).unwrap_or_else(|| lower(&a.token(head).lemma).into_owned());
    let listed = || prepositions(a, first).iter().any(|p| has(&RECEIVING, &format!("{lemma} {p}")));
    (placed && listed()).then_some(head)
}

/// The listed verbs that have an event noun as their object, those above it first.
fn verbs_of(a: &Analysis, noun: u32, list: &'static List) -> Vec<u32> {
    if !is_nominal(a, noun) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let first = first_conjunct(a, noun);
    if let Some(head) = a.head(first) {
        let object = match a.token(first).relation {
            Relation::Obj => !is_passive(a, head),
            Relation::NsubjPass => true,
            _ => false,
        };
        if object && listed(a, head, list) {
            out.push(head);
        }
    }
    for &clause in a.children(noun) {
        let below = match a.token(clause).relation {
            Relation::Acl => is_passive(a, clause),
            Relation::AclRelcl => is_object_relative(a, clause, noun),
            _ => false,
        };
        if below && listed(a, clause, list) {
            out.push(clause);
        }
    }
    out
}

/// The verb that says of an event noun that it happens: a light verb, or "talks began", "took place".
pub(crate) fn carrier(a: &Analysis, noun: u32) -> Option<u32> {
    light_verbs(a, noun).first().copied().or_else(|| {
        if !is_nominal(a, noun) {
            return None;
        }
        let first = first_conjunct(a, noun);
        let head = a.head(first)?;
        (a.token(first).relation == Relation::Nsubj && listed(a, head, &HAPPENING)).then_some(head)
    })
}

fn listed(a: &Analysis, verb: u32, list: &'static List) -> bool {
    let lemma = &*a.token(verb).lemma;
    let with_object = || {
        let object = a.child(verb, Relation::Obj)?;
        Some(format!("{lemma}_{}", a.token(object).lemma))
    };
    match phrasal_lemma(a, verb) {
        Some(phrasal) => has(list, &phrasal),
        None => has(list, lemma) || with_object().is_some_and(|w| has(list, &w)),
    }
}

/// The first of a chain of conjuncts: it bears the relation that all of them have.
pub fn first_conjunct(a: &Analysis, token: u32) -> u32 {
    let mut at = token;
    while a.token(at).relation == Relation::Conj {
        match a.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    at
}

/// Whether a relative clause has the noun that it hangs on as its object.
fn is_object_relative(a: &Analysis, clause: u32, noun: u32) -> bool {
    let as_object = |c: u32| is_relative(a, c) && antecedent(a, c) == Some(noun);
    a.by_relation(clause, &[Relation::Obj, Relation::NsubjPass]).any(as_object)
        || lacks_its_object(a, clause) && !is_adjunct_noun(a, noun)
}
