//! What does each command do? One file a command.

pub mod eval;
pub mod explain;
pub mod harvest;
pub mod read;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All inputs were read.
    Complete,
    /// Some could not be.
    Incomplete,
}
