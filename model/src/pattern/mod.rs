//! Which tokens does a pattern mean? A small language over an analysis: `docs/manual/pattern-language.md`.
//!
//! A pattern is a tree of named nodes. The first node line is the anchor: one match an anchor token.
//! Every other name is introduced by one edge and captures *all* tokens that fit, so a role with
//! conjuncts is one match with several tokens, and matching needs no backtracking.

mod constraint;
mod matching;
mod parse;

pub(crate) use constraint::Keys;
pub use constraint::{Constraint, Lexicons};
pub use matching::Captures;
pub(crate) use matching::keys;
pub use parse::Problem;

use crate::arguments::Role;
use crate::syntax::{Relation, Upos};

/// One pattern, ready to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The anchor is the first.
    pub(crate) nodes: Vec<Node>,
}

/// A named token with what it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) edges: Vec<Edge>,
}

/// A way from a token to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) steps: Vec<Step>,
    /// From the argument up to its predicate.
    pub(crate) up: bool,
    pub(crate) need: Need,
    /// Index of the node at its end; `None` for an absence without a name.
    pub(crate) to: Option<usize>,
}

/// Whether the edge must, may or must not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
    Absent,
}

/// One alternative of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Deep(Role),
    /// A relation as the tree has it.
    Exact(Relation),
    /// A universal relation with all its subtypes.
    Universal(&'static str),
    /// Any depth.
    Below,
}

impl Pattern {
    /// Reads a pattern; the lexicons are those that `in(…)` may name.
    pub fn parse(source: &str, lexicons: &Lexicons) -> Result<Self, Problem> {
        parse::pattern(source, lexicons)
    }

    /// The name of the anchor.
    pub fn anchor(&self) -> &str {
        self.nodes.first().map_or("", |n| &n.name)
    }

    /// Names that a match may capture, the anchor first: those under an absence are none.
    pub fn roles(&self) -> Vec<&str> {
        let mut out = Vec::new();
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let Some(node) = self.nodes.get(at) else { continue };
            out.push(node.name.as_str());
            let kept = node.edges.iter().filter(|e| e.need != Need::Absent);
            open.extend(kept.filter_map(|e| e.to));
        }
        out
    }

    /// The words (lemmas, forms, names; lower case) of which an anchor must have one; `None` where any
    /// will do.
    pub fn anchor_words(&self) -> Option<Vec<&str>> {
        self.nodes.first()?.constraints.iter().find_map(Constraint::wanted)
    }

    /// The parts of speech of which an anchor must be one; `None` where any will do.
    pub fn anchor_parts_of_speech(&self) -> Option<&[Upos]> {
        self.nodes.first()?.constraints.iter().find_map(Constraint::parts_of_speech)
    }
}
