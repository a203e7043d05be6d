//! What was odd about a text? Remarks: reading never fails, it says what it met.

use crate::span::{Char, Span};

/// One observation of a stage on a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The stage that made it: `ingest`, `language`, `actors`, `attribution`, `events`.
    pub stage: &'static str,
    /// A stable code, `stage/kebab-case`.
    pub code: &'static str,
    /// Where in the text; `None` for the whole.
    pub span: Option<Span<Char>>,
    /// A sentence for people.
    pub text: String,
}
