//! Who does the work? Executors: each codes parts on so many threads, with one reader for all.

use std::path::Path;
use std::sync::Arc;

use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};

use crate::scheduler::{self, LARGEST};
use crate::{Address, Error, functions};

/// Seconds between two signs of life.
const SIGN: u64 = 3;
/// Seconds for which results that nobody fetched are kept, and between two looks for them: the scheduler clears up
/// after jobs that end, and nobody after those that were killed.
const KEPT: u64 = 86_400;
const SWEPT: u64 = 1800;

/// What an executor is told.
#[derive(Debug)]
pub struct Options<'a> {
    /// Whom it works for.
    pub scheduler: Address,
    /// Where results are fetched.
    pub listen: Address,
    /// Where it is told what to do.
    pub grpc_port: u16,
    /// Its name for others, where that is another than where it listens.
    pub external: Option<String>,
    /// Parts that it codes at once.
    pub tasks: usize,
    /// Where results wait until they are fetched.
    pub folder: &'a Path,
}

/// Works until it is interrupted.
pub async fn run(options: Options<'_>) -> Result<(), Error> {
    std::fs::create_dir_all(options.folder).map_err(Error::file(options.folder))?;
    // Loaded before work is asked for: a first part must not wait for it, and a broken build says so at once.
    functions::producer()?;
    // All that the scheduler knows: the engine's own registry lacks the functions of lists.
    let registry = BallistaFunctionRegistry::from(&scheduler::session(scheduler::settings())?);
    let config = ExecutorProcessConfig {
        bind_host: options.listen.host.clone(),
        // Who listens everywhere is called what the scheduler sees.
        external_host: options
            .external
            .or_else(|| (!options.listen.is_everywhere()).then(|| options.listen.host.clone())),
        port: options.listen.port,
        grpc_port: options.grpc_port,
        scheduler_host: options.scheduler.host,
        scheduler_port: options.scheduler.port,
        scheduler_connect_timeout_seconds: 60,
        vcores: options.tasks,
        work_dir: Some(options.folder.display().to_string()),
        executor_heartbeat_interval_seconds: SIGN,
        job_data_ttl_seconds: KEPT,
        job_data_clean_up_interval_seconds: SWEPT,
        grpc_max_decoding_message_size: LARGEST,
        grpc_max_encoding_message_size: LARGEST,
        override_function_registry: Some(Arc::new(registry)),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await?;
    Ok(())
}
