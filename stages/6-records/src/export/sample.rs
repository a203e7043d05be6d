//! What do the exports' tests write out? Three invented dispatches with every case that a format has to
//! bear: a meeting, an attack that one side claims and the other denies, and things that did not happen.

use chancery_model::record::{
    ActorOut, ClaimOut, CueOut, DateOut, DatelineOut, DispatchOut, EventOut, EvidenceOut, MentionOut,
    ParticipantOut, PlaceOut, Producer, Record, Span,
};

use crate::stored::{Correction, Incidence, Stored};

const MEETING: &str = "Ångström, Muthama meet in Tromsø\n\n\
    Premier Zoë Ångström of Norway met Kenyan Foreign Minister Daniel Muthama in Tromsø on Friday.\n\n\
    She thanked Kenya for its help.\n";
const ATTACK: &str = "Shells fall on barracks\n\n\
    Sudanese army spokesman Idris Halloum said rebels and unknown gunmen shelled the barracks of the army \
    last week.\n\n\
    The rebels denied that they had attacked the barracks.\n";
const REFUSAL: &str = "🌾 Grain <first>, says \"Chad\" & friends\n\n\
    Chad did not send troops to Libya.\n\n\
    Ministers Koura Ndil and Issa Mbodou demanded that Libya reopen the road.\n\n\
    Chad will buy grain. The UN gave Chad grain.\n";

/// Where words stand for the first time, in code points; the test fails where they do not.
fn at(text: &str, words: &str) -> Span {
    nth(text, words, 0)
}

/// The same for a later time, counted from 0.
fn nth(text: &str, words: &str, n: usize) -> Span {
    let (byte, _) = text.match_indices(words).nth(n).expect("the words stand in the text");
    let start = text.char_indices().take_while(|(b, _)| *b < byte).count();
    let chars = |n: usize| u32::try_from(n).expect("a short text");
    [chars(start), chars(start + words.chars().count())]
}

fn strings(all: &[&str]) -> Vec<String> {
    all.iter().map(|s| (*s).to_owned()).collect()
}

fn evidence(by: &str, confidence: f64, spans: Vec<Span>) -> EvidenceOut {
    EvidenceOut { by: by.into(), confidence, spans }
}

/// Id, kind, name, country and sectors, with mentions as given.
fn actor(
    [id, kind, name]: [&str; 3],
    country: Option<&str>,
    sectors: &[&str],
    mentions: &[(Span, &str)],
) -> ActorOut {
    ActorOut {
        id: id.into(),
        kind: kind.into(),
        name: name.into(),
        country: country.map(Into::into),
        sectors: strings(sectors),
        office: None,
        office_text: None,
        reference: None,
        basis: "text".into(),
        loaded: Vec::new(),
        mentions: mentions
            .iter()
            .map(|(span, kind)| MentionOut { span: *span, kind: (*kind).into() })
            .collect(),
    }
}

/// An event of a type, told in a sentence by its trigger; what else it has is filled in by the caller.
fn event(id: &str, [kind, cameo]: [&str; 2], intensity: f64, trigger: Span, sentence: u32) -> EventOut {
    let quad = match kind {
        "CONSULT" | "SUPPORT" | "AGREE" => 1,
        "AID" => 2,
        "REQUEST" => 3,
        _ => 4,
    };
    EventOut {
        id: id.into(),
        kind: kind.into(),
        mode: None,
        contexts: Vec::new(),
        cameo: Some(cameo.into()),
        quad,
        intensity,
        actors: Vec::new(),
        recipients: Vec::new(),
        participants: Vec::new(),
        status: "actual".into(),
        reported_by: None,
        date: None,
        place: None,
        trigger: vec![trigger],
        sentence,
        same_as: Vec::new(),
        evidence: evidence("events/sample", 0.8, vec![trigger]),
    }
}

fn claim(id: &str, source: &str, [who, cue, content]: [Span; 3], [lemma, stance]: [&str; 2]) -> ClaimOut {
    ClaimOut {
        id: id.into(),
        sources: strings(&[source]),
        source_span: vec![who],
        cue: CueOut { span: vec![cue], lemma: lemma.into() },
        content: vec![content],
        form: "indirect".into(),
        stance: stance.into(),
        within: None,
        evidence: evidence("attribution/sample", 0.9, Vec::new()),
    }
}

