//! What does Python hold that reads? The pipeline with a user's settings, and the kernel that every interface calls.
#![allow(clippy::needless_pass_by_value, reason = "Python hands values over")]

use std::path::PathBuf;

use chancery::kernel::Kernel;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::capsule;
use crate::coding::{Coding, Rows, Stream};
use crate::faults;
use crate::lines::{Lines, Sentence};
use crate::patience::patiently;
use crate::{files, rows, settings};

/// The loaded pipeline.
#[pyclass(frozen, module = "chancery._chancery")]
pub(crate) struct Reader {
    pub(crate) inner: &'static chancery::Reader,
}

#[pymethods]
impl Reader {
    #[new]
    fn new(py: Python<'_>, precise: bool, min_confidence: f32, actors: Option<PathBuf>) -> PyResult<Self> {
        let settings = settings::settings(precise, min_confidence, actors)?;
        Ok(Self { inner: settings::reader(py, &settings)? })
    }

    /// Version, hash of the weights, hash of the rules.
    fn producer(&self) -> (&str, &str, &str) {
        let p = self.inner.producer();
        (&p.version, &p.model, &p.rules)
    }

    /// For each of some rows (mappings of fields to texts, bytes, whole numbers or nothing) its record and the
    /// sentences of its events.
    fn read(
        &self,
        py: Python<'_>,
        given: Vec<Bound<'_, PyDict>>,
        columns: &str,
        threads: Option<usize>,
    ) -> PyResult<Vec<(String, Vec<Sentence>)>> {
        let kernel = self.kernel(columns)?;
        let threads = settings::threads(threads)?;
        let mut out = vec![(String::new(), Vec::new()); given.len()];
        for (places, table) in rows::tables(&given, columns)? {
            let kernel = kernel.clone();
            let coded = patiently(py, move || kernel.code_on(&table, threads))?.map_err(faults::kernel)?;
            for (place, told) in places.into_iter().zip(rows::told(&coded)) {
                if let Some(slot) = out.get_mut(place) {
                    *slot = told;
                }
            }
        }
        Ok(out)
    }

    /// The records of files, folders and patterns, as `chancery read` gives them.
    fn files(&self, inputs: Vec<String>, columns: &str, threads: Option<usize>) -> PyResult<Lines> {
        Ok(files::lines(self.kernel(columns)?, inputs, settings::inputs(columns, threads)?))
    }

    /// Codes a table: an object of the Arrow `PyCapsule` interface, or a list of mappings.
    fn code(
        &self,
        table: &Bound<'_, PyAny>,
        rows: &str,
        columns: &str,
        threads: Option<usize>,
    ) -> PyResult<Stream> {
        let parts = match capsule::taken_in(table)? {
            Some(parts) => parts,
            None => rows::parts(&table.extract::<Vec<Bound<'_, PyDict>>>()?, columns)?,
        };
        let coding =
            Coding::new(self.kernel(columns)?, parts, Rows::named(rows)?, settings::threads(threads)?);
        coding.map(Stream::of)
    }
}

impl Reader {
    fn kernel(&self, columns: &str) -> PyResult<Kernel<'static>> {
        Ok(Kernel::new(self.inner, settings::inputs(columns, None)?.json_fields.value))
    }
}
