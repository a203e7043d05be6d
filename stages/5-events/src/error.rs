//! What can be wrong with the stage's own data? Found when it is loaded, never when it reads.

use chancery_model::{codebook, rules};

/// Why the stage cannot be loaded; all of it is for the author of the rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A rule file is not in order.
    #[error(transparent)]
    Rule(#[from] rules::Error),
    /// A pattern's `code` table says something that the stage does not know.
    #[error("{path}:{line}: {what}\nhelp: {remedy}")]
    Code {
        /// The rule file.
        path: String,
        /// 1-based line of the pattern.
        line: usize,
        /// What is wrong.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// A line of the list of contexts is not in order.
    #[error("{path}:{line}: expected a lemma, a tab and one of PLOVER's contexts")]
    Context {
        /// The file.
        path: String,
        /// 1-based line.
        line: usize,
    },
    /// A line of the list of deeds is not in order.
    #[error("{path}:{line}: expected a noun, a tab and PLOVER types parted by blanks, sorted by noun")]
    Deed {
        /// The file.
        path: String,
        /// 1-based line.
        line: usize,
    },
    /// A row of the codebook's tables is not in order.
    #[error(transparent)]
    Codebook(#[from] codebook::Error),
    /// The trained weights are not those that the code was written for.
    #[error("{file}: {what}\nhelp: train the head again (training/README.md)")]
    Weights {
        /// The file from the stage's folder.
        file: &'static str,
        /// What is wrong with it.
        what: String,
    },
}
