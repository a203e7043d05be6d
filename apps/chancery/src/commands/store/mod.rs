//! The commands that work on a store.

pub mod correct;
pub mod diff;
pub mod export;
pub mod incidents;
pub mod ingest;
pub mod panel;
pub mod recode;
pub mod search;
pub mod sql;
mod summary;
pub mod verify;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Error;

/// Standard output, or a file.
fn sink(output: Option<&Path>) -> Result<Box<dyn Write + Send>, Error> {
    Ok(match output {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(Error::file(path))?)),
        None => Box::new(BufWriter::new(io::stdout())),
    })
}

/// A bar on standard error where that is a terminal: how much is done of what, how fast, and how long it will
/// take.
fn bar(length: u64, what: &str, wanted: bool) -> ProgressBar {
    if !wanted || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template =
        format!("{{bar:30}} {{pos}}/{{len}} {what}, {{msg}} dispatches, {{per_sec}}, {{eta}} left");
    let style = ProgressStyle::with_template(&template);
    ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
