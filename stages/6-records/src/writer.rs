//! How does something come into the store? In batches, each of which is there wholly or not at all.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use chancery_model::record::Producer;

use crate::error::Error;
use crate::flatten::Flat;
use crate::intake::Intake;
use crate::keeper::Keeper;
use crate::ledger::{Appearance, Filing, Fingerprint, Finished, NewSegment, retire};
use crate::merge;
use crate::ranges::without;
use crate::schema::SEGMENT_TABLES;
use crate::segments;
use crate::store::Store;

/// Dispatches after which a batch is committed, and bytes of text. Fixed numbers and no clock, so that the
/// same inputs give the same segments.
pub const BATCH: usize = 512;
const BATCH_BYTES: usize = 2 * 1024 * 1024;

/// A store that is open for writing.
#[derive(Debug)]
pub struct Writer {
    keeper: Keeper,
    run: i32,
    batch: Batch,
    /// Numbers by id, those of the batch among them. Only looked up, never walked.
    known: HashMap<u128, i64>,
    next: i64,
    every: usize,
    /// Whether a transaction holds all that is written.
    at_once: bool,
}

/// What is not yet committed.
#[derive(Debug, Default)]
struct Batch {
    filing: Filing,
    flat: Flat,
    finished: Vec<Finished>,
    /// The first and last dispatch that was coded.
    coded: Option<(i64, i64)>,
}

/// What became of a dispatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new and has this number.
    New(i64),
    /// Its text is known under this number.
    Known(i64),
}

impl Writer {
    /// Opens a store for writing, or makes one, and sweeps what a killed run left behind. `producer` is what
    /// codes: the same one continues its run.
    pub fn open(folder: &Path, producer: &Producer) -> Result<Self, Error> {
        let mut keeper = Keeper::make(folder)?;
        let ledger = &mut keeper.store.ledger;
        let run = ledger.run(&producer.version, &producer.model, &producer.rules, now())?;
        let known = ledger.ids()?;
        let next = ledger.newest()? + 1;
        Ok(Self { keeper, run, batch: Batch::default(), known, next, every: BATCH, at_once: false })
    }

    /// The same writer, which commits after so many dispatches.
    #[must_use]
    pub fn commit_every(mut self, dispatches: usize) -> Self {
        self.every = dispatches.max(1);
        self
    }

    /// The same writer, of whose work nothing counts before it is closed: all of it comes into the store, or
    /// nothing. Segments wait on the disk meanwhile, so memory stays bounded.
    pub fn at_once(mut self) -> Result<Self, Error> {
        self.keeper.store.ledger.begin()?;
        self.at_once = true;
        Ok(self)
    }

    /// What the store holds.
    pub fn store(&self) -> &Store {
        &self.keeper.store
    }

    /// The run that this writer's codings belong to.
    pub fn run(&self) -> i32 {
        self.run
    }

    /// The number of a dispatch whose text is known, by its id.
    pub fn known(&self, id: &str) -> Option<i64> {
        self.known.get(&u128::from_str_radix(id, 16).ok()?).copied()
    }

    /// Ids of all dispatches: a set to ask before a text is coded.
    pub fn ids(&self) -> std::collections::HashSet<u128> {
        #[allow(clippy::iter_over_hash_type, reason = "a set is made of a set")]
        self.known.keys().copied().collect()
    }

    /// Whether an input was read to its end before and has not changed since.
    pub fn has_read(&self, name: &str, now: Fingerprint) -> Result<bool, Error> {
        self.keeper.store.ledger.has_read(name, now)
    }

    /// Adds a dispatch. It is there for good after the next commit.
    pub fn add(&mut self, intake: &Intake) -> Result<Added, Error> {
        if let Some(number) = self.known(&intake.record.dispatch.id) {
            return Ok(Added::Known(number));
        }
        let number = self.next;
        self.next += 1;
        if let Ok(id) = u128::from_str_radix(&intake.record.dispatch.id, 16) {
            self.known.insert(id, number);
        }
        self.batch.filing.push(number, intake);
        self.coded(number, intake)?;
        Ok(Added::New(number))
    }

