//! What do governing words hand down? Negation and modality: "refused *to meet*", "plan *talks*", "will
//! meet and *sign*".

use super::{Modality, Tense, is_finite, tense_within};
use crate::analysis::Analysis;
use crate::arguments::lists::embedding;
use crate::arguments::{
    carrier, first_conjunct, has_preposition, is_clausal, is_merely, lower, phrasal_lemma,
};
use crate::syntax::{Feature, Relation, Upos};

/// What governors hand down and the clause itself adds.
#[derive(Clone, Copy, Default)]
pub(super) struct Handed {
    pub(super) negated: bool,
    pub(super) modality: Modality,
}

impl Handed {
    fn plus(self, own: Self) -> Self {
        // The nearest word decides: in "will be able to meet" the meeting is an ability.
        let modality = if own.modality == Modality::None { self.modality } else { own.modality };
        Self { negated: self.negated || own.negated, modality }
    }
}

/// What holds of a predicate by its own words and by those of its governors.
pub(super) fn handed(a: &Analysis, predicate: u32, depth: u8) -> Handed {
    let own = Handed { negated: own_negation(a, predicate), modality: own_modality(a, predicate, depth) };
    let Some(depth) = depth.checked_sub(1) else { return own };
    let t = a.token(predicate);
    if !is_clausal(a, predicate) {
        return match carrier(a, predicate) {
            Some(verb) => handed(a, verb, depth).plus(own),
            None => wished(a, predicate, depth).plus(own),
        };
    }
    let Some(head) = a.head(predicate) else { return own };
    match t.relation {
        Relation::Conj if continues(a, predicate) && is_clausal(a, head) => handed(a, head, depth).plus(own),
        // "woke to find the bridge gone": what was found had happened.
        Relation::Advcl | Relation::Xcomp if is_outcome(a, predicate, head) => own,
        Relation::Xcomp => handed(a, head, depth).plus(effect(a, head, predicate)).plus(own),
        Relation::Ccomp if !is_finite(a, predicate) => effect(a, head, predicate).plus(own),
        Relation::Advcl | Relation::Acl if is_to_infinitive(a, predicate) => {
            let purpose = Handed { negated: false, modality: Modality::Intention };
            purpose.plus(listed(a, head, Of::Infinitive)).plus(own)
        }
        // "will return to the Gulf, visiting Riyadh": what goes with something to come is to come.
        Relation::Advcl
            if t.has(Feature::VerbFormPart) && t.has(Feature::TensePres) && continues(a, predicate) =>
        {
            let to_come = Handed { negated: false, modality: Modality::Future };
            if handed(a, head, depth).modality == Modality::Future { to_come.plus(own) } else { own }
        }
        _ => own,
    }
}

/// Whether a clause has no auxiliary, subject or conjunction of its own and lives on another's: "will meet and sign".
fn continues(a: &Analysis, conjunct: u32) -> bool {
    let own = [Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass, Relation::Mark];
    !is_finite(a, conjunct) && a.by_relation(conjunct, &own).next().is_none()
}

/// Whether an infinitive tells what came of it, and not what for: "awoke to find", "returned to discover".
fn is_outcome(a: &Analysis, predicate: u32, head: u32) -> bool {
    const BEFORE: &[&str] = &["arrive", "awake", "awaken", "return", "wake", "wake_up"];
    let found = matches!(&*a.token(predicate).lemma, "discover" | "find" | "learn" | "see");
    let verb = phrasal_lemma(a, head);
    let before = BEFORE.contains(&&*a.token(head).lemma) || verb.is_some_and(|v| BEFORE.contains(&&*v));
    found && before && is_to_infinitive(a, predicate) && a.token(head).has(Feature::TensePast)
}

/// Verbs of going and coming: what one goes for is to come if the going is.
const GO: &[&str] = &[
    "arrive", "come", "depart", "fly", "gather", "go", "head", "join", "leave", "meet", "return", "travel",
    "visit",
];

/// A noun under a word of wishing or refusing is wished or refused: "they plan talks"; "will travel to Oslo for talks".
fn wished(a: &Analysis, noun: u32, depth: u8) -> Handed {
    if let Some(participle) = a.by_relation(noun, &[Relation::Amod]).find(|&c| a.token(c).upos == Upos::Verb)
    {
        return listed(a, participle, Of::Noun);
    }
    let first = first_conjunct(a, noun);
    let Some(head) = a.head(first) else { return Handed::default() };
    let under_for = || has_preposition(a, first, "for");
    // "called off the talks" is no call.
    let for_only =
        matches!(&*lower(&a.token(head).lemma), "call" | "appeal") && phrasal_lemma(a, head).is_none();
    match a.token(first).relation {
        Relation::Obj | Relation::NsubjPass if !for_only => listed(a, head, Of::Noun),
        Relation::Obl if under_for() && GO.contains(&&*lower(&a.token(head).lemma)) => {
            let going = handed(a, head, depth);
            let to_come = matches!(going.modality, Modality::Future | Modality::Intention);
            if to_come || going.negated { going } else { Handed::default() }
        }
        Relation::Obl if under_for() => listed(a, head, Of::Noun),
        _ => Handed::default(),
    }
}

/// What a word governs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A verb with "to".
    Infinitive,
    /// Another verb form.
    Verb,
    /// A noun.
    Noun,
}

