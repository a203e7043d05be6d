//! Which pages did a crawler keep? The answers with status 200 of a web archive, one at a time.
//!
//! `WARC-Date` is the crawler's clock, not the outlet's: it is never taken for a date of publication.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use super::context::{Context, part, remark};
use super::error::{Cause, Error};
use super::http::{self, Head};
use super::sniff::{Format, sniff};
use super::source::{CHUNK, Source, read_line};
use super::{Documents, open};
use crate::document::{Content, Document, Facts};

/// The documents of a web archive.
pub(crate) struct Warc<'a> {
    source: Source<'a>,
    origin: String,
    context: Context,
    line: Vec<u8>,
    count: u64,
    /// The documents of a feed that the crawler kept.
    within: Option<Documents<'static>>,
}

/// The head of a record, as far as it matters here.
#[derive(Debug, Default)]
struct Record {
    kind: String,
    id: String,
    address: Option<String>,
    truncated: Option<String>,
    length: u64,
}

impl<'a> Warc<'a> {
    pub(crate) fn new(origin: &str, source: Source<'a>, context: Context) -> Self {
        Self { source, origin: origin.to_owned(), context, line: Vec::new(), count: 0, within: None }
    }

    /// The head of the next record. Bytes between records that are none are passed over and noted.
    fn record(&mut self) -> Option<Record> {
        let limit = self.context.options.limits.head;
        loop {
            if read_line(&mut self.source, limit, &mut self.line).length == 0 {
                return None;
            }
            if self.line.starts_with(b"WARC/") {
                break;
            }
            if !self.line.iter().all(u8::is_ascii_whitespace) {
                self.context
                    .status
                    .note(Cause::damaged(Format::Warc, "there is no record where one should begin"));
            }
        }
        self.count += 1;
        let (mut record, mut room) = (Record::default(), limit);
        loop {
            let line = read_line(&mut self.source, limit, &mut self.line);
            if line.length == 0 || self.line.is_empty() {
                return Some(record);
            }
            // A head over the limit is read to its end, and the rest of it is not looked at.
            room = room.saturating_sub(self.line.len());
            if let Some((name, value)) = http::header(&self.line).filter(|_| room > 0) {
                match name.as_str() {
                    "warc-type" => record.kind = value.to_ascii_lowercase(),
                    "warc-record-id" => record.id = value,
                    "warc-target-uri" => record.address = Some(value.trim_matches(['<', '>']).to_owned()),
                    "warc-truncated" => record.truncated = Some(value),
                    "content-length" => record.length = value.parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
    }

    /// The head of the answer that the record holds; gives how many of the record's bytes are left.
    fn head(&mut self, record: &Record) -> (Option<Head>, u64) {
        let limit = self.context.options.limits.head;
        let mut block = self.source.by_ref().take(record.length);
        read_line(&mut block, limit, &mut self.line);
        let mut head = Head::new(&self.line);
        let mut room = limit;
        while let Some(head) = head.as_mut().filter(|h| h.status == 200) {
            if read_line(&mut block, limit, &mut self.line).length == 0 || self.line.is_empty() {
                break;
            }
            room = room.saturating_sub(self.line.len());
            if room > 0 {
                head.push(&self.line);
            }
        }
        (head.filter(|h| h.status == 200), block.limit())
    }

    /// The document in the next record, where it holds one; breaks at the end.
    fn step(&mut self) -> ControlFlow<(), Option<Document>> {
        let Some(record) = self.record() else { return ControlFlow::Break(()) };
        if record.kind != "response" {
            self.skip(record.length);
            return ControlFlow::Continue(None);
        }
        let (head, rest) = self.head(&record);
        let Some((head, kind)) = head.and_then(|h| Kind::of(&h.media_type()).map(|k| (h, k))) else {
            self.skip(rest);
            return ControlFlow::Continue(None);
        };
        let limit = self.context.options.limits.document;
        let mut bytes = Vec::with_capacity(usize::try_from(rest).unwrap_or(limit).min(CHUNK));
        let mut remarks = Vec::new();
        if self.source.take_bytes(rest, limit, &mut bytes) < rest {
            self.context.status.note(Cause::damaged(Format::Warc, "a record has no end"));
            remarks.push(self.context.cut());
        } else if rest > limit as u64 {
            remarks.push(self.context.too_long());
        }
        if let Some(why) = &record.truncated {
            let why: String = why.chars().take(40).collect();
            remarks.push(remark("ingest/cut", format!("The crawler cut the page: {why}.")));
        }
        let bytes = http::body(&head, bytes, limit, &mut remarks);
        let id = if record.id.is_empty() { self.count.to_string() } else { record.id };
        let origin = part(&self.origin, &id);
        let format = sniff(bytes.get(..CHUNK).unwrap_or(&bytes));
        if kind.holds(format) {
            let status = self.context.status.clone();
            let context = Context { depth: self.context.depth + 1, ..self.context.clone() };
            let source = Source::new(Cursor::new(bytes), format, status);
            self.within = Some(open(origin, source, context));
            return ControlFlow::Continue(None);
        }
        if kind == Kind::Data {
            return ControlFlow::Continue(None);
        }
        let url = record.address.filter(|a| a.starts_with("http"));
        ControlFlow::Continue(Some(Document {
            origin,
            facts: Facts { url, ..Facts::default() },
            content: Content::Bytes { bytes, charset: head.charset() },
            remarks,
        }))
    }

    fn skip(&mut self, bytes: u64) {
        if self.source.take_bytes(bytes, 0, &mut Vec::new()) < bytes {
            self.context.status.note(Cause::damaged(Format::Warc, "a record has no end"));
        }
    }
}

impl Iterator for Warc<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(within) = &mut self.within {
                if let Some(document) = within.next() {
                    return Some(document);
                }
                self.within = None;
            }
            match self.step() {
                ControlFlow::Break(()) => return None,
                ControlFlow::Continue(Some(document)) => return Some(Ok(document)),
                ControlFlow::Continue(None) => {}
            }
        }
    }
}

/// What a media type promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A page or a text.
    Page,
    /// XML or JSON, which is news only where it is a feed or a wire's item.
    Data,
}

impl Kind {
    fn of(media_type: &str) -> Option<Self> {
        match media_type {
            "" | "text/html" | "application/xhtml+xml" | "text/plain" => Some(Self::Page),
            "text/xml" | "text/json" | "application/xml" | "application/json" => Some(Self::Data),
            other if other.ends_with("+xml") && other.starts_with("application/") => Some(Self::Data),
            other if other.ends_with("+json") => Some(Self::Data),
            _ => None,
        }
    }

    /// Whether content of this format is to be opened rather than read as a page.
    fn holds(self, format: Format) -> bool {
        match format {
            Format::Feed | Format::NewsMl => true,
            Format::Json | Format::JsonLines => self == Self::Data,
            _ => false,
        }
    }
}
