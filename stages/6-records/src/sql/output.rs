//! How is an answer written? As a table for people, or as CSV, JSON lines or Parquet for programs.

use std::io::Write;

use arrow_array::RecordBatch;
use datafusion::arrow::csv::WriterBuilder;
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::error::DataFusionError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::{Refusal, Session};
use crate::error::Error;

/// The format of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Table,
    /// Comma-separated values with a header.
    Csv,
    /// One JSON object a row.
    Jsonl,
    /// A Parquet file.
    Parquet,
}

pub(super) fn write(
    session: &Session,
    sql: &str,
    format: Format,
    out: &mut (dyn Write + Send),
) -> Result<(), Error> {
    match format {
        Format::Table => table(session, sql, out),
        Format::Csv => csv(session, sql, out),
        Format::Jsonl => jsonl(session, sql, out),
        Format::Parquet => parquet(session, sql, out),
    }
}

/// The whole answer is held, as its columns' widths are known only at its end.
fn table(session: &Session, sql: &str, out: &mut dyn Write) -> Result<(), Error> {
    let limit = session.limits.megabytes.saturating_mul(1 << 20);
    let (mut batches, mut bytes) = (Vec::new(), 0);
    let schema = session.ask(sql, &mut |batch| {
        bytes += batch.get_array_memory_size();
        if bytes > limit {
            return Err(Refusal::TooLarge(session.limits.megabytes).into());
        }
        batches.push(batch);
        Ok(())
    })?;
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(schema));
    }
    let table = pretty_format_batches(&batches).map_err(DataFusionError::from)?;
    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
    writeln!(out, "{table}\n{rows} {}", if rows == 1 { "row" } else { "rows" })?;
    Ok(())
}

fn csv(session: &Session, sql: &str, out: &mut dyn Write) -> Result<(), Error> {
    let mut writer = WriterBuilder::new().with_header(true).build(&mut *out);
    let mut some = false;
    let schema = session.ask(sql, &mut |batch| {
        some = true;
        writer.write(&batch).map_err(DataFusionError::from)?;
        Ok(())
    })?;
    if !some {
        writer.write(&RecordBatch::new_empty(schema)).map_err(DataFusionError::from)?;
    }
    drop(writer);
    out.flush()?;
    Ok(())
}

fn jsonl(session: &Session, sql: &str, out: &mut dyn Write) -> Result<(), Error> {
    let mut writer = LineDelimitedWriter::new(&mut *out);
    session.ask(sql, &mut |batch| {
        writer.write(&batch).map_err(DataFusionError::from)?;
        Ok(())
    })?;
    writer.finish().map_err(DataFusionError::from)?;
    out.flush()?;
    Ok(())
}

fn parquet(session: &Session, sql: &str, out: &mut (dyn Write + Send)) -> Result<(), Error> {
    let mut writer: Option<ArrowWriter<&mut (dyn Write + Send)>> = None;
    let mut held: Option<&mut (dyn Write + Send)> = Some(out);
    let properties =
        WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let schema = session.ask(sql, &mut |batch| {
        if let Some(out) = held.take() {
            let made = ArrowWriter::try_new(out, batch.schema(), Some(properties.clone()));
            writer = Some(made.map_err(DataFusionError::from)?);
        }
        if let Some(writer) = &mut writer {
            writer.write(&batch).map_err(DataFusionError::from)?;
        }
        Ok(())
    })?;
    let writer = match (writer, held) {
        (Some(writer), _) => writer,
        (None, Some(out)) => {
            ArrowWriter::try_new(out, schema, Some(properties)).map_err(DataFusionError::from)?
        }
        (None, None) => return Ok(()),
    };
    writer.close().map_err(DataFusionError::from)?;
    Ok(())
}

/// Writes one batch that is at hand.
pub(crate) fn write_batch(
    batch: &RecordBatch,
    format: Format,
    out: &mut (dyn Write + Send),
) -> Result<(), Error> {
    match format {
        Format::Table => {
            let table = pretty_format_batches(std::slice::from_ref(batch)).map_err(DataFusionError::from)?;
            writeln!(out, "{table}")?;
        }
        Format::Csv => {
            let mut writer = WriterBuilder::new().with_header(true).build(&mut *out);
            writer.write(batch).map_err(DataFusionError::from)?;
        }
        Format::Jsonl => {
            let mut writer = LineDelimitedWriter::new(&mut *out);
            writer.write(batch).map_err(DataFusionError::from)?;
            writer.finish().map_err(DataFusionError::from)?;
        }
        Format::Parquet => {
            let mut writer =
                ArrowWriter::try_new(&mut *out, batch.schema(), None).map_err(DataFusionError::from)?;
            writer.write(batch).map_err(DataFusionError::from)?;
            writer.close().map_err(DataFusionError::from)?;
        }
    }
    out.flush()?;
    Ok(())
}
