//! What has a word told before? How often a lemma told each type in `corpus/train`, alone, with what it is about and
//! with each of its prepositions and particles (`weights/usage.tsv`). The encoder's vectors blur rare words into
//! their neighbours; this does not: "spurned", "frogmarched" and "signed off on" are known or they are not.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chancery_model::analysis::Analysis;
use chancery_model::arguments::prepositions;
use chancery_model::plover::EventType;
use chancery_model::syntax::{Relation, Upos};

use super::{TYPES, features};
use crate::error::Error;

/// The table (CC BY 4.0; card: `weights/events.md`).
pub(super) static TABLE: &str = include_str!("../../weights/usage.tsv");
const FILE: &str = "weights/usage.tsv";

/// Numbers a word: one a type for the word alone, for it with its content, for it with the most telling of its
/// prepositions; the rest are noughts, for products go by eights.
pub const USAGE: usize = 56;

/// A key is believed as if it had been met so often less: chosen on documents and sentences that no head has seen.
const DOUBT: f32 = 0.5;

/// How often a key told each type, none first.
pub type Counts = [u32; TYPES];

/// What the table is asked for a word: the word alone, with its content, with each preposition.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    alone: String,
    content: Option<String>,
    introduced: Vec<String>,
}

impl Keys {
    /// The keys of a word.
    pub(super) fn new(a: &Analysis, word: u32) -> Self {
        let of = |t: u32| a.token(t).lemma.to_lowercase();
        let class = match a.token(word).upos {
            Upos::Verb | Upos::Aux => 'v',
            Upos::Noun | Upos::Propn => 'n',
            _ => 'a',
        };
        let alone = format!("{class}:{}", of(word));
        let content = features::content(a, word).map(|c| format!("{alone}>{}", of(c)));
        let particles = a.by_relation(word, &[Relation::CompoundPrt]).map(of);
        let mut introduced: Vec<String> =
            a.children(word).iter().flat_map(|&c| prepositions(a, c)).chain(particles).collect();
        introduced.sort();
        introduced.dedup();
        for p in &mut introduced {
            *p = format!("{alone}+{p}");
        }
        Self { alone, content, introduced }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.alone).chain(&self.content).chain(&self.introduced)
    }
}

/// The loaded table; its lines stay where they lie in the program.
#[derive(Debug, Clone)]
pub struct Usage {
    lines: &'static str,
    /// The share of each type among all words that may tell.
    usual: [f32; TYPES],
}

impl Usage {
    /// Reads the embedded table.
    pub fn load() -> Result<Self, Error> {
        let bad = |what: &str| Error::Weights { file: FILE, what: what.into() };
        let (first, lines) = TABLE.split_once('\n').ok_or_else(|| bad("it has no line"))?;
        let all =
            first.strip_prefix('\t').and_then(counts).ok_or_else(|| bad("its first line counts nothing"))?;
        let sum = share(all.iter().sum(), 1.0).max(1.0);
        Ok(Self { lines, usual: all.map(|n| share(n, sum)) })
    }

    /// The numbers of a word. `own` is what its own text has added to the table, where the table was made of it.
    pub fn numbers(&self, keys: &Keys, own: &BTreeMap<String, Counts>) -> [f32; USAGE] {
        let of = |key: &String| self.leaning(key, own.get(key));
        let strength = |x: &[f32; TYPES]| x.iter().map(|v| v.abs()).sum::<f32>();
        let introduced = keys.introduced.iter().map(of);
        let strongest =
            introduced.fold([0.0; TYPES], |best, x| if strength(&x) > strength(&best) { x } else { best });
        let parts = [of(&keys.alone), keys.content.as_ref().map_or([0.0; TYPES], of), strongest];
        let mut out = [0.0; USAGE];
        for (to, from) in out.iter_mut().zip(parts.iter().flatten()) {
            *to = *from;
        }
        out
    }

    /// By how much a key tells each type more often than words do, drawn towards nought where it was met seldom.
    fn leaning(&self, key: &str, own: Option<&Counts>) -> [f32; TYPES] {
        let mut found = self.counts(key).unwrap_or([0; TYPES]);
        for (n, own) in found.iter_mut().zip(own.into_iter().flatten()) {
            *n = n.saturating_sub(*own);
        }
        let sum = share(found.iter().sum(), 1.0);
        let mut out = self.usual;
        for (x, n) in out.iter_mut().zip(found) {
            *x = (share(n, 1.0) - sum * *x) / (sum + DOUBT);
        }
        out
    }

