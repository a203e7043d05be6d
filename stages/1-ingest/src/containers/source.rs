//! How are bytes read so that reading never fails? An error ends the bytes, and why they ended is
//! kept aside until somebody reports it.
//!
//! So no parser here knows errors: each of them knows an end that may come early, and keeps what it
//! has by then.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::Cause;
use super::sniff::Format;

/// How much is read at once; also the most that [`Source::peek`] shows.
pub(crate) const CHUNK: usize = 64 << 10;

/// What all readers of one input share: how much of it came in, and why the reading stopped.
#[derive(Debug, Clone, Default)]
pub(crate) struct Status(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    read: AtomicU64,
    stop: Mutex<Option<Cause>>,
}

impl Status {
    fn lock(&self) -> MutexGuard<'_, Option<Cause>> {
        self.0.stop.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes why the bytes ended. The first cause counts: what follows is its consequence.
    pub(crate) fn note(&self, cause: Cause) {
        self.lock().get_or_insert(cause);
    }

    /// Whether the bytes ended too early, in words.
    pub(crate) fn stopped(&self) -> Option<String> {
        self.lock().as_ref().map(ToString::to_string)
    }

    /// The cause, to be reported; after that the slate is clean.
    pub(crate) fn take(&self) -> Option<Cause> {
        self.lock().take()
    }

    /// Bytes of the input itself that were read so far.
    pub(crate) fn read(&self) -> u64 {
        self.0.read.load(Ordering::Relaxed)
    }
}

/// The input itself: counts its bytes and keeps its errors.
pub(crate) struct Root<R> {
    pub(crate) reader: R,
    pub(crate) status: Status,
}

impl<R: Read> Read for Root<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.reader.read(buffer) {
            Ok(n) => {
                self.status.0.read.fetch_add(n as u64, Ordering::Relaxed);
                Ok(n)
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => Err(e),
            Err(e) => {
                self.status.note(Cause::Input(e));
                Ok(0)
            }
        }
    }
}

/// Bytes of one layer, with a view ahead.
pub(crate) struct Source<'a> {
    inner: Box<dyn Read + Send + 'a>,
    format: Format,
    status: Status,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("format", &self.format).finish_non_exhaustive()
    }
}

impl<'a> Source<'a> {
    /// Bytes that come out of `inner`; `format` is to blame where that fails.
    pub(crate) fn new(inner: impl Read + Send + 'a, format: Format, status: Status) -> Self {
        Self { inner: Box::new(inner), format, status, buffer: Vec::new(), start: 0, end: 0, ended: false }
    }

    /// The next bytes, at least `n` of them unless fewer are left, and at most [`CHUNK`].
    pub(crate) fn peek(&mut self, n: usize) -> &[u8] {
        let n = n.min(CHUNK);
        while self.end - self.start < n && !self.ended {
            self.fill();
        }
        self.rest()
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or(&[])
    }

    fn fill(&mut self) {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        // Small inputs, and there are archives of a million, need no large buffer.
        if self.end == self.buffer.len() {
            let longer = (self.buffer.len() * 4).clamp(4 << 10, 2 * CHUNK);
            self.buffer.resize(longer, 0);
        }
        let Some(room) = self.buffer.get_mut(self.end..).filter(|r| !r.is_empty()) else { return };
        match self.inner.read(room) {
            Ok(0) => self.ended = true,
            Ok(n) => self.end += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => {
                self.status.note(Cause::Damaged { format: self.format, cause });
                self.ended = true;
            }
        }
    }

    /// Reads so many bytes, or all that are left; `out` takes them until it holds `keep`. Gives how
    /// many were read.
    pub(crate) fn take_bytes(&mut self, mut n: u64, keep: usize, out: &mut Vec<u8>) -> u64 {
        let mut taken = 0;
        while n > 0 {
            let rest = self.peek(1);
            let here = rest.get(..usize::try_from(n).unwrap_or(usize::MAX).min(rest.len())).unwrap_or(&[]);
            if here.is_empty() {
                break;
            }
            let length = here.len();
            out.extend_from_slice(here.get(..keep.saturating_sub(out.len())).unwrap_or(here));
            self.start += length;
            taken += length as u64;
            n -= length as u64;
        }
        taken
    }

