//! What can be wrong with the reference tables? Every error names file, line and remedy.

/// A fault in a reference table, found when the stage is loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A row has too many columns.
    #[error("{path}:{line}: {found} columns, at most {most} are known; see the table's first line")]
    Columns {
        /// The table.
        path: &'static str,
        /// 1-based line.
        line: usize,
        /// How many columns the row has.
        found: usize,
        /// How many the table has.
        most: usize,
    },
    /// A cell that must not be empty is.
    #[error("{path}:{line}: column {column} is empty; fill it or delete the row")]
    Empty {
        /// The table.
        path: &'static str,
        /// 1-based line.
        line: usize,
        /// 1-based column.
        column: usize,
    },
    /// A cell has a value outside its inventory.
    #[error("{path}:{line}: unknown {what} {found:?}; expected one of {valid}")]
    Unknown {
        /// The table.
        path: &'static str,
        /// 1-based line.
        line: usize,
        /// What the cell holds.
        what: &'static str,
        /// What stands there.
        found: String,
        /// What may stand there.
        valid: &'static str,
    },
    /// A row of a user's table cannot be used.
    #[error("line {line}: {what}")]
    Overlay {
        /// 1-based line.
        line: u64,
        /// What is wrong, and what was expected.
        what: String,
    },
    /// The weights of a head are not what the program expects.
    #[error("stages/3-actors/{file}: {what}; train it again (training/README.md)")]
    Weights {
        /// The file from the stage's folder.
        file: &'static str,
        /// What is wrong with it.
        what: String,
    },
}
