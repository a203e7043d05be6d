#![doc = include_str!("../README.md")]

mod code;
mod coder;
mod contexts;
mod dates;
mod error;
mod merge;
mod participles;
mod place;
mod reported;
mod roles;
mod status;

pub use error::Error;

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::dispatch::Dispatch;
use chancery_model::events::Event;
use chancery_model::remark::Remark;
use chancery_model::rules::{Lexicons, Match, RuleSet};

use code::Code;
use contexts::Contexts;
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
        Ok(Self { rules, codes, lexicons, contexts })
    }

    /// The rules, for their reference and their conformance kit.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Where the rules hold, before anything is coded: what the examples of rule files are held to.
    pub fn matches(&self, analysis: &Analysis, cast: &Cast) -> Vec<Match> {
        let roles = Roles::new(analysis, cast, &[], &self.lexicons);
        let analysis = participles::reattached(analysis, &self.lexicons, &|t| roles.is_actor(t));
        self.rules.find(&analysis, &|t| roles.is_actor(t))
    }

    /// Who did what to whom in a dispatch.
    pub fn code(
        &self,
        dispatch: &Dispatch,
        analysis: &Analysis,
        cast: &Cast,
        claims: &[Claim],
    ) -> (Vec<Event>, Vec<Remark>) {
        let roles = Roles::new(analysis, cast, claims, &self.lexicons);
        let original = analysis;
        let analysis = &participles::reattached(original, &self.lexicons, &|t| roles.is_actor(t));
        let matches = self.rules.find(analysis, &|t| roles.is_actor(t));
        let coder = coder::Coder { stage: self, dispatch, analysis, original, cast, claims, roles: &roles };
        let (events, attendances, remarks) = coder.code(&matches);
        (merge::merge(dispatch, analysis, events, &attendances, &|id| coder.is_vague(id)), remarks)
    }
}

#[cfg(test)]
mod tests;
