//! What stands on a page? Its blocks of text in order, and the elements that they stand in.
//!
//! One walk over the tree makes two flat lists; all that follows works on these.

use dom_query::{Document, Element, NodeData, NodeId, NodeRef};

use super::cues::{self, Cue};

/// An element that may hold blocks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame {
    /// The frame around it; the root is its own.
    pub(super) parent: usize,
    pub(super) cue: Cue,
    /// Whether it is an `article` or `main` element.
    pub(super) article: bool,
}

/// What kind of element a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    Paragraph,
    /// With its rank.
    Heading(u8),
    Item,
    Quotation,
    Row,
    #[default]
    Other,
}

impl Kind {
    pub(super) fn is_heading(self) -> bool {
        matches!(self, Self::Heading(_))
    }
}

/// A stretch of text that no other block parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// The element that holds it: for a paragraph, the one around the paragraph.
    pub(super) frame: usize,
    /// Bytes of the text that are no white space.
    pub(super) size: usize,
    /// How many of them are links.
    pub(super) linked: usize,
}

/// Frames, each after the one around it, and blocks.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) frames: Vec<Frame>,
    pub(super) blocks: Vec<Block>,
}

/// What an element does to the walk.
enum Role {
    Skip,
    Inline,
    Link,
    Break,
    Cell,
    Block(Kind, Cue),
}

fn role(name: &str) -> Role {
    match name {
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "object" | "embed" | "button"
        | "select" | "textarea" | "input" | "canvas" | "audio" | "video" | "head" | "math" | "datalist"
        | "map" | "area" | "img" | "link" | "meta" | "title" | "rt" | "rp" | "source" | "track"
        | "dialog" | "frameset" | "progress" | "meter" | "xmp" | "noembed" | "noframes" => Role::Skip,
        "a" => Role::Link,
        "br" => Role::Break,
        "td" | "th" => Role::Cell,
        "b" | "strong" | "em" | "i" | "span" | "font" | "u" | "sup" | "sub" | "small" | "abbr" | "cite"
        | "code" | "q" | "time" | "mark" | "ins" | "del" | "label" | "bdo" | "bdi" | "wbr" | "acronym"
        | "big" | "s" | "strike" | "tt" | "kbd" | "samp" | "var" | "data" | "dfn" | "ruby" | "rb"
        | "nobr" | "slot" | "picture" => Role::Inline,
        "p" | "pre" => Role::Block(Kind::Paragraph, Cue::None),
        "h1" => Role::Block(Kind::Heading(1), Cue::None),
        "h2" => Role::Block(Kind::Heading(2), Cue::None),
        "h3" => Role::Block(Kind::Heading(3), Cue::None),
        "h4" => Role::Block(Kind::Heading(4), Cue::None),
        "h5" => Role::Block(Kind::Heading(5), Cue::None),
        "h6" => Role::Block(Kind::Heading(6), Cue::None),
        "li" | "dd" | "dt" => Role::Block(Kind::Item, Cue::None),
        "blockquote" => Role::Block(Kind::Quotation, Cue::None),
        "tr" | "caption" => Role::Block(Kind::Row, Cue::None),
        "nav" | "footer" | "menu" => Role::Block(Kind::Other, Cue::Chrome),
        "aside" | "figcaption" | "address" | "form" | "figure" => Role::Block(Kind::Other, Cue::Aside),
        // Elements of a site's own invention are inline unless they hold blocks.
        _ if name.contains('-') => Role::Inline,
        _ => Role::Block(Kind::Other, Cue::None),
    }
}

/// Whether a node parts blocks.
fn is_block(node: &NodeRef<'_>) -> bool {
    node.query_or(false, |n| match &n.data {
        NodeData::Element(element) => {
            let name = &*element.name.local;
            matches!(role(name), Role::Block(..)) || name.contains('-')
        }
        _ => false,
    })
}

/// What is open while the walk is within an element.
#[derive(Clone, Copy, Default)]
struct Inside {
    frame: usize,
    links: bool,
}

/// A step that is still to be taken: into a node, or out of an element.
enum Step {
    Into(NodeId, Inside),
    OutOf { kind: Kind, frame: usize },
    AfterCell,
}

/// Walks over a page.
pub(super) fn of(document: &Document) -> Page {
    let mut walk = Walk::default();
    walk.page.frames.push(Frame::default());
    let tree = &document.tree;
    let mut steps = vec![Step::Into(document.root().id, Inside::default())];
    let mut children = Vec::new();
    while let Some(step) = steps.pop() {
        match step {
            Step::OutOf { kind, frame } => {
                walk.flush();
                (walk.open.kind, walk.open.frame) = (kind, frame);
            }
            Step::AfterCell => walk.end_of_cell(),
            Step::Into(id, inside) => {
                let node = NodeRef { id, tree };
                children.clear();
                children.extend(node.children_it(false).map(|c| c.id));
                let holds_blocks = || children.iter().any(|c| is_block(&NodeRef { id: *c, tree }));
                let entered = node.query_or(None, |n| walk.enter(&n.data, inside, &holds_blocks, &mut steps));
                let Some(inside) = entered else { continue };
                steps.extend(children.iter().rev().map(|id| Step::Into(*id, inside)));
            }
        }
    }
    walk.flush();
    walk.page
}

#[derive(Default)]
struct Walk {
    page: Page,
    open: Block,
    /// Where the open cell began in the open block.
    cell: usize,
}

/// Cells that are longer than this are no values of a table: the table is there for layout.
const LONG_CELL: usize = 100;

