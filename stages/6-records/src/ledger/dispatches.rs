//! How do dispatches enter the ledger, and how are they found again?

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::texts::{Filling, Where};
use super::{Ledger, Texts};
use crate::error::Error;
use crate::intake::{Details, Head, Intake, Kept};

/// A dispatch on its way into the ledger.
#[derive(Debug)]
struct Filed {
    head: Head,
    characters: i64,
    place: Where,
    text: String,
}

/// A place where a known text was met once more.
#[derive(Debug)]
pub(crate) struct Appearance {
    pub(crate) dispatch: i64,
    pub(crate) origin: String,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<String>,
}

/// Dispatches that enter together.
#[derive(Debug, Default)]
pub(crate) struct Filing {
    filed: Vec<Filed>,
    filling: Filling,
    appearances: Vec<Appearance>,
    bytes: usize,
}

impl Filing {
    /// Adds a dispatch under a number.
    pub(crate) fn push(&mut self, number: i64, intake: &Intake) {
        let d = &intake.record.dispatch;
        self.bytes += d.text.len();
        let place = self.filling.push(&d.text, &intake.details);
        let head = Head {
            number,
            id: d.id.clone(),
            origin: d.origin.clone(),
            url: d.url.clone(),
            outlet: d.outlet.clone(),
            outlet_country: intake.outlet_country.clone(),
            outlet_kind: intake.outlet_kind.clone(),
            title: d.title.clone(),
            published: d.published.clone(),
            published_basis: d.published_basis.clone(),
            language: d.language.clone(),
            repeats: d.repeats.as_ref().map(|r| (r.id.clone(), r.contained, r.containing)),
            read_at: String::new(),
            repeats_number: None,
        };
        let characters = i64::try_from(d.text.chars().count()).unwrap_or(i64::MAX);
        self.filed.push(Filed { head, characters, place, text: d.text.clone() });
    }

    /// Adds an appearance of a known text.
    pub(crate) fn appeared(&mut self, appearance: Appearance) {
        self.appearances.push(appearance);
    }

    /// Bytes of their texts.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn write(&self, db: &Connection, now: i64) -> rusqlite::Result<()> {
        let blocks = self.filling.write(db)?;
        let mut insert = db.prepare_cached(
            "INSERT INTO dispatches (dispatch, id, origin, url, outlet, outlet_country, outlet_kind, title, published,
                published_basis, language, characters, repeats, contained, containing, block, start, text_bytes,
                details_bytes, read_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
                (SELECT dispatch FROM dispatches WHERE id = ?13), ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?;
        let mut words = db.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?;
        for f in &self.filed {
            let h = &f.head;
            let repeats = h.repeats.as_ref();
            insert.execute(params![
                h.number,
                bytes(&h.id),
                h.origin,
                h.url,
                h.outlet,
                h.outlet_country,
                h.outlet_kind,
                h.title,
                h.published,
                h.published_basis,
                h.language,
                f.characters,
                repeats.map(|r| bytes(&r.0)),
                repeats.map(|r| r.1),
                repeats.map(|r| r.2),
                blocks.get(f.place.block),
                i64::try_from(f.place.start).unwrap_or(i64::MAX),
                i64::try_from(f.place.text).unwrap_or(i64::MAX),
                i64::try_from(f.place.details).unwrap_or(i64::MAX),
                now,
            ])?;
            words.execute(params![h.number, f.text])?;
        }
        let mut insert = db.prepare_cached(
            "INSERT OR IGNORE INTO appearances (dispatch, origin, url, outlet, published) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for a in &self.appearances {
            insert.execute(params![a.dispatch, a.origin, a.url, a.outlet, a.published])?;
        }
        Ok(())
    }
}

/// The 16 bytes of an id in hex.
fn bytes(id: &str) -> Vec<u8> {
    u128::from_str_radix(id, 16).unwrap_or(0).to_be_bytes().to_vec()
}

/// An id in hex of its bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let number = <[u8; 16]>::try_from(bytes).map_or(0, u128::from_be_bytes);
    format!("{number:032x}")
}

