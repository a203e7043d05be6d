//! Whole dispatches in the styles of agencies, releases and pages. All of them are invented.

use chancery_ingest::{LONGEST_TEXT, ingest};
use chancery_model::dispatch::{DateBasis, Dispatch};

fn read(text: &str) -> Dispatch {
    let dispatch = ingest("test", text.as_bytes());
    let spans = &dispatch.paragraphs;
    assert!(spans.windows(2).all(|w| w[0].end() <= w[1].start()), "paragraphs overlap: {spans:?}");
    dispatch
}

fn paragraphs(dispatch: &Dispatch) -> Vec<&str> {
    dispatch.paragraphs.iter().map(|p| dispatch.text.slice(*p)).collect()
}

fn codes(dispatch: &Dispatch) -> Vec<&str> {
    dispatch.remarks.iter().map(|r| r.code).collect()
}

/// Place, agency and date of the dateline.
fn dateline(dispatch: &Dispatch) -> [&str; 3] {
    let line = dispatch.dateline.as_ref();
    [
        line.and_then(|l| l.place.as_deref()),
        line.and_then(|l| l.agency.as_deref()),
        line.and_then(|l| l.date.as_deref()),
    ]
    .map(Option::unwrap_or_default)
}

#[test]
fn an_agency_that_signs_at_the_end_and_adds_links() {
    let d = read(
        "Envoy Quist discusses with Brandt cooperation in fisheries\r\n\r\n\
         Oslo, SANA- Envoy Lara Quist has discussed with Minister Odo Brandt cooperation in fisheries.\r\n\r\n\
         \u{a0}Quist said the talks were useful, hailing the support of the neighbouring state.\r\n\r\n\
         Rula al-Sabbar\r\n\r\nCheck Also\r\n\r\nFord opens\r\n\r\nOslo, SANA-The ford was opened …",
    );
    assert_eq!(d.text.slice(d.title), "Envoy Quist discusses with Brandt cooperation in fisheries");
    assert_eq!(dateline(&d), ["Oslo", "SANA", ""]);
    assert_eq!(d.text.slice(d.dateline.as_ref().unwrap().span), "Oslo, SANA-");
    assert_eq!(d.outlet.as_deref(), Some("SANA"));
    assert_eq!(d.bylines, ["Rula al-Sabbar"]);
    assert_eq!((d.published.as_deref(), d.language.as_str()), (None, "en"));
    assert_eq!(paragraphs(&d).len(), 3);
    assert!(paragraphs(&d)[1].starts_with("Envoy Lara Quist has"));
    assert!(paragraphs(&d)[2].starts_with("Quist said"));
    assert!(d.text.as_str().ends_with("\n\nRula al-Sabbar"), "the byline stays in the text");
    assert!(d.text.as_str().contains("\n\n\u{a0}Quist"), "white space inside stays");
    assert_eq!(codes(&d), ["ingest/trailing-links"]);
}

#[test]
fn a_wire_story_with_bylines_at_both_ends() {
    let d = read(
        "Envoys agree on border trade\n\nBy Lara Quist\n\nGENEVA, March 2, 2021 (Reuters) - Envoys agreed \
         on Tuesday to open the border for trucks.\n\nTalks will resume in May, a spokesman said.\n\n\
         (Reporting by Odo Brandt; Editing by Mira Sol)",
    );
    assert_eq!(dateline(&d), ["Geneva", "Reuters", "2021-03-02"]);
    assert_eq!(d.bylines, ["Lara Quist", "Odo Brandt"]);
    assert_eq!((d.published.as_deref(), d.published_basis), (Some("2021-03-02"), Some(DateBasis::Dateline)));
    assert_eq!(paragraphs(&d).len(), 3);
    assert!(paragraphs(&d)[1].starts_with("Envoys agreed"));
}

#[test]
fn a_release_with_a_line_for_its_date() {
    let d = read(
        "Readout of the Secretary’s Call with Minister Brandt\n2 March 2021\n\nThe Secretary spoke today \
         with Minister Odo Brandt. They discussed the border.\n\nThe Secretary thanked him.",
    );
    assert_eq!((d.published.as_deref(), d.published_basis), (Some("2021-03-02"), Some(DateBasis::Text)));
    assert_eq!(d.dateline, None);
    assert_eq!(paragraphs(&d).len(), 3);
}

