//! What is it about? PLOVER's contexts, from words in the event's own clause.

use chancery_model::analysis::Analysis;

use crate::error::Error;
use crate::table::rows;

/// PLOVER 2.0's contexts.
pub(crate) const ALL: [&str; 37] = [
    "asylum",
    "cbrn",
    "corruption",
    "crime",
    "cyber",
    "diplomatic",
    "disasters",
    "economic",
    "election",
    "environment",
    "executive",
    "gender",
    "health",
    "human_rights",
    "human_security",
    "illegal_drugs",
    "inequality",
    "intelligence",
    "legal",
    "legislative",
    "lgbt",
    "migration",
    "military",
    "misinformation",
    "natural_resource",
    "peacekeeping",
    "political_institutions",
    "pro_autocracy",
    "pro_democracy",
    "religion_ethnicity",
    "reparations",
    "repression",
    "rights_freedoms",
    "technology",
    "territory",
    "terrorism",
    "trafficking",
];

/// Lemma and context, sorted by lemma.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contexts(Vec<(&'static str, &'static str)>);

impl Contexts {
    pub(crate) fn load(path: &str, content: &'static str) -> Result<Self, Error> {
        let mut out = Vec::new();
        for (number, line) in rows(content) {
            let entry = line.split_once('\t').filter(|(_, context)| ALL.contains(context));
            out.push(entry.ok_or_else(|| Error::Context { path: path.to_owned(), line: number })?);
        }
        out.sort_unstable();
        Ok(Self(out))
    }

    /// The contexts of some tokens, sorted.
    pub(crate) fn of(&self, a: &Analysis, tokens: &[u32]) -> Vec<String> {
        let mut out: Vec<String> = tokens
            .iter()
            .filter_map(|&t| {
                let lemma = a.token(t).lemma.to_lowercase();
                let at = self.0.binary_search_by(|(l, _)| (*l).cmp(lemma.as_str())).ok()?;
                self.0.get(at).map(|(_, context)| (*context).to_owned())
            })
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}
