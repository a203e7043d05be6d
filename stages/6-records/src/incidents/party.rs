//! Who is meant, and is it the same? A country, its minister and its capital are one party at the level of
//! countries; two persons of different names are two.

use chancery_model::record::{ActorOut, Span};
use serde::{Deserialize, Serialize};

use super::report::cut;
use super::words::{is_common, stem, tokens};

/// A party to an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its fullest name in the dispatch.
    pub name: String,
    /// What it is called nearest to the event.
    pub words: String,
    /// Loaded words for it.
    pub loaded: Vec<String>,
    /// person, state, organisation, group, place or unknown.
    pub kind: String,
    /// Its country, or what PLOVER writes in a country's place.
    pub country: Option<String>,
    /// Whether the country is more than a guess from the context.
    pub sure: bool,
    /// Its sectors.
    pub sectors: Vec<String>,
    /// Its office.
    pub office: Option<String>,
    /// The words of its name that others would use, too, in small letters; none where it has no name.
    pub names: Vec<String>,
    /// The stem of the noun that says what it is: "soldier" of "11 of its soldiers".
    pub noun: String,
}

impl Party {
    /// An actor as it is called near a sentence. `home` is the country of which a dispatch speaks when it says "the
    /// Foreign Ministry" and no more.
    pub(super) fn of(actor: &ActorOut, text: &[char], near: Span, home: Option<&str>) -> Self {
        let distance = |span: &Span| span[0].abs_diff(near[0]);
        let within = |span: &Span| near[0] <= span[0] && span[1] <= near[1];
        let said = actor.mentions.iter().filter(|m| m.kind != "pronoun").map(|m| m.span);
        let words = said.min_by_key(|s| (!within(s), distance(s))).map(|s| cut(text, s));
        Self {
            name: actor.name.clone(),
            words: words.unwrap_or_else(|| actor.name.clone()),
            loaded: actor.loaded.iter().map(|s| cut(text, *s)).collect(),
            kind: actor.kind.clone(),
            country: actor.country.clone().or_else(|| home.filter(|_| is_official(actor)).map(str::to_owned)),
            sure: actor.country.is_some() && actor.basis != "context",
            sectors: actor.sectors.clone(),
            office: actor.office.clone(),
            names: names(actor),
            noun: tokens(&actor.name).last().map(stem).unwrap_or_default(),
        }
    }
}

/// Whether somebody without a country speaks or acts for some state.
fn is_official(actor: &ActorOut) -> bool {
    let office = actor.sectors.iter().any(|s| matches!(s.as_str(), "GOV" | "MIL" | "COP" | "LEG" | "JUD"));
    office && matches!(actor.kind.as_str(), "person" | "organisation" | "group")
}

/// A person's last name, the capitalised words of others; a state is told by its country.
fn names(actor: &ActorOut) -> Vec<String> {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let title = actor.office_text.as_deref().unwrap_or_default().to_lowercase();
    let words = tokens(&actor.name).filter(capital).map(str::to_lowercase);
    // "Water Resources" may be all that was read of a minister's name.
    let words = words.filter(|w| !is_common(w) && !tokens(&title).any(|t| t == w));
    match actor.kind.as_str() {
        "state" => Vec::new(),
        // Only who has a name of his own has a last one: "Foreign Minister" is none.
        "person" if actor.mentions.iter().all(|m| m.kind != "named") => Vec::new(),
        "person" => words.last().into_iter().collect(),
        _ => words.collect(),
    }
}

/// How alike two parties are: 1 is the same, -1 are certainly two, 0 is not known.
pub(super) fn likeness(a: &Party, b: &Party) -> f64 {
    let persons = a.kind == "person" && b.kind == "person";
    let shared = a.names.iter().any(|n| b.names.contains(n));
    let named = !a.names.is_empty() && !b.names.is_empty();
    let alike = !a.noun.is_empty() && a.noun == b.noun;
    match (a.country.as_deref(), b.country.as_deref()) {
        _ if persons && named => {
            if shared {
                1.0
            } else {
                -1.0
            }
        }
        (Some(x), Some(y)) if x == y => {
            let known = 0.6 + 0.4 * camp(a, b);
            if a.sure && b.sure { known } else { known * 0.8 }
        }
        _ if shared => 0.8,
        (Some(_), Some(_)) if a.sure && b.sure => -1.0,
        _ if alike => 0.4,
        // A country that was guessed is hardly a ground to part them.
        (Some(_), Some(_)) => -0.15,
        _ if named && !persons => -0.2,
        _ if a.sectors.is_empty() || a.sectors.first() != b.sectors.first() => 0.0,
        _ => 0.1,
    }
}

/// Whether two of one country stand on one side: its state, those who fight it, its people.
fn camp(a: &Party, b: &Party) -> f64 {
    let side = |p: &Party| {
        let any = |codes: &[&str]| p.sectors.iter().any(|s| codes.contains(&s.as_str()));
        if any(&["REB", "UAF", "CRM", "SPY"]) {
            Some(Side::Fighters)
        } else if any(&["GOV", "MIL", "COP", "JUD", "LEG"]) || p.kind == "state" {
            Some(Side::State)
        } else if p.sectors.is_empty() {
            None
        } else {
            Some(Side::People)
        }
    };
    match (side(a), side(b)) {
        (Some(x), Some(y)) if x == y => {
            if a.sectors.first() == b.sectors.first() {
                1.0
            } else {
                0.7
            }
        }
        (Some(Side::Fighters), Some(_)) | (Some(_), Some(Side::Fighters)) => -1.5,
        (Some(_), Some(_)) => 0.0,
        _ => 0.5,
    }
}

/// On which side of a country somebody stands.
#[derive(PartialEq)]
enum Side {
    State,
    Fighters,
    People,
}
