//! What does a rule file say, and where do its rules hold? Rule files are data that carry their
//! meaning and their own examples; `docs/manual/pattern-language.md` shows how to write one.

pub mod check;
mod file;
mod load;

pub use load::Error;

use std::collections::BTreeMap;

use crate::analysis::Analysis;
pub use crate::pattern::{Captures, Lexicons};
use crate::pattern::{Listing, Members, Pattern};
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
    /// The lists that patterns ask for.
    listing: Listing,
    /// Patterns by the number of a word of their anchor.
    by_word: Vec<Vec<Candidate>>,
    /// Patterns whose anchor may be any word.
    everywhere: Vec<Candidate>,
}

/// A pattern that may hold at a word. Thousands lie far apart in memory: what each asks for first stands here, so that most
/// are passed over unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    rule: u32,
    pattern: u32,
    /// A bit for each part of speech that its anchor may be.
    upos: u32,
    /// Lists of which the sentence must have a word.
    needs: [u32; 2],
}

impl Candidate {
    fn may_hold(&self, upos: u32, members: &Members) -> bool {
        self.upos & upos != 0 && self.needs.iter().all(|&list| members.has_anywhere(list))
    }
}

/// The bit of a part of speech.
fn bit(upos: Upos) -> u32 {
    1 << upos as u32
}

impl RuleSet {
    /// Reads rule files, given as (path, content). The order of the files is kept.
    pub fn load(files: &[(&str, &str)], lexicons: &Lexicons) -> Result<Self, Error> {
        let mut out = Self { rules: load::load(files, lexicons)?, ..Self::default() };
        let patterns = out.rules.iter_mut().flat_map(|r| &mut r.patterns);
        out.listing = Listing::number(patterns.map(|p| &mut p.pattern));
        out.by_word = vec![Vec::new(); out.listing.len()];
        for (rule, r) in (0..).zip(&out.rules) {
            for (pattern, coded) in (0..).zip(&r.patterns) {
                let parts = coded.pattern.anchor_parts_of_speech();
                let upos = parts.map_or(u32::MAX, |l| l.iter().fold(0, |all, &u| all | bit(u)));
                let candidate = Candidate { rule, pattern, upos, needs: coded.pattern.needs() };
                match coded.pattern.anchor_words() {
                    Some(words) => {
                        for word in words.filter_map(|w| out.listing.word(w)) {
                            out.by_word.get_mut(word as usize).into_iter().for_each(|l| l.push(candidate));
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
        let mut members = Members::default();
        for sentence in analysis.sentences() {
            members.look_up(&self.listing, analysis, sentence.tokens);
            for token in sentence.tokens.iter() {
                let own = bit(analysis.token(token).upos);
                let words = members.words(token).iter();
                let by_word = words.filter_map(|&w| self.by_word.get(w as usize)).flatten();
                candidates.clear();
                candidates
                    .extend(self.everywhere.iter().chain(by_word).filter(|c| c.may_hold(own, &members)));
                candidates.sort_unstable();
                candidates.dedup();
                for c in &candidates {
                    let (rule, pattern) = (c.rule as usize, c.pattern as usize);
                    let coded = self.rules.get(rule).and_then(|r| r.patterns.get(pattern));
                    let captures = coded.and_then(|c| c.pattern.at_with(analysis, &members, token, is_actor));
                    out.extend(captures.map(|captures| Match { rule, pattern, anchor: token, captures }));
                }
            }
        }
        out
    }
}
