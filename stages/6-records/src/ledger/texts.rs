//! How are texts kept? Many in one compressed block, each with what stage 1 made of it.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension};

use crate::intake::Details;

/// Bytes after which a block is closed. Larger blocks compress better and are slower to look one text up in: of 4 MB
/// of news 1.48 MB are left with blocks of 128 KB, 1.34 with these, 1.28 with twice as large ones.
const BLOCK: usize = 512 * 1024;

/// Level of compression, measured on news: 13 takes half the time for one twentieth more bytes. Either is nothing
/// beside the coding.
const LEVEL: i32 = 19;

/// The largest block that is believed: one dispatch has at most two million bytes of text.
const LARGEST: usize = 64 * 1024 * 1024;

/// Where a dispatch stands in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Where {
    /// Which of the blocks that are being filled.
    pub(crate) block: usize,
    pub(crate) start: usize,
    pub(crate) text: usize,
    pub(crate) details: usize,
}

/// Blocks that are being filled.
#[derive(Debug, Default)]
pub(crate) struct Filling {
    blocks: Vec<Vec<u8>>,
}

impl Filling {
    /// Adds a text with its details.
    pub(crate) fn push(&mut self, text: &str, details: &Details) -> Where {
        let details = serde_json::to_vec(details).unwrap_or_default();
        if self.blocks.last().is_none_or(|b| b.len() >= BLOCK) {
            self.blocks.push(Vec::new());
        }
        let block = self.blocks.len() - 1;
        let start = self.blocks.last().map_or(0, Vec::len);
        if let Some(last) = self.blocks.last_mut() {
            last.extend_from_slice(text.as_bytes());
            last.extend_from_slice(&details);
        }
        Where { block, start, text: text.len(), details: details.len() }
    }

    /// Writes the blocks; gives their numbers.
    pub(crate) fn write(&self, db: &Connection) -> rusqlite::Result<Vec<i64>> {
        let mut insert = db.prepare_cached("INSERT INTO blocks (bytes) VALUES (?1)")?;
        let mut numbers = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let packed = zstd::bulk::compress(block, LEVEL).map_err(trouble)?;
            numbers.push(insert.insert([packed])?);
        }
        Ok(numbers)
    }
}

fn trouble(e: std::io::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(e))
}

/// Reads texts, and keeps the last few blocks: neighbours are often asked for together. A clone shares them.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    recent: Arc<Mutex<Recent>>,
    /// Bytes that are kept at most.
    room: usize,
}

/// A text as it stands in its block.
struct Cut {
    text: String,
    bytes: Arc<Vec<u8>>,
    /// Where in the block the details stand.
    details: Range<usize>,
    block: i64,
}

/// Blocks by their numbers; what was wanted last is at the end.
#[derive(Debug, Default)]
struct Recent {
    blocks: VecDeque<(i64, Arc<Vec<u8>>)>,
    bytes: usize,
}

/// Bytes that are kept by one who reads a store through.
const ROOM: usize = 8 * BLOCK;

impl Default for Texts {
    fn default() -> Self {
        Self::sized(ROOM)
    }
}

impl Recent {
    fn find(&mut self, number: i64) -> Option<Arc<Vec<u8>>> {
        let at = self.blocks.iter().rposition(|(n, _)| *n == number)?;
        let found = self.blocks.remove(at)?;
        let bytes = Arc::clone(&found.1);
        self.blocks.push_back(found);
        Some(bytes)
    }

    fn keep(&mut self, number: i64, bytes: &Arc<Vec<u8>>, room: usize) {
        // Two may have unpacked the same block at the same time.
        if self.find(number).is_none() {
            self.bytes += bytes.len();
            self.blocks.push_back((number, Arc::clone(bytes)));
        }
        while self.bytes > room && self.blocks.len() > 1 {
            self.bytes -= self.blocks.pop_front().map_or(0, |(_, gone)| gone.len());
        }
    }
}

impl Texts {
    /// One that keeps so many bytes.
    pub(crate) fn sized(room: usize) -> Self {
        Self { recent: Arc::default(), room }
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text of a dispatch; nothing where there is no such dispatch.
    pub(crate) fn text(&mut self, db: &Connection, dispatch: i64) -> rusqlite::Result<Option<String>> {
        Ok(self.cut(db, dispatch)?.map(|cut| cut.text))
    }

    /// The text and its details.
    pub(crate) fn entry(
        &mut self,
        db: &Connection,
        dispatch: i64,
    ) -> rusqlite::Result<Option<(String, Details)>> {
        let Some(cut) = self.cut(db, dispatch)? else { return Ok(None) };
        let details = cut.bytes.get(cut.details).and_then(|d| serde_json::from_slice(d).ok());
        Ok(Some((cut.text, details.ok_or_else(|| corrupt(cut.block))?)))
    }

    /// What is cut out of its block for a dispatch.
    fn cut(&mut self, db: &Connection, dispatch: i64) -> rusqlite::Result<Option<Cut>> {
        let mut find = db.prepare_cached(
            "SELECT block, start, text_bytes, details_bytes FROM dispatches WHERE dispatch = ?1",
        )?;
        let place = find
            .query_row([dispatch], |r| {
                Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?, r.get::<_, i64>(3)?))
            })
            .optional()?;
        let Some((block, start, text, details)) = place else { return Ok(None) };
        let bytes = self.block(db, block)?;
        let size = |n: i64| usize::try_from(n).unwrap_or(usize::MAX);
        let middle = size(start).saturating_add(size(text));
        let text = bytes.get(size(start)..middle).ok_or_else(|| corrupt(block))?;
        let text = String::from_utf8(text.to_vec()).map_err(|_| corrupt(block))?;
        Ok(Some(Cut { text, bytes, details: middle..middle.saturating_add(size(details)), block }))
    }

    fn block(&self, db: &Connection, number: i64) -> rusqlite::Result<Arc<Vec<u8>>> {
        if let Some(bytes) = self.recent().find(number) {
            return Ok(bytes);
        }
        let mut find = db.prepare_cached("SELECT bytes FROM blocks WHERE block = ?1")?;
        let packed: Vec<u8> = find.query_row([number], |r| r.get(0))?;
        // As much room as the block says that it needs: asking for the most each time costs more than unpacking.
        let said = zstd::zstd_safe::get_frame_content_size(&packed).ok().flatten();
        let size = said.and_then(|n| usize::try_from(n).ok()).map_or(LARGEST, |n| n.min(LARGEST));
        let bytes = Arc::new(zstd::bulk::decompress(&packed, size).map_err(|_| corrupt(number))?);
        self.recent().keep(number, &bytes, self.room);
        Ok(bytes)
    }
}

fn corrupt(block: i64) -> rusqlite::Error {
    let what = format!("block {block} of the texts is damaged");
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT), Some(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_that_nobody_wanted_longest_go_first() {
        let mut recent = Recent::default();
        let block = || Arc::new(vec![0; 10]);
        for number in [1, 2, 1, 3, 3] {
            recent.keep(number, &block(), 20);
        }
        assert_eq!(recent.blocks.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 3]);
        recent.keep(4, &Arc::new(vec![0; 99]), 20);
        assert_eq!(
            (recent.blocks.len(), recent.bytes),
            (1, 99),
            "one that is larger than the room is still of use"
        );
    }
}
