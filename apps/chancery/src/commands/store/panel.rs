//! `chancery panel`: a table of dyads by period.

use std::fs;
use std::path::Path;

use chancery_records::Choice;
use chancery_records::panel::{Panel, Unit};
use chancery_records::sql::{Limits, Session};

use crate::cli::TableFormat;
use crate::commands::{Outcome, sink};
use crate::error::Error;

/// Which table, and how.
#[derive(Debug)]
pub struct Question {
    /// Which table.
    pub panel: Panel,
    /// How it is written.
    pub format: TableFormat,
    /// Codings of this run.
    pub run: Option<i32>,
    /// What it may use.
    pub limits: Limits,
}

/// Writes the table, and beside a file its codebook.
pub fn run(folder: &Path, question: &Question, output: Option<&Path>) -> Result<Outcome, Error> {
    if question.run.is_some() && question.panel.unit == Unit::Incidents {
        let what = "incidents are made of the newest codings: leave --run out".into();
        return Err(Error::Config { from: "--run".into(), what });
    }
    let session = Session::open(folder, question.run.map_or(Choice::Newest, Choice::Run), question.limits)?;
    let mut out = sink(output)?;
    question.panel.write(&session, question.format.records(), &mut out)?;
    out.flush()?;
    if let Some(path) = output {
        let path = path.with_extension("codebook.md");
        fs::write(&path, question.panel.codebook()).map_err(Error::file(&path))?;
    }
    Ok(Outcome::Complete)
}
