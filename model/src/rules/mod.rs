//! What does a rule file say, and where do its rules hold? Rule files are data that carry their
//! meaning and their own examples; `docs/manual/pattern-language.md` shows how to write one.

pub mod check;
mod file;
mod load;

pub use load::Error;

use std::collections::{BTreeMap, HashMap};

use crate::analysis::Analysis;
pub use crate::pattern::{Captures, Lexicons};
use crate::pattern::{Keys, Pattern, keys};
use crate::syntax::Upos;

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
    /// Patterns by a word of their anchor.
    by_word: HashMap<String, Vec<Candidate>>,
    /// Patterns whose anchor may be any word.
    everywhere: Vec<Candidate>,
}

/// A pattern that may hold at a word. Thousands lie far apart in memory: what part of speech each asks for stands here, so that most
/// are passed over unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    rule: usize,
    pattern: usize,
    /// A bit for each part of speech that its anchor may be.
    upos: u32,
}

/// The bit of a part of speech.
fn bit(upos: Upos) -> u32 {
    1 << upos as u32
}

impl RuleSet {
    /// Reads rule files, given as (path, content). The order of the files is kept.
    pub fn load(files: &[(&str, &str)], lexicons: &Lexicons) -> Result<Self, Error> {
        let mut out = Self { rules: load::load(files, lexicons)?, ..Self::default() };
        for (r, rule) in out.rules.iter().enumerate() {
            for (p, coded) in rule.patterns.iter().enumerate() {
                let parts = coded.pattern.anchor_parts_of_speech();
                let upos = parts.map_or(u32::MAX, |l| l.iter().fold(0, |all, &u| all | bit(u)));
                let candidate = Candidate { rule: r, pattern: p, upos };
                match coded.pattern.anchor_words() {
                    Some(words) => {
                        for word in words {
                            out.by_word.entry(word.to_owned()).or_default().push(candidate);
                        }
                    }
                    None => out.everywhere.push(candidate),
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
        let mut candidates: Vec<Candidate> = Vec::new();
        let keys = keys(analysis);
        for (token, t) in (0..).zip(analysis.tokens()) {
            candidates.clear();
            let own = bit(t.upos);
            candidates.extend(self.everywhere.iter().filter(|c| c.upos & own != 0));
            for key in keys.get(token as usize).into_iter().flat_map(Keys::iter) {
                let listed = self.by_word.get(key.word()).into_iter().flatten();
                candidates.extend(listed.filter(|c| c.upos & own != 0));
            }
            candidates.sort_unstable();
            candidates.dedup();
            for &Candidate { rule, pattern, .. } in &candidates {
                let coded = self.rules.get(rule).and_then(|r| r.patterns.get(pattern));
                let captures = coded.and_then(|c| c.pattern.at_with(analysis, &keys, token, is_actor));
                out.extend(captures.map(|captures| Match { rule, pattern, anchor: token, captures }));
            }
        }
        out
    }
}
