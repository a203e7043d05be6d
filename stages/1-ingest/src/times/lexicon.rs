//! What may a word mean for a time? The table `reference/times.tsv`, loaded once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::table::{self, Wrong};

const FILE: &str = "reference/times.tsv";
const TABLE: &str = include_str!("../../reference/times.tsv");

/// What a word may mean; zeros and `None` where it means nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Senses {
    /// 1 to 12.
    pub(crate) month: u8,
    /// 1 for Monday to 7.
    pub(crate) weekday: u8,
    /// The month or weekday is a short form, which counts only beside a number.
    pub(crate) short: bool,
    /// A number word; [`VAGUE`] for "several".
    pub(crate) number: u8,
    /// "first" to "fourth".
    pub(crate) ordinal: u8,
    pub(crate) unit: Option<Unit>,
    /// 21 for spring to 24 for winter, as in ISO 8601-2.
    pub(crate) season: u8,
    /// "morning", "night".
    pub(crate) part: bool,
    /// After a day it makes a name of it: "the March 14 alliance".
    pub(crate) eponym: bool,
    pub(crate) cue: Option<Cue>,
}

/// A number that is not said: "several".
pub(crate) const VAGUE: u8 = u8::MAX;

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

/// Which way a word points in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// "will", "until".
    Future,
    /// "was", "said".
    Past,
    /// With an infinitive or "for" after it, it points ahead: "agreed to meet".
    Lead,
    /// It ends like a past tense and is none: "armed".
    Neutral,
}

/// The senses of a word in lower case.
pub(crate) fn senses(lower: &str) -> Senses {
    let mut found = LEXICON.words.get(lower).copied().unwrap_or_default();
    if found.cue.is_none() && lower.len() > 4 && lower.ends_with("ed") {
        found.cue = Some(Cue::Past);
    }
    found
}

/// Whether these two words, in lower case, are or begin a name: "black friday".
pub(crate) fn is_name(first: &str, second: &str) -> bool {
    LEXICON.names.contains(&(first, second))
}

#[derive(Debug, Default)]
struct Lexicon {
    words: HashMap<&'static str, Senses>,
    names: HashSet<(&'static str, &'static str)>,
}

/// A faulty table, which a test forbids, would leave texts without times.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| load(TABLE).unwrap_or_default());

fn load(table: &'static str) -> Result<Lexicon, Wrong> {
    let mut out = Lexicon::default();
    for row in table::rows(FILE, table) {
        let &[class, word, value] = row.fields.as_slice() else {
            return Err(row.wrong("a row is class, word and value"));
        };
        let value: u8 = value.parse().map_err(|_| row.wrong("the value must be a number below 256"))?;
        if class == "name" {
            let pair = word.split_once(' ').ok_or_else(|| row.wrong("a name has two words"))?;
            out.names.insert(pair);
            continue;
        }
        let entry = out.words.entry(word).or_default();
        match class {
            "month" => entry.month = value,
            "month-short" => (entry.month, entry.short) = (value, true),
            "weekday" => entry.weekday = value,
            "weekday-short" => (entry.weekday, entry.short) = (value, true),
            "number" => entry.number = value,
            "ordinal" => entry.ordinal = value,
            "season" => entry.season = value,
            "part" => entry.part = true,
            "eponym" => entry.eponym = true,
            "cue-future" => entry.cue = Some(Cue::Future),
            "cue-past" => entry.cue = Some(Cue::Past),
            "cue-lead" => entry.cue = Some(Cue::Lead),
            "cue-neutral" => entry.cue = Some(Cue::Neutral),
            "unit" => {
                let units =
                    [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade];
                entry.unit = Some(*units.get(usize::from(value)).ok_or_else(|| row.wrong("no such unit"))?);
            }
            _ => return Err(row.wrong("unknown class")),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_sorted() {
        let lexicon = load(TABLE).unwrap_or_else(|e| panic!("{e}"));
        assert!(lexicon.words.len() > 250 && lexicon.names.len() > 20);
        assert!(TABLE.lines().filter(|l| !l.starts_with('#')).is_sorted());
    }

    #[test]
    fn a_faulty_row_is_named() {
        assert_eq!(
            load("# x\nmonth\tmay\tx").unwrap_err().to_string(),
            "reference/times.tsv:2: the value must be a number below 256: month\tmay\tx"
        );
        assert!(load("moon\tmay\t5").unwrap_err().what.contains("unknown class"));
    }

    #[test]
    fn a_past_tense_is_told_by_its_end() {
        assert_eq!(senses("signed").cue, Some(Cue::Past));
        assert_eq!(senses("armed").cue, Some(Cue::Neutral));
        assert_eq!(senses("bed").cue, None);
    }
}
