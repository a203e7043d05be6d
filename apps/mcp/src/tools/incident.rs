//! What do many dispatches tell of one happening?

use chancery_records::incident;
use chancery_records::incidents::{Facts, json};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tool, events};
use crate::desk::Desk;
use crate::refusal::Refusal;

/// Reports that are told in full.
const REPORTS: usize = 20;

/// Members of any list of an incident.
const LISTED: usize = 100;

/// Which incident.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The incident's number in the store, as events have it in `incident`.
    #[schemars(range(min = 1))]
    number: i64,
}

/// The tool.
#[derive(Debug)]
pub(super) struct Incident;

impl Tool for Incident {
    const NAME: &'static str = "incident";
    const TITLE: &'static str = "One incident, by all who tell of it";
    const ABOUT: &'static str = "One happening of which events of one or more dispatches tell: outlets by country and kind, \
        who reported it first, who claims and who denies it, what each outlet calls the parties and the deed, numbers of \
        dead and injured, and how many reports are independent (a reprint is none). The first 20 reports are given with \
        sentence, span and source; of any list at most 100 members, `cut` tells which were longer.";
    type Asked = Asked;

    fn answer(desk: &Desk, asked: Asked) -> Result<Value, Refusal> {
        let (incident, reports) = desk.with_store(|store| incident::of(store, asked.number))?;
        let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
        let mut told = json::incident(asked.number, &incident, &facts);
        let cut = shortened(&mut told);
        let first = reports.iter().take(REPORTS);
        let names: Vec<(i64, String)> = first.map(|r| (r.dispatch, format!("e{}", r.event))).collect();
        let stored = events::stored(desk, &names.iter().map(|n| n.0).collect::<Vec<_>>())?;
        let shown: Vec<Value> = events::told(desk, &names, &stored).into_iter().flatten().collect();
        Ok(json!({"incident": told, "cut": cut, "reports": shown, "more_reports": reports.len() > REPORTS}))
    }
}

/// Cuts lists that are too long; says how long they were.
fn shortened(incident: &mut Value) -> Vec<String> {
    let mut cut = Vec::new();
    for (name, value) in incident.as_object_mut().into_iter().flatten() {
        if let Value::Array(list) = value
            && list.len() > LISTED
        {
            cut.push(format!("{name}: {LISTED} of {}", list.len()));
            list.truncate(LISTED);
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_and_said_to_be() {
        let mut incident = json!({"events": vec!["7:e1"; 812], "deeds": ["shelled"], "place": "Aba"});
        assert_eq!(shortened(&mut incident), ["events: 100 of 812"]);
        assert_eq!(incident["events"].as_array().unwrap().len(), 100);
        assert_eq!(incident["deeds"], json!(["shelled"]));
    }
}
