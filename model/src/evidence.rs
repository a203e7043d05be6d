//! Why does the record say this? The rule or model behind an entry, and how sure it is.

use crate::span::{Char, Span};

/// What produced an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The rule's id or the model's name.
    pub by: String,
    /// 0 to 1.
    pub confidence: f32,
    /// The words that it rests on.
    pub spans: Vec<Span<Char>>,
}
