//! Where is it written down what the store holds? In one SQLite file, with a write-ahead log that is on
//! disk before a commit counts.

mod corrections;
mod dispatches;
mod incidents;
mod manifest;
mod search;
mod sources;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::error::Error;

pub(crate) use corrections::CorrectionEntry;
pub(crate) use dispatches::{Appearance, Filing, hex, instant};
pub use incidents::State;
pub use manifest::{FileEntry, Run, Segment};
pub(crate) use manifest::{NewFile, NewSegment, retire};
pub use search::Found;
pub use sources::Fingerprint;
pub(crate) use sources::Finished;
pub(crate) use texts::Texts;

/// The ledger's file within the store.
pub(crate) const FILE: &str = "chancery.db";

/// The newest format of the ledger that this program writes and reads.
pub const FORMAT: i64 = 1;

/// Marks the file as a ledger of Chancery's: "chry" in ASCII.
const APPLICATION: i64 = 0x6368_7279;

const TABLES: &str = include_str!("tables.sql");

/// Milliseconds for which a reader waits while a writer commits.
const PATIENCE: u64 = 10_000;

/// A ledger that is being made.
pub(crate) const NEW: &str = "chancery.db.new";

/// The open ledger.
#[derive(Debug)]
pub(crate) struct Ledger {
    path: PathBuf,
    db: Connection,
}

impl Ledger {
    /// Opens the ledger of a store for writing, or makes an empty one.
    pub(crate) fn write(store: &Path) -> Result<Self, Error> {
        let path = store.join(FILE);
        if !path.exists() {
            Self::make(store)?;
        }
        let db = Connection::open(&path).map_err(Error::ledger(&path))?;
        let mut ledger = Self { path, db };
        ledger.prepare().map_err(Error::ledger(&ledger.path))?;
        let [application, format] = ledger.marks()?;
        match (application, format) {
            (0, 0) => ledger.create().map_err(Error::ledger(&ledger.path))?,
            _ => check(store, application, format)?,
        }
        Ok(ledger)
    }

    /// Opens the ledger of a store for reading, also where nothing can be written.
    pub(crate) fn read(store: &Path) -> Result<Self, Error> {
        let path = store.join(FILE);
        if !path.is_file() {
            return Err(Error::NoStore(store.to_owned()));
        }
        let db = Self::open_readable(&path).map_err(Error::ledger(&path))?;
        let ledger = Self { path, db };
        let [application, format] = ledger.marks()?;
        check(store, application, format)?;
        Ok(ledger)
    }

    /// Readers of a write-ahead log keep their place in a file beside it. Where that cannot be made, the
    /// disk is read-only, nobody writes, and the ledger is read as it stands.
    fn open_readable(path: &Path) -> rusqlite::Result<Connection> {
        let open = |name: &str| {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_URI
                | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let db = Connection::open_with_flags(name, flags)?;
            db.busy_timeout(std::time::Duration::from_millis(PATIENCE))?;
            db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
            Ok(db)
        };
        let name = uri(path);
        open(&name).or_else(|first: rusqlite::Error| open(&format!("{name}?immutable=1")).map_err(|_| first))
    }

    /// Makes an empty ledger. It has its name only when it is whole: who is killed before leaves no half of one.
    fn make(store: &Path) -> Result<(), Error> {
        let new = store.join(NEW);
        for left in [new.clone(), store.join(format!("{NEW}-journal"))] {
            if left.exists() {
                fs::remove_file(&left).map_err(Error::file(&left))?;
            }
        }
        let db = Connection::open(&new).map_err(Error::ledger(&new))?;
        let mut ledger = Self { path: new.clone(), db };
        ledger.create().map_err(Error::ledger(&new))?;
        drop(ledger);
        let path = store.join(FILE);
        fs::rename(&new, &path).map_err(Error::file(&path))
    }

    fn prepare(&mut self) -> rusqlite::Result<()> {
        self.db.busy_timeout(std::time::Duration::from_millis(PATIENCE))?;
        self.db.pragma_update(None, "journal_mode", "WAL")?;
        // A commit counts when it is on the disk, not when the system has promised it.
        self.db.pragma_update(None, "synchronous", "FULL")?;
        self.db.pragma_update(None, "foreign_keys", true)
    }

    fn create(&mut self) -> rusqlite::Result<()> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", FORMAT)?;
        transaction.commit()
    }

    fn marks(&self) -> Result<[i64; 2], Error> {
        let mark = |name| self.db.pragma_query_value(None, name, |row| row.get(0));
        let both = || Ok([mark("application_id")?, mark("user_version")?]);
        both().map_err(Error::ledger(&self.path))
    }

    /// Does all of it or nothing. Within a larger transaction it counts with that one.
    pub(crate) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let path = &self.path;
        let done = || {
            if !self.db.is_autocommit() {
                return work(&self.db);
            }
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        done().map_err(Error::ledger(path))
    }

    /// Begins a larger transaction, which holds all that comes until it is committed. A process that ends
    /// before takes it back.
    pub(crate) fn begin(&mut self) -> Result<(), Error> {
        self.db.execute_batch("BEGIN IMMEDIATE").map_err(Error::ledger(&self.path))
    }

    /// Ends it; without one nothing happens.
    pub(crate) fn commit(&mut self) -> Result<(), Error> {
        if self.db.is_autocommit() {
            return Ok(());
        }
        self.db.execute_batch("COMMIT").map_err(Error::ledger(&self.path))
    }

    /// Asks the ledger something.
    pub(crate) fn ask<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        work(&self.db).map_err(Error::ledger(&self.path))
    }

    /// Whether the ledger's own structure is whole: what is wrong with it, if anything.
    pub(crate) fn integrity(&self) -> Result<Vec<String>, Error> {
        self.ask(|db| {
            let mut statement = db.prepare("PRAGMA integrity_check")?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines.filter(|l| l.as_ref().is_ok_and(|l| l != "ok")).collect()
        })
    }
}

/// Whether the file is a ledger that this program knows.
fn check(store: &Path, application: i64, format: i64) -> Result<(), Error> {
    if application != APPLICATION {
        return Err(Error::Foreign(store.to_owned()));
    }
    if format > FORMAT {
        return Err(Error::Newer { path: store.to_owned(), found: format, known: FORMAT });
    }
    Ok(())
}

/// The address of a file, with what has a meaning in addresses escaped.
fn uri(path: &Path) -> String {
    let mut out = String::from("file:");
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3f"),
            '#' => out.push_str("%23"),
            c => out.push(c),
        }
    }
    out
}
