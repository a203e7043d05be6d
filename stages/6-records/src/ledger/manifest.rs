//! Which segments are there, and which run made them?

use std::ops::RangeInclusive;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Ledger, instant};
use crate::error::Error;
use crate::store::Choice;

/// One version of the program with its weights and rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number, from 1; later runs have higher ones.
    pub run: i32,
    /// The program's version.
    pub version: String,
    /// Hash of the weights.
    pub model: String,
    /// Hash of rules, lexicons and tables.
    pub rules: String,
    /// When it first coded a dispatch, UTC.
    pub started_at: String,
}

/// A file of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// The table.
    pub kind: String,
    /// The name within the folder of segments.
    pub name: String,
    /// How many rows.
    pub rows: i64,
    /// How many bytes.
    pub bytes: i64,
    /// BLAKE3 of the content.
    pub hash: Vec<u8>,
}

/// What a run made of a range of dispatches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its number.
    pub segment: i64,
    /// The run.
    pub run: i32,
    /// The dispatches, all of which it covers.
    pub range: RangeInclusive<i64>,
    /// Its files; a table without rows has none.
    pub files: Vec<FileEntry>,
}

/// A file that was written and is to be entered.
#[derive(Debug, Clone)]
pub(crate) struct NewFile {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) rows: i64,
    pub(crate) bytes: i64,
    pub(crate) hash: [u8; 32],
}

/// A segment that was written and is to be entered.
#[derive(Debug, Clone)]
pub(crate) struct NewSegment {
    pub(crate) segment: i64,
    pub(crate) run: i32,
    pub(crate) range: RangeInclusive<i64>,
    pub(crate) files: Vec<NewFile>,
}

impl NewSegment {
    pub(crate) fn write(&self, db: &Connection) -> rusqlite::Result<()> {
        let (first, last) = (self.range.start(), self.range.end());
        db.execute(
            "INSERT INTO segments (segment, run, first, last) VALUES (?1, ?2, ?3, ?4)",
            params![self.segment, self.run, first, last],
        )?;
        let mut insert = db.prepare_cached(
            "INSERT INTO files (segment, kind, name, rows, bytes, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for f in &self.files {
            insert.execute(params![self.segment, f.kind, f.name, f.rows, f.bytes, f.hash])?;
        }
        Ok(())
    }
}

/// The columns of [`file`] for a segment.
const FILES: &str = "SELECT kind, name, rows, bytes, hash FROM files WHERE segment = ?1 ORDER BY kind";

impl Ledger {
    /// All segments by their number.
    pub(crate) fn segments(&self) -> Result<Vec<Segment>, Error> {
        self.ask(|db| {
            let mut all = db.prepare("SELECT segment, run, first, last FROM segments ORDER BY segment")?;
            let mut files = db.prepare(FILES)?;
            let segments = all.query_map([], |r| {
                let range = r.get(2)?..=r.get(3)?;
                Ok(Segment { segment: r.get(0)?, run: r.get(1)?, range, files: Vec::new() })
            })?;
            let mut out = Vec::new();
            for segment in segments {
                let mut segment = segment?;
                segment.files = files.query_map([segment.segment], file)?.collect::<rusqlite::Result<_>>()?;
                out.push(segment);
            }
            Ok(out)
        })
    }

    /// The segment whose coding of a dispatch is meant: that of the newest run that has coded it, or of one run.
    pub(crate) fn segment_of(&self, dispatch: i64, choice: Choice) -> Result<Option<Segment>, Error> {
        let run = if let Choice::Run(run) = choice { Some(run) } else { None };
        self.ask(|db| {
            let mut find = db.prepare_cached(
                "SELECT segment, run, first, last FROM segments
                 WHERE ?1 BETWEEN first AND last AND (?2 IS NULL OR run = ?2) ORDER BY run DESC, first, segment LIMIT 1",
            )?;
            let found = find.query_row(params![dispatch, run], |r| {
                let range = r.get(2)?..=r.get(3)?;
                Ok(Segment { segment: r.get(0)?, run: r.get(1)?, range, files: Vec::new() })
            });
            let Some(mut segment) = found.optional()? else { return Ok(None) };
            segment.files = db.prepare_cached(FILES)?.query_map([segment.segment], file)?.collect::<Result<_, _>>()?;
            Ok(Some(segment))
        })
    }

    /// The number that the next segment has.
    pub(crate) fn next_segment(&self) -> Result<i64, Error> {
        let newest = "SELECT seq FROM sqlite_sequence WHERE name = 'segments' UNION ALL SELECT 0 LIMIT 1";
        self.ask(|db| db.query_row(newest, [], |r| r.get::<_, i64>(0)).map(|n| n + 1))
    }

    /// All runs by their number.
    pub(crate) fn runs(&self) -> Result<Vec<Run>, Error> {
        self.ask(|db| {
            let mut all =
                db.prepare("SELECT run, version, model, rules, started_at FROM runs ORDER BY run")?;
            all.query_map([], run)?.collect()
        })
    }

    /// The run of a version with its hashes, which is entered where it is new.
    pub(crate) fn run(&mut self, version: &str, model: &str, rules: &str, now: i64) -> Result<i32, Error> {
        self.transaction(|db| {
            db.execute(
                "INSERT OR IGNORE INTO runs (version, model, rules, started_at) VALUES (?1, ?2, ?3, ?4)",
                params![version, model, rules, now],
            )?;
            db.query_row(
                "SELECT run FROM runs WHERE version = ?1 AND model = ?2 AND rules = ?3",
                [version, model, rules],
                |r| r.get(0),
            )
        })
    }
}

/// Takes segments out of the manifest. Their files stay until they are swept.
pub(crate) fn retire(db: &Connection, segments: &[i64]) -> rusqlite::Result<()> {
    for segment in segments {
        db.execute("DELETE FROM segments WHERE segment = ?1", [segment])?;
    }
    Ok(())
}

fn file(r: &Row<'_>) -> rusqlite::Result<FileEntry> {
    Ok(FileEntry { kind: r.get(0)?, name: r.get(1)?, rows: r.get(2)?, bytes: r.get(3)?, hash: r.get(4)? })
}

fn run(r: &Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        run: r.get(0)?,
        version: r.get(1)?,
        model: r.get(2)?,
        rules: r.get(3)?,
        started_at: instant(r.get(4)?),
    })
}
