//! Why was an input, or a part of it, not read to its end?

use std::io;

use super::sniff::Format;

/// What stopped the reading of an input or of a part of it. What had been read before stands.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub struct Error {
    /// The input, or the part of it: `news.zip#a/b.html`.
    pub origin: String,
    /// What happened.
    pub cause: Cause,
}

/// What can stop the reading.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// The system could not read on: for the operator.
    #[error("reading failed: {0}")]
    Input(io::Error),
    /// The data break the rules of their format, or end in the middle.
    #[error("the {format} is damaged or ends too early: {cause}")]
    Damaged {
        /// Whose rules.
        format: Format,
        /// What its decoder says.
        cause: io::Error,
    },
    /// The data swell more than any news does.
    #[error("unpacked it is over {ratio} times as large as the input; the rest was left")]
    Ratio {
        /// The limit.
        ratio: u64,
    },
    /// Too much comes out of one archive.
    #[error("unpacked it is over {bytes} bytes; the rest was left")]
    Output {
        /// The limit.
        bytes: u64,
    },
    /// Archives within archives, too many times.
    #[error("archives lie within archives more than {levels} times")]
    Nesting {
        /// The limit.
        levels: usize,
    },
    /// More entries than an archive of news has.
    #[error("there are over {entries} entries in it; the rest was left")]
    Entries {
        /// The limit.
        entries: u64,
    },
    /// One item of a feed or of a wire's envelope never ends.
    #[error("an item of the {format} is over {bytes} bytes; the rest was left")]
    Item {
        /// The container.
        format: Format,
        /// The limit.
        bytes: usize,
    },
    /// It was read to its end, and nothing in it is news.
    #[error("there is no document in the {format}")]
    NoDocument {
        /// What it is.
        format: Format,
    },
    /// A known kind of data that is not read.
    #[error("{what} cannot be read; unpack or convert it first")]
    Unsupported {
        /// The kind, with its article.
        what: &'static str,
    },
}

impl Cause {
    /// Damage that no decoder has words for.
    pub(crate) fn damaged(format: Format, what: &'static str) -> Self {
        Self::Damaged { format, cause: io::Error::new(io::ErrorKind::InvalidData, what) }
    }
}
