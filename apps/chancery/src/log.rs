//! What does a run tell those who watch over it? Lines on standard error, for people or as JSON: how many
//! dispatches and events a second, and which remarks how often. Nothing unless it is asked for.

use std::collections::BTreeMap;
use std::io;
use std::str::FromStr;
use std::time::{Duration, Instant};

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use tracing::info;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

/// The variable that asks for a log where no flag does.
pub const VARIABLE: &str = "CHANCERY_LOG";

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// A line for people
    Text,
    /// A JSON object a line
    Json,
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("expected text or json"),
        }
    }
}

/// Begins to log for this process. What a library says below a warning is left out.
pub fn start(format: LogFormat) {
    let ours = Targets::new().with_default(LevelFilter::WARN).with_target("chancery", LevelFilter::INFO);
    let lines = fmt::layer().with_writer(io::stderr).with_target(false);
    // A second start within one process changes nothing.
    let _ = match format {
        LogFormat::Text => registry().with(lines.with_ansi(false).with_filter(ours)).try_init(),
        LogFormat::Json => registry().with(lines.json().flatten_event(true).with_filter(ours)).try_init(),
    };
}

/// How long nothing is said of a run that goes on.
const EVERY: Duration = Duration::from_secs(10);

/// Counts what a run reads.
#[derive(Debug)]
pub struct Meter {
    command: &'static str,
    began: Instant,
    said: Instant,
    dispatches: u64,
    events: u64,
    remarks: BTreeMap<String, u64>,
}

impl Meter {
    /// Begins.
    pub fn new(command: &'static str) -> Self {
        info!(command, "started");
        let now = Instant::now();
        Self { command, began: now, said: now, dispatches: 0, events: 0, remarks: BTreeMap::new() }
    }

    /// Dispatches so far.
    pub fn dispatches(&self) -> u64 {
        self.dispatches
    }

    /// Counts one dispatch.
    pub fn one<'c>(&mut self, events: usize, remarks: impl IntoIterator<Item = &'c str>) {
        self.dispatches += 1;
        self.events += events as u64;
        for code in remarks {
            // Looked up first: codes are few, and few of them new.
            match self.remarks.get_mut(code) {
                Some(count) => *count += 1,
                None => _ = self.remarks.insert(code.to_owned(), 1),
            }
        }
        if self.said.elapsed() >= EVERY {
            self.said = Instant::now();
            self.say("reading");
        }
    }

    /// Counts the rows of a coded table.
    pub fn table(&mut self, coded: &RecordBatch) {
        let remarks = coded.column_by_name("remarks").and_then(|c| c.as_string_opt::<i32>());
        let events = coded.column_by_name("events").and_then(|c| c.as_list_opt::<i32>());
        let (Some(remarks), Some(events)) = (remarks, events) else { return };
        for row in 0..coded.num_rows() {
            let count = usize::try_from(events.value_length(row)).unwrap_or(0);
            self.one(count, remarks.value(row).split(' ').filter(|c| !c.is_empty()));
        }
    }

    /// Says how it ended.
    pub fn finish(self) {
        for (code, count) in &self.remarks {
            info!(command = self.command, code = code.as_str(), count, "remark");
        }
        self.say("finished");
    }

    fn say(&self, what: &str) {
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        #[allow(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = |count: u64| (count as f64 / seconds * 10.0).round() / 10.0;
        info!(
            command = self.command,
            dispatches = self.dispatches,
            events = self.events,
            seconds = (seconds * 1000.0).round() / 1000.0,
            dispatches_per_second = rate(self.dispatches),
            events_per_second = rate(self.events),
            "{what}"
        );
    }
}
