//! Where does a pattern hold? From an anchor token down the pattern's tree.

use std::collections::BTreeMap;

use super::membership::{Listing, Members};
use super::{Edge, Need, Pattern, Step};
use crate::analysis::Analysis;
use crate::arguments::{Role, arguments};

/// Role → token indices, sorted; conjuncts each for itself.
pub type Captures = BTreeMap<String, Vec<u32>>;

/// One pattern on one sentence.
struct Matching<'a> {
    pattern: &'a Pattern,
    analysis: &'a Analysis,
    members: &'a Members,
    is_actor: &'a dyn Fn(u32) -> bool,
}

impl Pattern {
    /// What the pattern captures with its anchor on a token; `None` where it does not hold. A
    /// [`crate::rules::RuleSet`] asks for many patterns at once.
    pub fn at(&self, analysis: &Analysis, token: u32, is_actor: &dyn Fn(u32) -> bool) -> Option<Captures> {
        let mut own = self.clone();
        let listing = Listing::number(std::iter::once(&mut own));
        let sentence = analysis.sentences().get(analysis.sentence_of(token) as usize)?;
        let mut members = Members::default();
        members.look_up(&listing, analysis, sentence.tokens);
        own.at_with(analysis, &members, token, is_actor)
    }

    /// The same where its lists are numbered and the sentence has been looked up in them.
    pub(crate) fn at_with(
        &self,
        analysis: &Analysis,
        members: &Members,
        token: u32,
        is_actor: &dyn Fn(u32) -> bool,
    ) -> Option<Captures> {
        let mut found = Vec::new();
        if !(Matching { pattern: self, analysis, members, is_actor }).node(0, token, &mut found) {
            return None;
        }
        found.sort_unstable();
        found.dedup();
        let mut captures = Captures::new();
        for (node, token) in found {
            if let Some(node) = self.nodes.get(node) {
                captures.entry(node.name.clone()).or_default().push(token);
            }
        }
        Some(captures)
    }
}

/// Nodes with the tokens that they have captured.
type Found = Vec<(usize, u32)>;

impl Matching<'_> {
    /// Whether a node holds at a token; if so its captures are added.
    fn node(&self, node: usize, token: u32, found: &mut Found) -> bool {
        let Some(n) = self.pattern.nodes.get(node) else { return false };
        if !n.constraints.iter().all(|c| c.holds(self.analysis, self.members, token, self.is_actor)) {
            return false;
        }
        let before = found.len();
        for edge in &n.edges {
            let there = self.ends(edge, token, found);
            if edge.need == Need::Absent && there || edge.need == Need::Required && !there {
                found.truncate(before);
                return false;
            }
        }
        found.push((node, token));
        true
    }

    /// Whether the node at the end of an edge holds anywhere; if so its captures are added.
    fn ends(&self, edge: &Edge, token: u32, found: &mut Found) -> bool {
        let mut any = false;
        for step in &edge.steps {
            let reached = if edge.up { self.up(step, token) } else { self.down(step, token) };
            for t in reached {
                any |= edge.to.is_none_or(|node| self.node(node, t, found));
                if any && edge.need == Need::Absent {
                    return true;
                }
            }
        }
        any
    }

    fn down(&self, step: &Step, token: u32) -> Vec<u32> {
        let a = self.analysis;
        let children = a.children(token).iter().copied();
        match step {
            Step::Deep(role) => arguments(a, token, role),
            Step::Exact(r) => children.filter(|&c| a.token(c).relation == *r).collect(),
            Step::Universal(r) => children.filter(|&c| a.token(c).relation.universal() == *r).collect(),
            Step::Below => a.subtree(token).into_iter().filter(|&t| t != token).collect(),
        }
    }

    fn up(&self, step: &Step, token: u32) -> Vec<u32> {
        let a = self.analysis;
        let relation = a.token(token).relation;
        let held = match step {
            Step::Deep(role) => return self.predicates(role, token),
            Step::Exact(r) => relation == *r,
            Step::Universal(r) => relation.universal() == *r,
            Step::Below => {
                return std::iter::successors(a.head(token), |&t| a.head(t)).collect();
            }
        };
        a.head(token).filter(|_| held).into_iter().collect()
    }

    /// The predicates of the sentence that have a token in a deep role. The walks go from predicate
    /// to argument, so all words of the sentence are asked; patterns reach this after their anchor.
    fn predicates(&self, role: &Role, token: u32) -> Vec<u32> {
        let a = self.analysis;
        let sentence = a.sentences().get(a.sentence_of(token) as usize);
        let all = sentence.map(|s| s.tokens.iter()).into_iter().flatten();
        all.filter(|&t| t != token && arguments(a, t, role).contains(&token)).collect()
    }
}
