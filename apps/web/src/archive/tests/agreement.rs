//! Do the views agree with each other, whatever is in the archive?

use std::fmt::Write;

use super::*;

/// Archives of whatever comes, from a small generator.
fn anything(seed: u32) -> Archive {
    let mut state = seed;
    let mut draw = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    let parties = ["", "Orr (KEN)", "Orr (KEN); Veld (TCD)", "Veld (TCD)", "Ndil", "Ndil; Orr (KEN)"];
    let mut text = String::new();
    for dispatch in 1..=20 {
        let outlet = ["A | KEN | wire", "B | TCD | wire", " | | "][draw(3) as usize];
        writeln!(text, "{dispatch} | 2026-01-{:02} | {outlet}", 1 + draw(28)).unwrap();
        for event in 1..=1 + draw(5) {
            let day = ["", "2026-01-05", "2026-01-06", "2026-03-01"][draw(4) as usize];
            let kind = ["CONSULT 1", "ASSAULT 4", "AID 2", "PROTEST 3"][draw(4) as usize];
            let status = ["actual", "negated", "future m x y"][draw(3) as usize];
            let claim = ["", "deny by Orr", "assert by "][draw(3) as usize];
            let (actors, recipients) = (parties[draw(6) as usize], parties[draw(6) as usize]);
            let place = ["", "Öst, KEN, 1.5, 2", "West, TCD"][draw(3) as usize];
            writeln!(
                text,
                "- {event} | {day} | {kind} {status} | {actors} | {recipients} | {claim} | {place}"
            )
            .unwrap();
        }
    }
    archive(&text)
}

#[test]
fn every_count_of_a_facet_is_what_its_choice_gives() {
    for seed in 0..12 {
        let archive = anything(seed);
        for query in [
            "",
            "type=AID&type=CONSULT",
            "country=KEN&quad=4&voice=denied",
            "outlet=A&actor=orr",
            "from=2026-01-06&context=x",
        ] {
            let asked = filter(query);
            let (selection, facets) = archive.select_with_facets(&asked, None, 99);
            assert_eq!(selection, archive.select(&asked, None), "{query}");
            for facet in &facets.all {
                for value in &facet.values {
                    let chosen = asked.cleared(facet.field).with(facet.field, &value.value);
                    let count = archive.select(&chosen, None).len();
                    assert_eq!(
                        value.count as usize, count,
                        "{seed} {query} {:?} {}",
                        facet.field, value.value
                    );
                }
            }
        }
    }
}

#[test]
fn flows_dyads_and_networks_agree() {
    for seed in 0..12 {
        let archive = anything(seed);
        let all = archive.everything();
        let network = archive.network(&all, By::Country, 99);
        let dyads = archive.dyads(&all, 99);
        assert_eq!(network.edges.len(), dyads.len());
        for edge in &network.edges {
            let mut ends = [edge.source, edge.target].map(|n| network.nodes[n as usize].key.as_str());
            ends.sort_unstable();
            let dyad = dyads.iter().find(|d| [d.first.as_str(), d.second.as_str()] == ends).unwrap();
            assert_eq!((edge.events, edge.quads), (dyad.events, dyad.quads));
            let flows = archive.flows(&all, 99);
            let most: u32 = flows
                .iter()
                .filter(|f| ends.contains(&f.source.as_str()) && ends.contains(&f.target.as_str()))
                .map(|f| f.events)
                .sum();
            assert!((edge.events..=2 * edge.events).contains(&most));
        }
        let series = archive.series(&all, None);
        let binned: u32 = series.bins.iter().flat_map(|b| b.quads).sum();
        assert_eq!((binned + series.undated) as usize, archive.len());
        assert_eq!(archive.network(&all, By::Actor, 2), anything(seed).network(&all, By::Actor, 2));
    }
}

/// What a filter means, said once more: on the strings of a row, as SQL would.
fn fits(filter: &Filter, row: &Row<'_>, dispatch: &Dispatch<'_>) -> bool {
    let among = |chosen: &[String], value: Option<&str>| {
        chosen.is_empty() || value.is_some_and(|v| chosen.iter().any(|c| c == v))
    };
    let listed = |chosen: &[String], lists: &[&str]| {
        let has = |code: &String| lists.iter().any(|l| format!(" {l} ").contains(&format!(" {code} ")));
        chosen.is_empty() || chosen.iter().any(has)
    };
    let worded = |words: &Option<String>, columns: &[&str]| {
        let has = |w: &String| columns.iter().any(|c| c.to_lowercase().contains(&w.to_lowercase()));
        words.as_ref().is_none_or(has)
    };
    worded(&filter.actor, &[row.actors, row.recipients])
        && worded(&filter.place, row.place.as_slice())
        && listed(&filter.country, &[row.actor_countries, row.recipient_countries])
        && listed(&filter.source, &[row.actor_countries])
        && listed(&filter.target, &[row.recipient_countries])
        && listed(&filter.context, &[row.contexts])
        && among(&filter.kind, Some(row.kind))
        && among(&filter.mode, row.mode)
        && among(&filter.status, Some(row.status))
        && among(&filter.place_country, row.place_country)
        && among(&filter.outlet, dispatch.outlet)
        && among(&filter.outlet_country, dispatch.outlet_country)
        && among(&filter.outlet_kind, dispatch.outlet_kind)
        && (filter.quad.is_empty() || filter.quad.contains(&row.quad))
        && filter.voice.is_none_or(|voice| voice == row.voice)
        && filter.from.is_none_or(|from| row.day.is_some_and(|day| day >= from))
        && filter.to.is_none_or(|to| row.day.is_some_and(|day| day <= to))
        && filter.min_confidence.is_none_or(|least| row.confidence >= least)
        && filter.incident.is_none_or(|number| row.incident == Some(number))
}

#[test]
fn selecting_by_symbols_is_selecting_by_strings() {
    let choices = [
        "actor=orr",
        "actor=NDIL%3B",
        "place=öst",
        "country=KEN&country=TCD",
        "source=TCD",
        "target=KEN",
        "type=AID",
        "type=AID&type=PROTEST",
        "mode=m",
        "context=y",
        "quad=1&quad=4",
        "status=actual",
        "voice=outlet",
        "voice=claimed",
        "voice=denied",
        "outlet=B",
        "outlet_country=KEN",
        "outlet_kind=wire",
        "from=2026-01-06",
        "to=2026-01-05",
        "to=2026-03-01",
        "place_country=TCD",
        "min_confidence=0.7",
        "incident=5",
        "mode=none",
    ];
    let mut found = 0;
    for seed in 0..6 {
        let archive = anything(seed);
        for one in choices {
            for other in choices {
                let (asked, _) = Filter::parse_query(&format!("{one}&{other}"));
                let all = archive.everything();
                let fits = |p: &u32| {
                    let row = archive.row(*p);
                    fits(&asked, &row, &archive.dispatch(row.dispatch).unwrap())
                };
                let naive: Vec<u32> = all.positions().iter().copied().filter(fits).collect();
                assert_eq!(archive.select(&asked, None).positions(), naive, "{seed} {one} {other}");
                found += naive.len();
            }
        }
    }
    assert!(found > 10_000, "{found}: the choices find something");
}
