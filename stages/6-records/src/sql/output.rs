//! How is an answer written? As a table for people, or as CSV, JSON lines or Parquet for programs.

use std::io::Write;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use datafusion::arrow::csv::{self, WriterBuilder};
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
    if format == Format::Table {
        return table(session, sql, out);
    }
    // The answer's shape is known with its first rows, or at its end.
    let (mut writer, mut held) = (None, Some(out));
    let schema = session.ask(sql, &mut |batch| {
        if let Some(out) = held.take() {
            writer = Some(TableWriter::new(format, &batch.schema(), out)?);
        }
        writer.as_mut().map_or(Ok(()), |w| w.write(&batch))
    })?;
    if let Some(out) = held.take() {
        writer = Some(TableWriter::new(format, &schema, out)?);
    }
    writer.map_or(Ok(()), TableWriter::close)
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

/// Writes the parts of a table one after the other.
pub struct TableWriter<'w> {
    schema: SchemaRef,
    some: bool,
    kind: Kind<'w>,
}

enum Kind<'w> {
    /// Held, as its columns' widths are known only at its end.
    Table(Vec<RecordBatch>, &'w mut (dyn Write + Send)),
    Csv(Box<csv::Writer<&'w mut (dyn Write + Send)>>),
    Jsonl(LineDelimitedWriter<&'w mut (dyn Write + Send)>),
    Parquet(Box<ArrowWriter<&'w mut (dyn Write + Send)>>),
}

impl std::fmt::Debug for TableWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableWriter").field("schema", &self.schema).finish_non_exhaustive()
    }
}

impl<'w> TableWriter<'w> {
    /// Begins a table of this shape.
    pub fn new(format: Format, schema: &SchemaRef, out: &'w mut (dyn Write + Send)) -> Result<Self, Error> {
        let kind = match format {
            Format::Table => Kind::Table(Vec::new(), out),
            Format::Csv => Kind::Csv(Box::new(WriterBuilder::new().with_header(true).build(out))),
            Format::Jsonl => Kind::Jsonl(LineDelimitedWriter::new(out)),
            Format::Parquet => {
                let level = Compression::ZSTD(ZstdLevel::default());
                let properties = WriterProperties::builder().set_compression(level).build();
                let writer = ArrowWriter::try_new(out, Arc::clone(schema), Some(properties));
                Kind::Parquet(Box::new(writer.map_err(DataFusionError::from)?))
            }
        };
        Ok(Self { schema: Arc::clone(schema), some: false, kind })
    }

    /// Adds rows.
    pub fn write(&mut self, rows: &RecordBatch) -> Result<(), Error> {
        self.some = true;
        match &mut self.kind {
            Kind::Table(held, _) => held.push(rows.clone()),
            Kind::Csv(writer) => writer.write(rows).map_err(DataFusionError::from)?,
            Kind::Jsonl(writer) => writer.write(rows).map_err(DataFusionError::from)?,
            Kind::Parquet(writer) => writer.write(rows).map_err(DataFusionError::from)?,
        }
        Ok(())
    }

    /// Ends the table. One without rows still has its columns.
    pub fn close(mut self) -> Result<(), Error> {
        if !self.some && !matches!(self.kind, Kind::Jsonl(_) | Kind::Parquet(_)) {
            self.write(&RecordBatch::new_empty(Arc::clone(&self.schema)))?;
        }
        match self.kind {
            Kind::Table(held, out) => {
                let table = pretty_format_batches(&held).map_err(DataFusionError::from)?;
                writeln!(out, "{table}")?;
                out.flush()?;
            }
            Kind::Csv(writer) => writer.into_inner().flush()?,
            Kind::Jsonl(mut writer) => {
                writer.finish().map_err(DataFusionError::from)?;
                writer.into_inner().flush()?;
            }
            Kind::Parquet(writer) => {
                writer.into_inner().map_err(DataFusionError::from)?.flush()?;
            }
        }
        Ok(())
    }
}

/// Writes one batch that is at hand.
pub(crate) fn write_batch(
    batch: &RecordBatch,
    format: Format,
    out: &mut (dyn Write + Send),
) -> Result<(), Error> {
    let mut writer = TableWriter::new(format, &batch.schema(), out)?;
    writer.write(batch)?;
    writer.close()
}
