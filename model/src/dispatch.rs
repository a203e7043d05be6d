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
    /// The date that it names, ISO 8601. A date without a year has that of the publication date;
    /// without one it stays `None`.
    pub date: Option<String>,
    /// Where it stands in the text.
    pub span: Span<Char>,
}

impl Default for Span<Char> {
    fn default() -> Self {
        Self::new(0, 0)
    }
}

/// What an outlet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutletKind {
    /// A news agency that a government owns or runs.
    StateAgency,
    /// Any other news agency.
    Wire,
    /// A newspaper or magazine.
    Newspaper,
    /// Radio or television.
    Broadcaster,
    /// An outlet that is on line alone.
    Online,
    /// A ministry, or another office or force of a state.
    Ministry,
    /// An intergovernmental organisation.
    Igo,
    /// A non-governmental organisation.
    Ngo,
    /// A think tank.
    ThinkTank,
}

impl OutletKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::StateAgency,
        Self::Wire,
        Self::Newspaper,
        Self::Broadcaster,
        Self::Online,
        Self::Ministry,
        Self::Igo,
        Self::Ngo,
        Self::ThinkTank,
    ];

    /// The name of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StateAgency => "state agency",
            Self::Wire => "wire",
            Self::Newspaper => "newspaper",
            Self::Broadcaster => "broadcaster",
            Self::Online => "online",
            Self::Ministry => "ministry",
            Self::Igo => "IGO",
            Self::Ngo => "ngo",
            Self::ThinkTank => "think tank",
        }
    }

    /// The kind of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == name)
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
    /// The container or the caller said so: a feed's entry, a wire's envelope, a mail's head.
    Given,
}

impl DateBasis {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Meta, Self::JsonLd, Self::Url, Self::Dateline, Self::Text, Self::Given];

    /// The basis of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.as_str() == name)
    }

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

/// An expression of time in the text ("on Wednesday", "last week", "Dec. 7"), resolved as far as the
/// text and the publication date allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span<Char>,
    /// ISO 8601 as far as it is known: `2020-12-07`, `2020-W49`, `2020-12`, `2020-Q4`, `2020`,
    /// `2020-12-07/2020-12-09`, and from its second part the seasons `2020-21` for spring to `2020-24`
    /// for winter; `None` where there is nothing to resolve it against.
    pub value: Option<String>,
    /// How fine the value is.
    pub granularity: Granularity,
    /// What the value rests on.
    pub basis: TimeBasis,
}

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granularity {
    /// A day.
    Day,
    /// A week, or a span of some days.
    Week,
    /// A month, or a part of one.
    Month,
    /// A quarter or a season.
    Quarter,
    /// A year.
    Year,
}

impl Granularity {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// What the value of an expression of time rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeBasis {
    /// The words alone: "7 December 2020".
    Text,
    /// The publication date, from which "yesterday" counts.
    Published,
}

/// Which earlier dispatch this one repeats.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeats {
    /// Its id.
    pub id: String,
    /// The share of this dispatch's word 3-grams that the earlier one has, 0 to 1.
    pub contained: f64,
    /// The share of the earlier one's that this one has, 0 to 1.
    pub containing: f64,
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
    /// Who publishes it: the name in the table of outlets, else as it is given.
    pub outlet: Option<String>,
    /// The outlet's country, ISO 3166-1 alpha-3, or `IGO` or `NGO`; `None` for one that is not known.
    pub outlet_country: Option<String>,
    /// What the outlet is.
    pub outlet_kind: Option<OutletKind>,
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
    /// When it was last changed, ISO 8601.
    pub modified: Option<String>,
    /// The outlet's section: "World", "Politics".
    pub section: Option<String>,
    /// Expressions of time in the text, in order, without overlap.
    pub times: Vec<TimeExpression>,
    /// The earlier dispatch that this one repeats, where one was looked for and found.
    pub repeats: Option<Repeats>,
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
