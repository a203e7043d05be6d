//! Did it happen? What is denied, doubted, still to come or only a condition is not told as done.
#![allow(clippy::unwrap_used, reason = "output that is no record fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

/// The types and statuses of a text's events.
fn told(text: &str) -> Vec<String> {
    let record = common::record("happened", "in.txt", &format!("{text}\n"));
    let events = record["events"].as_array().unwrap();
    events
        .iter()
        .map(|e| format!("{} {}", e["type"].as_str().unwrap(), e["status"].as_str().unwrap()))
        .collect()
}

/// Asserts that a text tells of an event so, and of none of its type otherwise.
fn assert_told(cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        let events = told(text);
        let kind = wanted.split(' ').next().unwrap();
        let of_kind: Vec<&String> = events.iter().filter(|e| e.starts_with(kind)).collect();
        assert_eq!(of_kind, [wanted], "{text} {events:?}");
    }
}

#[test]
fn whether_a_deed_told_by_a_noun_was_done_its_verb_says() {
    assert_told(&[
        ("Norway imposed sanctions on Togo.", "SANCTION actual"),
        ("Norway did not impose sanctions on Togo.", "SANCTION negated"),
        ("Norway might impose sanctions on Togo.", "SANCTION hypothetical"),
        ("Norway will impose sanctions on Togo.", "SANCTION future"),
        ("Chad never levelled accusations against Togo.", "ACCUSE negated"),
        ("Chad did not lodge a complaint against Togo.", "ACCUSE negated"),
    ]);
    let threat = told("Norway has threatened to impose sanctions on Togo.");
    assert_eq!(threat, ["THREATEN actual"]);
}

#[test]
fn what_one_keeps_from_is_not_done() {
    assert_told(&[
        ("Kenya refrained from expelling the Sudanese envoy.", "SANCTION negated"),
        ("Kenya condemned Sudan instead of expelling the Sudanese envoy.", "SANCTION negated"),
        ("Kenya stopped short of accusing Sudan.", "ACCUSE negated"),
        ("Sudan decided against attacking Chad.", "ASSAULT negated"),
        ("Sudan nearly attacked Chad.", "ASSAULT negated"),
        ("Sudan has yet to sign the agreement with Chad.", "SUPPORT negated"),
        ("Talks between Sudan and Chad were cancelled.", "CONSULT negated"),
        ("Talks between Sudan and Chad were called off.", "CONSULT negated"),
        ("Kenya is about to expel the Sudanese ambassador.", "SANCTION future"),
        // near-misses
        ("Kenya expelled the Sudanese envoy from the capital.", "SANCTION actual"),
        ("Sudan nearly destroyed the town of Abéché in Chad.", "ASSAULT actual"),
    ]);
}

#[test]
fn what_is_denied_or_only_said_is_not_told_as_done() {
    assert_told(&[
        ("Kenya denied reports that it had expelled the Sudanese ambassador.", "SANCTION negated"),
        ("Sudan dismissed claims that it had shelled Chad.", "ASSAULT negated"),
        ("It is not true that Mali attacked Niger, the minister said.", "ASSAULT negated"),
        ("There is no evidence that Sudan attacked Chad, the minister said.", "ASSAULT hypothetical"),
        (
            "Rumours that Sudan had expelled the Chadian ambassador spread in Khartoum.",
            "SANCTION hypothetical",
        ),
        ("Kenya did not confirm that it had expelled the Sudanese ambassador.", "SANCTION hypothetical"),
        ("Sudan would have attacked Chad but for the rain.", "ASSAULT hypothetical"),
        // near-misses
        ("Kenya confirmed that it had expelled the Sudanese ambassador.", "SANCTION actual"),
        ("Kenya received reports that Sudan had attacked Chad.", "ASSAULT actual"),
        ("It is true that Mali attacked Niger, the minister said.", "ASSAULT actual"),
    ]);
    assert!(told("Had Mali attacked Niger, France would have stayed at home.").is_empty());
}

#[test]
fn what_is_to_be_done_to_somebody_on_a_condition_is_a_threat() {
    assert_told(&[
        ("Kenya will expel the Ugandan ambassador if Uganda shells the border again.", "THREATEN actual"),
        (
            "The army will arrest the strikers unless they leave the mine, the governor said.",
            "THREATEN actual",
        ),
    ]);
    assert!(told("Kenya will help Uganda if it asks.").is_empty());
    assert!(told("If Kenya expels the Ugandan ambassador, prices will rise.").is_empty());
}

#[test]
fn what_one_goes_for_is_to_come_if_the_going_is() {
    let text = "Foreign Minister Lara Quist of Peru will travel to Oslo on Friday for talks with Norway's Rui Amaral.";
    assert_told(&[(text, "AGREE actual")]);
    assert!(told(text).iter().all(|e| !e.starts_with("CONSULT")));
}

#[test]
fn what_is_admitted_is_told_besides() {
    for text in [
        "Karim Barzani admitted that he had killed three Jordanian soldiers in Amman.",
        "The Turkish army admitted that it had shelled the Syrian village of Kobra.",
    ] {
        let events = told(text);
        assert!(events.contains(&"CONCEDE actual".to_owned()), "{text} {events:?}");
        assert!(events.contains(&"ASSAULT actual".to_owned()), "{text} {events:?}");
    }
}
