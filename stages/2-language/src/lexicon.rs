//! Which abbreviations, contractions and emoticons does the tokeniser know? The tables in
//! `lexicon/`, read once.

use std::collections::HashMap;

use crate::error::Error;

pub(crate) const ABBREVIATIONS: &str = include_str!("../lexicon/abbreviations.tsv");
pub(crate) const CONTRACTIONS: &str = include_str!("../lexicon/contractions.tsv");
pub(crate) const EMOTICONS: &str = include_str!("../lexicon/emoticons.txt");

/// What kind of abbreviation a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name follows: `Dr.`
    Title,
    /// An abbreviation only before a number: `No. 10`.
    Number,
    /// `Nov.`
    Month,
    /// `Inc.`, `etc.`
    Plain,
    /// Also an ordinary word.
    Weak,
}

/// How a word without an apostrophe falls into words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Contraction {
    /// Lengths of its words in characters (ASCII, so in bytes as well).
    words: Vec<usize>,
    /// Whether the word in ALL CAPS counts too.
    caps: bool,
}

/// The tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lexicon {
    abbreviations: HashMap<&'static str, Abbreviation>,
    contractions: HashMap<&'static str, Contraction>,
    emoticons: Vec<&'static str>,
}

impl Lexicon {
    /// Reads the embedded tables.
    pub(crate) fn load() -> Result<Self, Error> {
        let mut abbreviations = HashMap::new();
        for (line, text) in rows(ABBREVIATIONS) {
            let fail = |what: &str| wrong("lexicon/abbreviations.tsv", line, what);
            let (form, kind) = text.split_once('\t').ok_or_else(|| fail("expected form and kind"))?;
            let kind = match kind {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                "plain" => Abbreviation::Plain,
                "weak" => Abbreviation::Weak,
                _ => return Err(fail("the kind is one of title, number, month, plain, weak")),
            };
            if abbreviations.insert(form, kind).is_some() {
                return Err(fail("this form stands here twice: remove one"));
            }
        }
        let mut contractions = HashMap::new();
        for (line, text) in rows(CONTRACTIONS) {
            let fail = |what: &str| wrong("lexicon/contractions.tsv", line, what);
            let mut columns = text.split('\t');
            let (Some(form), Some(split)) = (columns.next(), columns.next()) else {
                return Err(fail("expected form and words"));
            };
            if split.replace('|', "") != form || !form.is_ascii() {
                return Err(fail("the words joined must be the form"));
            }
            let words = split.split('|').map(str::len).collect();
            contractions.insert(form, Contraction { words, caps: columns.next() == Some("caps") });
        }
        let emoticons = rows(EMOTICONS).map(|(_, text)| text).collect::<Vec<_>>();
        if !emoticons.is_sorted() {
            return Err(wrong("lexicon/emoticons.txt", 1, "sort the lines by bytes"));
        }
        Ok(Self { abbreviations, contractions, emoticons })
    }

    /// What kind of abbreviation `word` (without its period) is.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > 8 || word.is_empty() || !word.is_ascii() {
            return None;
        }
        if let Some(kind) = self.abbreviations.get(word) {
            return Some(*kind);
        }
        let mut other = word.to_ascii_lowercase();
        let caps = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
        if caps {
            // In a headline in capitals only the kinds that cannot be words are taken.
            if let Some(first) = other.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            let kind = self.abbreviations.get(other.as_str()).copied();
            return kind.filter(|k| matches!(k, Abbreviation::Title | Abbreviation::Month));
        }
        self.abbreviations.get(other.as_str()).copied()
    }

    /// The lengths of the words that `word` consists of.
    pub(crate) fn contraction(&self, word: &str) -> Option<&[usize]> {
        if word.len() > 8 || word.len() < 2 {
            return None;
        }
        let lower = word.to_ascii_lowercase();
        let found = self.contractions.get(lower.as_str())?;
        let caps = word.bytes().all(|b| b.is_ascii_uppercase());
        (found.caps || !caps).then_some(&found.words)
    }

    /// Whether `chunk` is an emoticon.
    pub(crate) fn emoticon(&self, chunk: &str) -> bool {
        chunk.len() < 5 && self.emoticons.binary_search(&chunk).is_ok()
    }
}

fn wrong(file: &'static str, line: usize, what: &str) -> Error {
    Error::Lexicon { file, line, what: what.into() }
}

fn rows(table: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let lines = table.lines().enumerate().map(|(n, line)| (n + 1, line));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_load_and_know_their_words() {
        let lexicon = Lexicon::load().unwrap();
        assert_eq!(lexicon.abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(lexicon.abbreviation("GEN"), Some(Abbreviation::Title));
        assert_eq!(lexicon.abbreviation("gen"), None);
        assert_eq!(lexicon.abbreviation("Etc"), Some(Abbreviation::Plain));
        assert_eq!(lexicon.contraction("Cannot"), Some(&[3, 3][..]));
        assert_eq!(lexicon.contraction("IM"), None);
        assert!(lexicon.emoticon(":)"));
    }
}
