//! What brings reports together where one of them says less, and what still keeps them apart.

use super::super::Likeness;
use super::super::party::Party;
use super::super::sample::{minister, report, state};
use super::{Report, are_one, incidents, raid, raid_elsewhere_told};

/// Somebody whose country no text says.
fn unknown(name: &str, kind: &str, sector: &str) -> Party {
    Party { country: None, sure: false, kind: kind.into(), ..state(name, "", sector) }
}

fn like(a: &Report, b: &Report) -> Likeness {
    Likeness::of(a, b).expect("of kindred deeds")
}

#[test]
fn parties_without_a_country_are_found_by_the_names_of_the_sentence() {
    let drone = |dispatch, whom: Party| {
        report(dispatch, "ASSAULT", "killed", "A drone killed 11 soldiers near Tall Zahra in Qamra province")
            .by(unknown("drone", "group", "MIL"))
            .to(whom)
    };
    let guarded = drone(1, unknown("soldiers", "group", "MIL"));
    assert!(are_one(guarded.clone(), drone(2, state("Syrian soldiers", "SYR", "MIL"))));
    assert!(are_one(drone(2, state("Syrian soldiers", "SYR", "MIL")), guarded));
}

#[test]
fn a_title_without_names_tells_what_its_body_does() {
    let rejects = |event, name: &str| Report {
        event,
        headline: event == 1,
        ..report(1, "REJECT", "rejects", &format!("{name} rejects the charge"))
            .by(unknown(name, "person", ""))
    };
    let country =
        report(1, "REJECT", "rejected", "Benin rejected the charge").by(state("Benin", "BEN", "GOV"));
    assert_eq!(incidents(&[rejects(1, "Cotonou"), Report { event: 2, ..country }]).len(), 1);
}

#[test]
fn the_army_that_says_it_did_not_fire_denies_it() {
    let said = |speaker, country| raid_elsewhere_told(2).is("negated").said(speaker, country, "assert");
    assert!(said("Sudan", "SDN").is_denied(), "it is the one who is said to have done it");
    assert!(are_one(raid(1), said("An officer", "SDN")));
    assert!(!said("France", "FRA").is_denied(), "France says that nothing happened");
}

#[test]
fn missiles_that_are_launched_and_missiles_that_hit_are_one_deed() {
    let launch = |dispatch, kind: &str, deed: &str| {
        report(dispatch, kind, deed, "North Korea fired missiles towards the island of Hongdo").by(state(
            "North Korea",
            "PRK",
            "MIL",
        ))
    };
    assert!(are_one(launch(1, "MOBILIZE", "launched"), launch(2, "ASSAULT", "launched missiles")));
    assert!(!are_one(launch(1, "MOBILIZE", "deployed"), launch(2, "ASSAULT", "shelled")));
}

fn blacklisted(dispatch: i64) -> Report {
    report(
        dispatch,
        "SANCTION",
        "blacklisted",
        "The European Union blacklisted fourteen officials of Belarus over the Hrodna trials",
    )
    .by(state("European Union", "EUR", "GOV"))
    .to(state("Belarusian officials", "BLR", "GOV"))
}

#[test]
fn what_a_text_recalls_far_below_its_title_may_be_weeks_old() {
    let recalled = |days| Report { lead: false, ..blacklisted(2).after(days).undated() };
    assert!(are_one(blacklisted(1), recalled(12)));
    assert!(!are_one(blacklisted(1), recalled(60)));
    assert!(!are_one(blacklisted(1), Report { lead: true, ..recalled(12) }), "its news is of these days");
    assert!(!are_one(blacklisted(1).after(12), recalled(0)), "nobody recalls what is yet to come");
}

#[test]
fn equal_tolls_speak_for_one_attack_and_multiples_against_it() {
    let killed = |dispatch, dead| {
        report(dispatch, "ASSAULT", "attack", &format!("The attack killed {dead} people"))
            .by(state("Sudan", "SDN", "GOV"))
    };
    let toll = |a, b| like(&killed(1, a), &killed(2, b)).toll;
    assert!(toll(14, 14) > toll(14, 16));
    assert!(toll(14, 16) > 0.0, "counts rise from report to report");
    assert!(toll(14, 45) < 0.0);
    let strength = |a, b| like(&killed(1, a), &killed(2, b)).strength();
    assert!(strength(14, 45) < strength(14, 16));
}

#[test]
fn the_same_villages_do_not_make_the_second_raid_the_first() {
    let long = "Sudanese planes bombed Adre, Tine, Birak and Koulbous in Ouaddai and Wadi Fira while Colonel Haroun \
                watched from Abeche";
    let raid = |dispatch| {
        report(dispatch, "ASSAULT", "bombed", long).by(state("Sudanese planes", "SDN", "MIL")).to(state(
            "Chadian villages",
            "TCD",
            "CVL",
        ))
    };
    assert!(are_one(raid(1), raid(2)));
    let mut again = raid(2).after(6);
    again.words.push("again".into());
    assert!(!are_one(raid(1), again));
}

#[test]
fn stories_with_one_title_are_nearer() {
    let titled = |dispatch, title: &str| Report {
        topic: super::super::report::stems(title),
        ..report(dispatch, "CONSULT", "met", "The ministers met").by(minister("Saab", "LBN", "minister"))
    };
    let strength = |other| like(&titled(1, "Saab hosts Tarawneh"), &titled(2, other)).strength();
    assert!(strength("Tarawneh visits Saab in Beirut") > strength("Markets fall"));
}
