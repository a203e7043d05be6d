//! Which word 3-grams does a body have, and which few numbers stand for them?

use chancery_model::dispatch::Dispatch;

/// Words of a 3-gram.
const WIDTH: usize = 3;

/// Values of a signature.
pub(super) const VALUES: usize = 126;

/// For each of 126 orders of all 3-grams, 16 bits of the body's first one. Two bodies agree in a
/// value as often as they share a 3-gram of those that either has.
pub(super) type Signature = [u16; VALUES];

/// Values for the 3-grams that hold a name or a number.
pub(super) const FACTS: usize = 48;

/// The same for those 3-grams alone.
pub(super) type Facts = [u16; FACTS];

/// An odd factor and a summand for each order.
const ORDERS: [(u32, u32); VALUES] = orders();

/// The 3-grams of a body.
pub(super) struct Shingles {
    /// Distinct ones, sorted.
    hashes: Vec<u64>,
    /// Those of them that hold a name or a number: what a copy keeps, and what the next issue of a
    /// bulletin changes.
    facts: Vec<u64>,
    /// Hash of all words.
    body: u64,
    words: usize,
}

impl Shingles {
    /// Of the body alone: headline, dateline and bylines are what changes. Of the title where there
    /// is nothing else.
    pub(super) fn of(dispatch: &Dispatch) -> Self {
        let alone = dispatch.paragraphs.iter().all(|p| *p == dispatch.title);
        let mut window = [(0, false); WIDTH];
        let (mut hashes, mut facts, mut body, mut words) = (Vec::new(), Vec::new(), 0, 0);
        for paragraph in dispatch.paragraphs.iter().filter(|p| alone || **p != dispatch.title) {
            for_words(dispatch.text.slice(*paragraph), |word, fact| {
                window.rotate_left(1);
                if let Some(last) = window.last_mut() {
                    *last = (word, fact);
                }
                body = mixed(body ^ word);
                words += 1;
                if words >= WIDTH {
                    let hash = window.iter().fold(0, |h, (w, _)| mixed(h ^ w));
                    hashes.push(hash);
                    facts.extend(window.iter().any(|(_, fact)| *fact).then_some(hash));
                }
            });
        }
        for list in [&mut hashes, &mut facts] {
            list.sort_unstable();
            list.dedup();
        }
        Self { hashes, facts, body, words }
    }

    pub(super) fn is_wordless(&self) -> bool {
        self.words == 0
    }

    /// Hash of the words in their order.
    pub(super) fn body(&self) -> u64 {
        self.body
    }

    /// How many distinct 3-grams.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.hashes.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn facts(&self) -> u32 {
        u32::try_from(self.facts.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn signature(&self) -> Signature {
        firsts(&self.hashes)
    }

    pub(super) fn facts_signature(&self) -> Facts {
        firsts(&self.facts)
    }
}

/// Sixteen bits of the first of these in each order.
fn firsts<const N: usize>(hashes: &[u64]) -> [u16; N] {
    let mut first = [u32::MAX; N];
    for &hash in hashes {
        let [low, _] = halves(hash);
        for (least, (factor, summand)) in first.iter_mut().zip(&ORDERS) {
            *least = (*least).min(low.wrapping_mul(*factor).wrapping_add(*summand));
        }
    }
    // The first ones begin with zeros: their bits are mixed before sixteen are kept.
    first.map(|f| {
        let [.., a, b] = f.wrapping_mul(0x9e37_79b1).to_le_bytes();
        u16::from_le_bytes([a, b])
    })
}

/// Hashes of the words, and which of them are names or numbers, by their capital or digit. Words
/// are runs of letters and digits in lower case; an apostrophe parts none, so that it does not
/// matter which of the two was typed.
fn for_words(text: &str, mut found: impl FnMut(u64, bool)) {
    let (mut word, mut fact, mut begins) = (None, false, true);
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            // The first word of a sentence has its capital anyway.
            fact |= c.is_numeric() || (word.is_none() && !begins && c.is_uppercase());
            for c in c.to_lowercase() {
                word = Some(mixed(word.unwrap_or(1) ^ u64::from(c)));
            }
        } else if !matches!(c, '\'' | '’' | '\u{ad}') {
            if let Some(word) = word.take() {
                found(word, fact);
                (fact, begins) = (false, false);
            }
            begins |= matches!(c, '.' | '!' | '?');
        }
    }
}

/// A hash step that is the same on every machine and in every run. (The finaliser of `SplitMix64`.)
const fn mixed(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[allow(clippy::cast_possible_truncation, reason = "the halves are what is asked for")]
const fn halves(x: u64) -> [u32; 2] {
    [x as u32, (x >> 32) as u32]
}

const fn orders() -> [(u32, u32); VALUES] {
    let mut out = [(0, 0); VALUES];
    let (mut n, mut state) = (0, 1);
    while n < VALUES {
        state = mixed(state);
        let [a, b] = halves(state);
        out[n] = (a | 1, b);
        n += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<u64> {
        let mut out = Vec::new();
        for_words(text, |w, _| out.push(w));
        out
    }

    #[test]
    fn case_quotes_and_punctuation_make_no_difference() {
        assert_eq!(words("The ministry's \"Plan\" - No. 5"), words("the ministry’s plan, no 5"));
        assert_ne!(words("No 5"), words("No 6"));
        assert!(words(" — * ").is_empty());
    }

    #[test]
    fn names_and_numbers_are_told_by_capital_and_digit() {
        let mut out = Vec::new();
        for_words("Envoys of Norway met. Talks took 3 days.", |_, fact| out.push(fact));
        assert_eq!(out, [false, false, true, false, false, false, true, false]);
    }

    #[test]
    fn agreement_tells_the_share_of_common_shingles() {
        let of = |from: u64, to: u64| firsts::<VALUES>(&(from..to).map(mixed).collect::<Vec<u64>>());
        let agreeing = |a: Signature, b: Signature| a.iter().zip(b).filter(|(a, b)| **a == *b).count();
        assert_eq!(agreeing(of(0, 300), of(0, 300)), VALUES);
        // A third is shared: 42 of 126, give or take three deviations.
        assert!((26..=58).contains(&agreeing(of(0, 300), of(150, 450))));
        assert!(agreeing(of(0, 300), of(300, 600)) <= 2);
    }
}
