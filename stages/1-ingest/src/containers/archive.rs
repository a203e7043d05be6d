//! Which files does a zip archive hold? Its entries in the order in which they lie, streamed.
//!
//! The archive is read from its start, as it comes, and never by its directory: so it may come from
//! a pipe, and a directory that lists one stretch a thousand times has no power here.

use std::io::{self, Read, Take};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::bufread::DeflateDecoder;

use super::compression::Guard;
use super::context::{Context, part};
use super::error::{Cause, Error};
use super::sniff::Format;
use super::source::{Source, Status};
use super::{Documents, open};
use crate::document::Document;

const ENTRY: &[u8] = b"PK\x03\x04";

const CUT: &str = "it ends within an entry";

/// What may follow the last entry.
const AFTER: [&[u8]; 4] = [b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x08"];

/// The documents of a zip archive.
pub(crate) struct Zip<'a> {
    origin: String,
    context: Context,
    /// Between entries, the archive.
    source: Option<Source<'a>>,
    /// Within an entry, what is left of it and its documents.
    entry: Option<(Shared<'a>, Documents<'a>, Header)>,
    count: u64,
}

/// The head of an entry.
#[derive(Debug, Clone, Default)]
struct Header {
    name: String,
    method: u16,
    encrypted: bool,
    /// Packed bytes; `None` where they are told after the data.
    packed: Option<u64>,
}

/// The data of an entry, lent to the reader of its documents.
type Shared<'a> = Arc<Mutex<Body<'a>>>;

enum Body<'a> {
    Stored(Take<Source<'a>>),
    Deflated(Box<Guard<DeflateDecoder<Take<Source<'a>>>>>),
    Returned,
}

/// Reads an entry that the archive has lent; says at once where the archive ends within it, so that
/// the document that it cuts knows.
struct Lent<'a>(Shared<'a>, Status);

impl Read for Lent<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut *lock(&self.0) {
            Body::Stored(data) => {
                let count = data.read(buffer)?;
                if count == 0 && !buffer.is_empty() && data.limit() > 0 {
                    self.1.note(Cause::damaged(Format::Zip, CUT));
                }
                Ok(count)
            }
            Body::Deflated(data) => data.read(buffer),
            Body::Returned => Ok(0),
        }
    }
}

