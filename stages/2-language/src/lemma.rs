//! What is the lemma? A table of known forms first, then regular endings, then the head's edit
//! scripts `case/cut/suffix`, of which the best one that gives a known word wins. The encoder sees
//! word pieces, not letters, so that alone it would make "studie" of "studies".

use std::collections::{HashMap, HashSet};

use chancery_model::syntax::{Feature, FeatureSet, Upos};

use crate::error::Error;
use crate::inflection;

/// Forms and lemmas of the training treebanks; `training/chancery_training/lemmas.py` writes it.
pub(crate) static TABLE: &str = include_str!("../weights/lemmas.tsv");
/// Verbs of the news that the treebanks lack; our own list.
pub(crate) static VERBS: &str = include_str!("../lexicon/verbs.txt");
/// Forms of news that the endings or the treebanks give another lemma ("bases" of an army); our own list, which wins.
pub(crate) static FORMS: &str = include_str!("../lexicon/forms.tsv");
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
        for (file, table) in [("weights/lemmas.tsv", TABLE), ("lexicon/forms.tsv", FORMS)] {
            for (line, row) in (1..).zip(table.lines()) {
                let mut columns = row.split('\t');
                let parsed = (columns.next(), columns.next().and_then(Upos::parse), columns.next());
                let (Some(form), Some(upos), Some(lemma)) = parsed else {
                    let what = "expected form, part of speech and lemma, separated by tabs".into();
                    return Err(Error::Lexicon { file, line, what });
                };
                known.insert((form, upos), lemma);
                words.insert((lemma, upos));
            }
        }
        words.extend(VERBS.lines().map(|verb| (verb, Upos::Verb)));
        Ok(Self { known, words, scripts })
    }

    /// The lemma of a form where its part of speech and features tell; `None` where the head must.
    pub(crate) fn known(&self, form: &str, upos: Upos, feats: FeatureSet) -> Option<String> {
        match upos {
            // A name's plural may lose its ending; its case stays.
            Upos::Propn => return feats.has(Feature::NumberSing).then(|| form.to_owned()),
            Upos::Punct | Upos::Sym | Upos::Num | Upos::X => return Some(form.to_lowercase()),
            _ => {}
        }
        let lower = form.to_lowercase();
        if let Some(&lemma) = self.known.get(&(lower.as_str(), upos)) {
            return Some(lemma.to_owned());
        }
        if uninflected(upos, feats) {
            return Some(lower);
        }
        let stems = inflection::stems(&lower, upos);
        stems.iter().find(|s| self.is_word(s, upos)).or(stems.first()).cloned()
    }

    /// The lemma of any other form, given the head's score of each script.
    pub(crate) fn scored(&self, form: &str, upos: Upos, scores: &[f32]) -> String {
        if upos == Upos::Propn {
            return self.best(form, scores, |s| matches!(s.case, Case::Keep), |_| true);
        }
        self.best(form, scores, |_| true, |lemma| self.is_word(lemma, upos))
    }

    /// Whether a lemma is known as a word of its kind.
    pub(crate) fn is_word(&self, lemma: &str, upos: Upos) -> bool {
        self.words.contains(&(lemma, upos))
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
        assert_eq!(lemmas(&[]).known("Were", Upos::Aux, FeatureSet::default()).as_deref(), Some("be"));
        assert_eq!(lemmas(&[]).known("bases", Upos::Noun, FeatureSet::default()).as_deref(), Some("base"));
    }

    #[test]
    fn a_known_stem_wins_over_a_likelier_spelling() {
        // By its spelling "recapture" and "recaptur" are both possible; one is a word.
        let lemma = lemmas(&[]).known("Recaptured", Upos::Verb, FeatureSet::default());
        assert_eq!(lemma.as_deref(), Some("recapture"));
    }

    #[test]
    fn a_script_that_gives_no_word_gives_way() {
        let l = lemmas(&["l/1/", "l/0/", "l/99/"]);
        // No regular ending: the scripts decide, and only the second gives a word.
        assert_eq!(l.known("interdict", Upos::Verb, FeatureSet::default()), None);
        assert_eq!(l.scored("overthrow", Upos::Verb, &[0.9, 0.5, 1.0]), "overthrow");
    }

    #[test]
    fn a_singular_is_its_own_lemma() {
        let singular = FeatureSet::default().with(Feature::NumberSing);
        assert_eq!(lemmas(&[]).known("Tortx", Upos::Noun, singular).as_deref(), Some("tortx"));
        assert_eq!(lemmas(&[]).known("Quist", Upos::Propn, singular).as_deref(), Some("Quist"));
    }

    #[test]
    fn names_keep_their_case() {
        let l = lemmas(&["l/0/", "k/0/", "k/1/"]);
        assert_eq!(l.known("Senators", Upos::Propn, FeatureSet::default()), None);
        assert_eq!(l.scored("Quist", Upos::Propn, &[0.9, 0.5, 0.1]), "Quist");
        assert_eq!(l.scored("Senators", Upos::Propn, &[0.9, 0.1, 0.5]), "Senator");
        assert!(Script::parse("x/0/").is_none());
    }
}
