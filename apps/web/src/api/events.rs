//! Which events fit? Page by page, newest first.

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::parameters::number;
use super::shapes::EventOut;
use super::{Filters, asked, parameters};
use crate::archive::{Archive, Row, Selection};
use crate::pages::lists;
use crate::problem::{Problem, Trouble};
use crate::reply::{Look, Made, json};

/// Events of one answer.
const MOST: usize = 500;

/// A page of events.
#[derive(Debug, Serialize, ToSchema)]
struct EventsOut {
    /// The events, newest first.
    events: Vec<EventOut>,
    /// What `cursor` must be to get the following ones; null at the end.
    next: Option<String>,
    /// How many fit in all.
    total: usize,
}

/// Where to go on.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "describes the parameters")]
struct Paging {
    /// `next` of the page before.
    #[param(schema_with = parameters::cursor, required = false)]
    cursor: Option<String>,
    /// How many events, at most 500.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// Events that fit a filter, newest first, with the sentence of each.
#[utoipa::path(get, path = "/api/v1/events", params(Filters, Paging),
    responses((status = 200, body = EventsOut), (status = 400, body = Trouble), (status = 404, body = Trouble)))]
#[allow(dead_code, reason = "describes the address")]
pub(super) fn events() {}

pub(super) fn made(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let asked = asked(look)?;
    let limit = number(look, "limit", 100, MOST)?;
    let selection = asked.select(archive);
    let offset = parameters::given(look, "cursor").map_or(Ok(0), |c| after(archive, &selection, &c))?;
    let page = selection.page(offset, limit);
    let rows: Vec<Row<'_>> = archive.rows(page).collect();
    let sentences = lists::sentences(look, &rows)?;
    let last = rows.last().filter(|_| offset + rows.len() < selection.len());
    json(&EventsOut {
        next: last.map(|row| format!("{}:e{}", row.dispatch, row.event)),
        total: selection.len(),
        events: rows.iter().map(|row| EventOut::of(row, &sentences, &look.site.names)).collect(),
    })
}

/// The place after the event that a cursor names. It holds also when new events have come before it.
fn after(archive: &Archive, selection: &Selection, cursor: &str) -> Result<usize, Problem> {
    let (dispatch, event) = parameters::place(cursor)
        .ok_or_else(|| Problem::wrong(format!("A cursor is what `next` said, like 7:e3, not {cursor:?}.")))?;
    let place = archive.position(dispatch, event).and_then(|position| selection.place(position));
    place.map(|p| p + 1).ok_or_else(|| {
        Problem::missing("The cursor's event does not fit this question.").with("Begin again without it.")
    })
}
