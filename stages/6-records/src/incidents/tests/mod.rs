//! What must be one incident and what must stay apart.

mod nearness;
mod reading;

use super::sample::{minister, report, state};
use super::{Facts, Incidents, Report};

fn incidents(reports: &[Report]) -> Vec<Vec<(i64, u32)>> {
    let mut incidents = Incidents::new();
    incidents.add(reports.iter().cloned());
    incidents.clusters().iter().map(|c| c.iter().map(|r| r.key()).collect()).collect()
}

fn are_one(a: Report, b: Report) -> bool {
    incidents(&[a, b]).len() == 1
}

fn raid(dispatch: i64) -> Report {
    report(
        dispatch,
        "ASSAULT",
        "shelled",
        "Sudanese forces shelled a border post at Adre, killing 14 soldiers",
    )
    .by(state("Sudanese forces", "SDN", "MIL"))
    .to(state("Chadian soldiers", "TCD", "MIL"))
    .at("Adre", 13.47, 22.20)
}

fn raid_elsewhere_told(dispatch: i64) -> Report {
    report(
        dispatch,
        "ASSAULT",
        "attack",
        "The attack by Khartoum on the post near Adre left 15 dead, Chad said",
    )
    .by(state("Sudan", "SDN", "GOV"))
    .to(state("Chad", "TCD", "GOV"))
}

fn talks(dispatch: i64, guest: &str, office: &str) -> Report {
    report(dispatch, "CONSULT", "met", &format!("{guest} met Foreign Minister Saab in Beirut"))
        .by(minister(guest, "JOR", office))
        .to(minister("Saab", "LBN", "minister of foreign affairs"))
}

#[test]
fn one_attack_in_other_words_is_one() {
    assert!(are_one(raid(1), raid_elsewhere_told(2)));
}

#[test]
fn the_same_parties_on_another_day_are_another() {
    assert!(!are_one(raid(1), raid_elsewhere_told(2).after(6)));
    assert!(!are_one(raid(1), raid(2).after(6)), "though the words are the same");
}

#[test]
fn the_same_day_in_another_town_is_another() {
    let tine = report(2, "ASSAULT", "bombed", "Sudanese planes bombed the market of Tine")
        .by(state("Sudanese planes", "SDN", "MIL"))
        .to(state("Chadian traders", "TCD", "BUS"))
        .at("Tine", 15.04, 22.80);
    assert!(!are_one(raid(1), tine));
}

#[test]
fn other_parties_on_the_same_day_are_another() {
    let other =
        report(2, "ASSAULT", "shelled", "Azerbaijani forces shelled a border post, killing 3 soldiers")
            .by(state("Azerbaijani forces", "AZE", "MIL"))
            .to(state("Armenian soldiers", "ARM", "MIL"));
    assert!(!are_one(raid(1), other));
}

#[test]
fn another_deed_at_the_place_is_another() {
    let deployed = report(2, "MOBILIZE", "deployed", "Sudan deployed troops near Adre")
        .by(state("Sudan", "SDN", "GOV"))
        .at("Adre", 13.47, 22.20);
    assert!(!are_one(raid(1), deployed));
}

#[test]
fn a_meeting_is_one_whoever_comes_first() {
    let host_first =
        report(2, "CONSULT", "received", "Lebanon's foreign minister received the Jordanian minister")
            .by(minister("Saab", "LBN", "minister of foreign affairs"))
            .to(minister("Tarawneh", "JOR", "minister of foreign affairs"));
    assert!(are_one(talks(1, "Tarawneh", "minister of foreign affairs"), host_first));
}

#[test]
fn a_country_stands_for_its_minister() {
    let states = report(2, "CONSULT", "talks", "Jordan and Lebanon held talks in Beirut")
        .by(state("Jordan", "JOR", "GOV"))
        .by(state("Lebanon", "LBN", "GOV"));
    assert!(are_one(talks(1, "Tarawneh", "minister of foreign affairs"), states));
}

