//! What have people corrected? Corrections stand beside the codings and are never worked into them.

use rusqlite::{Row, params};

use super::{Ledger, instant};
use crate::error::Error;

/// A correction as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CorrectionEntry {
    pub(crate) correction: i64,
    pub(crate) dispatch: i64,
    pub(crate) run: i32,
    pub(crate) event: i32,
    pub(crate) trigger_spans: String,
    pub(crate) field: String,
    pub(crate) was: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) made_by: String,
    pub(crate) why: String,
    pub(crate) made_at: String,
}

/// The columns of [`entry`].
const ENTRY: &str =
    "SELECT correction, dispatch, run, event, trigger_spans, field, was, value, made_by, why, made_at
    FROM corrections";

fn entry(r: &Row<'_>) -> rusqlite::Result<CorrectionEntry> {
    Ok(CorrectionEntry {
        correction: r.get(0)?,
        dispatch: r.get(1)?,
        run: r.get(2)?,
        event: r.get(3)?,
        trigger_spans: r.get(4)?,
        field: r.get(5)?,
        was: r.get(6)?,
        value: r.get(7)?,
        made_by: r.get(8)?,
        why: r.get(9)?,
        made_at: instant(r.get(10)?),
    })
}

impl Ledger {
    /// All corrections in the order in which they were made.
    pub(crate) fn corrections(&self) -> Result<Vec<CorrectionEntry>, Error> {
        self.ask(|db| {
            let mut all = db.prepare(&format!("{ENTRY} ORDER BY correction"))?;
            all.query_map([], entry)?.collect()
        })
    }

    /// Those of one dispatch.
    pub(crate) fn corrections_of(&self, dispatch: i64) -> Result<Vec<CorrectionEntry>, Error> {
        self.ask(|db| {
            let mut its = db.prepare_cached(&format!("{ENTRY} WHERE dispatch = ?1 ORDER BY correction"))?;
            its.query_map([dispatch], entry)?.collect()
        })
    }

    /// Enters a correction; its number and instant are given by the ledger and the caller.
    pub(crate) fn correct(&mut self, c: &CorrectionEntry, now: i64) -> Result<i64, Error> {
        self.transaction(|db| {
            db.execute(
                "INSERT INTO corrections
                    (dispatch, run, event, trigger_spans, field, was, value, made_by, why, made_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    c.dispatch,
                    c.run,
                    c.event,
                    c.trigger_spans,
                    c.field,
                    c.was,
                    c.value,
                    c.made_by,
                    c.why,
                    now
                ],
            )?;
            Ok(db.last_insert_rowid())
        })
    }
}
