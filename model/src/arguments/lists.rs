//! Which words bend the walks? The sorted word lists of `model/lexicon`, embedded.

use std::sync::LazyLock;

/// A sorted word list.
pub(crate) type List = LazyLock<Vec<&'static str>>;

/// The entries of a list file: lines without comments.
fn entries(file: &'static str) -> Vec<&'static str> {
    file.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)+) => {
        $($(#[$doc])* pub(crate) static $name: List =
            LazyLock::new(|| entries(include_str!(concat!("../../lexicon/", $file))));)+

        /// The lists as (path, content), sorted by path: they are part of what a record's `rules` hash
        /// stands for.
        pub const LEXICONS: &[(&str, &str)] =
            &[$((concat!("model/lexicon/", $file), include_str!(concat!("../../lexicon/", $file)))),+];

        #[cfg(test)]
        fn all() -> Vec<(&'static str, &'static List)> {
            vec![$(($file, &$name)),+]
        }
    };
}

lists! {
    /// "the day they met".
    ADJUNCT_NOUNS = "adjunct-nouns.txt";
    /// What a governor says of its complement, with the effect after a tab.
    EMBEDDING = "embedding.tsv";
    /// "talks began": what belongs to the verb belongs to the noun.
    HAPPENING = "happening-verbs.txt";
    /// "hold talks": the subject of the verb is the subject of the noun.
    LIGHT = "light-verbs.txt";
    /// "urged him to come".
    OBJECT_CONTROL = "object-control.txt";
    /// "called on him to come".
    OBLIQUE_CONTROL = "oblique-control.txt";
    /// "detained on the orders of the minister": who has it done.
    ORDERS = "order-nouns.txt";
    /// "Norway condemns": what a state does by saying so.
    PERFORMING = "performing-verbs.txt";
    /// "received an apology from her": the subject of the verb is to whom the noun's deed is done.
    RECEIVING = "receiving-verbs.txt";
    /// "promised him to come".
    SUBJECT_CONTROL = "subject-control.txt";
}

/// Whether a word is in a list.
pub(crate) fn has(list: &List, word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// What a word says of its complement, and whether it says so of nouns too.
pub(crate) fn embedding(word: &str) -> Option<(&'static str, bool)> {
    let key = |line: &&'static str| line.split_once('\t').map_or(*line, |(k, _)| k);
    let at = EMBEDDING.binary_search_by(|line| key(line).cmp(word)).ok()?;
    let (_, effect) = EMBEDDING.get(at)?.split_once('\t')?;
    Some(effect.split_once('\t').map_or((effect, false), |(e, flag)| (e, flag == "noun")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_without_doubles() {
        for (file, list) in all() {
            assert!(list.is_sorted_by(|a, b| a < b), "help: sort model/lexicon/{file} by bytes");
            assert!(list.len() > 3, "{file} is nearly empty");
        }
        assert!(LEXICONS.is_sorted_by_key(|(path, _)| path));
    }

    #[test]
    fn every_effect_is_known() {
        for line in EMBEDDING.iter() {
            let (word, _) = line.split_once('\t').unwrap();
            let (effect, _) = embedding(word).unwrap();
            let known = effect == "negated" || crate::clause::Modality::parse(effect).is_some();
            assert!(known, "help: {line:?} in model/lexicon/embedding.tsv has no known effect");
        }
        assert_eq!(embedding("refuse"), Some(("negated", false)));
        assert_eq!(embedding("refus"), None);
    }
}
