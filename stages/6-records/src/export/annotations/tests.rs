//! Are spans, words and codes of the annotations those of the record?

use super::*;
use crate::export::sample::{sample, written_of};

fn written(records: Vec<Stored>) -> String {
    written_of(write, records)
}

fn line(text: &str, part: &str) -> String {
    let mark = format!(":annotation:{part}\"");
    text.lines().find(|l| l.contains(&mark)).unwrap().trim_end_matches(',').to_owned()
}

const GENERATOR: &str =
    r#""generator":{"id":"urn:chancery:software:0.1.0","type":"Software","name":"Chancery 0.1.0"}"#;

#[test]
fn a_collection_says_how_many_it_holds() {
    let text = written(Vec::new());
    let head = r#"{"@context":["http://www.w3.org/ns/anno.jsonld",{"chancery":"urn:chancery:term:"}],"id":"urn:chancery:annotations","type":"AnnotationCollection","label":"Who says that who did what to whom","first":{"id":"urn:chancery:annotations:1","type":"AnnotationPage","startIndex":0,"items":["#;
    assert_eq!(text, format!("{head}\n\n]}},\"total\":0}}\n"));
    let text = written(sample());
    assert_eq!(text.lines().filter(|l| l.contains("\"type\":\"Annotation\"")).count(), 33);
    assert!(text.ends_with("\n]},\"total\":33}\n"), "{text}");
}

#[test]
fn a_claim_is_annotated_where_it_is_claimed() {
    let claim = line(&written(sample()), "c2");
    let d = "urn:chancery:2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b";
    let body = [
        r#"{"type":"TextualBody","purpose":"tagging","value":"deny"},"#,
        r#"{"type":"TextualBody","purpose":"tagging","value":"indirect"},"#,
        &format!(r#"{{"id":"{d}:c2","type":"chancery:Claim","chancery:source":[{{"id":"{d}:a2"}}],"#),
        r#""chancery:source_words":["The rebels"],"chancery:cue":"deny","chancery:cue_words":["denied"],"#,
        r#""chancery:form":"indirect","chancery:stance":"deny","chancery:outlet":"Nile\tDispatch","#,
        r#""chancery:rule":"attribution/sample","chancery:confidence":0.9}"#,
    ]
    .concat();
    let target = [
        &format!(r#"{{"type":"SpecificResource","source":"{d}","selector":["#),
        r#"{"type":"TextPositionSelector","start":157,"end":192},"#,
        r#"{"type":"TextQuoteSelector","exact":"that they had attacked the barracks","#,
        r#""prefix":"y last week.\n\nThe rebels denied ","suffix":".\n"}]}"#,
    ]
    .concat();
    let whole = format!(
        r#"{{"id":"{d}:annotation:c2","type":"Annotation","motivation":"classifying",{GENERATOR},"body":[{body}],"target":[{target}]}}"#
    );
    assert_eq!(claim, whole);
}

#[test]
fn an_event_of_a_page_points_at_the_page_as_it_was_read() {
    let event = line(&written(sample()), "e1");
    let target = [
        r#""target":[{"type":"SpecificResource","source":"https://volta.example/ångström?a=1&b=2","#,
        r#""state":{"type":"TimeState","sourceDate":"2026-11-28T03:04:05Z","#,
        r#""cached":"urn:chancery:1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a"},"selector":["#,
        r#"{"type":"TextPositionSelector","start":65,"end":68},{"type":"TextQuoteSelector","exact":"met","#,
        r#""prefix":"Premier Zoë Ångström of Norway ","#,
    ]
    .concat();
    // The 32nd code point before the word is the line end before "Premier".
    assert!(event.contains(&target.replace("\"prefix\":\"", "\"prefix\":\"\\n")), "{event}");
    let correction = [
        r#""chancery:correction":[{"type":"chancery:Correction","chancery:field":"mode","chancery:value":"visit","#,
        r#""chancery:by":"Ida Vang","chancery:why":"He had come to Tromsø","chancery:at":"2026-11-29T10:00:00Z"}]"#,
    ]
    .concat();
    assert!(event.contains(&correction), "{event}");
    for tag in ["CONSULT", "visit", "diplomatic", "actual"] {
        assert!(
            event.contains(&format!(r#"{{"type":"TextualBody","purpose":"tagging","value":"{tag}"}}"#)),
            "{tag}"
        );
    }
}

#[test]
fn offsets_are_code_points_behind_letters_beyond_the_basic_plane() {
    let mention = line(&written(sample().split_off(2)), "a1.1");
    let quote = [
        r#"{"type":"TextPositionSelector","start":23,"end":27},{"type":"TextQuoteSelector","exact":"Chad","#,
        r#""prefix":"🌾 Grain <first>, says \"","suffix":"\" & friends\n\nChad did not send t"}"#,
    ]
    .concat();
    assert!(mention.contains(&quote), "{mention}");
}

#[test]
fn words_apart_are_targets_of_their_own() {
    let mut stored = sample().remove(0);
    stored.record.events[0].trigger = vec![[65, 68], [142, 147]];
    let event = line(&written(vec![stored]), "e1");
    assert_eq!(event.matches("\"type\":\"SpecificResource\"").count(), 2);
    assert!(event.contains("\"start\":142,\"end\":147"), "{event}");
}

#[test]
fn what_has_no_words_or_words_past_the_end_is_still_annotated() {
    let mut stored = sample().remove(1);
    stored.record.events[0].trigger.clear();
    stored.record.events[1].trigger = vec![[9_000, u32::MAX]];
    let text = written(vec![stored]);
    let whole =
        r#""target":[{"type":"SpecificResource","source":"urn:chancery:2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b"}]}"#;
    assert!(line(&text, "e1").ends_with(whole), "{text}");
    assert!(line(&text, "e2").contains(r#""exact":"","prefix":"","suffix":"""#), "{text}");
}

#[test]
fn a_retracted_event_is_not_annotated() {
    let mut stored = sample().remove(0);
    stored.record.events[0].status = RETRACTED.into();
    assert!(!written(vec![stored]).contains(":annotation:e1\""));
}
