//! What does every reader of a container need to know?

use std::sync::Arc;

use chancery_model::remark::Remark;

use super::options::Options;
use super::source::Status;

/// The options, the common state of one input, and how deep this reader lies.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) options: Arc<Options>,
    pub(crate) status: Status,
    /// Archives and compressions around this reader.
    pub(crate) depth: usize,
}

impl Context {
    /// The remark on a document whose end is missing.
    pub(crate) fn cut(&self) -> Remark {
        let text = match self.status.stopped() {
            Some(why) => format!("The document ends too early: {why}."),
            None => "The document ends too early.".into(),
        };
        remark("ingest/cut", text)
    }

    /// The remark on a document that is longer than allowed.
    pub(crate) fn too_long(&self) -> Remark {
        let limit = self.options.limits.document;
        remark("ingest/too-long", format!("Only the first {limit} bytes of the document were kept."))
    }
}

pub(crate) fn remark(code: &'static str, text: String) -> Remark {
    Remark { stage: "ingest", code, span: None, text }
}

/// A byline without its "By".
pub(crate) fn bare_byline(said: &str) -> String {
    let by = said.get(..3).is_some_and(|b| b.eq_ignore_ascii_case("by "));
    said.get(if by { 3 } else { 0 }..).unwrap_or(said).trim().to_owned()
}

/// Longest name of a part that is kept in an origin, in characters.
const LONGEST_NAME: usize = 500;

/// The origin of a part of an input: `news.zip#a/b.html`. Names come from strangers and end on
/// terminals, so they are short and hold no control characters.
pub(crate) fn part(origin: &str, name: &str) -> String {
    format!("{origin}#{}", shown_name(name))
}

/// A name as it may stand in an origin.
pub(crate) fn shown_name(name: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    name.trim().chars().take(LONGEST_NAME).map(shown).collect()
}
