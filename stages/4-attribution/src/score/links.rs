//! Which relations are the same? Spans as sets of words, compared by their overlap.

use std::collections::BTreeSet;

use chancery_model::claims::Form;
use chancery_model::span::{Char, Span};

/// What a source is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceKind {
    Name,
    Noun,
    Pronoun,
    None,
}

/// One side of a comparison, as sets of words.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) source: BTreeSet<usize>,
    pub(super) cue: BTreeSet<usize>,
    pub(super) content: BTreeSet<usize>,
    pub(super) form: Form,
    pub(super) statement: bool,
    pub(super) kind: SourceKind,
    /// The lemma of the cue's first verb, or its words.
    pub(super) lemma: String,
    /// Whether it was linked to an item of the other side.
    pub(super) linked: bool,
}

/// The words of a text: runs of letters, digits and underscores.
pub(super) fn words(text: &str) -> Vec<Span<Char>> {
    let mut out: Vec<Span<Char>> = Vec::new();
    for (i, c) in (0..).zip(text.chars()) {
        if c.is_alphanumeric() || c == '_' {
            match out.last_mut() {
                Some(last) if last.end() == i => *last = Span::new(last.start(), i + 1),
                _ => out.push(Span::one(i)),
            }
        }
    }
    out
}

/// The words that spans touch, by their number in the text.
pub(super) fn covered(words: &[Span<Char>], spans: &[Span<Char>]) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for s in spans {
        let first = words.partition_point(|w| w.end() <= s.start());
        let last = words.partition_point(|w| w.start() < s.end());
        out.extend(first..last);
    }
    out
}

/// The words of a cue; of a cue that has none, a colon or a dash, its code points, counted on from the words. (The
/// rule "cues share a word" says nothing of those; nobody could find them, and nobody is blamed for it so.)
pub(super) fn sign(words: &[Span<Char>], cue: &[Span<Char>]) -> BTreeSet<usize> {
    let found = covered(words, cue);
    if !found.is_empty() {
        return found;
    }
    cue.iter().flat_map(|s| s.iter()).map(|c| words.len() + c as usize).collect()
}

/// Pairs of gold and system that link, the closest first, each used once.
pub(super) fn link(gold: &[Item], system: &[Item]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, s) in system.iter().enumerate() {
            let (content, source) = (jaccard(&g.content, &s.content), jaccard(&g.source, &s.source));
            if content >= 0.5 && source >= 0.5 && g.cue.intersection(&s.cue).next().is_some() {
                pairs.push((content + source, i, j));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in pairs {
        if out.iter().all(|&(a, b)| a != i && b != j) {
            out.push((i, j));
        }
    }
    out
}

/// Shared by all; two empty sets are alike.
#[allow(clippy::cast_precision_loss, reason = "counts of words are small")]
fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 1.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(source: &[usize], cue: &[usize], content: &[usize]) -> Item {
        let set = |s: &[usize]| s.iter().copied().collect();
        Item {
            source: set(source),
            cue: set(cue),
            content: set(content),
            form: Form::Indirect,
            statement: true,
            kind: SourceKind::Name,
            lemma: String::new(),
            linked: false,
        }
    }

    #[test]
    fn a_link_needs_content_source_and_a_word_of_the_cue() {
        let gold = [item(&[0], &[1], &[2, 3])];
        assert_eq!(link(&gold, &[item(&[0], &[1], &[2])]), [(0, 0)]);
        assert!(link(&gold, &[item(&[], &[1], &[2, 3])]).is_empty());
        assert!(link(&gold, &[item(&[0], &[5], &[2, 3])]).is_empty());
        assert!(link(&gold, &[item(&[0], &[1], &[3, 4, 5])]).is_empty());
        assert_eq!(link(&[item(&[], &[1], &[2])], &[item(&[], &[1], &[2])]).len(), 1);
    }

    #[test]
    fn a_cue_without_words_is_its_sign() {
        let text = words("“We stay.” — Quist");
        let dash = sign(&text, &[Span::new(11, 12)]);
        assert_eq!(dash, [3 + 11].into());
        assert_eq!(sign(&text, &[Span::new(13, 18)]), [2].into());
        assert!(dash.is_disjoint(&sign(&text, &[Span::new(0, 10)])));
    }

    #[test]
    fn a_span_covers_the_words_that_it_touches() {
        let text = words("Quist said talks failed.");
        assert_eq!(covered(&text, &[Span::new(11, 16), Span::new(17, 23)]), [2, 3].into());
    }
}
