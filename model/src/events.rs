//! Who did what to whom? Events in PLOVER's terms.

use crate::cast::ActorId;
use crate::claims::ClaimId;
use crate::evidence::Evidence;
use crate::plover::EventType;
use crate::span::{Char, Span};

/// Whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It has happened, is happening, or is done by saying it.
    Actual,
    /// It is announced.
    Future,
    /// It is supposed, wished or conditional.
    Hypothetical,
    /// It is said not to have happened.
    Negated,
    /// It lies more than about a year back.
    Historical,
}

impl Status {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
            Self::Negated => "negated",
            Self::Historical => "historical",
        }
    }
}

/// An actor who takes part without being actor or recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// As what: `attendee`, `host`, `mediator`.
    pub role: &'static str,
}

/// A date, as exactly as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDate {
    /// ISO 8601, cut to its granularity.
    pub value: String,
    /// `day`, `week`, `month`, `quarter` or `year`.
    pub granularity: &'static str,
    /// `text`, `dateline` or `published`.
    pub basis: &'static str,
    /// The words, where they are in the text.
    pub span: Option<Span<Char>>,
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The name in the text.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// GeoNames id.
    pub geonameid: Option<u32>,
    /// The words.
    pub span: Vec<Span<Char>>,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// PLOVER 2.0 type.
    pub kind: EventType,
    /// PLOVER mode of that type.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Who does it; all parties of a reciprocal event.
    pub actors: Vec<ActorId>,
    /// To whom.
    pub recipients: Vec<ActorId>,
    /// Others present.
    pub participants: Vec<Participant>,
    /// Whether it happened.
    pub status: Status,
    /// The claim that it stands in; `None`: the outlet says so itself.
    pub reported_by: Option<ClaimId>,
    /// When.
    pub date: Option<EventDate>,
    /// Where.
    pub place: Option<Place>,
    /// The words that carry the type.
    pub trigger: Vec<Span<Char>>,
    /// The token that heads them.
    pub trigger_head: u32,
    /// The sentence.
    pub sentence: u32,
    /// Other events of this dispatch that tell of the same happening, as indices.
    pub same_as: Vec<u32>,
    /// Why it was coded.
    pub evidence: Evidence,
}
