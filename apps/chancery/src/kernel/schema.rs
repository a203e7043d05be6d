//! Which columns do coded rows have? Signed integers, flat names, and provenance in every row: an engine that
//! reorders, filters or joins rows must not lose it.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use chancery_records::schema::EVENTS;

/// Columns of the store's events that only a store knows.
const STORE_ONLY: [&str; 3] = ["run", "dispatch", "corrected"];

/// The columns of the store's events that a coded event has, with their places in the store's table.
pub(super) fn kept() -> impl Iterator<Item = (usize, Field)> {
    let kept = EVENTS.columns.iter().enumerate().filter(|(_, c)| !STORE_ONLY.contains(&c.name));
    kept.map(|(place, c)| (place, Field::new(c.name, c.kind.arrow(), c.nullable)))
}

fn text(name: &str, nullable: bool) -> Field {
    Field::new(name, DataType::Utf8, nullable)
}

/// Columns before an event's own: which dispatch tells it, and who publishes that.
pub(super) fn of_dispatch() -> [Field; 5] {
    let maybe = |name| text(name, true);
    [text("id", false), text("dispatch", false), maybe("outlet"), maybe("url"), maybe("published")]
}

/// Columns behind an event's own: the exact words.
pub(super) fn quoted() -> [Field; 2] {
    [text("words", false), text("sentence_text", false)]
}

/// Columns that say what coded it.
pub(super) fn producer() -> [Field; 3] {
    [text("version", false), text("model", false), text("rules", false)]
}

/// An event as a row.
pub(super) fn event_fields() -> Fields {
    of_dispatch().into_iter().chain(kept().map(|(_, f)| f)).chain(quoted()).chain(producer()).collect()
}

/// The columns of flat events ([`super::events`]):
///
/// - `id`, `dispatch`, `outlet`, `url`, `published`: the row's id, the hash of the dispatch's text, and who published
///   it where and when;
/// - the store's columns of an event (`docs/reference/sql.md`) but `run`, `dispatch` and `corrected`, which only a
///   store knows;
/// - `words`, `sentence_text`: the words that carry the event, and their sentence, word for word;
/// - `version`, `model`, `rules`: what coded it.
pub fn event_schema() -> SchemaRef {
    Arc::new(Schema::new(event_fields()))
}

/// The columns of coded rows ([`super::Kernel::code`]); nothing is null:
///
/// - `id`, `dispatch`: the row's id, and 128 bits of the hash of the dispatch's text in hex;
/// - `record`: the record, `chancery/1`, as a line of JSON;
/// - `keep`: what a store keeps beside the record, JSON of the store's own;
/// - `remarks`: codes of what was odd, parted by spaces, in the order of the record;
/// - `events`: a list of [`event_schema`]'s rows;
/// - `version`, `model`, `rules`: what coded it.
pub fn coded_schema() -> SchemaRef {
    let event = Field::new("item", DataType::Struct(event_fields()), false);
    let own = ["id", "dispatch", "record", "keep", "remarks"].map(|name| text(name, false));
    let events = Field::new("events", DataType::List(Arc::new(event)), false);
    Arc::new(Schema::new(own.into_iter().chain([events]).chain(producer()).collect::<Fields>()))
}
