//! What can go wrong with a store? Everything that stands on a disk can; each message says what to do.

use std::io;
use std::path::{Path, PathBuf};

use arrow_schema::ArrowError;
use datafusion::error::DataFusionError;
use parquet::errors::ParquetError;

/// Why a store cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no store in the folder.
    #[error("{}: there is no store here; `chancery ingest INPUT... --store {}` makes one", .0.display(), .0.display())]
    NoStore(PathBuf),
    /// The folder holds other things than a store.
    #[error("{}: the folder is not empty and holds no store; name another one", .0.display())]
    Foreign(PathBuf),
    /// Another process writes.
    #[error("{}: another process is writing to this store; wait until it has finished", .0.display())]
    Busy(PathBuf),
    /// The store was made by a newer program.
    #[error(
        "{}: the store has format {found}, and this program knows formats up to {known}; use the newer program", path.display()
    )]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// The operating system refused.
    #[error("{}: {source}{}", path.display(), remedy(source))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The ledger refused.
    #[error("{}: {source}{}", path.display(), ledger_remedy(source))]
    Ledger {
        /// The ledger's file.
        path: PathBuf,
        /// SQLite's reason.
        source: rusqlite::Error,
    },
    /// A segment is not as the manifest says.
    #[error("{}: {what}; `chancery verify` tells what is lost and repairs what it can", path.display())]
    Segment {
        /// The segment's file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A query is not allowed or not possible.
    #[error("{0}")]
    Query(#[from] crate::sql::Refusal),
    /// What was asked for is not in the store.
    #[error("{what}; {remedy}")]
    Unknown {
        /// What was asked for.
        what: String,
        /// What there is, or how to find it.
        remedy: String,
    },
    /// Output could not be written.
    #[error("writing failed: {0}")]
    Write(#[from] io::Error),
}

impl Error {
    /// For `map_err` where a file is read or made.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::File { path: path.to_owned(), source }
    }

    pub(crate) fn ledger(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        |source| Self::Ledger { path: path.to_owned(), source }
    }

    pub(crate) fn parquet(path: &Path) -> impl FnOnce(ParquetError) -> Self {
        |source| match source {
            ParquetError::External(cause) => match cause.downcast::<io::Error>() {
                Ok(source) => Self::File { path: path.to_owned(), source: *source },
                Err(cause) => Self::Segment { path: path.to_owned(), what: cause.to_string() },
            },
            other => Self::Segment { path: path.to_owned(), what: other.to_string() },
        }
    }

    pub(crate) fn arrow(path: &Path) -> impl FnOnce(ArrowError) -> Self {
        |source| Self::Segment { path: path.to_owned(), what: source.to_string() }
    }
}

/// What helps where the disk is the trouble; what was committed is safe in each case.
fn remedy(e: &io::Error) -> &'static str {
    match e.kind() {
        io::ErrorKind::StorageFull => {
            "; what was committed before is safe: free some space and run the same command again"
        }
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            "; the store can be read but not written to here"
        }
        _ => "",
    }
}

fn ledger_remedy(e: &rusqlite::Error) -> &'static str {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DiskFull, NotADatabase, ReadOnly};
    match e.sqlite_error_code() {
        Some(DiskFull) => {
            "; what was committed before is safe: free some space and run the same command again"
        }
        Some(ReadOnly) => "; the store can be read but not written to here",
        Some(DatabaseBusy) => "; another process is writing to this store",
        Some(DatabaseCorrupt | NotADatabase) => "; restore the file from a copy",
        _ => "",
    }
}

impl From<DataFusionError> for Error {
    fn from(e: DataFusionError) -> Self {
        Self::Query(e.into())
    }
}

impl Error {
    /// Whether the one who asked has to ask otherwise; else something is wrong with the store or its disk.
    pub fn is_wrong_usage(&self) -> bool {
        matches!(self, Self::NoStore(_) | Self::Foreign(_) | Self::Query(_) | Self::Unknown { .. })
    }
}
