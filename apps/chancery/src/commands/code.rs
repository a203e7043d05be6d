//! `chancery code`: documents and tables become a table, of events or of coded dispatches.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_schema::SchemaRef;
use chancery_model::record::Record;
use chancery_records::sql::{Format, TableWriter};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{NO_TEXT, Outcome, bar, reader, refusal};
use crate::batch;
use crate::config::Settings;
use crate::error::Error;
use crate::inputs::{self, Input, Problem};
use crate::kernel::{self, Coded, Kernel};
use crate::log::Meter;

/// Rows that are coded before they are written.
const ROWS: usize = 1024;

/// What a row of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Rows {
    /// An event: flat columns
    Events,
    /// A dispatch: its record, and its events in a list
    Dispatches,
}

impl Rows {
    fn schema(self) -> SchemaRef {
        match self {
            Self::Events => kernel::event_schema(),
            Self::Dispatches => kernel::coded_schema(),
        }
    }
}

/// What is asked.
#[derive(Debug)]
pub struct Request<'a> {
    /// Files, folders, patterns, or `-`.
    pub inputs: &'a [String],
    /// What a row is.
    pub rows: Rows,
    /// How the table is written.
    pub format: Format,
    /// Where to, or standard output.
    pub output: Option<&'a Path>,
    /// Whether a bar is shown.
    pub progress: bool,
}

/// Codes all inputs into one table, in their order.
pub fn run(request: &Request<'_>, settings: &Settings) -> Result<Outcome, Error> {
    let reader = reader(settings)?;
    let inputs = inputs::expand(request.inputs);
    let bar = bar(inputs.len() as u64, "{pos}/{len} inputs, {msg} dispatches, {elapsed}", request.progress);
    let unfinished = request.output.map(unfinished);
    let mut out: Box<dyn Write + Send> = super::sink(unfinished.as_deref())?;
    let complain = |problem: &Problem| {
        bar.suspend(|| {
            let _ = writeln!(io::stderr().lock(), "chancery: {}: {}", problem.name, problem.why);
        });
    };
    let mut meter = Meter::new("code");
    let outcome = {
        let mut work = Work {
            kernel: Kernel::new(&reader, settings.json_fields.value.clone()),
            settings,
            rows: request.rows,
            writer: TableWriter::new(request.format, &request.rows.schema(), &mut *out)?,
            meter: &mut meter,
            outcome: Outcome::Complete,
            complain: &complain,
        };
        for input in inputs {
            match input {
                Ok(Input::File(path)) if inputs::is_parquet(&path) => work.table(&path)?,
                Ok(input) => work.documents(&input)?,
                Err(problem) => work.refuse(&problem),
            }
            bar.inc(1);
            bar.set_message(work.meter.dispatches().to_string());
        }
        work.writer.close()?;
        work.outcome
    };
    // Its last bytes are written before it has its name.
    drop(out);
    if let (Some(unfinished), Some(output)) = (unfinished, request.output) {
        fs::rename(&unfinished, output).map_err(Error::file(output))?;
    }
    bar.finish_and_clear();
    meter.finish();
    Ok(outcome)
}

/// What a file is called while it is written, so that one of its own name is whole.
fn unfinished(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_os_string();
    name.push(".unfinished");
    output.with_file_name(name)
}

struct Work<'a, 'w> {
    kernel: Kernel<'a>,
    settings: &'a Settings,
    rows: Rows,
    writer: TableWriter<'w>,
    meter: &'a mut Meter,
    outcome: Outcome,
    complain: &'a dyn Fn(&Problem),
}

impl Work<'_, '_> {
    fn refuse(&mut self, problem: &Problem) {
        self.outcome = Outcome::Incomplete;
        (self.complain)(problem);
    }

    /// Codes the rows of a Parquet file.
    fn table(&mut self, path: &Path) -> Result<(), Error> {
        let broken = |what: String| Error::Data { path: path.to_owned(), what };
        let file = File::open(path).map_err(Error::file(path))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| broken(e.to_string()))?;
        let reader = reader.with_batch_size(ROWS).build().map_err(|e| broken(e.to_string()))?;
        for rows in reader {
            let rows = rows.map_err(|e| broken(e.to_string()))?;
            let coded = self.kernel.code_on(&rows, self.settings.threads.value);
            self.write(&coded.map_err(|e| broken(e.to_string()))?)?;
        }
        Ok(())
    }

    /// Codes the documents of any other input.
    fn documents(&mut self, input: &Input) -> Result<(), Error> {
        let options = self.settings.ingest();
        let documents = match input.documents(&options) {
            Ok(documents) => documents,
            Err(problem) => {
                self.refuse(&problem);
                return Ok(());
            }
        };
        let kernel = self.kernel.clone();
        let (mut coded, mut ended) = (Coded::default(), Ok(()));
        let intake = |document: Result<_, chancery_ingest::containers::Error>| {
            document
                .map(|d| kernel.intake(d))
                .map_err(|e| Problem { name: e.origin.clone(), why: e.to_string() })
        };
        batch::in_order(documents, self.settings.threads.value, intake, |done| {
            match done {
                Ok(intake) => coded.push(intake),
                Err(problem) => self.refuse(&problem),
            }
            if coded.len() >= ROWS {
                ended = self.take(&mut coded);
            }
            if ended.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        ended?;
        self.take(&mut coded)
    }

    fn take(&mut self, coded: &mut Coded) -> Result<(), Error> {
        let rows = coded.take()?;
        self.write(&rows)
    }

    fn write(&mut self, coded: &RecordBatch) -> Result<(), Error> {
        self.meter.table(coded);
        for problem in without_text(coded) {
            self.refuse(&problem);
        }
        match self.rows {
            Rows::Events => self.writer.write(&kernel::events(coded)?)?,
            Rows::Dispatches => self.writer.write(coded)?,
        }
        Ok(())
    }
}

/// The rows that have no text, and why.
fn without_text(coded: &RecordBatch) -> Vec<Problem> {
    let column = |name| coded.column_by_name(name).and_then(|c| c.as_string_opt::<i32>());
    let (Some(records), Some(remarks)) = (column("record"), column("remarks")) else { return Vec::new() };
    let may_be = |row: &usize| remarks.value(*row).split(' ').any(|code| NO_TEXT.contains(&code));
    let problem = |row| {
        let record: Record = serde_json::from_str(records.value(row)).ok()?;
        let told = record.remarks.iter().map(|r| (r.code.as_str(), r.text.as_str()));
        let why = refusal(told);
        record.dispatch.text.is_empty().then_some(Problem { name: record.dispatch.origin, why })
    };
    (0..coded.num_rows()).filter(may_be).filter_map(problem).collect()
}
