//! Which tokens does a pattern mean? A small language over an analysis: `docs/manual/pattern-language.md`.
//!
//! A pattern is a tree of named nodes. The first node line is the anchor: one match an anchor token.
//! Every other name is introduced by one edge and captures *all* tokens that fit, so a role with
//! conjuncts is one match with several tokens, and matching needs no backtracking.

mod constraint;
mod matching;
mod membership;
mod parse;

pub use constraint::{Constraint, Lexicons};
pub use matching::Captures;
pub(crate) use membership::{ANY, Listing, Members};
pub use parse::Problem;

use constraint::Asked;
use membership::By;

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

/// Whether the edge must, must not or may be there; in the order in which they are tried, for what may be there decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    Required,
    Absent,
    Optional,
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
    pub fn anchor_words(&self) -> Option<impl Iterator<Item = &str>> {
        Some(self.nodes.first()?.constraints.iter().find_map(Constraint::wanted)?.words())
    }

    /// The lists that its constraints look into, to be numbered.
    fn asked_mut(&mut self) -> impl Iterator<Item = (By, &mut Asked)> {
        self.nodes.iter_mut().flat_map(|n| n.constraints.iter_mut().filter_map(Constraint::asked_mut))
    }

    /// Two lists of which the sentence must have a word, beside the anchor's; [`ANY`] for none. The shortest are
    /// taken: they tell most sentences off.
    pub(crate) fn needs(&self) -> [u32; 2] {
        let mut lists: Vec<(usize, u32)> = Vec::new();
        let mut open = vec![0];
        while let Some(node) = open.pop().and_then(|at| self.nodes.get(at)) {
            let required = node.edges.iter().filter(|e| e.need == Need::Required);
            for (at, node) in required.filter_map(|e| Some((e.to?, self.nodes.get(e.to?)?))) {
                open.push(at);
                let wanted = node.constraints.iter().filter_map(Constraint::wanted);
                lists.extend(wanted.map(|w| (w.words().count(), w.number)));
            }
        }
        lists.sort_unstable();
        let list = |at: usize| lists.get(at).map_or(ANY, |l| l.1);
        [list(0), list(1)]
    }

    /// The parts of speech of which an anchor must be one; `None` where any will do.
    pub fn anchor_parts_of_speech(&self) -> Option<&[Upos]> {
        self.nodes.first()?.constraints.iter().find_map(Constraint::parts_of_speech)
    }
}
