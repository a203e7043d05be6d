//! What do the tests tell of? One dispatch in which somebody says that somebody else denies something.

use std::collections::BTreeMap;

use chancery_model::record::EventOut;
use chancery_records::Stored;
use chancery_records::stored::{Correction, Incidence};
use serde_json::json;

use super::Telling;

const TEXT: &str = "Odo Brandt said Ada Quist denied that the army of Togo shelled Aba. It ended.";

/// The dispatch.
pub(super) fn sample() -> Stored {
    let actor = |id: &str, name: &str, country: &str, span: [u32; 2]| {
        json!({"id": id, "kind": "person", "name": name, "country": country, "sectors": ["GOV"], "office": null,
            "office_text": null, "reference": null, "basis": "text", "loaded": [],
            "mentions": [{"span": span, "kind": "named"}]})
    };
    let claim = |id: &str, source: &str, stance: &str, content: [u32; 2], within: Option<&str>| {
        json!({"id": id, "sources": [source], "source_span": [], "cue": {"span": [], "lemma": "say"},
            "content": [content], "form": "indirect", "stance": stance, "within": within,
            "evidence": {"by": "attribution/say", "confidence": 0.9}})
    };
    let record = json!({
        "format": "chancery/1", "producer": {"version": "0", "model": "0", "rules": "0"},
        "dispatch": {"id": "00", "origin": "a.txt", "url": null, "outlet": "Veld Herald", "title": null, "bylines": [],
            "dateline": null, "published": "2021-03-02", "published_basis": "given", "language": "en", "text": TEXT},
        "actors": [actor("a1", "Odo Brandt", "NOR", [0, 10]), actor("a2", "Ada Quist", "BEN", [16, 25]),
            actor("a3", "army of Togo", "TGO", [42, 54])],
        "claims": [claim("c1", "a1", "assert", [16, 66], None), claim("c2", "a2", "deny", [33, 66], Some("c1"))],
        "events": [{"id": "e1", "type": "ASSAULT", "mode": null, "contexts": [], "cameo": "190", "quad": 4,
            "intensity": -9.0, "actors": ["a3"], "recipients": [], "participants": [{"actor": "a3", "role": "actor"}],
            "status": "negated", "reported_by": "c2", "date": null, "place": null, "trigger": [[55, 62]], "sentence": 0,
            "same_as": [], "evidence": {"by": "events/assault", "confidence": 0.8, "spans": [[55, 62]]}}],
        "remarks": [],
    });
    Stored {
        number: 7,
        run: 1,
        record: serde_json::from_value(record).unwrap(),
        sentences: vec![Some([0, 67])],
        read_at: "2021-03-03T00:00:00Z".into(),
        outlet_country: Some("BEN".into()),
        outlet_kind: Some("newspaper".into()),
        corrections: vec![Correction {
            id: 1,
            event: "e1".into(),
            field: "status".into(),
            was: Some("actual".into()),
            value: Some("negated".into()),
            by: "Mira Sol-Berg".into(),
            why: "it says so".into(),
            at: "2021-03-04T00:00:00Z".into(),
        }],
        incidents: vec![Some(Incidence { incident: 3, mentions: 2, outlets: 2, dispatches: 2 })],
    }
}

/// What is told of the dispatch's event.
pub(super) fn told<T>(stored: &Stored, tell: impl Fn(&Telling<'_>, &EventOut) -> T) -> T {
    let names = BTreeMap::from([("ASSAULT".to_owned(), "assault".to_owned())]);
    tell(&Telling::with_names(stored, &names), &stored.record.events[0])
}
