//! Whose is a deed that is named as one of several? "The raids committed by Kenya, the latest of which was the killing of
//! X": his whose the others are. Told by the order of the words, for parsers hang such clauses anywhere.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::conjuncts;
use chancery_model::syntax::{Relation, Upos};

/// Verbs of doing what is wrong.
const DOING: &[&str] =
    &["carry", "commit", "conduct", "launch", "mount", "perpetrate", "practice", "practise", "stage", "wage"];

/// The words for those by whom the deeds are done of which a noun names one; none where it does not.
pub(crate) fn doers(a: &Analysis, deed: u32) -> Vec<u32> {
    let Some(named) = named_last(a, deed) else { return Vec::new() };
    let start = a.sentences().get(a.sentence_of(deed) as usize).map_or(named, |s| s.tokens.start());
    let agent = |t: u32| a.child(t, Relation::OblAgent).filter(|_| DOING.contains(&&*a.token(t).lemma));
    let agent = (start..named).rev().find_map(agent);
    let before = |t: &u32| *t < named;
    agent.map(|t| conjuncts(a, t).into_iter().filter(before).collect()).unwrap_or_default()
}

/// Where "the latest of which was" begins before a noun and what belongs to it.
fn named_last(a: &Analysis, deed: u32) -> Option<u32> {
    let form = |t: u32| a.token(t).form.to_lowercase();
    let mut at = deed.checked_sub(1)?;
    while matches!(a.token(at).upos, Upos::Det | Upos::Adj | Upos::Propn) {
        at = at.checked_sub(1)?;
    }
    let copula = matches!(form(at).as_str(), "is" | "was" | "were");
    let which = at.checked_sub(2).filter(|&t| form(t + 1) == "which" && form(t) == "of")?;
    let first = which.checked_sub(1)?;
    let one = matches!(form(first).as_str(), "first" | "last" | "latest" | "recent" | "worst");
    (copula && one).then_some(first)
}
