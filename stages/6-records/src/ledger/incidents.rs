//! Where are incidents kept? Beside the codings of which they are made; they are made anew when these change.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use rusqlite::{Connection, Row, params};

use super::Ledger;
use crate::error::Error;
use crate::incident::Incident;
use crate::rows::Value;
use crate::stored::Incidence;

/// The newest segment and correction that there ever were; numbers are not used twice.
const NEWEST: &str = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'segments'), 0),
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'corrections'), 0)";

/// What a store is made of. Two that are the same hold the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// The newest segment and correction.
    added: [i64; 2],
    /// Those of which incidents were made last.
    gathered: [Option<i64>; 2],
}

impl Ledger {
    /// Puts incidents in the place of those that were there.
    pub(crate) fn replace_incidents(&mut self, incidents: &[Incident]) -> Result<(), Error> {
        self.transaction(|db| {
            db.execute("DELETE FROM reports", [])?;
            db.execute("DELETE FROM incidents", [])?;
            for (number, incident) in (1_i64..).zip(incidents) {
                insert(db, number, incident)?;
            }
            db.execute("DELETE FROM gathered", [])?;
            db.execute(&format!("INSERT INTO gathered {NEWEST}"), [])?;
            Ok(())
        })
    }

    /// What has been added, and of what incidents were made.
    pub(crate) fn state(&self) -> Result<State, Error> {
        let asked = format!(
            "SELECT *, (SELECT max(segment) FROM gathered), (SELECT max(correction) FROM gathered) FROM ({NEWEST})"
        );
        self.ask(|db| {
            db.prepare_cached(&asked)?.query_row([], |r| {
                Ok(State { added: [r.get(0)?, r.get(1)?], gathered: [r.get(2)?, r.get(3)?] })
            })
        })
    }

    /// Whether incidents have been made of all that there is.
    pub(crate) fn are_incidents_current(&self) -> Result<bool, Error> {
        let found =
            format!("SELECT count(*) FROM ({NEWEST} INTERSECT SELECT segment, correction FROM gathered)");
        self.ask(|db| db.query_row(&found, [], |r| r.get::<_, i64>(0))).map(|n| n > 0)
    }

    /// The incidents of the events of a range of dispatches.
    pub(crate) fn incidences(
        &self,
        range: RangeInclusive<i64>,
    ) -> Result<BTreeMap<(i64, i64), Incidence>, Error> {
        self.ask(|db| {
            let mut find = db.prepare_cached(
                "SELECT r.dispatch, r.event, i.incident, i.events, i.outlets, i.dispatches
                 FROM reports r JOIN incidents i USING (incident) WHERE r.dispatch BETWEEN ?1 AND ?2",
            )?;
            let rows = find.query_map(params![range.start(), range.end()], |r| {
                let incidence = Incidence {
                    incident: r.get(2)?,
                    mentions: r.get(3)?,
                    outlets: r.get(4)?,
                    dispatches: r.get(5)?,
                };
                Ok(((r.get(0)?, r.get(1)?), incidence))
            })?;
            rows.collect()
        })
    }

    /// Numbers of the incidents with at least so many dispatches, those with most dispatches first.
    pub(crate) fn incidents_of(&self, least: u32) -> Result<Vec<i64>, Error> {
        self.ask(|db| {
            let mut find = db.prepare(
                "SELECT incident FROM incidents WHERE dispatches >= ?1 ORDER BY dispatches DESC, incident",
            )?;
            find.query_map([least], |r| r.get(0))?.collect()
        })
    }

    /// Calls for every incident as the view has it.
    pub(crate) fn each_incident(&self, mut each: impl FnMut([Value; 14])) -> Result<(), Error> {
        self.ask(|db| {
            let mut all = db.prepare(
                "SELECT incident, day, last_day, type, actor_countries, recipient_countries, place, place_country,
                    events, dispatches, outlets, independent, claimed, denied FROM incidents ORDER BY incident",
            )?;
            let mut rows = all.query([])?;
            while let Some(r) = rows.next()? {
                each(row(r)?);
            }
            Ok(())
        })
    }

    /// Calls for every event's membership.
    pub(crate) fn each_report(&self, mut each: impl FnMut([Value; 3])) -> Result<(), Error> {
        self.ask(|db| {
            let mut all = db.prepare(
                "SELECT incident, dispatch, event FROM reports ORDER BY incident, dispatch, event",
            )?;
            let mut rows = all.query([])?;
            while let Some(r) = rows.next()? {
                let [incident, dispatch, event]: [i64; 3] = [r.get(0)?, r.get(1)?, r.get(2)?];
                each([incident.into(), dispatch.into(), event.into()]);
            }
            Ok(())
        })
    }

    /// The events of an incident.
    pub(crate) fn members(&self, incident: i64) -> Result<Vec<(i64, i64)>, Error> {
        self.ask(|db| {
            let mut find = db.prepare_cached(
                "SELECT dispatch, event FROM reports WHERE incident = ?1 ORDER BY dispatch, event",
            )?;
            find.query_map([incident], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
        })
    }
}

fn insert(db: &Connection, number: i64, i: &Incident) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO incidents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    insert.execute(params![
        number,
        i.day,
        i.last_day,
        i.kind,
        i.actor_countries,
        i.recipient_countries,
        i.place,
        i.place_country,
        i64::try_from(i.events.len()).unwrap_or(i64::MAX),
        i.dispatches,
        i.outlets,
        i.independent,
        i.claimed,
        i.denied,
    ])?;
    let mut insert =
        db.prepare_cached("INSERT INTO reports (dispatch, event, incident) VALUES (?1, ?2, ?3)")?;
    for (dispatch, event) in &i.events {
        insert.execute(params![dispatch, event, number])?;
    }
    Ok(())
}

fn row(r: &Row<'_>) -> rusqlite::Result<[Value; 14]> {
    let int = |at: usize| r.get::<_, Option<i64>>(at).map(Value::from);
    let text = |at: usize| r.get::<_, Option<String>>(at).map(Value::from);
    Ok([
        int(0)?,
        int(1)?,
        int(2)?,
        text(3)?,
        text(4)?,
        text(5)?,
        text(6)?,
        text(7)?,
        int(8)?,
        int(9)?,
        int(10)?,
        int(11)?,
        int(12)?,
        int(13)?,
    ])
}
