//! Which articles does a feed hold? RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom.
//!
//! Read item by item with our own field rules, since feeds of news break the rules of XML, and a
//! date's own zone tells the outlet's day.

use chancery_model::dispatch::DateBasis;

use super::context::{Context, part, remark};
use super::error::{Cause, Error};
use super::instant;
use super::sniff::Format;
use super::source::Source;
use super::xml::{Item, Items, Node, local, markup, unescaped};
use crate::document::{Content, Document, Facts};

/// The items of a feed.
pub(crate) struct Feed<'a> {
    items: Items<'a>,
    origin: String,
    context: Context,
    count: u64,
}

impl<'a> Feed<'a> {
    pub(crate) fn new(origin: &str, source: Source<'a>, context: Context) -> Self {
        let items = Items::new(source, &["item", "entry"], context.options.limits.document);
        Self { items, origin: origin.to_owned(), context, count: 0 }
    }

    fn document(&self, item: &Item) -> Document {
        let node = &item.node;
        let mut remarks = Vec::new();
        if item.cut {
            remarks.push(self.context.cut());
        }
        let mut facts = self.facts(node);
        let date = |names: &[&str]| names.iter().find_map(|n| field(node, n));
        let published = date(&["pubDate", "dc:date", "published", "issued", "dcterms:issued", "dc:issued"]);
        let modified = date(&["updated", "modified", "dcterms:modified"]);
        for said in [&published, &modified].into_iter().flatten() {
            if instant::iso(said).is_none() {
                remarks.push(remark("ingest/date", format!("The date «{said}» was not understood.")));
            }
        }
        let given = |said: Option<String>| said.and_then(|s| instant::iso(&s)).map(|d| (d, DateBasis::Given));
        facts.modified = given(modified);
        // Atom asks for `updated` alone, so an entry that was never changed has nothing else.
        facts.published = given(published).or_else(|| facts.modified.clone());
        let content = content(node);
        if content == Content::Plain(String::new()) && remarks.is_empty() {
            remarks.push(remark("ingest/empty", "The feed's item holds no text.".into()));
        }
        let id = ["guid", "id"].iter().find_map(|n| field(node, n));
        let id = id.or_else(|| facts.url.clone()).unwrap_or_else(|| self.count.to_string());
        Document { origin: part(&self.origin, &id), facts, content, remarks }
    }

    fn facts(&self, node: &Node) -> Facts {
        let head = |paths: &[&str]| {
            let said = paths.iter().find_map(|p| self.items.head(p)).map(plain_line);
            said.filter(|s| !s.is_empty())
        };
        let source = node.nodes().find(|n| n.name == "source");
        let source = source.and_then(|s| s.at(&["title"]).or(Some(s)).and_then(Node::line));
        let language = node.attribute("lang").map(str::to_owned);
        Facts {
            url: link(node),
            title: title(node),
            bylines: bylines(node),
            outlet: source.or_else(|| head(&["channel/title", "feed/title"])),
            language: language.or_else(|| head(&["channel/language", "channel/dc:language"])),
            ..Facts::default()
        }
    }
}

impl Iterator for Feed<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(item) = self.items.next() {
            self.count += 1;
            if self.items.is_starved() {
                let bytes = self.context.options.limits.document;
                self.context.status.note(Cause::Item { format: Format::Feed, bytes });
            } else if item.cut {
                self.context.status.note(Cause::damaged(Format::Feed, "an item has no end"));
            }
            return Some(Ok(self.document(&item)));
        }
        if self.items.is_starved() {
            let bytes = self.context.options.limits.document;
            self.context.status.note(Cause::Item { format: Format::Feed, bytes });
        } else if self.items.is_cut() {
            self.context.status.note(Cause::damaged(Format::Feed, "its root element has no end"));
        }
        None
    }
}

/// A field right below the item, as one line. A name without a prefix means any of Atom's.
fn field(node: &Node, name: &str) -> Option<String> {
    let own = |n: &&Node| n.name == name || n.name.strip_prefix("atom:").is_some_and(|l| l == name);
    node.nodes().find(own).and_then(Node::line)
}

