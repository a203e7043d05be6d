//! How does markup become a tree that nobody can blow up? By html5ever's rules, behind a gate.
//!
//! The parser's own work grows with the square of the depth, of the attributes of one tag and of
//! the elements left open. The gate stands between its tokeniser and its tree builder, so that it
//! sees what the parser sees, and keeps each of them under a limit.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use dom_query::{Document, NodeId};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::sink::Sink;

/// Elements that may stand in each other. Real pages have at most a hundred.
const DEEPEST: usize = 256;

/// Start tags between two looks at the depth.
const LOOK_EVERY: usize = 64;

/// Elements that are let in to see whether a page is still too deep.
const MOST_PROBES: usize = 512;

/// Nodes of a page. Eight megabytes of common markup have some 200,000.
const MOST_NODES: usize = 400_000;

/// Templates that may stand in each other; their content hangs in no tree that shows a depth.
const MOST_TEMPLATES: usize = 16;

/// Comparisons that attributes may cost: the parser compares each name with those before it.
const MOST_COMPARISONS: usize = 200_000_000;

/// Places in one tag or comment where an attribute may begin.
const MOST_SEPARATORS: usize = 16_384;

/// Bytes that are given to the parser at a time.
const PIECE: usize = 32_768;

/// Parses a page; says what was left out of it, if anything was.
pub(super) fn parse(source: &str) -> (Document, Option<&'static str>) {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let gate = Gate::new(TreeBuilder::new(Sink::new(), options));
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    let input = BufferQueue::default();
    let (mut rest, mut silent) = (source, 0);
    while !rest.is_empty() && tokenizer.sink.cut.get().is_none() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
        let before = tokenizer.sink.tokens.get();
        input.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = after;
        // Within a tag no token comes out, and nothing else tells how many attributes it has.
        silent = if tokenizer.sink.tokens.get() > before { 0 } else { silent + separators(piece) };
        if silent > MOST_SEPARATORS {
            tokenizer.sink.cut.set(Some("A tag or comment is too long; the page was cut there."));
        }
    }
    if tokenizer.sink.cut.get().is_none() {
        tokenizer.end();
    }
    let cut = tokenizer.sink.cut.get().or(tokenizer.sink.flattened.get());
    (tokenizer.sink.builder.sink.finish(), cut)
}

fn separators(piece: &str) -> usize {
    piece.bytes().filter(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'')).count()
}

struct Gate {
    builder: TreeBuilder<NodeId, Sink>,
    tokens: Cell<usize>,
    starts: Cell<usize>,
    templates: Cell<usize>,
    comparisons: Cell<usize>,
    roots: Cell<usize>,
    /// Whether elements are left out now.
    deep: Cell<bool>,
    /// Whether something ended since the page became too deep.
    ended: Cell<bool>,
    /// Elements that were let in to see whether it still is.
    probes: Cell<usize>,
    look: Cell<bool>,
    /// Start tags that were left out, whose end tags must go too.
    left_out: RefCell<BTreeMap<String, usize>>,
    flattened: Cell<Option<&'static str>>,
    cut: Cell<Option<&'static str>>,
}

