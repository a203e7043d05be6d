//! Why is a query not answered?

use datafusion::error::DataFusionError;

/// What stands against a query, in words for the one who asks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does more than ask.
    #[error(
        "only questions are answered here (SELECT, WITH, VALUES, EXPLAIN, SHOW TABLES, DESCRIBE), not {0}"
    )]
    Forbidden(String),
    /// It is no statement or several.
    #[error("give one statement")]
    NotOne,
    /// It cannot be understood or planned.
    #[error("{0}")]
    Wrong(String),
    /// It takes too long.
    #[error("the query was stopped after {0} seconds; ask for less, or allow it more time")]
    TooLong(u64),
    /// It takes too much memory.
    #[error("the query needs more than {0} MB of memory; ask for less, or allow it more memory")]
    TooLarge(usize),
}

impl From<DataFusionError> for Refusal {
    fn from(e: DataFusionError) -> Self {
        Self::Wrong(e.strip_backtrace())
    }
}
