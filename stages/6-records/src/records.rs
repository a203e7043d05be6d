//! How is a store read through? Dispatch by dispatch in the order of their numbers, a segment in memory at a
//! time.

use std::collections::{BTreeMap, VecDeque};
use std::ops::RangeInclusive;
use std::sync::Arc;

use chancery_model::record::{DispatchOut, FORMAT, Producer, Record, RepeatsOut};

use crate::corrections;
use crate::error::Error;
use crate::flatten::number;
use crate::gather::{Coding, Sheets};
use crate::intake::{Details, Head};
use crate::ledger::{Run, Segment, Texts};
use crate::store::{Choice, Store};
use crate::stored::{Incidence, Stored};

/// The records of a store, one after the other.
#[derive(Debug)]
pub struct Records<'s> {
    store: &'s Store,
    parts: VecDeque<(Segment, RangeInclusive<i64>)>,
    texts: Texts,
    corrections: BTreeMap<i64, Vec<corrections::Entry>>,
    /// Whether the codings are those of which incidents were made.
    newest: bool,
    open: Option<Open>,
    left: RangeInclusive<i64>,
    /// Of the segments no more is read than this dispatch.
    only: Option<i64>,
}

/// The segment that is being read.
#[derive(Debug)]
struct Open {
    segment: i64,
    run: Run,
    sheets: Arc<Sheets>,
    incidents: BTreeMap<(i64, i64), Incidence>,
}

impl<'s> Records<'s> {
    pub(crate) fn new(store: &'s Store, choice: Choice) -> Result<Self, Error> {
        let current = store.current(choice)?;
        let parts = current.in_order();
        let owned = |p: &crate::ranges::Part<'_>| Some((p.segment.clone(), p.ranges.first()?.clone()));
        let parts = parts.iter().filter_map(owned).collect();
        Ok(Self::of(store, choice, parts, store.corrections_by_dispatch()?))
    }

    /// That of one dispatch, of which as little is read as can be.
    pub(crate) fn one(
        store: &'s Store,
        choice: Choice,
        segment: Segment,
        dispatch: i64,
    ) -> Result<Self, Error> {
        let corrections = BTreeMap::from([(dispatch, store.ledger.corrections_of(dispatch)?)]);
        let all = Self::of(store, choice, [(segment, dispatch..=dispatch)].into(), corrections);
        Ok(Self { only: Some(dispatch), texts: store.known_texts(), ..all })
    }

    /// Those of ranges of dispatches in segments.
    fn of(
        store: &'s Store,
        choice: Choice,
        parts: VecDeque<(Segment, RangeInclusive<i64>)>,
        corrections: BTreeMap<i64, Vec<corrections::Entry>>,
    ) -> Self {
        #[allow(clippy::reversed_empty_ranges, reason = "nothing is open yet")]
        let left = 1..=0;
        Self {
            store,
            parts,
            texts: Texts::default(),
            corrections,
            newest: choice == Choice::Newest,
            open: None,
            left,
            only: None,
        }
    }

    fn following(&mut self) -> Result<Option<Stored>, Error> {
        loop {
            let Some(dispatch) = self.left.next() else {
                let Some((segment, range)) = self.parts.pop_front() else { return Ok(None) };
                // A segment that later runs have cut up comes several times.
                if self.open.as_ref().is_none_or(|o| o.segment != segment.segment) {
                    self.open = Some(Open {
                        segment: segment.segment,
                        run: self.store.run(segment.run)?,
                        sheets: self.store.sheets(&segment, self.only)?,
                        incidents: if self.newest {
                            let all = || segment.range.clone();
                            self.store.ledger.incidences(self.only.map_or_else(all, |d| d..=d))?
                        } else {
                            BTreeMap::new()
                        },
                    });
                }
                self.left = range;
                continue;
            };
            let entry = self.store.ledger.entry(&mut self.texts, dispatch)?;
            let (Some((head, details, text)), Some(open)) = (entry, &self.open) else { continue };
            let mut stored = assembled(&open.run, &head, details, text, open.sheets.coding(dispatch));
            let incidence = |id: &str| open.incidents.get(&(dispatch, number(id))).cloned();
            stored.incidents = stored.record.events.iter().map(|e| incidence(&e.id)).collect();
            corrections::apply(&mut stored, self.corrections.get(&dispatch).map_or(&[][..], Vec::as_slice));
            return Ok(Some(stored));
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Stored, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.following().transpose()
    }
}

/// A record of what the ledger and a segment say.
fn assembled(run: &Run, head: &Head, details: Details, text: String, coding: Coding) -> Stored {
    let dispatch = DispatchOut {
        id: head.id.clone(),
        origin: head.origin.clone(),
        url: head.url.clone(),
        outlet: head.outlet.clone(),
        title: head.title.clone(),
        bylines: details.bylines,
        dateline: details.dateline.map(|(line, _)| line),
        published: head.published.clone(),
        published_basis: head.published_basis.clone(),
        modified: details.modified,
        section: details.section,
        repeats: head.repeats.as_ref().map(|(id, contained, containing)| RepeatsOut {
            id: id.clone(),
            contained: *contained,
            containing: *containing,
        }),
        language: head.language.clone(),
        text,
    };
    let producer =
        Producer { version: run.version.clone(), model: run.model.clone(), rules: run.rules.clone() };
    Stored {
        number: head.number,
        run: run.run,
        record: Record {
            format: FORMAT.into(),
            producer,
            dispatch,
            actors: coding.actors,
            claims: coding.claims,
            events: coding.events,
            remarks: details.remarks.into_iter().chain(coding.remarks).collect(),
        },
        sentences: coding.sentences,
        read_at: head.read_at.clone(),
        outlet_country: head.outlet_country.clone(),
        outlet_kind: head.outlet_kind.clone(),
        corrections: Vec::new(),
        incidents: Vec::new(),
    }
}
