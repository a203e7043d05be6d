//! Which house rules does no compiler check? Each file below holds the rules about one kind of
//! thing; all of them run, so that one call shows every fault.

mod layout;
mod paths;
mod sources;
mod star;
mod tables;

use std::fmt;

use crate::error::Error;
use crate::repo::Repo;

/// One broken rule.
pub(crate) struct Fault {
    /// The file, from the root.
    file: String,
    /// The line, where one is to blame.
    line: Option<usize>,
    /// What is wrong, and what to do.
    text: String,
}

impl Fault {
    fn new(file: &str, line: impl Into<Option<usize>>, text: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: line.into(), text: text.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.text),
            None => write!(f, "{}: {}", self.file, self.text),
        }
    }
}

/// Runs every check and prints every fault.
pub(crate) fn run(repo: &Repo) -> Result<(), Error> {
    let mut faults = sources::check(repo)?;
    faults.extend(star::check(repo)?);
    faults.extend(layout::check(repo)?);
    faults.extend(paths::check(repo)?);
    faults.extend(tables::check(repo)?);
    for fault in &faults {
        println!("{fault}");
    }
    if faults.is_empty() {
        println!("tidy: {} files, nothing to say", repo.files().count());
        return Ok(());
    }
    Err(Error::Faults(format!("tidy: {} faults, listed above", faults.len())))
}
