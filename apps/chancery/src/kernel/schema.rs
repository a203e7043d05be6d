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

/// A column of text: its name, whether it may hold nothing, and what it means.
type Column = (&'static str, bool, &'static str);

/// Before an event's own columns: which dispatch tells it, and who publishes that.
const OF_DISPATCH: [Column; 5] = [
    (
        "id",
        false,
        "The row's id in the table that was coded, or the origin of the document; empty where none is known.",
    ),
    (
        "dispatch",
        false,
        "The dispatch: 128 bits of the hash of its text, in hex. The same text has the same one anywhere.",
    ),
    ("outlet", true, "Who publishes it."),
    ("url", true, "Its address."),
    ("published", true, "When, ISO 8601, as exactly as it is known."),
];

/// Behind them: the exact words.
const QUOTED: [Column; 2] = [
    (
        "words",
        false,
        "The words that carry the event; where they do not stand side by side, with … between them.",
    ),
    ("sentence_text", false, "Their sentence, word for word."),
];

/// At the end of every row: what coded it.
const PRODUCER: [Column; 3] = [
    ("version", false, "The version of the program that coded it."),
    ("model", false, "Hash of its weights."),
    ("rules", false, "Hash of its rules, lexicons and tables."),
];

/// Of coded rows, before the list of events.
const OF_ROW: [Column; 5] = [
    OF_DISPATCH[0],
    OF_DISPATCH[1],
    (
        "record",
        false,
        "The record, chancery/1, as a line of JSON: what `chancery read --format jsonl` writes.",
    ),
    (
        "keep",
        false,
        "What a store keeps beside the record, JSON of the store's own: for `chancery ingest --segments`.",
    ),
    ("remarks", false, "Codes of what was odd, parted by spaces, in the order of the record."),
];

const EVENTS_ABOUT: &str = "A list of the dispatch's events, each with the columns below.";

fn fields(columns: &[Column]) -> impl Iterator<Item = Field> + '_ {
    columns.iter().map(|(name, nullable, _)| Field::new(*name, DataType::Utf8, *nullable))
}

/// An event as a row.
pub(super) fn event_fields() -> Fields {
    let own = kept().map(|(_, field)| field);
    fields(&OF_DISPATCH).chain(own).chain(fields(&QUOTED)).chain(fields(&PRODUCER)).collect()
}

/// The columns of flat events ([`super::events`]): who published the dispatch where and when; the store's columns of
/// an event (`docs/reference/sql.md`) but those that only a store knows; the exact words; what coded it.
/// [`reference()`] tells what each means.
pub fn event_schema() -> SchemaRef {
    Arc::new(Schema::new(event_fields()))
}

/// The columns of coded rows ([`super::Kernel::code`]); nothing is null. [`reference()`] tells what each means.
pub fn coded_schema() -> SchemaRef {
    let event = Field::new("item", DataType::Struct(event_fields()), false);
    let events = Field::new("events", DataType::List(Arc::new(event)), false);
    Arc::new(Schema::new(fields(&OF_ROW).chain([events]).chain(fields(&PRODUCER)).collect::<Fields>()))
}

/// All columns of coded tables with their meaning, in Markdown.
pub fn reference() -> String {
    let mut out = String::from(
        "\nThe columns of `chancery code`, of Python's `chancery.code` and of what the engines write. Whole numbers are \
         signed. Offsets count Unicode code points of the dispatch's text, from 0; an end is one past the last.\n",
    );
    out.push_str("\n## A row a dispatch: `--rows dispatches`\n");
    let events = row("events", "list of events", false, EVENTS_ABOUT);
    table(&mut out, OF_ROW.iter().map(line).chain([events]).chain(PRODUCER.iter().map(line)));
    out.push_str("\n## A row an event: `--rows events`\n");
    let own = kept().map(|(place, field)| {
        let (kind, about) = (EVENTS.columns[place].kind.sql(), EVENTS.columns[place].about);
        row(field.name(), kind, field.is_nullable(), about)
    });
    let behind = QUOTED.iter().chain(&PRODUCER).map(line);
    table(&mut out, OF_DISPATCH.iter().map(line).chain(own).chain(behind));
    out
}

fn table(out: &mut String, rows: impl Iterator<Item = String>) {
    out.push_str("\n| column | type | meaning |\n|---|---|---|\n");
    out.extend(rows);
}

fn line((name, nullable, about): &Column) -> String {
    row(name, "VARCHAR", *nullable, about)
}

fn row(name: &str, kind: &str, nullable: bool, about: &str) -> String {
    format!("| {name} | {kind}{} | {about} |\n", if nullable { ", or NULL" } else { "" })
}
