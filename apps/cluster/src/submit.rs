//! How does a job come through, whatever dies? In parts: each is a query of its own and a file of its own, which has its
//! name only when it is whole. What fails is asked for again, and a job that is submitted again goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use chancery::inputs::{self, Input};
use chancery::kernel::{self, coded_schema, event_schema};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::concat_batches;
use datafusion::error::DataFusionError;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::metadata::KeyValue;
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;

use crate::functions::{self, REFUSED, literal};
use crate::scheduler::LARGEST;
use crate::{Address, Error};

/// What a row of the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Rows {
    /// A dispatch: `chancery ingest --segments` takes these
    Dispatches,
    /// An event: flat columns
    Events,
}

/// A job.
#[derive(Debug)]
pub struct Job {
    /// Who gives out the work.
    pub scheduler: Address,
    /// Files, folders, patterns, and lists of files: `@paths.txt`.
    pub inputs: Vec<String>,
    /// Where the parts go.
    pub output: PathBuf,
    /// What a row is.
    pub rows: Rows,
    /// Names of columns and fields, as `--json-fields` has them.
    pub fields: String,
    /// Parts of each input; else by its size.
    pub parts: Option<usize>,
    /// Parts that are asked for at once.
    pub at_once: usize,
    /// How long a part that fails is asked for again.
    pub patience: Duration,
}

/// What a job has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Parts that were coded now.
    pub coded: usize,
    /// Parts that were there.
    pub known: usize,
    /// Rows of the parts that were coded now.
    pub rows: usize,
    /// How often a part was asked for again.
    pub again: usize,
}

/// A part of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// The input's place in the job.
    input: usize,
    path: String,
    part: usize,
    of: usize,
    /// Bytes of the input.
    size: u64,
}

impl Part {
    /// What its rows follow from.
    fn of_job(&self, job: &Job) -> String {
        let Self { path, part, of, size, .. } = self;
        let made =
            functions::producer().map(|p| [&*p.version, &p.model, &p.rules].join(" ")).unwrap_or_default();
        let Job { rows, fields, .. } = job;
        format!("{part} of {of} of {path}, {size} bytes; rows: {rows:?}; fields: {fields}; coded by {made}")
    }

    /// The file that it becomes.
    fn file(&self) -> String {
        format!("part-{:06}-{:04}-of-{:04}.parquet", self.input + 1, self.part, self.of)
    }
}

/// Bytes of an input for each of its parts, and most parts of one: every part opens it anew.
const SHARE: u64 = 1 << 20;
const MOST: u64 = 64;
/// Rows that an executor passes on at a time.
const BATCH: usize = 256;
/// Where a file says which job it is of.
const OF_JOB: &str = "chancery.job";
/// Between two tries.
const PAUSE: Duration = Duration::from_secs(2);

/// Carries out a job.
pub async fn run(job: &Job) -> Result<Summary, Error> {
    fs::create_dir_all(&job.output).map_err(Error::file(&job.output))?;
    let parts = parts(job)?;
    let there = there(job, &parts)?;
    let wanted: Vec<&Part> = parts.iter().filter(|p| !there.contains(&p.file())).collect();
    tracing::info!(parts = parts.len(), known = there.len(), "submitted");
    let mut summary = Summary { known: there.len(), ..Summary::default() };
    let mut done =
        futures::stream::iter(wanted.into_iter().map(|part| one(job, part))).buffer_unordered(job.at_once);
    while let Some(part) = done.next().await {
        let (rows, again) = part?;
        summary.coded += 1;
        summary.rows += rows;
        summary.again += again;
    }
    Ok(summary)
}

/// The parts that an earlier run of the job has written. A folder with parts of another job is refused: their rows would
/// be taken for this job's.
fn there(job: &Job, parts: &[Part]) -> Result<BTreeSet<String>, Error> {
    let own: BTreeMap<String, &Part> = parts.iter().map(|p| (p.file(), p)).collect();
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(&job.output).map_err(Error::file(&job.output))? {
        let path = entry.map_err(Error::file(&job.output))?.path();
        if path.extension().is_none_or(|e| e != "parquet") {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if own.get(&name).is_none_or(|part| told(&path).as_ref() != Some(&part.of_job(job))) {
            let why = "is of another job, or its input has changed since; choose another folder".into();
            return Err(Error::Input { name: path.display().to_string(), why });
        }
        there.insert(name);
    }
    Ok(there)
}

/// What a file says it is a part of.
fn told(path: &Path) -> Option<String> {
    let table = ParquetRecordBatchReaderBuilder::try_new(File::open(path).ok()?).ok()?;
    let pairs = table.metadata().file_metadata().key_value_metadata()?;
    pairs.iter().find(|pair| pair.key == OF_JOB)?.value.clone()
}

/// The parts of all inputs, in their order.
fn parts(job: &Job) -> Result<Vec<Part>, Error> {
    let mut out = Vec::new();
    for (input, path) in files(&job.inputs)?.into_iter().enumerate() {
        let size = fs::metadata(&path).map_err(Error::file(&path))?.len();
        let by_size = usize::try_from((size / SHARE).clamp(1, MOST)).unwrap_or(1);
        let of = job.parts.unwrap_or(by_size).max(1);
        // Executors may stand in another folder.
        let path = std::path::absolute(&path).map_err(Error::file(&path))?.display().to_string();
        out.extend((1..=of).map(|part| Part { input, path: path.clone(), part, of, size }));
    }
    Ok(out)
}

/// The files that are meant: what `chancery read` would read, and the lines of lists.
fn files(inputs: &[String]) -> Result<Vec<PathBuf>, Error> {
    let mut names = Vec::new();
    for input in inputs {
        match input.strip_prefix('@') {
            Some(list) => {
                let lines = fs::read_to_string(list).map_err(Error::file(list))?;
                names.extend(lines.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned));
            }
            None => names.push(input.clone()),
        }
    }
    let file = |input| match input {
        Ok(Input::File(path)) => Ok(path),
        Ok(Input::Stdin) => Err(Error::Input { name: "-".into(), why: "executors cannot read it".into() }),
        Err(inputs::Problem { name, why }) => Err(Error::Input { name, why }),
    };
    inputs::expand(&names).into_iter().map(file).collect()
}

