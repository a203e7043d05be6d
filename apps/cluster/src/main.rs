//! Which part of a cluster does this process play?

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chancery_cluster::{Address, Error, executor, scheduler, submit};
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Codes dispatches on several machines: one scheduler, executors, and jobs.
#[derive(Debug, Parser)]
#[command(
    name = "chancery-cluster",
    version,
    after_help = "Exit codes: 0 fine; 1 a job or a part of the cluster failed; 2 wrong usage. Traffic is not encrypted and \
        nobody is asked who he is: keep all of it within a network of your own."
)]
struct Cli {
    /// How the log on standard error is written; what it says is set by RUST_LOG
    #[arg(long, global = true, value_enum, default_value = "text")]
    log: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LogFormat {
    /// A line for people
    Text,
    /// A JSON object a line
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Give out the work, and answer Flight SQL
    Scheduler {
        /// Where to listen, by its number: 0.0.0.0:50050 for all networks of this machine
        #[arg(long, default_value = "127.0.0.1:50050")]
        listen: Address,
        /// What others call this machine
        #[arg(long, value_name = "HOST")]
        external: Option<String>,
        /// Answer Flight SQL for other machines, too: whoever reaches it may ask anything of the machines' files
        #[arg(long)]
        flight_sql: bool,
    },
    /// Do the work
    Executor {
        /// Whom to work for
        #[arg(long, default_value = "127.0.0.1:50050")]
        scheduler: Address,
        /// Where results are fetched
        #[arg(long, default_value = "127.0.0.1:50051")]
        listen: Address,
        /// Where to be told what to do
        #[arg(long, default_value_t = 50052)]
        grpc_port: u16,
        /// What others call this machine
        #[arg(long, value_name = "HOST")]
        external: Option<String>,
        /// Parts that are coded at once [default: the machine's cores]
        #[arg(long, value_name = "N")]
        tasks: Option<usize>,
        /// Where results wait until they are fetched
        #[arg(long, value_name = "DIR")]
        work_dir: PathBuf,
    },
    /// Have files coded into a folder of Parquet files; submitted again, a job goes on
    Submit {
        /// Files, folders, patterns, or lists of files: @paths.txt. Executors must see them under the same paths
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<String>,
        /// Who gives out the work
        #[arg(long, default_value = "127.0.0.1:50050")]
        scheduler: Address,
        /// The folder of the parts
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
        /// What a row is
        #[arg(long, value_enum, default_value = "dispatches")]
        rows: submit::Rows,
        /// Names of columns and fields of JSON: text=body,date=when
        #[arg(long, value_name = "FIELD=NAME,...", default_value = "")]
        json_fields: chancery_ingest::containers::Fields,
        /// Parts of each input [default: one a megabyte, 64 at most]
        #[arg(long, value_name = "N")]
        parts: Option<usize>,
        /// Parts that are asked for at once: some more than the cluster has tasks
        #[arg(long, value_name = "N", default_value_t = 16)]
        at_once: usize,
        /// Seconds for which a part that fails is asked for again
        #[arg(long, value_name = "SECONDS", default_value_t = 900)]
        patience: u64,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let wanted =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,chancery_cluster=info"));
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).with_env_filter(wanted);
    match cli.log {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    // Plans of queries are deep, and the language engine's stack is its own.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(32 << 20).build();
    let ended = match runtime {
        Ok(runtime) => runtime.block_on(run(cli.command)),
        Err(source) => Err(Error::File { path: "threads".into(), source }),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(io::stderr().lock(), "chancery-cluster: {e}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Scheduler { listen, external, flight_sql } => {
            scheduler::run(&listen, external.as_deref(), flight_sql).await
        }
        Command::Executor { scheduler, listen, grpc_port, external, tasks, work_dir } => {
            let cores = || std::thread::available_parallelism().map_or(1, usize::from);
            let tasks = tasks.unwrap_or_else(cores);
            let options =
                executor::Options { scheduler, listen, grpc_port, external, tasks, folder: &work_dir };
            executor::run(options).await
        }
        Command::Submit { inputs, scheduler, output, rows, json_fields, parts, at_once, patience } => {
            let job = submit::Job {
                scheduler,
                inputs,
                output,
                rows,
                fields: json_fields.to_string(),
                parts,
                at_once: at_once.max(1),
                patience: Duration::from_secs(patience),
            };
            let began = Instant::now();
            let submit::Summary { coded, known, rows, again } = submit::run(&job).await?;
            let seconds = began.elapsed().as_secs_f64();
            let mut out = io::stdout().lock();
            let said = writeln!(
                out,
                "{coded} parts coded, {known} were there: {rows} rows in {seconds:.1} s; asked again {again} times"
            );
            said.map_err(|source| Error::File { path: "standard output".into(), source })
        }
    }
}
