//! How is a table coded for Python? Part by part as they are asked for, on all cores and without the interpreter, so
//! that memory does not grow with the table.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use chancery::kernel::{self, Kernel};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::capsule::{self, Parts};
use crate::faults::{self, Fault};
use crate::patience::patiently;
use crate::table::{Shape, Table};

/// Rows that are coded at once: enough for many cores, few enough for little memory.
const AT_ONCE: usize = 256;

/// What a row of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// An event, in flat columns.
    Events,
    /// A dispatch, with its record and a list of its events.
    Dispatches,
}

impl Rows {
    pub(crate) fn named(name: &str) -> PyResult<Self> {
        match name {
            "events" => Ok(Self::Events),
            "dispatches" => Ok(Self::Dispatches),
            _ => Err(Fault::Setting.says(format!("rows = {name:?}: expected events or dispatches"))),
        }
    }

    fn schema(self) -> SchemaRef {
        match self {
            Self::Events => kernel::event_schema(),
            Self::Dispatches => kernel::coded_schema(),
        }
    }
}

/// The shape of coded tables.
#[pyfunction]
pub(crate) fn schema(rows: &str) -> PyResult<Shape> {
    Ok(Shape(Rows::named(rows)?.schema()))
}

/// What went wrong on the way, for whoever asked: the words of an exception are all that Arrow can carry.
type Failure = Arc<Mutex<Option<PyErr>>>;

/// A table that is being coded.
pub(crate) struct Coding {
    kernel: Kernel<'static>,
    parts: Parts,
    rows: Rows,
    threads: usize,
    /// What of the newest part is not coded.
    waiting: Option<RecordBatch>,
    failure: Failure,
    ended: bool,
}

impl Coding {
    /// A table that can be coded; one without texts is refused at once.
    pub(crate) fn new(kernel: Kernel<'static>, parts: Parts, rows: Rows, threads: usize) -> PyResult<Self> {
        kernel.code(&RecordBatch::new_empty(parts.schema())).map_err(faults::kernel)?;
        Ok(Self { kernel, parts, rows, threads, waiting: None, failure: Failure::default(), ended: false })
    }

    /// The next rows to code.
    fn next_rows(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        loop {
            if let Some(batch) = self.waiting.take().filter(|b| b.num_rows() > 0) {
                let now = batch.num_rows().min(AT_ONCE);
                self.waiting = Some(batch.slice(now, batch.num_rows() - now));
                return Ok(Some(batch.slice(0, now)));
            }
            match self.parts.next() {
                Some(part) => self.waiting = Some(part?),
                None => return Ok(None),
            }
        }
    }

    /// Codes rows, on a thread of its own where there is an interpreter: Ctrl-C need not wait for the last of them.
    fn coded(&self, py: Option<Python<'_>>, batch: RecordBatch) -> PyResult<RecordBatch> {
        let (kernel, rows, threads) = (self.kernel.clone(), self.rows, self.threads);
        let work = move || {
            let coded = kernel.code_on(&batch, threads)?;
            if rows == Rows::Dispatches { Ok(coded) } else { kernel::events(&coded) }
        };
        let coded = match py {
            Some(py) => patiently(py, work)?,
            None => work(),
        };
        coded.map_err(faults::kernel)
    }

    /// The next part that has rows. Other threads of Python run meanwhile, whether whoever asks holds the interpreter or
    /// not.
    fn step(&mut self, py: Option<Python<'_>>) -> PyResult<Option<RecordBatch>> {
        loop {
            let rows = match py {
                Some(py) => {
                    py.check_signals()?;
                    py.detach(|| self.next_rows())
                }
                None => self.next_rows(),
            };
            let Some(batch) = rows.map_err(|e| Fault::Input.says(e.to_string()))? else { return Ok(None) };
            let coded = self.coded(py, batch)?;
            if coded.num_rows() > 0 {
                return Ok(Some(coded));
            }
        }
    }

    /// Keeps what went wrong, and says it in Arrow's way.
    fn failed(&self, why: PyErr) -> ArrowError {
        let words = Python::try_attach(|py| {
            let said = why.value(py).to_string();
            if said.is_empty() { why.get_type(py).to_string() } else { said }
        });
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
        // A zero byte would end the words in C, and the program in Rust.
        let words = words.unwrap_or_default().replace('\0', "\u{fffd}");
        ArrowError::CDataInterface(words)
    }
}

impl Iterator for Coding {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        // A panic must not go through the C function that asks.
        let found = catch_unwind(AssertUnwindSafe(|| {
            let tried = Python::try_attach(|py| self.step(Some(py)));
            tried.unwrap_or_else(|| self.step(None))
        }));
        let found = found
            .unwrap_or_else(|_| Err(Fault::Other.says("the program failed on a table; please report it")));
        self.ended = !matches!(found, Ok(Some(_)));
        found.map_err(|why| self.failed(why)).transpose()
    }
}

impl RecordBatchReader for Coding {
    fn schema(&self) -> SchemaRef {
        self.rows.schema()
    }
}

/// A coded table that can be read once, as it is made.
#[pyclass(frozen, module = "chancery._chancery")]
pub(crate) struct Stream {
    coding: Mutex<Option<Coding>>,
    schema: SchemaRef,
    failure: Failure,
}

impl Stream {
    pub(crate) fn of(coding: Coding) -> Self {
        let (schema, failure) = (coding.schema(), Arc::clone(&coding.failure));
        Self { coding: Mutex::new(Some(coding)), schema, failure }
    }

    /// The table, if nobody has it.
    fn taken(&self) -> PyResult<Coding> {
        let mut held = self.coding.lock().unwrap_or_else(PoisonError::into_inner);
        held.take().ok_or_else(|| {
            let what = "this table was read already, as it was made: keep what you make of it, \
                        as in table = chancery.code(…).read_all()";
            Fault::Input.says(what)
        })
    }
}

#[pymethods]
impl Stream {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface leaves it to the producer whether it casts; the consumer has to look in any case.
        drop(requested_schema);
        capsule::stream_out(py, Box::new(self.taken()?))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema_out(py, &self.schema)
    }

    #[getter]
    fn shape(&self) -> Shape {
        Shape(Arc::clone(&self.schema))
    }

    /// The next part; nothing at the end.
    fn next_part(&self) -> PyResult<Option<Table>> {
        let mut coding = self.taken()?;
        let found = coding.next();
        let part = match found {
            None => None,
            Some(Ok(batch)) => Some(Table::of(Arc::clone(&self.schema), vec![batch])),
            Some(Err(why)) => {
                return Err(self.raised().unwrap_or_else(|| Fault::Other.says(why.to_string())));
            }
        };
        *self.coding.lock().unwrap_or_else(PoisonError::into_inner) = Some(coding);
        Ok(part)
    }

    /// All that is left.
    fn read_all(&self) -> PyResult<Table> {
        let batches = self.taken()?.collect::<Result<Vec<_>, _>>();
        let batches =
            batches.map_err(|e| self.raised().unwrap_or_else(|| Fault::Other.says(e.to_string())))?;
        Ok(Table::of(Arc::clone(&self.schema), batches))
    }

    /// What ended the table before its time, if anything did: the exception itself.
    fn failure(&self) -> Option<PyErr> {
        self.raised()
    }
}

impl Stream {
    fn raised(&self) -> Option<PyErr> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
