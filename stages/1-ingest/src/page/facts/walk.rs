//! What stands where in a page? One walk over the tree: the head's statements, machine-readable dates,
//! and the lines that readers see, each with what its surroundings say it is.

use dom_query::{Document, NodeData, NodeRef};

use super::calendar::{Reading, stated};
use super::words::{self, part};

/// What the walk brought home.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    /// Name in lower case and content of each `meta`.
    pub(super) metas: Vec<(String, String)>,
    /// JSON-LD.
    pub(super) scripts: Vec<String>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    pub(super) title: String,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) stamps: Vec<Stamp>,
    pub(super) crumbs: Vec<String>,
}

/// One line as a reader sees it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) segments: Vec<Segment>,
    /// What it is a part of (`part`).
    pub(super) zone: u16,
    /// 1 to 6 in a heading, else 0.
    pub(super) level: u8,
    /// The innermost block around it.
    pub(super) block: Option<NodeRef<'a>>,
}

/// A stretch of a line within one inline element.
#[derive(Debug, Default)]
pub(super) struct Segment {
    pub(super) text: String,
    /// What its element says of it (`part::HINTS`).
    pub(super) hints: u16,
    pub(super) linked: bool,
}

/// A date that an element states for machines.
#[derive(Debug)]
pub(super) struct Stamp {
    pub(super) reading: Reading,
    pub(super) zone: u16,
    pub(super) hints: u16,
    /// Whether it is a property of an item (`itemprop`).
    pub(super) property: bool,
    /// The line that it stands in, and how many bytes of it stand before.
    pub(super) line: usize,
    pub(super) before: usize,
}

/// Parts segments in a line's joined text; no white space and in no page.
pub(super) const JOINT: char = '\u{1f}';

impl Line<'_> {
    /// Its segments, parted by `JOINT`.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for segment in &self.segments {
            if !out.is_empty() {
                out.push(JOINT);
            }
            out.push_str(&segment.text);
        }
        out
    }

    pub(super) fn length(&self) -> usize {
        self.segments.iter().map(|s| s.text.len() + 1).sum()
    }

    /// The segment that holds a byte of the joined text.
    pub(super) fn segment(&self, at: usize) -> Option<&Segment> {
        let mut end = 0;
        self.segments.iter().find(|s| {
            end += s.text.len() + 1;
            at < end
        })
    }
}

/// Walks a document.
pub(super) fn read(document: &Document) -> Page<'_> {
    let mut walk = Walk::default();
    let root = document.root();
    let mut next = root.first_child();
    'nodes: while let Some(node) = next {
        if walk.enter(node) {
            next = node.first_child();
            if next.is_some() {
                continue;
            }
            walk.leave();
        }
        let mut done = node;
        loop {
            next = done.next_sibling();
            if next.is_some() {
                continue 'nodes;
            }
            match done.parent() {
                Some(parent) if parent.id != root.id => done = parent,
                _ => break 'nodes,
            }
            walk.leave();
        }
    }
    walk.flush();
    walk.page
}

#[allow(clippy::struct_excessive_bools, reason = "four facts of an element that do not depend on each other")]
#[derive(Debug, Clone, Copy, Default)]
struct Frame<'a> {
    zone: u16,
    hints: u16,
    /// For how many levels more the hints hold.
    reach: u8,
    level: u8,
    is_block: bool,
    /// Whether a segment ends with it.
    parts: bool,
    linked: bool,
    in_title: bool,
    block: Option<NodeRef<'a>>,
}

#[derive(Debug, Default)]
struct Walk<'a> {
    page: Page<'a>,
    frames: Vec<Frame<'a>>,
    segments: Vec<Segment>,
    open: Segment,
}

/// The attributes that matter, borrowed for the time of one visit.
#[derive(Default)]
struct Attributes {
    names: u16,
    has_names: bool,
    rel: Option<String>,
    href: Option<String>,
    property: Option<String>,
    item: Option<String>,
    scope: bool,
    lang: Option<String>,
    kind: Option<String>,
    about: Option<String>,
    content: Option<String>,
    /// `datetime`, or an attribute that may hold a date for machines.
    date: Option<String>,
    maybe: Option<String>,
    pubdate: bool,
}

impl<'a> Walk<'a> {
    /// Takes a node in; whether its children are to be visited.
    fn enter(&mut self, node: NodeRef<'a>) -> bool {
        let mut text = false;
        let mut name = String::new();
        let mut found = Attributes::default();
        node.query(|tree_node| match &tree_node.data {
            NodeData::Text { contents } => {
                text = true;
                let contents: &str = contents;
                self.text(contents);
            }
            NodeData::Element(element) => {
                let local: &str = &element.name.local;
                local.clone_into(&mut name);
                for attribute in &element.attrs {
                    found.take(&attribute.name.local, &attribute.value, local);
                }
            }
            _ => {}
        });
        !text && !name.is_empty() && self.element(node, &name, found)
    }

