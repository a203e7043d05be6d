//! Does each view show what is in the archive?

use std::fmt::Write;

use super::*;

#[test]
fn events_stand_newest_first_and_those_without_a_day_last() {
    let archive = sample();
    assert_eq!(named(&archive, archive.everything().positions()), "8.2 7.2 8.1 7.1 9.1 7.3");
    assert_eq!(
        archive.span().map(|(a, b)| (date(a), date(b))),
        Some(("2026-11-20".into(), "2026-11-22".into()))
    );
    assert_eq!(archive.newest_day().map(date).as_deref(), Some("2026-11-22"));
    assert_eq!((archive.len(), archive.dispatch_count(), archive.incident_count()), (6, 3, 3));
    assert_eq!(archive.quads(&archive.everything()), [2, 1, 1, 2]);
}

#[test]
fn every_filter_finds_its_events() {
    let archive = sample();
    for (query, events) in [
        ("", "8.2 7.2 8.1 7.1 9.1 7.3"),
        ("actor=ngström%3B+issa", "7.1"),
        ("actor=ÅNGS", "7.2 7.1"),
        ("actor=o%27rahn", "8.1"),
        ("actor=nobody", ""),
        ("country=TCD", "8.2 7.2 8.1 7.1 7.3"),
        ("source=TCD", "7.1"),
        ("target=TCD&target=KEN", "8.2 7.2 8.1 9.1 7.3"),
        ("source=KEN+TCD", ""),
        ("type=ASSAULT&type=AID", "8.2 8.1 7.3"),
        ("mode=beat", "8.2"),
        ("context=military", "7.1"),
        ("context=human_rights", "9.1"),
        ("context=mil", ""),
        ("quad=1&quad=3", "7.2 7.1 9.1"),
        ("status=future", "7.2"),
        ("voice=outlet", "7.1 9.1 7.3"),
        ("voice=claimed", "7.2 8.1"),
        ("voice=denied", "8.2"),
        ("outlet=Harbour+Post", "8.2 8.1"),
        ("outlet_country=KEN", "7.2 7.1 7.3"),
        ("outlet_kind=newspaper&quad=1", ""),
        ("from=2026-11-21", "8.2 7.2"),
        ("to=2026-11-21", "7.2 8.1 7.1"),
        ("from=2026-11-21&to=2026-11-21", "7.2"),
        ("from=2026-11-23&to=2026-11-01", ""),
        ("place=öst", "8.2 8.1"),
        ("place_country=KEN", "7.1 7.3"),
        ("min_confidence=0.9", "7.2 7.1"),
        ("incident=41", "8.2 8.1"),
        ("incident=77", ""),
        ("actor=sudan&voice=denied&from=2026-01-01&quad=4", "8.2"),
    ] {
        let (filter, _) = Filter::parse_query(query);
        assert_eq!(named(&archive, archive.select(&filter, None).positions()), events, "{query}");
    }
}

#[test]
fn words_are_those_of_the_dispatches_that_have_them() {
    let archive = sample();
    let asked = filter("q=fire&quad=1&quad=3");
    assert_eq!(named(&archive, archive.select(&asked, Some(&[7, 12])).positions()), "7.2 7.1");
    assert_eq!(archive.select(&asked, Some(&[])).len(), 0);
    assert_eq!(archive.select(&asked, None).len(), 3);
}

#[test]
fn a_row_has_all_that_a_table_shows() {
    let archive = sample();
    let row = archive.row(archive.position(7, 2).unwrap());
    assert_eq!((row.kind, row.quad, row.status, row.voice), ("PROMISE", 1, "future", Voice::Claimed));
    assert_eq!((row.actors, row.recipients), ("ZOË  ÅNGSTRÖM", "Issa Ndil; Sudan"));
    let parties: Vec<_> =
        row.parties.iter().map(|p| (p.role.name(), p.name, p.country.unwrap_or("-"))).collect();
    assert_eq!(
        parties,
        [("actor", "Zoë Ångström", "KEN"), ("recipient", "Issa Ndil", "TCD"), ("recipient", "Sudan", "SDN")]
    );
    assert_eq!(row.in_role(Role::Recipient).count(), 2);
    assert_eq!(
        (row.outlet, row.sentence, row.incident, row.lat),
        (Some("Veld Wire"), Some([0, 40]), None, None)
    );
    assert_eq!(archive.row(archive.position(8, 1).unwrap()).incident, Some(41));
    assert_eq!(archive.row(archive.position(7, 3).unwrap()).lat, Some(-0.25));
    assert_eq!((archive.position(7, 4), archive.position(1, 1)), (None, None));
    assert_eq!(archive.row(999).kind, "");
}

