//! Is this the name of a place, as far as its words tell?

use std::collections::BTreeSet;
use std::sync::LazyLock;

const CITIES: &str = include_str!("../../reference/cities.txt");

/// Words that begin labels and sentences, not places: "UPDATE – …", "In Oslo, …".
const LABELS: [&str; 62] = [
    "alert",
    "analysis",
    "answer",
    "at",
    "background",
    "breaking",
    "brief",
    "business",
    "caption",
    "comment",
    "commentary",
    "correction",
    "corrected",
    "editorial",
    "exclusive",
    "explainer",
    "fact",
    "factbox",
    "feature",
    "features",
    "flash",
    "from",
    "highlights",
    "in",
    "interview",
    "live",
    "map",
    "markets",
    "minister",
    "news",
    "newsletter",
    "note",
    "on",
    "opinion",
    "photo",
    "photos",
    "picture",
    "pictures",
    "podcast",
    "politics",
    "president",
    "press",
    "profile",
    "question",
    "read",
    "refile",
    "related",
    "report",
    "review",
    "sport",
    "sports",
    "statement",
    "story",
    "summary",
    "the",
    "timeline",
    "update",
    "updated",
    "urgent",
    "video",
    "watch",
    "world",
];

/// Lower-case words inside the names of places.
const PARTICLES: [&str; 12] = ["al", "and", "d'", "da", "de", "del", "do", "el", "la", "le", "of", "the"];

static KNOWN: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| CITIES.lines().filter(|l| !l.starts_with('#')).map(str::to_lowercase).collect());

/// Whether the list of cities has it, in any letters.
pub(super) fn is_city(words: &str) -> bool {
    KNOWN.contains(&words.to_lowercase())
}

/// One to four words that begin with capitals, particles aside, and are no labels.
pub(super) fn is_place(words: &str) -> bool {
    if is_city(words) || matches!(words, "UK" | "U.K." | "US" | "U.S.") {
        return true;
    }
    let mut capitals = 0;
    for word in words.split([' ', '/', '-', '\u{a0}']).filter(|w| !w.is_empty()) {
        let plain = word.trim_matches(['.', '\'', '’', '‘']);
        let lower = plain.to_lowercase();
        let letters = plain.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '‘' | '.' | '`'));
        let capital = plain.starts_with(char::is_uppercase);
        if !letters || LABELS.contains(&lower.as_str()) || !(capital || PARTICLES.contains(&plain)) {
            return false;
        }
        capitals += usize::from(capital);
    }
    (1..=4).contains(&capitals) && words.chars().count() >= 3
}

/// `UNITED NATIONS` as `United Nations`; words with stops inside (`D.C.`) stay.
pub(super) fn title_case(words: &str) -> String {
    let word = |word: &str| {
        if word.trim_end_matches('.').contains('.') {
            return word.to_owned();
        }
        let mut start = true;
        let case = |c: char| {
            let out = if start { c.to_string() } else { c.to_lowercase().to_string() };
            start = matches!(c, '-' | '/');
            out
        };
        word.chars().map(case).collect()
    };
    words.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_cities_is_sorted() {
        let cities: Vec<&str> = CITIES.lines().filter(|l| !l.starts_with('#')).collect();
        assert!(cities.len() > 400 && cities.is_sorted());
    }

    #[test]
    fn labels_and_lone_letters_are_no_places() {
        assert!(is_place("The Hague") && is_place("DORVIK") && is_place("Deir al Zor"));
        for words in ["The Ministry", "UPDATE", "Q", "envoy", "In Oslo", "Step 1"] {
            assert!(!is_place(words), "{words}");
        }
    }
}