/// What a governor says of its complement.
fn effect(a: &Analysis, governor: u32, complement: u32) -> Handed {
    let to = is_to_infinitive(a, complement);
    // "is to meet" may hang "meet" on "is".
    if to && (a.token(governor).is("about") || a.token(governor).is("be")) {
        return Handed { negated: false, modality: Modality::Future };
    }
    listed(a, governor, if to { Of::Infinitive } else { Of::Verb })
}

fn listed(a: &Analysis, governor: u32, of: Of) -> Handed {
    let t = a.token(governor);
    let lemma = lower(&t.lemma);
    let form = lower(&t.form);
    let plain = match &*lemma {
        // "is going to meet" is future, "went to meet" a purpose.
        "go" => &*form != "going" || of != Of::Infinitive,
        // "have to meet", not "have them meet".
        "have" => of != Of::Infinitive,
        // "stopped to talk" is no end of talking.
        "stop" => of == Of::Infinitive,
        _ => false,
    };
    // "called off the talks" calls for none.
    let entry = match phrasal_lemma(a, governor) {
        Some(phrasal) => embedding(&phrasal),
        None => embedding(&lemma).or_else(|| embedding(&form)),
    };
    match entry.filter(|&(_, nouns)| !plain && (nouns || of != Of::Noun)) {
        Some(("negated", _)) => Handed { negated: true, modality: Modality::None },
        Some((name, _)) => {
            Handed { negated: false, modality: Modality::parse(name).unwrap_or(Modality::None) }
        }
        None => Handed::default(),
    }
}

/// What the predicate's own auxiliaries and form say.
pub(super) fn own_modality(a: &Analysis, predicate: u32, depth: u8) -> Modality {
    let mut would = false;
    for x in a.by_relation(predicate, &[Relation::Aux]) {
        match &*lower(&a.token(x).lemma) {
            "will" | "shall" => return Modality::Future,
            "can" => return Modality::Ability,
            "could" | "may" | "might" => return Modality::Possibility,
            "must" | "should" | "ought" | "need" => return Modality::Obligation,
            "would" => would = true,
            _ => {}
        }
    }
    if would {
        return if is_reported_future(a, predicate, depth) {
            Modality::Future
        } else {
            Modality::Possibility
        };
    }
    // "is to visit", and in headlines "Minister to visit".
    let set = a.by_relation(predicate, &[Relation::Cop, Relation::Aux, Relation::Nsubj, Relation::NsubjPass]);
    let relation = a.token(predicate).relation;
    let main =
        matches!(relation, Relation::Root | Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl);
    if main && is_to_infinitive(a, predicate) && set.count() > 0 {
        return Modality::Future;
    }
    Modality::None
}

/// "said that it would send": the future seen from a past report. "would have sent" is none.
fn is_reported_future(a: &Analysis, predicate: u32, depth: u8) -> bool {
    let clause = first_conjunct(a, predicate);
    a.token(clause).relation == Relation::Ccomp
        && a.head(clause).is_some_and(|h| tense_within(a, h, depth) == Tense::Past)
        && !a.by_relation(predicate, &[Relation::Aux]).any(|x| a.token(x).is("have"))
}

fn is_to_infinitive(a: &Analysis, predicate: u32) -> bool {
    let to = a.by_relation(predicate, &[Relation::Mark]).any(|m| a.token(m).is("to"));
    let auxiliaries = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let infinitive = a.token(predicate).has(Feature::VerbFormInf)
        || a.by_relation(predicate, &auxiliaries).any(|x| a.token(x).has(Feature::VerbFormInf));
    to && infinitive
}

pub(super) fn own_negation(a: &Analysis, predicate: u32) -> bool {
    a.children(predicate).iter().any(|&c| {
        let t = a.token(c);
        let lemma = lower(&t.lemma);
        match t.relation {
            Relation::Advmod => match &*lemma {
                "not" | "n't" | "never" => !is_merely(a, c),
                "longer" | "long" => a.children(c).iter().any(|&x| a.token(x).is("no")),
                _ => false,
            },
            Relation::Mark | Relation::Case => &*lemma == "without",
            Relation::Cc => &*lemma == "nor",
            Relation::CcPreconj => &*lemma == "neither",
            Relation::Det => matches!(&*lemma, "no" | "neither"),
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::OblAgent => {
                is_nobody(a, c) && !is_utmost(a, predicate, c)
            }
            _ => false,
        }
    })
}

/// "spared no effort", "lost no time", "leaves no stone unturned": done with all one's strength, not left undone.
fn is_utmost(a: &Analysis, predicate: u32, object: u32) -> bool {
    let verb = lower(&a.token(predicate).lemma);
    let object = lower(&a.token(object).lemma);
    match &*verb {
        "spare" => matches!(&*object, "cost" | "effort" | "expense" | "pain" | "pains"),
        "lose" | "waste" => matches!(&*object, "opportunity" | "time"),
        "leave" => &*object == "stone",
        _ => false,
    }
}

/// "no troops", "neither side", "nobody", "none".
fn is_nobody(a: &Analysis, nominal: u32) -> bool {
    let word = lower(&a.token(nominal).lemma);
    matches!(&*word, "nobody" | "none" | "nothing" | "neither" | "no-one")
        || a.by_relation(nominal, &[Relation::Det, Relation::CcPreconj])
            .any(|d| matches!(&*lower(&a.token(d).lemma), "no" | "neither"))
}
