//! What does each command do? One file a command.

pub mod cluster;
pub mod code;
pub mod eval;
pub mod explain;
pub mod harvest;
pub mod mcp;
pub mod read;
pub mod serve;
pub mod store;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use chancery_model::remark::Remark;
use indicatif::{ProgressBar, ProgressStyle};

use crate::config::Settings;
use crate::error::Error;
use crate::pipeline::Reader;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All inputs were read.
    Complete,
    /// Some could not be.
    Incomplete,
}

/// The reader that the settings ask for.
fn reader(settings: &Settings) -> Result<Reader, Error> {
    let reader = Reader::load_with(&settings.table()?)?;
    Ok(reader.precise(settings.precise.value).min_confidence(settings.min_confidence.value))
}

/// Why a document can have no text, the plainest reason first.
const NO_TEXT: [&str; 5] =
    ["ingest/broken-line", "ingest/encoding", "ingest/binary", "ingest/empty", "ingest/cut"];

/// Why a document without text is refused, by the codes and texts of its remarks.
pub fn refusal<'m>(remarks: impl IntoIterator<Item = (&'m str, &'m str)>) -> String {
    let remarks: Vec<_> = remarks.into_iter().collect();
    let said = |code: &str| remarks.iter().find(|(c, _)| *c == code).map(|(_, text)| (*text).to_owned());
    NO_TEXT.into_iter().find_map(said).unwrap_or_else(|| "There is no text in it.".into())
}

/// Codes and texts of remarks.
pub fn told(remarks: &[Remark]) -> impl Iterator<Item = (&str, &str)> {
    remarks.iter().map(|r| (r.code, r.text.as_str()))
}

/// Standard output, or a file.
fn sink(output: Option<&Path>) -> Result<Box<dyn Write + Send>, Error> {
    Ok(match output {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(Error::file(path))?)),
        None => Box::new(BufWriter::new(io::stdout())),
    })
}

/// A bar on standard error where that is a terminal, with what `facts` tells beside it.
fn bar(length: u64, facts: &str, wanted: bool) -> ProgressBar {
    if !wanted || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(&format!("{{bar:40}} {facts}"));
    ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
