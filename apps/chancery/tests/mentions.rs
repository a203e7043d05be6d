//! Where somebody is spoken of without a name, through the built program: "I" and "we", "the city", a ship without its prefix.
#![allow(clippy::unwrap_used, reason = "output that is no record fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

/// The words by which a text speaks of an actor, in order.
fn words(text: &str, name: &str) -> Vec<String> {
    let record = common::record("mentions", "in.txt", text);
    let all: Vec<char> = record["dispatch"]["text"].as_str().unwrap().chars().collect();
    let actors = record["actors"].as_array().unwrap();
    let actor = actors.iter().find(|a| a["name"] == name);
    let actor = actor.unwrap_or_else(|| panic!("no {name}: {actors:?}"));
    let at = |m: &serde_json::Value, end: usize| usize::try_from(m["span"][end].as_u64().unwrap()).unwrap();
    let mentions = actor["mentions"].as_array().unwrap().iter();
    mentions.map(|m| all[at(m, 0)..at(m, 1)].iter().collect()).collect()
}

#[test]
fn i_and_we_are_who_speaks_and_ids_follow_the_text() {
    let text = "“We will not sell a single acre,” Foreign Minister Tadeo Brinca of Uruguay told reporters. “I have told them so.”\n";
    assert_eq!(words(text, "Tadeo Brinca"), ["We", "Foreign Minister Tadeo Brinca", "I"]);
    let record = common::record("mentions", "in.txt", text);
    let first: Vec<u64> = record["actors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["mentions"][0]["span"][0].as_u64().unwrap())
        .collect();
    assert!(first.is_sorted(), "{first:?}");
    assert_eq!(
        words("Uruguay is our neighbour, and we like that.\n", "Uruguay").len(),
        1,
        "nobody is speaking"
    );
}

#[test]
fn the_city_is_the_only_town_named_just_before() {
    let one = "Rebels of the Volta Front shelled Parakou on Monday. Fires burned in the city for hours.\n";
    assert_eq!(words(one, "Parakou"), ["Parakou", "the city"]);
    let two = "Rebels of the Volta Front shelled Parakou and Djougou on Monday. Fires burned in the city for hours.\n";
    assert_eq!(words(two, "Parakou"), ["Parakou"], "which of the two is not said");
    let capital = "Rebels of the Volta Front shelled Parakou on Monday and marched on the capital.\n";
    assert_eq!(words(capital, "Parakou"), ["Parakou"], "that is another town");
    let larger =
        "Rebels of the Volta Front shelled Parakou on Monday. Fires burned in the province for hours.\n";
    assert_eq!(words(larger, "Parakou"), ["Parakou"], "a town is no province");
    let of = "Soldiers pulled out of the port of Djougou at dawn.\n";
    assert_eq!(words(of, "Djougou"), ["the port of Djougou", "Djougou"]);
}

#[test]
fn where_it_was_may_be_said_by_a_noun() {
    let text =
        "Kenyan troops entered Parakou on Monday. Benin's president met Togo's president in the city.\n";
    let record = common::record("mentions", "in.txt", text);
    let met = record["events"].as_array().unwrap().iter().find(|e| e["type"] == "CONSULT").unwrap();
    assert_eq!((&met["place"]["name"], &met["place"]["country"]), (&"Parakou".into(), &"BEN".into()));
}

#[test]
fn a_ship_is_named_again_without_its_prefix() {
    let text = "The frigate HMNZS Tarwell reached Suva on Monday. “Tarwell is ready,” said Capt. Rewi Stanhope, commander of Tarwell.\n";
    assert_eq!(words(text, "HMNZS Tarwell"), ["The frigate HMNZS Tarwell", "Tarwell", "Tarwell"]);
    let state = "The frigate USS Georgia reached Batumi on Monday. Georgia praised the visit.\n";
    assert_eq!(words(state, "USS Georgia"), ["The frigate USS Georgia"], "a state has the name, too");
}

#[test]
fn she_may_be_a_person_who_is_no_subject_before() {
    let work = "The treaty was Lara Quist's work. Nobody in Lima had asked for it. On Monday she thanked Chile for its patience.\n";
    assert_eq!(words(work, "Lara Quist"), ["Lara Quist", "she"]);
    let fell = "In Lima the government of Lara Quist fell on Monday. The markets were calm. She accused Chile of spying.\n";
    assert_eq!(words(fell, "Lara Quist"), ["Lara Quist", "She"]);
}

#[test]
fn they_who_open_a_sentence_are_those_who_met() {
    let met =
        "Foreign Minister Lara Quist met Peru's Rui Amaral in Lima on Monday. They condemned Bolivia.\n";
    assert!(words(met, "Lara Quist").contains(&"They".to_owned()));
    assert!(words(met, "Rui Amaral").contains(&"They".to_owned()));
    let farmers =
        "Lara Quist, the Peruvian foreign minister, met farmers in Cusco. They accused Chile of dumping.\n";
    assert!(!words(farmers, "Lara Quist").contains(&"They".to_owned()), "it may be the farmers alone");
    assert!(words(farmers, "farmers").contains(&"They".to_owned()));
}

#[test]
fn who_says_what_they_will_do_is_a_body_that_speaks_of_itself() {
    let will = "The Taliban said they would not attend the meeting in Doha.\n";
    assert!(words(will, "Taliban").contains(&"they".to_owned()));
    let were = "The Taliban said they were arrested in Doha.\n";
    assert!(!words(were, "Taliban").contains(&"they".to_owned()), "others may have been");
}
