//! Which language is it in? Told on the body alone, piece by piece: titles are too short and full
//! of names, and neither a foreign quotation nor English boilerplate decides for the whole.
//!
//! A fast detector of sixteen languages is the gate, a slow one of seventy confirms: alone, the fast
//! one takes 5 % of other languages (Welsh, Tagalog) for English. English words settle their quarrels.

use std::sync::LazyLock;

use chancery_model::dispatch::Dispatch;
use chancery_model::span::Span;
use whichlang::Lang as Fast;

const CODES: &str = include_str!("../reference/languages.tsv");
const WORDS: &str = include_str!("../reference/english-words.tsv");

/// As much of the body as passes the gate, in code points.
const SAMPLE: u32 = 40_000;

/// As much of that as is confirmed, in code points.
const CONFIRMED: usize = 4_000;

/// Longest piece, in bytes, before it is cut at the next space.
const PIECE: usize = 600;

/// Letters under which a piece goes together with other such ones.
const SMALL: usize = 40;

/// Letters under which a guess is worth little.
const FEWEST: usize = 60;

/// Letters from which on a doubtful guess is one between sisters, as Danish and Norwegian.
const MANY: usize = 200;

/// A BCP 47 code; `und` where it cannot be told. What is declared counts only there.
pub(crate) fn of(dispatch: &Dispatch, declared: Option<&str>) -> String {
    let pieces = pieces(dispatch);
    let all: usize = pieces.iter().map(|p| letters(p)).sum();
    if all == 0 {
        return "und".into();
    }
    let (english, others): (Vec<String>, Vec<String>) = pieces.into_iter().partition(|p| passes_gate(p));
    let told = if english.iter().map(|p| letters(p)).sum::<usize>() * 2 >= all {
        confirmed(&sample(&english))
    } else {
        named(&sample(&others))
    };
    let subtag = |tag: &str| tag.trim().split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    let believed = declared.map(subtag).filter(|tag| matches!(tag.len(), 2 | 3));
    told.map(str::to_owned).or(believed).unwrap_or_else(|| "und".into())
}

/// The language of text that passed the gate.
fn confirmed(text: &str) -> Option<&'static str> {
    let found = whatlang::detect(text)?;
    let code = short(found.lang().code());
    if code == "en" || english_words(text) >= 0.1 {
        Some("en")
    } else if found.is_reliable() && letters(text) >= FEWEST {
        Some(code)
    } else {
        // A lone headline, "Latvia expels three Russian diplomats", has no small word to be known by.
        let headline = letters(text) < FEWEST && text.is_ascii() && text.split_whitespace().count() > 2;
        (headline || english_words(text) > 0.0).then_some("en")
    }
}

/// The language of text that did not pass it.
fn named(text: &str) -> Option<&'static str> {
    let found = whatlang::detect(text)?;
    let code = short(found.lang().code());
    if code == "en" {
        return (english_words(text) >= 0.05).then_some("en");
    }
    let agreed = whichlang::detect_language(text).three_letter_code() == found.lang().code();
    let enough = letters(text) >= if agreed || found.is_reliable() { FEWEST } else { MANY };
    (enough || is_foreign_script(text)).then_some(code)
}

fn passes_gate(piece: &str) -> bool {
    !is_foreign_script(piece)
        && (whichlang::detect_language(piece) == Fast::Eng || english_words(piece) >= 0.1)
}

/// The share of words that mark English.
fn english_words(text: &str) -> f64 {
    let (mut all, mut english) = (0_u32, 0_u32);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        all += 1;
        english += u32::from(is_english(word));
    }
    f64::from(english) / f64::from(all.max(1))
}

fn is_english(word: &str) -> bool {
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        WORDS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect()
    });
    SORTED.binary_search(&word).is_ok()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_foreign_script(text: &str) -> bool {
    let latin = text.chars().filter(|&c| c.is_alphabetic() && c < '\u{250}').count();
    latin * 2 < letters(text)
}

/// The body in lower case, in pieces of like length; of a lone title, the title.
fn pieces(dispatch: &Dispatch) -> Vec<String> {
    let body = dispatch.paragraphs.iter().filter(|p| **p != dispatch.title || dispatch.paragraphs.len() == 1);
    let (mut out, mut small, mut length) = (Vec::new(), String::new(), 0);
    for paragraph in body {
        let rest = SAMPLE.saturating_sub(length);
        length += paragraph.len();
        let end = paragraph.end().min(paragraph.start() + rest);
        let text = dispatch.text.slice(Span::new(paragraph.start(), end)).to_lowercase();
        let mut piece = String::new();
        for word in text.split_inclusive(char::is_whitespace) {
            piece.push_str(word);
            if piece.len() > PIECE {
                out.push(std::mem::take(&mut piece));
            }
        }
        if letters(&piece) >= SMALL {
            out.push(piece);
        } else {
            small.push_str(&piece);
            small.push('\n');
        }
    }
    out.push(small);
    out
}

fn sample(pieces: &[String]) -> String {
    pieces.iter().flat_map(|p| p.chars().chain([' '])).take(CONFIRMED).collect()
}

fn short(code: &'static str) -> &'static str {
    let mut rows = CODES.lines().filter_map(|l| l.split_once('\t'));
    rows.find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_can_be_told_has_a_short_code() {
        for lang in whatlang::Lang::all() {
            assert_eq!(short(lang.code()).len(), 2, "{lang}");
        }
    }

    #[test]
    fn english_words_are_counted_as_a_share() {
        assert!(is_english("and") && is_english("your") && !is_english("minister"));
        let words = WORDS.lines().skip(1).filter_map(|l| l.split('\t').next());
        assert!(words.is_sorted(), "the search needs the order");
        assert!((english_words("the ministre of du") - 0.5).abs() < 1e-9);
        assert!(english_words("") < 1e-9 && english_words("le ministre du commerce") < 1e-9);
    }
}
