//! Of whom is it asked whose he is, and what kind of actor is he?

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::arguments::{has_determiner, is_first_person};
use chancery_model::cast::{Actor, ActorKind, Basis};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::opposed;
use crate::phrase::is_plural;
use crate::surroundings::{abroad, somebodys, stranger};

/// How many sentences, headline and all, a text has that shows where it plays. Of a shorter one the rules alone speak.
pub(crate) const SENTENCES: usize = 5;

/// The class of rebels, gunmen and criminals; and of their organisations.
pub(super) const ARMED_MEN: u16 = 9;
pub(super) const ARMED_GROUP: u16 = 14;

/// An actor as the head sees him.
#[derive(Debug)]
pub(super) struct Who {
    /// The heads of his mentions, in order.
    pub(super) heads: Vec<u32>,
    /// The tokens of his mentions.
    pub(super) tokens: BTreeSet<u32>,
    /// Where the first mention begins.
    pub(super) start: u32,
    pub(super) class: u16,
    pub(super) form: u16,
    pub(super) kind: ActorKind,
    pub(super) name: String,
    /// The subjects of the first mention's sentence and of the one before.
    pub(super) subjects: [Option<u32>; 2],
    /// How a person's name fits each state, and whether any other's better.
    pub(super) fits: BTreeMap<String, (u16, u16)>,
    /// The state that the rules gave him by what stands around.
    pub(super) told: Option<String>,
}

impl Who {
    /// The actor with an index, if the question of his state is open and he is mentioned.
    pub(super) fn open(d: &Draft<'_>, at: usize, heads: Vec<u32>) -> Option<Self> {
        let actor = &d.members[at].actor;
        if d.a.sentences().len() < SENTENCES {
            return None;
        }
        let asked = matches!(actor.kind, ActorKind::Person | ActorKind::Organisation | ActorKind::Group);
        let open = actor.country.is_none() || actor.basis == Basis::Context;
        let &first = heads.first().filter(|_| asked && open)?;
        // "both armies", "its allies", "his counterpart": the words say that they are of another state than those around them.
        // "Our ambassador" is of whoever speaks; of a people that no table knows a "Chechen sniper" is.
        let another = abroad(d, first)
            || stranger(d, first)
            || d.a.by_relation(first, &[Relation::NmodPoss]).any(|c| is_first_person(d.a, c))
            || opposed::is_of_another(d, first, actor);
        if another && actor.country.is_none() {
            return None;
        }
        let span = d.mentions.get(&first)?.tokens;
        let tokens = heads.iter().filter_map(|h| d.mentions.get(h)).flat_map(|m| m.tokens.iter()).collect();
        Some(Self {
            tokens,
            start: span.start(),
            class: class(actor),
            form: form(d, first, actor),
            subjects: subjects(d, first),
            kind: actor.kind,
            name: actor.name.clone(),
            fits: BTreeMap::new(),
            told: actor.country.clone(),
            heads,
        })
    }
}

/// The subjects of a token's sentence and of the one before.
fn subjects(d: &Draft<'_>, t: u32) -> [Option<u32>; 2] {
    let of = |n: u32| {
        let tokens = d.a.sentences()[n as usize].tokens;
        let root = tokens.iter().find(|&t| d.a.head(t).is_none())?;
        d.a.by_relation(root, &[Relation::Nsubj, Relation::NsubjPass]).next()
    };
    let sentence = d.a.sentence_of(t);
    [of(sentence), sentence.checked_sub(1).and_then(of)]
}

/// What kind of actor it is.
pub(super) fn class(actor: &Actor) -> u16 {
    let sector = actor.sectors.first().map_or("", String::as_str);
    match actor.kind {
        ActorKind::Person => match sector {
            _ if actor.office.is_none() && sector.is_empty() => 3,
            _ if actor.office.is_none() => 4,
            "GOV" => 0,
            "MIL" => 1,
            _ => 2,
        },
        ActorKind::Organisation => match sector {
            "GOV" | "MIL" | "COP" | "JUD" | "LEG" => 5,
            "REB" | "UAF" | "CRM" | "PRM" => ARMED_GROUP,
            "" => 7,
            _ => 6,
        },
        _ => match sector {
            "MIL" => 8,
            "REB" | "UAF" | "CRM" | "PRM" => ARMED_MEN,
            "COP" | "JUD" | "LEG" | "GOV" => 10,
            "CVL" | "REF" => 11,
            "" => 13,
            _ => 12,
        },
    }
}

/// How the phrase of a mention begins.
fn form(d: &Draft<'_>, t: u32, actor: &Actor) -> u16 {
    let token = d.a.token(t);
    let proper = token.upos == Upos::Propn || token.form.starts_with(char::is_uppercase);
    if somebodys(d, t) {
        4
    } else if d.a.child(t, Relation::NmodPoss).is_some() {
        5
    } else if has_determiner(d.a, t, &["the"]) {
        if proper { 8 } else { 0 }
    } else if has_determiner(d.a, t, &["a", "an"]) {
        1
    } else if d.a.child(t, Relation::Nummod).is_some() {
        2
    } else if proper || actor.kind == ActorKind::Person {
        7
    } else if is_plural(d.a, t) {
        3
    } else {
        6
    }
}
