//! `chancery mcp`: a store for an assistant that asks instead of a person.

use std::path::Path;

use crate::commands::Outcome;
use crate::error::Error;

/// Answers an assistant at standard input and output until it has gone.
pub fn run(folder: &Path) -> Result<Outcome, Error> {
    chancery_mcp::serve(folder)?;
    Ok(Outcome::Complete)
}
