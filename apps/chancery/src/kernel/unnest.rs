//! How do coded rows become a row an event?

use arrow_array::Array;
use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;

use super::Error;
use super::schema::event_schema;

/// The events of coded rows as a flat table in [`event_schema`], in the order of the rows.
pub fn events(coded: &RecordBatch) -> Result<RecordBatch, Error> {
    let lists = coded.column_by_name("events").and_then(|c| c.as_list_opt::<i32>());
    let lists = lists.ok_or(Error::NotCoded("the list of events"))?;
    // A slice of a table keeps all values; only those within its rows are its own.
    let offsets = lists.value_offsets();
    let (first, last) = (offsets.first().copied().unwrap_or(0), offsets.last().copied().unwrap_or(0));
    let (first, last) = (usize::try_from(first).unwrap_or(0), usize::try_from(last).unwrap_or(0));
    let values = lists.values().slice(first, last.saturating_sub(first));
    let rows = values.as_struct_opt().ok_or(Error::NotCoded("the list of events"))?;
    Ok(RecordBatch::try_new(event_schema(), rows.columns().to_vec())?)
}