    fn element(&mut self, node: NodeRef<'a>, name: &str, found: Attributes) -> bool {
        match name {
            "script" => {
                if found.kind.as_deref().is_some_and(|k| k.to_ascii_lowercase().contains("ld+json")) {
                    self.page.scripts.push(node.text().to_string());
                }
                return false;
            }
            "style" | "noscript" | "svg" | "template" | "select" | "textarea" | "iframe" | "object"
            | "canvas" | "video" | "audio" | "math" | "button" | "img" | "input" => return false,
            "meta" => {
                self.meta(found);
                return false;
            }
            "link" => {
                let canonical = found.rel.is_some_and(|r| r.split_whitespace().any(|w| w == "canonical"));
                if canonical && self.page.canonical.is_none() {
                    self.page.canonical = found.href;
                }
                return false;
            }
            "br" | "hr" => {
                self.flush();
                return false;
            }
            "html" => self.page.language = found.lang.clone().filter(|l| !l.trim().is_empty()),
            _ => {}
        }
        let frame = self.frame(node, name, &found);
        if frame.is_block {
            self.flush();
        } else if frame.parts {
            self.cut();
        }
        self.stamp(name, &found, frame);
        self.frames.push(frame);
        true
    }

    fn frame(&self, node: NodeRef<'a>, name: &str, found: &Attributes) -> Frame<'a> {
        let outer = self.frames.last().copied().unwrap_or_default();
        // Wide containers speak of whole pages ("with-sidebar"), not of a part.
        let wide = matches!(name, "html" | "body" | "main" | "article" | "form" | "section");
        let zone = match name {
            "nav" => part::NAV,
            "footer" => part::FOOTER,
            "aside" | "figcaption" | "figure" => part::RELATED,
            _ => 0,
        };
        let named = if wide { 0 } else { found.names };
        let foreign = found.scope && found.item.as_deref().is_some_and(is_foreign);
        let mut own = named & part::HINTS;
        if name == "time" {
            own |= part::DATE;
        }
        if found.pubdate {
            own |= part::PUBLISHED;
        }
        let property = found.property.as_deref().unwrap_or_default();
        let has = |word: &str| property.split_whitespace().any(|p| p.eq_ignore_ascii_case(word));
        if ["datePublished", "dc:created", "dc:issued", "schema:datePublished"].into_iter().any(has) {
            own |= part::DATE | part::PUBLISHED;
        } else if has("dateModified") || has("dateUpdated") {
            own |= part::DATE | part::MODIFIED;
        }
        let author = found.rel.as_deref().is_some_and(|r| r.split_whitespace().any(|w| w == "author"));
        if author || has("author") {
            own |= part::BYLINE;
        }
        let (hints, reach) = inherit(own, outer);
        let is_block = is_block(name);
        Frame {
            zone: outer.zone | zone | (named & part::OUTSIDE) | if foreign { part::ITEM } else { 0 },
            hints: if wide { 0 } else { hints },
            reach,
            level: heading_level(name).unwrap_or(outer.level),
            is_block,
            parts: !is_block && (found.has_names || own != 0 || name == "a"),
            linked: outer.linked || (name == "a" && found.href.is_some()),
            in_title: name == "title",
            block: if is_block { Some(node) } else { outer.block },
        }
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.is_block {
            self.flush_as(frame);
        } else if frame.parts {
            self.cut();
        }
    }

    fn text(&mut self, text: &str) {
        let frame = self.frames.last().copied().unwrap_or_default();
        if frame.in_title {
            if self.page.title.is_empty() {
                self.page.title = text.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            return;
        }
        if self.open.hints != frame.hints || self.open.linked != frame.linked {
            self.cut();
            (self.open.hints, self.open.linked) = (frame.hints, frame.linked);
        }
        let open = &mut self.open.text;
        for piece in text.split_inclusive(|c: char| c.is_ascii_whitespace() || c == '\u{a0}') {
            let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace() || c == '\u{a0}');
            open.push_str(word);
            if word.len() < piece.len() && !open.is_empty() && !open.ends_with(' ') {
                open.push(' ');
            }
        }
    }

    fn meta(&mut self, found: Attributes) {
        let Some(content) = found.content else { return };
        if let Some(property) = &found.property {
            let frame = self.frames.last().copied().unwrap_or_default();
            let hints = match property.to_ascii_lowercase().as_str() {
                p if p.split(' ').any(|w| w == "datepublished") => part::PUBLISHED,
                "datemodified" => part::MODIFIED,
                _ => 0,
            };
            if hints != 0 {
                self.push_stamp(&content, hints, frame.zone, true);
                return;
            }
        }
        // Names come from `name`, `property` and `http-equiv`; an item's other properties are not the page's.
        if let Some(about) = found.about {
            self.page.metas.push((about.to_ascii_lowercase(), content));
        }
    }

    fn stamp(&mut self, name: &str, found: &Attributes, frame: Frame<'a>) {
        let hinted = frame.hints & (part::DATE | part::PUBLISHED | part::MODIFIED);
        if hinted == 0 {
            return;
        }
        let property = found.property.is_some();
        let value = found.date.as_ref().or(found.content.as_ref().filter(|_| property));
        let value =
            value.or(found.maybe.as_ref().filter(|_| name == "time" || found.names & part::HINTS != 0));
        if let Some(value) = value {
            self.push_stamp(value, frame.hints, frame.zone, property);
        }
    }

    fn push_stamp(&mut self, value: &str, hints: u16, zone: u16, property: bool) {
        if let Some(reading) = stated(value) {
            let before = self.segments.iter().map(|s| s.text.len() + 1).sum();
            let line = self.page.lines.len();
            self.page.stamps.push(Stamp { reading, zone, hints, property, line, before });
        }
    }

    /// Ends the open segment.
    fn cut(&mut self) {
        let mut segment = std::mem::take(&mut self.open);
        segment.text.truncate(segment.text.trim_end().len());
        if !segment.text.is_empty() {
            self.segments.push(segment);
        }
    }

    /// Ends the open line.
    fn flush(&mut self) {
        let frame = self.frames.last().copied().unwrap_or_default();
        self.flush_as(frame);
    }

    fn flush_as(&mut self, frame: Frame<'a>) {
        self.cut();
        let segments = std::mem::take(&mut self.segments);
        if segments.is_empty() {
            return;
        }
        let line = Line { segments, zone: frame.zone, level: frame.level, block: frame.block };
        if line.zone & part::CRUMB != 0 {
            let marks = |c: char| matches!(c, '/' | '>' | '»' | '›' | '|' | '·' | ' ');
            let names = line.segments.iter().flat_map(|s| s.text.split(['>', '»', '›']));
            self.page
                .crumbs
                .extend(names.map(|n| n.trim_matches(marks).to_owned()).filter(|n| !n.is_empty()));
        }
        self.page.lines.push(line);
    }
}

impl Attributes {
    fn take(&mut self, name: &str, value: &str, element: &str) {
        let own = || Some(value.to_owned());
        match name {
            "class" | "id" => {
                self.names |= words::parts(value);
                self.has_names = true;
            }
            "rel" => self.rel = own(),
            "href" if matches!(element, "a" | "link") => self.href = own(),
            "itemprop" => self.property = own(),
            // RDFa: the same on elements other than `meta`.
            "property" if element != "meta" && self.property.is_none() => self.property = own(),
            "itemtype" => self.item = own(),
            "itemscope" => self.scope = true,
            "lang" | "xml:lang" if element == "html" => self.lang = own(),
            "type" if element == "script" => self.kind = own(),
            "name" | "property" | "http-equiv" if element == "meta" => {
                // A server's own clock is no date of an article.
                let server = name == "http-equiv" && !value.eq_ignore_ascii_case("content-language");
                if self.about.is_none() && !server {
                    self.about = own();
                }
            }
            "content" => self.content = own(),
            "datetime" => self.date = own(),
            "pubdate" => self.pubdate = true,
            "title" | "data-datetime" | "data-timestamp" | "data-date" | "data-time" | "data-published"
            | "data-utcdatetime" | "data-publish-date"
                if element != "a" && value.bytes().any(|b| b.is_ascii_digit()) =>
            {
                self.maybe = own();
            }
            _ => {}
        }
    }
}

/// Own hints, joined with the outer ones where both speak of dates.
fn inherit(own: u16, outer: Frame<'_>) -> (u16, u8) {
    const DATES: u16 = part::DATE | part::PUBLISHED | part::MODIFIED;
    const REACH: u8 = 3;
    if own & part::BYLINE != 0 {
        return (own, REACH);
    }
    let inherited = if outer.reach > 0 { outer.hints } else { 0 };
    if own == 0 {
        return (inherited, outer.reach.saturating_sub(1));
    }
    let told = own & (part::PUBLISHED | part::MODIFIED);
    (own | if told == 0 { inherited & DATES } else { 0 }, REACH)
}

/// Whether an item is of another kind than articles and pages.
fn is_foreign(kind: &str) -> bool {
    let name = kind.trim().rsplit(['/', '#']).next().unwrap_or(kind);
    !["Article", "Posting", "Page", "WebSite", "CreativeWork", "Blog", "Report"]
        .iter()
        .any(|k| name.ends_with(k))
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "title"
    )
}