#[test]
fn a_different_visitor_is_another_visit() {
    let (one, other) =
        (talks(1, "Tarawneh", "minister of foreign affairs"), talks(2, "Hadidi", "minister of defence"));
    assert!(!are_one(one, other));
}

#[test]
fn each_states_condemnation_is_its_own() {
    let condemned = |dispatch, name: &str, country: &str| {
        report(dispatch, "ACCUSE", "condemned", &format!("{name} condemned the attack on the post at Adre"))
            .by(state(name, country, "GOV"))
            .to(state("Sudan", "SDN", "GOV"))
    };
    assert!(!are_one(condemned(1, "France", "FRA"), condemned(2, "Egypt", "EGY")));
    assert!(are_one(condemned(1, "France", "FRA"), condemned(2, "France", "FRA")));
    assert!(!are_one(condemned(1, "France", "FRA"), raid(2)));
}

#[test]
fn what_is_planned_is_not_what_took_place() {
    let planned = talks(2, "Tarawneh", "minister of foreign affairs").is("future");
    assert!(!are_one(talks(1, "Tarawneh", "minister of foreign affairs"), planned));
}

#[test]
fn what_did_not_happen_is_another_unless_it_is_denied() {
    let negated = raid_elsewhere_told(2).is("negated");
    assert!(!are_one(raid(1), negated.clone()));
    assert!(are_one(raid(1), negated.said("Sudan", "SDN", "deny")));
}

#[test]
fn a_denial_and_what_did_not_happen_stay_apart_from_each_other() {
    let negated = raid_elsewhere_told(2).is("negated");
    assert!(!are_one(negated.clone().said("Sudan", "SDN", "deny"), negated));
}

#[test]
fn one_deed_may_be_coded_as_two_types_if_its_words_are_kin() {
    let coerced = |deed| {
        report(2, "COERCE", deed, "Sudan's troops attacked the post at Adre, killing 14 soldiers")
            .by(state("Sudan", "SDN", "GOV"))
            .to(state("Chadian soldiers", "TCD", "MIL"))
    };
    assert!(are_one(raid(1), coerced("attacked")));
    assert!(!are_one(raid(1), coerced("arrested")));
}

#[test]
fn a_title_tells_what_its_body_does() {
    let mut title = raid_elsewhere_told(1);
    title.headline = true;
    let mut body = raid(1);
    body.event = 2;
    assert!(are_one(title, body));
}

#[test]
fn a_dispatch_without_a_date_is_joined_by_its_words_alone() {
    let mut undated = raid(2);
    undated.days = None;
    undated.source.day = None;
    assert!(are_one(raid(1), undated.clone()));
    assert!(are_one(undated.clone(), raid(1)));
    assert!(!are_one(report(3, "ASSAULT", "attack", "The attack was an act of war"), undated));
}

#[test]
fn an_older_attack_is_another() {
    assert!(!are_one(raid(1), raid_elsewhere_told(2).after(-400).is("historical")));
}

#[test]
fn a_wire_copy_is_one_though_a_date_is_missing() {
    assert!(are_one(raid(1), raid(2).undated()));
}

#[test]
fn a_chain_does_not_join_its_ends() {
    // Two raids of two days, and a story that dates its raid to neither of them.
    let week = |mut r: Report| {
        r.days = r.days.map(|(first, _)| (first - 3, first + 3));
        r
    };
    let clusters = incidents(&[
        raid(1),
        raid(2),
        week(raid_elsewhere_told(3)).after(2),
        raid(4).after(5),
        raid(5).after(5),
    ]);
    let of = |n: i64| clusters.iter().position(|c| c.contains(&(n, 1)));
    assert_eq!(of(1), of(2));
    assert_eq!(of(4), of(5));
    assert_ne!(of(1), of(4));
}

/// A fixed row of numbers that look random.
fn shuffle<T>(list: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for n in (1..list.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(n, usize::try_from(state >> 33).unwrap() % (n + 1));
    }
}

