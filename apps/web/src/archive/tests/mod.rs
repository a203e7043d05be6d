//! Which small archive do the tests ask?

use super::*;

mod agreement;
mod views;

/// An archive from lines of text. A dispatch is "number | day | outlet | country | kind"; its events follow:
/// "- number | day | TYPE quad status mode contexts | actors | recipients | claim | place". Parties are
/// "Name (CODE); Name", a claim is "stance by Name", a place "Name, CODE, lat, lon". An incident is
/// "! number | last day | TYPE | dispatches | dispatch.event dispatch.event".
pub(crate) fn archive(text: &str) -> Archive {
    let mut builder = Builder::default();
    let mut dispatch = 0;
    let mut later: Vec<(i64, i32, &str, &str, Option<&str>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.trim().trim_start_matches(['!', '-']).split('|').map(str::trim).collect();
        let cell = |n: usize| cells.get(n).copied().filter(|c| !c.is_empty());
        let number = cells[0].parse().unwrap();
        if line.trim().starts_with('!') {
            builder.incident(IncidentPart {
                incident: number,
                last_day: cell(1).and_then(day),
                kind: cells[2],
                dispatches: cells[3].parse().unwrap(),
                ..IncidentPart::default()
            });
            for told in cells[4].split(' ') {
                let (dispatch, event) = told.split_once('.').unwrap();
                builder.report(number, dispatch.parse().unwrap(), event.parse().unwrap());
            }
        } else if line.trim().starts_with('-') {
            event(&mut builder, dispatch, &cells, &mut later);
        } else {
            dispatch = number;
            builder.dispatch(DispatchPart {
                dispatch,
                id: "5e",
                day: cell(1).and_then(day),
                outlet: cell(2),
                outlet_country: cell(3),
                outlet_kind: cell(4),
                ..DispatchPart::default()
            });
        }
    }
    for (dispatch, event, role, name, country) in later {
        builder.participant(dispatch, event, role, name, country);
    }
    builder.finish()
}

type Later<'a> = Vec<(i64, i32, &'a str, &'a str, Option<&'a str>)>;

fn event<'a>(builder: &mut Builder, dispatch: i64, cells: &[&'a str], later: &mut Later<'a>) {
    let cell = |n: usize| cells.get(n).copied().filter(|c| !c.is_empty());
    let event = cells[0].parse().unwrap();
    let parties = |n: usize| -> Vec<(&'a str, Option<&'a str>)> {
        let all = cell(n).into_iter().flat_map(|all| all.split("; "));
        let party = |p: &'a str| match p.split_once(" (") {
            Some((name, code)) => (name, Some(code.trim_end_matches(')'))),
            None => (p, None),
        };
        all.map(party).collect()
    };
    let names = |n: usize| parties(n).iter().map(|p| p.0).collect::<Vec<_>>().join("; ");
    let codes = |n: usize| parties(n).iter().filter_map(|p| p.1).collect::<Vec<_>>().join(" ");
    for (n, role) in [(3, "actor"), (4, "recipient")] {
        later.extend(parties(n).into_iter().map(|(name, code)| (dispatch, event, role, name, code)));
    }
    let coded: Vec<&str> = cells[2].split(' ').collect();
    let claim = cell(5).and_then(|claim| claim.split_once(" by "));
    let place: Vec<&str> = cell(6).map(|p| p.split(", ").collect()).unwrap_or_default();
    builder.event(EventPart {
        dispatch,
        event,
        day: cell(1).and_then(day),
        kind: coded[0],
        quad: coded[1].parse().unwrap(),
        status: coded[2],
        mode: coded.get(3).copied(),
        contexts: &coded.iter().skip(4).copied().collect::<Vec<_>>().join(" "),
        intensity: if coded[1] == "4" { -7.5 } else { 2.0 },
        actors: &names(3),
        actor_countries: &codes(3),
        recipients: &names(4),
        recipient_countries: &codes(4),
        claim: claim.map(|_| 1),
        stance: claim.map(|c| c.0),
        claimed_by: claim.map(|c| c.1),
        place: place.first().copied(),
        place_country: place.get(1).copied(),
        lat: place.get(2).and_then(|d| d.parse().ok()),
        lon: place.get(3).and_then(|d| d.parse().ok()),
        sentence: Some([0, 40]),
        trigger: [4, 8],
        confidence: if coded[1] == "1" { 0.9 } else { 0.6 },
        ..EventPart::default()
    });
}

/// What most tests ask.
pub(crate) fn sample() -> Archive {
    archive(
        "7 | 2026-11-21 | Veld Wire | KEN | wire
         - 1 | 2026-11-20 | CONSULT 1 actual visit economic military | Zoë Ångström (KEN); Issa Ndil (TCD) | | | Nakuru, KEN, -0.5, 36.0
         - 2 | 2026-11-21 | PROMISE 1 future | ZOË  ÅNGSTRÖM (KEN) | Issa Ndil (TCD); Sudan (SDN) | promise by Zoë Ångström
         - 3 |  | AID 2 historical | Kenya (KEN) | Chad (TCD) | | Nakuru, KEN, -0.25, 36.5
         8 | 2026-11-22 | Harbour Post | SDN | newspaper
         - 1 | 2026-11-20 | ASSAULT 4 actual | rebels (SDN) | O'Rahn (TCD) | accuse by Issa Ndil | Port Öst, SDN
         - 2 | 2026-11-22 | ASSAULT 4 actual beat | Sudan (SDN) | Chad (TCD) | deny by Sudan | Port Öst, SDN, 19.5, 37.0
         9 | | | |
         - 1 | | PROTEST 3 actual demo human_rights | villagers; farmers (KEN) | Kenya (KEN) | |
         ! 40 | 2026-11-20 | CONSULT | 1 | 7.1
         ! 41 | 2026-11-22 | ASSAULT | 2 | 8.1 8.2
         ! 39 | 2026-11-20 | PROTEST | 3 | 9.1",
    )
}

/// Events as "dispatch.event".
pub(crate) fn named(archive: &Archive, positions: &[u32]) -> String {
    let all: Vec<String> = archive.rows(positions).map(|r| format!("{}.{}", r.dispatch, r.event)).collect();
    all.join(" ")
}

pub(crate) fn filter(query: &str) -> Filter {
    let (filter, wrong) = Filter::parse_query(query);
    assert_eq!(wrong, [""; 0], "{query}");
    filter
}
