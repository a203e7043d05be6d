//! What does a wire service's XML envelope hold? NewsML-G2, NITF, and `NewsML` 1.

use chancery_model::dispatch::DateBasis;

use super::context::{Context, bare_byline, part, remark};
use super::error::{Cause, Error};
use super::instant;
use super::sniff::Format;
use super::source::Source;
use super::xml::{Child, Item, Items, Node};
use crate::document::{Content, Document, Facts};

/// Elements that are paragraphs of their own, in NITF and in XHTML.
const BLOCKS: [&str; 19] = [
    "p",
    "hl2",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "bq",
    "dd",
    "dt",
    "pre",
    "tr",
    "div",
    "block",
    "fn",
    "note",
];

/// Elements whose text is no part of the article.
const ASIDE: [&str; 8] =
    ["media", "script", "style", "head", "figure", "figcaption", "media-caption", "nitf-table-metadata"];

/// The items of an envelope.
pub(crate) struct NewsMl<'a> {
    items: Items<'a>,
    origin: String,
    context: Context,
    count: u64,
}

impl<'a> NewsMl<'a> {
    pub(crate) fn new(origin: &str, source: Source<'a>, context: Context) -> Self {
        let wanted = &["newsItem", "NewsItem", "nitf"];
        let items = Items::new(source, wanted, context.options.limits.document);
        Self { items, origin: origin.to_owned(), context, count: 0 }
    }

    fn document(&self, item: &Item) -> Document {
        let node = &item.node;
        let mut story = match node.local() {
            "newsItem" => newsml_g2(node),
            "NewsItem" => newsml_1(node),
            _ => nitf(node),
        };
        if item.cut {
            story.remarks.push(self.context.cut());
        }
        if story.body.is_empty() && story.remarks.is_empty() {
            story.remarks.push(remark("ingest/empty", "The item holds no text.".into()));
        }
        let id = story.id.unwrap_or_else(|| self.count.to_string());
        Document {
            origin: part(&self.origin, &id),
            facts: story.facts,
            content: Content::Plain(story.body),
            remarks: story.remarks,
        }
    }
}

impl Iterator for NewsMl<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.items.next();
        let cut = item.as_ref().map_or(self.items.is_cut(), |i| i.cut);
        if self.items.is_starved() {
            let bytes = self.context.options.limits.document;
            self.context.status.note(Cause::Item { format: Format::NewsMl, bytes });
        } else if cut {
            self.context.status.note(Cause::damaged(Format::NewsMl, "an element has no end"));
        }
        self.count += u64::from(item.is_some());
        item.map(|item| Ok(self.document(&item)))
    }
}

/// What an item says.
#[derive(Debug, Default)]
struct Story {
    id: Option<String>,
    facts: Facts,
    body: String,
    remarks: Vec<chancery_model::remark::Remark>,
}

impl Story {
    /// Takes over what the other one knows and this one does not.
    fn fill(&mut self, other: Self) {
        let (mine, theirs) = (&mut self.facts, other.facts);
        mine.title = mine.title.take().or(theirs.title);
        mine.outlet = mine.outlet.take().or(theirs.outlet);
        mine.published = mine.published.take().or(theirs.published);
        mine.modified = mine.modified.take().or(theirs.modified);
        mine.language = mine.language.take().or(theirs.language);
        mine.section = mine.section.take().or(theirs.section);
        if mine.bylines.is_empty() {
            mine.bylines = theirs.bylines;
        }
        if self.body.is_empty() {
            self.body = other.body;
        }
    }

    fn status(&mut self, status: Option<&str>) {
        let status = status.unwrap_or("usable").to_lowercase();
        let word = status.rsplit(':').next().unwrap_or("usable");
        if let "canceled" | "cancelled" | "withheld" | "embargoed" = word {
            let text = format!("The wire service marked the item as {word}.");
            self.remarks.push(remark("ingest/status", text));
        }
    }
}

fn given(said: Option<String>) -> Option<(String, DateBasis)> {
    said.and_then(|s| instant::iso(&s)).map(|date| (date, DateBasis::Given))
}

/// The name that a provider, creator or source goes by.
fn party(node: &Node) -> Option<String> {
    let named = node.find("name").and_then(Node::line);
    named.or_else(|| node.attribute("literal").map(str::to_owned)).or_else(|| node.line())
}

fn newsml_g2(item: &Node) -> Story {
    let line = |path: &[&str]| item.at(path).and_then(Node::line);
    let first = line(&["itemMeta", "firstCreated"]);
    let version = line(&["itemMeta", "versionCreated"]);
    let language = item.at(&["contentMeta", "language"]).and_then(|l| l.attribute("tag"));
    let mut story = Story {
        id: item.attribute("guid").map(str::to_owned),
        facts: Facts {
            title: line(&["contentMeta", "headline"]).or_else(|| line(&["itemMeta", "title"])),
            bylines: line(&["contentMeta", "by"]).map(|b| bare_byline(&b)).into_iter().collect(),
            outlet: item.at(&["itemMeta", "provider"]).and_then(party),
            published: given(first.or_else(|| version.clone())),
            modified: given(version),
            language: language.or_else(|| item.attribute("lang")).map(str::to_owned),
            ..Facts::default()
        },
        ..Story::default()
    };
    story.status(item.at(&["itemMeta", "pubStatus"]).and_then(|s| s.attribute("qcode")));
    let Some(content) = item.at(&["contentSet"]) else { return story };
    for node in content.nodes() {
        let inner = match node.local() {
            "inlineXML" => node.find("nitf").map_or_else(|| of_markup(node), nitf),
            "inlineData" => Story { body: paragraphs_of(&node.text()), ..Story::default() },
            _ => continue,
        };
        story.fill(inner);
    }
    if let Some(dateline) = line(&["contentMeta", "dateline"]).filter(|d| !story.body.starts_with(d.as_str()))
    {
        story.body = with_dateline(&dateline, &story.body);
    }
    story
}

