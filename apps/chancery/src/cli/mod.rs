//! What can be asked on the command line, and with which code does the program end?

mod mcp;
mod serve;
mod store;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand};

use crate::commands::{self, Outcome};
use crate::config::{Said, Settings};
use crate::error::Error;
use crate::log::{self, LogFormat};
use crate::repeats::Marking;
use crate::shard::Shard;
use mcp::Consulted;
use serve::Served;
use store::StoreCommand;
pub use store::TableFormat;

/// All was well.
const FINE: u8 = 0;
/// Some inputs could not be read; all others were.
const INCOMPLETE: u8 = 1;
/// The command line, a configuration or a named file cannot be used.
const WRONG_USAGE: u8 = 2;

/// Reads diplomatic and conflict news: who did what to whom, and who says so.
#[derive(Debug, Parser)]
#[command(
    name = "chancery",
    version,
    after_help = "Exit codes: 0 fine; 1 some inputs could not be read, all others were; 2 wrong usage."
)]
pub struct Cli {
    /// Log to standard error what is done and how fast [default: no log, or what the variable `CHANCERY_LOG` says]
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    log: Option<LogFormat>,
    #[command(subcommand)]
    command: Command,
}

/// What dispatches are read, how, and where the result goes.
#[derive(Debug, clap::Args)]
struct Passage {
    /// Files, folders, patterns like 'news/*.txt', or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    #[command(flatten)]
    options: Said,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read dispatches and write what they say
    #[command(after_help = format!("Inputs are texts, pages, WARC, RSS and Atom, JSON and JSONL, ninjs, NewsML \
        and NITF, mails and mailboxes, also within .gz, .zst, .bz2 and .zip; their content tells which. Folders are \
        searched in sorted order for {}. Output comes in the order of the input.", crate::inputs::endings()))]
    Read {
        #[command(flatten)]
        passage: Passage,
        /// What becomes of a dispatch that repeats an earlier one of this run
        #[arg(long, value_enum, default_value = "off", value_name = "HOW")]
        repeats: Marking,
        /// Read only every Nth document, from the Ith: 2/8; all parts together read each once
        #[arg(long, value_name = "I/N", conflicts_with = "repeats")]
        shard: Option<Shard>,
        /// Show no progress bar
        #[arg(long)]
        no_progress: bool,
    },
    /// Code documents and tables into a table: a row an event, or a row a dispatch
    #[command(
        after_help = "Inputs are those of `read`, and Parquet files with a column of texts; columns are found by their \
        names as fields of JSON are (--json-fields). The columns of the answer: docs/reference/table.md. Rows come in \
        the order of the input."
    )]
    Code {
        #[command(flatten)]
        passage: Passage,
        /// What a row is
        #[arg(long, value_enum, default_value = "events")]
        rows: commands::code::Rows,
        /// How the table is written [default: by the ending of --output, else jsonl]
        #[arg(long, value_enum, value_name = "FORMAT")]
        to: Option<TableFormat>,
        /// Show no progress bar
        #[arg(long)]
        no_progress: bool,
    },
    #[command(flatten)]
    Store(StoreCommand),
    /// Open a page over a store in the browser, for this machine alone
    #[command(
        after_help = "The page is printed and answers until Ctrl-C. Another address than this machine's needs a token: \
        its readers open the page once with ?token=…. Traffic is not encrypted: put a server that does so before it \
        where others than you are on the network."
    )]
    Serve(Served),
    /// Let an assistant ask a store: the Model Context Protocol over standard input and output
    #[command(
        after_help = "An assistant starts this itself: its configuration names the program and these arguments. \
        Nothing can be changed through it. It ends when standard input does."
    )]
    Mcp(Consulted),
    /// Spread the work over several machines: scheduler, executors, jobs
    #[command(
        after_help = "Everything is handed over to the program chancery-cluster: docs/manual/cluster.md."
    )]
    Cluster {
        /// What chancery-cluster is to do
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
        arguments: Vec<std::ffi::OsString>,
    },
    /// Show a dispatch after each stage: tokens and trees, cast, claims, events with their rules
    Explain {
        /// A file, or - for standard input
        #[arg(value_name = "FILE")]
        input: String,
        /// Names of fields in JSON: text=body,date=when (also id, title, url, outlet, author, language)
        #[arg(long, value_name = "FIELD=NAME,...")]
        json_fields: Option<chancery_ingest::containers::Fields>,
        /// Office-holders and bodies that come before the program's own (CSV)
        #[arg(long, value_name = "FILE")]
        actors: Option<PathBuf>,
        /// Keep only claims of which the program is sure
        #[arg(long, num_args = 0, default_missing_value = "true")]
        precise: Option<bool>,
    },
    /// Write who holds which office by the words of dispatches, as a table for review and --actors
    #[command(
        after_help = "The table is CSV: name, office, country, start (the earliest dispatch that says so), \
        end, other_names, sectors, source. Only what the text itself says of a full name counts."
    )]
    Harvest {
        #[command(flatten)]
        passage: Passage,
    },
    /// Score the program on annotated data: one line a metric (task, metric, value, n)
    #[command(
        after_help = "Tasks: ud (a CoNLL-U file), ner (an IOB2 file), entities (a folder in re3d's layout), coref (a \
        CoNLL-U file with GUM's Entity= layer), attribution (a folder in PolNeAR's layout, or of passages), \
        relations and dyads (a TSV in PLV's layout), sentences (a file or folder in the format of corpus/train), actors (a TSV of phrases), \
        articles (a folder in article-extraction-benchmark's layout), record (a folder of NAME.txt or NAME.html with \
        NAME.json), incidents (a folder of NAME.txt with truth.tsv)."
    )]
    Eval {
        /// What to score
        task: String,
        /// The annotated file or folder
        path: PathBuf,
        /// How metrics are written
        #[arg(long, value_enum, default_value = "text")]
        format: commands::eval::MetricFormat,
        /// Write every miss with its text to this file
        #[arg(long, value_name = "FILE")]
        errors: Option<PathBuf>,
        /// Take the file's own tokens (task ud)
        #[arg(long)]
        gold_tokens: bool,
        /// Keep only claims of which the program is sure (tasks attribution and record)
        #[arg(long)]
        precise: bool,
        /// Score with these weights of the event head, for cross-validation
        #[arg(long, value_name = "FILE")]
        event_head: Option<PathBuf>,
        /// Score only every fifth document, the first at this number from 0
        #[arg(long, value_name = "N")]
        fold: Option<usize>,
    },
    /// Print every option's value and who set it: flag, environment, file or default
    Config {
        #[command(flatten)]
        options: Said,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Runs the program on its own arguments; gives the exit code. This is the one place that decides
/// on it.
pub fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Help and version are no errors; clap prints them to standard output.
            let wrong = e.use_stderr();
            let _ = e.print();
            return if wrong { WRONG_USAGE } else { FINE };
        }
    };
    match logged(cli.log).and_then(|()| dispatch(cli.command)) {
        Ok(Outcome::Complete) => FINE,
        Ok(Outcome::Incomplete) => INCOMPLETE,
        Err(e) if e.is_closed_pipe() => FINE,
        Err(e) => {
            let _ = writeln!(io::stderr().lock(), "chancery: {e}");
            match e {
                Error::Write(_) | Error::Load { .. } => INCOMPLETE,
                Error::Store(e)
                | Error::Serve(chancery_web::Error::Store(e))
                | Error::Mcp(chancery_mcp::Error::Store(e))
                    if !e.is_wrong_usage() =>
                {
                    INCOMPLETE
                }
                _ => WRONG_USAGE,
            }
        }
    }
}

