//! Where does a pattern hold? From an anchor token down the pattern's tree.

use std::collections::BTreeMap;

use super::constraint::Keys;
use super::{Edge, Need, Pattern, Step};
use crate::analysis::Analysis;
use crate::arguments::{Role, arguments};

/// Role → token indices, sorted; conjuncts each for itself.
pub type Captures = BTreeMap<String, Vec<u32>>;

/// The keys of all tokens of an analysis.
pub(crate) fn keys(analysis: &Analysis) -> Vec<Keys> {
    (0..).zip(analysis.tokens()).map(|(t, _)| Keys::of(analysis, t)).collect()
}

/// One pattern on one analysis.
struct Matching<'a> {
    pattern: &'a Pattern,
    analysis: &'a Analysis,
    keys: &'a [Keys],
    is_actor: &'a dyn Fn(u32) -> bool,
}

impl Pattern {
    /// What the pattern captures with its anchor on a token; `None` where it does not hold.
    pub fn at(&self, analysis: &Analysis, token: u32, is_actor: &dyn Fn(u32) -> bool) -> Option<Captures> {
        self.at_with(analysis, &keys(analysis), token, is_actor)
    }

    /// The same with the keys of all tokens at hand.
    pub(crate) fn at_with(
        &self,
        analysis: &Analysis,
        keys: &[Keys],
        token: u32,
        is_actor: &dyn Fn(u32) -> bool,
    ) -> Option<Captures> {
        let mut captures = Captures::new();
        Matching { pattern: self, analysis, keys, is_actor }.node(0, token, &mut captures)?;
        for tokens in captures.values_mut() {
            tokens.sort_unstable();
            tokens.dedup();
        }
        Some(captures)
    }
}

impl Matching<'_> {
    /// Whether a node holds at a token; if so its captures are added.
    fn node(&self, node: usize, token: u32, captures: &mut Captures) -> Option<()> {
        let n = self.pattern.nodes.get(node)?;
        if !n.constraints.iter().all(|c| c.holds(self.analysis, self.keys, token, self.is_actor)) {
            return None;
        }
        let mut below = Captures::new();
        for edge in &n.edges {
            let ends = self.ends(edge, token, &mut below);
            match edge.need {
                Need::Absent if !ends.is_empty() => return None,
                Need::Required if ends.is_empty() => return None,
                _ => {}
            }
        }
        for (name, tokens) in below {
            captures.entry(name).or_default().extend(tokens);
        }
        captures.entry(n.name.clone()).or_default().push(token);
        Some(())
    }

    /// The tokens at the end of an edge for which the node there holds.
    fn ends(&self, edge: &Edge, token: u32, captures: &mut Captures) -> Vec<u32> {
        let mut ends = Vec::new();
        for step in &edge.steps {
            let reached = if edge.up { self.up(step, token) } else { self.down(step, token) };
            for t in reached {
                if ends.contains(&t) {
                    continue;
                }
                let mut inner = Captures::new();
                let holds = edge.to.is_none_or(|node| self.node(node, t, &mut inner).is_some());
                if holds {
                    ends.push(t);
                    if edge.need != Need::Absent {
                        for (name, tokens) in inner {
                            captures.entry(name).or_default().extend(tokens);
                        }
                    }
                }
            }
        }
        ends
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
