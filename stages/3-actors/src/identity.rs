//! Which names mean the same person? Full names whose words agree, and a bare surname that only one
//! full name has; where two have it, the surname stays apart. Transliterations of one name agree
//! (Mikdad, Mekdad); names that only look alike do not (Hatami, Khatami).

use std::collections::BTreeMap;

use crate::spelling::{name_key, skeleton};

/// A group number for each name; equal numbers mean the same person.
pub(crate) fn cluster(names: &[&str]) -> Vec<usize> {
    let words: Vec<Vec<String>> = names.iter().map(|n| parts(n)).collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(words[i].len()), i));
    let mut groups: Vec<Vec<String>> = Vec::new();
    let sounds: Vec<String> = words.iter().map(|w| sound(w.last().map_or("", |w| w))).collect();
    let mut by_surname: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut out = vec![usize::MAX; names.len()];
    for i in order {
        let same = by_surname.entry(&sounds[i]).or_default();
        let fits: Vec<usize> = same.iter().copied().filter(|&g| short_of(&words[i], &groups[g])).collect();
        out[i] = match fits[..] {
            [one] => one,
            _ => same.iter().copied().find(|&g| groups[g] == words[i]).unwrap_or_else(|| {
                groups.push(words[i].clone());
                same.push(groups.len() - 1);
                groups.len() - 1
            }),
        };
    }
    out
}

/// A name's words in lower case, without articles within names, initials and marks.
pub(crate) fn parts(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace(['’', '\''], "");
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let full = words.filter(|w| w.chars().count() > 1 && !matches!(*w, "al" | "el" | "ul" | "jr" | "sr"));
    let out: Vec<String> = full.map(str::to_owned).collect();
    if out.is_empty() { vec![lower] } else { out }
}

/// Whether a name is the other one or a shorter form of it: its words in order, the same surname.
fn short_of(short: &[String], full: &[String]) -> bool {
    let (Some(surname), Some(other)) = (short.last(), full.last()) else { return false };
    if surname == other {
        let mut rest = full.iter();
        return short.iter().all(|w| rest.any(|f| f == w));
    }
    // Another spelling: a bare surname must have more to be known by than a full name.
    let least = if short.len() > 1 { 3 } else { 4 };
    let mut rest = full.iter();
    sound(surname).chars().count() >= least
        && near(surname, other)
        && short.iter().all(|w| rest.any(|f| sound(f) == sound(w)))
}

fn sound(word: &str) -> String {
    skeleton(&name_key(word))
}

/// Whether two spellings differ in at most two letters.
pub(crate) fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()] <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_join_the_fuller_name() {
        let c = cluster(&["Brandt", "Odo Karl Brandt", "Odo Brandt", "Omar al-Rifai", "Rifai"]);
        assert_eq!((c[0], c[2]), (c[1], c[1]));
        assert_eq!(c[3], c[4]);
        assert_ne!(c[0], c[3]);
    }

    #[test]
    fn a_surname_of_two_persons_stays_apart() {
        let c = cluster(&["Lena Moss", "Piet Moss", "Moss", "Moss"]);
        assert_ne!(c[0], c[1]);
        assert!(c[2] != c[0] && c[2] != c[1]);
        assert_eq!(c[2], c[3]);
    }

    #[test]
    fn transliterations_of_one_name_meet() {
        let c = cluster(&["Fayssal Mikdad", "Mekdad", "Faisal Miqdad"]);
        assert!(c[0] == c[1] && c[1] == c[2]);
        let c = cluster(&["Said", "Omar Saad", "Ali Hasan", "Ali Hussein"]);
        assert!(c[0] != c[1] && c[2] != c[3]);
    }

    #[test]
    fn different_persons_never_meet() {
        let c = cluster(&["Amir Hatem", "Khatem", "Ali Hatem"]);
        assert!(c[0] != c[1] && c[1] != c[2] && c[0] != c[2]);
    }
}
