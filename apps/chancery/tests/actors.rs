//! Who is who, through the built program: phrases with dates, office-holders, places, reasons.
#![allow(clippy::unwrap_used, reason = "output that is no record fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

use common::Folder;

/// The records of some text, published on a day.
fn record(text: &str, day: &str) -> serde_json::Value {
    let line = serde_json::json!({"id": "1", "date": day, "event_text": text}).to_string();
    common::record("actors", "in.jsonl", &line)
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
fn seas_and_provinces_have_a_place_on_the_map() {
    let read =
        record("The Yemeni navy searched a tanker in the Gulf of Aden on Monday, it said.", "2023-05-01");
    assert_eq!(actor(&read, "Gulf of Aden")["country"], serde_json::Value::Null);
    let read = record("Rebels shelled villages in Helmand Province on Monday, the army said.", "2023-05-01");
    assert_eq!(actor(&read, "Helmand Province")["country"], "AFG");
}

#[test]
fn it_means_the_state_before_and_its_embassy_is_that_states() {
    let text = "Norway closed its embassy in Bamako on Monday. It said that the city was no longer safe.";
    let read = record(text, "2023-05-01");
    let mentions = actor(&read, "Norway")["mentions"].as_array().unwrap();
    let starts: Vec<u64> = mentions.iter().map(|m| m["span"][0].as_u64().unwrap()).collect();
    let of = |word: &str| text.find(word).unwrap() as u64;
    assert_eq!(starts, [of("Norway"), of("its"), of("It said")], "{mentions:?}");
    assert_eq!(actor(&read, "its embassy")["country"], "NOR");
}

/// A table of invented persons and bodies.
const TABLE: &str = "name,office,country,start,end,other_names,sectors\n\
    Lara Quist,minister of foreign affairs,NOR,2021-01,2024-05,Lahra Quisst,\n\
    Angela Merkel,ambassador,TGO,2022,,,\n\
    Order of the Lamp,,MLI,,,Lamp Order|the Lampists,REB\n";

#[test]
fn a_users_table_comes_before_the_programs_own() {
    let folder = Folder::with_dispatches("overlay");
    folder.write("mine.csv", TABLE.as_bytes());
    let text = "Lahra Quisst met Angela Merkel on Monday. The Lamp Order attacked a convoy on Tuesday.";
    let line = serde_json::json!({"id": "1", "date": "2023-05-01", "event_text": text}).to_string();
    folder.write("in.jsonl", line.as_bytes());
    let read = |more: &[&str]| -> serde_json::Value {
        let ran = folder.run(&[&["read", "in.jsonl", "--format", "jsonl"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    };
    let (own, laid) = (read(&[]), read(&["--actors", "mine.csv"]));
    assert_eq!(actor(&own, "Lahra Quisst")["country"], serde_json::Value::Null);
    assert_eq!(actor(&laid, "Lahra Quisst")["country"], "NOR");
    assert_eq!(actor(&laid, "Lahra Quisst")["reference"], "Lara Quist");
    assert_eq!(actor(&own, "Angela Merkel")["country"], "DEU");
    assert_eq!(actor(&laid, "Angela Merkel")["country"], "TGO");
    assert_eq!(actor(&laid, "Lamp Order")["country"], "MLI");
    assert_ne!(own["producer"]["rules"], laid["producer"]["rules"], "another table is another reading");
}

#[test]
fn a_table_that_cannot_be_used_is_refused_with_its_line() {
    let folder = Folder::with_dispatches("bad-overlay");
    for (table, what) in [
        ("name,country\nX,ZZZ\n", "line 2: country \"ZZZ\""),
        ("name,country,start\nA,NOR,2020\nB,NOR,May\n", "line 3: date \"May\""),
        ("name,country,sectors\nX,NOR,GOV XXX\n", "line 2: sector \"XXX\""),
        ("name,land\nX,NOR\n", "unknown field `land`"),
    ] {
        folder.write("mine.csv", table.as_bytes());
        let ran = folder.run(&["read", "a.txt", "--actors", "mine.csv"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("mine.csv") && ran.err.contains(what), "{}", ran.err);
    }
}

#[test]
fn what_dispatches_state_is_harvested_and_can_be_laid_over() {
    let folder = Folder::empty("harvest");
    let line = |day: &str, text: &str| {
        serde_json::json!({"id": day, "date": day, "event_text": text}).to_string() + "\n"
    };
    let stated = "Odo Brandt, the Togolese defence minister, left for Oslo on Monday, the radio said.";
    let lines = line("2023-05-04", stated) + &line("2023-05-01", stated);
    folder.write("in.jsonl", lines.as_bytes());
    let ran = folder.run(&["harvest", "in.jsonl", "--output", "table.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let table = folder.text("table.csv");
    assert_eq!(table.lines().count(), 2, "{table}");
    assert!(table.contains("Odo Brandt,minister of defence,TGO,2023-05-01,,,GOV MIL,"), "{table}");
    assert!(table.contains("Odo Brandt, the Togolese defence minister"), "{table}");
    let bare =
        line("2023-06-01", "Odo Brandt opened a school on Monday and spoke for an hour, the radio said.");
    folder.write("in.jsonl", bare.as_bytes());
    let ran = folder.run(&["read", "in.jsonl", "--format", "jsonl", "--actors", "table.csv"]);
    let read: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(actor(&read, "Odo Brandt")["country"], "TGO");
}

#[test]
fn coreference_is_scored_on_a_treebank() {
    let folder = Folder::empty("coref");
    let row = |n: u32, form: &str, upos: &str, head: u32, relation: &str, misc: &str| {
        format!("{n}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{relation}\t_\t{misc}\n")
    };
    let tree = [
        "# newdoc id = invented\n".to_owned(),
        row(1, "Norway", "PROPN", 2, "nsubj", "Entity=(1-place-new-nnnnn-cf1-1-ana)"),
        row(2, "closed", "VERB", 0, "root", "_"),
        row(
            3,
            "its",
            "PRON",
            4,
            "nmod:poss",
            "Entity=(2-object-new-nnnnn-cf2-2-sgl(1-place-giv-nnnnn-cf1-1-ana)",
        ),
        row(4, "border", "NOUN", 2, "obj", "Entity=2)|SpaceAfter=No"),
        row(5, ".", "PUNCT", 2, "punct", "_"),
        "\n".to_owned(),
    ];
    folder.write("gold.conllu", tree.concat().as_bytes());
    let ran = folder.run(&["eval", "coref", "gold.conllu"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("coref conll_f1 1.0000 1\n"), "{}", ran.out);
    folder.write("none.conllu", row(1, "Rain", "NOUN", 0, "root", "_").as_bytes());
    let ran = folder.run(&["eval", "coref", "none.conllu"]);
    assert!(ran.code == 2 && ran.err.contains("Entity="), "{}", ran.err);
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
    assert!(value("country") >= 0.92 && value("sector") >= 0.88, "{misses}");
    assert!(value("answered_precision") >= 0.97, "{misses}");
}

#[test]
fn bare_services_before_abbreviated_ranks_are_american() {
    let folder = Folder::empty("ranks");
    let text = "General Ole Vik stayed.\n\nArmy Lt. Gen. Stephen Rowe said the wing was ready.\n\n\
        Pakistani Army Lt. Gen. Asif Dar left.\n";
    folder.write("t.txt", text.as_bytes());
    let ran = folder.run(&["read", "t.txt", "--format", "jsonl"]);
    let record: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let country = |name: &str| {
        let actor = record["actors"].as_array().unwrap().iter().find(|a| a["name"] == name).cloned();
        actor.and_then(|a| a["country"].as_str().map(str::to_owned))
    };
    assert_eq!(country("Stephen Rowe").as_deref(), Some("USA"));
    assert_eq!(country("Asif Dar").as_deref(), Some("PAK"));
    assert_eq!(country("Ole Vik"), None);
}

#[test]
fn a_state_that_is_also_a_first_name_is_the_state_among_states() {
    let folder = Folder::empty("chad");
    let kinds = |text: &str| -> Vec<(String, String)> {
        folder.write("t.txt", text.as_bytes());
        let ran = folder.run(&["read", "t.txt", "--format", "jsonl"]);
        let record: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let text = |v: &serde_json::Value| v.as_str().unwrap_or("").to_owned();
        record["actors"].as_array().unwrap().iter().map(|a| (text(&a["name"]), text(&a["kind"]))).collect()
    };
    let state = kinds("The envoy of Sudan accused Chad of supplying weapons to the rebels.\n");
    assert!(state.contains(&("Chad".into(), "state".into())), "{state:?}");
    let person = kinds("Chad Moreno, a trader from Sudan, left. The police accused Chad of theft.\n");
    assert!(!person.contains(&("Chad".into(), "state".into())), "{person:?}");
}

#[test]
fn a_ministry_without_a_state_is_that_of_the_one_before() {
    let text = "The Peruvian Defence Ministry said on Monday that two of its boats had sunk.\n\n\
                The Defence Ministry praised Chile for its help.";
    let read = record(text, "2023-05-01");
    let ministries: Vec<_> =
        read["actors"].as_array().unwrap().iter().filter(|a| a["kind"] == "organisation").collect();
    assert_eq!(ministries.len(), 1, "{ministries:?}");
    assert_eq!(ministries[0]["country"], "PER");
}

#[test]
fn both_armies_are_not_those_of_the_dateline() {
    let text = "BOGOTA, May 2 (Sampan News) - Both armies shelled the village on Monday, a nurse said.";
    let read = record(text, "2023-05-02");
    assert_eq!(actor(&read, "Both armies")["country"], serde_json::Value::Null);
    let one = record(
        "BOGOTA, May 2 (Sampan News) - The army shelled the village on Monday, a nurse said.",
        "2023-05-02",
    );
    assert_eq!(actor(&one, "army")["country"], "COL");
}

#[test]
fn a_man_is_someone_by_his_own_words_alone() {
    let text = "OSLO, May 2 (Sampan News) - Police arrested a Turkish man on Monday. A man had called them, he said.";
    let read = record(text, "2023-05-02");
    let men: Vec<_> = read["actors"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|a| a["name"].as_str().unwrap().ends_with("man"))
        .collect();
    assert_eq!(men.len(), 1, "{men:?}");
    assert_eq!((&men[0]["country"], &men[0]["sectors"]), (&"TUR".into(), &serde_json::json!(["CVL"])));
    let freed =
        record("Iran released two Kuwaiti nationals on Monday, its foreign ministry said.", "2023-05-02");
    assert_eq!(actor(&freed, "two Kuwaiti nationals")["country"], "KWT");
}

#[test]
fn a_counterpart_is_of_another_state() {
    let text = "Portugal's interior minister, Duarte Fontes, spoke by telephone with his counterpart Abdelilah Bennani.";
    let read = record(text, "2023-05-02");
    assert_eq!(actor(&read, "Duarte Fontes")["country"], "PRT");
    assert_eq!(actor(&read, "Abdelilah Bennani")["country"], serde_json::Value::Null);
}

#[test]
fn the_foreign_secretary_is_not_the_foreign_minister_whom_he_met() {
    let text = "The Foreign Secretary met Norwegian Foreign Minister Lara Quist in Oslo on Monday. The Foreign Secretary \
                pressed Norway to open its ports to the British trawlers.";
    let read = record(text, "2023-05-01");
    let events = read["events"].as_array().unwrap();
    let request = events.iter().find(|e| e["type"] == "REQUEST").unwrap_or_else(|| panic!("{events:?}"));
    let quist = &actor(&read, "Lara Quist")["id"];
    assert!(!request["actors"].as_array().unwrap().contains(quist), "{request}");
}

#[test]
fn a_regime_is_of_its_rulers_state_and_allies_are_not_their_friends_own() {
    let text =
        "The Assad regime and its allies shelled the town on Monday, the Norwegian foreign ministry said.";
    let read = record(text, "2016-05-01");
    assert_eq!(actor(&read, "its allies")["country"], serde_json::Value::Null);
    let flagged = read["actors"]
        .as_array()
        .unwrap()
        .iter()
        .any(|a| a["country"] == "SYR" && a["loaded"] != serde_json::json!([]));
    assert!(flagged, "{}", read["actors"]);
}

#[test]
fn a_rank_takes_no_country_from_another_navy_in_the_sentence() {
    let text = "\"We work with the U.S. and the Royal Navy,\" said Capt. Odo Brandt, commander of the frigate, on Monday.";
    let read = record(text, "2023-05-01");
    assert_eq!(actor(&read, "Odo Brandt")["country"], serde_json::Value::Null);
}

#[test]
fn washington_alone_is_a_government_and_with_a_first_name_a_person() {
    let text = "Washington lifted its sanctions on a Congolese general on Monday, his lawyer said.";
    let states = record(text, "2023-05-01");
    assert!(
        states["actors"].as_array().unwrap().iter().any(|a| a["country"] == "USA"),
        "{}",
        states["actors"]
    );
    let text = "Denise Washington lifted the cup on Monday. Washington said that she had never been as happy before.";
    let player = record(text, "2023-05-01");
    assert_eq!(actor(&player, "Denise Washington")["country"], serde_json::Value::Null);
    assert!(
        player["actors"].as_array().unwrap().iter().all(|a| a["country"] != "USA"),
        "{}",
        player["actors"]
    );
}

#[test]
fn all_parties_are_a_group_of_no_country() {
    let text =
        "Norway called on all parties to the conflict in Mali to respect the ceasefire, the ministry said.";
    let read = record(text, "2023-05-01");
    assert_eq!(actor(&read, "all parties to the conflict")["country"], serde_json::Value::Null);
}

#[test]
fn people_in_a_report_from_geneva_are_not_swiss() {
    let text = "GENEVA, March 3, 2023 (Agency) -- Uzbekistan released three reporters on Friday, a UN spokeswoman said. \
                The people who had signed a letter for them in Tashkent stayed in prison.";
    let read = record(text, "2023-03-03");
    let swiss = read["actors"].as_array().unwrap().iter().filter(|a| a["country"] == "CHE").count();
    assert_eq!(swiss, 0, "{}", read["actors"]);
}

#[test]
fn whoever_owns_a_thing_is_somebody_and_a_weapon_or_an_adjective_is_not() {
    let groups = |text: &str| -> Vec<String> {
        let read = record(text, "2019-05-01");
        let actors = read["actors"].as_array().unwrap().iter();
        let groups = actors.filter(|a| a["kind"] == "group" || a["kind"] == "organisation");
        groups.map(|a| format!("{} {}", a["name"].as_str().unwrap(), a["country"])).collect()
    };
    let has = |text: &str, wanted: &str| {
        let found = groups(text);
        assert!(found.iter().any(|g| g == wanted), "{text}: {found:?}");
    };
    has("The jets bombed rebel positions near Kidal in Mali.", "rebel \"MLI\"");
    has("French aircraft struck a jihadist hideout in Niger.", "jihadist \"NER\"");
    has("Ethiopian troops shelled a rebel-held town.", "rebel null");
    for text in [
        "Norway offered Kenya military support.",
        "The envoy spoke of the drone attack.",
        "A rebel leader and two police officers met.",
    ] {
        let lone = ["military", "drone", "rebel", "police"];
        let found = groups(text);
        assert!(!found.iter().any(|g| lone.iter().any(|l| g == &format!("{l} null"))), "{text}: {found:?}");
    }
}

#[test]
fn a_title_between_two_names_is_the_second_ones_where_the_first_has_its_own() {
    let texts = [
        "At the invitation of President Ioane Tabai, the Prime Minister of Estonia, Lara Quist, paid a visit to Kiribati on Monday.",
        "At the request of General Odo Brandt, the foreign minister of Estonia, Lara Quist, flew to Kiribati on Monday.",
    ];
    for text in texts {
        let read = record(text, "2019-05-01");
        assert_eq!(actor(&read, "Lara Quist")["country"], "EST", "{text}");
        let first = if text.contains("Tabai") { "Ioane Tabai" } else { "Odo Brandt" };
        assert_ne!(actor(&read, first)["country"], "EST", "{text}");
    }
    let listed = record(
        "President Ioane Tabai, the chairman of the Estonian parliament, arrived on Monday.",
        "2019-05-01",
    );
    assert_eq!(actor(&listed, "Ioane Tabai")["country"], "EST");
}

/// The countries of the states in a text.
fn states(text: &str) -> Vec<String> {
    let read = record(text, "2019-05-01");
    let actors = read["actors"].as_array().unwrap().iter().filter(|a| a["kind"] == "state");
    actors.map(|a| a["country"].as_str().unwrap_or("-").to_owned()).collect()
}

#[test]
fn an_envoy_to_a_capital_is_sent_to_its_government() {
    assert_eq!(states("Bolivia recalled its ambassador to Damascus on Tuesday."), ["BOL", "SYR"]);
    assert_eq!(states("Norway named a new envoy to Nairobi."), ["NOR", "KEN"]);
    assert_eq!(states("Norway sent a choir to Nairobi."), ["NOR"]);
}

#[test]
fn what_is_said_to_a_capital_or_is_its_policy_means_its_government() {
    assert_eq!(states("Norway sent an ultimatum to Nairobi."), ["NOR", "KEN"]);
    assert_eq!(states("Norway deplored Nairobi's refusal."), ["NOR", "KEN"]);
    assert_eq!(states("Norway admired Nairobi's gardens."), ["NOR"]);
}

#[test]
fn a_bare_title_in_capitals_is_whoever_bore_it_before_and_the_sides_are_those_who_met() {
    let text = "On Monday the Minister of Foreign Affairs of Kenya, Amina Obo, received the Ambassador of Norway, Ola Lind. The Minister \
                congratulated the Ambassador on his appointment. The sides agreed to resume the work of the commission.";
    let read = record(text, "2019-05-01");
    let events = read["events"].as_array().unwrap();
    let parties = |kind: &str| {
        let event = events.iter().find(|e| e["type"] == kind).unwrap_or_else(|| panic!("{kind}: {events:?}"));
        let name = |id: &serde_json::Value| {
            let actor = read["actors"].as_array().unwrap().iter().find(|a| a["id"] == *id).unwrap();
            actor["name"].as_str().unwrap().to_owned()
        };
        let list = |side: &str| event[side].as_array().unwrap().iter().map(name).collect::<Vec<_>>();
        (list("actors"), list("recipients"))
    };
    let (obo, lind) = ("Amina Obo".to_owned(), "Ola Lind".to_owned());
    assert_eq!(parties("SUPPORT"), (vec![obo.clone()], vec![lind.clone()]));
    let (mut agreed, _) = parties("AGREE");
    agreed.sort();
    assert_eq!(agreed, [obo, lind]);
    // "The Ministers" are they who met, by an invitation too.
    let text = "On Monday the Minister of Foreign Affairs of Kenya, Amina Obo, paid a visit to Oslo at the invitation of the Minister of \
                Trade of Norway, Ola Lind. The Ministers signed a treaty on fish.";
    let met = record(text, "2019-05-01");
    let signed = met["events"].as_array().unwrap().iter().find(|e| e["type"] == "SUPPORT").unwrap();
    assert_eq!(signed["actors"].as_array().unwrap().len(), 2, "{signed}");
    // A title in capitals that nobody bore before is nobody.
    let read = record("Norway closed the port. The Minister Street gate stayed open.", "2019-05-01");
    assert!(read["actors"].as_array().unwrap().iter().all(|a| a["kind"] != "person"), "{}", read["actors"]);
}

#[test]
fn whose_minister_somebody_is_and_partner_forces() {
    let text = "The swap was brokered by Brazil, whose foreign minister, Teresa Lind, visited both capitals.";
    assert_eq!(actor(&record(text, "2019-05-01"), "Teresa Lind")["country"], "BRA");
    let text =
        "NAIROBI, Kenya - Kenya's army said that partner forces had captured three couriers on Monday.";
    assert_eq!(actor(&record(text, "2019-05-01"), "partner forces")["country"], serde_json::Value::Null);
    let own = text.replace("partner forces", "its forces");
    let read = record(&own, "2019-05-01");
    assert!(
        read["actors"].as_array().unwrap().iter().any(|a| a["kind"] == "group" && a["country"] == "KEN"),
        "{}",
        read["actors"]
    );
}

#[test]
fn states_named_among_those_who_strike_are_there_by_their_forces() {
    let sectors = |text: &str, name: &str| actor(&record(text, "2019-05-01"), name)["sectors"].clone();
    let list = "Nations that have flown strikes against the militia include Norway, Ghana and Togo.";
    assert_eq!(sectors(list, "Ghana"), serde_json::json!(["MIL"]));
    let are = "The countries that have bombed the militia are Norway, Ghana and Togo.";
    assert_eq!(sectors(are, "Ghana"), serde_json::json!(["MIL"]));
    for other in [
        "Nations that have struck a deal include Norway, Ghana and Togo.",
        "Countries that were hit by strikes include Norway, Ghana and Togo.",
        "Ghana thanked the pilots. Nations that have flown strikes include Norway, Ghana and Togo.",
    ] {
        assert_eq!(sectors(other, "Ghana"), serde_json::json!(["GOV"]), "{other}");
    }
}

#[test]
fn who_speaks_in_quotation_marks_means_others_by_he_and_they() {
    let doers = |text: &str| {
        let read = record(text, "2019-05-01");
        let events = read["events"].as_array().unwrap();
        let assault = events.iter().find(|e| e["type"] == "ASSAULT");
        let named = |id: &serde_json::Value| {
            let actor = read["actors"].as_array().unwrap().iter().find(|a| a["id"] == *id).unwrap();
            actor["name"].as_str().unwrap().to_owned()
        };
        assault.map_or(Vec::new(), |e| e["actors"].as_array().unwrap().iter().map(named).collect::<Vec<_>>())
    };
    assert!(doers("\"He attacked the town,\" Ola Lind said.").is_empty());
    assert!(doers("\"They attacked the town,\" the rebels said.").is_empty());
    assert!(doers("Ola Lind was furious. \"He attacked the town.\"").is_empty());
    assert_eq!(doers("Ada Obo resigned. \"She attacked the town,\" Ola Lind said."), ["Ada Obo"]);
    assert_eq!(doers("Ola Lind said that he attacked the town."), ["Ola Lind"]);
}

#[test]
fn names_keep_to_themselves() {
    let read = |text: &str| record(text, "2019-05-01");
    let text =
        "The top U.S. diplomat and Kenyan Foreign Minister Amina Obo will attend the meeting on Monday.";
    assert_eq!(actor(&read(text), "Amina Obo")["country"], "KEN");
    let text = "On 20 November in Ulaanbaatar Deputy Prime Minister of Kazakhstan Askar Obo held a meeting with the Deputy Prime \
                Minister of Mongolia.";
    assert_eq!(actor(&read(text), "Askar Obo")["country"], "KAZ");
    let text = "Norway and the bloc of South American countries signed the pact on Monday.";
    let read_pact = read(text);
    assert!(read_pact["actors"].as_array().unwrap().iter().all(|a| a["country"] != "USA"), "{read_pact}");
    assert_eq!(actor(&read("Leaders of Asean met in Oslo on Monday."), "Asean")["country"], "IGO");
    let text = "MINISTER OBO RECEIVES THE AMBASSADOR OF NORWAY";
    assert!(
        read(text)["actors"]
            .as_array()
            .unwrap()
            .iter()
            .any(|a| a["office"] == "ambassador" && a["country"] == "NOR")
    );
}

#[test]
fn people_are_somebody_where_something_is_done_to_them() {
    let has = |text: &str, sectors: &[&str]| {
        let read = record(text, "2019-05-01");
        let found =
            read["actors"].as_array().unwrap().iter().any(|a| a["sectors"] == serde_json::json!(sectors));
        assert!(found, "{text}: {}", read["actors"]);
    };
    has("Norwegian police arrested the captain of a tanker.", &["LAB"]);
    has("A bomber killed fifteen Kenyan Army trainees.", &["MIL"]);
    has("Kenya opened an inquiry into seven employees of the bank.", &["BUS"]);
    has("The airstrike killed dozens of cartel members.", &["CRM"]);
}

#[test]
fn she_is_not_the_last_speaker_whom_the_text_calls_he() {
    let text = "Foreign Minister Amina Obo met Norwegian Trade Minister Ola Lind in Oslo on Monday. Lind thanked Kenya for the fish and praised \
                his hosts.\n\nShe condemned the raid on the port.";
    let read = record(text, "2019-05-01");
    let condemns = read["claims"].as_array().unwrap().iter().find(|c| c["stance"] == "condemn").unwrap();
    let lind = actor(&read, "Ola Lind")["id"].clone();
    assert!(condemns["sources"].as_array().unwrap().iter().all(|s| *s != lind), "{condemns}");
}
