//! What does a clause say of its predicate: done or suffered, yes or no, certain or wished, when?
//!
//! A noun that names a deed has the facts of the verb that carries it ("will hold no talks").

mod handed;
mod unreal;

use crate::analysis::Analysis;
use crate::arguments::{carrier, first_conjunct, is_clausal, lower};
use crate::syntax::{Feature, Relation, Upos};
use handed::{handed, own_modality};

/// How far facts are handed down from governing clauses.
const DEPTH: u8 = 8;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All names in patterns.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// The name in patterns.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one of a name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// Whether the subject acts or suffers.
    Voice {
        /// It acts.
        #[default]
        Active = "active",
        /// It suffers.
        Passive = "passive",
    }
}

named! {
    /// How the predicate is held to be.
    Modality {
        /// A plain statement.
        #[default]
        None = "none",
        /// Somebody can or is able to.
        Ability = "ability",
        /// Somebody must, should, is asked or ordered to.
        Obligation = "obligation",
        /// It may or might be, or would be.
        Possibility = "possibility",
        /// Somebody wants, plans, offers or tries to.
        Intention = "intention",
        /// It will be.
        Future = "future",
    }
}

named! {
    /// When, by the verb's form; the perfect is past.
    Tense {
        /// No finite verb says it.
        #[default]
        None = "none",
        /// Past or perfect.
        Past = "past",
        /// Present.
        Present = "present",
        /// Will, shall, going to.
        Future = "future",
    }
}

/// All facts of one predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts, each with its own name")]
pub struct Clause {
    /// Active or passive.
    pub voice: Voice,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it is only thought, feared or said by rumour; or would have been.
    pub doubted: bool,
    /// How it is held to be.
    pub modality: Modality,
    /// When.
    pub tense: Tense,
    /// Whether it stands in, or under, a condition: if, unless, whether.
    pub conditional: bool,
    /// Whether it is asked.
    pub question: bool,
    /// Whether it is a command.
    pub imperative: bool,
    /// The predicate or noun that it is embedded under, and how.
    pub governor: Option<(u32, Relation)>,
}

/// The verb that carries a noun, else the predicate itself.
fn told_by(a: &Analysis, predicate: u32) -> u32 {
    if is_clausal(a, predicate) { predicate } else { carrier(a, predicate).unwrap_or(predicate) }
}

/// The facts of a predicate.
pub fn clause(a: &Analysis, predicate: u32) -> Clause {
    let inherited = handed(a, predicate, DEPTH);
    let verb = told_by(a, predicate);
    let outside = unreal::outside(a, verb);
    Clause {
        voice: if is_passive(a, predicate) { Voice::Passive } else { Voice::Active },
        negated: inherited.negated || outside.negated,
        doubted: outside.doubted,
        modality: inherited.modality,
        tense: tense(a, predicate),
        conditional: is_conditional(a, verb, inherited.modality),
        question: is_question(a, verb),
        // "Ethiopia let them go": nobody is ordered where somebody does it.
        imperative: a.token(verb).has(Feature::MoodImp) && a.child(verb, Relation::Nsubj).is_none(),
        governor: governor(a, verb),
    }
}

/// Whether the subject suffers.
pub fn is_passive(a: &Analysis, predicate: u32) -> bool {
    let marks = [Relation::AuxPass, Relation::NsubjPass, Relation::CsubjPass, Relation::OblAgent];
    let t = a.token(predicate);
    matches!(t.upos, Upos::Verb | Upos::Adj | Upos::Aux)
        && (t.has(Feature::VoicePass) || a.by_relation(predicate, &marks).next().is_some())
}

/// Whether it is denied.
pub fn is_negated(a: &Analysis, predicate: u32) -> bool {
    handed(a, predicate, DEPTH).negated || unreal::outside(a, told_by(a, predicate)).negated
}

/// How it is held to be.
pub fn modality(a: &Analysis, predicate: u32) -> Modality {
    handed(a, predicate, DEPTH).modality
}

