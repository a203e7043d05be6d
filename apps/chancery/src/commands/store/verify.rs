//! `chancery verify`: is the store whole?

use std::io::{self, Write};
use std::path::Path;

use chancery_records::verify::{check, repair};

use crate::commands::Outcome;
use crate::error::Error;

/// Looks it through, and mends it where that is wanted and something is wrong.
pub fn run(folder: &Path, check_only: bool) -> Result<Outcome, Error> {
    let mut report = check(folder)?;
    let broken = !report.faults.is_empty();
    if broken && !check_only {
        report = repair(folder)?;
    }
    let mut out = io::stdout().lock();
    for line in &report.faults {
        writeln!(out, "wrong: {line}")?;
    }
    for line in &report.mended {
        writeln!(out, "mended: {line}")?;
    }
    writeln!(
        out,
        "{} segments, {} dispatches and {} spans were looked at: {}",
        report.segments,
        report.dispatches,
        report.spans,
        if broken { "see above" } else { "all is well" }
    )?;
    if report.uncoded > 0 {
        writeln!(out, "{} dispatches have no coding; `chancery recode` makes one", report.uncoded)?;
    }
    Ok(if broken { Outcome::Incomplete } else { Outcome::Complete })
}
