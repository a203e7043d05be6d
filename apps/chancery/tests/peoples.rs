//! Names of peoples that are no state's, short names of states, states that a reader could take for persons.
#![allow(clippy::unwrap_used, reason = "output that is no record fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

/// The actors of a text.
fn actors(text: &str) -> Vec<serde_json::Value> {
    let record = common::record("peoples", "in.txt", &format!("{text}\n"));
    record["actors"].as_array().unwrap().clone()
}

/// The country of whoever a text names so; empty where it has none. Fails where nobody bears the name.
fn country(text: &str, name: &str) -> String {
    let actors = actors(text);
    let actor = actors.iter().find(|a| a["name"] == name).unwrap_or_else(|| panic!("{name}: {actors:?}"));
    actor["country"].as_str().unwrap_or("").to_owned()
}

#[test]
fn a_people_within_a_state_is_not_of_the_state_that_it_is_called_after() {
    for (text, name, code) in [
        (
            "The Turkish Cypriot leader met the Greek foreign minister on Monday.",
            "Turkish Cypriot leader",
            "CYP",
        ),
        ("Bosnian Serb leader Milan Vukic rejected the plan of the envoys.", "Milan Vukic", "BIH"),
        ("Kosovo Serbs attacked NATO soldiers in the town on Friday.", "Kosovo Serbs", "KOS"),
        ("Faroese leaders accused Norway of breaking the fisheries deal.", "Faroese leaders", "DNK"),
        ("Chechen fighters attacked the Ukrainian positions near the river.", "Chechen fighters", "RUS"),
        // near-misses: of the state itself, and a people of several
        ("The Turkish leader met the Greek foreign minister on Monday.", "Turkish leader", "TUR"),
        ("Rohingya refugees accused the smugglers of beating them.", "Rohingya refugees", ""),
    ] {
        assert_eq!(country(text, name), code, "{text}");
    }
}

#[test]
fn a_people_is_neither_a_person_nor_a_place() {
    let text = "Hutus attacked Tutsis near the border with Rwanda on Sunday.";
    let actors = actors(text);
    for name in ["Hutus", "Tutsis"] {
        let kind = actors.iter().find(|a| a["name"] == name).map(|a| &a["kind"]);
        assert_eq!(kind, Some(&"group".into()), "{actors:?}");
    }
    // part of a longer name
    let text = "The Oromo Relief Union praised the mayor of the town on Sunday.";
    assert!(self::actors(text).iter().all(|a| a["name"] != "Oromo"));
}

#[test]
fn a_state_that_could_be_a_person_is_told_by_its_army_or_minister() {
    for (text, name, code) in [
        ("Chad's army shelled the rebels near the lake on Monday.", "Chad's army", "TCD"),
        ("Greenland's prime minister met the guests at the harbour.", "Greenland's prime minister", "DNK"),
        ("Michael Chad met the guests. Chad's president at the club is his brother.", "Michael Chad", ""),
    ] {
        assert_eq!(country(text, name), code, "{text}");
    }
}

#[test]
fn the_north_and_the_south_are_states_where_the_text_is_about_korea() {
    let parties = |text: &str| {
        let actors = actors(text);
        let mut codes: Vec<_> =
            actors.iter().filter_map(|a| a["country"].as_str().map(str::to_owned)).collect();
        codes.sort();
        codes.dedup();
        codes
    };
    assert_eq!(parties("The two Koreas signed an agreement on Sunday."), ["KOR", "PRK"]);
    assert_eq!(parties("South Korea accused the North of firing missiles on Sunday."), ["KOR", "PRK"]);
    assert_eq!(parties("Rebels in the North attacked the Malian army on Sunday."), ["MLI"]);
    let other = "Mali accused the rebels of the North on Sunday, and Mali thanked South Korea for its help.";
    assert_eq!(parties(other), ["KOR", "MLI"]);
}
