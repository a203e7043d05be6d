//! Do the entities say what the record does, and only what their schema knows?

use super::*;
use crate::export::sample::{sample, written_of};

fn written(records: Vec<Stored>) -> Vec<String> {
    written_of(write, records).lines().map(str::to_owned).collect()
}

fn line(lines: &[String], id: &str) -> String {
    let mark = format!("{{\"id\":\"{id}\"");
    lines.iter().find(|l| l.starts_with(&mark)).unwrap().clone()
}

fn schemas(lines: &[String]) -> Vec<&str> {
    lines.iter().filter_map(|l| l.split_once("\"schema\":\"")?.1.split('"').next()).collect()
}

#[test]
fn a_dispatch_is_an_article_with_actors_offices_mentions_and_events() {
    let lines = written(sample().drain(..1).collect());
    let person = ["Person", "Position", "Occupancy", "Mention"];
    let expected =
        [&["Article"][..], &person, &person, &["PublicBody", "Mention", "Event", "Event"]].concat();
    assert_eq!(schemas(&lines), expected);
    let d = "1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a";
    assert_eq!(
        lines[0],
        format!(
            r#"{{"id":"{d}","schema":"Article","properties":{{"author":["Milena Tosheva"],"bodyText":["Ångström, Muthama meet in Tromsø\n\nPremier Zoë Ångström of Norway met Kenyan Foreign Minister Daniel Muthama in Tromsø on Friday.\n\nShe thanked Kenya for its help.\n"],"language":["eng"],"publishedAt":["2025-03-15"],"publisher":["Volta News Agency"],"sourceUrl":["https://volta.example/ångström?a=1&b=2"],"title":["Ångström, Muthama meet in Tromsø"]}}}}"#
        )
    );
    let id = lines[1].split('"').nth(3).unwrap();
    assert!(id.starts_with("actor-") && id.len() == 38, "{id}");
    assert_eq!(
        lines[1],
        format!(
            r#"{{"id":"{id}","schema":"Person","properties":{{"country":["no"],"name":["Zoë Ångström"],"position":["Premier"],"proof":["{d}"],"sector":["GOV"]}}}}"#
        )
    );
    let post = lines[2].split('"').nth(3).unwrap();
    assert_eq!(
        lines[2],
        format!(
            r#"{{"id":"{post}","schema":"Position","properties":{{"country":["no"],"name":["prime minister"]}}}}"#
        )
    );
    assert_eq!(
        lines[3],
        format!(
            r#"{{"id":"{d}.a1.post","schema":"Occupancy","properties":{{"date":["2025-03-15"],"holder":["{id}"],"post":["{post}"],"proof":["{d}"]}}}}"#
        )
    );
    assert_eq!(
        lines[4],
        format!(
            r#"{{"id":"{d}.a1.mention","schema":"Mention","properties":{{"contextCountry":["no"],"detectedSchema":["Person"],"document":["{d}"],"name":["Ångström","Zoë Ångström"],"resolved":["{id}"]}}}}"#
        )
    );
    let other = lines[5].split('"').nth(3).unwrap();
    assert_eq!(
        line(&lines, &format!("{d}.e1")),
        format!(
            r#"{{"id":"{d}.e1","schema":"Event","properties":{{"country":["no"],"date":["2025-03-14"],"description":["reported by Volta News Agency"],"involved":["{id}","{other}"],"keywords":["CONSULT","visit","diplomatic"],"location":["Tromsø"],"name":["CONSULT (visit): Zoë Ångström, Daniel Muthama"],"proof":["{d}"],"publisher":["Volta News Agency"],"recordId":["{d}:e1"],"sourceUrl":["https://volta.example/ångström?a=1&b=2"],"summary":["met"]}}}}"#
        )
    );
}

#[test]
fn only_what_happened_and_nobody_denies_is_an_event_and_says_who_claims_it() {
    let lines = written(sample());
    assert_eq!(schemas(&lines).iter().filter(|s| **s == "Event").count(), 5);
    let event = line(&lines, "2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b.e1");
    assert!(
        event.contains(r#""description":["claimed by Idris Halloum (assert), reported by Nile Dispatch"]"#),
        "{event}"
    );
    assert!(
        event.contains(r#""name":["ASSAULT (heavy-weapons): rebels, unknown gunmen → Sudanese army"]"#),
        "{event}"
    );
    assert!(!event.contains("ate\":["), "a week is no date of the model: {event}");
}

#[test]
fn whoever_is_nobody_elsewhere_is_named_by_the_dispatch_and_holds_no_post() {
    let mut stored = sample().remove(0);
    stored.record.actors[1].name = "Muthama".into();
    let lines = written(vec![stored]);
    let d = "1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a";
    assert!(line(&lines, &format!("{d}.a2")).contains("\"schema\":\"Person\""));
    assert!(!lines.iter().any(|l| l.contains(&format!("{d}.a2.post"))));
}

#[test]
fn a_former_office_is_not_held() {
    let mut stored = sample().remove(0);
    stored.record.actors[0].office = Some("former prime minister".into());
    let lines = written(vec![stored]);
    assert_eq!(schemas(&lines).iter().filter(|s| **s == "Occupancy").count(), 1);
}

#[test]
fn a_post_without_a_country_is_its_holders_alone() {
    let post = |name: &str| {
        let mut stored = sample().remove(0);
        (stored.record.actors[0].country, stored.record.actors[0].name) = (None, name.into());
        written(vec![stored])[2].clone()
    };
    assert_ne!(post("Ada Lund"), post("Eva Lund"));
}

#[test]
fn places_are_no_parties_and_periods_have_two_ends() {
    let mut stored = sample().remove(0);
    stored.record.actors[2].kind = "place".into();
    stored.record.events[1].date = stored.record.events[0].date.clone();
    if let Some(date) = &mut stored.record.events[1].date {
        date.value = "2025-03-10/2025-03-12".into();
    }
    let lines = written(vec![stored]);
    let event = line(&lines, "1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a.e2");
    assert!(!schemas(&lines).contains(&"PublicBody"));
    assert!(
        event.contains(r#""endDate":["2025-03-12"]"#) && event.contains(r#""startDate":["2025-03-10"]"#),
        "{event}"
    );
    assert_eq!(event.matches("actor-").count(), 1, "{event}");
}
