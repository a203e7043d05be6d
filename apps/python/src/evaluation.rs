//! How good is the program on annotated data? As `chancery eval` says it.

use std::path::PathBuf;

use chancery::commands::eval::{MetricFormat, Request, scored};
use pyo3::prelude::*;

use crate::faults;
use crate::patience::patiently;

/// A figure: metric, value, and how many items it rests on.
type Figure = (String, f64, u64);

/// Runs a task; its metrics, and every miss as a line.
#[pyfunction]
pub(crate) fn evaluate(
    py: Python<'_>,
    task: String,
    path: PathBuf,
    precise: bool,
    gold_tokens: bool,
) -> PyResult<(Vec<Figure>, Vec<String>)> {
    let request = Request {
        task,
        path,
        format: MetricFormat::Json,
        errors: None,
        gold_tokens,
        precise,
        event_head: None,
        fold: None,
    };
    let (metrics, misses) = patiently(py, move || scored(&request))?.map_err(faults::command)?;
    Ok((metrics.into_iter().map(|m| (m.metric, m.value, m.n)).collect(), misses))
}
