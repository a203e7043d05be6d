//! Where is the page served, for whom, and from what?

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chancery_records::Intake;

use crate::error::{Error, MIN_TOKEN};

/// How a store is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The store's folder.
    pub store: PathBuf,
    /// The address to listen at.
    pub address: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// What readers must know to enter; needed where others than this machine can reach the address.
    pub token: Option<String>,
    /// Names under which the page is reached beside its address.
    pub hosts: Vec<String>,
    /// A folder, file or pattern whose new dispatches are read into the store.
    pub watch: Option<String>,
    /// How often it is looked at.
    pub every: Duration,
}

impl Options {
    /// A store for this machine alone, at any free port.
    pub fn local(store: &Path) -> Self {
        Self {
            store: store.to_owned(),
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            token: None,
            hosts: Vec::new(),
            watch: None,
            every: Duration::from_secs(2),
        }
    }

    /// Whether nobody can enter unasked.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let guarded = self.token.as_ref().is_some_and(|t| t.chars().count() >= MIN_TOKEN);
        let wanted = !self.address.is_loopback() || self.token.is_some();
        if wanted && !guarded {
            return Err(Error::Open(SocketAddr::new(self.address, self.port)));
        }
        Ok(())
    }
}

/// What the page asks of the pipeline. The page knows no stage: whoever serves it hands the reading in.
pub trait Pipeline: Send + Sync {
    /// Reads one text or file; what is wrong with it is said in words.
    fn read(&self, name: &str, bytes: &[u8]) -> Result<Intake, String>;

    /// Reads what is new of an input into the store, and makes its incidents anew; gives how many dispatches were
    /// added. What is wrong is said in words.
    fn ingest(&self, store: &Path, input: &str) -> Result<u64, String>;
}
