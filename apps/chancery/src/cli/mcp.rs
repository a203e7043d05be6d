//! How is a store opened to an assistant?

use std::path::PathBuf;

use crate::commands::{self, Outcome};
use crate::error::Error;

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Consulted {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
}

impl Consulted {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        commands::mcp::run(&self.store)
    }
}
