//! How is a part of a file coded? Every so-manieth document or row of it, by the kernel, on the executor that
//! was given the part. The file must lie under the same path on every executor.

use std::fs::File;
use std::path::Path;

use chancery::inputs::{self, Input};
use chancery::kernel::{Coded, Kernel, coded_schema};
use chancery::shard::Shard;
use chancery_ingest::containers::{Fields, Options};
use datafusion::arrow::array::{RecordBatch, UInt32Array};
use datafusion::arrow::compute::{concat_batches, take_record_batch};
use datafusion::common::Result;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::functions::{reader, refused};

/// The coded rows of a part, counted from 1.
pub(crate) fn code(path: &str, part: usize, of: usize, fields: &str) -> Result<RecordBatch> {
    let shard: Shard = format!("{part}/{of}").parse().map_err(|e: String| refused(&e))?;
    let fields: Fields = fields.parse().map_err(|e| refused(&e))?;
    let kernel = Kernel::new(reader()?, fields.clone());
    if inputs::is_parquet(Path::new(path)) {
        rows(&kernel, path, shard)
    } else {
        documents(&kernel, path, shard, fields)
    }
}

fn rows(kernel: &Kernel<'_>, path: &str, shard: Shard) -> Result<RecordBatch> {
    let wrong = |e: &dyn std::fmt::Display| refused(&format!("{path}: {e}"));
    let file = File::open(path).map_err(|e| wrong(&e))?;
    let table =
        ParquetRecordBatchReaderBuilder::try_new(file).and_then(ParquetRecordBatchReaderBuilder::build);
    let (mut out, mut place) = (Vec::new(), 0);
    for rows in table.map_err(|e| wrong(&e))? {
        let rows = rows.map_err(|e| wrong(&e))?;
        let count = u32::try_from(rows.num_rows()).unwrap_or(u32::MAX);
        let own: Vec<u32> = (0..count).filter(|row| shard.holds(place + *row as usize)).collect();
        place += rows.num_rows();
        let own = take_record_batch(&rows, &UInt32Array::from(own))?;
        out.push(kernel.code(&own).map_err(|e| wrong(&e))?);
    }
    Ok(concat_batches(&coded_schema(), &out)?)
}

fn documents(kernel: &Kernel<'_>, path: &str, shard: Shard, fields: Fields) -> Result<RecordBatch> {
    let options = Options { fields, ..Options::default() };
    let input = Input::File(path.into());
    let documents = input.documents(&options).map_err(|p| refused(&format!("{}: {}", p.name, p.why)))?;
    let mut coded = Coded::default();
    for (_, document) in documents.enumerate().filter(|(place, _)| shard.holds(*place)) {
        match document {
            Ok(document) => coded.push(kernel.intake(document)),
            // What is damaged is passed over, as the command line does, and said.
            Err(e) => tracing::warn!(origin = e.origin, "{e}"),
        }
    }
    coded.take().map_err(|e| refused(&format!("{path}: {e}")))
}
