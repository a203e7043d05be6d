//! Which words does a stretch of text hold? Plain tokens and rough stems: enough to tell whether two sentences
//! speak of the same things. The language stage's lemmas are not kept with the record.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The words of a text, in order: letters and digits, also around inner hyphens, points and apostrophes.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !INNER.contains(&c))
        .map(|word| word.trim_matches(INNER.as_slice()))
        .map(|word| ["'s", "’s"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word))
        .filter(|word| !word.is_empty())
}

/// What may stand within a word.
const INNER: [char; 5] = ['-', '\'', '’', '.', ','];

/// A word without its inflection, in small letters: "Attacked", "attacks" and "attacking" are one.
pub(crate) fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    for (suffix, instead, least) in SUFFIXES {
        if let Some(rest) = word.strip_suffix(suffix)
            && rest.chars().count() >= least
            && !(suffix == "s" && rest.ends_with(['s', 'u', 'i']))
        {
            return undouble(rest, instead);
        }
    }
    word.strip_suffix('e').filter(|rest| rest.chars().count() >= 3).unwrap_or(&word).to_owned()
}

/// Suffixes, what stands in their place, and how much must be left.
const SUFFIXES: [(&str, &str, usize); 11] = [
    ("ered", "", 4),
    ("ering", "", 4),
    ("ings", "", 3),
    ("ing", "", 3),
    ("ied", "y", 2),
    ("ies", "y", 2),
    ("ed", "", 3),
    ("es", "", 3),
    ("ers", "", 4),
    ("er", "", 4),
    ("s", "", 3),
];

/// "stopp" is "stop"; "kill" and "pass" keep their pairs.
fn undouble(rest: &str, instead: &str) -> String {
    let mut last = rest.chars().rev();
    let doubled = match (last.next(), last.next()) {
        (Some(a), Some(b)) => a == b && !"aeiouls".contains(a),
        _ => false,
    };
    let rest = if doubled { rest.get(..rest.len() - 1).unwrap_or(rest) } else { rest };
    let rest =
        rest.strip_suffix('e').filter(|r| instead.is_empty() && r.chars().count() >= 3).unwrap_or(rest);
    format!("{rest}{instead}")
}

/// The number that a word stands for.
pub(crate) fn number(word: &str) -> Option<u32> {
    const UNITS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.replace(',', "").parse().ok();
    }
    let word = word.to_lowercase();
    let find =
        |list: &[&str], word: &str| list.iter().position(|w| *w == word).and_then(|n| u32::try_from(n).ok());
    if word == "dozen" {
        return Some(12);
    }
    if let Some((tens, units)) = word.split_once('-') {
        return Some(find(&TENS, tens)? * 10 + find(&UNITS, units)?);
    }
    find(&UNITS, &word).or_else(|| Some(find(&TENS, &word)? * 10)).filter(|_| !word.is_empty())
}

/// Whether a word says too little to tell happenings apart.
pub(crate) fn is_common(word: &str) -> bool {
    word.chars().count() < 3 || COMMON.contains(word)
}

/// Function words, those of reporting, days and months.
static COMMON: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| TABLE.lines().filter(|line| !line.starts_with('#')).collect());

static TABLE: &str = include_str!("../../lexicon/common-words.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for family in [
            &["attack", "Attacks", "attacked", "attacking", "attackers"][..],
            &["shell", "shelled", "shelling"],
            &["raid", "raids", "raided", "raiders"],
            &["condemn", "condemned", "condemns"],
            &["seize", "seized", "seizes", "seizing"],
            &["deny", "denied", "denies"],
            &["meet", "meeting", "meetings"],
            &["murder", "murdered", "murdering"],
            &["offer", "offered"],
        ] {
            let stems: Vec<_> = family.iter().map(|w| stem(w)).collect();
            assert!(stems.windows(2).all(|w| w[0] == w[1]), "{stems:?}");
        }
        assert_eq!(stem("press"), "press");
        assert_eq!(stem("talks"), "talk");
    }

    #[test]
    fn words_are_cut_at_blanks_and_marks() {
        let words: Vec<_> = tokens("Chad's army — 1,200 men, \"half-trained\"; it said.").collect();
        assert_eq!(words, ["Chad", "army", "1,200", "men", "half-trained", "it", "said"]);
    }

    #[test]
    fn numbers_are_read_in_words_and_digits() {
        for (word, value) in [("11", 11), ("1,200", 1200), ("Eleven", 11), ("dozen", 12), ("forty-two", 42)] {
            assert_eq!(number(word), Some(value), "{word}");
        }
        for word in ["", "men", "11th", "forty-men"] {
            assert_eq!(number(word), None, "{word}");
        }
    }

    #[test]
    fn the_common_words_are_sorted_and_small() {
        let words: Vec<&str> = TABLE.lines().skip(1).collect();
        assert!(words.is_sorted() && words.iter().all(|w| w.chars().all(|c| c.is_ascii_lowercase())));
        assert!(is_common("the") && is_common("of") && !is_common("raid"));
    }
}
