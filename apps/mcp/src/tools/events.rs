//! Which events fit? The newest first, page by page.

use std::collections::BTreeMap;

use chancery_records::{Choice, Stored};
use serde_json::{Value, json};

use super::filter::{Asked, cursor};
use super::{Tool, within};
use crate::desk::{Desk, SECONDS};
use crate::refusal::Refusal;
use crate::told::Telling;

/// Events of one answer, if no other number is wanted, and at most.
const EVENTS: [u32; 2] = [25, 100];

/// The tool.
#[derive(Debug)]
pub(super) struct Events;

/// An event as the query engine names it.
struct Row {
    dispatch: i64,
    event: i64,
    day: Option<String>,
}

impl Tool for Events {
    const NAME: &'static str = "events";
    const TITLE: &'static str = "Find events";
    const ABOUT: &'static str = "Events that fit all given conditions, the newest first: name (like 7:e3), day, who did \
        what to whom, whether it happened (status: actual, future, hypothetical, negated, historical), who says so \
        (told_by, claimed_by, stance), place, confidence, and the sentence word for word with its span in the dispatch. \
        At most 100 events; `next` is the cursor for those that follow. To count events, use sql.";
    type Asked = Asked;

    fn answer(desk: &Desk, asked: Asked) -> Result<Value, Refusal> {
        let limit = within("limit", asked.limit, EVENTS[0], EVENTS[1])?;
        // One more tells whether there are more.
        let sql = asked.sql(desk, limit + 1)?;
        let answer = desk.session()?.answer(&sql, limit + 1, SECONDS)?;
        let rows: Vec<Row> = answer.rows.into_iter().filter_map(row).collect();
        let more = rows.len() > limit;
        let page = rows.get(..limit).unwrap_or(&rows);
        let next = page.last().filter(|_| more).map(|r| cursor(r.day.as_deref(), r.dispatch, r.event));
        let wanted = page.iter().map(|r| r.dispatch).collect::<Vec<_>>();
        let names: Vec<(i64, String)> = page.iter().map(|r| (r.dispatch, format!("e{}", r.event))).collect();
        let told = told(desk, &names, &stored(desk, &wanted)?);
        let dated = told.into_iter().zip(page).filter_map(|(event, row)| {
            let mut event = event?;
            event["day"] = json!(row.day);
            Some(event)
        });
        Ok(json!({"events": dated.collect::<Vec<_>>(), "next": next}))
    }
}

fn row(cells: Vec<Option<String>>) -> Option<Row> {
    let mut cells = cells.into_iter();
    let mut number = || cells.next().flatten()?.parse().ok();
    let (dispatch, event) = (number()?, number()?);
    Some(Row { dispatch, event, day: cells.next().flatten() })
}

/// The codings of some dispatches, each read once.
pub(super) fn stored(desk: &Desk, dispatches: &[i64]) -> Result<BTreeMap<i64, Stored>, Refusal> {
    let mut out = BTreeMap::new();
    for dispatch in dispatches {
        if out.contains_key(dispatch) {
            continue;
        }
        if let Some(stored) = desk.with_store(|store| store.record(*dispatch, Choice::Newest))? {
            out.insert(*dispatch, stored);
        }
    }
    Ok(out)
}

/// Events with their sources; nothing for one that is not there any more, as a newer run does not know it.
pub(super) fn told(
    desk: &Desk,
    names: &[(i64, String)],
    stored: &BTreeMap<i64, Stored>,
) -> Vec<Option<Value>> {
    let tellings: BTreeMap<i64, Telling<'_>> =
        stored.iter().map(|(n, s)| (*n, Telling::new(s, desk))).collect();
    let one = |(dispatch, id): &(i64, String)| {
        let telling = tellings.get(dispatch)?;
        let (at, event) = telling.find(id)?;
        let mut told = telling.event(at, event);
        told["source"] = telling.source();
        Some(told)
    };
    names.iter().map(one).collect()
}
