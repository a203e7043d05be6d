//! What the cards and the head say.

use super::read;
use crate::reading::sample::stored;
use crate::reading::{Names, View, head, record};

fn html(token: Option<&str>) -> String {
    let names = Names::all();
    record(&stored(), &View { token, names: &names }).into_string()
}

/// What a card says.
fn card(id: &str) -> String {
    let html = html(None);
    let (_, rest) = html.split_once(&format!(" id=\"{id}\"")).unwrap();
    let (card, _) = rest.split_once("</section>").unwrap();
    read(maud::PreEscaped(format!("<section{card}")))
}

#[test]
fn an_event_s_card_says_what_who_and_who_says_so() {
    assert_eq!(
        card("e1"),
        "e1 consult , visit verbal cooperation Ada Quist NOR minister of foreign affairs , Jon Brandt ISL envoy \
         Fjord Wire reports that … \
         Oslo, Fjord Wire - Foreign Minister Ada Quist met Icelandic envoy Jon Brandt on Tuesday to discuss \
         fishing rights in the Northern Basin. \
         When 2026-11-24 as the text says: Tuesday Where Oslo NOR About agriculture, territory \
         Why coded so · confidence 0.87 Rule or model events/model Rests on met … to discuss Trigger met \
         CAMEO 042 Intensity +0.0 of −10 to +10"
    );
    assert!(card("e2").contains(
        "e2 consult verbal cooperation negated “the two sides” \
         Fjord Wire reports that Ada Quist said that Ivar Sol denied that … ( claim 2 )"
    ));
    assert!(card("e3").contains("Incident incident 5 4 outlets, 6 dispatches"));
    assert!(card("e4").contains("Same as event 3"));
}

#[test]
fn a_correction_says_what_was_and_who_changed_it() {
    assert!(card("e6").contains(
        "Status was actual , is future : a promise is not a release \
         Corrected by Mira Holt , 2026-11-28T09:00:00Z"
    ));
    let mut stored = stored();
    stored.record.events[0].status = "retracted".into();
    let names = Names::all();
    let html = record(&stored, &View { token: None, names: &names }).into_string();
    assert!(html.contains("Somebody says that the dispatch does not tell of this."));
}

#[test]
fn a_correction_can_be_made_only_with_a_token() {
    assert!(!html(None).contains("<form"));
    let html = html(Some("t\"k"));
    assert_eq!(
        html.matches("<form class=\"plain\" method=\"post\" action=\"/dispatch/7/correct\">").count(),
        6
    );
    assert!(html.contains("<input type=\"hidden\" name=\"event\" value=\"e3\"><input type=\"hidden\" name=\"token\" value=\"t&quot;k\">"));
    for field in chancery_records::corrections::FIELDS {
        assert!(html.contains(&format!("<option value=\"{field}\">")), "{field}");
    }
}

#[test]
fn a_claim_s_card_says_who_said_what_and_how() {
    assert_eq!(
        card("c2"),
        "c2 Ivar Sol NOR denied the two sides held secret talks in Bergen in the outlet’s words cue denied \
         named as the opposition leader Ivar Sol within claim 1 tells of event 2 \
         found by attribution/cue confidence 0.91"
    );
    assert!(card("c4").starts_with("c4 An unnamed source said "));
}

#[test]
fn an_actor_s_card_says_who_it_is_and_on_what_ground() {
    assert_eq!(
        card("a1"),
        "a1 Ada Quist NOR person Office minister of foreign affairs Foreign Minister Country Norway \
         Sectors government Rests on the text says so Mentions 2 by name"
    );
    assert!(card("a4").contains("Mentions 1 by name and 2 by a description Loaded words the pirate regime"));
    assert!(html(None).contains("href=\"/actor?name=Ada+Quist&amp;country=NOR\""));
    assert!(
        !card("a5").contains("Rests on"),
        "of one that has neither country nor office nothing rests on anything"
    );
}

#[test]
fn remarks_and_the_producer_stand_below() {
    let html = html(None);
    assert!(html.contains("no country could be told") && html.contains("<q>the two sides</q>"));
    assert!(html.contains("Read by version 0.1.0"));
}

#[test]
fn every_link_within_the_page_has_its_target() {
    let stored = stored();
    let page = crate::reading::text(&stored, None).into_string() + &html(Some("t"));
    for link in page.split(" href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn nothing_on_the_page_is_styled_or_run_in_place() {
    let stored = stored();
    let names = Names::all();
    let head = head(&stored, &names).into_string();
    let page = crate::reading::text(&stored, Some("e1")).into_string() + &html(Some("t")) + &head;
    for word in [" style=", "<style", "<script", " onclick", "javascript:"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn the_head_tells_where_a_dispatch_is_from() {
    assert_eq!(
        read(head(&stored(), &Names::all())),
        "Outlet Fjord Wire NOR wire By Nils Aker Dateline Oslo , Fjord Wire \
         Published 2026-11-25 08:10:00+01:00 as the page declares it Language en \
         Repeats an earlier dispatch 77aa : 42 % of this one stands there, 80 % of that one stands here \
         Origin /dispatches/1.txt Address https://fjordwire.example/2026/11/25/trawler \
         Taken in 2026-11-28 03:04:05Z Number 7"
    );
    let mut bare = stored();
    let dispatch = &mut bare.record.dispatch;
    (dispatch.outlet, dispatch.published, dispatch.published_basis) = (None, None, None);
    assert!(read(head(&bare, &Names::all())).contains("Outlet not known NOR wire"));
    assert!(read(head(&bare, &Names::all())).contains("Published not known"));
}
