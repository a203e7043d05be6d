//! Who did what to whom, through the built program, where no single rule decides: words that only the table of usage
//! knows, doers named by their group, and what the head must not make of a sentence.
#![allow(clippy::unwrap_used, reason = "output that is no record fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

use common::Folder;

/// The events of a text as "TYPE actors > recipients".
fn events(text: &str) -> Vec<String> {
    let own: String = text.chars().filter(char::is_ascii_alphanumeric).take(48).collect();
    let folder = Folder::with_dispatches(&format!("told-{own}"));
    folder.write("in.txt", text.as_bytes());
    let ran = folder.run(&["read", "in.txt", "--format", "jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record: serde_json::Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    let actors = record["actors"].as_array().unwrap();
    let name = |id: &serde_json::Value| {
        let found = actors.iter().find(|a| &a["id"] == id).unwrap();
        found["name"].as_str().unwrap().to_owned()
    };
    let names =
        |list: &serde_json::Value| list.as_array().unwrap().iter().map(name).collect::<Vec<_>>().join(" + ");
    let shown = |e: &serde_json::Value| {
        format!("{} {} > {}", e["type"].as_str().unwrap(), names(&e["actors"]), names(&e["recipients"]))
    };
    record["events"].as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn rare_words_are_known_by_what_they_told_before() {
    for (text, event) in [
        (
            "Riot police frogmarched two Chadian reporters out of the hall.",
            "COERCE Riot police > two Chadian reporters",
        ),
        ("Chad waived visas for Norwegians.", "CONCEDE Chad > Norwegians"),
    ] {
        assert!(events(text).iter().any(|e| e == event), "{text} {:?}", events(text));
    }
}

#[test]
fn members_and_elements_act_for_their_group() {
    for who in ["members", "elements", "fighters"] {
        let text =
            format!("Kenya deplored the abduction of four engineers by {who} of the Shabelle Brigade.");
        let all = events(&text);
        let held =
            |e: &&String| e.starts_with("ASSAULT ") && e.ends_with("Shabelle Brigade > four engineers");
        assert!(all.iter().any(|e| held(&e)), "{text} {all:?}");
        assert!(all.iter().all(|e| !e.starts_with("ACCUSE") || e.starts_with("ACCUSE Kenya >")), "{all:?}");
    }
}

#[test]
fn who_did_the_deed_that_is_complained_of_does_not_complain() {
    let all = events(
        "Statement by the Ministry of Foreign Affairs of the Republic of Kenya\n\nNairobi, 19 November 2026\n\nThe Ministry \
         takes note with deep concern of the abduction of four engineers in Jubaland by elements of the Shabelle Brigade.",
    );
    assert!(all.iter().any(|e| e.starts_with("ASSAULT")), "{all:?}");
    let brigade = |e: &String| e.starts_with("ACCUSE") && e.split(" > ").next().unwrap().contains("Brigade");
    assert!(!all.iter().any(brigade), "{all:?}");
}

#[test]
fn no_effort_spared_is_no_refusal() {
    let text = "Minister Ruth Wanjohi spoke by telephone with Minister Abdi Warsame of Somalia, who undertook to spare no \
                effort to secure the release of the engineers.";
    assert!(!events(text).iter().any(|e| e.starts_with("REJECT")), "{:?}", events(text));
}

#[test]
fn two_who_do_not_stand_on_a_par_do_no_deed_to_each_other() {
    for text in [
        "On Thursday, Norway mobilised the army for a potential ground assault.",
        "Minister Ruth Wanjohi said the European Union must be ready to mediate in Chad.",
    ] {
        let all = events(text);
        let joined = |e: &String| e.ends_with(" > ") && e.contains(" + ");
        assert!(!all.iter().any(joined), "{text} {all:?}");
    }
}
