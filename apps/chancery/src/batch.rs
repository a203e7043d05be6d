//! How are many inputs read at once, and still written in their order? By threads that may run
//! only so far ahead of the writer, so memory does not grow with the number of inputs.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// Finished results that may wait for an earlier one, a thread.
const AHEAD: usize = 8;

/// Where the work stands.
#[derive(Debug, Default)]
struct Progress {
    /// The next item that a thread takes.
    next: usize,
    /// Items that were written.
    written: usize,
    /// The writer wants no more, or a worker panicked.
    stopped: bool,
}

#[derive(Debug, Default)]
struct Gate {
    progress: Mutex<Progress>,
    moved: Condvar,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, as soon as it is not too far ahead.
    fn take(&self, count: usize, ahead: usize) -> Option<usize> {
        let mut progress = self.lock();
        loop {
            if progress.stopped || progress.next >= count {
                return None;
            }
            if progress.next < progress.written + ahead {
                progress.next += 1;
                return Some(progress.next - 1);
            }
            progress = self.moved.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn set(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.lock());
        self.moved.notify_all();
    }
}

/// Wakes the other threads if its own panics; else they would wait for a result that never comes.
struct Watch<'a>(&'a Gate);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.set(|p| p.stopped = true);
        }
    }
}

/// Works on all items with so many threads and hands the results over in the items' order, until
/// `write` breaks off.
pub fn in_order<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> T + Sync,
    mut write: impl FnMut(T) -> ControlFlow<()>,
) {
    let threads = threads.clamp(1, items.len().max(1));
    if threads == 1 {
        let _ = items.iter().map(work).try_for_each(write);
        return;
    }
    let gate = Gate::default();
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, gate, work) = (send.clone(), &gate, &work);
            scope.spawn(move || {
                let _watch = Watch(gate);
                while let Some(at) = gate.take(items.len(), threads * AHEAD) {
                    let done = items.get(at).map(work);
                    if done.is_none_or(|done| send.send((at, done)).is_err()) {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut written = 0;
        for (at, done) in receive {
            waiting.insert(at, done);
            while let Some(done) = waiting.remove(&written) {
                written += 1;
                let flow = write(done);
                gate.set(|p| (p.written, p.stopped) = (written, p.stopped || flow.is_break()));
                if flow.is_break() {
                    return;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..500).collect();
        for threads in [1, 2, 4, 9] {
            let mut out = Vec::new();
            let slow_first = |&i: &u64| {
                thread::sleep(std::time::Duration::from_micros(500 - i));
                i * 2
            };
            in_order(&items, threads, slow_first, |r| {
                out.push(r);
                ControlFlow::Continue(())
            });
            assert!(out.iter().copied().eq(items.iter().map(|i| i * 2)), "{threads} threads");
        }
    }

    #[test]
    fn a_writer_that_breaks_off_stops_the_work() {
        let items: Vec<usize> = (0..10_000).collect();
        let begun = std::sync::atomic::AtomicUsize::new(0);
        let work = |_: &usize| begun.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut written = 0;
        in_order(&items, 3, work, |_| {
            written += 1;
            if written == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(written, 5);
        assert!(begun.into_inner() <= 5 + 4 * AHEAD);
    }
}
