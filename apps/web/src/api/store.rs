//! What does the store hold: dispatches, incidents, actors, outlets, and answers in SQL?

use chancery_records::incidents::{Facts, json as written};
use chancery_records::{Choice, Found, incident as incidents_of};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::parameters::number;
use super::{Filters, asked, parameters};
use crate::archive::{ActorCount, Incident, OutletCount};
use crate::pages::sql::SECONDS;
use crate::problem::{Problem, Trouble};
use crate::reply::{Look, Made, json};

/// Rows of one answer.
const MOST: usize = 1000;

/// Incidents.
#[derive(Debug, Serialize, ToSchema)]
struct IncidentsOut<'a> {
    incidents: Vec<Incident<'a>>,
}

/// Which incidents.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameters")]
struct Told {
    /// Fewest dispatches that tell of it.
    #[param(minimum = 1, maximum = 1000)]
    least: Option<u32>,
    /// How many incidents.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// Incidents of which events that fit tell, newest first.
#[utoipa::path(get, path = "/api/v1/incidents", params(Filters, Told),
    responses((status = 200, body = IncidentsOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn incidents() {}

pub(super) fn made_incidents(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let selection = asked(look)?.select(archive);
    let least = i32::try_from(number(look, "least", 1, MOST)?).unwrap_or(i32::MAX);
    json(&IncidentsOut {
        incidents: archive.incidents(Some(&selection), least, number(look, "limit", 100, MOST)?),
    })
}

/// One incident: who reports it, who claims, who denies, in which words.
#[utoipa::path(get, path = "/api/v1/incidents/{number}", params(("number" = i64, Path, description = "Its number.", minimum = 1, maximum = 9_007_199_254_740_991_i64)),
    responses((status = 200, body = serde_json::Value), (status = 400, body = Trouble), (status = 404, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn incident() {}

pub(super) fn made_incident(look: Look<'_>, number: &str) -> Made {
    let wrong = || Problem::wrong("An incident is named by its number.");
    let number = parameters::incident_number(number).ok_or_else(wrong)?;
    let (incident, reports) = look.site.with_store(|store| incidents_of::of(store, number))?;
    let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
    json(&written::incident(number, &incident, &facts))
}

/// The record of a dispatch, as `chancery read` writes it, corrected.
#[utoipa::path(get, path = "/api/v1/dispatches/{name}",
    params(("name" = String, Path, description = "Its number, its id, or the beginning of its id.")),
    responses((status = 200, body = serde_json::Value), (status = 404, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn dispatch() {}

pub(super) fn made_dispatch(look: Look<'_>, name: &str) -> Made {
    let stored = look.site.with_store(|store| store.record(store.find(name)?, Choice::Newest))?;
    let stored = stored.ok_or_else(|| Problem::missing("The dispatch has not been coded yet."))?;
    json(&stored.record)
}

/// Where words stand.
#[derive(Debug, Serialize, ToSchema)]
struct FoundOut {
    /// The dispatch's number.
    dispatch: i64,
    /// Hash of its text.
    id: String,
    /// Its title.
    title: Option<String>,
    /// Who publishes it.
    outlet: Option<String>,
    /// When.
    published: Option<String>,
    /// Where the words stand first: code points.
    span: [u32; 2],
    /// What is around them.
    context: String,
}

impl From<Found> for FoundOut {
    fn from(f: Found) -> Self {
        let Found { dispatch, id, title, outlet, published, span, context, .. } = f;
        Self { dispatch, id, title, outlet, published, span, context }
    }
}

/// Dispatches that hold words.
#[derive(Debug, Serialize, ToSchema)]
struct SearchOut {
    dispatches: Vec<FoundOut>,
}

/// What is looked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameters")]
struct Phrase {
    /// Words that stand side by side.
    q: Option<String>,
    /// How many dispatches.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// Dispatches that hold words side by side, the newest first.
#[utoipa::path(get, path = "/api/v1/search", params(Phrase),
    responses((status = 200, body = SearchOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn search() {}

pub(super) fn made_search(look: Look<'_>) -> Made {
    let limit = number(look, "limit", 20, MOST)?;
    let found = look.site.with_store(|store| store.search(look.parameter("q").unwrap_or_default(), limit))?;
    json(&SearchOut { dispatches: found.into_iter().map(FoundOut::from).collect() })
}

/// Actors.
#[derive(Debug, Serialize, ToSchema)]
struct ActorsOut {
    actors: Vec<ActorCount>,
}

/// Actors whose name holds some words, most events first.
#[utoipa::path(get, path = "/api/v1/actors", params(Phrase),
    responses((status = 200, body = ActorsOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn actors() {}

pub(super) fn made_actors(look: Look<'_>) -> Made {
    let limit = number(look, "limit", 20, MOST)?;
    json(&ActorsOut { actors: look.snapshot.archive.actors(look.parameter("q").unwrap_or_default(), limit) })
}

/// Outlets.
#[derive(Debug, Serialize, ToSchema)]
struct OutletsOut {
    outlets: Vec<OutletCount>,
}

/// Outlets, most events first.
#[utoipa::path(get, path = "/api/v1/outlets", responses((status = 200, body = OutletsOut)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn outlets() {}

pub(super) fn made_outlets(look: Look<'_>) -> Made {
    json(&OutletsOut { outlets: look.snapshot.archive.outlets() })
}

/// A question in SQL.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameters")]
struct Question {
    /// One SELECT.
    q: String,
    /// How many rows at most.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

/// An answer in SQL; cells are texts or null.
#[derive(Debug, Serialize, ToSchema)]
struct AnswerOut {
    columns: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
    /// Whether there are more rows.
    cut: bool,
}

/// Asks in SQL: read-only, within 15 seconds.
#[utoipa::path(get, path = "/api/v1/sql", params(Question),
    responses((status = 200, body = AnswerOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn sql() {}

pub(super) fn made_sql(look: Look<'_>) -> Made {
    let Some(question) = look.parameter("q") else { return Err(Problem::wrong("q is the question.")) };
    let answer = look.snapshot.session.answer(question, number(look, "limit", 100, MOST)?, SECONDS)?;
    json(&AnswerOut { columns: answer.columns, rows: answer.rows, cut: answer.cut })
}
