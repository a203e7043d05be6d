//! Did it happen? From the facts of the clause to a status and, by the codebook, sometimes to another
//! type: promised cooperation is AGREE, announced force is THREATEN, an announced retreat is CONCEDE.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::is_first_person;
use chancery_model::clause::{Modality, Tense, clause, tense};
use chancery_model::events::Status;
use chancery_model::plover::EventType;
use chancery_model::syntax::Relation;

use crate::place::predicates;

/// Deeds, as against words: PLOVER's quads 2 and 4.
pub(crate) fn is_material(kind: EventType) -> bool {
    matches!(kind.quad(), 2 | 4)
}

/// What the clause makes of a coded type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) kind: EventType,
    pub(crate) status: Status,
}

/// The type and status of an event; `None` where the clause tells of nothing that was, is or will be
/// done: questions, commands, conditions, abilities and duties.
pub(crate) fn verdict(a: &Analysis, trigger: u32, kind: EventType) -> Option<Verdict> {
    let facts = clause(a, trigger);
    let plain = |status| Some(Verdict { kind, status });
    if facts.question || facts.imperative {
        return None;
    }
    if facts.conditional {
        // "will shell the port if the ships do not leave": what is to be done to somebody on a condition is a threat (PLOVER 2.0).
        let hostile = matches!(
            kind,
            EventType::Assault | EventType::Coerce | EventType::Sanction | EventType::Threaten
        );
        let threat = hostile && !facts.negated && has_condition(a, trigger);
        return threat.then_some(Verdict { kind: EventType::Threaten, status: Status::Actual });
    }
    if facts.negated {
        if is_refused(a, trigger, kind) {
            return Some(Verdict { kind: EventType::Reject, status: Status::Actual });
        }
        return plain(Status::Negated);
    }
    if facts.doubted {
        return plain(Status::Hypothetical);
    }
    if is_habit(a, trigger, kind, facts.tense) || is_general(a, trigger, facts.tense) || defines(a, trigger) {
        return None;
    }
    let said = !is_material(kind) && kind != EventType::Consult;
    match facts.modality {
        Modality::None if facts.tense == Tense::Future => Some(announced(kind)),
        Modality::None => plain(Status::Actual),
        // "will continue to condemn": it is being done. To go on with support is promised (PLOVER 2.0, AGREE).
        Modality::Future | Modality::Intention if said && kind.quad() == 3 && continues(a, trigger) => {
            plain(Status::Actual)
        }
        // "must condemn", "would like to thank", "can only condemn": to say so is to do it.
        Modality::Obligation | Modality::Ability | Modality::Intention
            if said && first_person(a, trigger) =>
        {
            plain(Status::Actual)
        }
        Modality::Future => Some(announced(kind)),
        // "attempted to storm the bridge": force was used, whatever came of it.
        Modality::Intention
            if matches!(kind, EventType::Assault | EventType::Protest) && was_tried(a, trigger) =>
        {
            plain(Status::Actual)
        }
        // "plans to meet"; a mere purpose ("flew out to meet") announces nothing.
        Modality::Intention if a.token(trigger).relation == Relation::Xcomp || is_decided(a, trigger) => {
            Some(announced(kind))
        }
        Modality::Possibility if kind == EventType::Assault => {
            Some(Verdict { kind: EventType::Threaten, status: Status::Actual })
        }
        Modality::Possibility => plain(Status::Hypothetical),
        Modality::Ability | Modality::Obligation | Modality::Intention => None,
    }
}

/// Whether a deed to come stands over an if-clause, and in none.
pub(crate) fn has_condition(a: &Analysis, trigger: u32) -> bool {
    let marked = |t: u32| {
        let mut marks = a.by_relation(t, &[Relation::Mark]);
        marks.any(|m| matches!(&*a.token(m).form.to_lowercase(), "if" | "unless"))
    };
    let over = |p: u32| a.by_relation(p, &[Relation::Advcl]).any(marked);
    let verbs = predicates(a, trigger);
    verbs.iter().any(|&p| over(p))
        && !verbs.iter().any(|&p| marked(first_of(a, p)))
        && clause(a, trigger).modality == Modality::Future
}

/// "will not lift the ban", "would not meet": who says that he will not cooperate refuses (REJECT).
fn is_refused(a: &Analysis, trigger: u32, kind: EventType) -> bool {
    let will = |x: u32| matches!(&*a.token(x).lemma, "will" | "would" | "wo");
    matches!(kind.quad(), 1 | 2)
        && kind != EventType::Support
        && predicates(a, trigger).iter().any(|&p| a.by_relation(p, &[Relation::Aux]).any(will))
}

