//! How is the page asked for?

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

use chancery_web::Options;

use crate::commands::{self, Outcome};
use crate::config::{Said, Settings};
use crate::error::Error;

/// Where the token may stand, so that it is not seen in the list of processes.
const TOKEN: &str = "CHANCERY_TOKEN";

/// What is served, and where.
#[derive(Debug, clap::Args)]
pub(super) struct Served {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// The port; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8484)]
    port: u16,
    /// The address to listen at
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// What readers must know to enter, 16 characters or more [environment: `CHANCERY_TOKEN`]
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// A name under which the page is reached, beside its address; may be given several times
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// A folder, file or pattern whose new dispatches are read into the store as they come
    #[arg(long, value_name = "INPUT")]
    watch: Option<String>,
    /// Seconds between two looks at it
    #[arg(long, value_name = "SECONDS", default_value_t = 2, value_parser = clap::value_parser!(u64).range(1..))]
    every: u64,
    #[command(flatten)]
    options: Said,
}

impl Served {
    pub(super) fn run(self, settings: &dyn Fn(&Said) -> Result<Settings, Error>) -> Result<Outcome, Error> {
        let options = Options {
            store: self.store,
            address: self.address,
            port: self.port,
            token: self.token.or_else(|| std::env::var(TOKEN).ok()).filter(|t| !t.is_empty()),
            hosts: self.hosts,
            watch: self.watch,
            every: Duration::from_secs(self.every),
        };
        commands::serve::run(&options, settings(&self.options)?)
    }
}
