//! Who stands as the subject of a clause, said or understood? The surface subject: of a passive it is
//! who suffers. Deep subject and object are made from it.

use super::lists::{OBJECT_CONTROL, OBLIQUE_CONTROL, SUBJECT_CONTROL, has};
use super::marking::{conjuncts_before, fillers, fillers_under, has_preposition, lower, prepositions};
use super::{is_clausal, nominal_subjects};
use crate::analysis::Analysis;
use crate::clause::{is_finite, is_passive};
use crate::syntax::{Feature, Relation, Upos};

/// Prepositions whose gerund is done by the object of the governing verb: "accused them of lying".
const OBJECT_MARKS: [&str; 6] = ["of", "from", "for", "against", "into", "with"];

/// The surface subject with its conjuncts. `depth` bounds the walk through nested clauses.
pub(crate) fn surface(a: &Analysis, predicate: u32, depth: u8) -> Vec<u32> {
    if let Some(own) = own(a, predicate) {
        return own;
    }
    let (Some(head), Some(depth)) = (a.head(predicate), depth.checked_sub(1)) else { return Vec::new() };
    let t = a.token(predicate);
    match t.relation {
        Relation::Conj if !t.has(Feature::MoodImp) => above(a, head, depth),
        Relation::Xcomp => controller(a, predicate, head, depth),
        Relation::Advcl if !is_finite(a, predicate) && !is_comparison(a, predicate) => {
            adverbial(a, predicate, head, depth)
        }
        Relation::Acl if has_mark(a, predicate) || t.has(Feature::VerbFormInf) => {
            nominal_subjects(a, head, depth)
        }
        Relation::Acl if !is_finite(a, predicate) => conjuncts_before(a, head, predicate),
        Relation::Amod if t.upos == Upos::Verb => vec![head],
        _ => Vec::new(),
    }
}

/// The subject that a predicate has of its own; empty for a clause, or where "it" or "there" fills
/// the place; `None` where there is none.
pub(crate) fn own(a: &Analysis, predicate: u32) -> Option<Vec<u32>> {
    let subjects = a.by_relation(predicate, &[Relation::Nsubj, Relation::NsubjPass]);
    let lists: Vec<_> = subjects.map(|s| fillers(a, s)).collect();
    if !lists.is_empty() {
        return Some(lists.concat());
    }
    let filled = [Relation::Csubj, Relation::CsubjPass, Relation::Expl];
    a.by_relation(predicate, &filled).next().map(|_| Vec::new())
}

/// The surface subject of a governing clause, or the deep subject of a governing noun.
fn above(a: &Analysis, head: u32, depth: u8) -> Vec<u32> {
    if is_clausal(a, head) { surface(a, head, depth) } else { nominal_subjects(a, head, depth) }
}

fn has_mark(a: &Analysis, predicate: u32) -> bool {
    a.child(predicate, Relation::Mark).is_some()
}

/// "as promised", "than expected": what is compared is the clause, not its subject.
fn is_comparison(a: &Analysis, predicate: u32) -> bool {
    is_passive(a, predicate)
        && a.by_relation(predicate, &[Relation::Mark]).any(|m| matches!(&*a.token(m).lemma, "as" | "than"))
}

fn own_objects(a: &Analysis, verb: u32) -> Vec<u32> {
    let wanted = if a.child(verb, Relation::Iobj).is_some() { Relation::Iobj } else { Relation::Obj };
    let lists: Vec<_> = a.by_relation(verb, &[wanted]).map(|o| fillers(a, o)).collect();
    lists.concat()
}

/// Who does an open complement: the governor's object if it has one, else its subject.
fn controller(a: &Analysis, predicate: u32, head: u32, depth: u8) -> Vec<u32> {
    let lemma = lower(&a.token(head).lemma);
    if !is_passive(a, head) && !has(&SUBJECT_CONTROL, &lemma) {
        let objects = own_objects(a, head);
        if !objects.is_empty() {
            return objects;
        }
        let oblique = oblique_controller(a, predicate, head);
        if !oblique.is_empty() {
            return oblique;
        }
    }
    above(a, head, depth)
}

/// "called on the parties to withdraw".
fn oblique_controller(a: &Analysis, predicate: u32, head: u32) -> Vec<u32> {
    let lemma = lower(&a.token(head).lemma);
    let obliques = a.by_relation(head, &[Relation::Obl]).filter(|&o| o < predicate);
    for o in obliques {
        for p in prepositions(a, o) {
            if has(&OBLIQUE_CONTROL, &format!("{lemma}_{p}")) {
                return fillers_under(a, o, &p);
            }
        }
    }
    Vec::new()
}

/// Who does an adverbial participle or infinitive.
fn adverbial(a: &Analysis, predicate: u32, head: u32, depth: u8) -> Vec<u32> {
    if !is_passive(a, head) {
        let marked = |word: &str| {
            a.by_relation(predicate, &[Relation::Mark]).any(|m| a.token(m).is(word))
                || has_preposition(a, predicate, word)
        };
        let of_object = OBJECT_MARKS.into_iter().any(marked)
            || marked("to") && has(&OBJECT_CONTROL, &lower(&a.token(head).lemma));
        let objects = if of_object { own_objects(a, head) } else { Vec::new() };
        if !objects.is_empty() {
            return objects;
        }
        if marked("to") {
            let oblique = oblique_controller(a, predicate, head);
            if !oblique.is_empty() {
                return oblique;
            }
        }
    }
    above(a, head, depth)
}
