//! Which inputs have been read to their end?

use rusqlite::{Connection, OptionalExtension, params};

use super::Ledger;
use crate::error::Error;

/// What tells whether a file is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its size in bytes.
    pub size: i64,
    /// When it was changed: nanoseconds since 1970.
    pub modified: i64,
}

impl Ledger {
    /// Whether an input with this name was read to its end and has not changed since.
    pub(crate) fn has_read(&self, name: &str, now: Fingerprint) -> Result<bool, Error> {
        self.ask(|db| {
            let mut find = db.prepare_cached("SELECT size, modified FROM sources WHERE name = ?1")?;
            let then = find
                .query_row([name], |r| Ok(Fingerprint { size: r.get(0)?, modified: r.get(1)? }))
                .optional()?;
            Ok(then == Some(now))
        })
    }
}

/// An input that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finished {
    pub(crate) name: String,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) documents: i64,
}

impl Finished {
    pub(crate) fn write(&self, db: &Connection, now: i64) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached(
            "INSERT OR REPLACE INTO sources (name, size, modified, documents, read_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let Fingerprint { size, modified } = self.fingerprint;
        insert.execute(params![self.name, size, modified, self.documents, now])?;
        Ok(())
    }
}
