//! Who gives out the work? The scheduler: it plans, gives parts to executors, and notices who has died.

use std::net::SocketAddr;
use std::sync::Arc;

use ballista_core::extension::SessionConfigExt;
use ballista_core::utils::default_session_builder;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::execution::{FunctionRegistry, SessionState};
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

/// Gives out work until it is interrupted. Whoever reaches Flight SQL may ask anything, files of the machines among it.
pub async fn run(listen: &Address, external: Option<&str>, flight_sql: bool) -> Result<(), Error> {
    let address: SocketAddr =
        listen.to_string().parse().map_err(|_| Error::Address { address: listen.to_string() })?;
    let mut config = SchedulerConfig::default()
        .with_hostname(external.unwrap_or(&listen.host))
        .with_port(listen.port)
        .with_no_executors_grace_period_seconds(PATIENCE)
        .with_grpc_server_max_decoding_message_size(LARGEST)
        .with_grpc_server_max_encoding_message_size(LARGEST)
        .with_grpc_client_max_message_size(LARGEST)
        .with_flight_sql(flight_sql || listen.is_loopback())
        .with_override_config_producer(Arc::new(settings))
        .with_override_session_builder(Arc::new(session));
    config.executor_timeout_seconds = SILENCE;
    config.expire_dead_executor_interval_seconds = LOOK;
    config.task_max_failures = FAILURES;
    config.stage_max_failures = FAILURES;
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await?;
    Ok(())
}

/// Plans are not changed while they are carried out: those that are promise Flight SQL the columns of a stage that is not
/// the last, and its clients refuse what they are then given. `GROUP BY` was such a query.
pub(crate) fn settings() -> SessionConfig {
    SessionConfig::new_with_ballista().with_ballista_adaptive_query_planner(false)
}

/// Whoever plans a query must know the functions, and whoever carries it out.
pub(crate) fn session(config: SessionConfig) -> datafusion::common::Result<SessionState> {
    let mut state = default_session_builder(config)?;
    for function in functions::all() {
        state.register_udf(function)?;
    }
    Ok(state)
}
