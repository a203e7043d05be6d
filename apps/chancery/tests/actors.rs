//! Who is who, through the built program: phrases with dates, office-holders, places, reasons.
#![allow(clippy::unwrap_used, reason = "output that is no record fails the test")]

mod common;

use common::Folder;

/// The records of some text, published on a day.
fn record(text: &str, day: &str) -> serde_json::Value {
    // A folder of its own for each test: they run at the same time.
    let own: String = text.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    let folder = Folder::with_dispatches(&format!("actors-{own}"));
    let line = serde_json::json!({"id": "1", "date": day, "event_text": text}).to_string();
    folder.write("in.jsonl", line.as_bytes());
    let ran = folder.run(&["read", "in.jsonl", "--format", "jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(ran.out.lines().next().unwrap()).unwrap()
}

fn actor<'r>(record: &'r serde_json::Value, name: &str) -> &'r serde_json::Value {
    let actors = record["actors"].as_array().unwrap();
    actors.iter().find(|a| a["name"] == name).unwrap_or_else(|| panic!("no {name} in {actors:?}"))
}

#[test]
fn an_office_holder_is_known_by_name_and_day() {
    let text = "Emmanuel Macron said on Monday that the talks with his guests had been good ones.";
    let holds = record(text, "2023-05-01");
    let holds = actor(&holds, "Emmanuel Macron");
    assert_eq!((&holds["country"], &holds["basis"]), (&"FRA".into(), &"reference".into()));
    assert_eq!(holds["office"], "head of state");
}

#[test]
fn a_former_holder_is_no_longer_of_the_government() {
    let held =
        record("Angela Merkel said on Monday that she had written all of the book alone.", "2023-05-01");
    let held = actor(&held, "Angela Merkel");
    assert_eq!((&held["country"], &held["sectors"]), (&"DEU".into(), &serde_json::json!(["ELI"])));
}

#[test]
fn what_the_text_says_outranks_the_table() {
    let text = "Peruvian teacher Emmanuel Macron said on Monday that the school would be closed.";
    let read = record(text, "2023-05-01");
    let told = actor(&read, "Emmanuel Macron");
    assert_ne!(told["country"], "FRA");
}

#[test]
fn nobody_is_made_of_an_unknown_name() {
    let read =
        record("Lara Quist said on Monday that the school would be closed for the week.", "2023-05-01");
    assert_eq!(actor(&read, "Lara Quist")["country"], serde_json::Value::Null);
}

#[test]
fn a_town_is_located_in_the_state_of_the_text() {
    let text = "Rebels attacked Tripoli, Lebanon on Monday, the Lebanese army said.";
    let read = record(text, "2023-05-01");
    assert_eq!(actor(&read, "Tripoli")["country"], "LBN");
    let read = record("Rebels attacked the town of Masaka on Monday, the Ugandan army said.", "2023-05-01");
    let masaka = actor(&read, "Masaka");
    assert_eq!(masaka["country"], "UGA");
    assert!(masaka["reference"].as_str().unwrap().starts_with("geonames:"));
}

#[test]
fn own_phrases_lead_to_country_and_sector() {
    let folder = Folder::with_dispatches("phrases");
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/phrases.tsv");
    let ran = folder.run(&["eval", "actors", table, "--format", "json", "--errors", "misses.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let value = |metric: &str| -> f64 {
        let mut lines = ran.out.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
        lines.find(|m| m["metric"] == metric).unwrap()["value"].as_f64().unwrap()
    };
    let misses = folder.text("misses.txt");
    assert!(value("country") >= 0.90 && value("sector") >= 0.85, "{misses}");
    assert!(value("answered_precision") >= 0.97, "{misses}");
}
