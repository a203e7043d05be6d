//! What does a container hold? Documents: content that is still to be read, and what the container
//! states about it.

use chancery_model::dispatch::DateBasis;
use chancery_model::remark::Remark;

/// One document of an input, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Path, address or archive record, for the record's `origin`.
    pub origin: String,
    /// What its container states of it.
    pub facts: Facts,
    /// What there is to read.
    pub content: Content,
    /// What was odd on the way to it.
    pub remarks: Vec<Remark>,
}

/// What there is to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Bytes of unknown charset and kind; `charset` is what a header declared.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// The declared charset.
        charset: Option<String>,
    },
    /// Markup: a whole page, or the fragment that a feed's entry holds.
    Html(String),
    /// Prose.
    Plain(String),
}

/// What is stated about a document beside its text. Empty where nothing is; never guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Canonical address.
    pub url: Option<String>,
    /// Heading.
    pub title: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Publication, ISO 8601 as fine as it is known, and what that rests on.
    pub published: Option<(String, DateBasis)>,
    /// Last change.
    pub modified: Option<(String, DateBasis)>,
    /// Declared language, BCP 47.
    pub language: Option<String>,
    /// The outlet's section.
    pub section: Option<String>,
}

impl Document {
    /// A document of bytes of which nothing is known but where they came from.
    pub fn new(origin: &str, bytes: &[u8]) -> Self {
        Self {
            origin: origin.to_owned(),
            facts: Facts::default(),
            content: Content::Bytes { bytes: bytes.to_vec(), charset: None },
            remarks: Vec::new(),
        }
    }
}
