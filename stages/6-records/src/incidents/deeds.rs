//! Do two words name one deed? "Strike" and "raid" may, "raid" and "talks" do not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::words::stem;

static TABLE: &str = include_str!("../../lexicon/deeds.tsv");

/// From stems to their families.
static FAMILIES: LazyLock<BTreeMap<String, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut families: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (family, words) in rows() {
        for word in words {
            families.entry(stem(word)).or_default().insert(family);
        }
    }
    families
});

fn rows() -> impl Iterator<Item = (&'static str, std::str::Split<'static, char>)> {
    let row = |line: &'static str| line.split_once('\t').map(|(family, words)| (family, words.split(' ')));
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row)
}

/// How near the words of two triggers are, given as stems: 1 for the same word, 0 for deeds of different kinds;
/// nothing where a word's family is not known.
pub(crate) fn kinship(one: &[String], other: &[String]) -> Option<f64> {
    if one.iter().any(|stem| other.contains(stem)) {
        return Some(1.0);
    }
    let pairs = families(one).flat_map(|a| families(other).map(move |b| nearness(a, b)));
    pairs.fold(None, |best, near| Some(best.map_or(near, |best: f64| best.max(near))))
}

fn families(stems: &[String]) -> impl Iterator<Item = &'static str> {
    stems.iter().filter_map(|stem| FAMILIES.get(stem)).flatten().copied()
}

/// How near two families are.
fn nearness(one: &'static str, other: &'static str) -> f64 {
    let group = |family: &'static str| family.split('/').next();
    if one == other {
        0.9
    } else if group(one) != group(other) {
        0.0
    } else if one.contains('/') && other.contains('/') {
        0.4
    } else {
        0.7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, other: &str) -> Option<f64> {
        kinship(&[stem(one)], &[stem(other)])
    }

    #[test]
    fn the_table_is_sorted_and_each_family_has_words() {
        let names: Vec<_> = rows().map(|(family, _)| family).collect();
        let groups: Vec<_> = names.iter().map(|n| n.split('/').next()).collect();
        assert!(groups.is_sorted(), "{groups:?}");
        assert!(rows().all(|(_, words)| words.clone().is_sorted() && words.clone().all(|w| !w.is_empty())));
    }

    #[test]
    fn kin_words_are_near_and_others_are_not() {
        assert_eq!(near("attacked", "attack"), Some(1.0));
        assert!(near("raid", "strike") > Some(0.8));
        assert!(near("raid", "shelling") > near("shooting", "kidnapping"));
        assert_eq!(near("raid", "talks"), Some(0.0));
        assert_eq!(near("raid", "xylophone"), None);
    }
}
