//! How do records come one after the other? A thread reads ahead, a few at most, and stops when nobody asks any more.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use chancery_records::Stored;
use pyo3::prelude::*;

use crate::faults::Fault;
use crate::patience::received;

/// Records that may wait to be taken.
const AHEAD: usize = 64;

/// Where an event's sentence stands.
pub(crate) type Sentence = Option<(u32, u32)>;

/// What comes.
#[derive(Debug)]
pub(crate) enum Item {
    /// A record, and the sentences of its events.
    Record(String, Vec<Sentence>),
    /// One that a store kept.
    Stored(Box<Stored>),
    /// An input, or a document of one, that cannot be read, and why.
    Problem(String, String),
    /// The end, before its time.
    Failed(Fault, String),
}

/// Records, and problems between them.
#[pyclass(frozen, module = "chancery._chancery")]
pub(crate) struct Lines {
    receive: Mutex<Option<Receiver<Item>>>,
}

impl Lines {
    /// What `work` sends.
    pub(crate) fn of(work: impl FnOnce(&SyncSender<Item>) + Send + 'static) -> Self {
        let (send, receive) = mpsc::sync_channel(AHEAD);
        thread::spawn(move || work(&send));
        Self { receive: Mutex::new(Some(receive)) }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<Receiver<Item>>> {
        self.receive.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The spans of sentences as Python has them.
pub(crate) fn sentences(spans: &[Option<[u32; 2]>]) -> Vec<Sentence> {
    spans.iter().map(|s| s.map(|[start, end]| (start, end))).collect()
}

#[pymethods]
impl Lines {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    /// `(line, sentences)`, `(line, sentences, facts)` of a store, or `(name, why)` of a problem as two strings.
    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        // Taken out while this thread waits: another one that asks meanwhile is told so, and does not block.
        let receiver = self.held().take();
        let busy = || Fault::Other.says("these records are being read elsewhere, or were broken off");
        let (item, receiver) = received(py, receiver.ok_or_else(busy)?)?;
        *self.held() = Some(receiver);
        item.map(|item| shown(py, item)).transpose()
    }
}

fn shown(py: Python<'_>, item: Item) -> PyResult<Bound<'_, PyAny>> {
    match item {
        Item::Record(line, sentences) => (line, sentences).into_pyobject(py).map(Bound::into_any),
        Item::Stored(stored) => crate::store::facts(py, &stored).map(Bound::into_any),
        Item::Problem(name, why) => (name, why).into_pyobject(py).map(Bound::into_any),
        Item::Failed(fault, words) => Err(fault.says(words)),
    }
}
