//! What can one ask of an event?

use serde::Serialize;
use utoipa::ToSchema;

/// Who says that an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The outlet itself.
    Outlet,
    /// Somebody whom the outlet reports.
    Claimed,
    /// Nobody: somebody whom the outlet reports denies it.
    Denied,
}

impl Voice {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Outlet, Self::Claimed, Self::Denied];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Claimed => "claimed",
            Self::Denied => "denied",
        }
    }

    /// The voice of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.name() == name)
    }

    /// The voice of an event by its claim.
    pub(crate) fn of(claim: Option<i32>, stance: Option<&str>) -> Self {
        match (claim, stance) {
            (_, Some("deny")) => Self::Denied,
            (None, _) => Self::Outlet,
            _ => Self::Claimed,
        }
    }
}

/// What one can ask of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Words in the dispatch's text.
    Q,
    /// Words in an actor's or a recipient's name.
    Actor,
    /// A country on either side.
    Country,
    /// A country that acts.
    Source,
    /// A country towards which somebody acts.
    Target,
    /// Two countries, whichever acts.
    Dyad,
    /// The event type.
    Type,
    /// The mode of that type.
    Mode,
    /// A context.
    Context,
    /// The quad class.
    Quad,
    /// actual, future, hypothetical, negated or historical.
    Status,
    /// Who says so.
    Voice,
    /// Who publishes the dispatch.
    Outlet,
    /// The outlet's country.
    OutletCountry,
    /// What the outlet is.
    OutletKind,
    /// The first day.
    From,
    /// The last day.
    To,
    /// Words in the place's name.
    Place,
    /// The place's country.
    PlaceCountry,
    /// How sure the coding is at least.
    MinConfidence,
    /// The incident of which it tells.
    Incident,
}

/// Each field's key in addresses and its label on the page.
const FIELDS: [(Field, &str, &str); 21] = [
    (Field::Q, "q", "Words"),
    (Field::Actor, "actor", "Actor"),
    (Field::Country, "country", "Country"),
    (Field::Source, "source", "Acting country"),
    (Field::Target, "target", "Receiving country"),
    (Field::Dyad, "dyad", "Between"),
    (Field::Type, "type", "Type"),
    (Field::Mode, "mode", "Mode"),
    (Field::Context, "context", "Context"),
    (Field::Quad, "quad", "Quad class"),
    (Field::Status, "status", "Status"),
    (Field::Voice, "voice", "Who says so"),
    (Field::Outlet, "outlet", "Outlet"),
    (Field::OutletCountry, "outlet_country", "Outlet's country"),
    (Field::OutletKind, "outlet_kind", "Kind of outlet"),
    (Field::From, "from", "From"),
    (Field::To, "to", "To"),
    (Field::Place, "place", "Place"),
    (Field::PlaceCountry, "place_country", "Place's country"),
    (Field::MinConfidence, "min_confidence", "Confidence at least"),
    (Field::Incident, "incident", "Incident"),
];

impl Field {
    /// All of them, in the order in which addresses have them.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|f| f.0)
    }

    /// Its key in addresses.
    pub fn key(self) -> &'static str {
        FIELDS.iter().find(|f| f.0 == self).map_or("", |f| f.1)
    }

    /// Its label on the page.
    pub fn label(self) -> &'static str {
        FIELDS.iter().find(|f| f.0 == self).map_or("", |f| f.2)
    }

    /// The field of a key.
    pub fn of(key: &str) -> Option<Self> {
        FIELDS.iter().find(|f| f.1 == key).map(|f| f.0)
    }
}
