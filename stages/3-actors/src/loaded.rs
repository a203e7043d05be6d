//! Which designations are loaded, and whom do they mean in neutral words? `reference/loaded.tsv`.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::reference::plain;
use crate::table::Row;

/// Whom a loaded designation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Neutral {
    /// The state of this code.
    State(&'static str),
    /// The government of the country that modifies it.
    Government,
    /// Whomever it names; only the wording is flagged.
    Keep,
}

/// The designations by their words.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    by_words: BTreeMap<String, Neutral>,
}

impl Loaded {
    pub(crate) fn load(rows: &[Row]) -> Result<Self, Error> {
        let mut by_words = BTreeMap::new();
        for row in rows {
            let neutral = match row.required(1)? {
                "government" => Neutral::Government,
                "keep" => Neutral::Keep,
                code if code.len() == 3 => Neutral::State(code),
                other => return Err(row.unknown("meaning", other, "a country code, government, keep")),
            };
            let words: Vec<String> = row.required(0)?.split(' ').map(plain).collect();
            row.required(2)?;
            by_words.insert(words.join(" "), neutral);
        }
        Ok(Self { by_words })
    }

    /// The meaning of a head with the modifier right before it, or of the head alone.
    pub(crate) fn find(&self, modifier: Option<&str>, head: &str) -> Option<Neutral> {
        let pair = modifier.map(|m| format!("{} {}", plain(m), plain(head)));
        let hit = pair.and_then(|p| self.by_words.get(&p));
        hit.or_else(|| self.by_words.get(&plain(head))).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn designations_have_a_neutral_meaning() {
        let l = Reference::load().unwrap().loaded;
        assert_eq!(l.find(Some("Israeli"), "entity"), Some(Neutral::State("ISR")));
        assert_eq!(l.find(Some("Turkish"), "regime"), Some(Neutral::Government));
        assert_eq!(l.find(Some("legal"), "entity"), None);
        assert_eq!(l.find(None, "government"), None);
    }
}
