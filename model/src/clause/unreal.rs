//! What says from outside that a deed is not told as done? "denied reports that …", "stopped short of …", "there is no evidence that …".

use super::handed::own_negation;
use crate::analysis::Analysis;
use crate::arguments::{first_conjunct, has_determiner, lower, phrasal_lemma};
use crate::syntax::{Relation, Upos};

/// What the words around a clause say of it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Outside {
    pub(super) negated: bool,
    /// It is only thought, said or feared.
    pub(super) doubted: bool,
}

const NEGATED: Outside = Outside { negated: true, doubted: false };
const DOUBTED: Outside = Outside { negated: false, doubted: true };

/// Verbs from whose gerund under "from" one keeps or is kept.
const KEPT_FROM: &[&str] = &[
    "abstain",
    "ban",
    "bar",
    "block",
    "desist",
    "deter",
    "discourage",
    "dissuade",
    "keep",
    "prevent",
    "prohibit",
    "refrain",
    "restrain",
    "shrink",
    "stop",
];

/// Verbs under whose "against" stands what is not to be done.
const DECIDED_AGAINST: &[&str] = &["advise", "counsel", "decide", "rule", "vote", "warn"];

/// Nouns for what is said.
const SAID: &[&str] = &[
    "accusation",
    "allegation",
    "assertion",
    "charge",
    "claim",
    "insinuation",
    "notion",
    "report",
    "story",
    "suggestion",
];

/// Nouns for what is only thought.
const THOUGHT: &[&str] = &[
    "chance",
    "danger",
    "fear",
    "possibility",
    "risk",
    "rumor",
    "rumour",
    "scenario",
    "speculation",
    "suspicion",
];

/// Nouns that say with "no" that nobody knows: "no evidence that".
const PROOF: &[&str] = &["confirmation", "evidence", "indication", "proof", "sign", "suggestion", "trace"];

/// Verbs of denying what is said.
const DENY: &[&str] = &[
    "brush_aside",
    "brush_off",
    "contest",
    "debunk",
    "deny",
    "dismiss",
    "disprove",
    "dispute",
    "rebuff",
    "rebut",
    "refute",
    "reject",
    "repudiate",
    "shrug_off",
];

/// What is said of what is not so, and with "not" of what is.
const FALSE: &[&str] = &[
    "baseless",
    "fabricate",
    "fabricated",
    "false",
    "fiction",
    "groundless",
    "incorrect",
    "invented",
    "lie",
    "nonsense",
    "rubbish",
    "unfounded",
    "untrue",
    "wrong",
];
const TRUE: &[&str] = &["accurate", "case", "correct", "right", "true"];
const OPEN: &[&str] =
    &["conceivable", "doubtful", "possible", "uncertain", "unclear", "unconfirmed", "unproven"];

/// Verbs that with "not" leave open what they would tell.
const TELL: &[&str] = &[
    "acknowledge",
    "admit",
    "believe",
    "claim",
    "confirm",
    "deny",
    "establish",
    "know",
    "prove",
    "reveal",
    "say",
    "show",
    "suggest",
    "think",
    "verify",
];

/// Verbs of thinking what need not be so.
const THINK: &[&str] = &["doubt", "dream", "fear", "hope", "imagine", "pray", "pretend", "wish", "worry"];

/// Verbs that a deed done in part fits, too: "nearly destroyed the town".
const IN_PART: &[&str] = &["annihilate", "cripple", "destroy", "flatten", "level", "raze", "ruin", "wipe"];

/// What the words around a predicate's clause say of it.
pub(super) fn outside(a: &Analysis, predicate: u32) -> Outside {
    if was_near(a, predicate) {
        return NEGATED;
    }
    if would_have(a, predicate) {
        return DOUBTED;
    }
    let clause = first_conjunct(a, predicate);
    let Some(head) = a.head(clause) else { return Outside::default() };
    match a.token(clause).relation {
        Relation::Advcl if a.token(clause).form.ends_with("ing") => of_gerund(a, clause, head),
        Relation::Acl if marked(a, clause, "that") => of_noun(a, head),
        Relation::Csubj | Relation::Ccomp => of_predicate(a, clause, head),
        Relation::Xcomp if a.token(head).is("have") => {
            let yet = a.by_relation(head, &[Relation::Advmod]).any(|c| a.token(c).is("yet"));
            if yet { NEGATED } else { Outside::default() }
        }
        _ => Outside::default(),
    }
}