/// Whether a speaker says that a deed is done: what somebody may, must or tries to do, or does not do, is
/// not imputed to him. Demands ("must") are told by their rules alone.
pub(crate) fn is_imputed(a: &Analysis, trigger: u32, kind: EventType) -> bool {
    let facts = clause(a, trigger);
    let infinitive = a.by_relation(trigger, &[Relation::Mark]).any(|m| a.token(m).is("to"));
    kind == EventType::Request
        || !infinitive
            && facts.modality == Modality::None
            && !facts.negated
            && !facts.conditional
            && !facts.question
}

/// "Chile's decision to recall its envoy": what somebody has made up his mind to do is announced.
fn is_decided(a: &Analysis, trigger: u32) -> bool {
    let verb = first_of(a, trigger);
    let noun = a.head(verb).filter(|_| a.token(verb).relation == Relation::Acl);
    noun.is_some_and(|n| matches!(&*a.token(n).lemma, "decision" | "move" | "vote"))
}

/// Whether a deed was tried in the past: "tried to storm".
fn was_tried(a: &Analysis, trigger: u32) -> bool {
    let tries = a.head(trigger).filter(|_| a.token(trigger).relation == Relation::Xcomp);
    tries.is_some_and(|v| (a.token(v).is("attempt") || a.token(v).is("try")) && tense(a, v) == Tense::Past)
}

/// "states which support terrorism": what a relative clause says in the simple present of deeds is a
/// description of somebody, not news of something done.
fn is_habit(a: &Analysis, trigger: u32, kind: EventType, tense: Tense) -> bool {
    let progressive = a.by_relation(trigger, &[Relation::Aux]).any(|x| a.token(x).is("be"));
    is_material(kind)
        && tense == Tense::Present
        && !progressive
        && predicates(a, trigger).iter().any(|&p| a.token(first_of(a, p)).relation == Relation::AclRelcl)
}

/// "Small states often turn to courts", "great powers tend to threaten": a saying about the world, and no news.
pub(crate) fn is_general(a: &Analysis, trigger: u32, tense: Tense) -> bool {
    const GENERAL: &[&str] = &[
        "generally",
        "invariably",
        "normally",
        "often",
        "rarely",
        "seldom",
        "sometimes",
        "typically",
        "usually",
    ];
    let says = |p: u32| {
        let by_adverb = a
            .by_relation(p, &[Relation::Advmod])
            .any(|t| GENERAL.contains(&&*a.token(t).form.to_lowercase()));
        // "meets every second Tuesday"
        let every = |o: u32| {
            a.by_relation(o, &[Relation::Det]).any(|d| matches!(&*a.token(d).lemma, "each" | "every"))
        };
        let as_a_rule = a.by_relation(p, &[Relation::Obl, Relation::OblUnmarked]).any(every);
        let tends =
            a.head(p).is_some_and(|h| a.token(p).relation == Relation::Xcomp && a.token(h).is("tend"));
        by_adverb || as_a_rule || tends
    };
    tense == Tense::Present && predicates(a, trigger).into_iter().any(says)
}

/// "The nations that have struck the militia include Chad": the clause says which nations are meant, and tells no news.
fn defines(a: &Analysis, trigger: u32) -> bool {
    let listed = |p: u32| {
        let clause = first_of(a, p);
        let noun = a.head(clause).filter(|_| a.token(clause).relation == Relation::AclRelcl)?;
        let verb = a.head(noun).filter(|_| a.token(noun).relation == Relation::Nsubj)?;
        Some(a.token(verb).is("include") || a.token(verb).is("comprise"))
    };
    predicates(a, trigger).into_iter().any(|p| listed(p) == Some(true))
}

/// The first of its conjuncts, which bears the relation of all.
fn first_of(a: &Analysis, token: u32) -> u32 {
    let mut at = token;
    while let (Relation::Conj, Some(head)) = (a.token(at).relation, a.head(at)) {
        at = head;
    }
    at
}

fn announced(kind: EventType) -> Verdict {
    let (kind, status) = match kind {
        EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid => {
            (EventType::Agree, Status::Actual)
        }
        EventType::Assault => (EventType::Threaten, Status::Actual),
        EventType::Retreat => (EventType::Concede, Status::Actual),
        EventType::Agree | EventType::Threaten => (kind, Status::Actual),
        other => (other, Status::Future),
    };
    Verdict { kind, status }
}

fn continues(a: &Analysis, trigger: u32) -> bool {
    let mut at = trigger;
    while let Some(head) = a.head(at) {
        if a.token(at).relation != Relation::Xcomp {
            return false;
        }
        if a.token(head).is("continue") {
            return true;
        }
        at = head;
    }
    false
}

fn first_person(a: &Analysis, trigger: u32) -> bool {
    let subjects = chancery_model::arguments::subjects(a, trigger);
    subjects.iter().any(|&s| is_first_person(a, s))
}
