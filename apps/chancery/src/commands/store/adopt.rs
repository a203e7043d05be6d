//! `chancery ingest --segments`: what an engine coded comes into a store, all of it or nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch, StringArray};
use chancery_ingest::repeats::Repeats;
use chancery_model::record::Producer;
use chancery_records::{Intake, Writer};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::ingest::{self, repeats_of};
use super::summary::Summary;
use crate::commands::Outcome;
use crate::error::Error;
use crate::log::Meter;

/// Rows that are in memory at a time.
const ROWS: usize = 256;

/// Columns of coded rows that a store takes in.
const WANTED: [&str; 5] = ["record", "keep", "version", "model", "rules"];

/// Takes in all Parquet files of coded rows that the arguments name, and says what came of it.
pub fn run(arguments: &[String], folder: &Path) -> Result<Outcome, Error> {
    let began = Instant::now();
    let files = files(arguments)?;
    // Before anything is made: a store is not to be begun for what cannot be read.
    let producer = match files.iter().find_map(|f| first_producer(f).transpose()) {
        Some(producer) => producer?,
        None => return Err(wrong(Path::new(&arguments.join(" ")), "there are no coded rows in it")),
    };
    let mut writer = Writer::open(folder, &producer)?.at_once()?;
    let mut repeats = ingest::repeats(&writer)?;
    let (mut summary, mut meter) = (Summary::default(), Meter::new("ingest"));
    for path in &files {
        each(path, &mut |of, intake| {
            if of != producer {
                let what =
                    "its rows were coded by another version than the files before; take them in one by one";
                return Err(wrong(path, what));
            }
            if intake.record.dispatch.text.is_empty() {
                *summary.refused.entry("There is no text in it.".into()).or_default() += 1;
                return Ok(());
            }
            meter.one(intake.record.events.len(), intake.record.remarks.iter().map(|r| r.code.as_str()));
            adopt(&mut writer, &mut repeats, &mut summary, intake)
        })?;
        summary.inputs += 1;
    }
    writer.close()?;
    chancery_records::incident::update(folder)?;
    meter.finish();
    let outcome = if summary.refused.is_empty() { Outcome::Complete } else { Outcome::Incomplete };
    io::stdout().lock().write_all(summary.text(began.elapsed()).as_bytes())?;
    Ok(outcome)
}

/// One dispatch, as `ingest` would have taken it.
fn adopt(
    writer: &mut Writer,
    repeats: &mut Repeats,
    summary: &mut Summary,
    mut intake: Intake,
) -> Result<(), Error> {
    let mut dispatch = intake.dispatch();
    if writer.known(&dispatch.id).is_none() {
        repeats.see(&mut dispatch);
    }
    intake.record.dispatch.repeats = repeats_of(&dispatch);
    ingest::add(writer, summary, &intake, &dispatch)
}

/// The files that are meant: those named, and all Parquet files of the folders named, sorted.
fn files(arguments: &[String]) -> Result<Vec<PathBuf>, Error> {
    let mut out = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if !path.is_dir() {
            out.push(path.to_owned());
            continue;
        }
        let mut within = Vec::new();
        for entry in fs::read_dir(path).map_err(Error::file(path))? {
            let entry = entry.map_err(Error::file(path))?.path();
            if entry.is_file() && entry.extension().is_some_and(|e| e == "parquet") {
                within.push(entry);
            }
        }
        within.sort();
        out.append(&mut within);
    }
    Ok(out)
}

fn wrong(path: &Path, what: &str) -> Error {
    Error::Data { path: path.to_owned(), what: what.into() }
}

fn open(path: &Path) -> Result<ParquetRecordBatchReader, Error> {
    let file = File::open(path).map_err(Error::file(path))?;
    let broken = |e: parquet::errors::ParquetError| wrong(path, &e.to_string());
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(broken)?;
    let columns = ProjectionMask::columns(builder.parquet_schema(), WANTED);
    builder.with_projection(columns).with_batch_size(ROWS).build().map_err(broken)
}

/// The columns of [`WANTED`].
fn columns<'b>(path: &Path, rows: &'b RecordBatch) -> Result<[&'b StringArray; WANTED.len()], Error> {
    let mut out = Vec::new();
    for name in WANTED {
        let found = rows.column_by_name(name).and_then(|c| c.as_string_opt::<i32>());
        let what = || {
            format!(
                "the column {name:?} is missing or holds no text: these are no rows of `--rows dispatches`"
            )
        };
        out.push(found.filter(|c| c.null_count() == 0).ok_or_else(|| wrong(path, &what()))?);
    }
    out.try_into().map_err(|_| wrong(path, "columns are missing"))
}

/// What coded a file's first row; none where it has no rows.
fn first_producer(path: &Path) -> Result<Option<Producer>, Error> {
    for rows in open(path)? {
        let rows = rows.map_err(|e| wrong(path, &e.to_string()))?;
        let columns = columns(path, &rows)?;
        if rows.num_rows() > 0 {
            return Ok(Some(producer(&columns, 0)));
        }
    }
    Ok(None)
}

fn producer(columns: &[&StringArray; WANTED.len()], row: usize) -> Producer {
    let [_, _, version, model, rules] = columns.map(|c| c.value(row).to_owned());
    Producer { version, model, rules }
}

/// Calls for every row.
fn each(path: &Path, take: &mut dyn FnMut(Producer, Intake) -> Result<(), Error>) -> Result<(), Error> {
    let mut count = 0_u64;
    for rows in open(path)? {
        let rows = rows.map_err(|e| wrong(path, &e.to_string()))?;
        let columns = columns(path, &rows)?;
        for row in 0..rows.num_rows() {
            count += 1;
            let intake = Intake::coded(columns[0].value(row), columns[1].value(row));
            let intake = intake.map_err(|e| wrong(path, &format!("row {count}: {e}")))?;
            take(producer(&columns, row), intake)?;
        }
    }
    Ok(())
}
