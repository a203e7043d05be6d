//! Who says so, in words.

use chancery_model::record::{EventOut, Record};

use crate::reading::chain::told;
use crate::reading::sample::{actor, claim, dispatch, event, stored};
use crate::reading::{chain_of_row, chain_of_voices};

fn chain(record: &Record, event: &EventOut) -> String {
    let claim = |id: &str| record.claims.iter().find(|c| c.id == id);
    let actor = |id: &str| record.actors.iter().find(|a| a.id == id);
    told(record, event, claim, actor)
}

#[test]
fn a_chain_goes_from_the_outlet_to_the_innermost_speaker() {
    let stored = stored();
    let told = |n: usize| chain(&stored.record, &stored.record.events[n]);
    assert_eq!(told(0), "Fjord Wire reports that …");
    assert_eq!(told(1), "Fjord Wire reports that Ada Quist said that Ivar Sol denied that …");
    assert_eq!(told(2), "Fjord Wire reports that Ivar Sol condemned this: …");
    assert_eq!(told(3), "Fjord Wire reports that Ivar Sol condemned this: an unnamed source said that …");
    assert_eq!(told(5), "Fjord Wire reports that Jon Brandt promised that …");
}

#[test]
fn every_stance_has_its_verb() {
    for (stance, said) in [
        ("assert", "Ada Quist said that …"),
        ("support", "Ada Quist voiced support for this: …"),
        ("condemn", "Ada Quist condemned this: …"),
        ("accuse", "Ada Quist made this accusation: …"),
        ("deny", "Ada Quist denied that …"),
        ("demand", "Ada Quist demanded this: …"),
        ("promise", "Ada Quist promised that …"),
        ("threaten", "Ada Quist threatened this: …"),
        ("regret", "Ada Quist voiced regret about this: …"),
        ("ask", "Ada Quist asked about this: …"),
        ("unheard-of", "Ada Quist said that …"),
    ] {
        let told = chain_of_row(Some("Fjord Wire"), Some("Ada Quist"), Some(stance));
        assert_eq!(told, format!("Fjord Wire reports that {said}"));
    }
}

#[test]
fn who_is_not_known_is_said_not_to_be() {
    assert_eq!(chain_of_row(None, None, None), "The outlet reports that …");
    assert_eq!(
        chain_of_row(Some(" "), None, Some("deny")),
        "The outlet reports that an unnamed source denied that …"
    );
    assert_eq!(chain_of_row(None, Some("Quist"), None), "The outlet reports that Quist said that …");
}

#[test]
fn without_an_outlet_the_dateline_s_agency_tells_it() {
    let mut stored = stored();
    stored.record.dispatch.outlet = None;
    assert_eq!(chain(&stored.record, &stored.record.events[0]), "Fjord Wire reports that …");
    stored.record.dispatch.dateline = None;
    assert_eq!(chain(&stored.record, &stored.record.events[0]), "The outlet reports that …");
}

#[test]
fn what_is_told_not_to_have_happened_reads_so() {
    let mut stored = stored();
    stored.record.events[0].status = "negated".into();
    assert_eq!(
        chain(&stored.record, &stored.record.events[0]),
        "Fjord Wire reports that it was not so that …"
    );
    let denied = chain(&stored.record, &stored.record.events[1]);
    assert!(denied.ends_with("Ivar Sol denied that …"), "one denial is not told twice: {denied}");
}

#[test]
fn several_speak_together() {
    let voices = [(vec!["Quist", "Brandt"], "assert"), (vec![], "deny")];
    assert_eq!(
        chain_of_voices(Some("Fjord Wire"), voices.into_iter(), false),
        "Fjord Wire reports that Quist and Brandt said that an unnamed source denied that …"
    );
}

#[test]
fn claims_in_a_ring_or_of_nobody_end() {
    let text = "a b";
    let ring = vec![
        claim(text, "c1", &["a1"], ["", "a", "b"], "assert", Some("c2")),
        claim(text, "c2", &["a9"], ["", "a", "b"], "deny", Some("c1")),
    ];
    let told = event(text, "e1", "CONSULT", 1, [&[], &[]], "b", Some("c1"));
    let stray = event(text, "e2", "CONSULT", 1, [&[], &[]], "b", Some("c7"));
    let quist = actor(text, "a1", "person", "Ada\u{202E} Quist", "", &[]);
    let stored = dispatch(text, vec![quist], ring, vec![told, stray]);
    let of = |n: usize| chain(&stored.record, &stored.record.events[n]);
    assert_eq!(of(0), "The outlet reports that an unnamed source denied that Ada Quist said that …");
    assert_eq!(of(1), "The outlet reports that …");
}
