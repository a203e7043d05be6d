//! What can be asked of a store on the command line?

use std::path::PathBuf;

use chancery_records::panel::{By, Panel, Period, Side, Unit};
use clap::Subcommand;
use clap::ValueEnum;

use crate::commands::{Outcome, store};
use crate::config::{Said, Settings};
use crate::error::Error;

/// Where the store is.
#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// The folder of the store
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

/// What a query may use.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Limits {
    /// Seconds after which a query is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    /// Megabytes that a query may use
    #[arg(long, value_name = "MB", default_value_t = 1024)]
    memory: usize,
}

impl Limits {
    /// As the store wants them.
    fn records(self) -> chancery_records::sql::Limits {
        chancery_records::sql::Limits { seconds: self.timeout, megabytes: self.memory }
    }
}

/// The format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people
    Table,
    /// Comma-separated values
    Csv,
    /// One JSON object a row
    Jsonl,
    /// A Parquet file
    Parquet,
}

impl TableFormat {
    /// The format that a file's ending asks for; JSON lines where it asks for none.
    pub(super) fn by_ending(file: &std::path::Path) -> Self {
        match file.extension().and_then(|e| e.to_str()) {
            Some("parquet") => Self::Parquet,
            Some("csv") => Self::Csv,
            _ => Self::Jsonl,
        }
    }

    /// As the store wants it.
    pub fn records(self) -> chancery_records::sql::Format {
        use chancery_records::sql::Format;
        match self {
            Self::Table => Format::Table,
            Self::Csv => Format::Csv,
            Self::Jsonl => Format::Jsonl,
            Self::Parquet => Format::Parquet,
        }
    }
}

