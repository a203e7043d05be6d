//! Which documents does an input hold, whatever it is?
//!
//! [`documents`] tells the format by the bytes, opens archives and compressions around it, and gives
//! one [`Document`] after the other while it reads. Memory is bounded by the largest document that
//! [`Limits`] allow. What is wrong with a document is a remark of it; what keeps a part of the input
//! from being read is an [`Error`], and nothing is left out without one.

mod archive;
mod compression;
mod context;
mod error;
mod feed;
mod http;
mod instant;
mod jsonl;
mod mail;
mod newsml;
mod ninjs;
mod options;
mod sniff;
mod source;
mod utf8;
mod warc;
mod xml;

#[cfg(test)]
mod tests;

use std::fmt;
use std::io::Read;
use std::iter;
use std::sync::Arc;

pub use self::error::{Cause, Error};
pub use self::jsonl::row;
pub use self::options::{Field, Fields, Limits, Options, WrongFields};
pub use self::sniff::Format;

use self::context::Context;
use self::source::{CHUNK, Root, Source, Status};
use crate::document::{Content, Document, Facts};

/// The documents of an input, one after the other.
///
/// An error says which part of the input was not read, or not to its end; reading goes on after it
/// where that is possible. An input that holds no document gives one error that says so, except
/// that a page or a text is always a document, be it empty.
pub struct Documents<'a> {
    origin: String,
    format: Format,
    inner: Box<dyn Iterator<Item = Result<Document, Error>> + Send + 'a>,
    status: Status,
    any: bool,
    ended: bool,
}

impl fmt::Debug for Documents<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents")
            .field("origin", &self.origin)
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

/// The documents of what `reader` gives. `origin` is what records call it; parts have their name
/// behind a `#`.
pub fn documents<'a>(origin: &str, reader: impl Read + Send + 'a, options: &Options) -> Documents<'a> {
    let status = Status::default();
    let root = Root { reader, status: status.clone() };
    let source = Source::new(root, Format::Page, status.clone());
    open(origin.to_owned(), source, Context { options: Arc::new(options.clone()), status, depth: 0 })
}

/// Opens a source: takes off compressions, then reads what is within.
fn open(origin: String, mut source: Source<'_>, mut context: Context) -> Documents<'_> {
    let limits = context.options.limits.clone();
    let mut format = sniff::sniff(source.peek(CHUNK));
    let status = context.status.clone();
    loop {
        if matches!(format, Format::Gzip | Format::Zstd | Format::Bzip2 | Format::Zip) {
            context.depth += 1;
            if context.depth > limits.nesting {
                status.note(Cause::Nesting { levels: limits.nesting });
                let inner = Box::new(iter::empty());
                return Documents { origin, format, inner, status, any: false, ended: false };
            }
        }
        match compression::unpack(source, format, &limits, &status) {
            Ok(unpacked) => source = unpacked,
            Err(plain) => {
                source = plain;
                break;
            }
        }
        format = sniff::sniff(source.peek(CHUNK));
    }
    read_as(origin, source, format, context)
}

/// Reads a source that nothing is wrapped around.
fn read_as<'a>(origin: String, source: Source<'a>, format: Format, context: Context) -> Documents<'a> {
    let status = context.status.clone();
    let inner: Box<dyn Iterator<Item = Result<Document, Error>> + Send + 'a> = match format {
        Format::Zip => Box::new(archive::Zip::new(&origin, source, context)),
        Format::Warc => Box::new(warc::Warc::new(&origin, source, context)),
        Format::Feed => Box::new(feed::Feed::new(&origin, source, context)),
        Format::NewsMl => Box::new(newsml::NewsMl::new(&origin, source, context)),
        Format::Json | Format::JsonLines => Box::new(jsonl::Json::new(&origin, source, format, context)),
        Format::Mbox => Box::new(mail::Mailbox::new(&origin, source, context)),
        Format::Mail => {
            let origin = origin.clone();
            Box::new(iter::once_with(move || Ok(mail::document(&origin, source, &context))))
        }
        Format::Unsupported(what) => {
            status.note(Cause::Unsupported { what });
            Box::new(iter::empty())
        }
        Format::Page | Format::Gzip | Format::Zstd | Format::Bzip2 => {
            let origin = origin.clone();
            Box::new(iter::once_with(move || Ok(page(origin, source, &context))))
        }
    };
    Documents { origin, format, inner, status, any: false, ended: false }
}

/// The documents of bytes whose format is known, be they of that format or not.
pub(crate) fn of_format<'a>(
    origin: &str,
    bytes: &'a [u8],
    format: Format,
    options: &Options,
) -> Documents<'a> {
    let status = Status::default();
    let source = Source::new(Root { reader: bytes, status: status.clone() }, format, status.clone());
    read_as(
        origin.to_owned(),
        source,
        format,
        Context { options: Arc::new(options.clone()), status, depth: 0 },
    )
}

/// A container's date in ISO 8601.
pub(crate) fn date(said: &str) -> Option<String> {
    instant::iso(said)
}

/// A page or a text: its bytes as they are.
fn page(origin: String, mut source: Source<'_>, context: &Context) -> Document {
    let (bytes, more) = source.read_whole(context.options.limits.document);
    let mut remarks = Vec::new();
    if more {
        remarks.push(context.too_long());
    } else if context.status.stopped().is_some() {
        remarks.push(context.cut());
    }
    Document { origin, facts: Facts::default(), content: Content::Bytes { bytes, charset: None }, remarks }
}

impl Iterator for Documents<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if let Some(found) = self.inner.next() {
            self.any = true;
            return Some(found);
        }
        self.ended = true;
        let cause = self.status.take();
        let cause = cause.or_else(|| (!self.any).then_some(Cause::NoDocument { format: self.format }))?;
        Some(Err(Error { origin: self.origin.clone(), cause }))
    }
}
