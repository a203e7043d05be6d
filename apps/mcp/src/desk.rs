//! What do all answers share? The store, as it is now: it may grow while an assistant asks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chancery_records::sql::{Limits, Session};
use chancery_records::{Choice, Error, Shelf, State, Store, names};

/// Seconds within which the query engine must answer.
pub(crate) const SECONDS: u64 = 15;

/// What a question may use.
const LIMITS: Limits = Limits { seconds: SECONDS, megabytes: 1024 };

/// A store that is asked.
#[derive(Debug)]
pub(crate) struct Desk {
    folder: PathBuf,
    /// Names of countries, by code.
    pub(crate) countries: BTreeMap<String, String>,
    /// Names of PLOVER's codes.
    pub(crate) plover: BTreeMap<String, String>,
    open: Mutex<Open>,
}

#[derive(Debug)]
struct Open {
    store: Store,
    /// For SQL, and the state of the store that it sees. Opened when it is wanted first.
    session: Option<(State, Arc<Session>)>,
}

impl Desk {
    /// Opens a store.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let store = Store::open_with(folder, Shelf::roomy())?;
        Ok(Self {
            folder: folder.to_owned(),
            countries: names::countries(),
            plover: names::plover(),
            open: Mutex::new(Open { store, session: None }),
        })
    }

    /// Does something with the store. It always reads what is there now.
    pub(crate) fn with_store<T, E>(&self, work: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
        work(&self.opened().store)
    }

    /// The store for questions in SQL, opened anew where it has changed since.
    pub(crate) fn session(&self) -> Result<Arc<Session>, Error> {
        let mut open = self.opened();
        // Asked for before the session is opened: one that sees more is opened once too often, never too seldom.
        let now = open.store.state()?;
        if let Some((_, session)) = open.session.as_ref().filter(|(state, _)| *state == now) {
            return Ok(Arc::clone(session));
        }
        let session = Arc::new(Session::open(&self.folder, Choice::Newest, LIMITS)?);
        open.session = Some((now, Arc::clone(&session)));
        Ok(session)
    }

    fn opened(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