    /// Reads to the end, but no more than `limit`; tells whether there is more.
    pub(crate) fn read_whole(&mut self, limit: usize) -> (Vec<u8>, bool) {
        let mut out = Vec::new();
        self.take_bytes(limit as u64, limit, &mut out);
        (out, !self.peek(1).is_empty())
    }
}

impl Read for Source<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let here = self.peek(1);
        let n = here.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..n), here.get(..n)) {
            to.copy_from_slice(from);
        }
        self.start += n;
        Ok(n)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(self.peek(1))
    }

    fn consume(&mut self, n: usize) {
        self.start = (self.start + n).min(self.end);
    }
}

/// A line that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its bytes in the input, the line's end among them; 0 at the end of the input.
    pub(crate) length: u64,
    /// Whether it was longer than the limit, and is kept in part.
    pub(crate) cut: bool,
}

/// Reads a line into `out` without its end; what is over the limit is passed over, not kept.
pub(crate) fn read_line(reader: &mut impl BufRead, limit: usize, out: &mut Vec<u8>) -> Line {
    out.clear();
    let mut line = Line { length: 0, cut: false };
    // The readers of this module never fail; of another one, an error is an end.
    while let Ok(rest) = reader.fill_buf() {
        if rest.is_empty() {
            break;
        }
        let end = memchr::memchr(b'\n', rest);
        let here = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest);
        let room = limit.saturating_sub(out.len());
        line.cut |= here.len() > room;
        out.extend_from_slice(here.get(..room).unwrap_or(here));
        let used = here.len() + usize::from(end.is_some());
        reader.consume(used);
        line.length += used as u64;
        if end.is_some() {
            break;
        }
    }
    if out.last() == Some(&b'\r') {
        out.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> Source<'_> {
        Source::new(bytes, Format::Page, Status::default())
    }

    #[test]
    fn what_was_looked_at_is_still_read() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        let mut source = source(&bytes);
        assert_eq!(source.peek(10).get(..10), bytes.get(..10));
        assert!(source.peek(usize::MAX).len() >= CHUNK);
        assert_eq!(source.read_whole(bytes.len()), (bytes.clone(), false));
    }

    #[test]
    fn a_line_over_the_limit_is_kept_in_part_and_the_next_one_is_whole() {
        let text = format!("{}\r\nshort\nlast", "x".repeat(300_000));
        let mut source = source(text.as_bytes());
        let mut out = Vec::new();
        assert_eq!(read_line(&mut source, 100, &mut out), Line { length: 300_002, cut: true });
        assert_eq!(out.len(), 100);
        assert_eq!(read_line(&mut source, 100, &mut out), Line { length: 6, cut: false });
        assert_eq!(out, b"short");
        read_line(&mut source, 100, &mut out);
        assert_eq!(out, b"last");
        assert_eq!(read_line(&mut source, 100, &mut out).length, 0);
    }

    #[test]
    fn an_error_ends_the_bytes_and_is_kept() {
        struct Failing(usize);
        impl Read for Failing {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                if self.0 == 0 {
                    return Err(io::Error::other("the cable was pulled"));
                }
                self.0 -= 1;
                out[0] = b'x';
                Ok(1)
            }
        }
        let status = Status::default();
        let root = Root { reader: Failing(3), status: status.clone() };
        let mut source = Source::new(root, Format::Page, status.clone());
        assert_eq!(source.read_whole(10).0, b"xxx");
        assert_eq!(status.read(), 3);
        assert!(status.stopped().unwrap().contains("cable"));
        assert!(matches!(status.take(), Some(Cause::Input(_))));
        assert!(status.take().is_none());
    }
}
