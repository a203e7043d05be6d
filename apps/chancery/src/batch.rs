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

/// The items that are still to come, and the number of the next one.
struct Queue<I> {
    items: I,
    next: usize,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Gate {
    /// The next item with its number, as soon as it is not too far ahead. Nobody else takes one
    /// meanwhile, so items are drawn one by one, and no further ahead than they may be worked on.
    fn take<I: Iterator>(&self, queue: &Mutex<Queue<I>>, ahead: usize) -> Option<(usize, I::Item)> {
        let mut queue = lock(queue);
        let mut progress = lock(&self.progress);
        while !progress.stopped && queue.next >= progress.written + ahead {
            progress = self.moved.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
        if progress.stopped {
            return None;
        }
        // The writer must not wait for an item to be read.
        drop(progress);
        let item = queue.items.next()?;
        queue.next += 1;
        Some((queue.next - 1, item))
    }

    fn set(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut lock(&self.progress));
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
/// `write` breaks off. Items are drawn as they are needed, so there may be any number of them.
pub fn in_order<I: Send, T: Send>(
    items: impl Iterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(I) -> T + Sync,
    mut write: impl FnMut(T) -> ControlFlow<()>,
) {
    if threads <= 1 {
        let _ = items.map(work).try_for_each(write);
        return;
    }
    let gate = Gate::default();
    let queue = Mutex::new(Queue { items: items.fuse(), next: 0 });
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, gate, queue, work) = (send.clone(), &gate, &queue, &work);
            scope.spawn(move || {
                let _watch = Watch(gate);
                while let Some((at, item)) = gate.take(queue, threads * AHEAD) {
                    if send.send((at, work(item))).is_err() {
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
            let slow_first = |i: u64| {
                thread::sleep(std::time::Duration::from_micros(500 - i));
                i * 2
            };
            in_order(items.iter().copied(), threads, slow_first, |r| {
                out.push(r);
                ControlFlow::Continue(())
            });
            assert!(out.iter().copied().eq(items.iter().map(|i| i * 2)), "{threads} threads");
        }
    }

    #[test]
    fn a_writer_that_breaks_off_stops_the_work() {
        let begun = std::sync::atomic::AtomicUsize::new(0);
        let work = |_: usize| begun.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut written = 0;
        in_order(0.., 3, work, |_| {
            written += 1;
            if written == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(written, 5);
        assert!(begun.into_inner() <= 5 + 4 * AHEAD);
    }
}
