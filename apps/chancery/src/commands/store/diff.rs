//! `chancery diff`: what one run of a store codes differently from another.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use chancery_records::diff;

use crate::commands::Outcome;
use crate::error::Error;

/// Shows every sentence that is coded differently.
pub fn run(folder: &Path, before: i32, after: i32, json: bool) -> Result<Outcome, Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    let compared = diff::each(folder, before, after, |changed| {
        if json {
            writeln!(out, "{}", serde_json::to_string(&changed).unwrap_or_default())?;
            return Ok(());
        }
        writeln!(out, "dispatch {}: {}", changed.dispatch, changed.sentence)?;
        for (sign, lines) in [("-", &changed.before), ("+", &changed.after)] {
            for line in lines {
                writeln!(out, "  {sign} {line}")?;
            }
        }
        Ok(())
    })?;
    if !json {
        let diff::Compared { dispatches, changed, sentences } = compared;
        writeln!(out, "{sentences} sentences in {changed} of {dispatches} dispatches are coded differently")?;
    }
    out.flush()?;
    Ok(Outcome::Complete)
}
