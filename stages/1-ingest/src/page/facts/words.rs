//! What does this word of a page mean? The tables of `reference/` that the readers of facts share,
//! each sorted, so that a look-up is a binary search.

use std::sync::LazyLock;

type Rows = Vec<(&'static str, &'static str)>;

static CALENDAR: LazyLock<Vec<(&str, u8)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../../reference/calendar-words.tsv"));
    rows.into_iter().filter_map(|(word, number)| Some((word, number.parse().ok()?))).collect()
});
static PARTS: LazyLock<Vec<(&str, u16)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../../reference/page-words.tsv"));
    rows.into_iter().filter_map(|(word, name)| Some((word, part_of_name(name)?))).collect()
});
static METAS: LazyLock<Rows> = LazyLock::new(|| rows(include_str!("../../../reference/meta-names.tsv")));
static LABELS: LazyLock<Rows> = LazyLock::new(|| rows(include_str!("../../../reference/date-labels.tsv")));
static SECTIONS: LazyLock<Rows> = LazyLock::new(|| rows(include_str!("../../../reference/sections.tsv")));

/// What parts of a page are for: bits, because one part may be several things.
pub(super) mod part {
    pub(in super::super) const NAV: u16 = 1;
    pub(in super::super) const CRUMB: u16 = 1 << 1;
    pub(in super::super) const FOOTER: u16 = 1 << 2;
    pub(in super::super) const RELATED: u16 = 1 << 3;
    pub(in super::super) const COMMENT: u16 = 1 << 4;
    pub(in super::super) const CLOCK: u16 = 1 << 5;
    /// An item of another kind than an article: a video, a person, an event.
    pub(in super::super) const ITEM: u16 = 1 << 6;
    pub(in super::super) const DATE: u16 = 1 << 8;
    pub(in super::super) const PUBLISHED: u16 = 1 << 9;
    pub(in super::super) const MODIFIED: u16 = 1 << 10;
    pub(in super::super) const BYLINE: u16 = 1 << 11;

    /// Where no fact of the article stands.
    pub(in super::super) const OUTSIDE: u16 = NAV | CRUMB | FOOTER | RELATED | COMMENT | CLOCK | ITEM;
    /// What an element says of its own text alone.
    pub(in super::super) const HINTS: u16 = DATE | PUBLISHED | MODIFIED | BYLINE;
}

/// What the words before a date say that it is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Published,
    /// Publication, and said to be the first one.
    First,
    Modified,
    /// Something else: an event, a copyright, today.
    Other,
}

/// The month (1 to 12) or 0 for a day of the week; `word` in lower case.
pub(super) fn calendar(word: &str) -> Option<u8> {
    let at = CALENDAR.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
    CALENDAR.get(at).map(|row| row.1)
}

/// The parts that the words of a class name or id speak of.
pub(super) fn parts(names: &str) -> u16 {
    let mut found = 0;
    let mut word = [0_u8; 16];
    let mut length = 0;
    let mut lower_before = false;
    for byte in names.bytes().chain(std::iter::once(b' ')) {
        let starts = !byte.is_ascii_alphabetic() || (byte.is_ascii_uppercase() && lower_before);
        if starts && length > 0 {
            found |= word.get(..length).and_then(|w| std::str::from_utf8(w).ok()).map_or(0, part_of_word);
            length = 0;
        }
        if byte.is_ascii_alphabetic() {
            if let Some(slot) = word.get_mut(length) {
                *slot = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        lower_before = byte.is_ascii_lowercase();
    }
    found
}

fn part_of_word(word: &str) -> u16 {
    let at = PARTS.binary_search_by(|(known, _)| (*known).cmp(word)).ok();
    at.and_then(|at| PARTS.get(at)).map_or(0, |row| row.1)
}

fn part_of_name(name: &str) -> Option<u16> {
    Some(match name {
        "nav" => part::NAV,
        "crumb" => part::CRUMB,
        "footer" => part::FOOTER,
        "related" => part::RELATED,
        "comment" => part::COMMENT,
        "clock" => part::CLOCK,
        "date" => part::DATE,
        "published" => part::PUBLISHED,
        "modified" => part::MODIFIED,
        "byline" => part::BYLINE,
        _ => return None,
    })
}

/// The fact that a `meta` element of this name (lower case) tells.
pub(super) fn meta(name: &str) -> Option<&'static str> {
    find(&METAS, name)
}

/// The section that a step of an address names.
pub(super) fn section(step: &str) -> Option<&'static str> {
    find(&SECTIONS, step)
}

/// What the words before a date say of it; of several labels the last and longest counts.
pub(super) fn label(before: &str) -> Option<Label> {
    let text: String = before.to_lowercase().replace('’', "'");
    let bounded = |at: usize, length: usize| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text.get(..at).and_then(|t| t.chars().next_back()))
            && edge(text.get(at + length..).and_then(|t| t.chars().next()))
    };
    let mut best: Option<(usize, usize, &str)> = None;
    for (words, meaning) in LABELS.iter() {
        let Some(at) = text.rfind(words).filter(|at| bounded(*at, words.len())) else { continue };
        let rank = (at + words.len(), words.len());
        if best.is_none_or(|(end, length, _)| rank > (end, length)) {
            best = Some((rank.0, rank.1, meaning));
        }
    }
    best.map(|(_, _, meaning)| match meaning {
        "published" => Label::Published,
        "first" => Label::First,
        "modified" => Label::Modified,
        _ => Label::Other,
    })
}

fn find(rows: &Rows, key: &str) -> Option<&'static str> {
    let at = rows.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
    rows.get(at).map(|row| row.1)
}

fn rows(table: &'static str) -> Rows {
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_sorted_and_every_row_understood() {
        let tables = [
            (include_str!("../../../reference/calendar-words.tsv"), CALENDAR.len()),
            (include_str!("../../../reference/page-words.tsv"), PARTS.len()),
            (include_str!("../../../reference/meta-names.tsv"), METAS.len()),
            (include_str!("../../../reference/date-labels.tsv"), LABELS.len()),
            (include_str!("../../../reference/sections.tsv"), SECTIONS.len()),
        ];
        for (table, read) in tables {
            let lines: Vec<&str> = table.lines().filter(|l| !l.starts_with('#')).collect();
            assert_eq!(lines.len(), read, "{:?}", lines.first());
            let keys: Vec<&str> = rows(table).into_iter().map(|r| r.0).collect();
            assert!(keys.windows(2).all(|w| w[0] < w[1]), "{:?}", lines.first());
        }
        assert!(
            LABELS.iter().all(|(_, meaning)| ["published", "first", "modified", "other"].contains(meaning))
        );
    }

    #[test]
    fn class_names_are_read_word_by_word() {
        assert_eq!(parts("entry-date published"), part::DATE | part::PUBLISHED);
        assert_eq!(parts("articleDateModified"), part::DATE | part::MODIFIED);
        assert_eq!(parts("related-posts"), part::RELATED);
        assert_eq!(parts("candidate navigate undated incommunicado-long-word"), 0);
    }

    #[test]
    fn the_last_label_before_a_date_counts() {
        assert_eq!(label("Published"), Some(Label::Published));
        assert_eq!(label("Published 3 March, last updated on"), Some(Label::Modified));
        assert_eq!(label("Publié le"), Some(Label::Published));
        assert_eq!(label("Today is"), Some(Label::Other));
        assert_eq!(label("Lara Quist"), None);
        assert_eq!(label("The updatedness"), None);
    }
}