impl Walk {
    /// Enters a node; gives what is open within it, or nothing where it is not to be walked.
    fn enter(
        &mut self,
        data: &NodeData,
        inside: Inside,
        holds_blocks: &dyn Fn() -> bool,
        steps: &mut Vec<Step>,
    ) -> Option<Inside> {
        let element = match data {
            NodeData::Text { contents } => {
                self.text(contents, inside);
                return None;
            }
            NodeData::Element(element) => element,
            NodeData::Document | NodeData::Fragment => return Some(inside),
            _ => return None,
        };
        let name = &*element.name.local;
        match role(name) {
            Role::Inline if holds_blocks() => {
                Some(self.block(element, Kind::Other, Cue::None, inside, steps))
            }
            Role::Skip => None,
            Role::Link => Some(Inside { links: true, ..inside }),
            Role::Break => {
                self.line_break();
                None
            }
            Role::Inline => {
                let (cue, hidden) = names(element);
                let dropped = hidden || (cue >= Cue::Aside && name != "label");
                (!dropped).then_some(inside)
            }
            Role::Cell => {
                if self.open.text.len() > LONG_CELL {
                    self.flush_open();
                } else if !self.open.text.is_empty() {
                    self.open.text.push(' ');
                }
                self.cell = self.open.text.len();
                steps.push(Step::AfterCell);
                Some(inside)
            }
            Role::Block(kind, own) => Some(self.block(element, kind, own, inside, steps)),
        }
    }

    /// Enters an element that parts blocks.
    fn block(
        &mut self,
        element: &Element,
        kind: Kind,
        own: Cue,
        inside: Inside,
        steps: &mut Vec<Step>,
    ) -> Inside {
        let name = &*element.name.local;
        let (cue, hidden) = if matches!(name, "html" | "body") { (Cue::None, false) } else { names(element) };
        let cue = if hidden { Cue::Aside } else { cue.max(own) };
        // A paragraph within an item or a quotation is a part of that.
        let outer = self.open.kind;
        let whole = matches!(outer, Kind::Item | Kind::Quotation | Kind::Heading(_));
        let kept = if whole && matches!(kind, Kind::Paragraph | Kind::Other) { outer } else { kind };
        steps.push(Step::OutOf { kind: outer, frame: self.open.frame });
        self.flush();
        self.open.kind = kept;
        let plain = cue == Cue::None && !matches!(kind, Kind::Other | Kind::Quotation);
        let frame = if plain { inside.frame } else { self.page.frames.len() };
        if !plain {
            let article = matches!(name, "article" | "main");
            self.page.frames.push(Frame { parent: inside.frame, cue, article });
        }
        self.open.frame = frame;
        Inside { frame, ..inside }
    }

    /// White space as a browser shows it.
    fn text(&mut self, text: &str, inside: Inside) {
        let open = &mut self.open;
        let ends_in_space = |t: &str| t.is_empty() || t.ends_with([' ', '\n']);
        if text.starts_with(|c: char| c.is_ascii_whitespace()) && !ends_in_space(&open.text) {
            open.text.push(' ');
        }
        let mut size = 0;
        for (n, word) in text.split_ascii_whitespace().enumerate() {
            if n > 0 {
                open.text.push(' ');
            }
            open.text.push_str(word);
            size += word.len();
        }
        if size > 0 && text.ends_with(|c: char| c.is_ascii_whitespace()) {
            open.text.push(' ');
        }
        open.size += size;
        open.linked += if inside.links { size } else { 0 };
    }

    /// One break is a line's end, two are a paragraph's.
    fn line_break(&mut self) {
        let trimmed = self.open.text.trim_end_matches(' ').len();
        self.open.text.truncate(trimmed);
        if self.open.text.ends_with('\n') {
            self.flush_open();
        } else if !self.open.text.is_empty() {
            self.open.text.push('\n');
        }
    }

    fn end_of_cell(&mut self) {
        if self.open.text.len().saturating_sub(self.cell) > LONG_CELL {
            self.flush_open();
        }
        self.cell = self.open.text.len();
    }

    /// Ends a block; the next is of the same kind and place.
    fn flush_open(&mut self) {
        let (kind, frame) = (self.open.kind, self.open.frame);
        self.flush();
        (self.open.kind, self.open.frame) = (kind, frame);
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        self.cell = 0;
        if block.size > 0 {
            let trimmed = block.text.trim();
            if trimmed.len() < block.text.len() {
                block.text = trimmed.into();
            }
            if !block.text.is_empty() {
                self.page.blocks.push(block);
            }
        }
    }
}

/// The gravest cue in an element's attributes, and whether it is not shown.
fn names(element: &Element) -> (Cue, bool) {
    let name = &*element.name.local;
    let mut cue = if name.contains('-') { cues::of(name) } else { Cue::None };
    let mut hidden = false;
    for attribute in &element.attrs {
        let value: &str = &attribute.value;
        match &*attribute.name.local {
            "class" | "id" | "itemprop" | "data-component" | "data-testid" | "data-type" | "data-module" => {
                cue = cue.max(cues::of(value));
            }
            "role" => {
                cue = cue.max(match value {
                    "navigation" | "banner" | "contentinfo" | "search" | "menu" | "dialog" => Cue::Chrome,
                    "complementary" | "alert" | "toolbar" => Cue::Aside,
                    _ => Cue::None,
                });
            }
            "hidden" => hidden = true,
            "aria-hidden" => hidden |= value == "true",
            "style" => hidden |= is_hidden(value),
            _ => {}
        }
    }
    (cue, hidden)
}

fn is_hidden(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        matches!((name.trim(), value.trim()), ("display", v) if v.starts_with("none"))
            || (name.trim() == "visibility" && value.trim().starts_with("hidden"))
    })
}
