//! What words does a paragraph have? Words, numbers and marks with what each may mean for a time.

use std::borrow::Cow;

use crate::times::lexicon::{self, Senses};

/// A word, a number or one mark of a paragraph.
#[derive(Debug)]
pub(crate) struct Word<'a> {
    /// In lower case.
    pub(crate) lower: Cow<'a, str>,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Byte offsets in the paragraph.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The number of its sentence.
    pub(crate) sentence: u32,
    pub(crate) senses: Senses,
}

impl Word<'_> {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub(crate) fn any(&self, words: &[&str]) -> bool {
        words.contains(&&*self.lower)
    }

    /// The number that its digits make, where it is nothing but digits.
    pub(crate) fn digits(&self) -> Option<u32> {
        let all = self.lower.bytes().all(|b| b.is_ascii_digit());
        (all && self.lower.len() <= 4).then(|| self.lower.parse().ok()).flatten()
    }

    /// A mark: neither a word nor a number.
    pub(crate) fn is_mark(&self) -> bool {
        !self.lower.starts_with(char::is_alphanumeric)
    }
}

/// Titles and the like, whose stop ends no sentence; months and single letters besides.
const SHORT: [&str; 14] =
    ["col", "dr", "gen", "gov", "lt", "maj", "mr", "mrs", "ms", "no", "prof", "rep", "sen", "st"];

/// Takes a paragraph apart, in time linear in it.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::with_capacity(text.len() / 5);
    let (mut sentence, mut ended) = (0, false);
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            let mut number = first.is_ascii_digit();
            while let Some(&(at, c)) = rest.peek() {
                if !(c.is_alphanumeric() || (number && joins(text, at, c))) {
                    break;
                }
                number &= !c.is_alphabetic();
                end = at + c.len_utf8();
                rest.next();
            }
        }
        let form = text.get(start..end).unwrap_or("");
        let spaced = out.last().is_some_and(|w| w.end < start);
        let opens = first.is_uppercase() || first.is_ascii_digit() || matches!(first, '"' | '“' | '(' | '‘');
        if ended && spaced && opens {
            sentence += 1;
        }
        if first.is_alphanumeric() || spaced {
            ended = false;
        }
        if matches!(first, '.' | '!' | '?') {
            ended = first != '.' || !out.last().is_some_and(is_short);
        }
        let lower = if form.chars().any(char::is_uppercase) {
            Cow::Owned(form.to_lowercase())
        } else {
            Cow::Borrowed(form)
        };
        let senses = lexicon::senses(&lower);
        out.push(Word { lower, capital: first.is_uppercase(), start, end, sentence, senses });
    }
    out
}

fn is_short(word: &Word<'_>) -> bool {
    word.capital
        && (word.lower.chars().count() == 1
            || (word.senses.short && word.senses.month > 0)
            || word.any(&SHORT))
}

/// Whether a mark at a byte stands inside a number: "3.5", "21.06.2019", "10,000".
fn joins(text: &str, at: usize, mark: char) -> bool {
    let after = text.as_bytes().get(at + 1..).unwrap_or(&[]);
    let digits = after.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    match mark {
        '.' => digits > 0,
        ',' => digits == 3,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_whole_and_sentences_are_told_apart() {
        let found = words("On Dec. 7,2020 10,000 men left. They met Mr. Quist at 3.5 on 21.06.2019. (End)");
        let forms: Vec<&str> = found.iter().map(|w| &*w.lower).collect();
        for whole in ["10,000", "3.5", "21.06.2019", "2020"] {
            assert!(forms.contains(&whole), "{whole} in {forms:?}");
        }
        assert_eq!(found.last().map(|w| w.sentence), Some(2));
        assert_eq!(found.iter().find(|w| w.is("quist")).map(|w| w.sentence), Some(1));
    }
}
