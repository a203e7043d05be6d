//! What is a page's heading? The `h1` that the head of the page agrees with, else what the head says.

use dom_query::Document;

use super::blocks::{Kind, Page};

/// Longest heading, in bytes.
const LONGEST: usize = 400;

/// The heading of the article.
pub(super) fn of(document: &Document, page: &Page) -> Option<String> {
    let stated =
        document.select_single("meta[property='og:title'], meta[name='twitter:title']").attr("content");
    let stated = stated.as_deref().map(tidy).filter(|t| !t.is_empty());
    let head = document.select_single("head > title").text();
    let head = Some(tidy(&head)).filter(|t| !t.is_empty());
    // A single word names the site, not the article.
    let named = [&stated, &head].into_iter().flatten().map(String::as_str);
    let named: Vec<&str> = named.filter(|t| t.contains(' ')).collect();
    let headings = page.blocks.iter().filter(|b| b.kind == Kind::Heading(1) && b.text.len() <= LONGEST);
    let headings: Vec<String> = headings.map(|b| tidy(&b.text)).collect();
    let agreement = |h: &str| named.iter().map(|n| overlap(h, n)).max().unwrap_or(0);
    // The first of the best.
    let best = headings.iter().rev().max_by_key(|h| agreement(h));
    if let Some(best) = best.filter(|h| agreement(h) >= 60 || named.is_empty()) {
        return Some(best.clone());
    }
    let lower =
        page.blocks.iter().filter(|b| matches!(b.kind, Kind::Heading(2 | 3)) && b.text.len() <= LONGEST);
    let lower = lower.map(|b| tidy(&b.text)).find(|h| agreement(h) >= 90);
    let site = document.select_single("meta[property='og:site_name']").attr("content");
    let plain = |t: &str| without_outlet(t, site.as_deref());
    lower
        .or_else(|| stated.as_deref().map(plain))
        .or_else(|| head.as_deref().map(plain))
        .or_else(|| headings.first().cloned())
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many of a heading's words stand in a longer name of the page, in percent; none where it is
/// a small part of that name, as the outlet's own name is.
fn overlap(heading: &str, name: &str) -> usize {
    let words = |t: &str| -> Vec<String> {
        let words = t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (heading, name) = (words(heading), words(name));
    let shared = heading.iter().filter(|w| name.contains(w)).count();
    if heading.is_empty() || shared * 5 < name.len() * 2 { 0 } else { shared * 100 / heading.len() }
}

/// Without " | Example Times" and the like at its end, or its beginning.
fn without_outlet(title: &str, site: Option<&str>) -> String {
    for part in [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " « "] {
        if let Some((head, tail)) = title.rsplit_once(part) {
            let known = site.is_some_and(|s| s.eq_ignore_ascii_case(tail.trim()));
            let (long, short) = (head.split(' ').count(), tail.split(' ').count());
            if known || (long >= 3 && short <= 5 && short < long) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;

    fn check(head: &str, body: &str, title: Option<&str>) {
        let document = Document::from(format!("<html><head>{head}</head><body>{body}</body></html>"));
        assert_eq!(of(&document, &blocks::of(&document)).as_deref(), title);
    }

    #[test]
    fn the_heading_that_the_head_agrees_with_is_the_title() {
        let head = "<title>Envoys of two states meet in Oslo | Example Times</title>";
        check(
            head,
            "<h1>Example Times</h1><h1>Envoys of two states meet in Oslo</h1>",
            Some("Envoys of two states meet in Oslo"),
        );
        check(head, "<h1>Example Times</h1><p>x", Some("Envoys of two states meet in Oslo"));
        check(
            head,
            "<h1>Example Times</h1><h2>Envoys of two states meet in Oslo</h2>",
            Some("Envoys of two states meet in Oslo"),
        );
    }

    #[test]
    fn a_page_without_a_head_has_its_first_heading_or_none() {
        check("", "<h1>Envoys <i>meet</i></h1><h1>Other</h1>", Some("Envoys meet"));
        check("", "<p>Envoys met.", None);
    }

    #[test]
    fn a_dash_within_a_title_stays() {
        assert_eq!(
            without_outlet("Oslo - the envoys of the two states have met", None),
            "Oslo - the envoys of the two states have met"
        );
        assert_eq!(without_outlet("Envoys meet - Example", Some("example")), "Envoys meet");
    }
}
