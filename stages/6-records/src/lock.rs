//! Who may write, and may old files go? One writer at a time; readers say that they are there, so that
//! nothing is taken from under them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::Error;

const WRITER: &str = "writer.lock";
const READERS: &str = "readers.lock";

/// Held by the one writer of a store.
#[derive(Debug)]
pub(crate) struct Writing {
    _writer: File,
    readers: File,
}

/// Held by a reader.
#[derive(Debug)]
pub(crate) struct Reading {
    _readers: Option<File>,
}

impl Writing {
    /// Becomes the store's writer. The lock ends with the process, however that ends.
    pub(crate) fn new(store: &Path) -> Result<Self, Error> {
        let open = |name: &str| {
            let path = store.join(name);
            OpenOptions::new()
                .create(true)
                .truncate(false)
                .read(true)
                .write(true)
                .open(&path)
                .map_err(Error::file(&path))
        };
        let (writer, readers) = (open(WRITER)?, open(READERS)?);
        match writer.try_lock() {
            Ok(()) => Ok(Self { _writer: writer, readers }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(store.to_owned())),
            Err(TryLockError::Error(e)) => Err(Error::file(&store.join(WRITER))(e)),
        }
    }

    /// Does something while nobody reads; nothing where somebody does.
    pub(crate) fn alone<T>(&self, work: impl FnOnce() -> Result<T, Error>) -> Result<Option<T>, Error> {
        if self.readers.try_lock().is_err() {
            return Ok(None);
        }
        let done = work().map(Some);
        // Should it fail, the lock ends with the process.
        let _ = self.readers.unlock();
        done
    }
}

impl Reading {
    /// Says that somebody reads. Where there is no such file or no locks, nobody writes or nothing helps.
    pub(crate) fn new(store: &Path) -> Self {
        let file = File::open(store.join(READERS)).ok();
        Self { _readers: file.filter(|f| f.lock_shared().is_ok()) }
    }
}

/// Makes the folder of a store where there is none. A folder with other things in it is left alone.
pub(crate) fn make_folder(store: &Path, ledger: &str, segments: &str) -> Result<(), Error> {
    if !store.join(ledger).exists() && store.exists() {
        let mut entries = fs::read_dir(store).map_err(Error::file(store))?;
        let making = |name: &str| name.starts_with(crate::ledger::NEW);
        let ours = |name: &str| name == WRITER || name == READERS || name == segments || making(name);
        let foreign = |e: &fs::DirEntry| !ours(&e.file_name().to_string_lossy());
        if entries.any(|e| e.is_ok_and(|e| foreign(&e))) {
            return Err(Error::Foreign(store.to_owned()));
        }
    }
    let path = store.join(segments);
    fs::create_dir_all(&path).map_err(Error::file(&path))
}
