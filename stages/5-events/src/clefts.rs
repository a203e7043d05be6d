//! What does a cleft say? "It was to Moldova that Romania sent the generators" and "What Cyprus received from Egypt was a
//! promise" set one phrase of a plain clause before or behind a form of "be". The plain clause is put back, so that no rule needs to
//! know of either.

use chancery_model::analysis::{Analysis, Token};
use chancery_model::syntax::{Relation, Upos};

/// Hangs the phrases that clefts set apart on the verbs that they belong to.
pub(crate) fn undo(a: &Analysis, tokens: &mut [Token]) {
    for (at, t) in (0..).zip(a.tokens()) {
        let cleft = match &*t.lemma.to_lowercase() {
            "it" => it_cleft(a, at),
            "what" => what_cleft(a, at),
            _ => None,
        };
        if let Some(cleft) = cleft {
            cleft.undo(a, tokens);
        }
    }
}

/// A cleft: the phrase set apart, the verb that it belongs to, and as what.
struct Cleft {
    phrase: u32,
    verb: u32,
    relation: Relation,
    /// "It" and "that", or "what", and the form of "be".
    frame: Vec<u32>,
}

impl Cleft {
    fn undo(&self, a: &Analysis, tokens: &mut [Token]) {
        let of_phrase = [Relation::Punct, Relation::Obl, Relation::Advmod, Relation::Nsubj];
        let (above, outer) = (a.token(self.phrase).head, a.token(self.phrase).relation);
        for (at, t) in (0..).zip(tokens.iter_mut()) {
            if at == self.verb {
                // A root is its own head.
                t.head = if above == self.phrase { at } else { above };
                t.relation = outer;
            } else if at == self.phrase {
                (t.head, t.relation) = (self.verb, self.relation);
            } else if self.frame.contains(&at) {
                (t.head, t.relation) = (self.verb, Relation::Dep);
            } else if t.head == self.phrase && of_phrase.contains(&t.relation) {
                t.head = self.verb;
            }
        }
    }
}

/// "It was with Chinese money that Laos built the line": a phrase under a preposition, or a name, between "be" and "that".
fn it_cleft(a: &Analysis, it: u32) -> Option<Cleft> {
    let phrase = predicate_noun(a, it)?;
    let be = form_of_be(a, phrase)?;
    let clauses = [
        Relation::AclRelcl,
        Relation::AdvclRelcl,
        Relation::Acl,
        Relation::Advcl,
        Relation::Csubj,
        Relation::Ccomp,
    ];
    let verb = a.by_relation(phrase, &clauses).find(|&v| v > phrase && a.token(v).upos == Upos::Verb)?;
    let that = a.children(verb).iter().copied().find(|&c| c > phrase && c < verb && a.token(c).is("that"))?;
    let frame = vec![it, be, that];
    if a.by_relation(phrase, &[Relation::Case]).any(|c| c > be && c < phrase) {
        return Some(Cleft { phrase, verb, relation: Relation::Obl, frame });
    }
    // "It is Chad that Togo blames": the named object of a verb that has a subject and no object of its own.
    let alone = a.by_relation(verb, &[Relation::Obj]).all(|o| o == that)
        && a.by_relation(verb, &[Relation::Nsubj]).any(|s| s != that);
    let named = a.token(phrase).upos == Upos::Propn && a.entity_of(phrase).is_some();
    (alone && named).then_some(Cleft { phrase, verb, relation: Relation::Obj, frame })
}

/// "What Estonia condemned was the jamming": the object of the verb behind "what", which has no other.
fn what_cleft(a: &Analysis, what: u32) -> Option<Cleft> {
    let phrase = predicate_noun(a, what)?;
    let be = form_of_be(a, phrase)?;
    let clause = |&v: &u32| {
        let hangs = a.head(v).is_some_and(|h| h == what || h == phrase);
        let t = a.token(v);
        hangs
            && t.upos == Upos::Verb
            && matches!(t.relation, Relation::AclRelcl | Relation::Acl | Relation::Advcl)
    };
    let verb = (what + 1..be).find(clause)?;
    let has_own = a.by_relation(verb, &[Relation::Obj]).any(|o| o != what);
    let acts = a.by_relation(verb, &[Relation::Nsubj]).next().is_some();
    (acts && !has_own).then(|| Cleft { phrase, verb, relation: Relation::Obj, frame: vec![what, be] })
}

/// The noun that a pronoun before it is said to be.
fn predicate_noun(a: &Analysis, pronoun: u32) -> Option<u32> {
    let subject = matches!(a.token(pronoun).relation, Relation::Nsubj | Relation::Expl);
    let noun = a.head(pronoun).filter(|&h| subject && h > pronoun)?;
    matches!(a.token(noun).upos, Upos::Noun | Upos::Propn).then_some(noun)
}

fn form_of_be(a: &Analysis, noun: u32) -> Option<u32> {
    a.by_relation(noun, &[Relation::Cop]).find(|&c| c < noun && a.token(c).is("be"))
}
