//! What came in? One dispatch: its immutable text and what its publication says of it.

use crate::remark::Remark;
use crate::span::{Char, Span};
use crate::text::Text;

/// The line "Tehran, SANA-" taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The place that it names.
    pub place: Option<String>,
    /// The agency that it names.
    pub agency: Option<String>,
    /// The date that it names, ISO 8601 as far as it is known (a date without a year stays `None`).
    pub date: Option<String>,
    /// Where it stands in the text.
    pub span: Span<Char>,
}

impl Default for Span<Char> {
    fn default() -> Self {
        Self::new(0, 0)
    }
}

/// What a publication date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBasis {
    /// A `meta` element.
    Meta,
    /// JSON-LD.
    JsonLd,
    /// The address of the page.
    Url,
    /// The dateline.
    Dateline,
    /// The text.
    Text,
    /// The caller said so.
    Given,
}

impl DateBasis {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::JsonLd => "json-ld",
            Self::Url => "url",
            Self::Dateline => "dateline",
            Self::Text => "text",
            Self::Given => "given",
        }
    }
}

/// One dispatch. Its text is title, blank line, body; every span of every later layer indexes it.
#[derive(Debug, Clone, Default)]
pub struct Dispatch {
    /// Content hash: 128 bits in hex.
    pub id: String,
    /// Path, URL or archive record as given.
    pub origin: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Where the title stands in the text; empty where there is none.
    pub title: Span<Char>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// The dateline.
    pub dateline: Option<Dateline>,
    /// Publication date, ISO 8601.
    pub published: Option<String>,
    /// What the publication date rests on.
    pub published_basis: Option<DateBasis>,
    /// BCP 47 language code.
    pub language: String,
    /// The canonical text.
    pub text: Text,
    /// Parts of the text to be read for content: the title and the body's paragraphs without
    /// dateline, byline and trailing links; in order, without overlap. Stage 2 reads these alone.
    pub paragraphs: Vec<Span<Char>>,
    /// What was odd about the bytes.
    pub remarks: Vec<Remark>,
}
