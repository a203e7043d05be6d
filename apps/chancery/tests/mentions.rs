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

/// The names of those whom some words of a text mean.
fn meant(text: &str, words: &str) -> Vec<String> {
    let record = common::record("mentions-again", "in.txt", &format!("{text}\n"));
    let letters: Vec<char> = record["dispatch"]["text"].as_str().unwrap().chars().collect();
    let at = |m: &serde_json::Value| {
        let end = |i: usize| usize::try_from(m["span"][i].as_u64().unwrap()).unwrap();
        letters[end(0)..end(1)].iter().collect::<String>()
    };
    let actors = record["actors"].as_array().unwrap();
    let means = |a: &&serde_json::Value| a["mentions"].as_array().unwrap().iter().any(|m| at(m) == words);
    actors.iter().filter(means).map(|a| a["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_group_named_again_is_the_one_that_was_named() {
    let text = "The Salt Coast Front, a jihadist faction, stormed the port of Eyl in Somalia on Monday. Somali officials said ";
    for (more, words) in [
        ("the faction shot two guards.", "the faction"),
        ("the group had taken nine sailors.", "the group"),
        ("the militants burned the customs house.", "the militants"),
        ("Front fighters burned the customs house.", "Front fighters"),
        ("the jihadist group shot two guards.", "the jihadist group"),
    ] {
        assert_eq!(meant(&format!("{text}{more}"), words), ["Salt Coast Front"], "{more}");
    }
    // near-misses: another one, two that could be meant
    for (more, words) in [
        (
            "a rival faction fired on the faction's boats. Soldiers disarmed the rival faction.",
            "the rival faction",
        ),
        ("the Dune Army, another armed group, shot two guards, and the group fled.", "the Salt Coast Front"),
    ] {
        assert!(!meant(&format!("{text}{more}"), words).contains(&"Salt Coast Front".to_owned()), "{more}");
    }
}

#[test]
fn a_movement_is_known_by_the_first_word_of_its_name() {
    let kind = |text: &str, name: &str| {
        let record = common::record("mentions-again", "in.txt", &format!("{text}\n"));
        let actors = record["actors"].as_array().unwrap();
        actors.iter().find(|a| a["name"] == name).map(|a| a["kind"].as_str().unwrap().to_owned())
    };
    for (text, name) in [
        ("Chadian soldiers shelled Jund al-Rimal on Monday.", "Jund al-Rimal"),
        ("Colombia and the Frente Cordillera Alta signed a truce in Havana.", "Frente Cordillera Alta"),
        ("The Movimiento Tierra y Agua accused Peru of spying on its members.", "Movimiento Tierra y Agua"),
        ("Army Strikes Liwa al-Asifa Camp in Iraq", "Liwa al-Asifa"),
    ] {
        assert_eq!(kind(text, name).as_deref(), Some("organisation"), "{text}");
    }
    // a surname
    assert_ne!(
        kind("Minister Lashkar met Kenya's envoy on Monday.", "Lashkar").as_deref(),
        Some("organisation")
    );
}

#[test]
fn both_governments_are_those_of_whom_the_dispatch_tells() {
    let text = "Peru closed its border with Bolivia on Monday. Bolivian police held two Peruvian customs officers. Lorries queued for miles.";
    for more in [
        "Brazil urged both governments to reopen the road.",
        "An envoy of the United Nations appealed to both capitals to talk.",
        "Brazil offered the two countries a place to talk.",
    ] {
        let words = ["both governments", "both capitals", "the two countries"];
        let words = words.into_iter().find(|w| more.contains(w)).unwrap();
        assert_eq!(meant(&format!("{text} {more}"), words), ["Peru", "Bolivia"], "{more}");
    }
    // near-miss: three of whom it tells alike
    let three = "Peru, Chile and Bolivia quarrelled over the salt lake. Chile, Peru and Bolivia sent troops. Farmers fled their homes.";
    assert_eq!(
        meant(
            &format!("{three} Lorries queued for miles. Brazil urged both governments to talk."),
            "both governments"
        ),
        ["both governments"]
    );
}

#[test]
fn both_ministers_are_persons() {
    let text = "Norwegian Foreign Minister Arne Holt telephoned Chilean Foreign Minister Rosa Vidal on Monday. \
                Ms Vidal spoke of the talks between the Chilean government and the Cordillera Front.";
    let both =
        meant(&format!("{text} Both ministers asked the Front to free its captives."), "Both ministers");
    assert_eq!(both, ["Arne Holt", "Rosa Vidal"]);
}

#[test]
fn the_visitor_came_and_his_host_received_him() {
    let text = "Fijian Foreign Minister Lara Quist flew to Tarawa on Monday. Kiribati's President Teata Moanu received her at the port.";
    assert_eq!(meant(&format!("{text} The visitor offered to mediate."), "The visitor"), ["Lara Quist"]);
    assert_eq!(meant(&format!("{text} The visitor thanked her host."), "her host"), ["Teata Moanu"]);
    // near-miss: two who came
    let two =
        "Fijian Foreign Minister Lara Quist flew to Tarawa. Samoan Foreign Minister Sione Leota came too.";
    assert!(
        !meant(&format!("{two} The visitor offered to mediate."), "The visitor")
            .contains(&"Lara Quist".to_owned())
    );
}

#[test]
fn the_minister_in_capitals_is_the_makers_own() {
    let text = "OSLO, 3 March 2026 - The Minister of Foreign Affairs of Norway, Arne Holt, spoke by telephone with Chilean Foreign Minister \
                Rosa Vidal. Minister Vidal told him of the flood.";
    assert!(
        meant(&format!("{text} The Minister offered help."), "The Minister")
            .contains(&"Arne Holt".to_owned())
    );
}

#[test]
fn the_other_of_two_states_is_named_by_what_it_is() {
    let quarrel = "Bolivia and Paraguay share the river. Paraguay had asked Bolivia for talks.";
    let side = format!("Bolivia's president, Evo Rada, criticised the other side for the delay. {quarrel}\n");
    assert!(
        words(&side, "Paraguay").contains(&"the other side".to_owned()),
        "{:?}",
        words(&side, "Paraguay")
    );
    let near =
        format!("{quarrel} Bolivia's congress voted to suspend an accord with the southern neighbour.\n");
    assert!(
        words(&near, "Paraguay").contains(&"the southern neighbour".to_owned()),
        "{:?}",
        words(&near, "Paraguay")
    );
    let three =
        format!("{quarrel} Chile and Chilean ports matter to Chile. Bolivia criticised the other side.\n");
    assert!(
        !words(&three, "Paraguay").contains(&"the other side".to_owned()),
        "of three nobody is the other"
    );
}

#[test]
fn an_office_is_called_by_its_own_words() {
    let text = "Ottawa, May 14 - Genevieve Marchand, Minister of Foreign Affairs of Canada, met Peter Lagat, Cabinet Secretary for \
                Foreign Affairs of Kenya, who is on a visit to Canada.\n\nThe Cabinet Secretary thanked Norway. The Minister \
                thanked her guest. Both ministers called on both parties to the conflict in Sudan to end the fighting.\n";
    let (hers, his) = (words(text, "Genevieve Marchand"), words(text, "Peter Lagat"));
    let has = |list: &[String], word: &str| list.iter().any(|w| w == word);
    assert!(has(&hers, "The Minister") && !has(&hers, "The Cabinet Secretary"), "{hers:?}");
    assert!(has(&his, "The Cabinet Secretary") && has(&his, "her guest"), "{his:?}");
    assert!(!hers.iter().any(|w| w.starts_with("both parties")), "{hers:?}");
}

#[test]
fn i_is_who_signs_below_the_title() {
    let signed = |line: &str| {
        format!(
            "Sanctions on five officers\n\n{line}\n\nToday I am announcing sanctions on five officers of Myanmar's air force. I \
             thanked Indonesia for its help.\n"
        )
    };
    let own = words(
        &signed("The Hon Catherine Doyle MP, Minister for Foreign Affairs of Australia"),
        "Catherine Doyle MP",
    );
    assert_eq!(own.iter().filter(|w| *w == "I").count(), 2, "{own:?}");
    let told = words(
        &signed("Catherine Doyle MP, Australia's foreign minister, flew to Jakarta."),
        "Catherine Doyle MP",
    );
    assert!(!told.contains(&"I".to_owned()), "a sentence signs nothing: {told:?}");
}

#[test]
fn the_secretary_is_the_only_one_whom_the_text_calls_so() {
    let text = |other: &str| {
        format!(
            "Secretary of State Mark Hale spoke today with Ukrainian Foreign Minister Oleh Petrenko.{other} The Secretary condemned \
             Russia's strikes on Odesa.\n"
        )
    };
    assert!(words(&text(""), "Mark Hale").contains(&"The Secretary".to_owned()));
    let two = text(" Secretary of Defense Lee Ames joined them.");
    assert!(!words(&two, "Mark Hale").contains(&"The Secretary".to_owned()));
}

#[test]
fn a_text_in_the_first_person_is_somebodys() {
    let joint = "Release of an engineer\n\nJoint media release\n\nThe Hon Peter Kall MP, Minister for Consular Affairs of \
                 Australia\n\nSenator the Hon Ruth Ngarr, Minister for Development of Australia\n\nWe appeal to the Red Column to \
                 let him go. I thank nobody.\n";
    for who in ["Peter Kall MP", "Ruth Ngarr"] {
        let own = words(joint, who);
        assert!(own.contains(&"We".to_owned()) && !own.contains(&"I".to_owned()), "{who} {own:?}");
    }
    let told = "Violence in Chad\n\nBritain's Minister for Africa, Helen Prow, updated the House on the attack.\n\nI condemn it.\n";
    assert!(words(told, "Helen Prow").contains(&"I".to_owned()), "{:?}", words(told, "Helen Prow"));
    let state = "Attack in Adré\n\nNorway condemns the attack in Adré. We call on the rebels to stop.\n";
    assert!(words(state, "Norway").contains(&"We".to_owned()), "{:?}", words(state, "Norway"));
    let letter = "Verdict\n\nTo the Speaker, Ms Anna Hofstra, Speaker of the House\n\nI consider the verdict unjust.\n";
    assert!(!words(letter, "Anna Hofstra").contains(&"I".to_owned()), "a letter is not its reader's");
}

#[test]
fn who_spoke_in_lines_of_his_own_is_she_after_them() {
    let text = "Minister completes visit\n\nRosa Achter, Britain's minister for the Americas, was in Bogotá on Monday and saw the \
                Interior Minister, Hernando Quiceno.\n\nMs Achter said:\n\nWe stand with Colombia as it walks the last mile to \
                peace. I was moved to hear from farmers who are clearing mines from their own fields. Those who still choose the \
                gun should give it up.\n\nShe also promised that Britain would put £6 million into a fund.\n";
    assert!(words(text, "Rosa Achter").contains(&"She".to_owned()), "{:?}", words(text, "Rosa Achter"));
}
