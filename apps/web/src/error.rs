//! Why can the page not be opened?

use std::io;
use std::net::SocketAddr;

/// What stands against serving.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] chancery_records::Error),
    /// The address is taken or not ours.
    #[error("{address}: {source}; choose another with --port or --address")]
    Address {
        /// Where the page should be.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// The page would be open to others without a word of entry.
    #[error(
        "{0}: others can reach this address: give --token with at least {MIN_TOKEN} characters, and they need it to enter"
    )]
    Open(SocketAddr),
    /// The operating system refused.
    #[error("{0}")]
    System(#[from] io::Error),
}

/// Characters of the shortest token that is hard to guess.
pub const MIN_TOKEN: usize = 16;
