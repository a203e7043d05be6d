//! Is every field of the specification there, and what it lacks in fields of their own?

use serde_json::{Value, json};

use super::*;
use crate::export::sample::{sample, written};

fn lines() -> Vec<Value> {
    written(write).lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn an_event_is_a_line_also_where_it_did_not_happen() {
    let lines = lines();
    let told: Vec<&str> = lines.iter().map(|l| l["status"].as_str().unwrap()).collect();
    assert_eq!(told, ["actual", "actual", "actual", "actual", "negated", "actual", "future", "actual"]);
}

#[test]
fn every_line_has_the_fields_that_the_codebook_requires() {
    for line in lines() {
        for field in ["id", "date", "actor", "event"] {
            assert!(line.get(field).is_some(), "{field}: {line}");
        }
        assert!(line["event"].is_array() && line["actor"].is_array());
    }
}

#[test]
fn the_codebooks_fields_come_first_and_in_its_order() {
    let text = written(write);
    let first = text.lines().next().unwrap();
    let id =
        format!("{{\"id\":\"{}:e1\",\"has_event\":true,\"date\":\"2025-03-14\",\"actor\":[", "1a".repeat(16));
    assert!(first.starts_with(&id), "{first}");
    let order =
        ["\"event\":", "\"event_loc\":", "\"text_info\":", "\"coder\":", "\"status\":", "\"corrections\":"];
    let at: Vec<usize> = order.iter().map(|f| first.find(f).unwrap()).collect();
    assert!(at.is_sorted(), "{at:?}");
}

#[test]
fn a_meeting_has_all_parties_in_one_record() {
    let meeting = &lines()[0];
    assert_eq!(
        meeting["actor"][0],
        json!({
            "code": "NOR", "sector": "GOV", "entity_text": "Zoë Ångström",
            "identifier_text": "Zoë Ångström", "office": "prime minister",
            "id": "a1", "kind": "person", "sectors": ["GOV"], "office_text": "Premier", "basis": "text",
            "start": 42, "end": 54,
            "mentions": [
                {"start": 0, "end": 8, "text": "Ångström", "kind": "named"},
                {"start": 42, "end": 54, "text": "Zoë Ångström", "kind": "named"},
                {"start": 130, "end": 133, "text": "She", "kind": "pronoun"},
            ],
        })
    );
    assert_eq!(meeting["actor"][1]["code"], "KEN");
    assert_eq!(meeting.get("recipient"), None);
    assert_eq!(meeting["participant"][0]["role"], "attendee");
    assert_eq!(meeting["participant"][0]["entity_text"], "Kenyan");
    assert_eq!(meeting["mode"], json!(["visit"]));
    assert_eq!(meeting["event_text"], json!(["met"]));
    assert_eq!(
        meeting["event_loc"],
        json!({
            "extracted_place": "Tromsø", "resolved_place": "Tromsø", "geonameid": 3_133_895,
            "lat": 69.649, "lon": 18.957, "country": "Norway", "country_code": "NOR",
            "spans": [{"start": 111, "end": 117, "text": "Tromsø"}],
        })
    );
    assert_eq!(meeting["text_info"], json!({"sequence": 2, "start": 34, "end": 128}));
    assert_eq!(meeting["link"], "9");
    assert_eq!(meeting["incident"], json!({"id": 9, "mentions": 5, "outlets": 2, "dispatches": 3}));
    assert_eq!((&meeting["coded_date"], &meeting["coded_time"]), (&json!("2026-11-28"), &json!("03:04:05Z")));
}

#[test]
fn who_says_so_is_told_with_the_words() {
    let attack = &lines()[2];
    assert_eq!(
        attack["attribution"],
        json!({
            "outlet": "Nile\tDispatch", "outlet_country": null, "outlet_kind": null,
            "claims": [{
                "id": "c1",
                "sources": [{
                    "id": "a1", "code": "SDN", "sectors": ["GOV", "MIL"],
                    "identifier_text": "Idris Halloum", "office": "spokesperson",
                }],
                "source": [{"start": 25, "end": 62, "text": "Sudanese army spokesman Idris Halloum"}],
                "cue": {"lemma": "say", "spans": [{"start": 63, "end": 67, "text": "said"}]},
                "content": [{
                    "start": 68, "end": 136,
                    "text": "rebels and unknown gunmen shelled the barracks of the army last week",
                }],
                "form": "indirect", "stance": "assert", "confidence": 0.9, "by": "attribution/sample",
            }],
        })
    );
    assert_eq!(attack["actor"].as_array().unwrap().len(), 2, "compound actors stay a list");
    assert_eq!(attack["date"], "2024-10-07");
    assert_eq!(attack["date_info"]["granularity"], "week");
    assert_eq!(attack["text_info"], json!({"sequence": 2, "start": null, "end": null}));
    assert_eq!(lines()[3]["attribution"]["claims"][0]["stance"], "deny");
    assert_eq!(lines()[3]["same_as"][0], attack["id"]);
    assert_eq!(lines()[4]["attribution"]["claims"], json!([]), "the outlet says so itself");
}

#[test]
fn corrections_stand_with_their_event_alone() {
    let lines = lines();
    let corrected = json!([{
        "id": 4, "field": "mode", "was": null, "value": "visit", "by": "Ida Vang",
        "why": "He had come to Tromsø", "at": "2026-11-29T10:00:00Z",
    }]);
    assert_eq!(lines[0]["corrections"], corrected);
    assert_eq!(lines[1]["corrections"], json!([]));
}

#[test]
fn no_day_is_made_up() {
    let lines = lines();
    assert_eq!(lines[1]["date"], "2025-03-15", "that of publication");
    assert_eq!(lines[1]["date_info"], Value::Null);
    assert_eq!(lines[5]["date"], Value::Null);
    assert_eq!(lines[5]["actor"][1]["sector"], "GOV");
    assert_eq!(lines[5]["actor"][1].get("code"), None);
}

#[test]
fn a_period_has_its_last_day() {
    let mut stored = sample().remove(0);
    if let Some(date) = &mut stored.record.events[0].date {
        date.value = "2025-03-12/2025-03-14".into();
    }
    let mut out = Vec::new();
    write(&mut vec![stored].into_iter(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let line: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!((&line["date"], &line["enddate"]), (&json!("2025-03-12"), &json!("2025-03-14")));
}
