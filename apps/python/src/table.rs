//! What does Python get of an answer? A table that can be read as often as one likes.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

use crate::{capsule, values};

/// The shape of a table.
#[pyclass(frozen, module = "chancery._chancery")]
pub(crate) struct Shape(pub(crate) SchemaRef);

#[pymethods]
impl Shape {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema_out(py, &self.0)
    }

    /// Name, Arrow's type and whether it may be null, for each column.
    fn fields(&self) -> Vec<(String, String, bool)> {
        let fields = self.0.fields().iter();
        fields.map(|f| (f.name().clone(), f.data_type().to_string(), f.is_nullable())).collect()
    }
}

/// A table in memory.
#[pyclass(frozen, module = "chancery._chancery")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn of(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }
}

#[pymethods]
impl Table {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        capsule::stream_out(py, Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema))))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema_out(py, &self.schema)
    }

    #[getter]
    fn shape(&self) -> Shape {
        Shape(Arc::clone(&self.schema))
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The rows as dictionaries.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let mut out = Vec::with_capacity(self.__len__());
        for batch in &self.batches {
            let rows: Vec<Bound<'py, PyDict>> = (0..batch.num_rows()).map(|_| PyDict::new(py)).collect();
            for (field, column) in self.schema.fields().iter().zip(batch.columns()) {
                for (row, value) in rows.iter().zip(values::objects(py, field.name(), column)?) {
                    row.set_item(field.name(), value)?;
                }
            }
            out.extend(rows);
        }
        Ok(out)
    }
}
