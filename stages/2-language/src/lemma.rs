//! What is the lemma? A table of known forms first, then regular endings, then the head's edit
//! scripts `case/cut/suffix`, of which the best one that gives a known word wins. The encoder sees
//! word pieces, not letters, so that alone it would make "studie" of "studies".

use std::collections::{HashMap, HashSet};

use chancery_model::syntax::{Feature, FeatureSet, Upos};

use crate::error::Error;
use crate::inflection;

/// Forms and lemmas of the training treebanks; `training/chancery_training/lemmas.py` writes it.
static TABLE: &str = include_str!("../weights/lemmas.tsv");
/// Verbs of the news that the treebanks lack; our own list.
static VERBS: &str = include_str!("../lexicon/verbs.txt");
const FILE: &str = "weights/lemmas.tsv";
/// How many scripts are tried for a known word.
const TRIED: usize = 8;

/// The loaded table and scripts.
#[derive(Debug)]
pub(crate) struct Lemmas {
    known: HashMap<(&'static str, Upos), &'static str>,
    words: HashSet<(&'static str, Upos)>,
    scripts: Vec<Script>,
}

impl Lemmas {
    /// Reads the table; the scripts are those of the weights.
    pub(crate) fn load(scripts: Vec<Script>) -> Result<Self, Error> {
        let (mut known, mut words) = (HashMap::new(), HashSet::new());
        for (line, row) in (1..).zip(TABLE.lines()) {
            let mut columns = row.split('\t');
            let parsed = (columns.next(), columns.next().and_then(Upos::parse), columns.next());
            let (Some(form), Some(upos), Some(lemma)) = parsed else {
                let what = "expected form, part of speech and lemma, separated by tabs".into();
                return Err(Error::Lexicon { file: FILE, line, what });
            };
            known.insert((form, upos), lemma);
            words.insert((lemma, upos));
        }
        words.extend(VERBS.lines().map(|verb| (verb, Upos::Verb)));
        Ok(Self { known, words, scripts })
    }

    /// The lemma of a form, given its part of speech, features and the head's score of each script.
    pub(crate) fn lemma(&self, form: &str, upos: Upos, feats: FeatureSet, scores: &[f32]) -> String {
        match upos {
            // A name's plural may lose its ending; its case stays.
            Upos::Propn => return self.best(form, scores, |s| matches!(s.case, Case::Keep), |_| true),
            Upos::Punct | Upos::Sym | Upos::Num | Upos::X => return form.to_lowercase(),
            _ => {}
        }
        let lower = form.to_lowercase();
        if let Some(&lemma) = self.known.get(&(lower.as_str(), upos)) {
            return lemma.to_owned();
        }
        if uninflected(upos, feats) {
            return lower;
        }
        let is_word = |lemma: &str| self.words.contains(&(lemma, upos));
        let stems = inflection::stems(&lower, upos);
        if let Some(stem) = stems.iter().find(|s| is_word(s)).or(stems.first()) {
            return stem.clone();
        }
        self.best(form, scores, |_| true, is_word)
    }

    /// What the best allowed scripts make of a form: the first known word, else the first of all.
    fn best(
        &self,
        form: &str,
        scores: &[f32],
        allowed: impl Fn(&Script) -> bool,
        known: impl Fn(&str) -> bool,
    ) -> String {
        let mut below = (f32::INFINITY, usize::MAX);
        let fits = (0..scores.len().min(self.scripts.len())).filter(|&i| allowed(&self.scripts[i]));
        let fits: Vec<usize> = fits.collect();
        // The next best script each time: sorting all of them costs more than a few scans.
        let next = std::iter::from_fn(|| {
            let left = fits.iter().copied().filter(|&i| follows(scores[i], i, below));
            let best = left.reduce(|a, b| if scores[b] > scores[a] { b } else { a })?;
            below = (scores[best], best);
            Some(&self.scripts[best])
        });
        let mut first = None;
        for lemma in next.filter_map(|s| s.apply(form)).take(TRIED) {
            if known(&lemma) {
                return lemma;
            }
            first.get_or_insert(lemma);
        }
        first.unwrap_or_else(|| form.to_owned())
    }
}

/// Whether the features say that the form is its own lemma.
fn uninflected(upos: Upos, feats: FeatureSet) -> bool {
    match upos {
        Upos::Noun => feats.has(Feature::NumberSing),
        Upos::Adj | Upos::Adv => !feats.has(Feature::DegreeCmp) && !feats.has(Feature::DegreeSup),
        Upos::Verb | Upos::Aux => feats.has(Feature::VerbFormInf),
        _ => false,
    }
}

/// An edit that makes a lemma of a form.
#[derive(Debug, Clone)]
pub(crate) struct Script {
    case: Case,
    cut: usize,
    suffix: String,
}

#[derive(Debug, Clone, Copy)]
enum Case {
    Lower,
    Keep,
    Title,
}

impl Script {
    /// Reads `case/cut/suffix`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '/');
        let case = match parts.next()? {
            "l" => Case::Lower,
            "k" => Case::Keep,
            "t" => Case::Title,
            _ => return None,
        };
        Some(Self { case, cut: parts.next()?.parse().ok()?, suffix: parts.next()?.into() })
    }

    /// The lemma, or `None` where the form is too short for the cut.
    fn apply(&self, form: &str) -> Option<String> {
        let mut base = match self.case {
            Case::Lower => form.to_lowercase(),
            Case::Keep => form.to_owned(),
            Case::Title => title(form),
        };
        for _ in 0..self.cut {
            base.pop()?;
        }
        base.push_str(&self.suffix);
        (!base.is_empty()).then_some(base)
    }
}

/// Whether a score at an index comes after another in the order of scores, then of indices.
#[allow(clippy::float_cmp, reason = "equal scores are the case at hand")]
fn follows(score: f32, index: usize, (before, at): (f32, usize)) -> bool {
    score < before || (score == before && index > at)
}

fn title(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmas(scripts: &[&str]) -> Lemmas {
        Lemmas::load(scripts.iter().map(|s| Script::parse(s).unwrap()).collect()).unwrap()
    }

    #[test]
    fn known_forms_need_no_script() {
        assert_eq!(lemmas(&[]).lemma("Were", Upos::Aux, FeatureSet::default(), &[]), "be");
    }

    #[test]
    fn a_known_stem_wins_over_a_likelier_spelling() {
        // By its spelling "recapture" and "recaptur" are both possible; one is a word.
        assert_eq!(
            lemmas(&["l/2/"]).lemma("Recaptured", Upos::Verb, FeatureSet::default(), &[1.0]),
            "recapture"
        );
    }

    #[test]
    fn a_script_that_gives_no_word_gives_way() {
        let l = lemmas(&["l/1/", "l/0/", "l/99/"]);
        // No regular ending: the scripts decide, and only the second gives a word.
        assert_eq!(l.lemma("overthrow", Upos::Verb, FeatureSet::default(), &[0.9, 0.5, 1.0]), "overthrow");
    }

    #[test]
    fn a_singular_is_its_own_lemma() {
        let singular = FeatureSet::default().with(Feature::NumberSing);
        assert_eq!(lemmas(&["l/2/"]).lemma("Tortx", Upos::Noun, singular, &[1.0]), "tortx");
    }

    #[test]
    fn names_keep_their_case() {
        let l = lemmas(&["l/0/", "k/0/", "k/1/"]);
        assert_eq!(l.lemma("Quist", Upos::Propn, FeatureSet::default(), &[0.9, 0.5, 0.1]), "Quist");
        assert_eq!(l.lemma("Senators", Upos::Propn, FeatureSet::default(), &[0.9, 0.1, 0.5]), "Senator");
        assert!(Script::parse("x/0/").is_none());
    }
}
