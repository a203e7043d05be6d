//! Which reader do a user's settings mean? Loaded once for each, and kept as long as the process lives.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread;

use chancery::Reader;
use chancery::config::{Format, Setting, Settings};
use pyo3::prelude::*;

use crate::faults::{self, Fault};

/// More threads than this are taken for a slip of the hand, as on the command line.
const MOST_THREADS: usize = 1_024;

/// What tells readers apart: precision, least confidence, and the table of actors with its place.
type Key = (bool, u32, PathBuf, String);

/// Neither a file nor the environment is asked: what a call in Python does, its arguments say.
static LOADED: Mutex<BTreeMap<Key, &'static Reader>> = Mutex::new(BTreeMap::new());

/// So many threads; those that the machine has, where none are named.
pub(crate) fn threads(wanted: Option<usize>) -> PyResult<usize> {
    let threads = wanted.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    if (1..=MOST_THREADS).contains(&threads) {
        return Ok(threads);
    }
    Err(Fault::Setting.says(format!("threads = {threads}: expected 1 to {MOST_THREADS}")))
}

/// The command line's settings, for a pipeline.
pub(crate) fn settings(precise: bool, min_confidence: f32, actors: Option<PathBuf>) -> PyResult<Settings> {
    if !(0.0..=1.0).contains(&min_confidence) {
        return Err(Fault::Setting.says(format!("min-confidence = {min_confidence}: expected 0 to 1")));
    }
    Ok(Settings {
        actors: said(actors),
        precise: said(precise),
        min_confidence: said(min_confidence),
        ..inputs("", None)?
    })
}

/// The command line's settings, for what is read: names of fields, and threads.
pub(crate) fn inputs(columns: &str, wanted: Option<usize>) -> PyResult<Settings> {
    let json_fields = columns.parse().map_err(|e| Fault::Setting.says(format!("columns: {e}")))?;
    Ok(Settings {
        threads: said(threads(wanted)?),
        format: said(Format::Jsonl),
        json_fields: said(json_fields),
        actors: said(None),
        precise: said(false),
        min_confidence: said(0.0),
    })
}

/// A value that an argument set.
fn said<T>(value: T) -> Setting<T> {
    Setting { value, from: "argument".into() }
}

/// The reader of these settings.
pub(crate) fn reader(py: Python<'_>, settings: &Settings) -> PyResult<&'static Reader> {
    py.detach(|| {
        let table = settings.table()?;
        let (precise, least) = (settings.precise.value, settings.min_confidence.value);
        let key = (precise, least.to_bits(), table.path.clone(), table.content.clone());
        // Whoever waits here has let go of the interpreter, and nothing within asks for it.
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reader) = loaded.get(&key) {
            return Ok(*reader);
        }
        let reader = Reader::load_with(&table)?.precise(precise).min_confidence(least);
        let reader: &'static Reader = Box::leak(Box::new(reader));
        loaded.insert(key, reader);
        Ok(reader)
    })
    .map_err(faults::command)
}
