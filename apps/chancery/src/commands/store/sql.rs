//! `chancery sql`: a question to a store.

use std::io::{self, Write};
use std::path::Path;

use chancery_records::Choice;
use chancery_records::sql::{Limits, Session, reference};

use crate::cli::TableFormat;
use crate::commands::{Outcome, sink};
use crate::error::Error;

/// What is asked, and how.
#[derive(Debug)]
pub struct Question<'a> {
    /// In SQL.
    pub query: &'a str,
    /// How the answer is written.
    pub format: TableFormat,
    /// Codings of this run.
    pub run: Option<i32>,
    /// What it may use.
    pub limits: Limits,
}

/// Answers.
pub fn run(folder: &Path, question: &Question<'_>, output: Option<&Path>) -> Result<Outcome, Error> {
    let session = Session::open(folder, question.run.map_or(Choice::Newest, Choice::Run), question.limits)?;
    let mut out = sink(output)?;
    session.write(question.query, question.format.records(), &mut out)?;
    out.flush()?;
    Ok(Outcome::Complete)
}

/// Prints the reference of SQL, or that of coded tables.
pub fn schema(coded: bool) -> Result<Outcome, Error> {
    let text = if coded { crate::kernel::reference() } else { reference() };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Complete)
}
