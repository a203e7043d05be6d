//! Who is in it? The cast: actors with their mentions, country, sectors and office.

use crate::span::{Char, Span, Tok};

/// Index of an actor in its [`Cast`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// What kind of thing an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A state, whether as territory or as its government.
    State,
    /// A body: ministry, party, company, alliance.
    Organisation,
    /// People together: "the two sides", rebels, protesters.
    Group,
    /// A place that stands for no one.
    Place,
    /// None that could be told.
    Unknown,
}

impl ActorKind {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Place => "place",
            Self::Unknown => "unknown",
        }
    }
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name.
    Named,
    /// By a description: "the minister", "the two sides".
    Nominal,
    /// By a pronoun.
    Pronoun,
}

impl MentionKind {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

/// What country and office of an actor rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The text says so.
    Text,
    /// Reference data.
    Reference,
    /// The surrounding text implies it.
    Context,
}

impl Basis {
    /// The name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Reference => "reference",
            Self::Context => "context",
        }
    }
}

/// One place where an actor is spoken of. `actors` has several ids for "the two sides",
/// "the US and Turkish regimes", "both countries".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens, title and apposition included.
    pub tokens: Span<Tok>,
    /// The token that heads it in the tree: arguments of predicates are looked up by it.
    pub head: u32,
    /// Its words in the text.
    pub span: Span<Char>,
    /// How it refers.
    pub kind: MentionKind,
    /// Whom it means; never empty.
    pub actors: Vec<ActorId>,
}

/// Where a place lies: a town as `GeoNames` has it, or the middle of a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its number there; none for a region.
    pub geonameid: Option<u32>,
    /// The code of the first-order division: state, province, governorate; empty if not known.
    pub admin1: String,
    /// Hundredths of a degree north.
    pub latitude: i32,
    /// Hundredths of a degree east.
    pub longitude: i32,
}

/// Why an actor is said to be who it is: one ground, or one that was rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The words that it rests on; none for a row of reference data.
    pub span: Option<Span<Char>>,
    /// What they give, in words: "country by the title's words".
    pub text: String,
}

/// One actor of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// What kind of thing it is.
    pub kind: ActorKind,
    /// The fullest form of its name in the text.
    pub name: String,
    /// ISO 3166-1 alpha-3, or IGO NGO ISM IMG MNC UNO EUR.
    pub country: Option<String>,
    /// PLOVER sector codes, primary first.
    pub sectors: Vec<String>,
    /// The normalised office.
    pub office: Option<String>,
    /// The office in the text's words.
    pub office_text: Option<String>,
    /// Key in the reference data.
    pub reference: Option<String>,
    /// What country and office rest on.
    pub basis: Basis,
    /// Where the text names it by a loaded designation.
    pub loaded: Vec<Span<Char>>,
    /// Where a place lies, where it could be told.
    pub site: Option<Site>,
    /// What all this rests on, for `explain`; no part of the record.
    pub why: Vec<Reason>,
}

/// All actors of a dispatch, and where they are mentioned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cast {
    /// In order of first mention.
    pub actors: Vec<Actor>,
    /// In order of their start in the text.
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// The actor of an id.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id.0 as usize)
    }

    /// The mention that a token heads.
    pub fn headed_by(&self, token: u32) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.head == token)
    }

    /// Adds mentions and brings the text's order about again; gives the new id of each actor, by its old one.
    pub fn add(&mut self, mentions: Vec<Mention>) -> Vec<ActorId> {
        self.mentions.extend(mentions);
        self.mentions.sort_by_key(|m| m.span.start());
        let (mut ids, mut actors) = (vec![None; self.actors.len()], Vec::with_capacity(self.actors.len()));
        let met = self.mentions.iter().flat_map(|m| &m.actors).map(|id| id.0 as usize);
        for old in met.chain(0..self.actors.len()) {
            if let (Some(id @ None), Some(actor)) = (ids.get_mut(old), self.actors.get(old)) {
                *id = u32::try_from(actors.len()).ok().map(ActorId);
                actors.push(actor.clone());
            }
        }
        self.actors = actors;
        let ids: Vec<ActorId> = ids.into_iter().flatten().collect();
        for id in self.mentions.iter_mut().flat_map(|m| &mut m.actors) {
            *id = ids.get(id.0 as usize).copied().unwrap_or(*id);
        }
        ids
    }

    /// The longest mention that covers a token.
    pub fn covering(&self, token: u32) -> Option<&Mention> {
        self.mentions.iter().filter(|m| m.tokens.has(token)).max_by_key(|m| m.tokens.len())
    }
}