/// Codes a part, however often it takes. Gives its rows, and how often it was asked for again.
async fn one(job: &Job, part: &Part) -> Result<(usize, usize), Error> {
    let began = Instant::now();
    let mut again = 0;
    loop {
        let why = match ask(job, part).await {
            Ok(coded) => return write(job, part, &coded).map(|rows| (rows, again)),
            Err(e) => e.to_string(),
        };
        // A file that cannot be read cannot be read elsewhere.
        if why.contains(REFUSED) || began.elapsed() > job.patience {
            let Part { path, part, of, .. } = part.clone();
            return Err(Error::Part { input: path, part, of, why });
        }
        again += 1;
        tracing::warn!(part = part.file(), again, "asked for again: {why}");
        tokio::time::sleep(PAUSE).await;
    }
}

async fn ask(job: &Job, part: &Part) -> Result<RecordBatch, Error> {
    let context = context(&job.scheduler).await?;
    let Part { path, part, of, .. } = part;
    let (path, fields) = (literal(path), literal(&job.fields));
    let sql = format!("SELECT unnest(code_part({path}, {part}, {of}, {fields})) AS coded");
    let columns: Vec<String> =
        coded_schema().fields().iter().map(|f| format!("coded['{0}'] AS {0}", f.name())).collect();
    let sql = format!("SELECT {} FROM ({sql})", columns.join(", "));
    let found = context.sql(&sql).await?.collect().await?;
    let rows: Vec<RecordBatch> = found.iter().map(as_coded).collect::<Result<_, _>>()?;
    let coded = concat_batches(&coded_schema(), &rows).map_err(DataFusionError::from)?;
    same_program(&coded)?;
    Ok(coded)
}

/// Refuses rows of an executor that is another version than this program: a folder is of one.
fn same_program(coded: &RecordBatch) -> Result<(), DataFusionError> {
    let own = functions::producer()?;
    for (name, value) in [("version", &own.version), ("model", &own.model), ("rules", &own.rules)] {
        let column = coded.column_by_name(name).and_then(|c| c.as_string_opt::<i32>());
        if column.is_none_or(|c| c.iter().any(|v| v != Some(value.as_str()))) {
            let what =
                format!("an executor is another version than this program (its {name} is not {value})");
            return Err(functions::refused(&what));
        }
    }
    Ok(())
}

/// The engine forgets that nothing is null.
fn as_coded(rows: &RecordBatch) -> Result<RecordBatch, Error> {
    let made = RecordBatch::try_new(coded_schema(), rows.columns().to_vec());
    Ok(made.map_err(DataFusionError::from)?)
}

/// A session with the scheduler. Functions are registered after it is there: those before would be dropped.
async fn context(scheduler: &Address) -> Result<SessionContext, Error> {
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(1)
        .with_batch_size(BATCH)
        .with_ballista_grpc_client_max_message_size(LARGEST as usize);
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let context = SessionContext::remote_with_state(&format!("df://{scheduler}"), state).await?;
    for function in functions::all() {
        context.register_udf(Arc::unwrap_or_clone(function));
    }
    Ok(context)
}

/// Writes a part under another name, brings it to the disk, and gives it its own.
fn write(job: &Job, part: &Part, coded: &RecordBatch) -> Result<usize, Error> {
    let path = job.output.join(part.file());
    let unfinished = path.with_extension("unfinished");
    let wrong =
        |e: &dyn std::fmt::Display| Error::Input { name: path.display().to_string(), why: e.to_string() };
    let (rows, schema) = match job.rows {
        Rows::Dispatches => (coded.clone(), coded_schema()),
        Rows::Events => (kernel::events(coded).map_err(|e| wrong(&e))?, event_schema()),
    };
    let file = File::create(&unfinished).map_err(Error::file(&unfinished))?;
    let level = Compression::ZSTD(ZstdLevel::default());
    let of_job = KeyValue::new(OF_JOB.to_owned(), part.of_job(job));
    let properties =
        WriterProperties::builder().set_compression(level).set_key_value_metadata(Some(vec![of_job])).build();
    let mut writer = ArrowWriter::try_new(file, schema, Some(properties)).map_err(|e| wrong(&e))?;
    writer.write(&rows).map_err(|e| wrong(&e))?;
    let file = writer.into_inner().map_err(|e| wrong(&e))?;
    file.sync_all().map_err(Error::file(&unfinished))?;
    fs::rename(&unfinished, &path).map_err(Error::file(&path))?;
    tracing::info!(part = part.file(), rows = rows.num_rows(), "written");
    Ok(rows.num_rows())
}
