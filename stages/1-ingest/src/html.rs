//! What does an HTML page say? Its heading, its paragraphs, and the two facts that its head states.
//!
//! A first version on a conforming tokeniser: one linear walk, no tree, so deep nesting costs
//! nothing. It does not tell an article from its surroundings beyond what the elements say.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use crate::layout::ends_sentence;

/// Elements whose content is no text of the article.
const SKIPPED: [&str; 14] = [
    "aside",
    "button",
    "figcaption",
    "footer",
    "form",
    "iframe",
    "nav",
    "noscript",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
];

/// Elements that part paragraphs.
const BLOCKS: [&str; 26] = [
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "title",
    "tr",
    "ul",
];

/// What was found in a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    /// Paragraphs with blank lines between them.
    pub(crate) body: String,
    pub(crate) outlet: Option<String>,
    /// `YYYY-MM-DD`.
    pub(crate) published: Option<String>,
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
    let mut emitter = DefaultEmitter::default();
    // Without a tree builder the tokeniser itself must know that scripts hold no tags.
    emitter.naively_switch_states(true);
    let mut walk = Walk::default();
    for token in Tokenizer::new_with_emitter(source, emitter).flatten() {
        match token {
            Token::StartTag(tag) => walk.start(&tag),
            Token::EndTag(tag) => walk.end(&name(&tag.name)),
            Token::String(text) => walk.text(&String::from_utf8_lossy(&text.0)),
            _ => {}
        }
    }
    walk.finish()
}

#[derive(Debug, Default)]
struct Block {
    element: String,
    text: String,
    linked: usize,
    in_article: bool,
}

#[derive(Debug, Default)]
struct Walk {
    page: Page,
    /// The element that is being skipped, and how often it is open.
    skipping: Option<(String, usize)>,
    articles: usize,
    links: usize,
    open: Block,
    blocks: Vec<Block>,
}

impl Walk {
    fn start(&mut self, tag: &StartTag<()>) {
        let element = name(&tag.name);
        if let Some((skipped, depth)) = &mut self.skipping {
            *depth += usize::from(*skipped == element);
        } else if SKIPPED.contains(&element.as_str()) {
            self.skipping = (!tag.self_closing).then_some((element, 1));
        } else if element == "meta" {
            self.meta(tag);
        } else if element == "br" {
            self.open.text.push('\n');
        } else if element == "a" {
            self.links += 1;
        } else if BLOCKS.contains(&element.as_str()) {
            self.flush();
            self.articles += usize::from(element == "article");
            self.open.element = element;
        }
    }

    fn end(&mut self, element: &str) {
        if let Some((skipped, depth)) = &mut self.skipping {
            *depth -= usize::from(skipped == element);
            if *depth == 0 {
                self.skipping = None;
            }
        } else if element == "a" {
            self.links = self.links.saturating_sub(1);
        } else if BLOCKS.contains(&element) {
            self.flush();
            if element == "article" {
                self.articles = self.articles.saturating_sub(1);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipping.is_some() {
            return;
        }
        let open = &mut self.open.text;
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                open.push(c);
                self.open.linked += usize::from(self.links > 0);
            } else if !open.ends_with([' ', '\n']) {
                open.push(' ');
            }
        }
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        let value = |key: &[u8]| {
            let found = tag.attributes.iter().find(|(k, _)| k.as_slice() == key);
            found.map(|(_, v)| String::from_utf8_lossy(v).trim().to_owned()).unwrap_or_default()
        };
        let about = [value(b"property"), value(b"name"), value(b"itemprop")].concat().to_lowercase();
        let content = value(b"content");
        match about.as_str() {
            "og:site_name" if !content.is_empty() => self.page.outlet = Some(content),
            "article:published_time" | "datepublished" | "date" | "pubdate" | "dc.date" => {
                self.page.published = self.page.published.take().or_else(|| day(&content));
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        block.in_article = self.articles > 0;
        block.text.truncate(block.text.trim_end().len());
        block.text.drain(..block.text.len() - block.text.trim_start().len());
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }

    fn finish(mut self) -> Page {
        self.flush();
        let of = |element: &str| self.blocks.iter().find(|b| b.element == element).map(|b| b.text.clone());
        self.page.title = of("h1").or_else(|| of("title"));
        let inside = self.blocks.iter().filter(|b| b.in_article && b.element == "p");
        let article = inside.map(|b| b.text.len()).sum::<usize>() >= 200;
        let kept = |b: &&Block| (b.in_article || !article) && b.is_content();
        let body: Vec<&str> = self.blocks.iter().filter(kept).map(|b| b.text.as_str()).collect();
        self.page.body = body.join("\n\n");
        self.page
    }
}

impl Block {
    /// Paragraphs always, other blocks where they are prose and no list of links.
    fn is_content(&self) -> bool {
        match self.element.as_str() {
            "p" | "blockquote" => true,
            "h1" | "title" => false,
            _ => self.linked * 2 <= self.text.len() && (ends_sentence(&self.text) || self.text.len() >= 200),
        }
    }
}

fn name(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
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