    /// The line of a key, sought in the sorted lines.
    fn counts(&self, key: &str) -> Option<Counts> {
        let (mut low, mut high) = (0, self.lines.len());
        while low < high {
            let middle = low.midpoint(high);
            let bytes = self.lines.as_bytes();
            let start =
                bytes.get(low..middle)?.iter().rposition(|&b| b == b'\n').map_or(low, |n| low + n + 1);
            let end = bytes.get(middle..high)?.iter().position(|&b| b == b'\n').map_or(high, |n| middle + n);
            let (name, told) = self.lines.get(start..end)?.split_once('\t')?;
            match name.cmp(key) {
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
                Ordering::Equal => return counts(told),
            }
        }
        None
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of a corpus")]
fn share(n: u32, of: f32) -> f32 {
    n as f32 / of
}

/// "ACCUSE 12 - 3": how often each type and none.
fn counts(cell: &str) -> Option<Counts> {
    let mut out = [0; TYPES];
    let mut parts = cell.split(' ');
    while let Some(name) = parts.next() {
        let kind = if name == "-" { 0 } else { 1 + EventType::parse(name)? as usize };
        *out.get_mut(kind)? = parts.next()?.parse().ok()?;
    }
    Some(out)
}

/// The table of counted keys: what told nothing and was met less than three times is left out.
pub fn table(all: &BTreeMap<String, Counts>) -> String {
    let cell = |c: &Counts| {
        let names = std::iter::once("-").chain(EventType::ALL.iter().map(|k| k.as_str()));
        let told = names.zip(c).filter(|(_, n)| **n > 0);
        told.map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(" ")
    };
    let mut sum = [0; TYPES];
    for (_, c) in all.iter().filter(|(k, _)| !k.contains(['>', '+'])) {
        for (to, n) in sum.iter_mut().zip(c) {
            *to += n;
        }
    }
    let lines = all.iter().filter(|(_, [none, told @ ..])| *none > 2 || told.iter().any(|&n| n > 0));
    let lines = lines.map(|(key, c)| [key.as_str(), "\t", &cell(c), "\n"].concat());
    std::iter::once(["\t", &cell(&sum), "\n"].concat()).chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(alone: &str) -> Keys {
        Keys { alone: alone.into(), ..Keys::default() }
    }

    #[test]
    fn a_word_leans_to_what_it_told() {
        let usage = Usage::load().unwrap();
        let of = |alone: &str, kind: EventType| {
            usage.numbers(&keys(alone), &BTreeMap::new()).get(1 + kind as usize).copied().unwrap()
        };
        assert!(of("v:condemn", EventType::Accuse) > 0.8);
        assert!(of("v:condemn", EventType::Support) < 0.1);
        assert!(of("v:qqxyzzy", EventType::Accuse) < f32::EPSILON, "what was never met leans nowhere");
    }

    #[test]
    fn every_line_is_found_and_counts() {
        let usage = Usage::load().unwrap();
        let mut before = "";
        for line in usage.lines.lines() {
            let (key, told) = line.split_once('\t').unwrap();
            assert!(before < key, "{key:?} is out of order");
            assert_eq!(usage.counts(key), counts(told), "{key}");
            assert!(counts(told).is_some(), "{line}");
            before = key;
        }
        assert_eq!(usage.counts(""), None);
        assert_eq!(usage.counts("~"), None);
    }

    #[test]
    fn what_a_text_added_itself_is_taken_off() {
        let usage = Usage::load().unwrap();
        let own = BTreeMap::from([("v:condemn".to_owned(), usage.counts("v:condemn").unwrap())]);
        let numbers = usage.numbers(&keys("v:condemn"), &own);
        assert!(numbers.iter().all(|x| x.abs() < f32::EPSILON));
    }

    #[test]
    fn a_table_is_written_as_it_is_read() {
        let mut told = [0; TYPES];
        (told[0], told[1 + EventType::Accuse as usize]) = (1, 2);
        let mut seldom = [0; TYPES];
        seldom[0] = 2;
        let all = BTreeMap::from([("v:chide".to_owned(), told), ("n:tea".to_owned(), seldom)]);
        assert_eq!(table(&all), "\t- 3 ACCUSE 2\nv:chide\t- 1 ACCUSE 2\n");
    }
}
