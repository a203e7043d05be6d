//! How is what a dispatch tells written for an assistant? Actors, claims and events, each with its words and with
//! who says so.

mod actor;
mod chain;
mod event;
#[cfg(test)]
mod sample;
mod source;

use std::collections::BTreeMap;

use chancery_model::record::{ActorOut, ClaimOut, EventOut, Span};
use chancery_model::text::Text;
use chancery_records::Stored;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::quote::Quote;

/// One dispatch, ready to be told.
#[derive(Debug)]
pub(crate) struct Telling<'t> {
    stored: &'t Stored,
    text: Text,
    actors: BTreeMap<&'t str, &'t ActorOut>,
    claims: BTreeMap<&'t str, &'t ClaimOut>,
    /// Names of PLOVER's codes.
    plover: &'t BTreeMap<String, String>,
}

impl<'t> Telling<'t> {
    pub(crate) fn new(stored: &'t Stored, desk: &'t Desk) -> Self {
        Self::with_names(stored, &desk.plover)
    }

    fn with_names(stored: &'t Stored, plover: &'t BTreeMap<String, String>) -> Self {
        let record = &stored.record;
        Self {
            stored,
            text: Text::new(record.dispatch.text.clone()),
            actors: record.actors.iter().map(|a| (a.id.as_str(), a)).collect(),
            claims: record.claims.iter().map(|c| (c.id.as_str(), c)).collect(),
            plover,
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &Text {
        &self.text
    }

    /// The event of an id like "e3", and its place in the record.
    pub(crate) fn find(&self, id: &str) -> Option<(usize, &'t EventOut)> {
        self.stored.record.events.iter().enumerate().find(|(_, e)| e.id == id)
    }

    /// The words of some spans.
    fn words(&self, spans: &[Span]) -> Option<Quote> {
        Quote::parts(&self.text, spans)
    }

    /// Somebody who takes part or speaks.
    fn party(&self, id: &str) -> Option<Value> {
        let actor = self.actors.get(id)?;
        // A loaded designation is the dispatch's word for them: who repeats it says whose word it is.
        let loaded = (!actor.loaded.is_empty()).then_some(true);
        Some(crate::written::known(json!({
            "id": actor.id, "name": actor.name, "country": actor.country, "sectors": actor.sectors, "loaded": loaded,
        })))
    }

    fn parties(&self, ids: &[String]) -> Vec<Value> {
        ids.iter().filter_map(|id| self.party(id)).collect()
    }

    /// What a code of PLOVER's stands for.
    fn name_of<'c>(&'c self, code: &'c str) -> &'c str {
        self.plover.get(code).map_or(code, String::as_str)
    }
}