#[test]
fn a_dispatch_has_its_events_in_its_own_order() {
    let archive = sample();
    let dispatch = archive.dispatch(7).unwrap();
    assert_eq!(
        (dispatch.outlet_kind, named(&archive, dispatch.events).as_str()),
        (Some("wire"), "7.1 7.2 7.3")
    );
    assert_eq!(archive.dispatch(6), None);
    let newest: Vec<i64> = archive.newest_dispatches(9).iter().map(|d| d.dispatch).collect();
    assert_eq!(newest, [8, 7, 9]);
}

#[test]
fn a_facet_ignores_its_own_choice_and_obeys_the_others() {
    let archive = sample();
    let values = |query: &str, field: Field, top: usize| -> String {
        let facets = archive.facets(&Filter::parse_query(query).0, None, top);
        let facet = facets.get(field).unwrap();
        let value = |v: &FacetValue| format!("{}{} {}", if v.chosen { "+" } else { "" }, v.value, v.count);
        let all: Vec<String> = facet.values.iter().map(value).collect();
        format!("{}; {} more", all.join(", "), facet.further)
    };
    assert_eq!(values("", Field::Type, 2), "ASSAULT 2, AID 1; 3 more");
    assert_eq!(values("type=PROTEST", Field::Type, 2), "ASSAULT 2, AID 1, +PROTEST 1; 2 more");
    assert_eq!(values("type=PROTEST", Field::Quad, 9), "3 1; 0 more");
    assert_eq!(values("type=ASSAULT&voice=denied", Field::Type, 9), "+ASSAULT 1; 0 more");
    assert_eq!(values("type=YIELD", Field::Type, 1), "ASSAULT 2, +YIELD 0; 4 more");
    assert_eq!(values("source=SDN", Field::Country, 9), "SDN 2, TCD 2; 0 more");
    assert_eq!(values("", Field::Country, 9), "TCD 5, KEN 4, SDN 3; 0 more");
    assert_eq!(values("outlet=Veld+Wire", Field::Outlet, 9), "+Veld Wire 3, Harbour Post 2; 0 more");
    assert_eq!(values("outlet=Veld+Wire", Field::OutletKind, 9), "wire 3; 0 more");
    assert_eq!(values("", Field::Context, 9), "economic 1, human_rights 1, military 1; 0 more");
    assert_eq!(values("", Field::Voice, 9), "outlet 3, claimed 2, denied 1; 0 more");
}

#[test]
fn bins_have_no_gaps_and_grow_with_the_time() {
    let archive = sample();
    let all = archive.everything();
    let series = archive.series(&all, None);
    let bins: Vec<_> = series.bins.iter().map(|b| (date(b.start), b.quads)).collect();
    assert_eq!(
        bins,
        [
            ("2026-11-20".to_owned(), [1, 0, 0, 1]),
            ("2026-11-21".to_owned(), [1, 0, 0, 0]),
            ("2026-11-22".to_owned(), [0, 0, 0, 1]),
        ]
    );
    assert_eq!((series.period, series.undated, series.earlier), (Period::Day, 2, 0));
    assert_eq!(archive.series(&all, Some(Period::Quarter)).bins.len(), 1);
    for (first, asked, period, bins) in [
        ("2026-08-01", None, Period::Day, 120),
        ("2026-07-31", None, Period::Week, 18),
        ("2026-01-01", Some(Period::Day), Period::Day, 332),
        ("2025-01-01", Some(Period::Day), Period::Week, 100),
        ("1990-01-01", None, Period::Year, 37),
        ("0030-01-01", None, Period::Year, 400),
    ] {
        let lines = format!("1 | 2026-11-28\n- 1 | {first} | AID 2 actual\n- 2 | 2026-11-28 | AID 2 actual");
        let long = tests::archive(&lines);
        let series = long.series(&long.everything(), asked);
        assert_eq!((series.period, series.bins.len()), (period, bins), "{first}");
        assert!(series.bins.windows(2).all(|b| series.period.next(b[0].start) == b[1].start));
        let counted: u32 = series.bins.iter().map(|b| b.quads[1]).sum();
        assert_eq!(counted + series.earlier, 2, "{first}");
    }
    assert_eq!(archive.series(&Selection::default(), None).bins, []);
}

