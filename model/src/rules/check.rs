//! Do the rules do what their files promise? The conformance kit: every example of every file.

use super::{Fires, Match, Rule, RuleSet};
use crate::analysis::Analysis;

/// An example of a rule file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example<'a> {
    /// The rule must hold with these roles.
    Fires(&'a Fires),
    /// The rule must not hold.
    Silent(&'a str),
}

impl<'a> Example<'a> {
    /// The sentence.
    pub fn text(self) -> &'a str {
        match self {
            Self::Fires(f) => &f.text,
            Self::Silent(text) => text,
        }
    }
}

/// An example that is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {text:?}\n  {what}\nhelp: {remedy}")]
pub struct Failure {
    /// The rule file.
    pub path: String,
    /// The sentence.
    pub text: String,
    /// What was expected and what came.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// The examples of a rule, in the file's order.
pub fn examples(rule: &Rule) -> impl Iterator<Item = Example<'_>> {
    let silent = rule.silent.iter().map(|t| Example::Silent(t));
    rule.fires.iter().map(Example::Fires).chain(silent)
}

/// Whether an example of a rule is kept by the matches on its analysed text. Matches of other rules
/// are left aside. A `fires` example must have, for each of its expectations, a match of its own
/// whose roles have the expected words; roles that it does not name are free.
pub fn example(
    rules: &RuleSet,
    rule: usize,
    example: Example<'_>,
    analysis: &Analysis,
    matches: &[Match],
) -> Result<(), Failure> {
    let path = rules.rule(rule).map(|r| r.path.clone()).unwrap_or_default();
    let mut own: Vec<&Match> = matches.iter().filter(|m| m.rule == rule).collect();
    let came = || matches.iter().filter(|m| m.rule == rule).map(|m| show(analysis, m)).collect::<Vec<_>>();
    let failure = |what: String, remedy: &str| {
        Err(Failure { path: path.clone(), text: example.text().into(), what, remedy: remedy.into() })
    };
    match example {
        Example::Silent(_) if own.is_empty() => Ok(()),
        Example::Silent(_) => failure(
            format!("must stay silent, but matched: {}", came().join("; ")),
            "add a constraint or an absence (`!>`) that tells this sentence apart",
        ),
        Example::Fires(fires) => {
            for expected in &fires.expect {
                let fits = |m: &&Match| {
                    expected.iter().all(|(role, words)| same_words(analysis, m.get(role), words))
                };
                let Some(at) = own.iter().position(fits) else {
                    let matched = came();
                    let matched = if matched.is_empty() { "nothing".into() } else { matched.join("; ") };
                    return failure(
                        format!("expected {expected:?}, matched {matched}"),
                        "`chancery explain` shows the tree; compare its relations with the edges",
                    );
                };
                own.remove(at);
            }
            Ok(())
        }
    }
}

/// Runs all examples of all rules. `read` analyses a text and finds the matches in it.
pub fn all(rules: &RuleSet, read: &mut dyn FnMut(&str) -> (Analysis, Vec<Match>)) -> Vec<Failure> {
    let mut out = Vec::new();
    for (index, rule) in rules.rules().iter().enumerate() {
        for one in examples(rule) {
            let (analysis, matches) = read(one.text());
            out.extend(example(rules, index, one, &analysis, &matches).err());
        }
    }
    out
}

/// Whether tokens are the expected ones: each is one item, each item one token, in any order. An
/// item may be a whole name; one of its words must be the token.
fn same_words(analysis: &Analysis, tokens: &[u32], expected: &str) -> bool {
    let mut items: Vec<&str> = expected.split(';').map(str::trim).filter(|i| !i.is_empty()).collect();
    tokens.iter().all(|&t| {
        let form = &*analysis.token(t).form;
        let at = items
            .iter()
            .position(|i| *i == form)
            .or_else(|| items.iter().position(|i| i.split_whitespace().any(|w| w == form)));
        at.map(|at| items.remove(at)).is_some()
    }) && items.is_empty()
}

fn show(analysis: &Analysis, found: &Match) -> String {
    let role = |(name, tokens): (&String, &Vec<u32>)| {
        let forms: Vec<&str> = tokens.iter().map(|&t| &*analysis.token(t).form).collect();
        format!("{name}={}", forms.join("; "))
    };
    let roles: Vec<String> = found.captures.iter().map(role).collect();
    format!("{{{}}}", roles.join(", "))
}
