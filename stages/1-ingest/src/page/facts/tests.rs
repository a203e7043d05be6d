//! Are the facts of the 120 pages of `tests/pages` read? Each field has its floor; misses are printed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::of;
use crate::document::Facts;

/// A page, what it states, and whether it is set aside.
struct Case {
    name: String,
    aside: bool,
    address: String,
    /// Published, modified, outlet, bylines, section, canonical address, language.
    expected: Vec<String>,
    source: String,
}

const FIELDS: [&str; 7] = ["published", "modified", "outlet", "bylines", "section", "canonical", "language"];

fn cases() -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let text = read("text.html");
    let mut pages = BTreeMap::new();
    let mut cases = Vec::new();
    for row in read("pages.tsv").lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [family, name, set, address, rest @ ..] = fields.as_slice() else { panic!("{row}") };
        let source = pages.entry((*family).to_owned()).or_insert_with(|| read(&format!("{family}.html")));
        let mark = format!("<!-- page {name} -->\n");
        let source = source.split(&mark).nth(1).unwrap_or_else(|| panic!("no page {name}"));
        let source = source.split("<!-- page ").next().unwrap().replace("{text}", &text);
        let mut expected: Vec<String> = rest.iter().map(|f| (*f).to_owned()).collect();
        if expected[5] == "=" {
            expected[5] = (*address).to_owned();
        }
        let (name, address) = ((*name).to_owned(), (*address).to_owned());
        cases.push(Case { name, aside: *set == "aside", address, expected, source });
    }
    cases
}

fn facts(case: &Case) -> Facts {
    of(&dom_query::Document::from(case.source.as_str()), Some(&case.address))
}

fn found(facts: &Facts) -> Vec<String> {
    // The day counts; how fine the rest is has tests of its own.
    let day = |date: &Option<(String, _)>| {
        date.as_ref().map(|(d, _)| d.chars().take(10).collect::<String>()).unwrap_or_default()
    };
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    vec![
        day(&facts.published),
        day(&facts.modified),
        text(&facts.outlet),
        facts.bylines.join(";"),
        text(&facts.section),
        text(&facts.url),
        text(&facts.language),
    ]
}

#[test]
fn publication_dates_are_right_on_95_of_100_pages_and_other_facts_nearly_so() {
    let cases = cases();
    assert_eq!(cases.len(), 120);
    let show_aside = std::env::var_os("SHOW_ASIDE").is_some();
    let mut right = BTreeMap::<(&str, bool), usize>::new();
    let mut invented = 0;
    for case in &cases {
        let found = found(&facts(case));
        for ((field, expected), found) in FIELDS.iter().zip(&case.expected).zip(&found) {
            if expected == found {
                *right.entry((field, case.aside)).or_default() += 1;
            } else if !case.aside || show_aside {
                println!("{:<28} {field:<10} expected {expected:?}, found {found:?}", case.name);
            }
            invented += usize::from(*field == "published" && expected.is_empty() && !found.is_empty());
        }
    }
    let aside = cases.iter().filter(|c| c.aside).count();
    let undated = cases.iter().filter(|c| c.expected[0].is_empty()).count();
    println!("{} pages, {aside} of them aside, {undated} undated; {invented} dates invented", cases.len());
    for field in FIELDS {
        let of = |aside| right.get(&(field, aside)).copied().unwrap_or_default();
        let all = of(true) + of(false);
        println!("{field:<10} {all:>3} of {} right; aside {} of {aside}", cases.len(), of(true));
        let floor = if field == "published" { 95 } else { 90 };
        assert!(all * 100 >= cases.len() * floor, "{field}: {all} of {}", cases.len());
        assert!(of(true) * 100 >= aside * 90, "{field}, aside: {} of {aside}", of(true));
    }
    assert!(invented <= 1, "{invented} undated pages got a date");
}

#[test]
fn reading_never_panics_and_takes_no_longer_on_hostile_pages() {
    let deep = format!("<html><body>{}12 March 2021", "<div class=date>".repeat(2_000));
    let wide = format!("<html><h1>Ferries</h1>{}", "<p>12 March 2021 1/2/2021 updated ".repeat(5_000));
    let script = format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000));
    let marks = format!("<p class=date>{}</p>", "\u{1f}é—12".repeat(2_000));
    for source in [deep, wide, script, marks, String::new()] {
        let facts = of(&dom_query::Document::from(source.as_str()), Some("https://[/:?#"));
        assert!(facts.bylines.is_empty());
    }
}
