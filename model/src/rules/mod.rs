//! What does a rule file say, and where do its rules hold? Rule files are data that carry their
//! meaning and their own examples; `docs/manual/pattern-language.md` shows how to write one.

pub mod check;
mod file;
mod load;

pub use load::Error;

use std::collections::BTreeMap;

use crate::analysis::Analysis;
pub use crate::pattern::{Captures, Lexicons};
use crate::pattern::{Pattern, keys};

/// A pattern of a rule with what it codes.
#[derive(Debug, Clone)]
pub struct CodedPattern {
    /// The pattern.
    pub pattern: Pattern,
    /// What a match means, as the stage that owns the rule reads it.
    pub code: toml::Table,
    /// 1-based line in the file where the pattern's text starts.
    pub line: usize,
}

/// A sentence on which a rule must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fires {
    /// The sentence.
    pub text: String,
    /// One entry a match: role → words, several separated by `;`, an empty string for none.
    pub expect: Vec<BTreeMap<String, String>>,
}

/// One rule file.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The path without what leads up to `rules/` and without extension: `consult/meet`.
    pub id: String,
    /// The path as given.
    pub path: String,
    /// What it recognises, in a sentence.
    pub meaning: String,
    /// The codebook's entry that it implements.
    pub codebook: String,
    /// Its patterns.
    pub patterns: Vec<CodedPattern>,
    /// Sentences on which it must hold.
    pub fires: Vec<Fires>,
    /// Sentences on which it must not.
    pub silent: Vec<String>,
}

/// A place where a pattern holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the pattern in its rule.
    pub pattern: usize,
    /// The token that the pattern's first node line captured.
    pub anchor: u32,
    /// What it captured, the anchor included.
    pub captures: Captures,
}

impl Match {
    /// The tokens of a role; none where it was not captured.
    pub fn get(&self, role: &str) -> &[u32] {
        self.captures.get(role).map_or(&[], Vec::as_slice)
    }
}

/// All rules of a stage.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// Patterns by a word of their anchor, as (rule, pattern).
    by_word: BTreeMap<String, Vec<(usize, usize)>>,
    /// Patterns whose anchor may be any word.
    everywhere: Vec<(usize, usize)>,
}

impl RuleSet {
    /// Reads rule files, given as (path, content). The order of the files is kept.
    pub fn load(files: &[(&str, &str)], lexicons: &Lexicons) -> Result<Self, Error> {
        let mut out = Self { rules: load::load(files, lexicons)?, ..Self::default() };
        for (r, rule) in out.rules.iter().enumerate() {
            for (p, coded) in rule.patterns.iter().enumerate() {
                match coded.pattern.anchor_words() {
                    Some(words) => {
                        for word in words {
                            out.by_word.entry(word.to_owned()).or_default().push((r, p));
                        }
                    }
                    None => out.everywhere.push((r, p)),
                }
            }
        }
        Ok(out)
    }

    /// All rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of an index.
    pub fn rule(&self, index: usize) -> Option<&Rule> {
        self.rules.get(index)
    }

    /// The code table of a match's pattern.
    pub fn code(&self, found: &Match) -> Option<&toml::Table> {
        Some(&self.rules.get(found.rule)?.patterns.get(found.pattern)?.code)
    }

    /// All matches, by anchor token, then rule, then pattern. `is_actor` answers `actor=yes`.
    pub fn find(&self, analysis: &Analysis, is_actor: &dyn Fn(u32) -> bool) -> Vec<Match> {
        let mut out = Vec::new();
        for (token, _) in (0..).zip(analysis.tokens()) {
            let mut candidates = self.everywhere.clone();
            for key in keys(analysis, token) {
                candidates.extend(self.by_word.get(&key).into_iter().flatten());
            }
            candidates.sort_unstable();
            candidates.dedup();
            for (rule, pattern) in candidates {
                let coded = self.rules.get(rule).and_then(|r| r.patterns.get(pattern));
                let captures = coded.and_then(|c| c.pattern.at(analysis, token, is_actor));
                out.extend(captures.map(|captures| Match { rule, pattern, anchor: token, captures }));
            }
        }
        out
    }
}
