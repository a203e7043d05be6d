//! Which words say that somebody says? The cue lexicon: lemma, part of speech, stance, frames.

use std::collections::BTreeMap;

use chancery_model::analysis::Analysis;
use chancery_model::arguments::phrasal_lemma;
use chancery_model::claims::Stance;
use chancery_model::syntax::Upos;

use crate::error::Error;

/// The lexicon's path and text.
pub(crate) const CUES: (&str, &str) = ("lexicon/cues.tsv", include_str!("../lexicon/cues.tsv"));
/// What one acts "according to" without its saying anything.
pub(crate) const STANDARDS: (&str, &str) =
    ("lexicon/standards.txt", include_str!("../lexicon/standards.txt"));

/// Cues of thought, not of speech.
pub(crate) const MENTAL: (&str, &str) = ("lexicon/mental.txt", include_str!("../lexicon/mental.txt"));

/// Which constituent of a cue is the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Frame {
    /// `that`: a clause, with or without "that", before or after, quoted or not.
    Clause,
    /// `quote`: the same, but only as a quotation.
    Quote,
    /// `to`: an infinitive.
    Infinitive,
    /// `ing`: a gerund.
    Gerund,
    /// `obj`: the object.
    Object,
    /// `obj:attitude`: the object, where it is a noun of attitude.
    AttitudeObject,
    /// `obj+PREP`: the object with what stands under a preposition: "accused them of fraud".
    ObjectAnd(Box<str>),
    /// `obj+pred`: the object with what is predicated of it: "called the vote a farce".
    Predicate,
    /// `p:PREP`: what stands under a preposition.
    Preposition(Box<str>),
    /// `attitude`: no content of its own; the noun may be the object of a light verb of saying.
    Attitude,
}

const FRAMES: &str =
    "that quote to ing obj obj:attitude obj+PREP obj+pred p:PREP attitude (clause for phrases)";

impl Frame {
    fn parse(word: &str) -> Option<Self> {
        let preposition =
            |p: &str| (!p.is_empty() && p.chars().all(|c| c.is_ascii_lowercase())).then(|| p.into());
        Some(match word {
            "that" | "clause" => Self::Clause,
            "quote" => Self::Quote,
            "to" => Self::Infinitive,
            "ing" => Self::Gerund,
            "obj" => Self::Object,
            "obj:attitude" => Self::AttitudeObject,
            "obj+pred" => Self::Predicate,
            "attitude" => Self::Attitude,
            _ => match (word.strip_prefix("obj+"), word.strip_prefix("p:")) {
                (Some(p), _) => Self::ObjectAnd(preposition(p)?),
                (_, Some(p)) => Self::Preposition(preposition(p)?),
                _ => return None,
            },
        })
    }
}

/// One line of the lexicon.
#[derive(Debug, Clone)]
pub(crate) struct Cue {
    /// The lemma.
    pub(crate) lemma: Box<str>,
    /// The attitude that it expresses.
    pub(crate) stance: Stance,
    /// What its content may be.
    pub(crate) frames: Vec<Frame>,
}

/// What kind of word a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Adjective,
    Noun,
    Phrase,
    Verb,
}

/// The cue lexicon.
#[derive(Debug, Clone)]
pub(crate) struct Cues {
    by_lemma: BTreeMap<(Kind, Box<str>), Vec<Cue>>,
    phrases: Vec<(Vec<Box<str>>, Cue)>,
    standards: Vec<&'static str>,
    mental: Vec<&'static str>,
}

impl Cues {
    /// Reads the lexicon.
    pub(crate) fn parse((path, text): (&'static str, &str)) -> Result<Self, Error> {
        let mut out = Self {
            by_lemma: BTreeMap::new(),
            phrases: Vec::new(),
            standards: entries(STANDARDS.1),
            mental: entries(MENTAL.1),
        };
        let mut last: Option<(String, String, String)> = None;
        let lines = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty());
        for (number, row) in lines {
            let line = number + 1;
            let columns: Vec<&str> = row.split('\t').collect();
            let [lemma, pos, stance, frames] = columns.as_slice() else {
                return Err(Error::Columns { path, line, found: columns.len() });
            };
            let unknown = |column, word: &str, valid: String| Error::Unknown {
                path,
                line,
                column,
                word: word.to_owned(),
                valid,
            };
            let kind = match *pos {
                "adj" => Kind::Adjective,
                "noun" => Kind::Noun,
                "phrase" => Kind::Phrase,
                "verb" => Kind::Verb,
                _ => return Err(unknown("part of speech", pos, "adj noun phrase verb".to_owned())),
            };
            let names = || Stance::ALL.map(Stance::as_str).join(" ");
            let attitude = Stance::parse(stance).ok_or_else(|| unknown("stance", stance, names()))?;
            let mut cue = Cue { lemma: (*lemma).into(), stance: attitude, frames: Vec::new() };
            for word in frames.split(',') {
                let frame = Frame::parse(word).ok_or_else(|| unknown("frame", word, FRAMES.to_owned()))?;
                cue.frames.push(frame);
            }
            let key = ((*lemma).to_owned(), (*pos).to_owned(), (*stance).to_owned());
            if last.as_ref().is_some_and(|l| *l >= key) {
                return Err(Error::Order { path, line, word: key.0 });
            }
            last = Some(key);
            if kind == Kind::Phrase {
                out.phrases.push((lemma.split(' ').map(Into::into).collect(), cue));
            } else {
                out.by_lemma.entry((kind, cue.lemma.clone())).or_default().push(cue);
            }
        }
        Ok(out)
    }