fn dispatch(id: &str, origin: &str, text: &str) -> DispatchOut {
    DispatchOut {
        id: id.repeat(16),
        origin: origin.into(),
        url: None,
        outlet: None,
        title: text.lines().next().map(Into::into),
        bylines: Vec::new(),
        dateline: None,
        published: None,
        published_basis: None,
        modified: None,
        section: None,
        repeats: None,
        language: "en".into(),
        text: text.into(),
    }
}

fn record(
    dispatch: DispatchOut,
    actors: Vec<ActorOut>,
    claims: Vec<ClaimOut>,
    events: Vec<EventOut>,
) -> Record {
    let producer = Producer { version: "0.1.0".into(), model: "aa11".into(), rules: "bb22".into() };
    let format = chancery_model::record::FORMAT.into();
    Record { format, producer, dispatch, actors, claims, events, remarks: Vec::new() }
}

/// Two parties meet in a place with coordinates, one thanks the other; both are corrected or incidents.
fn meeting() -> Stored {
    let t = MEETING;
    let zoe = [(at(t, "Ångström"), "named"), (at(t, "Zoë Ångström"), "named"), (at(t, "She"), "pronoun")];
    let muthama = [(at(t, "Muthama"), "named"), (at(t, "Daniel Muthama"), "named")];
    let kenya = [(at(t, "Kenyan"), "named"), (nth(t, "Kenya", 1), "named")];
    let actors = vec![
        ActorOut {
            office: Some("prime minister".into()),
            office_text: Some("Premier".into()),
            ..actor(["a1", "person", "Zoë Ångström"], Some("NOR"), &["GOV"], &zoe)
        },
        ActorOut {
            office: Some("minister of foreign affairs".into()),
            office_text: Some("Kenyan Foreign Minister".into()),
            ..actor(["a2", "person", "Daniel Muthama"], Some("KEN"), &["GOV"], &muthama)
        },
        ActorOut {
            reference: Some("KEN".into()),
            ..actor(["a3", "state", "Kenya"], Some("KEN"), &["GOV"], &kenya)
        },
    ];
    let met = EventOut {
        mode: Some("visit".into()),
        contexts: strings(&["diplomatic"]),
        actors: strings(&["a1", "a2"]),
        participants: vec![ParticipantOut { actor: "a3".into(), role: "attendee".into() }],
        date: Some(DateOut {
            value: "2025-03-14".into(),
            granularity: "day".into(),
            basis: "text".into(),
            span: Some(at(t, "Friday")),
        }),
        place: Some(PlaceOut {
            name: "Tromsø".into(),
            country: Some("NOR".into()),
            lat: Some(69.649),
            lon: Some(18.957),
            geonameid: Some(3_133_895),
            span: vec![nth(t, "Tromsø", 1)],
        }),
        evidence: evidence(
            "events/consult/meet-with",
            0.8,
            vec![nth(t, "Ångström", 1), at(t, "met"), nth(t, "Muthama", 1)],
        ),
        ..event("e1", ["CONSULT", "042"], 2.5, at(t, "met"), 1)
    };
    let thanked = EventOut {
        actors: strings(&["a1"]),
        recipients: strings(&["a3"]),
        evidence: evidence(
            "events/support/thank",
            0.56,
            vec![at(t, "She"), at(t, "thanked"), nth(t, "Kenya", 1)],
        ),
        ..event("e2", ["SUPPORT", "051"], 5.0, at(t, "thanked"), 2)
    };
    let dispatch = DispatchOut {
        url: Some("https://volta.example/ångström?a=1&b=2".into()),
        outlet: Some("Volta News Agency".into()),
        bylines: strings(&["Milena Tosheva"]),
        dateline: Some(DatelineOut { place: Some("Tromsø".into()), agency: None, date: None }),
        published: Some("2025-03-15T08:00:00Z".into()),
        published_basis: Some("meta".into()),
        ..dispatch("1a", "meeting.txt", t)
    };
    Stored {
        number: 1,
        run: 1,
        record: record(dispatch, actors, Vec::new(), vec![met, thanked]),
        sentences: vec![
            Some(at(
                t,
                "Premier Zoë Ångström of Norway met Kenyan Foreign Minister Daniel Muthama in Tromsø on Friday.",
            )),
            Some(at(t, "She thanked Kenya for its help.")),
        ],
        read_at: "2026-11-28T03:04:05Z".into(),
        outlet_country: Some("NOR".into()),
        outlet_kind: Some("wire".into()),
        corrections: vec![Correction {
            id: 4,
            event: "e1".into(),
            field: "mode".into(),
            was: None,
            value: Some("visit".into()),
            by: "Ida Vang".into(),
            why: "He had come to Tromsø".into(),
            at: "2026-11-29T10:00:00Z".into(),
        }],
        incidents: vec![Some(Incidence { incident: 9, mentions: 5, outlets: 2, dispatches: 3 }), None],
    }
}

