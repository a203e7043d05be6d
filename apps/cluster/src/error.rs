//! What can go wrong? Each message says what to do.

use std::io;
use std::path::PathBuf;

use ballista_core::error::BallistaError;
use datafusion::error::DataFusionError;

/// Why a part of the cluster stops.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An address cannot be used.
    #[error("{address}: no address; expected HOST:PORT")]
    Address {
        /// As given.
        address: String,
    },
    /// A file or folder cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Where.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The engine refused.
    #[error("{0}")]
    Engine(#[from] Box<BallistaError>),
    /// A query failed.
    #[error("{0}")]
    Query(#[from] Box<DataFusionError>),
    /// A part could not be coded, however often it was tried.
    #[error("{input}, part {part} of {of}: {why}")]
    Part {
        /// The input.
        input: String,
        /// Which of its parts, from 1.
        part: usize,
        /// How many there are.
        of: usize,
        /// The last reason.
        why: String,
    },
    /// Inputs that are not there.
    #[error("{name}: {why}")]
    Input {
        /// As given.
        name: String,
        /// Why.
        why: String,
    },
}

impl From<BallistaError> for Error {
    fn from(e: BallistaError) -> Self {
        Self::Engine(Box::new(e))
    }
}

impl From<DataFusionError> for Error {
    fn from(e: DataFusionError) -> Self {
        Self::Query(Box::new(e))
    }
}

impl Error {
    /// For `map_err` where a file is read or made.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::File { path, source }
    }
}
