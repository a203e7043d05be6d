//! Which answers are known already? Pages of one state of the store do not change: what was rendered once is given
//! again until the store changes.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;

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

/// Pages by their address, for one snapshot.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<(u64, String), Page>,
    /// In the order in which they came: the oldest goes first.
    order: VecDeque<(u64, String)>,
    bytes: usize,
}

impl Cache {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page of a snapshot.
    pub(crate) fn get(&self, snapshot: u64, address: &str) -> Option<Page> {
        self.kept().pages.get(&(snapshot, address.to_owned())).cloned()
    }

    /// Keeps a page.
    pub(crate) fn put(&self, snapshot: u64, address: &str, page: Page) {
        if page.body.len() > LARGEST / 16 {
            return;
        }
        let mut kept = self.kept();
        let key = (snapshot, address.to_owned());
        kept.bytes += page.body.len();
        if let Some(before) = kept.pages.insert(key.clone(), page) {
            kept.bytes -= before.body.len();
        } else {
            kept.order.push_back(key);
        }
        while kept.bytes > LARGEST {
            let Some(oldest) = kept.order.pop_front() else { break };
            if let Some(gone) = kept.pages.remove(&oldest) {
                kept.bytes -= gone.body.len();
            }
        }
    }

    /// Forgets all.
    pub(crate) fn forget(&self) {
        *self.kept() = Kept::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: usize) -> Page {
        Page { kind: "text/plain", body: vec![b'x'; bytes].into() }
    }

    #[test]
    fn a_page_is_of_its_snapshot() {
        let cache = Cache::default();
        cache.put(1, "/", page(1));
        assert!(cache.get(1, "/").is_some());
        assert!(cache.get(2, "/").is_none());
        cache.forget();
        assert!(cache.get(1, "/").is_none());
    }

    #[test]
    fn the_oldest_pages_go_when_there_are_too_many_bytes() {
        let cache = Cache::default();
        for n in 0..40 {
            cache.put(1, &format!("/{n}"), page(LARGEST / 20));
        }
        assert!(cache.get(1, "/0").is_none());
        assert!(cache.get(1, "/39").is_some());
        assert!(cache.kept().bytes <= LARGEST);
        cache.put(1, "/huge", page(LARGEST));
        assert!(cache.get(1, "/huge").is_none());
    }
}
