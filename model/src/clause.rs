//! What does a clause say of its predicate: done or suffered, yes or no, certain or wished, when?
//!
//! A noun that names a deed has the facts of the verb that carries it ("will hold no talks").

use crate::analysis::Analysis;
use crate::arguments::lists::embedding;
use crate::arguments::{carrier, first_conjunct, is_clausal, is_merely, lower};
use crate::syntax::{Feature, Relation, Upos};

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

/// The facts of a predicate.
pub fn clause(a: &Analysis, predicate: u32) -> Clause {
    let inherited = handed(a, predicate, DEPTH);
    let verb = if is_clausal(a, predicate) { predicate } else { carrier(a, predicate).unwrap_or(predicate) };
    Clause {
        voice: if is_passive(a, predicate) { Voice::Passive } else { Voice::Active },
        negated: inherited.negated,
        modality: inherited.modality,
        tense: tense(a, predicate),
        conditional: is_conditional(a, verb, inherited.modality),
        question: is_question(a, verb),
        imperative: a.token(verb).has(Feature::MoodImp),
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
    handed(a, predicate, DEPTH).negated
}

/// How it is held to be.
pub fn modality(a: &Analysis, predicate: u32) -> Modality {
    handed(a, predicate, DEPTH).modality
}

/// When, by the form of the verb or its first auxiliary.
pub fn tense(a: &Analysis, predicate: u32) -> Tense {
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
            return a.head(verb).filter(|&h| is_clausal(a, h)).map_or(Tense::None, |h| tense(a, h));
        }
        return if is_finite(a, verb) { of_form(a, verb) } else { Tense::None };
    };
    if own_modality(a, verb) == Modality::Future {
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

/// What governors hand down and the clause itself adds.
#[derive(Clone, Copy, Default)]
struct Handed {
    negated: bool,
    modality: Modality,
}

impl Handed {
    fn plus(self, own: Self) -> Self {
        // The nearest word decides: in "will be able to meet" the meeting is an ability.
        let modality = if own.modality == Modality::None { self.modality } else { own.modality };
        Self { negated: self.negated || own.negated, modality }
    }
}

fn handed(a: &Analysis, predicate: u32, depth: u8) -> Handed {
    let own = Handed { negated: own_negation(a, predicate), modality: own_modality(a, predicate) };
    let Some(depth) = depth.checked_sub(1) else { return own };
    let t = a.token(predicate);
    if !is_clausal(a, predicate) {
        return match carrier(a, predicate) {
            Some(verb) => handed(a, verb, depth).plus(own),
            None => wished(a, predicate).plus(own),
        };
    }
    let Some(head) = a.head(predicate) else { return own };
    match t.relation {
        Relation::Conj if continues(a, predicate) && is_clausal(a, head) => handed(a, head, depth).plus(own),
        Relation::Xcomp => handed(a, head, depth).plus(effect(a, head, predicate)).plus(own),
        Relation::Ccomp if !is_finite(a, predicate) => effect(a, head, predicate).plus(own),
        Relation::Advcl | Relation::Acl if is_to_infinitive(a, predicate) => {
            let purpose = Handed { negated: false, modality: Modality::Intention };
            purpose.plus(listed(a, head, Of::Infinitive)).plus(own)
        }
        _ => own,
    }
}

/// Whether a conjunct lives on the first one's auxiliaries: "will meet and sign".
fn continues(a: &Analysis, conjunct: u32) -> bool {
    let own = [Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass, Relation::Mark];
    !is_finite(a, conjunct) && a.by_relation(conjunct, &own).next().is_none()
}

/// A noun under a word of wishing or refusing is wished or refused: "they plan talks".
fn wished(a: &Analysis, noun: u32) -> Handed {
    if let Some(participle) = a.by_relation(noun, &[Relation::Amod]).find(|&c| a.token(c).upos == Upos::Verb)
    {
        return listed(a, participle, Of::Noun);
    }
    let first = first_conjunct(a, noun);
    let Some(head) = a.head(first) else { return Handed::default() };
    let under_for = || crate::arguments::has_preposition(a, first, "for");
    let for_only = matches!(&*lower(&a.token(head).lemma), "call" | "appeal");
    match a.token(first).relation {
        Relation::Obj | Relation::NsubjPass if !for_only => listed(a, head, Of::Noun),
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
    if to && a.token(governor).is("be") {
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
    let entry = embedding(&lemma).or_else(|| embedding(&form));
    match entry.filter(|&(_, nouns)| !plain && (nouns || of != Of::Noun)) {
        Some(("negated", _)) => Handed { negated: true, modality: Modality::None },
        Some((name, _)) => {
            Handed { negated: false, modality: Modality::parse(name).unwrap_or(Modality::None) }
        }
        None => Handed::default(),
    }
}

fn own_modality(a: &Analysis, predicate: u32) -> Modality {
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
        return if is_reported_future(a, predicate) { Modality::Future } else { Modality::Possibility };
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
fn is_reported_future(a: &Analysis, predicate: u32) -> bool {
    let clause = first_conjunct(a, predicate);
    a.token(clause).relation == Relation::Ccomp
        && a.head(clause).is_some_and(|h| tense(a, h) == Tense::Past)
        && !a.by_relation(predicate, &[Relation::Aux]).any(|x| a.token(x).is("have"))
}

fn is_to_infinitive(a: &Analysis, predicate: u32) -> bool {
    let to = a.by_relation(predicate, &[Relation::Mark]).any(|m| a.token(m).is("to"));
    let auxiliaries = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let infinitive = a.token(predicate).has(Feature::VerbFormInf)
        || a.by_relation(predicate, &auxiliaries).any(|x| a.token(x).has(Feature::VerbFormInf));
    to && infinitive
}

fn own_negation(a: &Analysis, predicate: u32) -> bool {
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
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::OblAgent => is_nobody(a, c),
            _ => false,
        }
    })
}

/// "no troops", "neither side", "nobody", "none".
fn is_nobody(a: &Analysis, nominal: u32) -> bool {
    let word = lower(&a.token(nominal).lemma);
    matches!(&*word, "nobody" | "none" | "nothing" | "neither" | "no-one")
        || a.by_relation(nominal, &[Relation::Det, Relation::CcPreconj])
            .any(|d| matches!(&*lower(&a.token(d).lemma), "no" | "neither"))
}

/// Under "if", "unless", "whether", or, unless it is plainly told, over an if-clause.
fn is_conditional(a: &Analysis, verb: u32, modality: Modality) -> bool {
    let condition = |t: u32| {
        a.by_relation(t, &[Relation::Mark])
            .any(|m| matches!(&*lower(&a.token(m).lemma), "if" | "unless" | "whether" | "lest"))
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
