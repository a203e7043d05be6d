//! How does a store answer SQL? With DataFusion over the segments that the manifest names and the tables of
//! the ledger: read-only, within a limit of time and memory, behind one gate.

mod answer;
mod functions;
mod gate;
mod output;
mod reference;
mod refusal;
mod strings;
mod tables;
mod views;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use datafusion::error::DataFusionError;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use datafusion::sql::parser::Statement;
use futures::StreamExt;
use tokio::runtime::Builder;

pub use answer::Answer;
pub use functions::FUNCTIONS;
pub(crate) use output::write_batch;
pub use output::{Format, TableWriter};
pub use reference::reference;
pub use refusal::Refusal;
pub use views::VIEW_COLUMNS;

use crate::error::Error;
use crate::lock::Reading;
use crate::store::{Choice, Store};
use functions::Shared;

/// What a query may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Seconds.
    pub seconds: u64,
    /// Megabytes.
    pub megabytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { seconds: 60, megabytes: 1024 }
    }
}

/// A store that is ready for questions.
pub struct Session {
    /// Says that somebody reads, as long as the session lives.
    _reading: Reading,
    context: SessionContext,
    limits: Limits,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Session {
    /// Opens a store for questions about the codings of a choice.
    pub fn open(folder: &Path, choice: Choice, limits: Limits) -> Result<Self, Error> {
        let store = Store::open(folder)?;
        let current = Arc::new(store.current(choice)?);
        let memory = limits.megabytes.saturating_mul(1 << 20);
        let environment = RuntimeEnvBuilder::new()
            .with_memory_limit(memory, 1.0)
            // What does not fit into memory is refused: nothing is written to any disk.
            .with_disk_manager_builder(DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled))
            .build_arc()?;
        // One partition: the same question has the same answer in the same order.
        let config = SessionConfig::new().with_information_schema(true).with_target_partitions(1);
        let context = SessionContext::new_with_config_rt(config, environment);
        let shared = Shared::new(crate::ledger::Ledger::read(folder)?);
        for function in functions::all(&shared)? {
            context.register_udf(function);
        }
        for (name, table) in tables::all(&shared, &current) {
            context.register_table(name, table)?;
        }
        views::register(&context, &store, &current, choice)?;
        Ok(Self { _reading: Reading::new(folder), context, limits })
    }

    /// Answers a question: calls for every part of the answer, and gives its shape.
    pub fn ask(
        &self,
        sql: &str,
        each: &mut dyn FnMut(RecordBatch) -> Result<(), Error>,
    ) -> Result<SchemaRef, Error> {
        self.ask_within(self.limits.seconds, sql, each)
    }

    /// The same within other seconds.
    fn ask_within(
        &self,
        seconds: u64,
        sql: &str,
        each: &mut dyn FnMut(RecordBatch) -> Result<(), Error>,
    ) -> Result<SchemaRef, Error> {
        let statement = gate::admitted(sql)?;
        let deadline = Instant::now() + Duration::from_secs(seconds);
        let (send, receive) = mpsc::sync_channel(AHEAD);
        let context = self.context.clone();
        // On a thread of its own: what counts through millions of rows may be busy for longer than the limit
        // before it looks up. It stops when nobody takes what it has.
        thread::spawn(move || {
            let answered =
                carry_out(&context, statement, deadline, &send).unwrap_or(Err(Refusal::TooLong(seconds)));
            // Nobody waits any more where the limit was reached.
            let _ = send.send(Part::End(answered));
        });
        loop {
            match receive.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Part::Rows(rows)) => each(rows)?,
                Ok(Part::End(Ok(schema))) => return Ok(schema),
                Ok(Part::End(Err(Refusal::Wrong(why)))) if why.contains(EXHAUSTED) => {
                    return Err(Refusal::TooLarge(self.limits.megabytes).into());
                }
                Ok(Part::End(Err(refusal))) => return Err(refusal.into()),
                Err(RecvTimeoutError::Timeout) => return Err(Refusal::TooLong(seconds).into()),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Refusal::Wrong("the query engine failed".into()).into());
                }
            }
        }
    }

    /// Answers a question with no more than so many rows, as words, within so many seconds.
    pub fn answer(&self, sql: &str, rows: usize, seconds: u64) -> Result<Answer, Error> {
        answer::answer(self, sql, rows, seconds)
    }

    /// Answers a question in a format.
    pub fn write(&self, sql: &str, format: Format, out: &mut (dyn Write + Send)) -> Result<(), Error> {
        output::write(self, sql, format, out)
    }
}

/// How the query engine says that memory is at its limit.
const EXHAUSTED: &str = "Resources exhausted";

/// Parts of an answer that may wait to be taken.
const AHEAD: usize = 2;

/// A part of an answer.
enum Part {
    Rows(RecordBatch),
    End(Result<SchemaRef, Refusal>),
}

/// Plans and runs a statement; stops at its deadline, as soon as it looks up, and gives nothing then.
fn carry_out(
    context: &SessionContext,
    statement: Statement,
    deadline: Instant,
    send: &SyncSender<Part>,
) -> Option<Result<SchemaRef, Refusal>> {
    let runtime = match Builder::new_current_thread().enable_time().build() {
        Ok(runtime) => runtime,
        Err(e) => return Some(Err(Refusal::Wrong(e.to_string()))),
    };
    let work = async {
        let plan = context.state().statement_to_plan(statement).await?;
        gate::harmless(&plan)?;
        let mut rows = context.execute_logical_plan(plan).await?.execute_stream().await?;
        let schema = strings::plain_shape(&rows.schema());
        while let Some(batch) = rows.next().await {
            if send.send(Part::Rows(strings::plain(&batch?, &schema)?)).is_err() {
                break;
            }
        }
        Ok(schema)
    };
    // The timer is made within the runtime that drives it.
    runtime.block_on(async { tokio::time::timeout_at(deadline.into(), work).await }).ok()
}

impl From<Refusal> for DataFusionError {
    fn from(e: Refusal) -> Self {
        Self::External(Box::new(e))
    }
}