/// XHTML within an envelope: its own heading is the title.
fn of_markup(node: &Node) -> Story {
    let title = node.find("title").or_else(|| node.find("h1")).and_then(Node::line);
    let mut body = prose(node.find("body").unwrap_or(node));
    if let Some(rest) = title.as_ref().and_then(|t| body.strip_prefix(t.as_str())) {
        body = rest.trim_start().into();
    }
    Story { facts: Facts { title, ..Facts::default() }, body, ..Story::default() }
}

fn newsml_1(item: &Node) -> Story {
    let line = |name: &str| item.find(name).and_then(Node::line);
    let attribute = |name: &str, key: &str| item.find(name).and_then(|n| n.attribute(key)).map(str::to_owned);
    let mut story = Story {
        id: line("PublicIdentifier").or_else(|| line("NewsItemId")),
        facts: Facts {
            title: line("HeadLine"),
            bylines: line("ByLine").map(|b| bare_byline(&b)).into_iter().collect(),
            outlet: line("ProviderId").and(item.find("Provider")).and_then(party),
            published: given(line("FirstCreated")),
            modified: given(line("ThisRevisionCreated")),
            language: attribute("Language", "FormalName"),
            ..Facts::default()
        },
        ..Story::default()
    };
    story.status(attribute("Status", "FormalName").as_deref());
    if let Some(data) = item.find("DataContent") {
        story.fill(data.find("nitf").map_or_else(|| of_markup(data), nitf));
    }
    if let Some(dateline) = line("DateLine").filter(|d| !story.body.starts_with(d.as_str())) {
        story.body = with_dateline(&dateline, &story.body);
    }
    story
}

fn nitf(item: &Node) -> Story {
    let node = |path: &[&str]| item.at(path);
    let attribute = |path: &[&str], key: &str| node(path).and_then(|n| n.attribute(key)).map(str::to_owned);
    let line = |path: &[&str]| node(path).and_then(Node::line);
    let issued = attribute(&["head", "docdata", "date.issue"], "norm")
        .or_else(|| line(&["head", "docdata", "date.issue"]))
        .or_else(|| attribute(&["head", "pubdata"], "date.publication"));
    let outlet = line(&["body", "body.head", "distributor"])
        .or_else(|| attribute(&["head", "pubdata"], "name"))
        .or_else(|| attribute(&["head", "docdata", "doc.copyright"], "holder"));
    let mut bylines = Vec::new();
    for said in node(&["body", "body.head"]).into_iter().flat_map(|h| h.all("byline")) {
        let name = said.at(&["person"]).map_or_else(|| without(said, "byttl"), Node::line);
        bylines.extend(name.map(|b| bare_byline(&b)).filter(|b| !b.is_empty()));
    }
    let headline = node(&["body", "body.head", "hedline"]);
    let title = headline.and_then(|h| h.at(&["hl1"]).or(Some(h))).and_then(Node::line);
    let content = node(&["body", "body.content"]).or_else(|| node(&["body"])).map(prose).unwrap_or_default();
    let dateline = line(&["body", "body.head", "dateline"]);
    Story {
        id: attribute(&["head", "docdata", "doc-id"], "id-string"),
        facts: Facts {
            title: title.or_else(|| line(&["head", "title"])),
            bylines,
            outlet,
            published: given(issued),
            language: item.attribute("lang").map(str::to_owned),
            section: attribute(&["head", "pubdata"], "position.section"),
            ..Facts::default()
        },
        body: match dateline.filter(|d| !content.starts_with(d.as_str())) {
            Some(dateline) => with_dateline(&dateline, &content),
            None => content,
        },
        ..Story::default()
    }
}

/// A dateline runs into the first paragraph where it ends as it does in print.
fn with_dateline(dateline: &str, body: &str) -> String {
    let runs_on = dateline.ends_with(['-', '–', '—', ':']);
    format!("{dateline}{}{body}", if runs_on { " " } else { "\n\n" })
}

/// The text of an element as one line, without that of one of its children.
fn without(node: &Node, name: &str) -> Option<String> {
    let rest = node.children.iter().filter(|c| !matches!(c, Child::Node(n) if n.local() == name));
    Node { children: rest.cloned().collect(), ..Node::default() }.line()
}

/// Lines of bare text as paragraphs.
fn paragraphs_of(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

/// The paragraphs of marked-up text, a blank line between them.
fn prose(node: &Node) -> String {
    let mut out = vec![String::new()];
    walk(node, &mut out);
    let lines = out.iter().map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn walk(node: &Node, out: &mut Vec<String>) {
    for child in &node.children {
        match child {
            Child::Text(text) => {
                if let Some(last) = out.last_mut() {
                    last.push_str(text);
                }
            }
            Child::Node(inner) if ASIDE.contains(&inner.local()) => {}
            Child::Node(inner) => {
                let block = BLOCKS.contains(&inner.local());
                let apart = block || inner.local() == "br";
                if apart {
                    out.push(String::new());
                }
                walk(inner, out);
                if block {
                    out.push(String::new());
                }
            }
        }
    }
}
