//! An invented dispatch for tests, its spans found by its words.

use chancery_model::record::{
    ActorOut, ClaimOut, CueOut, DateOut, DatelineOut, DispatchOut, EventOut, EvidenceOut, FORMAT, MentionOut,
    PlaceOut, Producer, Record, RemarkOut, RepeatsOut, Span,
};
use chancery_records::stored::{Correction, Incidence, Stored};

const TEXT: &str = "Sol condemns seizure of trawler, denies secret talks\n\n\
Oslo, Fjord Wire - Foreign Minister Ada Quist met Icelandic envoy Jon Brandt on Tuesday to discuss fishing \
rights in the Northern Basin.\n\n\
Quist said that the opposition leader Ivar Sol had denied that the two sides held secret talks in Bergen. \
“We will not bow to the pirate regime,” Sol told reporters, condemning the seizure of a Norwegian trawler that \
a person close to the navy said Iceland’s coast guard had boarded.\n\n\
Three sailors were injured when the coast guard boarded the vessel. Brandt promised to release the crew within \
a week.";

/// The span of words that stand in a text; "words#2" are those at their second place.
pub(crate) fn at(text: &str, words: &str) -> Span {
    let (words, nth) = words.split_once('#').map_or((words, 1), |(w, n)| (w, n.parse().unwrap()));
    let (byte, _) = text.match_indices(words).nth(nth - 1).unwrap_or_else(|| panic!("{words}"));
    let count = |s: &str| u32::try_from(s.chars().count()).unwrap();
    let start = count(text.get(..byte).unwrap());
    [start, start + count(words)]
}

fn spans(text: &str, words: &[&str]) -> Vec<Span> {
    words.iter().map(|w| at(text, w)).collect()
}

pub(crate) fn evidence(by: &str, confidence: f64) -> EvidenceOut {
    EvidenceOut { by: by.into(), confidence, spans: Vec::new() }
}

/// An actor by its mentions; "~" before a mention is a description, "^" a pronoun.
pub(crate) fn actor(text: &str, id: &str, kind: &str, name: &str, country: &str, said: &[&str]) -> ActorOut {
    let mention = |words: &&str| match (words.strip_prefix('~'), words.strip_prefix('^')) {
        (Some(words), _) => MentionOut { span: at(text, words), kind: "nominal".into() },
        (_, Some(words)) => MentionOut { span: at(text, words), kind: "pronoun".into() },
        _ => MentionOut { span: at(text, words), kind: "named".into() },
    };
    ActorOut {
        id: id.into(),
        kind: kind.into(),
        name: name.into(),
        country: Some(country).filter(|c| !c.is_empty()).map(str::to_owned),
        sectors: Vec::new(),
        office: None,
        office_text: None,
        reference: None,
        basis: "text".into(),
        loaded: Vec::new(),
        mentions: said.iter().map(mention).collect(),
    }
}

/// A claim: source, cue and content by their words.
pub(crate) fn claim(
    text: &str,
    id: &str,
    sources: &[&str],
    words: [&str; 3],
    stance: &str,
    within: Option<&str>,
) -> ClaimOut {
    let given = |words: &str| if words.is_empty() { Vec::new() } else { vec![at(text, words)] };
    ClaimOut {
        id: id.into(),
        sources: sources.iter().map(|s| (*s).to_owned()).collect(),
        source_span: given(words[0]),
        cue: CueOut { span: given(words[1]), lemma: words[1].into() },
        content: given(words[2]),
        form: "indirect".into(),
        stance: stance.into(),
        within: within.map(str::to_owned),
        evidence: evidence("attribution/cue", 0.91),
    }
}

