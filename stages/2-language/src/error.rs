//! What can go wrong when the stage is loaded? Reading a text never fails.

/// Damage in the data that the program carries: for the developer, never for the reader of news.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of weights is not what the code expects.
    #[error("{file}: {what}; rebuild it with the command in training/README.md")]
    Weights {
        /// The file, from the stage's folder.
        file: &'static str,
        /// What is wrong.
        what: String,
    },
    /// A line of a lexicon is wrong.
    #[error("{file}:{line}: {what}")]
    Lexicon {
        /// The file, from the stage's folder.
        file: &'static str,
        /// 1-based.
        line: usize,
        /// What is wrong, and what would be right.
        what: String,
    },
}