    /// The lines for a token, none for most.
    pub(crate) fn of(&self, a: &Analysis, token: u32) -> (Kind, &[Cue]) {
        let t = a.token(token);
        let kind = match t.upos {
            Upos::Verb => Kind::Verb,
            Upos::Adj => Kind::Adjective,
            Upos::Noun => Kind::Noun,
            _ => return (Kind::Phrase, &[]),
        };
        let lemma = match phrasal_lemma(a, token) {
            Some(phrasal) => phrasal,
            None => t.lemma.to_lowercase(),
        };
        (kind, self.by_lemma.get(&(kind, lemma.into())).map_or(&[], Vec::as_slice))
    }

    /// The attitude that a noun expresses as the object of "express", "voice", "extend".
    pub(crate) fn attitude(&self, lemma: &str) -> Option<Stance> {
        let lines = self.by_lemma.get(&(Kind::Noun, lemma.to_lowercase().into()))?;
        lines.iter().find(|c| c.frames.contains(&Frame::Attitude)).map(|c| c.stance)
    }

    /// Whether a noun names words that somebody publishes: "statement".
    pub(crate) fn is_document(&self, lemma: &str) -> bool {
        let lines = self.by_lemma.get(&(Kind::Noun, lemma.to_lowercase().into()));
        lines.is_some_and(|l| l.iter().any(|c| c.frames.contains(&Frame::Quote)))
    }

    /// The phrase that starts at a token, with the token of its last word.
    pub(crate) fn phrase_at(&self, a: &Analysis, start: u32) -> Option<(u32, &Cue)> {
        self.phrases.iter().find_map(|(words, cue)| {
            let here = a.tokens().get(start as usize..start as usize + words.len())?;
            let same = here.iter().zip(words).all(|(t, w)| t.form.to_lowercase() == **w);
            let last = start + u32::try_from(words.len()).ok()? - 1;
            (same && a.sentence_of(last) == a.sentence_of(start)).then_some((last, cue))
        })
    }

    /// Whether a verb's lemma, or a phrase, is a cue of speech that takes a clause or a quotation.
    pub(crate) fn is_speech(&self, word: &str) -> bool {
        let clausal = |c: &Cue| c.frames.iter().any(|f| matches!(f, Frame::Clause | Frame::Quote));
        let verb = self.by_lemma.get(&(Kind::Verb, word.into())).is_some_and(|l| l.iter().any(clausal));
        verb && self.mental.binary_search(&word).is_err()
            || self.phrases.iter().any(|(_, c)| &*c.lemma == word)
    }

    /// Whether one can act according to it although it says nothing: "according to plan".
    pub(crate) fn is_standard(&self, lemma: &str) -> bool {
        self.standards.binary_search(&lemma).is_ok()
    }
}

/// The lines of a word list.
fn entries(list: &'static str) -> Vec<&'static str> {
    list.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_loads_and_is_large_enough() {
        let cues = Cues::parse(CUES).unwrap();
        assert!(cues.by_lemma.len() + cues.phrases.len() >= 250);
        assert!(cues.standards.is_sorted_by(|a, b| a < b), "help: sort lexicon/standards.txt");
        assert!(cues.mental.is_sorted_by(|a, b| a < b), "help: sort lexicon/mental.txt");
        assert!(cues.is_speech("say") && !cues.is_speech("believe") && cues.is_speech("according to"));
        assert_eq!(cues.attitude("concern"), Some(Stance::Regret));
        assert_eq!(cues.attitude("table"), None);
    }

    #[test]
    fn every_stance_has_a_verb() {
        let cues = Cues::parse(CUES).unwrap();
        for stance in Stance::ALL {
            let verb = |((kind, _), lines): (&(Kind, Box<str>), &Vec<Cue>)| {
                *kind == Kind::Verb && lines.iter().any(|c| c.stance == stance)
            };
            assert!(cues.by_lemma.iter().any(verb), "help: add a verb for {}", stance.as_str());
        }
    }

    #[test]
    fn a_bad_line_is_named_with_its_remedy() {
        let error = |text| Cues::parse(("cues.tsv", text)).unwrap_err().to_string();
        assert!(error("say\tverb\tassert").starts_with("cues.tsv:1: 3 columns"));
        assert!(
            error("# x\nsay\tverb\tshout\tthat")
                .contains("cues.tsv:2: unknown stance \"shout\"; use one of: assert")
        );
        assert!(error("say\tverb\tassert\tthus").contains("unknown frame"));
        assert!(error("tell\tverb\tassert\tthat\nsay\tverb\tassert\tthat").contains("out of order"));
    }
}
