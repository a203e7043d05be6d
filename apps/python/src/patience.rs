//! How does Ctrl-C end a call that works for long? The work is done on a thread of its own, while this one looks up
//! now and then.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

use crate::faults::Fault;

/// How long nobody looks up.
const GLANCE: Duration = Duration::from_millis(100);

/// Waits for what comes, without the interpreter; nothing where nobody sends any more.
pub(crate) fn received<T: Send>(
    py: Python<'_>,
    mut receiver: Receiver<T>,
) -> PyResult<(Option<T>, Receiver<T>)> {
    loop {
        // Moved there and back, as two threads must not share it.
        let (came, back) = py.detach(move || (receiver.recv_timeout(GLANCE), receiver));
        receiver = back;
        match came {
            Ok(value) => return Ok((Some(value), receiver)),
            Err(RecvTimeoutError::Disconnected) => return Ok((None, receiver)),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
        }
    }
}

/// Does work that nobody misses if it is broken off: what is asked, nothing that is changed.
pub(crate) fn patiently<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        // Nobody waits any more where the call was broken off.
        let _ = send.send(work());
    });
    received(py, receive)?
        .0
        .ok_or_else(|| Fault::Other.says("the work failed within the program; please report it"))
}
