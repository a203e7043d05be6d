//! Where and as what does a text speak of a state, and how does the tree tie it to an actor?

use chancery_model::syntax::Relation;

use super::who::Who;
use crate::draft::Draft;
use crate::phrase::case_of;

/// Where the text speaks of somebody of a state or body: by the token that heads it.
#[derive(Debug)]
pub(super) struct Sighting {
    pub(super) token: u32,
    pub(super) code: String,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    /// As what it is spoken of: [`appearance`].
    pub(super) seems: u16,
}

/// By what a state is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Name,
    People,
    Place,
    Actor,
}

/// As what a state is spoken of.
pub(super) fn appearance(d: &Draft<'_>, token: u32, how: How) -> u16 {
    match how {
        How::Name | How::Place if inside(d, token) => 3,
        How::Name => 1,
        How::People => 2,
        How::Place => 4,
        How::Actor => 5,
    }
}

/// "in Mali", "near Gao".
fn inside(d: &Draft<'_>, t: u32) -> bool {
    matches!(
        case_of(d.a, t).as_deref(),
        Some("in" | "at" | "near" | "across" | "inside" | "outside" | "from")
    )
}

/// How the tree ties a state's token to the head of an actor's mention.
pub(super) fn tied(d: &Draft<'_>, t: u32, s: u32, who: &Who) -> u16 {
    if who.tokens.contains(&s) {
        return 1;
    }
    let (up, over) = (d.a.head(t), d.a.head(s));
    let inside = |c: u32| inside(d, c);
    if over == Some(t) {
        return if inside(s) { 2 } else { 3 };
    }
    if up == Some(s) {
        return 4;
    }
    let joined = |a: u32, b: Option<u32>| d.a.token(a).relation == Relation::Conj && b == d.a.head(a);
    if joined(s, Some(t)) || joined(t, Some(s)) {
        return 9;
    }
    if up.is_some() && up == over {
        return match d.a.token(s).relation {
            Relation::Nsubj | Relation::NsubjPass => 5,
            Relation::Obj | Relation::Iobj => 6,
            _ if inside(s) => 7,
            _ => 8,
        };
    }
    // In a phrase of a phrase beside it.
    if over.and_then(|o| d.a.head(o)).is_some_and(|o| Some(o) == up) { 10 } else { 0 }
}