/// Seconds since 1970 as UTC: "2026-11-28T03:04:05Z".
pub(crate) fn instant(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The columns of [`head`], and where they come from.
const HEAD: &str =
    "SELECT d.dispatch, d.id, d.origin, d.url, d.outlet, d.outlet_country, d.outlet_kind, d.title,
    d.published, d.published_basis, d.language, e.id, d.contained, d.containing, d.read_at, d.repeats
    FROM dispatches d LEFT JOIN dispatches e ON e.dispatch = d.repeats";

fn head(r: &Row<'_>) -> rusqlite::Result<Head> {
    let id: Vec<u8> = r.get(1)?;
    let repeats: Option<Vec<u8>> = r.get(11)?;
    let shares: [Option<f64>; 2] = [r.get(12)?, r.get(13)?];
    let share = |n: usize| shares.get(n).copied().flatten().unwrap_or(0.0);
    Ok(Head {
        number: r.get(0)?,
        id: hex(&id),
        origin: r.get(2)?,
        url: r.get(3)?,
        outlet: r.get(4)?,
        outlet_country: r.get(5)?,
        outlet_kind: r.get(6)?,
        title: r.get(7)?,
        published: r.get(8)?,
        published_basis: r.get(9)?,
        language: r.get(10)?,
        repeats: repeats.map(|id| (hex(&id), share(0), share(1))),
        read_at: instant(r.get(14)?),
        repeats_number: r.get(15)?,
    })
}

impl Ledger {
    /// Numbers of all dispatches by their id.
    pub(crate) fn ids(&self) -> Result<HashMap<u128, i64>, Error> {
        self.ask(|db| {
            let mut all = db.prepare("SELECT id, dispatch FROM dispatches")?;
            let ids = all.query_map([], |r| {
                let id: Vec<u8> = r.get(0)?;
                Ok((<[u8; 16]>::try_from(id.as_slice()).map_or(0, u128::from_be_bytes), r.get(1)?))
            })?;
            ids.collect()
        })
    }

    /// The number of the newest dispatch; 0 without any.
    pub(crate) fn newest(&self) -> Result<i64, Error> {
        self.ask(|db| db.query_row("SELECT coalesce(max(dispatch), 0) FROM dispatches", [], |r| r.get(0)))
    }

    /// The number of a dispatch by its id, or the beginning of one that no other has.
    pub(crate) fn find(&self, id: &str) -> Result<Option<i64>, Error> {
        let id = id.to_lowercase();
        if id.is_empty() || id.len() > 32 || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let [low, high] = ["0", "f"].map(|fill| bytes(&format!("{id}{}", fill.repeat(32 - id.len()))));
        self.ask(|db| {
            let mut find =
                db.prepare_cached("SELECT dispatch FROM dispatches WHERE id BETWEEN ?1 AND ?2 LIMIT 2")?;
            let found: Vec<i64> =
                find.query_map([low, high], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
            Ok(if let [one] = found[..] { Some(one) } else { None })
        })
    }

    /// What the columns say of a dispatch.
    pub(crate) fn head(&self, dispatch: i64) -> Result<Option<Head>, Error> {
        self.ask(|db| {
            db.prepare_cached(&format!("{HEAD} WHERE d.dispatch = ?1"))?
                .query_row([dispatch], head)
                .optional()
        })
    }

    /// The dispatch with its text and what stage 1 made of it.
    pub(crate) fn entry(
        &self,
        texts: &mut Texts,
        dispatch: i64,
    ) -> Result<Option<(Head, Details, String)>, Error> {
        let Some(head) = self.head(dispatch)? else { return Ok(None) };
        let entry = self.ask(|db| texts.entry(db, dispatch))?;
        Ok(entry.map(|(text, details)| (head, details, text)))
    }

    /// The dispatch as it was before it was coded.
    pub(crate) fn kept(&self, texts: &mut Texts, dispatch: i64) -> Result<Option<Kept>, Error> {
        Ok(self.entry(texts, dispatch)?.map(|(head, details, text)| Kept::new(&head, details, text)))
    }

    /// Calls for every dispatch's row of the view, in order.
    pub(crate) fn each_head(&self, mut each: impl FnMut(Head, i64)) -> Result<(), Error> {
        self.ask(|db| {
            let listed = HEAD.replace("d.repeats\n", "d.repeats, d.characters\n");
            let mut all = db.prepare(&format!("{listed} ORDER BY d.dispatch"))?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                each(head(row)?, row.get(16)?);
            }
            Ok(())
        })
    }

    /// Where a dispatch was met beside its first place.
    pub(crate) fn each_appearance(&self, mut each: impl FnMut(&Appearance)) -> Result<(), Error> {
        self.ask(|db: &Connection| {
            let mut all = db.prepare("SELECT dispatch, origin, url, outlet, published FROM appearances")?;
            let mut rows = all.query([])?;
            while let Some(r) = rows.next()? {
                each(&Appearance {
                    dispatch: r.get(0)?,
                    origin: r.get(1)?,
                    url: r.get(2)?,
                    outlet: r.get(3)?,
                    published: r.get(4)?,
                });
            }
            Ok(())
        })
    }
}