/// When, by the form of the verb or its first auxiliary.
pub fn tense(a: &Analysis, predicate: u32) -> Tense {
    tense_within(a, predicate, DEPTH)
}

/// The same, bounded: chains of conjuncts and reports may be as long as a sentence.
fn tense_within(a: &Analysis, predicate: u32, depth: u8) -> Tense {
    let Some(depth) = depth.checked_sub(1) else { return Tense::None };
    let mut verb = predicate;
    if !is_clausal(a, predicate) {
        match carrier(a, predicate) {
            Some(carrier) => verb = carrier,
            None => return Tense::None,
        }
    }
    let auxiliaries = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let Some(first) = a.by_relation(verb, &auxiliaries).next() else {
        let t = a.token(verb);
        if t.relation == Relation::Conj
            && !t.has(Feature::VerbFormFin)
            && a.child(verb, Relation::Nsubj).is_none()
        {
            // "has arrived and met": the auxiliary of the first serves both.
            return a
                .head(verb)
                .filter(|&h| is_clausal(a, h))
                .map_or(Tense::None, |h| tense_within(a, h, depth));
        }
        return if is_finite(a, verb) { of_form(a, verb) } else { Tense::None };
    };
    if own_modality(a, verb, depth) == Modality::Future {
        return Tense::Future;
    }
    let perfect = a.token(first).is("have") && a.token(first).relation == Relation::Aux;
    if perfect { Tense::Past } else { of_form(a, first) }
}

fn of_form(a: &Analysis, verb: u32) -> Tense {
    let t = a.token(verb);
    if t.has(Feature::TensePast) {
        Tense::Past
    } else if t.has(Feature::TensePres) {
        Tense::Present
    } else {
        Tense::None
    }
}

/// Whether a clause has a finite verb or auxiliary.
pub(crate) fn is_finite(a: &Analysis, predicate: u32) -> bool {
    let auxiliaries = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    a.token(predicate).has(Feature::VerbFormFin)
        || a.by_relation(predicate, &auxiliaries).any(|x| a.token(x).has(Feature::VerbFormFin))
}

/// Under "if", "unless", "whether", or, unless it is plainly told, over an if-clause.
fn is_conditional(a: &Analysis, verb: u32, modality: Modality) -> bool {
    let condition = |t: u32| {
        a.by_relation(t, &[Relation::Mark])
            .any(|m| matches!(&*lower(&a.token(m).lemma), "if" | "unless" | "whether" | "lest"))
            || is_inverted(a, t)
    };
    let mut at = verb;
    for _ in 0..DEPTH {
        if condition(at) {
            return true;
        }
        match (a.token(at).relation, a.head(at)) {
            (Relation::Conj | Relation::Xcomp, Some(head)) => at = head,
            _ => break,
        }
    }
    modality != Modality::None && a.by_relation(verb, &[Relation::Advcl]).any(condition)
}

/// "Had Mali attacked, …", "Should Mali attack, …".
fn is_inverted(a: &Analysis, verb: u32) -> bool {
    let subject = a.by_relation(verb, &[Relation::Nsubj, Relation::NsubjPass]).next();
    let before = |c: u32| {
        matches!(&*lower(&a.token(c).form), "had" | "should" | "were") && subject.is_some_and(|s| c < s)
    };
    a.token(verb).relation == Relation::Advcl
        && a.by_relation(verb, &[Relation::Aux, Relation::AuxPass]).any(before)
}

/// Whether the sentence, or the quoted clause, ends in a question mark.
fn is_question(a: &Analysis, verb: u32) -> bool {
    let clause = first_conjunct(a, verb);
    a.by_relation(clause, &[Relation::Punct]).any(|p| a.token(p).form.contains('?'))
}

/// What the clause is embedded under.
fn governor(a: &Analysis, verb: u32) -> Option<(u32, Relation)> {
    let first = first_conjunct(a, verb);
    a.head(first).map(|h| (h, a.token(first).relation))
}
