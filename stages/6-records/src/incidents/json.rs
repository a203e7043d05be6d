//! How is an incident written for programs?

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Facts, Word};
use crate::day;
use crate::incident::Incident;

fn date(number: Option<i32>) -> Option<String> {
    number.and_then(day::date).map(|d| d.to_string())
}

/// An incident as one JSON object.
pub fn incident(number: i64, i: &Incident, facts: &Facts) -> Value {
    let speakers = |all: &BTreeMap<(String, Option<String>), usize>| -> Vec<Value> {
        let one = |((name, country), n): (&(String, Option<String>), &usize)| json!({"name": name, "country": country, "dispatches": n});
        all.iter().map(one).collect()
    };
    let words = |all: &[Word]| -> Vec<Value> {
        let one =
            |w: &Word| json!({"meant": w.meant, "words": w.words, "loaded": w.loaded, "outlet": w.outlet});
        all.iter().map(one).collect()
    };
    let outlets: Vec<Value> = facts
        .outlets
        .iter()
        .map(|((country, kind), names)| json!({"country": country, "kind": kind, "dispatches": names}))
        .collect();
    let tolls: Vec<Value> = facts
        .tolls
        .iter()
        .map(|t| {
            json!({"dispatch": t.dispatch, "outlet": t.outlet, "day": date(t.day), "dead": t.toll.dead,
                "injured": t.toll.injured})
        })
        .collect();
    let first = facts
        .first
        .as_ref()
        .map(|f| json!({"dispatch": f.id, "outlet": f.outlet, "country": f.country, "published": f.made}));
    json!({
        "incident": number, "day": date(i.day), "last_day": date(i.last_day), "type": i.kind,
        "actor_countries": i.actor_countries, "recipient_countries": i.recipient_countries,
        "place": i.place, "place_country": i.place_country,
        "events": i.events.iter().map(|(d, e)| format!("{d}:e{e}")).collect::<Vec<_>>(),
        "dispatches": i.dispatches, "independent": i.independent, "outlets": outlets, "first": first,
        "claimed": speakers(&facts.claimed), "denied": speakers(&facts.denied), "asserted": facts.asserted,
        "tolls": tolls, "parties": words(&facts.parties), "deeds": words(&facts.deeds),
    })
}
