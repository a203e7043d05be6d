//! Who and what of a record do the ids in it mean? Looked up once for all cards.

use std::collections::BTreeMap;

use chancery_model::record::{ActorOut, ClaimOut, EventOut, Record};
use chancery_records::stored::Correction;

use super::words::Words;

/// A record by its ids.
pub(super) struct Index<'r> {
    pub(super) record: &'r Record,
    pub(super) words: Words<'r>,
    actors: BTreeMap<&'r str, &'r ActorOut>,
    claims: BTreeMap<&'r str, &'r ClaimOut>,
    told: BTreeMap<&'r str, Vec<&'r str>>,
    corrections: BTreeMap<&'r str, Vec<&'r Correction>>,
}

impl<'r> Index<'r> {
    pub(super) fn new(record: &'r Record, corrections: &'r [Correction]) -> Self {
        let mut told: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for event in &record.events {
            if let Some(claim) = &event.reported_by {
                told.entry(claim).or_default().push(&event.id);
            }
        }
        let mut of_event: BTreeMap<&str, Vec<&Correction>> = BTreeMap::new();
        for correction in corrections {
            of_event.entry(&correction.event).or_default().push(correction);
        }
        Self {
            words: Words::new(&record.dispatch.text),
            actors: record.actors.iter().map(|a| (a.id.as_str(), a)).collect(),
            claims: record.claims.iter().map(|c| (c.id.as_str(), c)).collect(),
            told,
            corrections: of_event,
            record,
        }
    }

    pub(super) fn actor(&self, id: &str) -> Option<&'r ActorOut> {
        self.actors.get(id).copied()
    }

    pub(super) fn claim(&self, id: &str) -> Option<&'r ClaimOut> {
        self.claims.get(id).copied()
    }

    /// The events that stand in a claim.
    pub(super) fn told_in(&self, claim: &str) -> &[&'r str] {
        self.told.get(claim).map_or(&[], Vec::as_slice)
    }

    /// What somebody corrected of an event.
    pub(super) fn corrections(&self, event: &EventOut) -> &[&'r Correction] {
        self.corrections.get(event.id.as_str()).map_or(&[], Vec::as_slice)
    }
}