/// An event by its trigger's words.
pub(crate) fn event(
    text: &str,
    id: &str,
    kind: &str,
    quad: u8,
    parties: [&[&str]; 2],
    trigger: &str,
    claim: Option<&str>,
) -> EventOut {
    let ids = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    EventOut {
        id: id.into(),
        kind: kind.into(),
        mode: None,
        contexts: Vec::new(),
        cameo: None,
        quad,
        intensity: 0.0,
        actors: ids(parties[0]),
        recipients: ids(parties[1]),
        participants: Vec::new(),
        status: "actual".into(),
        reported_by: claim.map(str::to_owned),
        date: None,
        place: None,
        trigger: spans(text, &[trigger]),
        sentence: 0,
        same_as: Vec::new(),
        evidence: evidence("events/model", 0.87),
    }
}

/// A dispatch of a text and what was found in it.
pub(crate) fn dispatch(
    text: &str,
    actors: Vec<ActorOut>,
    claims: Vec<ClaimOut>,
    events: Vec<EventOut>,
) -> Stored {
    let dispatch = DispatchOut {
        id: "00ff".into(),
        origin: "/dispatches/1.txt".into(),
        url: None,
        outlet: None,
        title: None,
        bylines: Vec::new(),
        dateline: None,
        published: None,
        published_basis: None,
        modified: None,
        section: None,
        repeats: None,
        language: "en".into(),
        text: text.into(),
    };
    let producer = Producer { version: "0.1.0".into(), model: "ab".repeat(16), rules: "cd".repeat(16) };
    Stored {
        number: 7,
        run: 1,
        sentences: vec![None; events.len()],
        incidents: vec![None; events.len()],
        record: Record {
            format: FORMAT.into(),
            producer,
            dispatch,
            actors,
            claims,
            events,
            remarks: Vec::new(),
        },
        read_at: "2026-11-28T03:04:05Z".into(),
        outlet_country: None,
        outlet_kind: None,
        corrections: Vec::new(),
    }
}

fn actors(t: &str) -> Vec<ActorOut> {
    let mut envoy =
        actor(t, "a2", "person", "Jon Brandt", "ISL", &["Icelandic envoy Jon Brandt", "Brandt#2"]);
    (envoy.office, envoy.office_text) = (Some("envoy".into()), Some("envoy".into()));
    envoy.sectors = vec!["GOV".into()];
    let mut minister =
        actor(t, "a1", "person", "Ada Quist", "NOR", &["Foreign Minister Ada Quist", "Quist#2"]);
    minister.office = Some("minister of foreign affairs".into());
    minister.office_text = Some("Foreign Minister".into());
    minister.sectors = vec!["GOV".into()];
    let leader = ["Sol", "~the opposition leader Ivar Sol", "^We", "Sol#3"];
    let leader = actor(t, "a3", "person", "Ivar Sol", "NOR", &leader);
    let coast_guard = ["Iceland’s coast guard", "~the coast guard", "~the pirate regime"];
    let mut guard = actor(t, "a4", "organisation", "Iceland’s coast guard", "ISL", &coast_guard);
    (guard.loaded, guard.sectors) = (vec![at(t, "the pirate regime")], vec!["MIL".into()]);
    let sides = actor(t, "a5", "group", "the two sides", "", &["~the two sides"]);
    let trawler =
        actor(t, "a6", "group", "a Norwegian trawler", "NOR", &["~a Norwegian trawler", "~Three sailors"]);
    vec![minister, envoy, leader, guard, sides, trawler]
}

fn claims(t: &str) -> Vec<ClaimOut> {
    let mut told = claim(
        t,
        "c3",
        &["a3"],
        [
            "Sol#3",
            "condemning",
            "the seizure of a Norwegian trawler that a person close to the navy said Iceland’s coast guard had boarded",
        ],
        "condemn",
        None,
    );
    told.form = "mixed".into();
    vec![
        claim(
            t,
            "c1",
            &["a1"],
            [
                "Quist#2",
                "said",
                "the opposition leader Ivar Sol had denied that the two sides held secret talks in Bergen",
            ],
            "assert",
            None,
        ),
        claim(
            t,
            "c2",
            &["a3"],
            ["the opposition leader Ivar Sol", "denied", "the two sides held secret talks in Bergen"],
            "deny",
            Some("c1"),
        ),
        told,
        claim(
            t,
            "c4",
            &[],
            ["a person close to the navy", "said#2", "Iceland’s coast guard had boarded"],
            "assert",
            Some("c3"),
        ),
        claim(
            t,
            "c5",
            &["a2"],
            ["Brandt#2", "promised", "to release the crew within a week"],
            "promise",
            None,
        ),
    ]
}

