//! What does the store give back of a dispatch? Its record, and what only the store knows of it.

use chancery_model::record::{Record, Span};

use crate::intake::Intake;

/// A dispatch's record with what the store knows beside it. Corrections are worked into the record;
/// `corrections` says which.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The dispatch's number in the store, from 1, in the order in which dispatches came.
    pub number: i64,
    /// The number of the run that coded it.
    pub run: i32,
    /// What was read.
    pub record: Record,
    /// For each event of the record, where its sentence stands; nothing where that is not known.
    pub sentences: Vec<Option<Span>>,
    /// When the store took it: UTC, "2026-11-28T03:04:05Z".
    pub read_at: String,
    /// The outlet's country, ISO 3166-1 alpha-3, or IGO or NGO.
    pub outlet_country: Option<String>,
    /// What the outlet is: "state agency", "wire", "newspaper", "broadcaster", "online", "ministry" …
    pub outlet_kind: Option<String>,
    /// Corrections that apply to events of this record, in the order in which they were made.
    pub corrections: Vec<Correction>,
    /// For each event of the record, the incident that it belongs to.
    pub incidents: Vec<Option<Incidence>>,
}

/// What somebody corrected of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number in the store.
    pub id: i64,
    /// The event within its record: "e3".
    pub event: String,
    /// The field: "type", "mode", "status", …
    pub field: String,
    /// What the program had coded; nothing where it had coded none.
    pub was: Option<String>,
    /// What is right; nothing where there should be none.
    pub value: Option<String>,
    /// Who says so.
    pub by: String,
    /// And why.
    pub why: String,
    /// When it was made: UTC.
    pub at: String,
}

/// An event's incident, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incidence {
    /// The incident's number in the store.
    pub incident: i64,
    /// How many events tell of it.
    pub mentions: u32,
    /// By how many outlets.
    pub outlets: u32,
    /// In how many dispatches.
    pub dispatches: u32,
}

impl Stored {
    /// A dispatch that is in no store: what a store would give back of it at once.
    pub fn fresh(number: i64, intake: Intake) -> Self {
        let sentence =
            |e: &chancery_model::record::EventOut| intake.sentences.get(e.sentence as usize).copied();
        Self {
            number,
            run: 0,
            sentences: intake.record.events.iter().map(sentence).collect(),
            read_at: String::new(),
            outlet_country: intake.outlet_country,
            outlet_kind: intake.outlet_kind,
            corrections: Vec::new(),
            incidents: vec![None; intake.record.events.len()],
            record: intake.record,
        }
    }
}
