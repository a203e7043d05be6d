//! Are datelines taken apart, and is nothing else taken for one? Two tables, all of which must be right.

use chancery_ingest::{Content, Document, Facts, read};
use chancery_model::dispatch::{DateBasis, Dispatch};

const TITLE: &str = "Envoys talk in the capital";

fn dispatch(published: &str, lines: &str) -> Dispatch {
    let date = (published != "-").then(|| (published.to_owned(), DateBasis::Given));
    read(Document {
        origin: "test".into(),
        facts: Facts { title: Some(TITLE.into()), published: date, ..Facts::default() },
        content: Content::Plain(format!("{lines}\n\nThey talked about fish until noon.")),
        remarks: Vec::new(),
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#'))
}

#[test]
fn every_form_of_dateline_is_taken_apart() {
    let mut wrong = 0;
    for row in rows(include_str!("data/datelines.tsv")) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [published, lines, place, agency, date] = fields[..] else { panic!("five columns: {row}") };
        let text = lines.replace('¶', "\n\n");
        let d = dispatch(published, &text);
        let line = d.dateline.clone().unwrap_or_default();
        let got = [line.place, line.agency, line.date].map(Option::unwrap_or_default);
        let start = text.lines().find(|l| {
            !l.is_empty() && d.text.slice(line.span).starts_with(l.split(' ').next().unwrap_or(""))
        });
        let prose = d.paragraphs.iter().any(|p| d.text.slice(*p) == "Envoys met.");
        let whole = d.text.as_str() == format!("{TITLE}\n\n{text}\n\nThey talked about fish until noon.");
        if got != [place, agency, date] || !prose || !whole || start.is_none() {
            println!(
                "{row}\n    got {got:?}, prose {prose}, text whole {whole}, span {:?}",
                d.text.slice(line.span)
            );
            wrong += 1;
        }
    }
    assert_eq!(wrong, 0, "datelines");
}

#[test]
fn what_only_looks_like_a_dateline_is_text() {
    let mut wrong = 0;
    for text in rows(include_str!("data/no-datelines.tsv")) {
        let d = dispatch("2020-12-08", text);
        let kept = d.paragraphs.iter().any(|p| d.text.slice(*p) == text);
        if d.dateline.is_some() || !kept {
            println!("{text}\n    got {:?}, kept {kept}", d.dateline);
            wrong += 1;
        }
    }
    assert_eq!(wrong, 0, "no datelines");
}

#[test]
fn a_dateline_tells_whose_agency_it_is() {
    let d = dispatch("-", "Damascus, SANA- Envoys met.");
    assert_eq!((d.outlet.as_deref(), d.outlet_country.as_deref()), (Some("SANA"), Some("SYR")));
    assert_eq!(d.outlet_kind.map(chancery_model::dispatch::OutletKind::as_str), Some("state agency"));
    let d = dispatch("-", "Algiers, ENN- Envoys met.");
    assert_eq!((d.outlet, d.outlet_country, d.outlet_kind), (None, None, None));
}

#[test]
fn a_page_without_a_dateline_is_its_hosts() {
    let d = read(Document {
        facts: Facts { url: Some("https://www.state.gov/readout-1".into()), ..Facts::default() },
        ..Document::new("test", b"Readout\n\nThe Secretary met Envoy Quist.")
    });
    assert_eq!(d.outlet.as_deref(), Some("US Department of State"));
    assert_eq!(d.outlet_country.as_deref(), Some("USA"));
}
