//! Who gives out the work? The scheduler: it plans, gives parts to executors, and notices who has died.

use std::net::SocketAddr;
use std::sync::Arc;

use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::execution::SessionState;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::prelude::SessionConfig;

use crate::{Address, Error, functions};

/// Seconds after which an executor that says nothing is taken for dead, and its parts are given to others.
const SILENCE: u64 = 20;
/// How often that is looked at, in seconds.
const LOOK: u64 = 3;
/// Seconds that jobs wait when no executor is left.
const PATIENCE: u64 = 600;
/// How often a part may fail before its job does. A killed executor fails all that it had begun.
const FAILURES: usize = 16;
/// Largest message, in bytes: a part's records may be long.
pub(crate) const LARGEST: u32 = 512 << 20;

/// Gives out work until it is interrupted.
pub async fn run(listen: &Address, external: Option<&str>) -> Result<(), Error> {
    let address: SocketAddr =
        listen.to_string().parse().map_err(|_| Error::Address { address: listen.to_string() })?;
    let mut config = SchedulerConfig::default()
        .with_hostname(external.unwrap_or(&listen.host))
        .with_port(listen.port)
        .with_no_executors_grace_period_seconds(PATIENCE)
        .with_grpc_server_max_decoding_message_size(LARGEST)
        .with_grpc_server_max_encoding_message_size(LARGEST)
        .with_grpc_client_max_message_size(LARGEST)
        .with_flight_sql(true)
        .with_override_session_builder(Arc::new(session));
    config.executor_timeout_seconds = SILENCE;
    config.expire_dead_executor_interval_seconds = LOOK;
    config.task_max_failures = FAILURES;
    config.stage_max_failures = FAILURES;
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await?;
    Ok(())
}

/// Whoever plans a query must know the functions.
fn session(config: SessionConfig) -> datafusion::common::Result<SessionState> {
    let mut builder = SessionStateBuilder::new().with_default_features().with_config(config);
    builder.scalar_functions().get_or_insert_default().extend(functions::all());
    Ok(builder.build())
}
