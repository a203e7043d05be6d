//! What do the names of an element say of it? "related-posts" is no part of the article,
//! "entry-content" is all of it; the words are in `reference/page-cues.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../reference/page-cues.tsv");

/// What an element is by its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub(super) enum Cue {
    /// Nothing is known.
    #[default]
    None,
    /// The article's text.
    Body,
    /// No part of the article, unless most of the page's prose is in it.
    Aside,
    /// No part of the article, whatever is in it.
    Chrome,
}

/// The gravest cue in the words of a class, an id or the like.
pub(super) fn of(names: &str) -> Cue {
    let table = table();
    let mut found = Cue::None;
    let mut before = Word::default();
    let mut kept = false;
    for name in names.split_ascii_whitespace() {
        let mut rest = name;
        while let Some((word, after)) = next(rest) {
            rest = after;
            kept |= matches!(word.as_str(), "embed" | "embedded" | "tweet");
            let single = table.words.get(word.as_str()).copied().unwrap_or_default();
            // "has-sidebar" stands on what a sidebar is beside.
            let negated = matches!(before.as_str(), "has" | "with" | "no" | "without" | "not");
            let pair = if table.seconds.contains(word.as_str()) && !before.as_str().is_empty() {
                let mut both = before;
                both.push(' ');
                word.as_str().chars().for_each(|c| both.push(c));
                table.words.get(both.as_str()).copied().unwrap_or_default()
            } else {
                Cue::None
            };
            found = found.max(if negated { pair } else { single.max(pair) });
            before = word;
        }
        before = Word::default();
    }
    // A post of a social network that stands in the text is quoted there.
    if kept && found == Cue::Aside { Cue::None } else { found }
}

/// A word on the stack: names are read by the thousand.
#[derive(Clone, Copy)]
struct Word {
    bytes: [u8; 40],
    len: usize,
}

impl Default for Word {
    fn default() -> Self {
        Self { bytes: [0; 40], len: 0 }
    }
}

impl Word {
    fn push(&mut self, c: char) {
        if let (true, Some(slot)) = (c.is_ascii(), self.bytes.get_mut(self.len)) {
            *slot = u8::try_from(c).unwrap_or(b'?').to_ascii_lowercase();
            self.len += 1;
        }
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|b| str::from_utf8(b).ok()).unwrap_or("")
    }
}

/// The next run of letters in lower case, and what follows it: "relatedPosts" has two.
fn next(names: &str) -> Option<(Word, &str)> {
    let start = names.find(|c: char| c.is_ascii_alphabetic())?;
    let rest = names.get(start..)?;
    let mut word = Word::default();
    let mut small = false;
    for (at, b) in rest.bytes().enumerate() {
        if !b.is_ascii_alphabetic() || (b.is_ascii_uppercase() && small) {
            return Some((word, rest.get(at..).unwrap_or("")));
        }
        small = b.is_ascii_lowercase();
        word.push(char::from(b));
    }
    Some((word, ""))
}

struct Table {
    words: HashMap<&'static str, Cue>,
    /// Words that end a pair.
    seconds: HashSet<&'static str>,
}

fn table() -> &'static Table {
    static TABLE_READ: OnceLock<Table> = OnceLock::new();
    TABLE_READ.get_or_init(|| {
        let words: HashMap<_, _> = rows().collect();
        let seconds = rows().filter_map(|(w, _)| w.split_once(' ')).map(|(_, second)| second).collect();
        Table { words, seconds }
    })
}

fn rows() -> impl Iterator<Item = (&'static str, Cue)> {
    let rows = TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    rows.map(|(words, kind)| {
        let cue = match kind {
            "body" => Cue::Body,
            "chrome" => Cue::Chrome,
            _ => Cue::Aside,
        };
        (words, cue)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_however_they_are_joined() {
        assert_eq!(of("wrap relatedPosts-list"), Cue::Aside);
        assert_eq!(of("post_content clearfix"), Cue::Body);
        assert_eq!(of("td-post-content"), Cue::Body);
        assert_eq!(of("grid12 col"), Cue::None);
    }

    #[test]
    fn words_that_only_hold_a_cue_are_none() {
        assert_eq!(of("shared-layout"), Cue::None);
        assert_eq!(of("has-sidebar"), Cue::None);
    }

    #[test]
    fn the_table_is_sorted_and_its_kinds_are_known() {
        let words: Vec<&str> = rows().map(|r| r.0).collect();
        assert!(words.is_sorted() && words.len() > 80);
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let kind = line.split('\t').nth(1).unwrap_or("");
            assert!(["body", "aside", "chrome"].contains(&kind), "{line}");
        }
    }
}
