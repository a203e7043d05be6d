#![doc = include_str!("../README.md")]

mod apposed;
mod attachment;
mod background;
mod barred;
mod clefts;
mod code;
mod coder;
mod contexts;
mod dates;
mod deeds;
mod error;
mod experience;
pub mod head;
mod merge;
mod no_affair;
mod origins;
mod place;
mod proposals;
mod relation;
mod roles;
mod sides;
mod status;
mod story;
mod table;

pub use error::Error;
pub use relation::Joined;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::codebook::Codebook;
use chancery_model::dispatch::Dispatch;
use chancery_model::events::Event;
use chancery_model::plover::EventType;
use chancery_model::remark::Remark;
use chancery_model::rules::{Lexicons, Match, RuleSet};

use code::{ActorFrom, Code};
use contexts::Contexts;
use head::{Head, Scene};
use roles::Roles;

/// All rule and lexicon files of the stage as (path, content), sorted by path.
pub const RULES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The stage, ready to read.
#[derive(Debug, Clone)]
pub struct Events {
    rules: RuleSet,
    codes: Vec<Vec<Code>>,
    lexicons: Lexicons,
    contexts: Contexts,
    deeds: deeds::DeedNouns,
    head: Head,
    codebook: Codebook,
    min_confidence: f32,
}

impl Events {
    /// Reads and checks the embedded rules.
    pub fn load() -> Result<Self, Error> {
        Self::from_files(RULES)
    }

    /// The same from files given as (path, content): `.toml` are rules, `.txt` word lists,
    /// `contexts.tsv` the words that set a context.
    pub fn from_files(files: &[(&'static str, &'static str)]) -> Result<Self, Error> {
        let with = |end: &str| files.iter().copied().filter(|(p, _)| p.ends_with(end)).collect::<Vec<_>>();
        let lexicons = Lexicons::from_files(&with(".txt"));
        let rules = RuleSet::load(&with(".toml"), &lexicons)?;
        let codes = rules.rules().iter().map(code::codes).collect::<Result<_, _>>()?;
        let contexts = match with("contexts.tsv").first() {
            Some((path, content)) => Contexts::load(path, content)?,
            None => Contexts::default(),
        };
        let deeds = match with("deeds.tsv").first() {
            Some((path, content)) => deeds::DeedNouns::load(path, content)?,
            None => deeds::DeedNouns::default(),
        };
        Ok(Self {
            rules,
            codes,
            lexicons,
            contexts,
            deeds,
            head: Head::load()?,
            codebook: Codebook::load()?,
            min_confidence: 0.0,
        })
    }

    /// The rules, for their reference and their conformance kit.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The predicates that the rules know, as (word, type): one a sense.
    pub fn senses(&self) -> BTreeSet<(String, EventType)> {
        let rules = self.rules.rules().iter().zip(&self.codes);
        let patterns = rules.flat_map(|(r, codes)| r.patterns.iter().zip(codes));
        patterns
            .flat_map(|(p, c)| p.pattern.anchor_words().into_iter().flatten().map(|w| (w.to_owned(), c.kind)))
            .collect()
    }

    /// Where the rules hold, before anything is coded: what the examples of rule files are held to.
    pub fn matches(&self, analysis: &Analysis, cast: &Cast) -> Vec<Match> {
        let roles = Roles::new(analysis, cast, &self.lexicons);
        let analysis = attachment::reattached(analysis, &self.lexicons, &|t| roles.is_actor(t));
        self.rules.find(&analysis, &|t| roles.is_actor(t))
    }

    /// The same stage, which keeps only events of at least this confidence.
    #[must_use]
    pub fn min_confidence(mut self, least: f32) -> Self {
        self.min_confidence = least;
        self
    }

    /// The same stage with other weights, for cross-validation.
    #[must_use]
    pub fn with_head(mut self, head: Head) -> Self {
        self.head = head;
        self
    }

    /// A dispatch as the head sees it, shown to `look`.
    pub fn scene<R>(
        &self,
        analysis: &Analysis,
        cast: &Cast,
        claims: &[Claim],
        look: impl FnOnce(&Scene<'_>) -> R,
    ) -> R {
        let roles = Roles::new(analysis, cast, &self.lexicons);
        let acts = |t: u32| roles.is_actor(t);
        let mended = attachment::reattached(analysis, &self.lexicons, &acts);
        let matches = self.rules.find(&mended, &acts);
        look(&Scene::new((&mended, analysis), cast, claims, &self.ranked(&matches), &acts))
    }

    /// Matches with their codes, those of one trigger together and the most telling first: whose doers were told
    /// before, rules of no negative priority, most roles captured, then priority, then the order of the files.
    fn ranked<'m>(&'m self, matches: &'m [Match]) -> Vec<(&'m Match, &'m Code)> {
        let code = |m: &Match| self.codes.get(m.rule)?.get(m.pattern);
        let mut out: Vec<_> = matches.iter().filter_map(|m| Some((m, code(m)?))).collect();
        out.sort_by_key(|(m, c)| {
            let means = c.actor == ActorFrom::Means;
            (m.anchor, Reverse((means, c.priority >= 0, m.captures.len(), c.priority)), m.rule, m.pattern)
        });
        out
    }

    /// Who did what to whom in a dispatch.
    pub fn code(
        &self,
        dispatch: &Dispatch,
        analysis: &Analysis,
        cast: &Cast,
        claims: &[Claim],
    ) -> (Vec<Event>, Vec<Remark>) {
        let roles = Roles::new(analysis, cast, &self.lexicons);
        let original = analysis;
        let analysis = &attachment::reattached(original, &self.lexicons, &|t| roles.is_actor(t));
        let acts = |t: u32| roles.is_actor(t);
        let matches = self.rules.find(analysis, &acts);
        let ranked = self.ranked(&matches);
        let scene = &Scene::new((analysis, original), cast, claims, &ranked, &acts);
        let roles = &roles;
        let coder = coder::Coder { stage: self, dispatch, analysis, original, cast, claims, roles, scene };
        let (events, attendances, remarks) = coder.code(&matches, &ranked);
        let violent =
            |noun: &str| ["attack-nouns", "killing-nouns"].iter().any(|l| self.lexicons.has(l, noun));
        let vague = |id| coder.is_vague(id);
        let merging = merge::Merging {
            dispatch,
            a: analysis,
            cast,
            vague: &vague,
            violent: &violent,
            nouns: &self.deeds,
        };
        (merging.merge(events, &attendances, self.min_confidence), remarks)
    }
}

#[cfg(test)]
mod tests;
