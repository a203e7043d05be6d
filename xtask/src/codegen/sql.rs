//! What can be asked of a store? `docs/reference/sql.md`, from the program's own schema.

use super::{cli, heading};
use crate::error::Error;
use crate::process::output;
use crate::repo::Repo;

pub(super) fn document(repo: &Repo) -> Result<String, Error> {
    let program = cli::build(repo)?;
    let schema = output(repo.root(), &program, &["schema"])?;
    Ok(format!("{}{schema}", heading("SQL", "`chancery schema`")))
}

/// `docs/reference/table.md`, from the same program's columns of coded tables.
pub(super) fn coded(repo: &Repo) -> Result<String, Error> {
    let program = cli::build(repo)?;
    let schema = output(repo.root(), &program, &["schema", "--coded"])?;
    Ok(format!("{}{schema}", heading("Coded tables", "`chancery schema --coded`")))
}
