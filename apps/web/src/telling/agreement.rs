//! What do most say, and who says something else?

use std::collections::{BTreeMap, BTreeSet};

/// What one telling says of one aspect: keys that can be compared.
pub(super) type Answer = BTreeSet<String>;

/// How the tellings stand to each other in one aspect. Those that say nothing of it count for nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// Fewer than two say anything.
    Alone,
    /// All that say anything say the same.
    Same,
    /// So many say this; so many something else.
    Most { answer: Answer, number: usize, others: usize },
    /// No answer is more common than all others.
    Split,
}

impl Agreement {
    pub(super) fn of<'a>(answers: impl Iterator<Item = &'a Answer>) -> Self {
        let mut counts: BTreeMap<&Answer, usize> = BTreeMap::new();
        for answer in answers.filter(|a| !a.is_empty()) {
            *counts.entry(answer).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        if all < 2 {
            return Self::Alone;
        }
        let most = counts.values().copied().max().unwrap_or_default();
        let mut common = counts.iter().filter(|(_, n)| **n == most);
        match (common.next(), common.next()) {
            _ if counts.len() == 1 => Self::Same,
            (Some((answer, number)), None) => {
                Self::Most { answer: (*answer).clone(), number: *number, others: all - number }
            }
            _ => Self::Split,
        }
    }

    /// Whether a key of an answer is not what most say.
    pub(super) fn differs(&self, key: &str) -> bool {
        match self {
            Self::Alone | Self::Same => false,
            Self::Most { answer, .. } => !answer.contains(key),
            Self::Split => true,
        }
    }

    /// In words.
    pub(super) fn told(&self) -> Option<String> {
        match self {
            Self::Alone => None,
            Self::Same => Some("all agree".into()),
            Self::Most { number, others, .. } => {
                Some(format!("{number} agree, {others} {}", if *others == 1 { "differs" } else { "differ" }))
            }
            Self::Split => Some("no answer is the most common".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers parted by "|", their keys by spaces; those that differ are in brackets.
    fn check(answers: &str, told: Option<&str>, marked: &str) {
        let answers: Vec<Answer> =
            answers.split('|').map(|a| a.split_whitespace().map(str::to_owned).collect()).collect();
        let agreement = Agreement::of(answers.iter());
        assert_eq!(agreement.told().as_deref(), told);
        let mark = |key: &String| if agreement.differs(key) { format!("[{key}]") } else { key.clone() };
        let row: Vec<String> =
            answers.iter().map(|a| a.iter().map(mark).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(row.join("|"), marked);
    }

    #[test]
    fn what_differs_from_the_most_common_answer_is_marked() {
        check("11|11|20", Some("2 agree, 1 differs"), "11|11|[20]");
        check("11|11|11 20", Some("2 agree, 1 differs"), "11|11|11 [20]");
        check("11|11", Some("all agree"), "11|11");
        check("11|20", Some("no answer is the most common"), "[11]|[20]");
        check("11||", None, "11||");
        check("11||11|3|4", Some("2 agree, 2 differ"), "11||11|[3]|[4]");
    }
}
