//! How is the text shown? As published, with events, claims and actors underlined in three layers, and a link from
//! each event and claim to its card.

use std::iter::Peekable;
use std::vec::IntoIter;

use chancery_model::record::{Record, Span};
use chancery_records::stored::Stored;
use maud::{Markup, html};

use super::glyphs::{shown, source};
use super::pieces::{Cover, Part, Piece, pieces};
use super::words::Words;

/// The article with the dispatch's text. Events, claims and actors are marked in place; those of the event that is
/// looked at have the class `focus`.
pub(crate) fn text(stored: &Stored, focus: Option<&str>) -> Markup {
    let dispatch = &stored.record.dispatch;
    let page = Page { record: &stored.record, words: Words::new(&dispatch.text), focus };
    let lines = lines(&dispatch.text);
    let cuts: Vec<u32> = lines.iter().flatten().copied().collect();
    let pieces = pieces(page.words.len(), &page.marks(&stored.sentences), &cuts);
    let mut anchors = page.anchors().into_iter().peekable();
    let mut rest = pieces.as_slice();
    let paragraphs = paragraphs(&lines, &page.words);
    let mut blocks = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let mut shown = Vec::with_capacity(paragraph.len());
        for line in paragraph {
            let (of_it, after) = taken(rest, *line);
            rest = after;
            shown.push(page.line(of_it, &mut anchors));
        }
        blocks.push(shown);
    }
    let title = dispatch.title.as_deref().filter(|t| dispatch.text.lines().next() == Some(*t));
    html! {
        article.dispatch data-island="reading" {
            (layers())
            div.text lang=[language(&dispatch.language)] {
                @for (n, block) in blocks.iter().enumerate() {
                    p class=[title.filter(|_| n == 0).map(|_| "title")] dir="auto" {
                        @for (n, line) in block.iter().enumerate() { @if n > 0 { br; } (line) }
                    }
                }
            }
        }
    }
}

/// Switches that the style sheet follows by itself: they need no script.
fn layers() -> Markup {
    html! {
        div.layers role="group" aria-label="What is marked in the text" {
            @for layer in ["events", "claims", "actors"] {
                label.{ "layer-" (layer) } {
                    input type="checkbox" data-layer=(layer) checked autocomplete="off";
                    span { (layer) }
                }
            }
        }
    }
}

/// The language's code, where it is one.
fn language(code: &str) -> Option<&str> {
    let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    Some(code).filter(|_| is_code)
}

/// The text's lines.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0_u32;
    let line = |line: &str| {
        let start = at;
        at = at.saturating_add(u32::try_from(line.chars().count()).unwrap_or(u32::MAX));
        let end = at;
        // The newline itself.
        at = at.saturating_add(1);
        [start, end]
    };
    text.split('\n').map(line).collect()
}

/// Lines that no blank line parts.
fn paragraphs<'l>(lines: &'l [Span], words: &Words) -> Vec<&'l [Span]> {
    let is_blank = |line: &Span| words.of(*line).trim().is_empty();
    lines.split(is_blank).filter(|p| !p.is_empty()).collect()
}

/// The pieces of a line, and those after it. Boundaries of lines are boundaries of pieces.
fn taken(pieces: &[Piece], [start, end]: Span) -> (&[Piece], &[Piece]) {
    let from = pieces.iter().take_while(|p| p.span[0] < start).count();
    let rest = pieces.get(from..).unwrap_or_default();
    let to = rest.iter().take_while(|p| p.span[1] <= end).count();
    rest.split_at_checked(to).unwrap_or_default()
}

/// Where something begins that can be linked to.
enum Anchor {
    Event(u32),
    Claim(u32),
    Actor(u32),
}

type Anchors = Peekable<IntoIter<(u32, Anchor)>>;

struct Page<'r> {
    record: &'r Record,
    words: Words<'r>,
    focus: Option<&'r str>,
}

impl<'r> Page<'r> {
    /// All that is marked, without what points outside the text.
    fn marks(&self, sentences: &[Option<Span>]) -> Vec<(Span, Cover)> {
        let mut marks = Vec::new();
        let mut mark = |spans: &[Span], part: Part, owner: u32| {
            let valid = spans.iter().filter(|s| self.words.has(**s));
            marks.extend(valid.map(|s| (*s, Cover { part, owner })));
        };
        for (n, event) in (0..).zip(&self.record.events) {
            mark(&event.trigger, Part::Trigger, n);
        }
        for (n, sentence) in (0..).zip(sentences).take(self.record.events.len()) {
            mark(sentence.as_slice(), Part::Sentence, n);
        }
        for (n, claim) in (0..).zip(&self.record.claims) {
            mark(&claim.source_span, Part::Source, n);
            mark(&claim.cue.span, Part::Cue, n);
            mark(&claim.content, Part::Content, n);
        }
        for (n, actor) in (0..).zip(&self.record.actors) {
            for mention in &actor.mentions {
                let part = match mention.kind.as_str() {
                    "pronoun" => Part::Pronoun,
                    "nominal" => Part::Nominal,
                    _ => Part::Named,
                };
                mark(&[mention.span], part, n);
            }
            mark(&actor.loaded, Part::Loaded, n);
        }
        marks
    }

