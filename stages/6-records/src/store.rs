//! What is a store? A folder with a ledger and segments; this is how it is opened and read.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corrections;
use crate::error::Error;
use crate::gather::Sheets;
use crate::intake::Kept;
use crate::ledger::{Found, Ledger, Run, Segment, State, Texts};
use crate::lock::Reading;
use crate::ranges::Current;
use crate::records::Records;
use crate::segments;
use crate::shelf::Shelf;
use crate::stored::Stored;

/// A store that is open for reading.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    pub(crate) ledger: Ledger,
    shelf: Shelf,
    /// Says that this process reads; a writer holds its own lock.
    _reading: Option<Reading>,
}

/// Which run's codings are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// For each dispatch the newest that has coded it.
    #[default]
    Newest,
    /// This one.
    Run(i32),
}

impl Store {
    /// Opens a store for reading. It may be read while another process writes.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::open_with(folder, Shelf::default())
    }

    /// The same for one of several readers of a store that share what they keep in memory.
    pub fn open_with(folder: &Path, shelf: Shelf) -> Result<Self, Error> {
        let reading = Some(Reading::new(folder));
        Ok(Self { folder: folder.to_owned(), ledger: Ledger::read(folder)?, shelf, _reading: reading })
    }

    pub(crate) fn of(folder: &Path, ledger: Ledger) -> Self {
        Self { folder: folder.to_owned(), ledger, shelf: Shelf::default(), _reading: None }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn segments_folder(&self) -> PathBuf {
        self.folder.join(segments::FOLDER)
    }

    /// All runs.
    pub fn runs(&self) -> Result<Vec<Run>, Error> {
        self.ledger.runs()
    }

    /// All segments.
    pub fn segments(&self) -> Result<Vec<Segment>, Error> {
        self.ledger.segments()
    }

    /// How many dispatches there are.
    pub fn dispatches(&self) -> Result<i64, Error> {
        self.ledger.newest()
    }

    /// A run that exists; else an error that names those that do.
    pub fn run(&self, run: i32) -> Result<Run, Error> {
        let all = self.runs()?;
        let known = all.iter().map(|r| r.run.to_string()).collect::<Vec<_>>().join(", ");
        all.into_iter().find(|r| r.run == run).ok_or_else(|| Error::Unknown {
            what: format!("there is no run {run} in this store"),
            remedy: format!("there are: {known}"),
        })
    }

    /// Which dispatches' codings in which segments are meant by a choice.
    pub(crate) fn current(&self, choice: Choice) -> Result<Current, Error> {
        if let Choice::Run(run) = choice {
            self.run(run)?;
        }
        Ok(Current::of(self.segments()?, choice))
    }

    /// The number of a dispatch that is named by its number, its id or the beginning of its id.
    pub fn find(&self, name: &str) -> Result<i64, Error> {
        let unknown = || Error::Unknown {
            what: format!("no dispatch, or more than one, is called {name:?}"),
            remedy:
                "give its number or its id, as `chancery sql \"SELECT dispatch, id, title FROM dispatches\"` \
                     lists them"
                    .into(),
        };
        // A number is looked for first: ids are long, and nobody begins one with few digits by chance.
        let by_number = name.parse::<i64>().ok().filter(|_| name.len() < 12);
        match by_number {
            Some(n) => self.ledger.head(n)?.map(|h| h.number),
            None => self.ledger.find(name)?,
        }
        .ok_or_else(unknown)
    }

    /// The record of one dispatch as a run coded it, corrected; nothing where the run has not.
    pub fn record(&self, dispatch: i64, choice: Choice) -> Result<Option<Stored>, Error> {
        if let Choice::Run(run) = choice {
            self.run(run)?;
        }
        let Some(segment) = self.ledger.segment_of(dispatch, choice)? else { return Ok(None) };
        Records::one(self, choice, segment, dispatch)?.next().transpose()
    }

    /// A segment, or what it has of one dispatch.
    pub(crate) fn sheets(&self, segment: &Segment, only: Option<i64>) -> Result<Arc<Sheets>, Error> {
        let folder = self.segments_folder();
        // Who reads through a store has each segment once: nothing need be kept for him.
        let known = only.and_then(|_| self.shelf.sheets(&folder, segment));
        let read = || Ok(Arc::new(Sheets::new(segments::read_all(&folder, segment, only)?)));
        known.map_or_else(read, Ok)
    }

    /// Texts that this store and those that share its shelf have looked at.
    pub(crate) fn known_texts(&self) -> Texts {
        self.shelf.texts()
    }

    /// The records of all coded dispatches in the order of their numbers.
    pub fn records(&self, choice: Choice) -> Result<Records<'_>, Error> {
        Records::new(self, choice)
    }

    pub(crate) fn corrections_by_dispatch(&self) -> Result<BTreeMap<i64, Vec<corrections::Entry>>, Error> {
        let mut out: BTreeMap<i64, Vec<corrections::Entry>> = BTreeMap::new();
        for entry in self.ledger.corrections()? {
            out.entry(entry.dispatch).or_default().push(entry);
        }
        Ok(out)
    }

    /// Calls for every dispatch as it was before it was coded, in order.
    pub fn each_kept(&self, each: impl FnMut(Kept) -> Result<(), Error>) -> Result<(), Error> {
        self.each_kept_in(1..=self.ledger.newest()?, each)
    }

    /// The same for a range of numbers.
    pub fn each_kept_in(
        &self,
        range: RangeInclusive<i64>,
        mut each: impl FnMut(Kept) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut texts = Texts::default();
        for dispatch in range {
            if let Some(kept) = self.ledger.kept(&mut texts, dispatch)? {
                each(kept)?;
            }
        }
        Ok(())
    }

    /// The numbers of all dispatches that hold a phrase, in order.
    pub fn holding(&self, phrase: &str) -> Result<Vec<i64>, Error> {
        self.ledger.holding(&mut self.known_texts(), phrase)
    }

    /// The texts of some dispatches; those that are not there are left out.
    pub fn texts(&self, dispatches: &[i64]) -> Result<BTreeMap<i64, String>, Error> {
        let mut texts = self.known_texts();
        let mut out = BTreeMap::new();
        for dispatch in dispatches {
            if let Some(text) = self.ledger.ask(|db| texts.text(db, *dispatch))? {
                out.insert(*dispatch, text);
            }
        }
        Ok(out)
    }

    /// What changes when the store does: compared with an earlier answer, it tells whether there is anything new.
    pub fn state(&self) -> Result<State, Error> {
        self.ledger.state()
    }

    /// Dispatches that hold a phrase, the newest first.
    pub fn search(&self, phrase: &str, limit: usize) -> Result<Vec<Found>, Error> {
        self.ledger.search(&mut self.known_texts(), phrase, limit)
    }
}