fn title(node: &Node) -> Option<String> {
    let own = |n: &&Node| matches!(n.name.as_str(), "title" | "atom:title");
    let line = node.nodes().find(own).and_then(Node::line)?;
    Some(plain_line(&line)).filter(|t| !t.is_empty())
}

/// A heading without the markup that many feeds escape into it.
fn plain_line(said: &str) -> String {
    let mut text = unescaped(said);
    if text.contains('<') && text.contains('>') {
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, tag)) = rest.split_once('<') {
            out.push_str(before);
            // "x < y" opens no tag.
            let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            if let Some((_, after)) = tag.split_once('>').filter(|_| is_tag) {
                rest = after;
            } else {
                out.push('<');
                rest = tag;
            }
        }
        out.push_str(rest);
        text = out;
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn link(node: &Node) -> Option<String> {
    let links = || node.nodes().filter(|n| matches!(n.name.as_str(), "link" | "atom:link"));
    let href = |rel: &str| {
        links().find(|n| n.attribute("rel").unwrap_or("alternate") == rel).and_then(|n| n.attribute("href"))
    };
    let given = links().find_map(Node::line).or_else(|| href("alternate").map(str::to_owned));
    let guid = node.nodes().find(|n| n.name == "guid" && n.attribute("isPermaLink") != Some("false"));
    let guid = guid.and_then(Node::line);
    let is_address = |a: &String| a.starts_with("https://") || a.starts_with("http://");
    given.filter(is_address).or(guid.filter(is_address))
}

fn bylines(node: &Node) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for author in node
        .nodes()
        .filter(|n| matches!(n.name.as_str(), "author" | "atom:author" | "dc:creator" | "itunes:author"))
    {
        let name = author.at(&["name"]).map_or_else(|| author.line(), Node::line);
        if let Some(name) = name.and_then(|n| person(&plain_line(&n))).filter(|n| !out.contains(n)) {
            out.push(name);
        }
    }
    out
}

/// RSS wants `ada@example.org (Ada Quist)`. An address alone names nobody.
fn person(said: &str) -> Option<String> {
    let name = match said.split_once('(').filter(|(address, _)| address.contains('@')) {
        Some((_, name)) => name.trim_end_matches(')'),
        None => said,
    };
    Some(name.trim().to_owned()).filter(|n| !n.is_empty() && !n.contains('@'))
}

/// The fullest content that the item has.
fn content(node: &Node) -> Content {
    let fields = [
        "content:encoded",
        "content",
        "atom:content",
        "body",
        "xhtml:body",
        "description",
        "summary",
        "atom:summary",
    ];
    for name in fields {
        let Some(found) = node.nodes().find(|n| n.name == name) else { continue };
        let kind = found.attribute("type").unwrap_or("");
        if kind.contains("xhtml") || found.nodes().any(|n| matches!(local(&n.name), "div" | "p")) {
            let markup = markup(found);
            if !markup.trim().is_empty() {
                return Content::Html(markup);
            }
        }
        let text = found.text();
        if !text.trim().is_empty() {
            return if kind != "text" && is_markup(&text) {
                Content::Html(text)
            } else {
                Content::Plain(text)
            };
        }
    }
    Content::Plain(String::new())
}

/// Whether a text has a tag or an entity in it.
pub(crate) fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'<', b'&', bytes).any(|at| {
        let rest = bytes.get(at + 1..).unwrap_or(&[]);
        if bytes.get(at) == Some(&b'<') {
            let named = matches!(rest.first(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!'));
            return named && memchr::memchr(b'>', rest.get(..2_000).unwrap_or(rest)).is_some();
        }
        let end = rest.iter().take(12).position(|b| *b == b';').unwrap_or(0);
        end > 1 && rest.iter().take(end).all(|b| b.is_ascii_alphanumeric() || *b == b'#')
    })
}
