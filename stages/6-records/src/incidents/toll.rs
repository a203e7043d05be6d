//! How many dead and injured does a sentence count? Numbers beside words of death and of wounds.

use serde::{Deserialize, Serialize};

use super::words::{number, stem, tokens};

/// Dead and injured; nothing where the sentence counts none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Toll {
    /// The dead.
    pub dead: Option<u32>,
    /// The injured.
    pub injured: Option<u32>,
}

/// Stems beside which a number counts the dead.
const DEATH: [&str; 12] = [
    "body", "casualty", "dead", "death", "di", "fatality", "kill", "liv", "martyr", "massacr", "slain",
    "toll",
];

/// Stems beside which a number counts the injured.
const WOUND: [&str; 4] = ["hurt", "injur", "maim", "wound"];

/// How many words may stand between a number and its word: "killed at least 11", "11 of its soldiers were killed".
const REACH: usize = 6;

/// What a number counts.
#[derive(Clone, Copy, PartialEq)]
enum Count {
    Dead,
    Injured,
}

/// Reads a sentence. The first count of each kind holds; a number goes to the nearest word, that before it where
/// both are as near.
pub(super) fn read(sentence: &str) -> Toll {
    let words: Vec<&str> = tokens(sentence).collect();
    let counts: Vec<Option<Count>> = words.iter().map(|w| count(w)).collect();
    let mut toll = Toll::default();
    for (at, value) in words.iter().enumerate().filter_map(|(at, w)| Some((at, number(w)?))) {
        if is_no_count(&words, at) {
            continue;
        }
        let far = |n: usize| {
            let between = words.get(n.min(at)..n.max(at)).unwrap_or_default();
            // What another clause says is farther off: "were killed and 20 others injured".
            n.abs_diff(at) + 2 * between.iter().filter(|w| matches!(**w, "and" | "but" | "while")).count()
        };
        let near = counts.iter().enumerate().filter_map(|(n, c)| c.map(|c| (far(n), n, c)));
        match near.filter(|(distance, ..)| *distance <= REACH).min_by_key(|(d, n, _)| (*d, *n)) {
            Some((.., Count::Dead)) => toll.dead = toll.dead.or(Some(value)),
            Some((.., Count::Injured)) => toll.injured = toll.injured.or(Some(value)),
            None => {}
        }
    }
    toll
}

fn count(word: &str) -> Option<Count> {
    let stem = stem(word);
    if DEATH.contains(&stem.as_str()) {
        Some(Count::Dead)
    } else if WOUND.contains(&stem.as_str()) {
        Some(Count::Injured)
    } else {
        None
    }
}

/// Units of what is no person, and months: "20 kilometres", "12 March".
const UNITS: [&str; 20] = [
    "am",
    "april",
    "august",
    "days",
    "december",
    "february",
    "gmt",
    "hours",
    "january",
    "july",
    "june",
    "km",
    "kilometres",
    "march",
    "may",
    "november",
    "october",
    "percent",
    "pm",
    "september",
];

fn is_no_count(words: &[&str], at: usize) -> bool {
    let is_unit = |w: Option<&&str>| w.is_some_and(|w| UNITS.contains(&w.to_lowercase().as_str()));
    is_unit(words.get(at + 1)) || at > 0 && is_unit(words.get(at - 1)) || is_year(words.get(at))
}

fn is_year(word: Option<&&str>) -> bool {
    word.is_some_and(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_to_the_nearest_word() {
        for (sentence, dead, injured) in [
            ("The raid killed at least 11 people and wounded a dozen.", Some(11), Some(12)),
            ("Fourteen soldiers were killed and 20 others injured, the ministry said.", Some(14), Some(20)),
            ("It left three dead.", Some(3), None),
            ("The shelling on 12 March, which lasted two hours, hurt nobody.", None, None),
            ("Two ministers met.", None, None),
            ("Seven were martyred 20 kilometres from Tine.", Some(7), None),
        ] {
            assert_eq!(read(sentence), Toll { dead, injured }, "{sentence}");
        }
    }
}
