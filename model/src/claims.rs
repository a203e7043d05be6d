//! Who says what? Claims: source, cue and content (PolNeAR's terms, Newell et al. 2018).

use crate::cast::ActorId;
use crate::evidence::Evidence;
use crate::span::{Char, Span, Tok};

/// Index of a claim in a dispatch's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// How the content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// All of it stands in quotation marks.
    Direct,
    /// None of it does.
    Indirect,
    /// Some of it does.
    Mixed,
}

impl Form {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What the cue says of the speaker's attitude to the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the record's own words")]
pub enum Stance {
    Assert,
    Support,
    Condemn,
    Accuse,
    Deny,
    Demand,
    Promise,
    Threaten,
    Regret,
    Ask,
}

impl Stance {
    /// All stances in the record's order.
    pub const ALL: [Self; 10] = [
        Self::Assert,
        Self::Support,
        Self::Condemn,
        Self::Accuse,
        Self::Deny,
        Self::Demand,
        Self::Promise,
        Self::Threaten,
        Self::Regret,
        Self::Ask,
    ];

    /// The name in the record and in lexicons.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assert => "assert",
            Self::Support => "support",
            Self::Condemn => "condemn",
            Self::Accuse => "accuse",
            Self::Deny => "deny",
            Self::Demand => "demand",
            Self::Promise => "promise",
            Self::Threaten => "threaten",
            Self::Regret => "regret",
            Self::Ask => "ask",
        }
    }

    /// The stance of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == name)
    }
}

/// Somebody says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Who says it; empty where the dispatch names nobody.
    pub sources: Vec<ActorId>,
    /// The words that name the source.
    pub source_span: Vec<Span<Char>>,
    /// The words of the cue.
    pub cue_span: Vec<Span<Char>>,
    /// The token that heads the cue.
    pub cue_head: u32,
    /// The cue's lemma.
    pub cue_lemma: String,
    /// What is said, in reading order.
    pub content: Vec<Span<Char>>,
    /// The same in tokens.
    pub content_tokens: Vec<Span<Tok>>,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// The attitude that the cue expresses.
    pub stance: Stance,
    /// The claim that it is nested in.
    pub within: Option<ClaimId>,
    /// Why it was found.
    pub evidence: Evidence,
}

/// The innermost claim whose content has the token, those cued by one of `own` left out: what a cue
/// does by being said stands in no claim of its own. The content must have the tokens `with` too.
pub fn innermost(claims: &[Claim], token: u32, own: &[u32], with: &[u32]) -> Option<ClaimId> {
    let size = |c: &Claim| c.content_tokens.iter().map(|s| s.len()).sum::<u32>();
    (0..)
        .zip(claims)
        .filter(|(_, c)| {
            let has = |t: u32| c.content_tokens.iter().any(|s| s.has(t));
            !own.contains(&c.cue_head) && has(token) && with.iter().all(|&t| has(t))
        })
        .min_by_key(|(i, c)| (size(c), std::cmp::Reverse(*i)))
        .map(|(i, _)| ClaimId(i))
}
