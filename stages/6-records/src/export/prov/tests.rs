//! Does every record lead back to its dispatch, its run and its speakers?

use super::*;
use crate::corrections::RETRACTED;
use crate::export::sample::{sample, written_of};

fn written(records: Vec<Stored>) -> String {
    written_of(write, records)
}

fn line(text: &str, id: &str) -> String {
    let mark = format!("{{\"id\":\"urn:chancery:{id}\",\"type\"");
    text.lines().find(|l| l.starts_with(&mark)).unwrap().trim_end_matches(',').to_owned()
}

#[test]
fn all_that_one_dispatch_comes_from_and_comes_to() {
    let mut stored = sample().remove(0);
    stored.record.events.truncate(1);
    let d = "urn:chancery:1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a";
    let run = "urn:chancery:run:1:0.1.0:aa11:bb22";
    let outlet = "urn:chancery:outlet:Volta%20News%20Agency";
    let expected = [
        format!(r#"{{"id":"{run}","type":"prov:Activity","prov:wasAssociatedWith":{{"id":"urn:chancery:software:0.1.0"}},"prov:qualifiedAssociation":{{"type":"prov:Association","prov:agent":{{"id":"urn:chancery:software:0.1.0"}},"prov:hadPlan":{{"id":"urn:chancery:rules:bb22"}}}},"prov:used":[{{"id":"urn:chancery:model:aa11"}},{{"id":"urn:chancery:rules:bb22"}}]}}"#),
        r#"{"id":"urn:chancery:software:0.1.0","type":"prov:SoftwareAgent","foaf:name":"Chancery","chancery:version":"0.1.0"}"#.into(),
        r#"{"id":"urn:chancery:model:aa11","type":"prov:Entity","chancery:hash":"aa11"}"#.into(),
        r#"{"id":"urn:chancery:rules:bb22","type":["prov:Entity","prov:Plan"],"chancery:hash":"bb22"}"#.into(),
        format!(r#"{{"id":"{outlet}","type":"prov:Organization","foaf:name":"Volta News Agency","chancery:country":"NOR","chancery:outlet_kind":"wire"}}"#),
        r#"{"id":"urn:chancery:corrector:Ida%20Vang","type":"prov:Agent","foaf:name":"Ida Vang"}"#.into(),
        r#"{"id":"https://volta.example/ångström?a=1&b=2","type":"prov:Entity"}"#.into(),
        format!(r#"{{"id":"{d}","type":"prov:Entity","dcterms:identifier":"1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a","dcterms:title":"Ångström, Muthama meet in Tromsø","dcterms:creator":["Milena Tosheva"],"dcterms:language":"en","dcterms:issued":"2025-03-15T08:00:00Z","chancery:origin":"meeting.txt","prov:wasDerivedFrom":{{"id":"https://volta.example/ångström?a=1&b=2"}},"prov:wasAttributedTo":{{"id":"{outlet}"}}}}"#),
        format!(r#"{{"id":"{d}:record:1","type":["prov:Entity","prov:Collection"],"chancery:format":"chancery/1","prov:wasDerivedFrom":{{"id":"{d}"}},"prov:wasGeneratedBy":{{"id":"{run}"}},"prov:wasAttributedTo":{{"id":"urn:chancery:software:0.1.0"}}}}"#),
        format!(r#"{{"id":"{d}:correction:4","type":["prov:Activity","chancery:Correction"],"prov:wasAssociatedWith":{{"id":"urn:chancery:corrector:Ida%20Vang"}},"prov:used":{{"id":"{d}:record:1"}},"prov:endedAtTime":"2026-11-29T10:00:00Z","rdfs:comment":"He had come to Tromsø","chancery:event":{{"id":"{d}:e1"}},"chancery:field":"mode","chancery:value":"visit"}}"#),
        format!(r#"{{"id":"{d}:record:1:correction:4","type":["prov:Entity","prov:Collection"],"prov:wasRevisionOf":{{"id":"{d}:record:1"}},"prov:wasGeneratedBy":{{"id":"{d}:correction:4"}},"prov:wasAttributedTo":{{"id":"urn:chancery:corrector:Ida%20Vang"}},"prov:hadMember":[{{"id":"{d}:e1"}}]}}"#),
        format!(r#"{{"id":"{d}:e1","type":["prov:Entity","chancery:Event"],"rdfs:label":"CONSULT","prov:value":["met"],"chancery:status":"actual","chancery:rule":"events/consult/meet-with","prov:wasDerivedFrom":{{"id":"{d}"}},"prov:wasGeneratedBy":{{"id":"{run}"}},"prov:wasAttributedTo":{{"id":"{outlet}"}},"prov:qualifiedAttribution":{{"type":"prov:Attribution","prov:agent":{{"id":"{outlet}"}},"prov:hadRole":{{"id":"chancery:reporter"}}}}}}"#),
    ];
    let head = format!("{{\"@context\":{{{CONTEXT},\"chancery\":\"urn:chancery:term:\"}},\"@graph\":[\n");
    assert_eq!(written(vec![stored]), format!("{head}{}\n]}}\n", expected.join(",\n")));
}

#[test]
fn a_claim_is_its_speakers_as_the_outlet_has_it_and_the_event_is_neithers() {
    let text = written(sample());
    let d = "2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b";
    let outlet = "urn:chancery:outlet:Nile%09Dispatch";
    assert_eq!(
        line(&text, &format!("{d}:c2")),
        format!(
            r#"{{"id":"urn:chancery:{d}:c2","type":["prov:Entity","chancery:Claim"],"prov:value":["that they had attacked the barracks"],"chancery:stance":"deny","prov:wasDerivedFrom":{{"id":"urn:chancery:{d}"}},"prov:wasGeneratedBy":{{"id":"urn:chancery:run:1:0.1.0:aa11:bb22"}},"prov:wasAttributedTo":[{{"id":"urn:chancery:{d}:a2"}}],"prov:qualifiedAttribution":[{{"type":"prov:Attribution","prov:agent":{{"id":"urn:chancery:{d}:a2"}},"prov:hadRole":{{"id":"chancery:speaker"}}}},{{"type":"prov:Attribution","prov:agent":{{"id":"{outlet}"}},"prov:hadRole":{{"id":"chancery:reporter"}}}}]}}"#
        )
    );
    let event = line(&text, &format!("{d}:e2"));
    assert!(
        event.contains(&format!("\"prov:wasDerivedFrom\":{{\"id\":\"urn:chancery:{d}:c2\"}}")),
        "{event}"
    );
    assert!(!event.contains("Attribut"), "{event}");
}

#[test]
fn a_quotation_within_a_claim_is_quoted_from_it() {
    let mut stored = sample().remove(1);
    stored.record.claims[0].form = "direct".into();
    stored.record.claims[0].within = Some("c2".into());
    let d = "2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b";
    let claim = line(&written(vec![stored]), &format!("{d}:c1"));
    assert!(claim.contains(&format!("\"prov:wasQuotedFrom\":{{\"id\":\"urn:chancery:{d}:c2\"}}")), "{claim}");
}

#[test]
fn a_retracted_event_is_invalidated_by_its_correction_and_no_member() {
    let mut stored = sample().remove(0);
    stored.record.events[0].status = RETRACTED.into();
    stored.corrections[0].field = "event".into();
    let text = written(vec![stored]);
    let d = "1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a";
    let event = line(&text, &format!("{d}:e1"));
    assert!(
        event.ends_with(&format!("\"prov:wasInvalidatedBy\":{{\"id\":\"urn:chancery:{d}:correction:4\"}}}}")),
        "{event}"
    );
    let record = line(&text, &format!("{d}:record:1:correction:4"));
    assert!(
        record.ends_with(&format!("\"prov:hadMember\":[{{\"id\":\"urn:chancery:{d}:e2\"}}]}}")),
        "{record}"
    );
}

#[test]
fn what_many_dispatches_share_is_told_once() {
    let text = written(sample());
    for once in
        ["run:1:0.1.0:aa11:bb22", "run:2:0.1.0:aa11:bb22", "software:0.1.0", "model:aa11", "rules:bb22"]
    {
        assert_eq!(
            text.matches(&format!("\n{{\"id\":\"urn:chancery:{once}\",\"type\"")).count(),
            1,
            "{once}"
        );
    }
    assert!(written(Vec::new()).ends_with("\"@graph\":[\n]}\n"));
}
