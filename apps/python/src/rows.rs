//! How do mappings of Python become a table, and what do coded rows become for Python?

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BinaryArray, Int64Array, RecordBatch, RecordBatchIterator, StringArray, StructArray,
};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::capsule::Parts;
use crate::faults::Fault;
use crate::lines::Sentence;

/// A value that a row of Python may have.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
}

/// Fields of a row by their names, in their order.
type Row = Vec<(String, Value)>;

/// Rows as tables with the places of their rows: one of those with texts, one of those with bytes. That a row has no text
/// is said by its record.
pub(crate) fn tables(given: &[Bound<'_, PyDict>], columns: &str) -> PyResult<Vec<(Vec<usize>, RecordBatch)>> {
    let rows = given.iter().map(row).collect::<PyResult<Vec<_>>>()?;
    let has_bytes = |row: &Row| row.iter().any(|(_, v)| matches!(v, Value::Bytes(_)));
    let mut out = Vec::new();
    for bytes in [false, true] {
        let places: Vec<usize> =
            rows.iter().enumerate().filter(|(_, r)| has_bytes(r) == bytes).map(|(at, _)| at).collect();
        let chosen: Vec<&Row> = places.iter().filter_map(|at| rows.get(*at)).collect();
        if !chosen.is_empty() {
            out.push((places, table(&chosen, vec![text_column(columns)])?));
        }
    }
    Ok(out)
}

/// All rows as one table, in one part. That no row has a text is an error of the table; no row at all is none.
pub(crate) fn parts(given: &[Bound<'_, PyDict>], columns: &str) -> PyResult<Parts> {
    let rows = given.iter().map(row).collect::<PyResult<Vec<_>>>()?;
    let names = if rows.is_empty() { vec![text_column(columns)] } else { Vec::new() };
    let table = table(&rows.iter().collect::<Vec<_>>(), names)?;
    let schema = table.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(table)], schema)))
}

fn row(given: &Bound<'_, PyDict>) -> PyResult<Row> {
    let mut out = Vec::with_capacity(given.len());
    for (name, value) in given.iter() {
        let value = if let Ok(bytes) = value.cast::<PyBytes>() {
            Value::Bytes(bytes.as_bytes().to_vec())
        } else if let Ok(text) = value.extract::<String>() {
            Value::Text(text)
        } else if let Ok(number) = value.extract::<i64>() {
            Value::Number(number)
        } else {
            continue;
        };
        out.push((name.extract()?, value));
    }
    Ok(out)
}

/// What the column of texts is called.
fn text_column(columns: &str) -> &str {
    columns.split(',').find_map(|pair| pair.trim().strip_prefix("text=")).unwrap_or("text")
}

/// A column for each of some names, and for each that any row has. One that holds bytes holds the bytes of its texts,
/// too; one that holds texts, the digits of its numbers.
fn table<'n>(rows: &[&'n Row], mut names: Vec<&'n str>) -> PyResult<RecordBatch> {
    for (name, _) in rows.iter().copied().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let columns = names.iter().map(|name| {
        let values = rows.iter().map(|row| row.iter().find(|(n, _)| n == name).map(|(_, v)| v));
        (*name, column(values.collect()))
    });
    RecordBatch::try_from_iter_with_nullable(columns.map(|(n, a)| (n, a, true)).collect::<Vec<_>>())
        .map_err(|e| Fault::Input.says(e.to_string()))
}

fn column(values: Vec<Option<&Value>>) -> ArrayRef {
    let any = |of: fn(&Value) -> bool| values.iter().flatten().any(|v| of(v));
    if any(|v| matches!(v, Value::Bytes(_))) {
        return Arc::new(values.into_iter().map(|v| v.map(bytes)).collect::<BinaryArray>());
    }
    if any(|v| matches!(v, Value::Text(_))) || values.iter().all(Option::is_none) {
        let text = |v: &Value| String::from_utf8_lossy(&bytes(v)).into_owned();
        return Arc::new(values.into_iter().map(|v| v.map(text)).collect::<StringArray>());
    }
    let number = |v: &Value| if let Value::Number(n) = v { Some(*n) } else { None };
    Arc::new(values.into_iter().map(|v| v.and_then(number)).collect::<Int64Array>())
}

fn bytes(value: &Value) -> Vec<u8> {
    match value {
        Value::Text(text) => text.clone().into_bytes(),
        Value::Number(number) => number.to_string().into_bytes(),
        Value::Bytes(bytes) => bytes.clone(),
    }
}

/// The records of coded rows, with the sentences of their events.
pub(crate) fn told(coded: &RecordBatch) -> Vec<(String, Vec<Sentence>)> {
    let records = coded.column_by_name("record").and_then(|c| c.as_string_opt::<i32>());
    let events = coded.column_by_name("events").and_then(|c| c.as_list_opt::<i32>());
    let (Some(records), Some(events)) = (records, events) else { return Vec::new() };
    let rows = 0..coded.num_rows();
    rows.map(|at| (records.value(at).to_owned(), sentences(events.value(at).as_struct_opt()))).collect()
}

fn sentences(events: Option<&StructArray>) -> Vec<Sentence> {
    let column =
        |name| events.and_then(|e| e.column_by_name(name)).and_then(|c| c.as_primitive_opt::<Int32Type>());
    let (Some(starts), Some(ends)) = (column("sentence_start"), column("sentence_end")) else {
        return Vec::new();
    };
    let offset = |at: Option<i32>| at.and_then(|n| u32::try_from(n).ok());
    starts.iter().zip(ends).map(|(start, end)| offset(start).zip(offset(end))).collect()
}
