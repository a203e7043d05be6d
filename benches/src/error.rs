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
    /// A stage could not load its data.
    #[error("stage {stage}: {why}")]
    Load {
        /// Which stage.
        stage: &'static str,
        /// What it says.
        why: String,
    },
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

    /// A failure to load a stage.
    pub(crate) fn load<E: std::fmt::Display>(stage: &'static str) -> impl FnOnce(E) -> Self {
        move |e| Self::Load { stage, why: e.to_string() }
    }
}
