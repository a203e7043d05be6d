//! How the text is marked.

use chancery_model::record::Span;

use crate::reading::sample::{actor, claim, dispatch, event, stored};
use crate::reading::text;

const TEXT: &str = "Quist said she met Brandt.";

/// The paragraphs' markup, without the switches above them.
fn body(markup: maud::Markup) -> String {
    let html = markup.into_string();
    let (_, body) = html.split_once("<div class=\"text\" lang=\"en\">").unwrap();
    body.strip_suffix("</div></article>").unwrap().to_owned()
}

fn marked(trigger: Span, content: Span, mention: Span) -> String {
    let mut quist = actor(TEXT, "a1", "person", "Quist", "", &["Quist"]);
    quist.mentions[0].span = mention;
    let mut said = claim(TEXT, "c1", &["a1"], ["", "said", ""], "assert", None);
    said.content = vec![content];
    let mut met = event(TEXT, "e1", "CONSULT", 1, [&["a1"], &[]], "met", Some("c1"));
    met.trigger = vec![trigger];
    body(text(&dispatch(TEXT, vec![quist], vec![said], vec![met]), None))
}

#[test]
fn each_layer_is_an_element_around_the_words() {
    assert_eq!(
        marked([15, 18], [11, 25], [0, 5]),
        "<p dir=\"auto\"><span class=\"here\" id=\"t-a1\"></span>\
         <span class=\"piece\" data-of=\"a1\"><span class=\"actor named\">Quist</span></span> \
         <a class=\"ref to-claim\" id=\"t-c1\" href=\"#c1\" data-of=\"c1\" aria-label=\"c1, claim: assert\">c1</a>\
         <span class=\"piece\" data-of=\"c1\"><span class=\"claim cue\">said</span></span> \
         <span class=\"piece\" data-of=\"c1\"><span class=\"claim content\">she </span></span>\
         <a class=\"ref to-event\" id=\"t-e1\" href=\"#e1\" data-of=\"e1\" aria-label=\"e1, event: CONSULT\">e1</a>\
         <span class=\"piece\" data-of=\"e1 c1\"><span class=\"event trigger\">\
         <span class=\"claim content\">met</span></span></span>\
         <span class=\"piece\" data-of=\"c1\"><span class=\"claim content\"> Brandt</span></span>.</p>"
    );
}

#[test]
fn crossing_spans_are_cut_where_they_cross() {
    let html = marked([13, 18], [11, 16], [15, 25]);
    for piece in [
        "data-of=\"c1\"><span class=\"claim content\">sh<",
        "data-of=\"e1 c1\"><span class=\"event trigger\"><span class=\"claim content\">e <",
        "data-of=\"e1 c1 a1\"><span class=\"event trigger\"><span class=\"claim content\"><span class=\"actor named\">m<",
        "data-of=\"e1 a1\"><span class=\"event trigger\"><span class=\"actor named\">et<",
        "data-of=\"a1\"><span class=\"actor named\"> Brandt<",
    ] {
        assert!(html.contains(piece), "{piece}\n{html}");
    }
}

#[test]
fn spans_that_are_broken_mark_nothing() {
    let far = u32::MAX;
    for broken in [[18, 15], [25, 99], [far, far], [3, 3], [far, 0]] {
        let html = marked(broken, broken, broken);
        assert!(!html.contains("t-e1") && !html.contains("t-a1"), "{html}");
        assert!(html.ends_with(" she met Brandt.</p>"), "{html}");
    }
}

#[test]
fn paragraphs_and_the_title_are_told_apart() {
    let mut stored = dispatch("A title\n\nOne.\nTwo.\n \n\nThree.\n", vec![], vec![], vec![]);
    stored.record.dispatch.title = Some("A title".into());
    assert_eq!(
        body(text(&stored, None)),
        "<p class=\"title\" dir=\"auto\">A title</p><p dir=\"auto\">One.<br>Two.</p><p dir=\"auto\">Three.</p>"
    );
    assert_eq!(body(text(&dispatch("", vec![], vec![], vec![]), None)), "");
}

#[test]
fn a_span_over_paragraphs_is_marked_in_each() {
    let words = "One.\n\nTwo.";
    let mut said = claim(words, "c1", &[], ["", "One", ""], "assert", None);
    said.content = vec![[0, 10]];
    let html = body(text(&dispatch(words, vec![], vec![said], vec![]), None));
    assert!(
        html.contains(
            "<p dir=\"auto\"><span class=\"piece\" data-of=\"c1\"><span class=\"claim content\">Two."
        )
    );
}

#[test]
fn the_event_that_is_looked_at_stands_out_with_its_sentence() {
    let html = body(text(&stored(), Some("e5")));
    assert_eq!(html.matches("class=\"sentence focus\" data-of=\"e5\"").count(), 1);
    assert_eq!(html.matches("class=\"piece focus\" data-of=\"e5\"").count(), 1);
    assert!(!body(text(&stored(), None)).contains("focus"));
}

#[test]
fn loaded_words_are_flagged_as_the_text_s_own() {
    let html = body(text(&stored(), None));
    let flag = "<span class=\"actor nominal loaded\" title=\"a loaded designation: the words of the text, not of the record\">the pirate regime<";
    assert!(html.contains(flag), "{html}");
}

#[test]
fn every_card_has_its_place_in_the_text_once() {
    let html = body(text(&stored(), None));
    for id in
        ["e1", "e2", "e3", "e4", "e5", "e6", "c1", "c2", "c3", "c4", "c5", "a1", "a2", "a3", "a4", "a5", "a6"]
    {
        assert_eq!(html.matches(&format!("id=\"t-{id}\"")).count(), 1, "{id}");
    }
}
