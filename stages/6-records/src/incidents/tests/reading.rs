//! What does a report take from a record?

use chancery_model::record::Record;
use serde_json::{Value, json};

use super::super::{Report, Toll};
use crate::stored::Stored;

const TEXT: &str = "Ministry: raid on Adre denied\n\nThe Defence Ministry denied on Tuesday that Sudanese troops had \
                    shelled the post at Adre, where 14 soldiers of the enemy were killed.";

fn at(words: &str) -> [usize; 2] {
    let (before, _) = TEXT.split_once(words).unwrap();
    [before.chars().count(), before.chars().count() + words.chars().count()]
}

fn actor(id: &str, kind: &str, country: Option<&str>, sector: &str, words: &str) -> Value {
    json!({
        "id": id, "kind": kind, "name": words, "country": country, "sectors": [sector], "office": null,
        "office_text": null, "reference": null, "basis": "text", "loaded": [],
        "mentions": [{"span": at(words), "kind": "named"}]
    })
}

fn event(id: &str, status: &str, trigger: &str, date: Option<&str>, claim: Option<&str>) -> Value {
    let date = date.map(|d| json!({"value": d, "granularity": "day", "basis": "text", "span": null}));
    json!({
        "id": id, "type": "ASSAULT", "mode": null, "contexts": [], "cameo": null, "quad": 4, "intensity": -9.0,
        "actors": ["a2"], "recipients": ["a3", "a9"], "participants": [], "status": status, "reported_by": claim,
        "date": date, "place": null, "trigger": [at(trigger)], "sentence": 1, "same_as": ["e2"],
        "evidence": {"by": "events/assault/shell", "confidence": 0.8}
    })
}

fn stored(events: &[Value]) -> Stored {
    let mut enemy = actor("a3", "group", Some("TCD"), "MIL", "14 soldiers of the enemy");
    enemy["loaded"] = json!([at("the enemy")]);
    let record: Record = serde_json::from_value(json!({
        "format": "chancery/1", "producer": {"version": "0", "model": "", "rules": ""},
        "dispatch": {
            "id": "d", "origin": "o", "url": null, "outlet": "SUNA", "title": "Ministry: raid on Adre denied",
            "bylines": [], "dateline": null, "published": "2024-03-12", "published_basis": "given",
            "language": "en", "text": TEXT
        },
        "actors": [
            actor("a1", "organisation", None, "GOV", "Defence Ministry"),
            actor("a2", "group", Some("SDN"), "MIL", "Sudanese troops"),
            enemy
        ],
        "claims": [{
            "id": "c1", "sources": ["a1"], "source_span": [], "cue": {"span": [], "lemma": "deny"}, "content": [],
            "form": "indirect", "stance": "deny", "within": "c1", "evidence": {"by": "r", "confidence": 1.0}
        }],
        "events": events, "remarks": []
    }))
    .unwrap();
    let sentence = [31, u32::try_from(TEXT.chars().count()).unwrap()];
    Stored {
        number: 7,
        run: 1,
        sentences: vec![Some(sentence); record.events.len()],
        incidents: vec![None; record.events.len()],
        record,
        read_at: "2024-03-12T10:00:00Z".into(),
        outlet_country: Some("SDN".into()),
        outlet_kind: Some("state agency".into()),
        corrections: Vec::new(),
    }
}

#[test]
fn a_report_holds_who_said_what_of_whom() {
    let reports = Report::of(&stored(&[event("e1", "negated", "shelled", Some("2024-03-12"), Some("c1"))]));
    let [report] = &reports[..] else { panic!("{reports:?}") };
    assert_eq!((report.key(), report.headline, report.dated), ((7, 1), false, true));
    assert!(report.is_denied(), "though the claim says that it stands in itself");
    assert_eq!(report.voices[0].speakers, [("Defence Ministry".to_owned(), None)]);
    assert_eq!(report.trigger, ["shell"]);
    assert_eq!(report.recipients.len(), 1, "an actor that is not there is left out");
    assert_eq!(report.recipients[0].loaded, ["the enemy"]);
    assert_eq!(report.toll, Toll { dead: Some(14), injured: None });
    assert_eq!(report.names, ["adre", "defence", "ministry", "sudanese"]);
    assert_eq!(report.same_as, [2]);
    assert!(report.lead && report.topic.contains(&"raid".to_owned()));
    assert!(report.around.contains(&"adre".to_owned()));
}

#[test]
fn the_ministry_of_a_state_agency_is_its_states() {
    let mut told = event("e1", "actual", "raid", None, None);
    told["actors"] = json!(["a1"]);
    let mut stored = stored(&[told]);
    let country = |stored: &Stored| Report::of(stored)[0].actors[0].country.clone();
    assert_eq!(country(&stored).as_deref(), Some("SDN"));
    assert!(Report::of(&stored)[0].headline && !Report::of(&stored)[0].actors[0].sure);
    stored.outlet_kind = Some("wire".into());
    assert_eq!(country(&stored), None, "a wire's ministry may be any");
}

#[test]
fn an_event_without_a_date_is_of_the_days_before_its_dispatch() {
    let days = |status: &str, date: Option<&str>| {
        Report::of(&stored(&[event("e1", status, "raid", date, None)]))[0].days
    };
    let tuesday = 19_794;
    assert_eq!(days("actual", None), Some((tuesday - 3, tuesday)));
    assert_eq!(days("historical", None), None);
    assert_eq!(days("future", None), Some((tuesday, tuesday + 14)));
    assert_eq!(days("actual", Some("2024-03-11")), Some((tuesday - 1, tuesday - 1)));
    assert_eq!(
        days("actual", Some("2024-03-18")),
        Some((tuesday - 1, tuesday - 1)),
        "no deed is done next Monday"
    );
    assert_eq!(days("actual", Some("soon")), Some((tuesday - 1, tuesday)));
}

#[test]
fn a_record_of_nonsense_gives_a_report() {
    let mut odd = event("x", "?", "raid", Some("-"), Some("c9"));
    odd["trigger"] = json!([[900, 3]]);
    let mut stored = stored(&[odd]);
    stored.sentences.clear();
    stored.record.dispatch.published = None;
    let report = &Report::of(&stored)[0];
    assert_eq!((report.event, report.deed.as_str(), report.days), (0, "", None));
}
