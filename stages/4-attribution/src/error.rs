//! What can be wrong with the cue lexicon? Errors for its author: file, line, remedy.

/// Why the stage does not load.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A line has another number of columns.
    #[error(
        "{path}:{line}: {found} columns; write lemma, part of speech, stance and frames, with tabs between"
    )]
    Columns {
        /// The lexicon file.
        path: &'static str,
        /// 1-based.
        line: usize,
        /// How many there are.
        found: usize,
    },
    /// A word that no column value allows.
    #[error("{path}:{line}: unknown {column} {word:?}; use one of: {valid}")]
    Unknown {
        /// The lexicon file.
        path: &'static str,
        /// 1-based.
        line: usize,
        /// Which column.
        column: &'static str,
        /// What stands there.
        word: String,
        /// What may stand there.
        valid: String,
    },
    /// A line does not stand after the one before it.
    #[error("{path}:{line}: {word:?} is out of order or a double; sort the lines and join doubles")]
    Order {
        /// The lexicon file.
        path: &'static str,
        /// 1-based.
        line: usize,
        /// The lemma.
        word: String,
    },
}
