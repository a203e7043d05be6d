//! What elements does an XML file hold? One item at a time, with the mistakes of real feeds: bare
//! ampersands, names of HTML's entities, elements that nobody closes.
//!
//! Entities that a document type declares are never expanded.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::source::Source;
use super::utf8::Utf8;

/// Elements within each other; deeper ones lend their text to this level.
const DEEPEST: usize = 100;

/// Fields above the items that are remembered, and the longest of them, in bytes.
const HEAD: usize = 200;
const LONGEST_HEAD: usize = 4_000;

/// Faults after which a file is given up.
const MOST_FAULTS: usize = 1_000;

/// An element with its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// As written, with its prefix.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        local(&self.name)
    }

    /// An attribute by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| local(k) == name).map(|(_, v)| v.as_str())
    }

    /// The elements right below.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|c| match c {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The elements right below of this name, prefix aside.
    pub(crate) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.nodes().filter(move |n| n.local() == name)
    }

    /// The first element along a path of names below this one.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.nodes().find(|n| n.local() == *name))
    }

    /// The first element of this name anywhere below.
    pub(crate) fn find(&self, name: &str) -> Option<&Node> {
        self.nodes().find_map(|n| if n.local() == name { Some(n) } else { n.find(name) })
    }

    /// All text within, white space as it stands.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        out
    }

    fn collect(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Node(node) => node.collect(out),
            }
        }
    }

    /// All text within as one line; `None` where there is none.
    pub(crate) fn line(&self) -> Option<String> {
        let line = self.text().split_whitespace().collect::<Vec<_>>().join(" ");
        Some(line).filter(|l| !l.is_empty())
    }

    fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Child::Text(last)) => last.push_str(text),
            _ => self.children.push(Child::Text(text.to_owned())),
        }
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// An item that came out of a file.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) node: Node,
    /// Whether its end is missing.
    pub(crate) cut: bool,
}

/// The items of an XML file, one after the other.
pub(crate) struct Items<'a> {
    reader: Reader<Utf8<'a>>,
    buffer: Vec<u8>,
    wanted: &'static [&'static str],
    limit: usize,
    /// Open elements above the items.
    path: Vec<String>,
    /// What the elements above the items say, by path: `rss/channel/title`.
    head: BTreeMap<String, String>,
    /// The open item: its elements from the outermost to the innermost.
    open: Vec<Node>,
    /// Elements that lie too deep to be kept.
    ignored: usize,
    faults: usize,
    ended: bool,
}

impl<'a> Items<'a> {
    /// The elements with these names, prefix aside. None may be over the limit.
    pub(crate) fn new(source: Source<'a>, wanted: &'static [&'static str], limit: usize) -> Self {
        let mut reader = Reader::from_reader(Utf8::new(source));
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        reader.get_mut().refuel(limit);
        Self {
            reader,
            buffer: Vec::new(),
            wanted,
            limit,
            path: Vec::new(),
            head: BTreeMap::new(),
            open: Vec::new(),
            ignored: 0,
            faults: 0,
            ended: false,
        }
    }

    /// What an element above the items says, by the end of its path: `channel/title`.
    pub(crate) fn head(&self, path: &str) -> Option<&str> {
        self.head.iter().find(|(known, _)| known.ends_with(path)).map(|(_, text)| text.trim())
    }

    /// Whether an item was longer than the limit, which ended the file.
    pub(crate) fn is_starved(&self) -> bool {
        self.reader.get_ref().is_starved()
    }

    /// Whether the file ended before its root element did.
    pub(crate) fn is_cut(&self) -> bool {
        self.ended && !self.path.is_empty()
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let name = String::from_utf8_lossy(start.name().as_ref().as_ref()).into_owned();
        if self.open.is_empty() {
            if !self.wanted.contains(&local(&name)) {
                if self.path.len() < DEEPEST {
                    self.path.push(name);
                } else {
                    self.ignored += 1;
                }
                return;
            }
            self.ignored = 0;
        } else if self.open.len() >= DEEPEST {
            self.ignored += 1;
            return;
        }
        self.open.push(Node { name, attributes: attributes(start), children: Vec::new() });
    }

    /// Closes an element; gives the item if it was the item's own end.
    fn end(&mut self, name: &str) -> Option<Node> {
        // The end of the item itself closes whatever lies too deep within it.
        if self.ignored > 0 && self.open.first().is_none_or(|n| n.name != name) {
            self.ignored -= 1;
            return None;
        }
        self.ignored = 0;
        if self.open.is_empty() {
            if let Some(at) = self.path.iter().rposition(|p| p == name) {
                self.path.truncate(at);
            }
            return None;
        }
        // An end closes what was left open within; one that nothing opened closes nothing.
        let at = self.open.iter().rposition(|n| n.name == name)?;
        while self.open.len() > at + 1 {
            self.fold();
        }
        self.fold()
    }

    /// Hangs the innermost open element under its parent, or gives it away if it has none.
    fn fold(&mut self) -> Option<Node> {
        let node = self.open.pop()?;
        match self.open.last_mut() {
            Some(parent) => {
                parent.children.push(Child::Node(node));
                None
            }
            None => Some(node),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(node) = self.open.last_mut() {
            node.push_text(text);
        } else if !text.trim().is_empty() && self.ignored == 0 {
            let path = self.path.join("/");
            if self.head.len() < HEAD || self.head.contains_key(&path) {
                let said = self.head.entry(path).or_default();
                if said.len() + text.len() <= LONGEST_HEAD {
                    said.push_str(text);
                }
            }
        }
    }

    /// The item that the end of the file left open.
    fn finish(&mut self) -> Option<Item> {
        self.ended = true;
        let mut node = None;
        while !self.open.is_empty() {
            node = self.fold();
        }
        node.map(|node| Item { node, cut: true })
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            let before = self.reader.buffer_position();
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            let mut found = None;
            match self.reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => return self.finish(),
                Ok(Event::Start(start)) => self.start(&start),
                Ok(Event::Empty(start)) => {
                    self.start(&start);
                    let name = String::from_utf8_lossy(start.name().as_ref().as_ref()).into_owned();
                    found = self.end(&name);
                }
                Ok(Event::End(end)) => {
                    let name = String::from_utf8_lossy(end.name().as_ref().as_ref()).into_owned();
                    found = self.end(&name);
                }
                Ok(Event::Text(text)) => self.text(&text),
                Ok(Event::CData(text)) => self.text(&text),
                Ok(Event::GeneralRef(reference)) => self.text(&resolved(&reference)),
                Ok(_) => {}
                Err(_) => {
                    self.faults += 1;
                    if self.reader.buffer_position() == before || self.faults > MOST_FAULTS {
                        return self.finish();
                    }
                }
            }
            self.buffer = buffer;
            if let Some(node) = found {
                let limit = self.limit;
                self.reader.get_mut().refuel(limit);
                return Some(Item { node, cut: false });
            }
        }
        None
    }
}

fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let pair = |a: quick_xml::events::attributes::Attribute<'_>| {
        let text = |s: &[u8]| String::from_utf8_lossy(s).into_owned();
        (text(a.key.as_ref().as_ref()), unescaped(&text(a.value.as_ref().as_ref())))
    };
    start.attributes().with_checks(false).flatten().map(pair).collect()
}

/// A text with the entities of XML and HTML replaced; as it stands, where it has others.
pub(crate) fn unescaped(text: &str) -> String {
    unescape_with(text, resolve_html5_entity).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// What a reference stands for; what is none of XML's or HTML's stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name: &str = reference;
    resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The element's content as markup, for text that is marked up with XHTML.
pub(crate) fn markup(node: &Node) -> String {
    let mut out = String::new();
    for child in &node.children {
        match child {
            Child::Text(text) => out.push_str(&quick_xml::escape::escape(text.as_str())),
            Child::Node(inner) => {
                let name = inner.local();
                // Writing to a string cannot fail.
                let _ = write!(out, "<{name}>{}</{name}>", markup(inner));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sniff::Format;
    use super::super::source::Status;
    use super::*;

    fn items(xml: &str) -> Items<'_> {
        Items::new(Source::new(xml.as_bytes(), Format::Feed, Status::default()), &["item"], 10_000)
    }

    #[test]
    fn bare_ampersands_and_html_entities_are_text() {
        let mut items = items(
            "<r><t>Ada &amp; Co</t><item a='x&amp;y'>AT&T &eacute;&#233; &nosuch; &lt;p&gt;</item></r>",
        );
        let item = items.next().unwrap();
        assert_eq!(item.node.text(), "AT&T éé &nosuch; <p>");
        assert_eq!(item.node.attribute("a"), Some("x&y"));
        assert_eq!(items.head("r/t"), Some("Ada & Co"));
        assert!(items.next().is_none() && !items.is_cut());
    }

    #[test]
    fn what_is_left_open_is_closed_and_what_is_cut_is_kept() {
        let mut items = items("<r><item><b>one<i>two</item></x><item><b>three");
        assert_eq!(items.next().unwrap().node.text(), "onetwo");
        let last = items.next().unwrap();
        assert_eq!((last.node.text().as_str(), last.cut), ("three", true));
        assert!(items.next().is_none() && items.is_cut());
    }

    #[test]
    fn declared_entities_are_not_expanded() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><r><item>&b;&b;</item></r>";
        assert_eq!(items(bomb).next().unwrap().node.text(), "&b;&b;");
    }

    #[test]
    fn an_item_without_end_stops_the_file_and_depth_is_bounded() {
        let long = format!("<r><item>{}</item></r>", "x".repeat(20_000));
        let mut cut = items(&long);
        let item = cut.next().unwrap();
        assert!(item.cut && item.node.text().len() < 10_000 && cut.is_starved());
        let deep = format!("<r><item>{}text</item><item>x</item></r>", "<d>".repeat(1_000));
        assert_eq!(items(&deep).next().unwrap().node.text(), "text");
    }
}