fn lock<'m, 'a>(body: &'m Shared<'a>) -> MutexGuard<'m, Body<'a>> {
    body.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a> Zip<'a> {
    pub(crate) fn new(origin: &str, source: Source<'a>, context: Context) -> Self {
        Self { origin: origin.to_owned(), context, source: Some(source), entry: None, count: 0 }
    }

    fn damaged(&self, what: &'static str) {
        self.context.status.note(Cause::damaged(Format::Zip, what));
    }

    /// The head of the next entry; `None` at the directory, or where the archive is broken.
    fn header(&self, source: &mut Source<'a>) -> Option<Header> {
        let head = source.peek(30);
        if AFTER.iter().any(|a| head.starts_with(a)) {
            return None;
        }
        let Some(fixed) = head.first_chunk::<30>().filter(|h| h.starts_with(ENTRY)) else {
            self.damaged("there is no entry where one should begin");
            return None;
        };
        let short = |at: usize| {
            fixed.get(at..at + 2).map_or(0, |b| b.iter().rev().fold(0, |n, b| n << 8 | u16::from(*b)))
        };
        let long = |at: usize| u64::from(short(at)) | u64::from(short(at + 2)) << 16;
        let (flags, method) = (short(6), short(8));
        let (packed, unpacked) = (long(18), long(22));
        let (name_length, extra_length) = (u64::from(short(26)), u64::from(short(28)));
        source.take_bytes(30, 0, &mut Vec::new());
        let (mut name, mut extra) = (Vec::new(), Vec::new());
        source.take_bytes(name_length, usize::MAX, &mut name);
        source.take_bytes(extra_length, usize::MAX, &mut extra);
        let packed = if packed == u64::from(u32::MAX) {
            large(&extra, unpacked == u64::from(u32::MAX)).unwrap_or(packed)
        } else {
            packed
        };
        Some(Header {
            name: String::from_utf8_lossy(&name).into_owned(),
            method,
            encrypted: flags & 1 != 0,
            packed: (flags & 8 == 0 || packed > 0).then_some(packed),
        })
    }

    /// Opens the next entry that is to be read; false at the end.
    fn open_next(&mut self) -> Option<Result<(), Error>> {
        loop {
            let mut source = self.source.take()?;
            let header = self.header(&mut source)?;
            self.count += 1;
            let limit = self.context.options.limits.entries;
            if self.count > limit {
                self.context.status.note(Cause::Entries { entries: limit });
                return None;
            }
            let origin = part(&self.origin, &header.name);
            let limited = source.take(header.packed.unwrap_or(u64::MAX));
            let what = match header.method {
                0 | 8 if header.encrypted => Some("an encrypted entry"),
                // Only the data itself could say where it ends, and it does not.
                0 if header.packed.is_none() && !is_aside(&header.name) => Some("an entry of untold length"),
                0 | 8 => None,
                _ => Some("an entry that is packed by this method"),
            };
            if what.is_some() || is_aside(&header.name) {
                if let Some(what) = what.filter(|_| header.packed.is_none()) {
                    return Some(Err(Error { origin, cause: Cause::Unsupported { what } }));
                }
                let body = match header.method {
                    8 if header.packed.is_none() => self.deflated(limited),
                    _ if header.packed.is_none() => Body::Stored(limited.into_inner().take(0)),
                    _ => Body::Stored(limited),
                };
                self.source = self.close(body, &header, false);
                if let Some(what) = what {
                    return Some(Err(Error { origin, cause: Cause::Unsupported { what } }));
                }
                continue;
            }
            let body = if header.method == 8 { self.deflated(limited) } else { Body::Stored(limited) };
            let shared = Arc::new(Mutex::new(body));
            let context = self.context.clone();
            let status = context.status.clone();
            let lent = Lent(Arc::clone(&shared), status.clone());
            let data = Source::new(lent, Format::Zip, status);
            self.entry = Some((shared, open(origin, data, context), header));
            return Some(Ok(()));
        }
    }

    fn deflated(&self, data: Take<Source<'a>>) -> Body<'a> {
        let Context { options, status, .. } = &self.context;
        Body::Deflated(Box::new(Guard::new(DeflateDecoder::new(data), &options.limits, status)))
    }

    /// Passes over what is left of an entry, be it lent to a reader before or not; gives the archive
    /// back, unless it cannot go on.
    fn close(&self, body: Body<'a>, header: &Header, was_lent: bool) -> Option<Source<'a>> {
        let data = match body {
            Body::Stored(data) => data,
            Body::Deflated(mut data) => {
                if header.packed.is_none() {
                    // The end of the data shows only by unpacking it.
                    if io::copy(&mut data, &mut io::sink()).is_err() {
                        self.damaged("an entry is broken, and the next one cannot be found");
                    }
                    if self.context.status.stopped().is_some() {
                        return None;
                    }
                }
                data.into_inner().into_inner()
            }
            Body::Returned => return None,
        };
        let left = data.limit();
        let mut source = data.into_inner();
        if header.packed.is_some() {
            let passed = source.take_bytes(left, 0, &mut Vec::new());
            if passed < left {
                // Whoever read the entry to this end has said so.
                if passed > 0 || !was_lent {
                    self.damaged(CUT);
                }
                return None;
            }
        }
        pass_descriptor(&mut source);
        Some(source)
    }
}

/// Passes over the lengths that may follow an entry, in four and eight bytes, with and without
/// a signature.
fn pass_descriptor(source: &mut Source<'_>) {
    let next = source.peek(28);
    let follows = |at: usize| {
        let here = next.get(at..).unwrap_or(&[]);
        here.starts_with(ENTRY) || AFTER.iter().any(|a| here.starts_with(a))
    };
    let lengths = if next.starts_with(b"PK\x07\x08") { [16, 24, 0] } else { [0, 12, 20] };
    if let Some(length) = lengths.into_iter().find(|l| follows(*l)) {
        source.take_bytes(length as u64, 0, &mut Vec::new());
    }
}

impl Iterator for Zip<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((_, documents, _)) = &mut self.entry
                && let Some(document) = documents.next()
            {
                return Some(document);
            }
            if let Some((shared, documents, header)) = self.entry.take() {
                drop(documents);
                let body = std::mem::replace(&mut *lock(&shared), Body::Returned);
                self.source = self.close(body, &header, true);
            }
            if let Err(error) = self.open_next()? {
                return Some(Err(error));
            }
        }
    }
}

/// Folders, and what systems leave behind in archives.
fn is_aside(name: &str) -> bool {
    name.ends_with('/') || name.split('/').any(|p| p.starts_with('.') || p == "__MACOSX")
}

/// The packed length of an entry over 4 GB, from its extra fields.
fn large(mut extra: &[u8], both: bool) -> Option<u64> {
    while let Some([a, b, c, d]) = extra.first_chunk::<4>() {
        let (kind, length) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let rest = extra.get(4..)?;
        if kind == 1 {
            let field = rest.get(if both { 8 } else { 0 }..)?;
            return field.first_chunk::<8>().map(|b| u64::from_le_bytes(*b));
        }
        extra = rest.get(length..)?;
    }
    None
}
