//! How do tables pass between Python and this program without a copy? In capsules of the Arrow `PyCapsule` interface:
//! a C struct whose owner is whoever may call its `release`, and who does so once.
//!
//! A capsule that nobody has emptied releases what is in it when Python lets go of it. Whoever takes a struct out of a
//! capsule leaves an empty one there, which has nothing to release.
#![allow(unsafe_code, reason = "the interface is made of C structs and functions; all of it is in this file")]

use std::ffi::{CStr, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    Array, RecordBatch, RecordBatchIterator, RecordBatchOptions, RecordBatchReader, StructArray,
};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::faults::Fault;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// A table on its way in or out, part by part.
pub(crate) type Parts = Box<dyn RecordBatchReader + Send>;

/// Hands a table out.
pub(crate) fn stream_out(py: Python<'_>, parts: Parts) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(parts), STREAM)
}

/// Hands a table's shape out.
pub(crate) fn schema_out<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema).map_err(|e| Fault::Other.says(e.to_string()))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// Takes a table in: the parts that an object with `__arrow_c_stream__` gives, or the one of an object with
/// `__arrow_c_array__`; nothing where it has neither.
pub(crate) fn taken_in(source: &Bound<'_, PyAny>) -> PyResult<Option<Parts>> {
    if source.hasattr("__arrow_c_stream__")? {
        let capsule = source.call_method0("__arrow_c_stream__")?;
        return Ok(Some(Box::new(Incoming::new(stream_in(&capsule)?)?)));
    }
    if source.hasattr("__arrow_c_array__")? {
        let pair = source.call_method0("__arrow_c_array__")?;
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
        return array_in(&schema, &array).map(Some);
    }
    Ok(None)
}

/// The pointer of a capsule of this name.
fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    let wrong = || Fault::Input.says(format!("expected a capsule called {}", name.to_string_lossy()));
    let capsule = capsule.cast::<PyCapsule>().map_err(|_| wrong())?;
    Ok(capsule.pointer_checked(Some(name)).map_err(|_| wrong())?.cast())
}

fn stream_in(capsule: &Bound<'_, PyAny>) -> PyResult<FFI_ArrowArrayStream> {
    let stream = pointer::<FFI_ArrowArrayStream>(capsule, STREAM)?;
    // SAFETY: a capsule of this name holds such a struct, says the interface; it lives as long as the capsule, which
    // is borrowed here, and the empty struct that is left there has nothing to release.
    Ok(unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) })
}

fn array_in(schema: &Bound<'_, PyAny>, array: &Bound<'_, PyAny>) -> PyResult<Parts> {
    let schema = pointer::<FFI_ArrowSchema>(schema, SCHEMA)?;
    let array = pointer::<FFI_ArrowArray>(array, ARRAY)?;
    // SAFETY: as for streams; the schema is only looked at while its capsule is borrowed.
    let (schema, array) = unsafe { (schema.as_ref(), FFI_ArrowArray::from_raw(array.as_ptr())) };
    let schema = Arc::new(Schema::try_from(schema).map_err(|_| no_table())?);
    let batch = batch_in(array, &schema).map_err(|e| Fault::Input.says(e.to_string()))?;
    Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
}

fn no_table() -> PyErr {
    Fault::Input.says("expected a table with named columns; what came is a single column")
}

/// A part of a table. What another program hands over is checked as far as can be: what contradicts itself is an error.
fn batch_in(array: FFI_ArrowArray, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let kind = DataType::Struct(schema.fields().clone());
    let import = move || {
        // SAFETY: whoever made the array says that it is of this shape; nothing can check that.
        unsafe { from_ffi_and_data_type(array, kind) }.map(StructArray::from)
    };
    let rows = catch_unwind(AssertUnwindSafe(import))
        .map_err(|_| ArrowError::CDataInterface("the table contradicts its own shape".into()))??;
    if rows.null_count() > 0 {
        return Err(ArrowError::CDataInterface("rows of the table are null as a whole".into()));
    }
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(Arc::clone(schema), rows.into_parts().1, &options)
}

/// The parts of a table that another program hands over, one after the other.
///
/// Arrow's own reader of such streams panics where the other program gives an error without words.
struct Incoming {
    stream: FFI_ArrowArrayStream,
    schema: SchemaRef,
    ended: bool,
}

impl Incoming {
    fn new(mut stream: FFI_ArrowArrayStream) -> PyResult<Self> {
        let Some(get_schema) = stream.get_schema.filter(|_| stream.release.is_some()) else {
            return Err(Fault::Input.says("the table was handed over already: it can be read once"));
        };
        let mut schema = FFI_ArrowSchema::empty();
        // SAFETY: the stream is not released, and its function gets what the interface says.
        let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
        if code != 0 {
            return Err(Fault::Input.says(failed(&mut stream, code).to_string()));
        }
        let schema = Arc::new(Schema::try_from(&schema).map_err(|_| no_table())?);
        Ok(Self { stream, schema, ended: false })
    }

    fn following(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let Some(get_next) = self.stream.get_next else { return Ok(None) };
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above; the stream is called from one thread at a time, as `self` is borrowed for change.
        let code = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if code != 0 {
            return Err(failed(&mut self.stream, code));
        }
        if array.is_released() { Ok(None) } else { batch_in(array, &self.schema).map(Some) }
    }
}

/// What the other program says of its failure.
fn failed(stream: &mut FFI_ArrowArrayStream, code: c_int) -> ArrowError {
    let words = stream.get_last_error.and_then(|last_error| {
        // SAFETY: the function belongs to this stream, which is not released.
        NonNull::new(unsafe { last_error(&raw mut *stream) }.cast_mut())
    });
    // SAFETY: what it points to is a C string until the stream is called again.
    let words = words.map(|w| unsafe { CStr::from_ptr(w.as_ptr()) }.to_string_lossy().into_owned());
    let words = words.unwrap_or_else(|| format!("the table could not be read to its end: error {code}"));
    ArrowError::CDataInterface(words)
}

impl Iterator for Incoming {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = self.following().transpose();
        self.ended = !matches!(found, Some(Ok(_)));
        found
    }
}

impl RecordBatchReader for Incoming {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
