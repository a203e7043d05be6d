//! How does a store come into memory? Table by table, through the same views that everybody asks in SQL, so that
//! the page shows what they show: the newest codings, corrected.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use chancery_records::Error;
use chancery_records::sql::Session;

use crate::archive::{Archive, Builder, DispatchPart, EventPart, IncidentPart};

/// Loads the events of a store with all that they are filtered by.
pub(crate) fn archive(session: &Session) -> Result<Archive, Error> {
    let mut builder = Builder::default();
    let mut each = |sql: &str, take: &mut dyn FnMut(&mut Builder, &Rows<'_>, usize)| {
        session.ask(sql, &mut |batch| {
            let rows = Rows(&batch);
            for row in 0..batch.num_rows() {
                take(&mut builder, &rows, row);
            }
            Ok(())
        })
    };
    each(DISPATCHES, &mut |b, r, n| {
        b.dispatch(DispatchPart {
            dispatch: r.long(0, n).unwrap_or_default(),
            id: r.text(1, n).unwrap_or_default(),
            title: r.text(2, n),
            outlet: r.text(3, n),
            outlet_country: r.text(4, n),
            outlet_kind: r.text(5, n),
            published: r.text(6, n),
            day: r.day(7, n),
            repeats: r.long(8, n),
        });
    })?;
    each(EVENTS, &mut |b, r, n| b.event(event(r, n)))?;
    each(PARTICIPANTS, &mut |b, r, n| {
        let (dispatch, event) = (r.long(0, n).unwrap_or_default(), r.int(1, n).unwrap_or_default());
        b.participant(
            dispatch,
            event,
            r.text(2, n).unwrap_or_default(),
            r.text(3, n).unwrap_or_default(),
            r.text(4, n),
        );
    })?;
    each(INCIDENTS, &mut |b, r, n| {
        let count = |at: usize| r.int(at, n).unwrap_or_default();
        b.incident(IncidentPart {
            incident: r.long(0, n).unwrap_or_default(),
            day: r.day(1, n),
            last_day: r.day(2, n),
            kind: r.text(3, n).unwrap_or_default(),
            actor_countries: r.text(4, n).unwrap_or_default(),
            recipient_countries: r.text(5, n).unwrap_or_default(),
            place: r.text(6, n),
            place_country: r.text(7, n),
            events: count(8),
            dispatches: count(9),
            outlets: count(10),
            independent: count(11),
            claimed: count(12),
            denied: count(13),
        });
    })?;
    each(REPORTS, &mut |b, r, n| {
        b.report(
            r.long(0, n).unwrap_or_default(),
            r.long(1, n).unwrap_or_default(),
            r.int(2, n).unwrap_or_default(),
        );
    })?;
    Ok(builder.finish())
}

const DISPATCHES: &str = "SELECT dispatch, id, title, outlet, outlet_country, outlet_kind, published, day, repeats \
    FROM dispatches";
const EVENTS: &str = "SELECT dispatch, event, day, type, mode, contexts, quad, intensity, status, actors, \
    actor_countries, recipients, recipient_countries, claimed_by, stance, claim, place, place_country, latitude, \
    longitude, trigger_start, trigger_end, sentence_start, sentence_end, confidence, corrected FROM events";
const PARTICIPANTS: &str = "SELECT dispatch, event, role, name, country FROM participants";
const INCIDENTS: &str = "SELECT incident, day, last_day, type, actor_countries, recipient_countries, place, \
    place_country, events, dispatches, outlets, independent, claimed, denied FROM incidents";
const REPORTS: &str = "SELECT incident, dispatch, event FROM reports";

fn event<'a>(r: &Rows<'a>, n: usize) -> EventPart<'a> {
    let point = |at: usize| r.int(at, n).and_then(|p| u32::try_from(p).ok());
    #[allow(clippy::cast_possible_truncation, reason = "degrees and scores need no more digits on a screen")]
    let real = |at: usize| r.real(at, n).map(|v| v as f32);
    EventPart {
        dispatch: r.long(0, n).unwrap_or_default(),
        event: r.int(1, n).unwrap_or_default(),
        day: r.day(2, n),
        kind: r.text(3, n).unwrap_or_default(),
        mode: r.text(4, n),
        contexts: r.text(5, n).unwrap_or_default(),
        quad: r.int(6, n).and_then(|q| u8::try_from(q).ok()).unwrap_or_default(),
        intensity: real(7).unwrap_or_default(),
        status: r.text(8, n).unwrap_or_default(),
        actors: r.text(9, n).unwrap_or_default(),
        actor_countries: r.text(10, n).unwrap_or_default(),
        recipients: r.text(11, n).unwrap_or_default(),
        recipient_countries: r.text(12, n).unwrap_or_default(),
        claimed_by: r.text(13, n),
        stance: r.text(14, n),
        claim: r.int(15, n),
        place: r.text(16, n),
        place_country: r.text(17, n),
        lat: real(18),
        lon: real(19),
        trigger: [point(20).unwrap_or_default(), point(21).unwrap_or_default()],
        sentence: point(22).zip(point(23)).map(|(start, end)| [start, end]),
        confidence: real(24).unwrap_or_default(),
        corrected: r.text(25, n).is_some_and(|c| !c.is_empty()),
    }
}

/// A part of an answer; what is null, or of another kind than was expected, is nothing.
struct Rows<'a>(&'a RecordBatch);

impl<'a> Rows<'a> {
    fn column(&self, at: usize, row: usize) -> Option<&'a ArrayRef> {
        self.0.columns().get(at).filter(|c| c.is_valid(row))
    }

    fn text(&self, at: usize, row: usize) -> Option<&'a str> {
        let column = self.column(at, row)?;
        let plain = column.as_string_opt::<i32>().map(|c| c.value(row));
        plain.or_else(|| column.as_string_view_opt().map(|c| c.value(row)))
    }

    fn int(&self, at: usize, row: usize) -> Option<i32> {
        self.column(at, row)?.as_primitive_opt::<Int32Type>().map(|c| c.value(row))
    }

    fn long(&self, at: usize, row: usize) -> Option<i64> {
        self.column(at, row)?.as_primitive_opt::<Int64Type>().map(|c| c.value(row))
    }

    fn real(&self, at: usize, row: usize) -> Option<f64> {
        self.column(at, row)?.as_primitive_opt::<Float64Type>().map(|c| c.value(row))
    }

    fn day(&self, at: usize, row: usize) -> Option<i32> {
        self.column(at, row)?.as_primitive_opt::<Date32Type>().map(|c| c.value(row))
    }
}
