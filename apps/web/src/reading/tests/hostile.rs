//! A source may hold anything: nothing of it becomes the page's own.

use chancery_model::record::{DateOut, PlaceOut, RemarkOut};
use chancery_records::stored::Stored;

use crate::reading::sample::{actor, claim, dispatch, event, stored};
use crate::reading::{Names, View, head, record, text};

fn page(stored: &Stored) -> String {
    let names = Names::all();
    let view = View { token: Some("t"), names: &names };
    [text(stored, Some("e1")), record(stored, &view), head(stored, &names)]
        .map(maud::Markup::into_string)
        .concat()
}

/// A dispatch that has some words wherever words can stand.
fn full_of(words: &str) -> Stored {
    let text = format!("{words}\n\n{words} met {words}");
    let some = || Some(words.to_owned());
    let mut who = actor(&text, words, words, words, words, &[]);
    (who.office, who.office_text, who.reference, who.sectors) = (some(), some(), some(), vec![words.into()]);
    (who.basis, who.loaded) = (words.into(), vec![[0, 9]]);
    let mut said = claim(&text, words, &[words], ["", "met", "met"], words, some().as_deref());
    (said.form, said.cue.lemma, said.evidence.by) = (words.into(), words.into(), words.into());
    said.content = vec![[0, 30]];
    let mut met = event(&text, words, words, 1, [&[words], &["nobody"]], "met", some().as_deref());
    (met.mode, met.cameo, met.contexts, met.status) = (some(), some(), vec![words.into()], words.into());
    (met.same_as, met.evidence.by) = (vec![words.into()], words.into());
    met.date = Some(DateOut {
        value: words.into(),
        granularity: words.into(),
        basis: words.into(),
        span: Some([0, 8]),
    });
    met.place = Some(PlaceOut {
        name: words.into(),
        country: some(),
        lat: None,
        lon: None,
        geonameid: None,
        span: vec![],
    });
    let mut full = dispatch(&text, vec![who], vec![said], vec![met]);
    full.corrections = stored().corrections;
    let correction = &mut full.corrections[0];
    (correction.event, correction.field, correction.by, correction.why) =
        (words.into(), words.into(), words.into(), words.into());
    (correction.was, correction.value, correction.at) = (some(), some(), words.into());
    (full.outlet_country, full.outlet_kind, full.read_at) = (some(), some(), words.into());
    let head = &mut full.record.dispatch;
    (head.outlet, head.title, head.url, head.section) = (some(), some(), some(), some());
    (head.published, head.published_basis, head.modified) = (some(), some(), some());
    (head.origin, head.language, head.bylines) = (words.into(), words.into(), vec![words.into()]);
    full.record.remarks = vec![RemarkOut {
        stage: words.into(),
        code: words.into(),
        span: Some(vec![[0, 9]]),
        text: words.into(),
    }];
    full.record.producer.version = words.into();
    full
}

#[test]
fn markup_of_a_source_is_shown_and_not_obeyed() {
    for words in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "</article><b>",
    ] {
        let page = page(&full_of(words));
        for tag in ["<script", "<img", "<svg", "</article><b>", "<b>", "\"><img"] {
            assert!(!page.contains(tag), "{tag} of {words}");
        }
        assert!(page.contains("&lt;"));
    }
}

#[test]
fn an_address_that_runs_something_is_no_link() {
    let page = page(&full_of("javascript:alert(1)"));
    assert!(!page.contains("href=\"javascript:"));
    assert!(page.contains("<bdi class=\"origin\">javascript:alert(1)</bdi>"));
}

#[test]
fn an_address_that_is_followed_gives_nothing_away() {
    let page = page(&full_of("https://fjordwire.example/1"));
    let links = page.matches("href=\"https://").count();
    assert_eq!(page.matches("rel=\"noopener noreferrer nofollow\"").count(), links);
    assert!(links > 0);
}

#[test]
fn characters_that_turn_the_page_around_do_not_reach_it() {
    let page = page(&full_of("Ada\u{202E}\u{2066}\u{200B}\u{0}\u{1B}\u{FEFF} Quist"));
    // Ids may be anything: they are in attributes, where nothing is shown.
    let seen: String =
        page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    for c in ['\u{202E}', '\u{2066}', '\u{200B}', '\u{0}', '\u{1B}', '\u{FEFF}'] {
        assert!(!seen.contains(c), "U+{:04X}", u32::from(c));
    }
    assert!(page.contains("title=\"a character that cannot be seen: U+202E\">▯</span>"));
}

#[test]
fn a_broken_record_is_shown_as_far_as_it_goes() {
    let mut broken = stored();
    broken.sentences.truncate(1);
    broken.incidents.clear();
    broken.record.dispatch.text = "Short.".into();
    for event in &mut broken.record.events {
        event.actors = vec!["a99".into()];
        event.reported_by = Some("c99".into());
        event.evidence.confidence = f64::NAN;
        event.quad = 77;
    }
    let page = page(&broken);
    assert!(page.contains("</article>") && page.contains("someone unnamed"));
}
