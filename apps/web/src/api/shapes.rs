//! What does an event look like to a program?

use serde::Serialize;
use utoipa::ToSchema;

use crate::archive::{Party, Role, Row, date};
use crate::pages::lists::Sentences;
use crate::reading::{Names, chain_of_row};

/// Somebody who takes part.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartyOut {
    /// The fullest form of the name in the text.
    name: String,
    /// ISO 3166-1 alpha-3 or PLOVER's codes.
    country: Option<String>,
}

/// An event: who did what to whom, and who says so.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventOut {
    /// Its name in the store: dispatch and event.
    #[schema(example = "7:e3")]
    name: String,
    /// The dispatch's number.
    dispatch: i64,
    /// Its number within the dispatch.
    event: i32,
    /// The day to sort and count by, ISO 8601.
    day: Option<String>,
    /// PLOVER 2.0 event type.
    r#type: String,
    /// The type in words.
    type_name: String,
    /// PLOVER mode.
    mode: Option<String>,
    /// PLOVER contexts.
    contexts: Vec<String>,
    /// Quad class, 1 to 4.
    quad: u8,
    /// Conflict-cooperation score, -10 to 10.
    intensity: f32,
    /// actual, future, hypothetical, negated, historical or retracted.
    status: String,
    /// Who does it.
    actors: Vec<PartyOut>,
    /// To whom.
    recipients: Vec<PartyOut>,
    /// Who claims it: empty for a speaker who is not named, null where the outlet says so itself.
    claimed_by: Option<String>,
    /// The claim's stance.
    stance: Option<String>,
    /// Who publishes the dispatch.
    outlet: Option<String>,
    /// The dispatch's title.
    title: Option<String>,
    /// When it was published.
    published: Option<String>,
    /// Where it happened, in the text's words.
    place: Option<String>,
    /// The place's country.
    place_country: Option<String>,
    /// How sure the coding is, 0 to 1.
    confidence: f32,
    /// Whether somebody corrected it.
    corrected: bool,
    /// The incident of which it tells.
    incident: Option<i64>,
    /// Who says so, in words.
    voice: String,
    /// The sentence, word for word.
    quote: Option<String>,
    /// Where the words that carry the event stand in the dispatch's text: code points.
    trigger: [u32; 2],
    /// Where the sentence stands.
    sentence: Option<[u32; 2]>,
}

impl EventOut {
    pub(super) fn of(row: &Row<'_>, sentences: &Sentences, names: &Names) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let party = |p: &Party<'_>| PartyOut { name: p.name.to_owned(), country: owned(p.country) };
        Self {
            name: format!("{}:e{}", row.dispatch, row.event),
            dispatch: row.dispatch,
            event: row.event,
            day: row.day.map(date),
            r#type: row.kind.to_owned(),
            type_name: names.code(row.kind).to_owned(),
            mode: owned(row.mode),
            contexts: row.contexts.split_whitespace().map(str::to_owned).collect(),
            quad: row.quad,
            intensity: row.intensity,
            status: row.status.to_owned(),
            actors: row.in_role(Role::Actor).map(party).collect(),
            recipients: row.in_role(Role::Recipient).map(party).collect(),
            claimed_by: owned(row.claimed_by),
            stance: owned(row.stance),
            outlet: owned(row.outlet),
            title: owned(row.title),
            published: owned(row.published),
            place: owned(row.place),
            place_country: owned(row.place_country),
            confidence: row.confidence,
            corrected: row.corrected,
            incident: row.incident,
            voice: chain_of_row(row.outlet, row.claimed_by, row.stance),
            quote: sentences.get(&(row.dispatch, row.event)).map(|q| q.sentence.clone()),
            trigger: row.trigger,
            sentence: row.sentence,
        }
    }
}