/// A speaker says that two parties attacked; one of them denies it.
fn attack() -> Stored {
    let t = ATTACK;
    let actors = vec![
        ActorOut {
            office: Some("spokesperson".into()),
            office_text: Some("Sudanese army spokesman".into()),
            ..actor(
                ["a1", "person", "Idris Halloum"],
                Some("SDN"),
                &["GOV", "MIL"],
                &[(at(t, "Sudanese army spokesman Idris Halloum"), "named")],
            )
        },
        actor(
            ["a2", "group", "rebels"],
            Some("SDN"),
            &["REB"],
            &[(at(t, "rebels"), "nominal"), (at(t, "The rebels"), "nominal"), (at(t, "they"), "pronoun")],
        ),
        actor(["a3", "unknown", "unknown gunmen"], None, &["UAF"], &[(at(t, "unknown gunmen"), "nominal")]),
        actor(
            ["a4", "organisation", "Sudanese army"],
            Some("SDN"),
            &["MIL"],
            &[(at(t, "Sudanese army"), "named"), (at(t, "the army"), "nominal")],
        ),
    ];
    let halloum = at(t, "Sudanese army spokesman Idris Halloum");
    let said = at(t, "rebels and unknown gunmen shelled the barracks of the army last week");
    let claims = vec![
        claim("c1", "a1", [halloum, at(t, "said"), said], ["say", "assert"]),
        claim(
            "c2",
            "a2",
            [at(t, "The rebels"), at(t, "denied"), at(t, "that they had attacked the barracks")],
            ["deny", "deny"],
        ),
    ];
    let shelled = EventOut {
        mode: Some("heavy-weapons".into()),
        actors: strings(&["a2", "a3"]),
        recipients: strings(&["a4"]),
        reported_by: Some("c1".into()),
        date: Some(DateOut {
            value: "2024-W41".into(),
            granularity: "week".into(),
            basis: "published".into(),
            span: Some(at(t, "last week")),
        }),
        evidence: evidence(
            "events/assault/shell",
            0.95,
            vec![at(t, "rebels"), at(t, "gunmen"), at(t, "shelled"), nth(t, "army", 1)],
        ),
        ..event("e1", ["ASSAULT", "194"], -9.0, at(t, "shelled"), 1)
    };
    let denied = EventOut {
        actors: strings(&["a2"]),
        reported_by: Some("c2".into()),
        same_as: strings(&["e1"]),
        ..event("e2", ["ASSAULT", "190"], -9.0, at(t, "attacked"), 2)
    };
    let dispatch = DispatchOut {
        outlet: Some("Nile\tDispatch".into()),
        published: Some("2024-10-15".into()),
        published_basis: Some("dateline".into()),
        ..dispatch("2b", "attack.txt", t)
    };
    Stored {
        number: 2,
        run: 1,
        record: record(dispatch, actors, claims, vec![shelled, denied]),
        sentences: vec![None, Some(at(t, "The rebels denied that they had attacked the barracks."))],
        read_at: "2026-11-28T03:04:06Z".into(),
        outlet_country: None,
        outlet_kind: None,
        corrections: Vec::new(),
        incidents: vec![Some(Incidence { incident: 10, mentions: 2, outlets: 1, dispatches: 1 }), None],
    }
}

