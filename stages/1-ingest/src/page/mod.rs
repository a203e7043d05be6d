//! What does an HTML page say? Its title, its article's paragraphs, and what its head states.

mod blocks;
mod body;
mod cues;
mod facts;
mod lines;
mod sink;
mod title;
mod tree;

use self::blocks::Block;
use crate::document::Facts;

/// What was found in a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    /// Paragraphs with blank lines between them.
    pub(crate) body: String,
    /// What the page states of its article.
    pub(crate) facts: Facts,
    /// What was left out of the page for its size or depth.
    pub(crate) cut: Option<&'static str>,
}

/// Whether a text is a page rather than prose.
pub(crate) fn looks_like_html(source: &str) -> bool {
    let start = source.trim_start();
    let start = start.get(..start.floor_char_boundary(1_024)).unwrap_or(start).to_lowercase();
    start.starts_with("<!doctype html")
        || (start.starts_with('<')
            && ["<html", "<head", "<body", "<p>", "<div", "<article"].iter().any(|t| start.contains(t)))
}

/// Takes title, paragraphs and facts out of a page, whose address is told where it is known.
pub(crate) fn extract(source: &str, address: Option<&str>) -> Page {
    let (document, cut) = tree::parse(source);
    let page = blocks::of(&document);
    let title = title::of(&document, &page);
    let body = paragraphs(&body::of(&page, title.as_deref()));
    Page { title, body, facts: facts::of(&document, address), cut }
}

/// Blank lines between blocks.
fn paragraphs(blocks: &[&Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&block.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html><head><title>Envoys meet | Example</title>\
        <meta property=\"og:site_name\" content=\"Example Times\">\
        <meta property=\"article:published_time\" content=\"2021-03-02T10:00:00Z\">\
        <script>if (a < b) { document.write('<p>no</p>'); }</script></head>\
        <body><nav><ul><li><a href=/>Home</a></li></ul></nav><h1>Envoys meet</h1>\
        <p>Envoys &amp; ministers\n met in <b>Oslo</b>.</p><p>They left.</p>\
        <div><a href=x>Other news of the day, all of it in a link.</a></div>\
        <footer><p>All rights reserved.</p></footer></body></html>";

    #[test]
    fn a_page_gives_its_heading_its_paragraphs_and_its_facts() {
        let page = extract(PAGE, None);
        assert_eq!(page.title.as_deref(), Some("Envoys meet"));
        assert_eq!(page.body, "Envoys & ministers met in Oslo.\n\nThey left.");
        assert_eq!(page.facts.outlet.as_deref(), Some("Example Times"));
        assert_eq!(page.facts.published.map(|p| p.0).as_deref(), Some("2021-03-02T10:00:00Z"));
    }

    #[test]
    fn prose_with_a_bracket_is_no_page() {
        assert!(looks_like_html(PAGE));
        assert!(!looks_like_html("Envoys said that a < b."));
        assert!(!looks_like_html("<b>Envoys</b> met."));
    }

    #[test]
    fn deep_and_broken_pages_are_read_to_their_end() {
        let deep = format!("<html>{}<p>Envoys met.", "<div>".repeat(100_000));
        assert_eq!(extract(&deep, None).body, "Envoys met.");
        assert_eq!(extract("<html><p", None).body, "");
    }
}
