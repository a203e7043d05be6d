//! Which documents does JSON hold? An object a line, an array of objects, or one object over many
//! lines. A line that is broken is a document without text that says so.

use std::io::BufRead;

use chancery_model::dispatch::DateBasis;
use serde_json::{Map, Value};

use super::context::{Context, part, remark, shown_name};
use super::error::{Cause, Error};
use super::feed::is_markup;
use super::options::{Field, Fields};
use super::sniff::{Format, Shape, Step};
use super::source::{Source, read_line};
use super::utf8::Utf8;
use super::{instant, ninjs};
use crate::document::{Content, Document, Facts};

/// The objects of a file.
pub(crate) struct Json<'a> {
    text: Utf8<'a>,
    origin: String,
    context: Context,
    /// Whether a line is a value.
    lines: bool,
    /// The line, or the value among its like, counted from one.
    number: u64,
    /// Whether an array is open.
    array: bool,
    buffer: Vec<u8>,
}

impl<'a> Json<'a> {
    pub(crate) fn new(origin: &str, source: Source<'a>, format: Format, context: Context) -> Self {
        Self {
            text: Utf8::new(source),
            origin: origin.to_owned(),
            context,
            lines: format == Format::JsonLines,
            number: 0,
            array: false,
            buffer: Vec::new(),
        }
    }

    /// The next line that is not blank; whether it was cut.
    fn line(&mut self) -> Option<bool> {
        let limit = self.context.options.limits.document;
        loop {
            let line = read_line(&mut self.text, limit, &mut self.buffer);
            if line.length == 0 {
                return None;
            }
            self.number += 1;
            if !self.buffer.iter().all(u8::is_ascii_whitespace) {
                return Some(line.cut);
            }
        }
    }

    /// The next object of an array or of a row of objects; whether it was cut.
    fn value(&mut self) -> Option<bool> {
        let limit = self.context.options.limits.document;
        self.buffer.clear();
        let (mut shape, mut inside, mut cut) = (Shape::default(), false, false);
        // Whether no bracket has been opened: a number or a word.
        let mut bare = true;
        while let Ok(bytes) = self.text.fill_buf() {
            if bytes.is_empty() {
                break;
            }
            let mut used = 0;
            let mut ended = false;
            for &byte in bytes {
                used += 1;
                if !inside {
                    match byte {
                        b'[' if !self.array => self.array = true,
                        b',' | b']' => self.array &= byte == b',',
                        b if b.is_ascii_whitespace() => {}
                        _ => inside = true,
                    }
                    if !inside {
                        continue;
                    }
                }
                ended = match shape.step(byte) {
                    Step::On => shape.depth == 0 && !shape.inside_string && byte == b',',
                    Step::End | Step::Stray => true,
                };
                bare &= shape.depth == 0;
                if ended && bare && matches!(byte, b',' | b']') {
                    // What ends a bare number or word belongs to the array.
                    self.array &= byte == b',';
                } else if self.buffer.len() < limit {
                    self.buffer.push(byte);
                } else {
                    cut = true;
                }
                if ended {
                    break;
                }
            }
            self.text.consume(used);
            if ended {
                break;
            }
        }
        if !inside {
            if self.array {
                self.context.status.note(Cause::damaged(Format::Json, "an array has no end"));
            }
            return None;
        }
        if shape.depth > 0 {
            self.context.status.note(Cause::damaged(Format::Json, "an object has no end"));
        }
        self.number += 1;
        Some(cut)
    }

    fn document(&self, cut: bool) -> Document {
        if cut {
            return self.broken(&format!("it is over {} bytes", self.context.options.limits.document));
        }
        match serde_json::from_slice(&self.buffer) {
            Ok(Value::Object(object)) => of_object(&self.origin, self.number, &object, &self.context),
            Ok(_) => self.broken("it is no object"),
            Err(e) => self.broken(&e.to_string()),
        }
    }

    fn broken(&self, why: &str) -> Document {
        let what = if self.lines { "Line" } else { "Object" };
        let text = format!("{what} {} of the JSON cannot be read: {why}.", self.number);
        Document {
            origin: part(&self.origin, &self.number.to_string()),
            facts: Facts::default(),
            content: Content::Plain(String::new()),
            remarks: vec![remark("ingest/broken-line", text)],
        }
    }
}

impl Iterator for Json<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let cut = if self.lines { self.line() } else { self.value() }?;
        Some(Ok(self.document(cut)))
    }
}

/// The document that an object is.
fn of_object(origin: &str, number: u64, object: &Map<String, Value>, context: &Context) -> Document {
    if ninjs::is_ninjs(object) {
        return ninjs::document(origin, number, object);
    }
    let origin = |id: Option<String>| part(origin, &id.unwrap_or_else(|| number.to_string()));
    of_fields(object, &context.options.fields, origin)
}

/// The document that a table's row is, its columns being the object's fields: as the same object on a line of
/// JSON, but that its origin is its own id, and nothing where it has none.
pub fn row(object: &Map<String, Value>, fields: &Fields) -> Document {
    of_fields(object, fields, |id| id.map(|id| shown_name(&id)).unwrap_or_default())
}

/// The document of which an object's fields tell; `origin` makes one of its id.
fn of_fields(
    object: &Map<String, Value>,
    fields: &Fields,
    origin: impl FnOnce(Option<String>) -> String,
) -> Document {
    let find = |field| fields.names(field).into_iter().find_map(|name| text(at(object, name)?));
    let mut remarks = Vec::new();
    let date =
        fields.names(Field::Date).into_iter().find_map(|name| at(object, name).filter(|v| !v.is_null()));
    let published = date.and_then(of_date);
    if let (Some(date), None) = (date, &published) {
        remarks.push(remark("ingest/date", format!("The date «{}» was not understood.", shown(date))));
    }
    let body = find(Field::Text);
    if body.is_none() {
        let names: Vec<&str> = object.keys().take(20).map(String::as_str).collect();
        let text = format!("No field holds a text; the fields are: {}.", names.join(", "));
        remarks.push(remark("ingest/empty", text));
    }
    let authors = fields.names(Field::Author).into_iter().find_map(|name| at(object, name));
    Document {
        origin: origin(find(Field::Id)),
        facts: Facts {
            url: find(Field::Url),
            title: find(Field::Title),
            bylines: authors.map(persons).unwrap_or_default(),
            outlet: find(Field::Outlet),
            published: published.map(|d| (d, DateBasis::Given)),
            language: find(Field::Language),
            ..Facts::default()
        },
        content: content(body.unwrap_or_default()),
        remarks,
    }
}

/// Prose, or markup where there are tags.
pub(crate) fn content(body: String) -> Content {
    if body.contains('<') && is_markup(&body) { Content::Html(body) } else { Content::Plain(body) }
}

/// A field by its name, or by a path of names with points between them.
fn at<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    if let Some(value) = object.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    at(object.get(first)?.as_object()?, rest)
}

/// A value as a text; an object is what its name is. Blank is none.
pub(crate) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => text(["name", "literal", "title"].iter().find_map(|n| object.get(*n))?)?,
        _ => return None,
    };
    Some(text).filter(|t| !t.trim().is_empty())
}

fn persons(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    }
}

pub(crate) fn of_date(value: &Value) -> Option<String> {
    match value {
        Value::String(said) => instant::iso(said),
        Value::Number(number) => instant::iso_of_epoch(number.as_i64()?),
        _ => None,
    }
}

/// A value for a remark.
fn shown(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}