/// "almost attacked"
fn was_near(a: &Analysis, predicate: u32) -> bool {
    let near = |c: u32| matches!(&*lower(&a.token(c).lemma), "almost" | "nearly") && c + 1 == predicate;
    a.token(predicate).upos == Upos::Verb
        && a.by_relation(predicate, &[Relation::Advmod]).any(near)
        && !IN_PART.contains(&&*lower(&a.token(predicate).lemma))
}

/// "would have attacked", which a report in the past of something to come is not: "said it would have attacked by then".
fn would_have(a: &Analysis, predicate: u32) -> bool {
    let aux = |word: &str| a.by_relation(predicate, &[Relation::Aux]).any(|c| a.token(c).is(word));
    aux("would") && aux("have")
}

fn marked(a: &Analysis, clause: u32, word: &str) -> bool {
    a.by_relation(clause, &[Relation::Mark]).any(|m| lower(&a.token(m).form) == word)
}

/// "refrained from shelling", "instead of shelling", "stopped short of shelling", "decided against shelling".
fn of_gerund(a: &Analysis, clause: u32, head: u32) -> Outside {
    let instead = a.by_relation(clause, &[Relation::Mark]).any(|m| {
        let first = lower(&a.token(m).form);
        let then = |f: u32| matches!((&*first, &*a.token(f).form), ("instead", "of") | ("rather", "than"));
        a.by_relation(m, &[Relation::Fixed]).any(then)
    });
    let lemma = lower(&a.token(head).lemma);
    let short = || {
        a.token(head).is("short") || a.by_relation(head, &[Relation::Advmod]).any(|c| a.token(c).is("short"))
    };
    let negated = instead
        || marked(a, clause, "from") && KEPT_FROM.contains(&&*lemma)
        || marked(a, clause, "against") && DECIDED_AGAINST.contains(&&*lemma)
        || marked(a, clause, "of") && short();
    if negated { NEGATED } else { Outside::default() }
}

/// "denied reports that", "rumours that", "no evidence that", "reports that … are false".
fn of_noun(a: &Analysis, noun: u32) -> Outside {
    let lemma = lower(&a.token(noun).lemma);
    let none = has_determiner(a, noun, &["little", "no"]);
    if none && PROOF.contains(&&*lemma) || THOUGHT.contains(&&*lemma) {
        return DOUBTED;
    }
    let Some(head) = a.head(noun).filter(|_| SAID.contains(&&*lemma)) else { return Outside::default() };
    let verb = phrasal_lemma(a, head).unwrap_or_else(|| lower(&a.token(head).lemma).into_owned());
    match a.token(noun).relation {
        Relation::Obj | Relation::NsubjPass if DENY.contains(&&*verb) && !own_negation(a, head) => NEGATED,
        Relation::Nsubj | Relation::NsubjPass => judged(a, head),
        _ => Outside::default(),
    }
}

/// "it is not true that", "it is false that", "did not confirm that", "fears that".
fn of_predicate(a: &Analysis, clause: u32, head: u32) -> Outside {
    let lemma = lower(&a.token(head).lemma);
    if a.token(head).upos != Upos::Verb {
        return judged(a, head);
    }
    let finite = a.token(clause).relation == Relation::Ccomp && super::is_finite(a, clause);
    let open = finite && (THINK.contains(&&*lemma) || TELL.contains(&&*lemma) && own_negation(a, head));
    if open { DOUBTED } else { Outside::default() }
}

/// What a judgement makes of what is said.
fn judged(a: &Analysis, judgement: u32) -> Outside {
    let lemma = lower(&a.token(judgement).lemma);
    let not = own_negation(a, judgement);
    match (FALSE.contains(&&*lemma), TRUE.contains(&&*lemma)) {
        (true, _) if !not => NEGATED,
        (_, true) if not => NEGATED,
        _ if OPEN.contains(&&*lemma) => DOUBTED,
        _ => Outside::default(),
    }
}
