//! Do all rule files keep their promises when the whole engine reads their examples?

use chancery::Reader;
use chancery_ingest::Document;
use chancery_model::rules::check;

#[test]
fn every_example_of_every_rule_file_is_kept() {
    let reader = Reader::load().unwrap();
    let events = reader.events();
    let failures = check::all(events.rules(), &mut |text| {
        // A sentence alone is too short for its language to be told.
        let mut document = Document::new("example", text.as_bytes());
        document.facts.language = Some("en".into());
        let layers = reader.layers_of(document, &mut |_, _| {});
        assert_eq!(layers.dispatch.language, "en", "{text}");
        let matches = events.matches(&layers.analysis, &layers.cast);
        (layers.analysis, matches)
    });
    let examples: usize = events.rules().rules().iter().map(|r| check::examples(r).count()).sum();
    assert!(examples > 0, "there are no rules to check");
    let list = failures.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n");
    assert!(failures.is_empty(), "{} of {examples} examples are not kept:\n\n{list}", failures.len());
}
