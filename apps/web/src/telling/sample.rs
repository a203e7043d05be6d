//! An invented incident for tests: four dispatches, one of them a copy, tell of a raid.

use chancery_records::incident::Incident;
use chancery_records::incidents::{Facts, Party, Report, Site, Source, Toll, Voice};

use super::Quote;
use crate::reading::sample::at;

/// A party: what it is called, its country, whether the words are loaded.
fn party(words: &str, country: &str, loaded: bool) -> Party {
    let country = Some(country).filter(|c| !c.is_empty()).map(str::to_owned);
    let loaded = if loaded { vec![words.to_owned()] } else { Vec::new() };
    Party { name: words.into(), words: words.into(), country, loaded, ..Party::default() }
}

fn source(id: &str, outlet: &str, country: &str, kind: &str, made: &str, day: i32) -> Source {
    Source {
        id: id.into(),
        repeats: None,
        outlet: Some(outlet.into()),
        country: Some(country.into()),
        kind: Some(kind.into()),
        made: Some(made.into()),
        day: Some(day),
    }
}

fn report(dispatch: i64, source: Source, parties: [Party; 2], deed: &str, toll: [Option<u32>; 2]) -> Report {
    let [actor, recipient] = parties;
    Report {
        dispatch,
        event: 2,
        source,
        kind: "ASSAULT".into(),
        status: "actual".into(),
        actors: vec![actor],
        recipients: vec![recipient],
        days: Some((20_000, 20_000)),
        dated: true,
        site: Some(Site { name: "Port Halden".into(), country: Some("NOR".into()), at: None }),
        deed: deed.into(),
        toll: Toll { dead: toll[0], injured: toll[1] },
        ..Report::default()
    }
}

fn voice(name: &str, country: &str, stance: &str) -> Voice {
    let speakers = if name.is_empty() { Vec::new() } else { vec![(name.into(), Some(country.into()))] };
    Voice { speakers, stance: stance.into() }
}

/// What the dispatches tell.
pub(crate) fn reports() -> Vec<Report> {
    let wire = source("aa", "Fjord Wire", "NOR", "wire", "2024-10-05T06:00:00Z", 20_001);
    let first = report(
        3,
        wire,
        [party("Iceland’s coast guard", "ISL", false), party("fishermen", "NOR", false)],
        "fired on",
        [Some(3), Some(12)],
    );
    let paper = source("bb", "The Halden Post", "NOR", "newspaper", "2024-10-05T09:00:00Z", 20_001);
    let mut copy = first.clone();
    (copy.dispatch, copy.source) = (4, Source { repeats: Some("aa".into()), ..paper });
    let agency = source("cc", "Geysir Agency", "ISL", "state agency", "2024-10-05", 20_001);
    let mut denied = report(
        5,
        agency,
        [party("the coast guard", "ISL", false), party("smugglers", "NOR", true)],
        "shots",
        [None, None],
    );
    denied.voices = vec![voice("Jon Brandt", "ISL", "deny"), voice("Una Stein", "ISL", "assert")];
    denied.status = "negated".into();
    let herald = source("dd", "Baltic Herald", "SWE", "newspaper", "2024-10-06", 20_002);
    let mut later = report(
        6,
        herald,
        [party("Iceland’s coast guard", "ISL", false), party("fishermen", "NOR", false)],
        "fired on",
        [Some(5), Some(12)],
    );
    later.voices = vec![voice("", "", "assert")];
    later.site = Some(Site { name: "Halden Bay".into(), country: Some("NOR".into()), at: None });
    let online = source("ee", "Skerry Online", "DNK", "online", "2024-10-06", 20_002);
    let mut third = report(
        8,
        online,
        [party("the pirate regime", "ISL", true), party("fishermen", "NOR", false)],
        "fired on",
        [Some(3), None],
    );
    third.days = Some((19_999, 19_999));
    vec![later, denied, copy, first, third]
}

/// The incident of the reports.
pub(crate) fn incident() -> (Incident, Facts, Vec<Report>) {
    let reports = reports();
    let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
    let incident = Incident {
        day: Some(19_999),
        last_day: Some(20_000),
        kind: "ASSAULT".into(),
        actor_countries: "ISL".into(),
        recipient_countries: "NOR".into(),
        place: Some("Port Halden".into()),
        place_country: Some("NOR".into()),
        ..Incident::default()
    };
    (incident, facts, reports)
}

/// The sentences.
pub(crate) fn quote(dispatch: i64, _event: u32) -> Option<Quote> {
    let (sentence, trigger) = match dispatch {
        3 | 4 => (
            "Iceland’s coast guard fired on fishermen off Port Halden on Friday, killing three and injuring 12.",
            "fired on",
        ),
        5 => (
            "Una Stein said Jon Brandt denied that the coast guard aimed any shots at the smugglers.",
            "shots",
        ),
        6 => (
            "Five were killed when Iceland’s coast guard fired on fishermen in Halden Bay, sources said.",
            "fired on",
        ),
        _ => return None,
    };
    let [start, end] = at(sentence, trigger);
    Some(Quote { sentence: sentence.into(), trigger: (start, end) })
}