/// Begins to log where the flag or the environment asks for it.
fn logged(flag: Option<LogFormat>) -> Result<(), Error> {
    let said = match (flag, std::env::var(log::VARIABLE)) {
        (Some(format), _) => Some(format),
        (None, Ok(word)) if !word.is_empty() => {
            let wrong = |what: &str| Error::Config { from: log::VARIABLE.into(), what: what.into() };
            Some(word.parse().map_err(wrong)?)
        }
        _ => None,
    };
    said.map_or(Ok(()), |format| {
        log::start(format);
        Ok(())
    })
}

fn dispatch(command: Command) -> Result<Outcome, Error> {
    let settings = |options: &Said| -> Result<Settings, Error> {
        Settings::new(options, &|name| std::env::var(name).ok())
    };
    match command {
        Command::Read { passage: Passage { inputs, options, output }, repeats, shard, no_progress } => {
            let shard = shard.unwrap_or_default();
            commands::read::run(
                &inputs,
                &settings(&options)?,
                output.as_deref(),
                repeats,
                shard,
                !no_progress,
            )
        }
        Command::Code { passage: Passage { inputs, options, output }, rows, to, no_progress } => {
            let by_ending = || output.as_deref().map_or(TableFormat::Jsonl, TableFormat::by_ending);
            let request = commands::code::Request {
                inputs: &inputs,
                rows,
                format: to.unwrap_or_else(by_ending).records(),
                output: output.as_deref(),
                progress: !no_progress,
            };
            commands::code::run(&request, &settings(&options)?)
        }
        Command::Store(command) => command.run(&settings),
        Command::Serve(served) => served.run(&settings),
        Command::Mcp(consulted) => consulted.run(),
        Command::Cluster { arguments } => commands::cluster::run(&arguments),
        Command::Explain { input, json_fields, actors, precise } => {
            let said = Said { json_fields, actors, precise, ..Said::default() };
            commands::explain::run(&input, &settings(&said)?)
        }
        Command::Harvest { passage: Passage { inputs, options, output } } => {
            commands::harvest::run(&inputs, &settings(&options)?, output.as_deref())
        }
        Command::Eval { task, path, format, errors, gold_tokens, precise, event_head, fold } => {
            let request = commands::eval::Request {
                task,
                path,
                format,
                errors,
                gold_tokens,
                precise,
                event_head,
                fold,
            };
            commands::eval::run(&request)
        }
        Command::Config { options } => {
            let mut lines = settings(&options)?.lines().join("\n");
            lines.push('\n');
            print(lines.as_bytes())
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "chancery", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            print(&page)
        }
    }
}

fn print(bytes: &[u8]) -> Result<Outcome, Error> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Outcome::Complete)
}