fn events(t: &str) -> Vec<EventOut> {
    let mut met = event(t, "e1", "CONSULT", 1, [&["a1", "a2"], &[]], "met", None);
    met.mode = Some("visit".into());
    met.contexts = vec!["agriculture".into(), "territory".into()];
    met.date = Some(DateOut {
        value: "2026-11-24".into(),
        granularity: "day".into(),
        basis: "text".into(),
        span: Some(at(t, "Tuesday")),
    });
    met.place = Some(PlaceOut {
        name: "Oslo".into(),
        country: Some("NOR".into()),
        lat: None,
        lon: None,
        geonameid: None,
        span: vec![at(t, "Oslo")],
    });
    met.evidence.spans = spans(t, &["met", "to discuss"]);
    met.cameo = Some("042".into());
    let mut talks = event(t, "e2", "CONSULT", 1, [&["a5"], &[]], "held secret talks", Some("c2"));
    talks.status = "negated".into();
    let seizure = event(t, "e3", "COERCE", 4, [&["a4"], &["a6"]], "seizure#2", Some("c3"));
    let mut boarded = event(t, "e4", "COERCE", 4, [&["a4"], &["a6"]], "boarded", Some("c4"));
    boarded.same_as = vec!["e3".into()];
    let mut hurt = event(t, "e5", "ASSAULT", 4, [&["a4"], &["a6"]], "injured", None);
    hurt.status = "actual".into();
    let mut release = event(t, "e6", "RETREAT", 2, [&["a2"], &["a6"]], "release", Some("c5"));
    release.status = "future".into();
    vec![met, talks, seizure, boarded, hurt, release]
}

/// The dispatch with all that a page can show.
pub(crate) fn stored() -> Stored {
    let t = TEXT;
    let mut stored = dispatch(t, actors(t), claims(t), events(t));
    let sentence = |from: &str, to: &str| Some([at(t, from)[0], at(t, to)[1]]);
    let second = sentence("“We", "had boarded.");
    stored.sentences = vec![
        sentence("Oslo", "Basin."),
        sentence("Quist#2", "Bergen."),
        second,
        second,
        sentence("Three", "vessel."),
        sentence("Brandt#2", "week."),
    ];
    stored.incidents[2] = Some(Incidence { incident: 5, mentions: 9, outlets: 4, dispatches: 6 });
    stored.corrections = vec![Correction {
        id: 1,
        event: "e6".into(),
        field: "status".into(),
        was: Some("actual".into()),
        value: Some("future".into()),
        by: "Mira Holt".into(),
        why: "a promise is not a release".into(),
        at: "2026-11-28T09:00:00Z".into(),
    }];
    let head = &mut stored.record.dispatch;
    head.title = t.lines().next().map(str::to_owned);
    head.outlet = Some("Fjord Wire".into());
    head.url = Some("https://fjordwire.example/2026/11/25/trawler".into());
    head.bylines = vec!["Nils Aker".into()];
    head.dateline =
        Some(DatelineOut { place: Some("Oslo".into()), agency: Some("Fjord Wire".into()), date: None });
    (head.published, head.published_basis) =
        (Some("2026-11-25T08:10:00+01:00".into()), Some("json-ld".into()));
    head.repeats = Some(RepeatsOut { id: "77aa".into(), contained: 0.42, containing: 0.8 });
    (stored.outlet_country, stored.outlet_kind) = (Some("NOR".into()), Some("wire".into()));
    stored.record.remarks = vec![RemarkOut {
        stage: "actors".into(),
        code: "actors/unknown-country".into(),
        span: Some(vec![at(t, "the two sides")]),
        text: "no country could be told".into(),
    }];
    stored
}