    /// Says that a known text was met at another place; at its first place it changes nothing.
    pub fn appeared(
        &mut self,
        dispatch: i64,
        origin: &str,
        url: Option<&str>,
        outlet: Option<&str>,
        published: Option<&str>,
    ) -> Result<(), Error> {
        if self.keeper.store.ledger.head(dispatch)?.is_some_and(|h| h.origin == origin) {
            return Ok(());
        }
        self.batch.filing.appeared(Appearance {
            dispatch,
            origin: origin.into(),
            url: url.map(Into::into),
            outlet: outlet.map(Into::into),
            published: published.map(Into::into),
        });
        Ok(())
    }

    /// Adds a new coding of a dispatch that the store has. They come in the order of their numbers.
    pub fn code_again(&mut self, dispatch: i64, intake: &Intake) -> Result<(), Error> {
        // A segment covers a whole range of dispatches.
        if self.batch.coded.is_some_and(|(_, last)| last + 1 != dispatch) {
            self.commit()?;
        }
        self.coded(dispatch, intake)
    }

    fn coded(&mut self, dispatch: i64, intake: &Intake) -> Result<(), Error> {
        self.batch.flat.push(self.run, dispatch, intake);
        let (first, last) = self.batch.coded.unwrap_or((dispatch, dispatch));
        self.batch.coded = Some((first, last.max(dispatch)));
        let count = usize::try_from(last - first).unwrap_or(0) + 1;
        if count >= self.every || self.batch.filing.bytes() >= BATCH_BYTES {
            self.commit()?;
        }
        Ok(())
    }

    /// Says that an input was read to its end, with so many documents.
    pub fn finished(&mut self, name: &str, fingerprint: Fingerprint, documents: i64) {
        self.batch.finished.push(Finished { name: name.into(), fingerprint, documents });
    }

    /// Brings to the disk what was added.
    pub fn commit(&mut self) -> Result<(), Error> {
        let mut batch = std::mem::take(&mut self.batch);
        let segment = match batch.coded {
            Some((first, last)) => Some(self.segment(&mut batch.flat, first..=last)?),
            None => None,
        };
        self.keeper.store.ledger.transaction(|db| {
            batch.filing.write(db, now())?;
            if let Some(segment) = &segment {
                segment.write(db)?;
            }
            for source in &batch.finished {
                source.write(db, now())?;
            }
            Ok(())
        })?;
        self.merge()
    }

    /// Writes the files of a segment, which does not count before it is in the manifest.
    fn segment(&self, flat: &mut Flat, range: RangeInclusive<i64>) -> Result<NewSegment, Error> {
        let (folder, segment) =
            (self.keeper.store.segments_folder(), self.keeper.store.ledger.next_segment()?);
        let mut files = Vec::new();
        for (table, rows) in SEGMENT_TABLES.iter().zip(flat.tables()) {
            let batch = rows.take().map_err(Error::arrow(&folder))?;
            files.extend(segments::write(&folder, segment, table, batch)?);
        }
        segments::sync_folder(&folder)?;
        Ok(NewSegment { segment, run: self.run, range, files })
    }

    /// Makes larger segments of many small ones.
    fn merge(&mut self) -> Result<(), Error> {
        // A merge that is taken back would have been for nothing; the next commit makes up for it.
        if self.at_once {
            return Ok(());
        }
        while let Some(small) = merge::due(&self.keeper.store.segments()?) {
            let folder = self.keeper.store.segments_folder();
            let merged = merge::merged(&folder, self.keeper.store.ledger.next_segment()?, &small)?;
            let old: Vec<i64> = small.iter().map(|s| s.segment).collect();
            self.keeper.store.ledger.transaction(|db| {
                retire(db, &old)?;
                merged.write(db)
            })?;
        }
        Ok(())
    }

    /// Commits, and removes the files of segments that were merged if nobody reads.
    pub fn close(mut self) -> Result<(), Error> {
        self.commit()?;
        if std::mem::take(&mut self.at_once) {
            self.keeper.store.ledger.commit()?;
            self.merge()?;
        }
        self.keeper.sweep()
    }

    /// Ranges of dispatches that this run has not coded.
    pub fn uncoded(&self) -> Result<Vec<RangeInclusive<i64>>, Error> {
        let all = vec![1..=self.next - 1];
        let own = self.keeper.store.segments()?.into_iter().filter(|s| s.run == self.run);
        let left = own.fold(all, |left, s| without(&left, &s.range));
        Ok(left.into_iter().filter(|r| !r.is_empty()).collect())
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
