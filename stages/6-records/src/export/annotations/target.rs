//! At which words does an annotation point? At each span by its place in the text and by the words
//! themselves, so that it can be found again where the page has changed around them.

use chancery_model::record::Span as Range;
use chancery_model::span::Span;
use chancery_model::text::Text;

use crate::export::iri;
use crate::export::linked::Object;
use crate::stored::Stored;

/// How many code points before and after the words are quoted with them.
const AROUND: u32 = 32;

/// A dispatch as a target.
#[derive(Debug)]
pub(super) struct Page<'a> {
    stored: &'a Stored,
    text: Text,
}

impl<'a> Page<'a> {
    pub(super) fn new(stored: &'a Stored) -> Self {
        Self { stored, text: Text::new(stored.record.dispatch.text.clone()) }
    }

    /// A target for each span, as a selector cannot leave anything out of its middle; where there are none,
    /// the whole dispatch.
    pub(super) fn targets(&self, spans: &[Range]) -> Vec<Object> {
        if spans.is_empty() {
            return vec![self.source()];
        }
        spans.iter().map(|s| self.source().all("selector", [position(*s), self.quote(*s)])).collect()
    }

    /// The words of a span.
    pub(super) fn words(&self, [start, end]: Range) -> &str {
        self.text.slice(Span::new(start, end))
    }

    /// The address of the dispatch, else its URN. Positions count the code points of the text that the
    /// program read, not of the page around it: the state says so by the URN of that text.
    fn source(&self) -> Object {
        let dispatch = &self.stored.record.dispatch;
        let urn = iri::dispatch(&dispatch.id);
        let target = Object::of("SpecificResource");
        let Some(url) = dispatch.url.as_deref().and_then(iri::web) else { return target.with("source", urn) };
        let read = Some(self.stored.read_at.as_str()).filter(|at| !at.is_empty());
        let state = Object::of("TimeState").some("sourceDate", read).with("cached", urn);
        target.with("source", url).with("state", state)
    }

    fn quote(&self, [start, end]: Range) -> Object {
        Object::of("TextQuoteSelector")
            .with("exact", self.words([start, end]))
            .with("prefix", self.words([start.saturating_sub(AROUND), start]))
            .with("suffix", self.words([end, end.saturating_add(AROUND)]))
    }
}

fn position([start, end]: Range) -> Object {
    Object::of("TextPositionSelector").with("start", start).with("end", end)
}
