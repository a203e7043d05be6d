//! Who is one actor, and which edges lie between two?

use std::collections::BTreeSet;

use super::*;
use crate::export::sample::sample;

fn of(records: Vec<Stored>) -> Network {
    network(&mut records.into_iter())
}

/// Each edge as "actor TYPE recipient events".
fn edges(network: &Network) -> Vec<String> {
    let name = |place: usize| network.nodes.get(place).map_or("?", |n| n.name.as_str());
    let line = |((a, r, kind), e): (&(usize, usize, String), &Edge)| {
        format!("{} {kind} {} {}", name(*a), name(*r), e.events)
    };
    network.edges.iter().map(line).collect()
}

#[test]
fn only_what_happened_and_nobody_denies_ties_actors() {
    let network = of(sample());
    assert_eq!(
        edges(&network),
        [
            "Zoë Ångström CONSULT Daniel Muthama 1",
            "Zoë Ångström SUPPORT Kenya 1",
            "Daniel Muthama CONSULT Zoë Ångström 1",
            "rebels ASSAULT Sudanese army 1",
            "unknown gunmen ASSAULT Sudanese army 1",
            "Koura Ndil REQUEST Libya 1",
            "Issa Mbodou REQUEST Libya 1",
            "UN AID Chad 1",
        ]
    );
    assert_eq!(network.nodes.len(), 12);
}

#[test]
fn the_same_pairs_are_tied_as_in_the_tables() {
    for stored in sample() {
        for event in told(&stored) {
            let ids = |pairs: Vec<(&ActorOut, &ActorOut)>| -> BTreeSet<(String, String)> {
                pairs
                    .into_iter()
                    .filter(|(a, b)| a.id != b.id)
                    .map(|(a, b)| (a.id.clone(), b.id.clone()))
                    .collect()
            };
            let rows = event.dyads().iter().filter_map(|d| d.actor.zip(d.recipient)).collect();
            assert_eq!(ids(between(&event)), ids(rows), "{}", event.event.id);
        }
    }
}

#[test]
fn side_by_side_is_not_against_each_other() {
    let mut stored = sample().remove(1);
    for kind in ["ASSAULT", "PROTEST", "SUPPORT", "AGREE"] {
        let event = &mut stored.record.events[0];
        event.kind = kind.into();
        event.recipients.clear();
        assert_eq!(of(vec![stored.clone()]).edges.len(), if kind == "AGREE" { 2 } else { 0 }, "{kind}");
    }
    stored.record.events[0].cameo = Some("057".into());
    assert_eq!(of(vec![stored]).edges.len(), 2, "a signature is mutual");
}

#[test]
fn weights_are_events_and_days_are_kept() {
    let first = sample().remove(0);
    let mut second = first.clone();
    second.number = 7;
    second.record.events[0].date = None;
    let mut again = second.record.events[0].clone();
    again.id = "e3".into();
    second.record.events.push(again);
    let network = of(vec![first, second]);
    assert_eq!(network.nodes.len(), 3, "full names and references are the same in both");
    let edge = &network.edges[&(0, 1, "CONSULT".to_owned())];
    assert_eq!((edge.events, edge.dispatches, edge.quad, edge.intensity()), (3, 2, 1, 2.5));
    assert_eq!(
        edge.days.iter().collect::<Vec<_>>(),
        ["2025-03-14", "2025-03-15"],
        "else that of publication"
    );
    assert_eq!(network.nodes[0].dispatches, 2);
}

#[test]
fn two_people_of_one_single_name_are_two() {
    let first = sample().remove(0);
    let mut second = first.clone();
    second.record.dispatch.id = "9f".repeat(16);
    let single = |mut stored: Stored| {
        stored.record.actors[0].name = "Ångström".into();
        stored
    };
    let network = of(vec![single(first), single(second)]);
    assert_eq!(network.nodes.iter().filter(|n| n.name == "Ångström").count(), 2);
    assert_eq!(network.nodes.len(), 4);
}

#[test]
fn what_different_dispatches_know_comes_together() {
    let first = sample().remove(0);
    let mut second = first.clone();
    second.number = 2;
    second.record.actors[1].office = Some("prime minister".into());
    second.record.actors[1].sectors = vec!["LEG".into(), "GOV".into()];
    let node = &of(vec![first, second]).nodes[1];
    assert_eq!(node.offices, ["minister of foreign affairs", "prime minister"]);
    assert_eq!(node.sectors, ["GOV", "LEG"]);
    assert_eq!((&*node.key, node.country.as_deref()), ("person:KEN:Daniel Muthama", Some("KEN")));
}

#[test]
fn two_names_of_one_actor_make_neither_a_second_event_nor_a_loop() {
    let mut stored = sample().remove(0);
    let mut kenya = stored.record.actors[2].clone();
    kenya.id = "a4".into();
    stored.record.actors.push(kenya);
    stored.record.events[1].recipients.push("a4".into());
    let mut itself = stored.record.events[1].clone();
    itself.actors = vec!["a3".into()];
    stored.record.events.push(itself);
    assert_eq!(edges(&of(vec![stored]))[1], "Zoë Ångström SUPPORT Kenya 1");
}
