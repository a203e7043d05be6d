//! What is worth keeping in memory while dispatches of a store are asked for one by one, again and again? Segments
//! and blocks of texts, which never change once they are written.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::gather::Sheets;
use crate::ledger::{Segment, Texts};
use crate::segments;

/// Bytes of segments that are kept.
const SEGMENTS: usize = 192 << 20;

/// Bytes of texts that are kept.
const TEXTS: usize = 48 << 20;

/// Bytes that a row takes about; a segment of which this says that it will not fit is not even read.
const ROW: usize = 160;

/// After so many questions in which nobody wanted it a segment makes room for another.
const IDLE: u64 = 512;

/// After so many questions a segment that did not fit is tried again.
const AGAIN: u64 = 8192;

/// What several readers of one store share. A clone is the same shelf.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    texts: Texts,
    kept: Arc<Mutex<Kept>>,
}

/// The segments.
#[derive(Debug, Default)]
struct Kept {
    room: usize,
    bytes: usize,
    /// Counts the questions.
    clock: u64,
    by_number: BTreeMap<i64, Place>,
    /// Whether one is being read.
    reading: bool,
}

/// A segment, or that it does not fit.
#[derive(Debug)]
struct Place {
    sheets: Option<Arc<Sheets>>,
    bytes: usize,
    used: u64,
}

impl Shelf {
    /// An empty shelf. A default one has no room for segments.
    pub fn roomy() -> Self {
        let kept = Kept { room: SEGMENTS, ..Kept::default() };
        Self { texts: Texts::sized(TEXTS), kept: Arc::new(Mutex::new(kept)) }
    }

    /// The texts.
    pub(crate) fn texts(&self) -> Texts {
        self.texts.clone()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A segment, if it stands here. If not, it is fetched for those who come later: reading all of it takes many
    /// times as long as the rows of one dispatch, so that whoever asks first had better read these alone.
    pub(crate) fn sheets(&self, folder: &Path, segment: &Segment) -> Option<Arc<Sheets>> {
        let known = self.kept().ask(segment);
        if let Wanted::Read = known {
            let (shelf, folder, segment) = (self.clone(), folder.to_owned(), segment.clone());
            let fetch = move || {
                let read = segments::read_all(&folder, &segment, None).ok().map(Sheets::new);
                shelf.kept().put(segment.segment, read.map(Arc::new));
            };
            if thread::Builder::new().name("shelf".into()).spawn(fetch).is_err() {
                self.kept().reading = false;
            }
        }
        if let Wanted::Here(sheets) = known { Some(sheets) } else { None }
    }
}

/// What is to be done about a segment.
enum Wanted {
    Here(Arc<Sheets>),
    Read,
    Nothing,
}

impl Kept {
    fn ask(&mut self, segment: &Segment) -> Wanted {
        self.clock += 1;
        if let Some(place) = self.by_number.get_mut(&segment.segment) {
            if let Some(sheets) = &place.sheets {
                place.used = self.clock;
                return Wanted::Here(Arc::clone(sheets));
            }
            if place.used + AGAIN > self.clock {
                return Wanted::Nothing;
            }
        }
        let rows: i64 = segment.files.iter().map(|f| f.rows).sum();
        let about = usize::try_from(rows).unwrap_or(usize::MAX).saturating_mul(ROW);
        if self.reading || about > self.room {
            return Wanted::Nothing;
        }
        self.reading = true;
        Wanted::Read
    }

    /// Puts a segment where there is room, else remembers that there is none.
    fn put(&mut self, number: i64, sheets: Option<Arc<Sheets>>) {
        self.reading = false;
        let bytes = sheets.as_ref().map_or(0, |s| s.bytes());
        while self.bytes + bytes > self.room {
            let unused =
                self.by_number.iter().filter(|(_, p)| p.sheets.is_some() && p.used + IDLE < self.clock);
            let Some(number) = unused.min_by_key(|(_, p)| p.used).map(|(n, _)| *n) else { break };
            self.bytes -= self.by_number.remove(&number).map_or(0, |p| p.bytes);
        }
        let sheets = sheets.filter(|_| self.bytes + bytes <= self.room);
        let bytes = if sheets.is_some() { bytes } else { 0 };
        self.bytes += bytes;
        self.by_number.insert(number, Place { sheets, bytes, used: self.clock });
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::RecordBatch;

    use super::*;
    use crate::schema::SEGMENT_TABLES;

    fn empty() -> Arc<Sheets> {
        let table = |at: usize| RecordBatch::new_empty(SEGMENT_TABLES[at].arrow());
        Arc::new(Sheets::new([0, 1, 2, 3, 4, 5].map(table)))
    }

    fn segment(segment: i64) -> Segment {
        Segment { segment, run: 1, range: 1..=9, files: Vec::new() }
    }

    fn said(wanted: &Wanted) -> &'static str {
        match wanted {
            Wanted::Here(_) => "here",
            Wanted::Read => "read",
            Wanted::Nothing => "nothing",
        }
    }

    #[test]
    fn a_segment_is_read_once_and_one_at_a_time() {
        let mut kept = Kept { room: usize::MAX / 2, ..Kept::default() };
        assert_eq!(said(&kept.ask(&segment(1))), "read");
        assert_eq!(said(&kept.ask(&segment(1))), "nothing");
        assert_eq!(said(&kept.ask(&segment(2))), "nothing");
        kept.put(1, Some(empty()));
        assert_eq!(said(&kept.ask(&segment(1))), "here");
        assert_eq!(said(&kept.ask(&segment(2))), "read");
    }

    #[test]
    fn what_does_not_fit_or_cannot_be_read_is_not_tried_again_at_once() {
        let mut kept = Kept::default();
        for sheets in [Some(empty()), None] {
            assert_eq!(said(&kept.ask(&segment(1))), "read");
            kept.put(1, sheets);
            assert_eq!((said(&kept.ask(&segment(1))), kept.bytes), ("nothing", 0));
            kept.clock += AGAIN;
        }
        assert_eq!(said(&kept.ask(&segment(1))), "read");
    }

    #[test]
    fn what_nobody_wants_makes_room() {
        let one = empty().bytes();
        assert!(one > 0);
        let mut kept = Kept { room: one, ..Kept::default() };
        kept.put(1, Some(empty()));
        kept.put(2, Some(empty()));
        assert_eq!(said(&kept.ask(&segment(1))), "here", "it was wanted a moment ago");
        kept.clock += IDLE + 1;
        kept.put(3, Some(empty()));
        assert_eq!((said(&kept.ask(&segment(3))), kept.bytes), ("here", one));
        assert_eq!(said(&kept.ask(&segment(1))), "read");
    }
}
