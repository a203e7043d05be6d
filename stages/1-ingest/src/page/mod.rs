//! What does an HTML page say? Its title, its article's paragraphs, and what its head states.

mod blocks;
mod body;
mod cues;
mod lines;
mod sink;
mod title;
mod tree;

use dom_query::Document;

use self::blocks::Block;

/// What was found in a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    /// Paragraphs with blank lines between them.
    pub(crate) body: String,
    pub(crate) outlet: Option<String>,
    /// `YYYY-MM-DD`.
    pub(crate) published: Option<String>,
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

/// Takes title, paragraphs, outlet and date out of a page.
pub(crate) fn extract(source: &str) -> Page {
    let (document, cut) = tree::parse(source);
    let page = blocks::of(&document);
    let title = title::of(&document, &page);
    let body = paragraphs(&body::of(&page, title.as_deref()));
    let (outlet, published) = stated(&document);
    Page { title, body, outlet, published, cut }
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

/// Outlet and day of publication, as the head states them.
fn stated(document: &Document) -> (Option<String>, Option<String>) {
    let (mut outlet, mut published) = (None, None);
    for meta in document.select("meta[content]").iter() {
        let value = |name: &str| meta.attr(name).unwrap_or_default().to_lowercase();
        let content = meta.attr("content").unwrap_or_default();
        match format!("{}{}{}", value("property"), value("name"), value("itemprop")).as_str() {
            "og:site_name" if !content.is_empty() => outlet = Some(content.to_string()),
            "article:published_time" | "datepublished" | "date" | "pubdate" | "dc.date" => {
                published = published.or_else(|| day(&content));
            }
            _ => {}
        }
    }
    (outlet, published)
}

/// The day at the start of an ISO time.
fn day(time: &str) -> Option<String> {
    let day = time.get(..10)?;
    let shape =
        day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    shape.then(|| day.to_owned())
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
        let page = extract(PAGE);
        assert_eq!(page.title.as_deref(), Some("Envoys meet"));
        assert_eq!(page.body, "Envoys & ministers met in Oslo.\n\nThey left.");
        assert_eq!(page.outlet.as_deref(), Some("Example Times"));
        assert_eq!(page.published.as_deref(), Some("2021-03-02"));
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
        assert_eq!(extract(&deep).body, "Envoys met.");
        assert_eq!(extract("<html><p").body, "");
    }
}
