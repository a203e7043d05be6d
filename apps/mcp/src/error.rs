//! Why can an assistant not be served?

use std::io;

/// What stands against serving.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] chancery_records::Error),
    /// The assistant does not speak the protocol, or cannot be reached any more.
    #[error("the assistant at standard input and output cannot be served: {0}")]
    Protocol(String),
    /// The operating system refused.
    #[error("{0}")]
    System(#[from] io::Error),
}
