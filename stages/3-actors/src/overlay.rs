//! What does a user know better? Rows of a table of their own: office-holders and bodies, which come
//! before the program's own rows of the same name. What the text says comes before both.

use std::collections::BTreeMap;

use chancery_model::cast::ActorKind;

use crate::error::Error;
use crate::holders::Tenure;
use crate::reference::{Entry, NON_STATES, Organisation, Reference, SECTORS};
use crate::spelling::{name_key, skeleton};

/// One row of a user's table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverlayRow {
    /// 1-based line of the table.
    pub line: u64,
    /// The name in its usual spelling.
    pub name: String,
    /// A person's office in its normal form ("minister of foreign affairs"); empty for a body.
    pub office: String,
    /// ISO 3166-1 alpha-3, or a designation of what is no state: IGO NGO ISM IMG MNC UNO EUR.
    pub country: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD; empty if not known.
    pub start: String,
    /// The same; empty while in office.
    pub end: String,
    /// Other spellings.
    pub other_names: Vec<String>,
    /// PLOVER's sector codes; empty for what the office says.
    pub sectors: Vec<String>,
}

/// A user's row without an end does not fade.
pub(crate) const NEVER: &str = "9999";

/// Office-holders of a user's table by the keys of `holders.tsv`.
#[derive(Debug, Default)]
pub(crate) struct Overlay(BTreeMap<String, Vec<Tenure>>);

impl Overlay {
    /// The tenures of a key; none where the table does not have it.
    pub(crate) fn find(&self, key: &str) -> Option<&[Tenure]> {
        self.0.get(key).map(Vec::as_slice)
    }
}

impl Reference {
    /// Takes a user's rows.
    pub(crate) fn lay_over(&mut self, rows: &[OverlayRow]) -> Result<(), Error> {
        for row in rows {
            check(self, row)?;
            if row.office.is_empty() { self.add_body(row) } else { self.add_holder(row) }
        }
        Ok(())
    }

    fn add_holder(&mut self, row: &OverlayRow) {
        let tenure = Tenure {
            name: kept(&row.name),
            office: kept(&row.office),
            country: kept(&row.country),
            start: kept(&row.start),
            end: kept(&row.end),
            fades: NEVER,
            sectors: kept(&row.sectors.join(",")),
        };
        for name in std::iter::once(&row.name).chain(&row.other_names) {
            let key = name_key(name);
            let sound = format!("~{}", skeleton(&key));
            let surname = format!("={}", key.split(' ').next_back().unwrap_or(""));
            for key in [key, sound, surname] {
                let list = self.overlay.0.entry(key).or_default();
                if !list.contains(&tenure) {
                    list.push(tenure);
                }
            }
        }
    }

    fn add_body(&mut self, row: &OverlayRow) {
        let sectors = row.sectors.iter().map(|s| kept(s)).collect();
        let entry = Entry::Organisation(self.organisations.len());
        self.organisations.push(Organisation {
            name: kept(&row.name),
            code: kept(&row.country),
            sectors,
            shared: Vec::new(),
            others: Vec::new(),
        });
        for name in std::iter::once(&row.name).chain(&row.other_names) {
            self.put(name, entry);
        }
    }
}

/// A user's table is read once and lives as long as the program's own tables, which are part of it.
fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn check(r: &Reference, row: &OverlayRow) -> Result<(), Error> {
    let fail = |what: String| Err(Error::Overlay { line: row.line, what });
    if row.name.trim().is_empty() {
        return fail("the name is empty".into());
    }
    if r.country(&row.country).is_none() && !NON_STATES.split(' ').any(|c| c == row.country) {
        let what = "expected ISO 3166-1 alpha-3 or one of IGO NGO ISM IMG MNC UNO EUR";
        return fail(format!("country {:?}: {what}", row.country));
    }
    for date in [&row.start, &row.end] {
        let digits = date.split('-').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        if !(date.is_empty() || digits && matches!(date.len(), 4 | 7 | 10)) {
            return fail(format!("date {date:?}: expected YYYY, YYYY-MM or YYYY-MM-DD"));
        }
    }
    match row.sectors.iter().find(|s| !SECTORS.split_ascii_whitespace().any(|k| k == *s)) {
        Some(sector) => fail(format!("sector {sector:?}: expected some of {SECTORS}, with spaces between")),
        None => Ok(()),
    }
}

/// The row that a dispatch states of a person, for review as part of such a table: its country and
/// office by the text's own words. A former holder states no tenure.
pub fn stated(actor: &chancery_model::cast::Actor) -> Option<OverlayRow> {
    let office = actor.office.as_deref().filter(|o| !o.starts_with("former "))?;
    let by_text = actor.basis == chancery_model::cast::Basis::Text;
    let named = actor.office_text.as_ref() != Some(&actor.name) && name_key(&actor.name).contains(' ');
    let known = actor.kind == ActorKind::Person && by_text && named && !actor.sectors.is_empty();
    let country = actor.country.clone().filter(|_| known)?;
    Some(OverlayRow {
        name: actor.name.clone(),
        office: office.to_owned(),
        country,
        sectors: actor.sectors.clone(),
        ..OverlayRow::default()
    })
}
