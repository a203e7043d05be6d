//! In which lists is a token? Thousands of patterns ask for one of many words. Their lists are numbered once, and every
//! word of a sentence is looked up once: whether it is in a list is a bit then, and so is whether any word of the sentence is.

use std::collections::HashMap;

use super::Pattern;
use crate::analysis::Analysis;
use crate::arguments::{lower, phrasal_lemma};
use crate::span::{Span, Tok};

/// The number of no list: every token is in it.
pub(crate) const ANY: u32 = 0;

/// By which of its words a token is in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum By {
    /// Its lemma or, with its particle, `carry_out`.
    Lemma,
    /// The word as it stands there, in lower case.
    Form,
    /// Either, or the name that it heads.
    Either,
}

/// The lists that some patterns ask for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing {
    /// All their words, numbered from 0.
    words: HashMap<String, u32>,
    /// The numbers of the lists that a word is in.
    lists: Vec<Vec<(By, u32)>>,
    /// How many lists there are, [`ANY`] included.
    count: u32,
}

impl Listing {
    /// Numbers the lists of patterns; equal ones are one.
    pub(crate) fn number<'p>(patterns: impl Iterator<Item = &'p mut Pattern>) -> Self {
        let mut out = Self { count: ANY + 1, ..Self::default() };
        let mut known: HashMap<(By, String), u32> = HashMap::new();
        for (by, asked) in patterns.flat_map(Pattern::asked_mut) {
            asked.number = *known.entry((by, asked.key())).or_insert_with(|| {
                let number = out.count;
                for word in asked.words() {
                    out.add(word, by, number);
                }
                out.count += 1;
                number
            });
        }
        out
    }

    fn add(&mut self, word: &str, by: By, list: u32) {
        let next = self.lists.len();
        let at = if let Some(&at) = self.words.get(word) {
            at as usize
        } else {
            self.words.insert(word.to_owned(), u32::try_from(next).unwrap_or(u32::MAX));
            self.lists.push(Vec::new());
            next
        };
        self.lists.get_mut(at).into_iter().for_each(|lists| lists.push((by, list)));
    }

    /// How many words the lists have.
    pub(crate) fn len(&self) -> usize {
        self.lists.len()
    }

    /// The number of a word, in lower case; nothing where it is in no list.
    pub(crate) fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }
}

/// In which lists the tokens of one sentence are.
#[derive(Debug, Default)]
pub(crate) struct Members {
    first: u32,
    /// Whole numbers of bits that a token has.
    width: usize,
    bits: Vec<u64>,
    /// What any of the tokens is in.
    anywhere: Vec<u64>,
    /// The listed words under which each token may be found.
    words: Vec<Vec<u32>>,
}

impl Members {
    /// Looks the tokens of a sentence up, in place of those of the one before.
    pub(crate) fn look_up(&mut self, listing: &Listing, a: &Analysis, sentence: Span<Tok>) {
        let size = sentence.iter().count();
        self.first = sentence.iter().next().unwrap_or(0);
        self.width = listing.count.div_ceil(u64::BITS) as usize;
        self.bits.clear();
        self.bits.resize(self.width * size, 0);
        self.anywhere.clear();
        self.anywhere.resize(self.width, 0);
        self.words.clear();
        self.words.resize(size, Vec::new());
        set(&mut self.anywhere, ANY);
        for ((token, bits), words) in
            sentence.iter().zip(self.bits.chunks_exact_mut(self.width)).zip(&mut self.words)
        {
            set(bits, ANY);
            let mut under = |word: &str, by: By| {
                let Some(number) = listing.word(word) else { return };
                words.push(number);
                for &(asked, list) in listing.lists.get(number as usize).into_iter().flatten() {
                    if asked == By::Either || asked == by {
                        set(bits, list);
                        set(&mut self.anywhere, list);
                    }
                }
            };
            let t = a.token(token);
            under(&lower(&t.lemma), By::Lemma);
            if let Some(phrasal) = phrasal_lemma(a, token) {
                under(&lower(&phrasal), By::Lemma);
            }
            under(&lower(&t.form), By::Form);
            if let Some(name) = name(a, token) {
                under(&name, By::Either);
            }
        }
    }

    /// Whether a token of the sentence is in a list.
    pub(super) fn has(&self, token: u32, list: u32) -> bool {
        let Some(at) = token.checked_sub(self.first) else { return false };
        let start = at as usize * self.width;
        self.bits.get(start..start + self.width).is_some_and(|bits| is_set(bits, list))
    }

    /// Whether any is.
    pub(crate) fn has_anywhere(&self, list: u32) -> bool {
        is_set(&self.anywhere, list)
    }

    /// The listed words under which a token may be found.
    pub(crate) fn words(&self, token: u32) -> &[u32] {
        let at = token.checked_sub(self.first);
        at.and_then(|at| self.words.get(at as usize)).map_or(&[], Vec::as_slice)
    }
}

fn set(bits: &mut [u64], at: u32) {
    if let Some(word) = bits.get_mut((at / u64::BITS) as usize) {
        *word |= 1 << (at % u64::BITS);
    }
}

fn is_set(bits: &[u64], at: u32) -> bool {
    bits.get((at / u64::BITS) as usize).is_some_and(|word| word >> (at % u64::BITS) & 1 == 1)
}

/// The whole name that a token heads, in lower case and joined by underscores.
fn name(a: &Analysis, token: u32) -> Option<String> {
    let tokens = a.entity_of(token)?.tokens;
    if a.head(token).is_some_and(|h| tokens.has(h)) {
        return None;
    }
    let forms = tokens.iter().map(|t| a.token(t).form.to_lowercase());
    Some(forms.collect::<Vec<_>>().join("_"))
}
