//! Who holds a store open for changes? One process at a time, which begins by sweeping away what a killed
//! one left behind.

use std::path::Path;

use crate::error::Error;
use crate::ledger::{self, Ledger, retire};
use crate::lock::{Writing, make_folder};
use crate::segments;
use crate::store::Store;

/// The one that may change a store.
#[derive(Debug)]
pub(crate) struct Keeper {
    pub(crate) store: Store,
    lock: Writing,
}

impl Keeper {
    /// Opens a store, or makes one.
    pub(crate) fn make(folder: &Path) -> Result<Self, Error> {
        make_folder(folder, ledger::FILE, segments::FOLDER)?;
        let lock = Writing::new(folder)?;
        let keeper = Self { store: Store::of(folder, Ledger::write(folder)?), lock };
        keeper.sweep()?;
        Ok(keeper)
    }

    /// Opens a store that is there.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        Store::open(folder)?;
        Self::make(folder)
    }

    /// Removes files that the manifest does not name, if nobody reads.
    pub(crate) fn sweep(&self) -> Result<(), Error> {
        let named = self.store.segments()?;
        self.lock.alone(|| segments::sweep(&self.store.segments_folder(), &named))?;
        Ok(())
    }

    /// Takes segments out of the manifest, so that their dispatches are coded again.
    pub(crate) fn drop_segments(&mut self, segments: &[i64]) -> Result<(), Error> {
        self.store.ledger.transaction(|db| retire(db, segments))
    }
}
