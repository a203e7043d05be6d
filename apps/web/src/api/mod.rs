//! What can programs ask? The same questions as the pages, with the same filters, as JSON; described in OpenAPI.
#![allow(unused_qualifications, reason = "the macros that describe addresses write whole paths")]

mod events;
mod parameters;
mod shapes;
mod store;
mod sums;

use std::sync::Arc;

use axum::Router;
use utoipa::{IntoParams, OpenApi};

use crate::pages::search::Asked;
use crate::problem::{Problem, Trouble};
use crate::reply::{Look, Made, answers, json, named};
use crate::site::Site;

/// The description of the interface.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Chancery",
        description = "Who did what to whom, and who says so: a store of dispatches, read-only. Nothing is asserted: every \
            event has the outlet that reports it and the speaker who claims it.",
        license(name = "Apache-2.0 OR MIT", identifier = "Apache-2.0 OR MIT")
    ),
    paths(
        events::events,
        sums::series,
        sums::places,
        sums::flows,
        sums::dyads,
        sums::network,
        sums::facets,
        sums::changes,
        store::incidents,
        store::incident,
        store::dispatch,
        store::search,
        store::actors,
        store::outlets,
        store::sql,
    ),
    components(schemas(Trouble))
)]
struct Description;

/// The filter that all questions about events share. A field that may be given several times fits any of its values;
/// an event must fit all fields.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameters that the filter reads")]
struct Filters {
    /// Words that stand side by side in the dispatch's text.
    q: Option<String>,
    /// Words in the name of an actor or a recipient.
    actor: Option<String>,
    /// Countries on either side, ISO 3166-1 alpha-3 or PLOVER's codes.
    country: Option<Vec<String>>,
    /// Countries that act.
    source: Option<Vec<String>>,
    /// Countries towards which somebody acts.
    target: Option<Vec<String>>,
    /// Two countries, parted by a space: events between them, whichever acts.
    #[param(schema_with = parameters::dyad, required = false)]
    dyad: Option<String>,
    /// PLOVER event types.
    r#type: Option<Vec<String>>,
    /// Modes.
    mode: Option<Vec<String>>,
    /// Contexts.
    context: Option<Vec<String>>,
    /// Quad classes, 1 to 4.
    #[param(schema_with = parameters::quads, required = false)]
    quad: Option<Vec<u8>>,
    /// actual, future, hypothetical, negated or historical.
    status: Option<Vec<String>>,
    /// outlet, claimed or denied: who says so.
    #[param(schema_with = parameters::voice, required = false)]
    voice: Option<String>,
    /// Outlets.
    outlet: Option<Vec<String>>,
    /// Outlets' countries.
    outlet_country: Option<Vec<String>>,
    /// Kinds of outlets.
    outlet_kind: Option<Vec<String>>,
    /// The first day, ISO 8601.
    #[param(schema_with = parameters::day, required = false)]
    from: Option<String>,
    /// The last day, ISO 8601.
    #[param(schema_with = parameters::day, required = false)]
    to: Option<String>,
    /// Words in the place's name.
    place: Option<String>,
    /// Countries of the places.
    place_country: Option<Vec<String>>,
    /// The least confidence, 0 to 1.
    #[param(schema_with = parameters::share, required = false)]
    min_confidence: Option<f32>,
    /// An incident.
    #[param(schema_with = parameters::incident, required = false)]
    incident: Option<i64>,
}

/// All addresses under `/api/v1/`.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/api/v1/openapi.json", answers(description))
        .route("/api/v1/events", answers(events::made))
        .route("/api/v1/series", answers(sums::made_series))
        .route("/api/v1/places", answers(sums::made_places))
        .route("/api/v1/flows", answers(sums::made_flows))
        .route("/api/v1/dyads", answers(sums::made_dyads))
        .route("/api/v1/network", answers(sums::made_network))
        .route("/api/v1/facets", answers(sums::made_facets))
        .route("/api/v1/changes", answers(sums::made_changes))
        .route("/api/v1/incidents", answers(store::made_incidents))
        .route("/api/v1/search", answers(store::made_search))
        .route("/api/v1/actors", answers(store::made_actors))
        .route("/api/v1/outlets", answers(store::made_outlets))
        .route("/api/v1/sql", answers(store::made_sql))
        .route("/api/v1/incidents/{number}", named(store::made_incident))
        .route("/api/v1/dispatches/{name}", named(store::made_dispatch))
}

fn description(_: Look<'_>) -> Made {
    json(&Description::openapi())
}

/// The filter of a request; a program is told what is wrong with it.
fn asked(look: Look<'_>) -> Result<Asked, Problem> {
    parameters::check(look)?;
    Asked::of(look)
}