#[test]
fn a_dispatch_with_an_end_mark_and_the_initials_of_its_desk() {
    let d = read(
        "Minister receives envoy\n\nKUWAIT, March 2 (KUNA) -- Minister Odo Brandt received on Tuesday the \
         envoy of Norway.\n\nThey discussed ties between the two countries. (end)\n\nlq.ob",
    );
    assert_eq!(dateline(&d), ["Kuwait", "KUNA", ""]);
    assert_eq!(paragraphs(&d).last().copied(), Some("They discussed ties between the two countries."));
    assert!(d.bylines.is_empty());
}

#[test]
fn a_page_is_read_like_a_text() {
    let d = read(
        "<!doctype html><html><head><title>x</title></head><body><h1>Envoys meet in Oslo</h1><article>\
         <p>OSLO (AFP) – Envoys of two states met in Oslo &amp; signed a treaty on fisheries.</p>\
         <p>They left for home on the same evening, said a spokesman of the ministry in the capital.</p>\
         </article></body></html>",
    );
    assert_eq!(d.text.slice(d.title), "Envoys meet in Oslo");
    assert_eq!(dateline(&d), ["Oslo", "AFP", ""]);
    assert!(paragraphs(&d)[1].starts_with("Envoys of two states met in Oslo & signed"));
    assert_eq!(codes(&d), ["ingest/html"]);
}

#[test]
fn other_languages_are_named() {
    let d = read(
        "Ministre reçoit une délégation\n\nLe ministre des affaires étrangères a reçu lundi une délégation \
         norvégienne. Les deux parties ont discuté de la coopération dans le domaine de la pêche.",
    );
    assert_eq!(d.language, "fr");
    assert_eq!(codes(&d), ["ingest/not-english"]);
    let d = read("Министр принял делегацию\n\nМинистр принял делегацию соседнего государства.");
    assert_eq!(d.language, "ru");
}

#[test]
fn bytes_without_a_text_say_so() {
    assert_eq!(codes(&ingest("t", b"")), ["ingest/empty"]);
    assert_eq!(codes(&ingest("t", b" \r\n\t\n")), ["ingest/empty"]);
    let binary = ingest("t", b"\x7fELF\x02\x01\0\0\0\0");
    assert_eq!(codes(&binary), ["ingest/binary"]);
    assert!(binary.text.is_empty() && binary.paragraphs.is_empty());
    assert_eq!(binary.language, "und");
}

#[test]
fn the_id_hangs_on_the_text_alone() {
    let (a, b) = (ingest("one", b"Envoys met.\r\n"), ingest("two", b"Envoys met."));
    assert_eq!((a.id.len(), &a.id), (32, &b.id));
    assert_ne!(a.id, ingest("one", b"Envoys left.").id);
}

#[test]
fn an_address_as_origin_is_the_url() {
    let d = ingest("https://example.org/a", b"Envoys met.");
    assert_eq!(d.url.as_deref(), Some("https://example.org/a"));
}

#[test]
fn megabyte_lines_and_marks_without_end_are_read_in_time() {
    let long = format!("Envoys meet\n\n{}", "The envoys met in Oslo. ".repeat(150_000));
    let d = read(&long);
    assert!(d.text.as_str().len() <= LONGEST_TEXT);
    assert_eq!(codes(&d), ["ingest/too-long"]);
    for hostile in
        ["\"".repeat(1_000_000), "(".repeat(1_000_000), "\n".repeat(1_000_000), "- \n".repeat(300_000)]
    {
        read(&hostile);
    }
}

#[test]
fn any_bytes_give_a_dispatch() {
    // A small generator of bytes, so that a failure can be repeated.
    let mut state = 7_u64;
    for _ in 0..2_000 {
        let mut bytes = Vec::new();
        for _ in 0..state % 90 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pieces: [&[u8]; 16] = [
                b"Oslo",
                b", ",
                b"SANA",
                b"- ",
                b"(",
                b")",
                b"/",
                b"\n\n",
                b"\r\n",
                b"By ",
                b"\xe2\x80\x94",
                b"\xff",
                b"May 3",
                b". ",
                b"<p>",
                b"Check Also",
            ];
            bytes.extend_from_slice(pieces[usize::try_from(state >> 60).unwrap()]);
        }
        state = state.wrapping_add(1);
        let d = ingest("t", &bytes);
        assert!(d.paragraphs.iter().all(|p| p.end() <= d.text.len() && !p.is_empty()));
    }
}