#[test]
fn places_are_those_with_coordinates() {
    let archive = sample();
    let places = archive.places(&archive.everything(), 9);
    let told: Vec<_> = places.iter().map(|p| (p.name.as_str(), p.lat, p.events, p.quads)).collect();
    assert_eq!(told, [("Nakuru", -0.5, 2, [1, 1, 0, 0]), ("Port Öst", 19.5, 1, [0, 0, 0, 1])]);
}

#[test]
fn a_meeting_goes_both_ways_and_a_deed_one() {
    let archive = sample();
    let flows = archive.flows(&archive.everything(), 9);
    let told: Vec<_> =
        flows.iter().map(|f| format!("{} {} {} {}", f.source, f.target, f.events, f.intensity_sum)).collect();
    assert_eq!(told, ["KEN TCD 3 6", "SDN TCD 2 -15", "KEN SDN 1 2", "TCD KEN 1 2"]);
    let dyads = archive.dyads(&archive.everything(), 9);
    let told: Vec<_> = dyads
        .iter()
        .map(|d| format!("{} {} {} {} {}", d.first, d.second, d.events, d.recent, d.before))
        .collect();
    assert_eq!(told, ["KEN TCD 3 2 0", "SDN TCD 2 2 0", "KEN SDN 1 1 0"]);
    assert!((dyads[1].intensity_mean + 7.5).abs() < 1e-9);
}

#[test]
fn a_network_has_the_greatest_nodes_and_all_edges_among_them() {
    let archive = sample();
    let told = |by: By, top: usize| {
        let network = archive.network(&archive.everything(), by, top);
        let nodes: Vec<_> = network.nodes.iter().map(|n| format!("{} {}", n.key, n.events)).collect();
        let edges: Vec<_> =
            network.edges.iter().map(|e| format!("{}-{} {}", e.source, e.target, e.events)).collect();
        format!("{}; {}; of {}", nodes.join(", "), edges.join(", "), network.total)
    };
    assert_eq!(told(By::Country, 9), "TCD 5, KEN 4, SDN 3; 0-1 3, 0-2 2, 1-2 1; of 3");
    assert_eq!(told(By::Country, 2), "TCD 5, KEN 4; 0-1 3; of 3");
    assert_eq!(
        told(By::Actor, 5),
        "TCD:Chad 2, TCD:Issa Ndil 2, KEN:Kenya 2, SDN:Sudan 2, KEN:Zoë Ångström 2; \
         0-2 1, 0-3 1, 1-4 2, 3-4 1; of 9"
    );
    assert_eq!(told(By::Actor, 0), "; ; of 9");
}

#[test]
fn an_actor_is_found_by_part_of_its_name() {
    let archive = sample();
    let found = |words: &str| -> Vec<String> {
        archive.actors(words, 3).iter().map(|a| format!("{} {}", a.name, a.events)).collect()
    };
    assert_eq!(found("ÅNGSTRÖM zoë"), ["Zoë Ångström 2"]);
    assert_eq!(found("ers"), ["farmers 1", "villagers 1"]);
    assert_eq!(found(""), ["Chad 2", "Issa Ndil 2", "Kenya 2"]);
    assert_eq!(archive.actors("", 0).len(), 0);
    assert_eq!(archive.actor_total(), 9);
}

