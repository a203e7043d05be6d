//! Which answers are known already? Pages of one state of the store do not change: what was rendered once is given
//! again until the store changes, and what many ask for at the same time is made once.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use tokio::sync::OnceCell;

use crate::reply::Made;

/// Bytes that are kept at most.
const LARGEST: usize = 64 << 20;

/// A body with its type.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// `text/html; charset=utf-8` and the like.
    pub(crate) kind: &'static str,
    /// What is sent.
    pub(crate) body: Bytes,
}

/// The snapshot and the address.
type Key = (u64, Arc<str>);

/// Pages by their address, for one snapshot.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<Key, Known>,
    /// In the order in which they came, or were last spared.
    order: VecDeque<Key>,
    bytes: usize,
    /// What is being made.
    awaited: HashMap<Key, Arc<OnceCell<Made>>>,
}

#[derive(Debug)]
struct Known {
    page: Page,
    /// Whether somebody asked for it since it came or was last spared.
    wanted: bool,
}

/// A page, or who must wait for it.
#[derive(Debug)]
pub(crate) enum Answer<'c> {
    /// It is known.
    Known(Page),
    /// It is being made, or the asker makes it.
    Turn(Turn<'c>),
}

/// One of those who wait for the same page.
#[derive(Debug)]
pub(crate) struct Turn<'c> {
    cache: &'c Cache,
    key: Key,
    made: Arc<OnceCell<Made>>,
}

impl Turn<'_> {
    /// Where the page comes to.
    pub(crate) fn made(&self) -> &OnceCell<Made> {
        &self.made
    }
}

impl Drop for Turn<'_> {
    /// The last to leave clears away: also where all have gone before the page was made.
    fn drop(&mut self) {
        let mut kept = self.cache.kept();
        // One is held here, one there; more can only come by that lock.
        if Arc::strong_count(&self.made) <= 2 {
            kept.awaited.remove(&self.key);
        }
    }
}

impl Cache {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page of a snapshot.
    pub(crate) fn ask(&self, snapshot: u64, address: &str) -> Answer<'_> {
        let key: Key = (snapshot, address.into());
        let mut kept = self.kept();
        if let Some(known) = kept.pages.get_mut(&key) {
            known.wanted = true;
            return Answer::Known(known.page.clone());
        }
        let made = Arc::clone(kept.awaited.entry(key.clone()).or_default());
        Answer::Turn(Turn { cache: self, key, made })
    }

    /// Keeps a page.
    pub(crate) fn put(&self, snapshot: u64, address: &str, page: Page) {
        if page.body.len() > LARGEST / 16 {
            return;
        }
        let mut kept = self.kept();
        let key: Key = (snapshot, address.into());
        kept.bytes += page.body.len();
        if let Some(before) = kept.pages.insert(key.clone(), Known { page, wanted: false }) {
            kept.bytes -= before.page.body.len();
        } else {
            kept.order.push_back(key);
        }
        kept.shrink();
    }

    /// Forgets all pages.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept();
        (kept.pages, kept.order, kept.bytes) = Default::default();
    }
}

impl Kept {
    /// The oldest goes first; one that somebody asked for is spared once, so that what many read stays.
    fn shrink(&mut self) {
        while self.bytes > LARGEST {
            let Some(oldest) = self.order.pop_front() else { break };
            if let Some(known) = self.pages.get_mut(&oldest)
                && std::mem::take(&mut known.wanted)
            {
                self.order.push_back(oldest);
            } else if let Some(gone) = self.pages.remove(&oldest) {
                self.bytes -= gone.page.body.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: usize) -> Page {
        Page { kind: "text/plain", body: vec![b'x'; bytes].into() }
    }

    fn has(cache: &Cache, snapshot: u64, address: &str) -> bool {
        matches!(cache.ask(snapshot, address), Answer::Known(_))
    }

    #[test]
    fn a_page_is_of_its_snapshot() {
        let cache = Cache::default();
        cache.put(1, "/", page(1));
        assert!(has(&cache, 1, "/"));
        assert!(!has(&cache, 2, "/"));
        cache.forget();
        assert!(!has(&cache, 1, "/"));
    }

    #[test]
    fn the_oldest_pages_go_when_there_are_too_many_bytes_and_those_that_were_read_last() {
        let cache = Cache::default();
        cache.put(1, "/read", page(LARGEST / 20));
        for n in 0..40 {
            assert!(has(&cache, 1, "/read"), "before {n}");
            cache.put(1, &format!("/{n}"), page(LARGEST / 20));
        }
        assert!(!has(&cache, 1, "/0"));
        assert!(has(&cache, 1, "/39"));
        assert!(cache.kept().bytes <= LARGEST);
        cache.put(1, "/huge", page(LARGEST));
        assert!(!has(&cache, 1, "/huge"));
    }

    #[test]
    fn those_who_ask_at_the_same_time_wait_for_the_same_page() {
        let cache = Cache::default();
        let (Answer::Turn(first), Answer::Turn(second)) = (cache.ask(1, "/"), cache.ask(1, "/")) else {
            panic!("nothing is known yet");
        };
        assert!(first.made().set(Ok(page(3))).is_ok());
        assert_eq!(second.made().get().and_then(|m| m.as_ref().ok()).map(|p| p.body.len()), Some(3));
        drop(first);
        assert_eq!(cache.kept().awaited.len(), 1);
        drop(second);
        assert_eq!(cache.kept().awaited.len(), 0);
    }
}
