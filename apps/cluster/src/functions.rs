//! What does an executor do for Chancery? Two functions of SQL, and both call nothing but the kernel.
//!
//! - `code(text [, id [, title [, date [, outlet [, url]]]]])`: a list of the events that the text tells;
//! - `code_part(path, part, of, fields)`: a list of the coded dispatches of a part of a file.
//!
//! They are scalar functions whose lists are unnested: a table function would need a codec of its own on every side.

use std::sync::{Arc, OnceLock};

use chancery::Reader;
use chancery::kernel::{Kernel, coded_schema, event_schema};
use chancery_ingest::containers::Fields;
use chancery_model::record::Producer;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, ListArray, RecordBatch, StructArray};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{DataType, Field, Int64Type, SchemaRef};
use datafusion::common::{DataFusionError, Result, exec_err};
use datafusion::logical_expr::expr_fn::SimpleScalarUDF;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Signature, TypeSignature, Volatility};

use crate::part;

/// The arguments of `code`, as columns of the kernel's table.
const COLUMNS: [&str; 6] = ["text", "id", "title", "date", "outlet", "url"];

/// Both functions. They must be known to whoever plans a query and to whoever carries it out.
pub fn all() -> Vec<Arc<ScalarUDF>> {
    vec![Arc::new(code()), Arc::new(code_part())]
}

/// The reader of this process, which is loaded when the first row comes.
pub(crate) fn reader() -> Result<&'static Reader> {
    // A reference: a reader may be used, but not dropped, on any thread.
    static READER: OnceLock<std::result::Result<&'static Reader, String>> = OnceLock::new();
    let load = || Reader::load().map(|reader| &*Box::leak(Box::new(reader))).map_err(|e| e.to_string());
    READER.get_or_init(load).clone().map_err(DataFusionError::Execution)
}

/// What stands in every row of this process. Loads the reader.
pub(crate) fn producer() -> Result<&'static Producer> {
    reader().map(Reader::producer)
}

/// For what comes out of the kernel and files.
pub(crate) fn refused(why: &impl ToString) -> DataFusionError {
    DataFusionError::Execution(format!("{REFUSED}{}", why.to_string()))
}

/// How a refusal begins that would be the same at every try.
pub(crate) const REFUSED: &str = "chancery: ";

fn list_of(schema: &SchemaRef) -> DataType {
    DataType::List(Arc::new(Field::new("item", DataType::Struct(schema.fields().clone()), false)))
}

fn code() -> ScalarUDF {
    let texts = |n: usize| TypeSignature::Exact(vec![DataType::Utf8; n]);
    let signature = Signature::one_of((1..=COLUMNS.len()).map(texts).collect(), Volatility::Immutable);
    let each = |arguments: &[ColumnarValue]| {
        let arrays = ColumnarValue::values_to_arrays(arguments)?;
        let columns = COLUMNS.into_iter().zip(arrays).map(|(name, array)| (name, array, true));
        let table = RecordBatch::try_from_iter_with_nullable(columns)?;
        let coded = Kernel::new(reader()?, Fields::default()).code(&table).map_err(|e| refused(&e))?;
        let events = coded.column_by_name("events").map(Arc::clone);
        events.map(ColumnarValue::Array).ok_or_else(|| refused(&"the kernel gave no events"))
    };
    SimpleScalarUDF::new_with_signature("code", signature, list_of(&event_schema()), Arc::new(each)).into()
}

fn code_part() -> ScalarUDF {
    let kinds = vec![DataType::Utf8, DataType::Int64, DataType::Int64, DataType::Utf8];
    // Files change: an answer is not to be worked out by whoever plans the query.
    let signature = Signature::exact(kinds, Volatility::Volatile);
    let each = |arguments: &[ColumnarValue]| {
        let arrays = ColumnarValue::values_to_arrays(arguments)?;
        let [paths, parts, of, fields] = &arrays[..] else {
            return exec_err!("code_part wants four arguments");
        };
        let mut all = Vec::new();
        for row in 0..paths.len() {
            let number = |array: &ArrayRef| usize::try_from(array.as_primitive::<Int64Type>().value(row));
            let (Ok(part), Ok(of)) = (number(parts), number(of)) else {
                return exec_err!("code_part counts parts from 1");
            };
            let (path, fields) = (paths.as_string::<i32>().value(row), fields.as_string::<i32>().value(row));
            all.push(part::code(path, part, of, fields)?);
        }
        Ok(ColumnarValue::Array(Arc::new(lists(&all)?)))
    };
    SimpleScalarUDF::new_with_signature("code_part", signature, list_of(&coded_schema()), Arc::new(each))
        .into()
}

/// A list of rows for each table.
fn lists(tables: &[RecordBatch]) -> Result<ListArray> {
    let schema = coded_schema();
    let rows = StructArray::from(concat_batches(&schema, tables)?);
    let lengths = OffsetBuffer::from_lengths(tables.iter().map(RecordBatch::num_rows));
    let item = Arc::new(Field::new("item", DataType::Struct(schema.fields().clone()), false));
    Ok(ListArray::try_new(item, lengths, Arc::new(rows), None)?)
}

/// A text as it stands in SQL.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
