//! `chancery serve`: a page over a store, for whoever would rather look than type.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;

use chancery_ingest::Document;
use chancery_records::{BATCH, Fingerprint, Intake, Writer};
use chancery_web::{Options, Pipeline};

use crate::commands::store::ingest::{self, Sight};
use crate::commands::{Outcome, reader, refusal, told};
use crate::config::Settings;
use crate::error::Error;
use crate::pipeline::Reader;

/// Serves a store until it is interrupted. A store that is to be watched into may be new.
pub fn run(options: &Options, settings: Settings) -> Result<Outcome, Error> {
    // A table that cannot be used is said before the page opens.
    settings.table()?;
    if options.watch.is_some() {
        Writer::open(&options.store, reader(&settings)?.producer())?.close()?;
    }
    chancery_web::serve(options, Arc::new(Desk::new(settings)), &mut |address| {
        let mut out = io::stdout().lock();
        // Whoever closed the output still has the page.
        let _ = writeln!(out, "{address}").and_then(|()| out.flush());
    })?;
    Ok(Outcome::Complete)
}

/// The pipeline as the page needs it: on a thread of its own, as a reader cannot go from one thread to another.
struct Desk(mpsc::Sender<Job>);

type Job = Box<dyn FnOnce(&mut Loaded) + Send>;

/// What that thread holds.
struct Loaded {
    settings: Settings,
    /// Loaded when the first text comes: most who open the page only look.
    reader: Option<Reader>,
    /// What a watched input looked like when it was read last.
    seen: Vec<(String, Fingerprint)>,
}

impl Desk {
    fn new(settings: Settings) -> Self {
        let (send, receive) = mpsc::channel::<Job>();
        thread::spawn(move || {
            let mut loaded = Loaded { settings, reader: None, seen: Vec::new() };
            for job in receive {
                job(&mut loaded);
            }
        });
        Self(send)
    }

    /// Has something done, and waits for it.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Loaded) -> Result<T, String> + Send + 'static,
    ) -> Result<T, String> {
        let stopped = || "the reader has stopped; start `chancery serve` again".to_owned();
        let (send, receive) = mpsc::channel();
        let job: Job = Box::new(move |loaded| {
            // Whoever asked may have gone.
            let _ = send.send(work(loaded));
        });
        self.0.send(job).map_err(|_| stopped())?;
        receive.recv().unwrap_or_else(|_| Err(stopped()))
    }
}

impl Loaded {
    fn reader(&mut self) -> Result<&Reader, Error> {
        let loaded = match self.reader.take() {
            Some(reader) => reader,
            None => reader(&self.settings)?,
        };
        Ok(self.reader.insert(loaded))
    }

    fn read(&mut self, name: &str, bytes: &[u8]) -> Result<Intake, String> {
        let reader = self.reader().map_err(|e| e.to_string())?;
        let layers = reader.layers_of(Document::new(name, bytes), &mut |_, _| {});
        if layers.dispatch.text.is_empty() {
            return Err(refusal(told(&layers.dispatch.remarks)));
        }
        Ok(reader.intake(&layers))
    }

    fn ingest(&mut self, store: &Path, input: &str) -> Result<u64, Error> {
        let now = ingest::glance(input);
        if self.seen == now {
            return Ok(0);
        }
        let settings = self.settings.clone();
        let mut watch = |sight: Sight<'_>| {
            if let Sight::Problem(problem) = sight {
                let _ = writeln!(io::stderr().lock(), "chancery: {}: {}", problem.name, problem.why);
            }
            ControlFlow::Continue(())
        };
        let inputs = [input.to_owned()];
        let summary = ingest::into_store(self.reader()?, &inputs, store, &settings, BATCH, &mut watch)?;
        self.seen = now;
        Ok(summary.new)
    }
}

impl Pipeline for Desk {
    fn read(&self, name: &str, bytes: &[u8]) -> Result<Intake, String> {
        let (name, bytes) = (name.to_owned(), bytes.to_vec());
        self.ask(move |loaded| loaded.read(&name, &bytes))
    }

    fn ingest(&self, store: &Path, input: &str) -> Result<u64, String> {
        let (store, input) = (store.to_owned(), input.to_owned());
        self.ask(move |loaded| loaded.ingest(&store, &input).map_err(|e| e.to_string()))
    }
}
