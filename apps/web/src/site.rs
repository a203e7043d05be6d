//! What do all answers share? The store's newest state in memory, readers of its files, and what was rendered before.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chancery_records::sql::{Limits, Session};
use chancery_records::{Choice, Shelf, State, Store};
use tokio::sync::{Semaphore, broadcast};

use crate::archive::Archive;
use crate::cache::Cache;
use crate::error::Error;
use crate::live::News;
use crate::load;
use crate::metrics::Metrics;
use crate::options::Pipeline;
use crate::reading::Names;

/// How often the store is asked whether it has changed.
const GLANCE: Duration = Duration::from_millis(500);

/// What a question of the page or a download may use.
const LIMITS: Limits = Limits { seconds: 60, megabytes: 1024 };

/// Pages that ask the query engine and are made at the same time.
const SLOW: usize = 3;

/// Phrases whose dispatches are remembered.
const PHRASES: usize = 64;

/// A store as it was at one moment.
pub(crate) struct Snapshot {
    /// Counts the moments.
    pub(crate) number: u64,
    state: State,
    /// Its events.
    pub(crate) archive: Archive,
    /// It, for SQL.
    pub(crate) session: Session,
    /// The phrases that were looked for last, the oldest first, each with the dispatches that hold it.
    phrases: Mutex<VecDeque<(String, Arc<Vec<i64>>)>>,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("number", &self.number).finish_non_exhaustive()
    }
}

/// The store that is served.
#[derive(Debug)]
pub(crate) struct Site {
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// What reads new things.
    pub(crate) pipeline: Arc<dyn Pipeline>,
    /// Names of codes.
    pub(crate) names: Names,
    /// What forms of this site hold, and no other site knows.
    pub(crate) form_token: String,
    /// Answers that hold as long as the snapshot does.
    pub(crate) cache: Cache,
    /// Figures about the service itself.
    pub(crate) metrics: Metrics,
    /// Told to pages that listen.
    pub(crate) news: broadcast::Sender<News>,
    /// Whether new dispatches are looked for.
    pub(crate) watched: Option<String>,
    /// Lets in who asks the query engine.
    pub(crate) slow: Arc<Semaphore>,
    snapshot: RwLock<Arc<Snapshot>>,
    glanced: Mutex<Instant>,
    loading: AtomicBool,
    stores: Mutex<Vec<Store>>,
    /// What the readers keep in memory.
    shelf: Shelf,
}

impl std::fmt::Debug for dyn Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pipeline")
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Site {
    /// Opens a store.
    pub(crate) fn open(
        folder: PathBuf,
        pipeline: Arc<dyn Pipeline>,
        form_token: String,
        watched: Option<String>,
    ) -> Result<Self, Error> {
        let shelf = Shelf::roomy();
        let store = Store::open_with(&folder, shelf.clone())?;
        let snapshot = RwLock::new(Arc::new(Self::load(&folder, &store, 1)?));
        Ok(Self {
            folder,
            pipeline,
            names: Names::all(),
            form_token,
            cache: Cache::default(),
            metrics: Metrics::default(),
            news: broadcast::channel(256).0,
            watched,
            slow: Arc::new(Semaphore::new(SLOW)),
            snapshot,
            glanced: Mutex::new(Instant::now()),
            loading: AtomicBool::new(false),
            stores: Mutex::new(vec![store]),
            shelf,
        })
    }

    fn load(
        folder: &std::path::Path,
        store: &Store,
        number: u64,
    ) -> Result<Snapshot, chancery_records::Error> {
        // Before anything is read: what comes while it is read is noticed at the next glance.
        let state = store.state()?;
        let session = Session::open(folder, Choice::Newest, LIMITS)?;
        let archive = load::archive(&session)?;
        Ok(Snapshot { number, state, archive, session, phrases: Mutex::default() })
    }

    /// The store as it was last loaded.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether it is time to look whether the store has changed. Says so to one asker alone.
    pub(crate) fn is_due(&self) -> bool {
        let mut glanced = locked(&self.glanced);
        let due = glanced.elapsed() >= GLANCE && !self.loading.load(Ordering::Relaxed);
        if due {
            *glanced = Instant::now();
        }
        due
    }

    /// Loads the store again where it has changed, and tells who listens. The old state is shown meanwhile.
    pub(crate) fn refresh(&self) -> Result<(), chancery_records::Error> {
        if self.loading.swap(true, Ordering::AcqRel) {
            return Ok(());
        }
        let done = self.renew();
        self.loading.store(false, Ordering::Release);
        done
    }

    fn renew(&self) -> Result<(), chancery_records::Error> {
        let before = self.snapshot();
        let fresh = self.with_store(|store| {
            if store.state()? == before.state {
                return Ok(None);
            }
            Self::load(&self.folder, store, before.number + 1).map(Some)
        })?;
        let Some(fresh) = fresh else { return Ok(()) };
        let fresh = Arc::new(fresh);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        self.cache.forget();
        for news in crate::live::between(&before.archive, &fresh.archive, &self.names) {
            // Nobody may be listening.
            let _ = self.news.send(news);
        }
        Ok(())
    }

    /// Does something with a reader of the store's files.
    pub(crate) fn with_store<T>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, chancery_records::Error>,
    ) -> Result<T, chancery_records::Error> {
        let kept = locked(&self.stores).pop();
        let store = kept.map_or_else(|| Store::open_with(&self.folder, self.shelf.clone()), Ok)?;
        let done = work(&store);
        locked(&self.stores).push(store);
        done
    }

    /// The dispatches that hold a phrase.
    pub(crate) fn holding(
        &self,
        snapshot: &Snapshot,
        phrase: &str,
    ) -> Result<Arc<Vec<i64>>, chancery_records::Error> {
        if let Some((_, known)) = locked(&snapshot.phrases).iter().find(|(held, _)| held == phrase) {
            return Ok(Arc::clone(known));
        }
        let found = Arc::new(self.with_store(|store| store.holding(phrase))?);
        let mut phrases = locked(&snapshot.phrases);
        if phrases.len() >= PHRASES {
            phrases.pop_front();
        }
        phrases.push_back((phrase.to_owned(), Arc::clone(&found)));
        Ok(found)
    }
}