/// Many raids and talks of a few countries on a few days, not all of them dated or with both parties.
fn many(count: i64, spread: i64) -> Vec<Report> {
    const COUNTRIES: [&str; 8] = ["SDN", "TCD", "LBN", "JOR", "FRA", "EGY", "AZE", "ARM"];
    let country = |n: i64| COUNTRIES[usize::try_from(n.rem_euclid(8)).unwrap()];
    (1..=count)
        .map(|n| {
            let happening = n * 7919 % spread;
            let (one, other) = (country(happening), country(happening / 8 + happening + 1));
            let place = ["Adre", "Tine", "Saida"][usize::try_from(n % 3).unwrap()];
            let r = if happening % 2 == 0 {
                report(n, "ASSAULT", "attack", &format!("{one} attacked {other} at {place}, killing {n}"))
            } else {
                report(n, "CONSULT", "talks", &format!("{one} and {other} held talks in {place}"))
            };
            let r = r.by(state(one, one, "GOV")).after(i32::try_from(happening / 3 % 900).unwrap());
            let r = if n % 5 == 0 { r } else { r.to(state(other, other, "GOV")) };
            if n % 4 == 0 { r.undated() } else { r }
        })
        .collect()
}

#[test]
fn the_order_of_coming_makes_no_difference() {
    let mut reports = many(300, 40);
    let expected = incidents(&reports);
    assert!(expected.iter().any(|c| c.len() > 3) && expected.len() > 20, "{}", expected.len());
    for seed in 0..12 {
        shuffle(&mut reports, seed);
        assert_eq!(incidents(&reports), expected, "seed {seed}");
    }
}

#[test]
fn adding_one_by_one_is_the_same_as_starting_afresh() {
    let reports = many(200, 30);
    let mut grown = Incidents::new();
    for (n, report) in reports.iter().enumerate() {
        grown.add([report.clone()]);
        if n % 50 == 0 {
            let now: Vec<Vec<_>> =
                grown.clusters().iter().map(|c| c.iter().map(|r| r.key()).collect()).collect();
            assert_eq!(now, incidents(&reports[..=n]));
        }
    }
}

#[test]
fn reports_come_back_from_json_as_they_were() {
    for report in many(20, 7) {
        let kept = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&kept).unwrap(), report);
    }
}

#[test]
fn twenty_thousand_reports_take_seconds() {
    let reports = many(20_000, 6_000);
    let began = std::time::Instant::now();
    let clusters = incidents(&reports);
    // Seconds without optimisation; every pair compared would be many minutes.
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    assert!(clusters.len() > 1_000);
}

#[test]
fn facts_say_who_claims_who_denies_and_how_many_died() {
    let mut copy = raid(3);
    copy.source.repeats = Some(raid(1).source.id);
    let mut denied = raid_elsewhere_told(2).is("negated").said("Karrar", "SDN", "deny");
    denied.source.made = Some("2024-03-12".into());
    denied.source.day = denied.source.day.map(|d| d + 1);
    denied.actors[0].loaded = vec!["the enemy".into()];
    let reports = [raid(1).said("Chad", "TCD", "assert"), denied, copy];
    let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
    assert_eq!((facts.dispatches, facts.independent, facts.asserted), (3, 2, 1));
    assert_eq!(facts.claimed.keys().map(|k| k.0.as_str()).collect::<Vec<_>>(), ["Chad"]);
    assert_eq!(facts.denied.keys().map(|k| k.0.as_str()).collect::<Vec<_>>(), ["Karrar"]);
    assert_eq!(facts.first.map(|s| s.day), Some(raid(1).source.day));
    assert_eq!(facts.tolls.iter().map(|t| t.toll.dead).collect::<Vec<_>>(), [Some(14), Some(14), Some(15)]);
    assert!(facts.parties.iter().any(|w| w.loaded && w.meant == "SDN" && w.words == "the enemy"));
    assert_eq!(
        facts.deeds.iter().map(|w| w.words.as_str()).collect::<Vec<_>>(),
        ["attack", "shelled", "shelled"]
    );
}