/// Makes a choice of the command line out of one of the store's.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident for $of:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub(super) enum $name { $($(#[$vdoc])* $variant),+ }

        impl From<$name> for $of {
            fn from(said: $name) -> Self {
                match said { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

choice! {
    /// How long a period is.
    PeriodArg for Period {
        /// A day
        Day,
        /// An ISO week
        Week,
        /// A month
        Month,
        /// A year
        Year,
    }
}

choice! {
    /// What is told apart on either side.
    SideArg for Side {
        /// Countries
        Country,
        /// Countries with the first of their actors' sectors
        Actor,
    }
}

choice! {
    /// By what events are told apart.
    ByArg for By {
        /// PLOVER type
        Type,
        /// Quad class
        Quad,
        /// Not at all: their number and intensity
        Intensity,
    }
}

choice! {
    /// What is counted.
    UnitArg for Unit {
        /// What every dispatch tells
        Events,
        /// What happened, however many tell of it
        Incidents,
    }
}

/// Commands that work on a store.
#[derive(Debug, Subcommand)]
pub(super) enum StoreCommand {
    /// Read dispatches into a store: a folder with all records, their texts and where each came from
    #[command(
        after_help = "What was read before is not read again, and a run that was killed goes on where the last \
        batch was committed. The same text at another place is kept once, with all its places."
    )]
    Ingest {
        /// Files, folders, patterns like 'news/*.txt', or - for standard input
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<String>,
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        options: Said,
        /// Dispatches after which what was read is brought to the disk
        #[arg(long, value_name = "N", default_value_t = chancery_records::BATCH)]
        commit_every: usize,
        /// Inputs are Parquet files, or folders of them, of dispatches that were coded elsewhere (`code --rows
        /// dispatches`): all of them come into the store, or none
        #[arg(long, conflicts_with_all = ["commit_every", "no_progress"])]
        segments: bool,
        /// Show no progress bar
        #[arg(long)]
        no_progress: bool,
    },
    /// Code the texts of a store again with this version of the program, into a run of its own
    Recode {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        options: Said,
        /// Show no progress bar
        #[arg(long)]
        no_progress: bool,
    },
    /// Show which sentences two runs of a store code differently, and how
    Diff {
        /// The number of the first run: `SELECT * FROM runs`
        before: i32,
        /// The number of the second
        after: i32,
        #[command(flatten)]
        place: Place,
        /// One JSON object a sentence
        #[arg(long)]
        json: bool,
    },
    /// Ask a store in SQL
    #[command(
        after_help = "Tables and functions: docs/reference/sql.md. Only questions are answered; nothing is ever \
        written."
    )]
    Sql {
        /// The question: "SELECT type, count(*) FROM events GROUP BY type"
        query: String,
        #[command(flatten)]
        place: Place,
        /// How the answer is written
        #[arg(long, value_enum, default_value = "table")]
        format: TableFormat,
        /// Codings of this run [default: for each dispatch the newest]
        #[arg(long, value_name = "RUN")]
        run: Option<i32>,
        #[command(flatten)]
        limits: Limits,
        /// Write to this file instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the tables, columns and functions of `chancery sql`
    Schema {
        /// Print the columns of `chancery code` instead
        #[arg(long)]
        coded: bool,
    },
    /// Find dispatches of a store by the words of their text
    Search {
        /// Words that stand side by side, whatever their case
        phrase: String,
        #[command(flatten)]
        place: Place,
        /// How many are shown, the newest first
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        /// One JSON object a dispatch
        #[arg(long)]
        json: bool,
    },
    /// Write a store in a format that other programs read
    #[command(after_help = crate::commands::store::export::formats())]
    Export {
        #[command(flatten)]
        place: Place,
        /// The format
        #[arg(long, value_name = "FORMAT")]
        format: String,
        /// Codings of this run [default: for each dispatch the newest]
        #[arg(long, value_name = "RUN")]
        run: Option<i32>,
        /// The table, for parquet and csv
        #[arg(long, value_name = "TABLE", default_value = "events")]
        table: String,
        /// Write to this file or folder instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Say what is right of an event; the coding itself stays as it is
    #[command(
        after_help = "An event is named by its dispatch, a colon and its number, as `sql` and `search` show them: \
        7:e3. Fields: type, mode, status, actors, recipients, date, place, place_country; event=none says that the \
        dispatch tells no such event. Actors are named by their id (a2) or name, several with a comma between them."
    )]
    Correct {
        /// The event: 7:e3
        event: String,
        /// What is right: type=CONSULT; a field without a value is empty
        #[arg(value_name = "FIELD=VALUE")]
        correction: String,
        #[command(flatten)]
        place: Place,
        /// Who says so
        #[arg(long, value_name = "NAME")]
        by: String,
        /// And why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// Show what several dispatches of a store tell of: who reports it, who claims, who denies
    Incidents {
        #[command(flatten)]
        place: Place,
        /// One incident by its number, in full
        #[arg(value_name = "INCIDENT")]
        incident: Option<i64>,
        /// Fewest dispatches that tell of it
        #[arg(long, value_name = "N", default_value_t = 2)]
        least: u32,
        /// One JSON object an incident
        #[arg(long)]
        json: bool,
    },
    /// Count who did how much of what to whom, period by period
    Panel {
        #[command(flatten)]
        place: Place,
        /// How long a period is
        #[arg(long, value_enum, default_value = "month")]
        period: PeriodArg,
        /// What is told apart on either side
        #[arg(long, value_enum, default_value = "country")]
        side: SideArg,
        /// By what events are told apart
        #[arg(long, value_enum, default_value = "type")]
        by: ByArg,
        /// What is counted
        #[arg(long, value_enum, default_value = "events")]
        count: UnitArg,
        /// Do not tell actor and recipient apart
        #[arg(long)]
        undirected: bool,
        /// Codings of this run [default: for each dispatch the newest]
        #[arg(long, value_name = "RUN")]
        run: Option<i32>,
        /// How the table is written
        #[arg(long, value_enum, default_value = "csv")]
        format: TableFormat,
        #[command(flatten)]
        limits: Limits,
        /// Write to this file, and a codebook beside it, instead of standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Check every file, text and span of a store, and mend what can be mended
    Verify {
        #[command(flatten)]
        place: Place,
        /// Change nothing
        #[arg(long)]
        check_only: bool,
    },
}

impl StoreCommand {
    /// Does it.
    pub(super) fn run(self, settings: &dyn Fn(&Said) -> Result<Settings, Error>) -> Result<Outcome, Error> {
        match self {
            Self::Ingest { inputs, place, segments: true, .. } => store::adopt::run(&inputs, &place.store),
            Self::Ingest { inputs, place, options, commit_every, no_progress, .. } => {
                store::ingest::run(&inputs, &place.store, &settings(&options)?, commit_every, !no_progress)
            }
            Self::Recode { place, options, no_progress } => {
                store::recode::run(&place.store, &settings(&options)?, !no_progress)
            }
            Self::Diff { before, after, place, json } => store::diff::run(&place.store, before, after, json),
            Self::Sql { query, place, format, run, limits, output } => {
                let question = store::sql::Question { query: &query, format, run, limits: limits.records() };
                store::sql::run(&place.store, &question, output.as_deref())
            }
            Self::Schema { coded } => store::sql::schema(coded),
            Self::Search { phrase, place, limit, json } => {
                store::search::run(&place.store, &phrase, limit, json)
            }
            Self::Export { place, format, run, table, output } => {
                store::export::run(&place.store, &format, run, &table, output.as_deref())
            }
            Self::Correct { event, correction, place, by, why } => {
                store::correct::run(&place.store, &event, &correction, &by, &why)
            }
            Self::Incidents { place, incident, least, json } => {
                store::incidents::run(&place.store, incident, least, json)
            }
            Self::Panel { place, period, side, by, count, undirected, run, format, limits, output } => {
                let panel = Panel {
                    period: period.into(),
                    side: side.into(),
                    directed: !undirected,
                    by: by.into(),
                    unit: count.into(),
                };
                let question = store::panel::Question { panel, format, run, limits: limits.records() };
                store::panel::run(&place.store, &question, output.as_deref())
            }
            Self::Verify { place, check_only } => store::verify::run(&place.store, check_only),
        }
    }
}