    /// Where each event, claim and actor begins, in the text's order.
    fn anchors(&self) -> Vec<(u32, Anchor)> {
        let first = |spans: &[Span]| spans.iter().filter(|s| self.words.has(**s)).map(|s| s[0]).min();
        let events = (0..).zip(&self.record.events);
        let events = events.filter_map(|(n, e)| Some((first(&e.trigger)?, Anchor::Event(n))));
        let claims = (0..).zip(&self.record.claims).filter_map(|(n, c)| {
            let start = first(&c.cue.span).or_else(|| first(&c.content)).or_else(|| first(&c.source_span));
            Some((start?, Anchor::Claim(n)))
        });
        let actors = (0..).zip(&self.record.actors).filter_map(|(n, a)| {
            let mentions: Vec<Span> = a.mentions.iter().map(|m| m.span).collect();
            Some((first(&mentions)?, Anchor::Actor(n)))
        });
        let mut all: Vec<_> = events.chain(claims).chain(actors).collect();
        all.sort_by_key(|(at, _)| *at);
        all
    }

    fn line(&self, pieces: &[Piece], anchors: &mut Anchors) -> Markup {
        let same = |a: &Piece, b: &Piece| around(a).eq(around(b));
        let mut groups = Vec::new();
        for group in pieces.chunk_by(same) {
            let inner: Vec<Markup> = group.iter().map(|p| self.piece(p, anchors)).collect();
            let sentence: Vec<Cover> = group.first().into_iter().flat_map(around).collect();
            groups.push((sentence, inner));
        }
        html! {
            @for (sentence, inner) in groups {
                @if sentence.is_empty() {
                    @for piece in inner { (piece) }
                } @else {
                    span.sentence.focus[self.is_focus(&sentence)] data-of=(self.ids(&sentence)) {
                        @for piece in inner { (piece) }
                    }
                }
            }
        }
    }

    fn piece(&self, piece: &Piece, anchors: &mut Anchors) -> Markup {
        let mut here = Vec::new();
        while let Some((_, anchor)) = anchors.next_if(|(at, _)| *at <= piece.span[0]) {
            here.push(anchor);
        }
        let layer = |from: Part, to: Part| -> Vec<Cover> {
            piece.covers.iter().copied().filter(|c| from <= c.part && c.part <= to).collect()
        };
        let (events, claims) = (layer(Part::Trigger, Part::Trigger), layer(Part::Source, Part::Content));
        let actors = layer(Part::Named, Part::Loaded);
        let words = source(self.words.of(piece.span));
        let words = layered("actor", &actors, words);
        let words = layered("claim", &claims, words);
        let words = layered("event", &events, words);
        let covers: Vec<Cover> = [events, claims, actors].concat();
        html! {
            @for anchor in &here { (self.anchor(anchor)) }
            @if covers.is_empty() {
                (words)
            } @else {
                span.piece.focus[self.is_focus(&covers)] data-of=(self.ids(&covers)) { (words) }
            }
        }
    }

    fn anchor(&self, anchor: &Anchor) -> Markup {
        match anchor {
            Anchor::Event(n) => self.record.events.get(*n as usize).map(|e| {
                let label = format!("{}, event: {}", shown(&e.id), shown(&e.kind));
                reference("event", &e.id, &label)
            }),
            Anchor::Claim(n) => self.record.claims.get(*n as usize).map(|c| {
                let label = format!("{}, claim: {}", shown(&c.id), shown(&c.stance));
                reference("claim", &c.id, &label)
            }),
            Anchor::Actor(n) => self.record.actors.get(*n as usize).map(|a| {
                html! { span.here id={ "t-" (a.id) } {} }
            }),
        }
        .unwrap_or_default()
    }

    fn id(&self, cover: Cover) -> Option<&'r str> {
        let owner = cover.owner as usize;
        match cover.part {
            Part::Sentence | Part::Trigger => self.record.events.get(owner).map(|e| e.id.as_str()),
            Part::Source | Part::Cue | Part::Content => self.record.claims.get(owner).map(|c| c.id.as_str()),
            _ => self.record.actors.get(owner).map(|a| a.id.as_str()),
        }
    }

    /// The ids of all that covers, each once.
    fn ids(&self, covers: &[Cover]) -> String {
        let mut ids: Vec<&str> = Vec::with_capacity(covers.len());
        for id in covers.iter().filter_map(|c| self.id(*c)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.join(" ")
    }

    fn is_focus(&self, covers: &[Cover]) -> bool {
        let of_event = |c: &&Cover| c.part <= Part::Trigger;
        self.focus.is_some_and(|id| covers.iter().filter(of_event).any(|c| self.id(*c) == Some(id)))
    }
}

/// The sentences around a piece.
fn around(piece: &Piece) -> impl Iterator<Item = Cover> {
    piece.covers.iter().copied().filter(|c| c.part == Part::Sentence)
}

/// A link from the text to a card.
fn reference(layer: &str, id: &str, label: &str) -> Markup {
    html! {
        a.ref.{ "to-" (layer) } id={ "t-" (id) } href={ "#" (id) } data-of=(id) aria-label=(label) { (shown(id)) }
    }
}

/// Words within one layer, with the parts that they play in it.
fn layered(layer: &str, covers: &[Cover], words: Markup) -> Markup {
    if covers.is_empty() {
        return words;
    }
    let mut classes = vec![layer];
    for cover in covers {
        if !classes.contains(&cover.part.class()) {
            classes.push(cover.part.class());
        }
    }
    let loaded = covers.iter().any(|c| c.part == Part::Loaded);
    let title = loaded.then_some("a loaded designation: the words of the text, not of the record");
    html! { span class=(classes.join(" ")) title=[title] { (words) } }
}
