//! Why did a chore fail?

use std::path::{Path, PathBuf};

/// What stops a chore.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The command line was not understood.
    #[error("unknown chore")]
    Usage,
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A program could not be started, or it failed.
    #[error("`{command}` {why}")]
    Program {
        /// The command line.
        command: String,
        /// How it ended.
        why: String,
    },
    /// A program's output or a data file has another shape than expected.
    #[error("{what}: {why}")]
    Shape {
        /// The file or the program.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// A check found faults; they have been printed.
    #[error("{0}")]
    Faults(String),
}

impl Error {
    /// A failure at a file.
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
