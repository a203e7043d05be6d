//! Which of these belongs to which of those? One-to-one matching, as many pairs as can be.

use std::collections::BTreeSet;

/// The words of a name by which it is compared: small letters, no article.
pub(crate) fn name_words(name: &str) -> BTreeSet<String> {
    let parts = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    parts.filter(|w| !w.is_empty() && w != "the").collect()
}

/// Whether the words of one name are all among the other's.
pub fn same_name(a: &str, b: &str) -> bool {
    let (x, y) = (name_words(a), name_words(b));
    !x.is_empty() && !y.is_empty() && (x.is_subset(&y) || y.is_subset(&x))
}

/// Pairs each left item with at most one right item. Earlier left items come first: one that can
/// be paired at all stays paired, whatever comes after it.
pub(crate) fn pairs(left: usize, right: usize, fits: &dyn Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let mut owner: Vec<Option<usize>> = vec![None; right];
    for l in 0..left {
        let mut seen = vec![false; right];
        claim(l, &mut owner, &mut seen, fits);
    }
    let mut out = vec![None; left];
    for (r, l) in owner.iter().enumerate() {
        if let Some(slot) = l.and_then(|l| out.get_mut(l)) {
            *slot = Some(r);
        }
    }
    out
}

/// Finds a right item for `l`, moving earlier ones to others where they can go (Kuhn's algorithm;
/// a dispatch has some dozens of events, so depth and time are small).
fn claim(
    l: usize,
    owner: &mut [Option<usize>],
    seen: &mut [bool],
    fits: &dyn Fn(usize, usize) -> bool,
) -> bool {
    for r in 0..owner.len() {
        if seen[r] || !fits(l, r) {
            continue;
        }
        seen[r] = true;
        if owner[r].is_none_or(|other| claim(other, owner, seen, fits)) {
            owner[r] = Some(l);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_gives_way_where_both_can_be_paired() {
        let fits = |l: usize, r: usize| matches!((l, r), (0, 0 | 1) | (1, 0));
        assert_eq!(pairs(2, 2, &fits), [Some(1), Some(0)]);
    }

    #[test]
    fn earlier_items_come_first_where_there_is_one_for_both() {
        assert_eq!(pairs(2, 1, &|_, _| true), [Some(0), None]);
    }
}