/// What did not happen or is to come, a demand of two ministers, and help from the United Nations; nothing
/// tells of when.
fn refusal() -> Stored {
    let t = REFUSAL;
    let actors = vec![
        ActorOut {
            reference: Some("TCD".into()),
            ..actor(
                ["a1", "state", "Chad"],
                Some("TCD"),
                &["GOV"],
                &[
                    (at(t, "Chad"), "named"),
                    (nth(t, "Chad", 1), "named"),
                    (nth(t, "Chad", 2), "named"),
                    (nth(t, "Chad", 3), "named"),
                ],
            )
        },
        ActorOut {
            reference: Some("LBY".into()),
            ..actor(
                ["a2", "state", "Libya"],
                Some("LBY"),
                &["GOV"],
                &[(at(t, "Libya"), "named"), (nth(t, "Libya", 1), "named")],
            )
        },
        actor(["a3", "person", "Koura Ndil"], None, &["GOV"], &[(at(t, "Koura Ndil"), "named")]),
        actor(["a4", "person", "Issa Mbodou"], None, &["GOV"], &[(at(t, "Issa Mbodou"), "named")]),
        actor(["a5", "organisation", "UN"], Some("UNO"), &[], &[(at(t, "The UN"), "named")]),
    ];
    let sent = EventOut {
        mode: Some("troops".into()),
        actors: strings(&["a1"]),
        recipients: strings(&["a2"]),
        status: "negated".into(),
        place: Some(PlaceOut {
            name: "Libya".into(),
            country: Some("LBY".into()),
            lat: None,
            lon: None,
            geonameid: None,
            span: vec![at(t, "Libya")],
        }),
        ..event("e1", ["MOBILIZE", "154"], -5.5, at(t, "send"), 1)
    };
    let demanded = EventOut {
        mode: Some("yield".into()),
        contexts: strings(&["economic", "territory"]),
        actors: strings(&["a3", "a4"]),
        recipients: strings(&["a2"]),
        place: Some(PlaceOut {
            name: "Libya".into(),
            country: Some("LBY".into()),
            lat: None,
            lon: None,
            geonameid: None,
            span: vec![nth(t, "Libya", 1)],
        }),
        ..event("e2", ["REQUEST", "105"], 0.0, at(t, "demanded"), 2)
    };
    let to_come = EventOut {
        actors: strings(&["a1"]),
        status: "future".into(),
        ..event("e3", ["AGREE", "030"], 2.5, at(t, "buy"), 3)
    };
    let gave = EventOut {
        cameo: None,
        actors: strings(&["a5"]),
        recipients: strings(&["a1"]),
        ..event("e4", ["AID", ""], 10.0, at(t, "gave"), 4)
    };
    Stored {
        number: 3,
        run: 2,
        record: record(
            dispatch("3c", "refusal.txt", t),
            actors,
            Vec::new(),
            vec![sent, demanded, to_come, gave],
        ),
        sentences: vec![
            Some(at(t, "Chad did not send troops to Libya.")),
            Some(at(t, "Ministers Koura Ndil and Issa Mbodou demanded that Libya reopen the road.")),
            Some(at(t, "Chad will buy grain.")),
            Some(at(t, "The UN gave Chad grain.")),
        ],
        read_at: "2026-11-28T03:04:07Z".into(),
        outlet_country: None,
        outlet_kind: None,
        corrections: Vec::new(),
        incidents: vec![None, None, None, None],
    }
}

/// The three dispatches in the order in which they came.
pub(crate) fn sample() -> Vec<Stored> {
    vec![meeting(), attack(), refusal()]
}

/// What a format makes of them.
pub(crate) fn written(
    format: fn(&mut dyn Iterator<Item = Stored>, &mut dyn std::io::Write) -> std::io::Result<()>,
) -> String {
    written_of(format, sample())
}

/// What a format makes of some records.
pub(crate) fn written_of(
    format: fn(&mut dyn Iterator<Item = Stored>, &mut dyn std::io::Write) -> std::io::Result<()>,
    records: Vec<Stored>,
) -> String {
    let mut out = Vec::new();
    format(&mut records.into_iter(), &mut out).expect("a vector takes all");
    String::from_utf8(out).expect("formats write UTF-8")
}
