//! Why did a command fail as a whole? What is wrong with one input is no error: it is a line on
//! standard error, and the others are still read.

use std::io;
use std::path::PathBuf;

use chancery_model::conllu;

/// What stopped a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The stages' own data is broken: a fault of the build.
    #[error("{stage}: {cause}")]
    Load {
        /// The stage.
        stage: &'static str,
        /// Its own account, with file, line and remedy.
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A configuration says what cannot be.
    #[error("{from}: {what}")]
    Config {
        /// The file, variable or flag.
        from: String,
        /// What is wrong and what is allowed.
        what: String,
    },
    /// A file that the command line names cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file for evaluation is not in its format.
    #[error("{}: {what}", path.display())]
    Data {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what was expected.
        what: String,
    },
    /// A treebank is not CoNLL-U.
    #[error("{}: {source}", path.display())]
    Treebank {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: conllu::Error,
    },
    /// There is no such evaluation.
    #[error("no evaluation is called {task:?} yet; there are: {known}")]
    Task {
        /// As given.
        task: String,
        /// Those that exist.
        known: String,
    },
    /// An option that the task does not know.
    #[error("the evaluation {task:?} does not know {option}")]
    Option {
        /// The task.
        task: String,
        /// The option.
        option: &'static str,
    },
    /// A store cannot do what was asked.
    #[error(transparent)]
    Store(#[from] chancery_records::Error),
    /// A store cannot be served.
    #[error(transparent)]
    Serve(#[from] chancery_web::Error),
    /// A store cannot be asked by an assistant.
    #[error(transparent)]
    Mcp(#[from] chancery_mcp::Error),
    /// The program for several machines is not there.
    #[error(
        "the distributed engine is a program of its own, chancery-cluster, and was found neither beside this one nor on \
         PATH; `cargo build --release --manifest-path apps/cluster/Cargo.toml` builds it (docs/manual/cluster.md)"
    )]
    NoCluster,
    /// A table cannot be coded.
    #[error(transparent)]
    Table(#[from] crate::kernel::Error),
    /// Output could not be written.
    #[error("writing failed: {0}")]
    Write(#[from] io::Error),
}

impl Error {
    /// For `map_err` where a file is read or made.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::File { path, source }
    }

    /// Whether nobody reads the output any more: the end of `chancery … | head`.
    pub fn is_closed_pipe(&self) -> bool {
        let (Self::Write(e) | Self::Store(chancery_records::Error::Write(e))) = self else { return false };
        e.kind() == io::ErrorKind::BrokenPipe
    }
}
