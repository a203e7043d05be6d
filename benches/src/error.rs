//! Why could nothing be measured?

use std::path::{Path, PathBuf};

/// What stops a benchmark.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line was not understood.
    #[error("unknown option")]
    Usage,
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The pipeline could not be loaded.
    #[error("{0}")]
    Load(#[from] chancery::Error),
    /// What was found differs from what was recorded.
    #[error("{0}")]
    Counts(String),
}

impl Error {
    /// A failure at a file.
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
