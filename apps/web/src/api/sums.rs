//! How many events, when, where, and between whom?

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::parameters::number;
use super::{Filters, asked, parameters};
use crate::archive::{By, Changes, Dyad, Facets, Flow, Period, PlaceCount, Quads, date};
use crate::problem::{Problem, Trouble};
use crate::reply::{Look, Made, json};

/// Values of one answer.
const MOST: usize = 2000;

/// Nodes of one answer.
const NODES: usize = 500;

/// The events of a period.
#[derive(Debug, Serialize, ToSchema)]
struct PointOut {
    /// Its first day.
    start: String,
    /// How many events of each quad class.
    #[schema(value_type = [u32; 4])]
    quads: Quads,
}

/// Events by period.
#[derive(Debug, Serialize, ToSchema)]
struct SeriesOut {
    /// day, week, month, quarter or year.
    period: &'static str,
    /// Without gaps, oldest first.
    points: Vec<PointOut>,
    /// How many events have no day.
    undated: u32,
}

/// How long a period is.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameter")]
struct Length {
    /// day, week, month, quarter or year; by default as fits.
    #[param(schema_with = parameters::period, required = false)]
    period: Option<String>,
}

/// Events by period and quad class.
#[utoipa::path(get, path = "/api/v1/series", params(Filters, Length),
    responses((status = 200, body = SeriesOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn series() {}

pub(super) fn made_series(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let period = parameters::given(look, "period").map(|p| {
        let wrong = || Problem::wrong(format!("A period is day, week, month, quarter or year, not {p:?}."));
        Period::named(&p).ok_or_else(wrong)
    });
    let series = archive.series(&asked(look)?.select(archive), period.transpose()?);
    json(&SeriesOut {
        period: series.period.name(),
        points: series.bins.iter().map(|b| PointOut { start: date(b.start), quads: b.quads }).collect(),
        undated: series.undated,
    })
}

/// How many rows.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameter")]
struct Top {
    /// How many, those with most events first.
    #[param(minimum = 1, maximum = 2000)]
    top: Option<u32>,
}

/// Places.
#[derive(Debug, Serialize, ToSchema)]
struct PlacesOut {
    places: Vec<PlaceCount>,
}

/// Places of events, most events first.
#[utoipa::path(get, path = "/api/v1/places", params(Filters, Top),
    responses((status = 200, body = PlacesOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn places() {}

pub(super) fn made_places(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let top = number(look, "top", 500, MOST)?;
    json(&PlacesOut { places: archive.places(&asked(look)?.select(archive), top) })
}

/// Flows.
#[derive(Debug, Serialize, ToSchema)]
struct FlowsOut {
    flows: Vec<Flow>,
}

/// Events from country to country, most events first.
#[utoipa::path(get, path = "/api/v1/flows", params(Filters, Top),
    responses((status = 200, body = FlowsOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn flows() {}

pub(super) fn made_flows(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let top = number(look, "top", 200, MOST)?;
    json(&FlowsOut { flows: archive.flows(&asked(look)?.select(archive), top) })
}

/// Dyads.
#[derive(Debug, Serialize, ToSchema)]
struct DyadsOut {
    dyads: Vec<Dyad>,
}

/// Pairs of countries, most events first.
#[utoipa::path(get, path = "/api/v1/dyads", params(Filters, Top),
    responses((status = 200, body = DyadsOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn dyads() {}

pub(super) fn made_dyads(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let top = number(look, "top", 100, MOST)?;
    json(&DyadsOut { dyads: archive.dyads(&asked(look)?.select(archive), top) })
}

/// A country or an actor.
#[derive(Debug, Serialize, ToSchema)]
struct NodeOut {
    /// What tells it from others.
    key: String,
    /// Its name.
    name: String,
    /// Its country.
    country: Option<String>,
    /// In how many events it stands.
    events: u32,
    /// The same by quad class.
    #[schema(value_type = [u32; 4])]
    quads: Quads,
}

/// The events between two.
#[derive(Debug, Serialize, ToSchema)]
struct EdgeOut {
    /// The one's key.
    source: String,
    /// The other's.
    target: String,
    /// How many events.
    events: u32,
    /// The same by quad class.
    #[schema(value_type = [u32; 4])]
    quads: Quads,
    /// The mean of their intensities.
    intensity_mean: f64,
    /// The first day.
    first_day: Option<String>,
    /// The last day.
    last_day: Option<String>,
}

/// A network.
#[derive(Debug, Serialize, ToSchema)]
struct NetworkOut {
    nodes: Vec<NodeOut>,
    edges: Vec<EdgeOut>,
    /// How many nodes there would be in all.
    total: u32,
}

/// What the nodes are.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameters")]
struct Nodes {
    /// country or actor.
    #[param(schema_with = parameters::by, required = false)]
    by: Option<String>,
    /// How many, at most 500.
    #[param(minimum = 1, maximum = 500)]
    top: Option<u32>,
}

/// Who is tied to whom.
#[utoipa::path(get, path = "/api/v1/network", params(Filters, Nodes),
    responses((status = 200, body = NetworkOut), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn network() {}

pub(super) fn made_network(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let by = match parameters::given(look, "by").as_deref() {
        None | Some("country") => By::Country,
        Some("actor") => By::Actor,
        Some(other) => return Err(Problem::wrong(format!("by is country or actor, not {other:?}."))),
    };
    let network = archive.network(&asked(look)?.select(archive), by, number(look, "top", 60, NODES)?);
    let key = |at: u32| network.nodes.get(at as usize).map(|n| n.key.clone()).unwrap_or_default();
    let edges = network.edges.iter().map(|e| EdgeOut {
        source: key(e.source),
        target: key(e.target),
        events: e.events,
        quads: e.quads,
        intensity_mean: e.intensity_mean,
        first_day: e.first_day.map(date),
        last_day: e.last_day.map(date),
    });
    let nodes = network.nodes.iter().map(|n| NodeOut {
        key: n.key.clone(),
        name: if by == By::Country { names.country(&n.name).to_owned() } else { n.name.clone() },
        country: n.country.clone(),
        events: n.events,
        quads: n.quads,
    });
    json(&NetworkOut { nodes: nodes.collect(), edges: edges.collect(), total: network.total })
}

/// What else could be chosen, with numbers: each field ignores its own choice and obeys all others.
#[utoipa::path(get, path = "/api/v1/facets", params(Filters, Top),
    responses((status = 200, body = Facets), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn facets() {}

pub(super) fn made_facets(look: Look<'_>) -> Made {
    let asked = asked(look)?;
    json(&look.snapshot.archive.facets(&asked.filter, asked.words(), number(look, "top", 20, MOST)?))
}

/// What changed in the newest seven days, against the four weeks before; null where no event has a day.
#[utoipa::path(get, path = "/api/v1/changes", params(Top),
    responses((status = 200, body = Option<Changes>), (status = 400, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn changes() {}

pub(super) fn made_changes(look: Look<'_>) -> Made {
    json(&look.snapshot.archive.changes(number(look, "top", 10, MOST)?))
}