impl TokenSink for Gate {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        let passes = match &token {
            Token::CommentToken(_) => false,
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(tag),
            Token::TagToken(tag) => self.end(&tag.name),
            _ => self.cut.get().is_none(),
        };
        if passes { self.builder.process_token(token, line) } else { TokenSinkResult::Continue }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Gate {
    fn new(builder: TreeBuilder<NodeId, Sink>) -> Self {
        Self {
            builder,
            tokens: Cell::new(0),
            starts: Cell::new(0),
            templates: Cell::new(0),
            comparisons: Cell::new(0),
            roots: Cell::new(0),
            deep: Cell::new(false),
            ended: Cell::new(false),
            probes: Cell::new(0),
            look: Cell::new(false),
            left_out: RefCell::new(BTreeMap::new()),
            flattened: Cell::new(None),
            cut: Cell::new(None),
        }
    }

    /// Whether a start tag may pass.
    fn start(&self, tag: &Tag) -> bool {
        let starts = self.starts.get() + 1;
        self.starts.set(starts);
        self.comparisons.set(self.comparisons.get() + tag.attrs.len() * tag.attrs.len());
        if self.comparisons.get() > MOST_COMPARISONS {
            self.cut.set(Some("The page has too many attributes and was cut there."));
        } else if self.builder.sink.len() > MOST_NODES {
            self.cut.set(Some("The page has too many elements and was cut there."));
        }
        if self.cut.get().is_some() {
            return false;
        }
        if self.look.replace(false) || (!self.deep.get() && starts.is_multiple_of(LOOK_EVERY)) {
            self.deep.set(self.builder.sink.depth(DEEPEST + 1) > DEEPEST);
        }
        if self.deep.get() && self.ended.replace(false) && self.probes.get() < MOST_PROBES {
            // What the depth is now only a new element shows.
            self.probes.set(self.probes.get() + 1);
            self.look.set(true);
            return true;
        }
        let passes = match &*tag.name {
            // Attributes of a repeated root are compared with all that it has.
            "html" | "body" => {
                self.roots.set(self.roots.get() + 1);
                return self.roots.get() < 8;
            }
            "template" => {
                self.templates.set(self.templates.get() + 1);
                self.templates.get() <= MOST_TEMPLATES
            }
            // These hold raw text: the tokeniser must hear of them.
            "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes"
            | "plaintext" => true,
            _ => !self.deep.get(),
        };
        if !passes {
            self.flattened.set(Some("The page nests too deeply; its inmost elements were left out."));
            *self.left_out.borrow_mut().entry(tag.name.to_string()).or_default() += 1;
        }
        passes
    }

    /// Whether an end tag may pass: not where its start tag did not.
    fn end(&self, name: &str) -> bool {
        if self.flattened.get().is_some()
            && let Some(count) = self.left_out.borrow_mut().get_mut(name)
            && *count > 0
        {
            *count -= 1;
            return false;
        }
        if name == "template" {
            self.templates.set(self.templates.get().saturating_sub(1));
        }
        self.ended.set(true);
        self.cut.get().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(document: &Document) -> usize {
        document.root().descendants_it().map(|n| n.ancestors_it(None).count()).max().unwrap_or(0)
    }

    #[test]
    fn text_under_a_hundred_thousand_elements_is_kept_and_the_tree_stays_flat() {
        for open in [
            "<div>",
            "</x><div>",
            "<b><div></b>",
            "<font>",
            "<table><tr><td>",
            "<ul><li>",
            "<svg>",
            "<template>",
        ] {
            let (document, cut) = parse(&format!("<html><body>{}Envoys met.", open.repeat(100_000)));
            assert!(cut.is_some(), "{open}");
            assert!(depth(&document) < DEEPEST + LOOK_EVERY + MOST_PROBES + 8, "{open}");
        }
        let (document, _) = parse(&format!("<body>{}Envoys met.", "<div>".repeat(100_000)));
        assert!(document.text().contains("Envoys met."));
    }

    #[test]
    fn end_tags_of_what_was_left_out_close_nothing_else() {
        let deep = format!("{}x{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
        let (document, _) = parse(&format!("<body><main>{deep}<p>Envoys met.</main>"));
        assert_eq!(document.select("main > p").text().trim(), "Envoys met.");
    }

    #[test]
    fn bombs_of_attributes_and_of_open_elements_are_cut() {
        let attributes = |count: u32| (0..count).fold(String::new(), |text, n| text + " a" + &n.to_string());
        let many = attributes(300_000);
        assert!(parse(&format!("<p{many}>x")).1.is_some());
        let few = attributes(5_000);
        assert!(parse(&format!("<p{few}>x").repeat(100)).1.is_some());
        let open: Vec<String> = (0..200).map(|n| format!("<font color={n}>")).collect();
        let open = open.concat();
        assert!(parse(&format!("{open}{}", "<p>x".repeat(500_000))).1.is_some());
    }

    #[test]
    fn a_common_page_is_not_cut() {
        let (document, cut) = parse(&format!("<p title='{}'>Envoys met.", "x ".repeat(5_000)));
        assert_eq!((cut, document.select("p").text().trim()), (None, "Envoys met."));
        let image = format!("<img src='data:image/png;base64,{}'><p>Envoys met.", "QUJD+/".repeat(10_000));
        assert_eq!(parse(&image).1, None);
    }
}
