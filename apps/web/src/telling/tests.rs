//! Text in, text out: how the tellings of an incident stand side by side.

use chancery_records::incident::Incident;
use chancery_records::incidents::{Facts, Report};

use super::sample::{incident, quote, reports};
use super::title;
use crate::reading::Names;

fn page(reports: &[Report]) -> String {
    let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
    super::incident(5, &incident().0, &facts, reports, &quote, &Names::all()).into_string()
}

/// What stands between two pieces of markup, without tags; "[…]" is what is marked as differing.
fn between(html: &str, from: &str, to: &str) -> String {
    let (_, rest) = html.split_once(from).unwrap_or_else(|| panic!("{from}"));
    let (part, _) = rest.split_once(to).unwrap();
    let part = part.replace("<mark class=\"differs\">", "[").replace("</mark>", "]").replace("</td>", " | ");
    let text = part.split('<').map(|p| p.split_once('>').map_or(p, |(_, text)| text)).collect::<Vec<_>>();
    text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ").replace(" ]", "]")
}

/// A row of the table.
fn row(html: &str, head: &str) -> String {
    between(html, &format!("<th scope=\"row\">{head}"), "</tr>")
}

#[test]
fn tellings_stand_from_the_oldest_to_the_newest_and_copies_share_a_column() {
    assert_eq!(
        between(&page(&reports()), "<thead>", "</thead>"),
        "| Geysir Agency ISL state agency 2024-10-05 first Fjord Wire NOR wire 2024-10-05 copied by \
         The Halden Post NOR Baltic Herald SWE newspaper 2024-10-06 Skerry Online DNK online 2024-10-06"
    );
}

#[test]
fn what_differs_is_marked_and_said() {
    let page = page(&reports());
    assert_eq!(row(&page, "Dead"), "2 agree, 1 differs not said | 3 | [ differs: 5] | 3 |");
    assert_eq!(row(&page, "Injured"), "all agree not said | 12 | 12 | not said |");
    assert_eq!(
        row(&page, "The deed, word for word"),
        "3 agree, 1 differs [ differs: shots] | fired on | fired on | fired on |"
    );
    assert_eq!(
        row(&page, "When"),
        "3 agree, 1 differs 2024-10-04 | 2024-10-04 | 2024-10-04 | [ differs: 2024-10-03] |"
    );
    assert_eq!(
        row(&page, "Where"),
        "3 agree, 1 differs Port Halden NOR | Port Halden NOR | [ differs: Halden Bay] NOR | Port Halden NOR |"
    );
}

#[test]
fn loaded_words_are_the_outlet_s() {
    assert_eq!(
        row(&page(&reports()), "To whom"),
        "3 agree, 1 differs [ differs: smugglers] NOR the outlet’s own word | fishermen NOR | fishermen NOR | \
         fishermen NOR |"
    );
}

#[test]
fn each_telling_says_who_says_so() {
    assert_eq!(
        row(&page(&reports()), "Who says so"),
        "Geysir Agency reports that Una Stein said that Jon Brandt denied that … denies it | \
         Fjord Wire reports that … The Halden Post reports that … | \
         Baltic Herald reports that an unnamed source said that … | Skerry Online reports that … |"
    );
}

#[test]
fn the_summary_tells_first_tellers_copies_claims_and_denials() {
    assert_eq!(
        between(&page(&reports()), "<dl class=\"facts incident-facts\">", "</dl>"),
        "Told in 5 dispatches , 4 without copies (1 copy of others) When 2024-10-03 to 2024-10-04 \
         Where Port Halden NOR Told first by Geysir Agency , 2024-10-05 Outlets DNK online: Skerry Online \
         ISL state agency: Geysir Agency NOR newspaper: The Halden Post NOR wire: Fjord Wire \
         SWE newspaper: Baltic Herald In their own voice 3 reports Claimed by nobody who is named \
         Denied by Jon Brandt ISL"
    );
}

#[test]
fn wordings_are_listed_with_those_who_use_them() {
    let page = page(&reports());
    let words = between(&page, "What they call it", "</section>");
    assert!(words.contains("the pirate regime loaded Skerry Online"), "{words}");
    assert!(words.contains("shots Geysir Agency"), "{words}");
}

#[test]
fn sentences_are_quoted_with_a_link_to_their_place() {
    let page = page(&reports());
    assert!(page.contains("coast guard <mark>fired on</mark> fishermen off Port Halden"), "{page}");
    assert!(page.contains("<a href=\"/dispatch/3?event=2#e2\">in the dispatch</a>"));
    assert_eq!(page.matches("off Port Halden").count(), 1, "a copy's sentence is quoted once");
}

#[test]
fn one_telling_differs_from_nothing() {
    let alone = &reports()[3..4];
    assert!(!page(alone).contains("<span class=\"sr\">differs"));
    assert!(!page(alone).contains("agree"));
    assert!(page(&[]).contains("Told in"), "even none is no fault");
}

#[test]
fn markup_in_names_and_words_is_shown_and_not_obeyed() {
    let mut hostile = reports();
    let words = "\"><script>x</script>\u{202E}";
    for report in &mut hostile {
        (report.deed, report.status, report.kind) = (words.into(), words.into(), words.into());
        (report.source.outlet, report.source.made) = (Some(words.into()), Some(words.into()));
        (report.source.country, report.source.kind) = (Some(words.into()), Some(words.into()));
        for party in report.actors.iter_mut().chain(&mut report.recipients) {
            (party.words, party.name, party.country) = (words.into(), words.into(), Some(words.into()));
            party.loaded = vec![words.into()];
        }
        for voice in &mut report.voices {
            voice.speakers = vec![(words.into(), Some(words.into()))];
        }
        if let Some(site) = &mut report.site {
            site.name = words.into();
        }
        report.days = Some((i32::MIN, i32::MAX));
    }
    let facts = Facts::of(&hostile.iter().collect::<Vec<_>>());
    let quote = |_: i64, _: u32| Some(super::Quote { sentence: words.into(), trigger: (5, 400) });
    let page = super::incident(5, &incident().0, &facts, &hostile, &quote, &Names::all()).into_string();
    assert!(!page.contains("<script") && !page.contains('\u{202E}'));
}

#[test]
fn a_title_says_who_did_what_to_whom_where_and_when() {
    let names = Names::all();
    assert_eq!(title(&incident().0, &names), "assault: ISL → NOR, Port Halden, 2024-10-03 to 2024-10-04");
    assert_eq!(title(&Incident { kind: "CONSULT".into(), ..Incident::default() }, &names), "consult");
}