#[test]
fn an_actor_has_counterparts_by_what_each_does() {
    let archive = sample();
    let view = archive.actor("zoë ångström", Some("KEN")).unwrap();
    assert_eq!(named(&archive, &view.positions), "7.2 7.1");
    let others: Vec<_> = view.counterparts.iter().map(|c| (c.name.as_str(), c.events)).collect();
    assert_eq!(others, [("Issa Ndil", 2), ("Sudan", 1)]);
    assert_eq!(
        view.roles.iter().map(|r| (r.role, r.positions.len())).collect::<Vec<_>>(),
        [(Role::Actor, 2)]
    );
    assert_eq!(view.types.iter().map(|c| c.value.as_str()).collect::<Vec<_>>(), ["CONSULT", "PROMISE"]);
    assert_eq!(view.outlets, [Count { value: "Veld Wire".into(), events: 2 }]);
    assert_eq!((view.first_day.map(date).as_deref(), view.quads), (Some("2026-11-20"), [2, 0, 0, 0]));
    assert_eq!(
        (archive.actor("Zoë Ångström", None), archive.actor("villagers", None).is_some()),
        (None, true)
    );
}

#[test]
fn incidents_come_newest_first() {
    let archive = sample();
    let numbers = |incidents: Vec<Incident<'_>>| incidents.iter().map(|i| i.incident).collect::<Vec<_>>();
    assert_eq!(numbers(archive.incidents(None, 0, 9)), [41, 39, 40]);
    assert_eq!(numbers(archive.incidents(None, 2, 9)), [41, 39]);
    let cooperative = archive.select(&filter("quad=1"), None);
    assert_eq!(numbers(archive.incidents(Some(&cooperative), 0, 9)), [40]);
    assert_eq!(archive.incident(39).map(|i| i.kind), Some("PROTEST"));
    assert_eq!(named(&archive, &archive.events_of_incident(41)), "8.2 8.1");
    assert_eq!(archive.incident(1), None);
}

#[test]
fn outlets_are_counted_with_their_dispatches() {
    let archive = sample();
    let told: Vec<_> =
        archive.outlets().iter().map(|o| format!("{} {} {}", o.outlet, o.dispatches, o.events)).collect();
    assert_eq!(told, ["Veld Wire 1 3", "Harbour Post 1 2"]);
}

#[test]
fn what_rose_and_what_fell_is_told_by_share() {
    let mut text = String::new();
    for n in 1..=40 {
        // Early a month of meetings; in the last week raids, by somebody new.
        let (day, kind) = if n <= 28 { (n, "CONSULT 1") } else { (29 + n % 7, "ASSAULT 4") };
        let month = if day <= 28 { format!("2026-10-{day:02}") } else { format!("2026-11-{:02}", day - 28) };
        let actor = if n <= 28 { "Orr" } else { "raiders" };
        writeln!(text, "{n} | {month}\n- 1 | {month} | {kind} actual | {actor} (KEN) | Veld (TCD)").unwrap();
    }
    let archive = archive(&text);
    let changes = archive.changes(5).unwrap();
    assert_eq!((date(changes.from), date(changes.to)), ("2026-11-01".into(), "2026-11-07".into()));
    assert_eq!(
        (changes.types.rises[0].value.as_str(), changes.types.falls[0].value.as_str()),
        ("ASSAULT", "CONSULT")
    );
    assert!(changes.types.rises[0].g2 > 10.83 && changes.types.falls[0].g2 < -10.83);
    assert_eq!(changes.countries, Movement::default(), "all events are between the same two");
    assert_eq!(changes.new_actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["raiders"]);
    assert_eq!(archive.recent().len(), changes.recent as usize);
    assert_eq!(Archive::default().changes(5), None);
    assert_eq!(sample().changes(5).unwrap().new_actors, []);
}

#[test]
fn rows_may_come_in_any_order_and_strays_are_left_out() {
    let stray =
        archive("3 | 2026-01-01\n- 2 | 2026-01-01 | AID 2 actual\n- 1 | 2026-01-01 | AID 2 actual\n1 |");
    assert_eq!(named(&stray, stray.everything().positions()), "3.1 3.2");
    let mut builder = Builder::default();
    builder.event(EventPart { dispatch: 5, event: 1, day: Some(i32::MAX), ..EventPart::default() });
    builder.participant(5, 1, "onlooker", "Orr", None);
    builder.participant(6, 1, "actor", "Orr", None);
    builder.report(1, 5, 1);
    let empty = builder.finish();
    assert!(empty.is_empty() && empty.span().is_none() && empty.actors("", 9).is_empty());
    assert_eq!(empty.network(&empty.everything(), By::Actor, 9).nodes, []);
}

#[test]
fn an_archive_can_be_asked_from_several_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Archive>();
}
