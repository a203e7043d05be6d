//! Which words are names? The best legal sequence of entity tags (BIO) by Viterbi's algorithm.

use chancery_model::analysis::{Entity, EntityKind};
use chancery_model::span::Span;

/// What an entity tag means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Outside,
    Begin(EntityKind),
    Inside(EntityKind),
}

impl Tag {
    /// Reads `O`, `B-PER`, `I-PER`…
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.split_once('-') {
            None if text == "O" => Some(Self::Outside),
            Some(("B", kind)) => EntityKind::parse(kind).map(Self::Begin),
            Some(("I", kind)) => EntityKind::parse(kind).map(Self::Inside),
            _ => None,
        }
    }

    /// Whether it may follow another.
    fn follows(self, before: Self) -> bool {
        match self {
            Self::Inside(kind) => matches!(before, Self::Begin(k) | Self::Inside(k) if k == kind),
            _ => true,
        }
    }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Outside => f.write_str("O"),
            Self::Begin(kind) => write!(f, "B-{}", kind.as_str()),
            Self::Inside(kind) => write!(f, "I-{}", kind.as_str()),
        }
    }
}

/// The best legal tags of a sentence as indices into `tags`; `scores` has a row a word.
pub(crate) fn decode(scores: &[f32], tags: &[Tag]) -> Vec<usize> {
    let k = tags.len();
    let mut value = vec![f32::NEG_INFINITY; k];
    let mut back: Vec<Vec<usize>> = Vec::new();
    for (n, row) in scores.chunks_exact(k).enumerate() {
        let mut next = vec![f32::NEG_INFINITY; k];
        let mut from = vec![0; k];
        for (t, &tag) in tags.iter().enumerate() {
            if n == 0 {
                next[t] = if tag.follows(Tag::Outside) { row[t] } else { f32::NEG_INFINITY };
                continue;
            }
            for (b, &before) in tags.iter().enumerate() {
                if tag.follows(before) && value[b] + row[t] > next[t] {
                    (next[t], from[t]) = (value[b] + row[t], b);
                }
            }
        }
        value = next;
        back.push(from);
    }
    let mut at = crate::heads::best(&value);
    let mut out: Vec<usize> = back
        .iter()
        .rev()
        .map(|from| {
            let here = at;
            at = from[here];
            here
        })
        .collect();
    out.reverse();
    out
}

/// Entities of a sentence that starts at token `base`.
pub(crate) fn entities(tags: &[Tag], base: u32) -> Vec<Entity> {
    let mut out: Vec<Entity> = Vec::new();
    for (i, tag) in (base..).zip(tags) {
        match tag {
            Tag::Outside => {}
            Tag::Begin(kind) => out.push(Entity { tokens: Span::one(i), kind: *kind }),
            Tag::Inside(_) => {
                if let Some(last) = out.last_mut() {
                    last.tokens = last.tokens.cover(Span::one(i));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inside_tag_never_opens_a_name() {
        let tags = [Tag::Outside, Tag::Begin(EntityKind::Person), Tag::Inside(EntityKind::Person)];
        // The inside tag scores best everywhere, yet the first must begin.
        assert_eq!(decode(&[0.0, 0.5, 1.0, 0.0, 0.5, 1.0], &tags), [1, 2]);
        assert_eq!(decode(&[2.0, 0.5, 1.0, 0.0, 0.5, 0.6], &tags), [0, 1]);
        assert_eq!(decode(&[], &tags), Vec::<usize>::new());
    }

    #[test]
    fn tags_become_spans() {
        let p = EntityKind::Person;
        let found = entities(&[Tag::Begin(p), Tag::Inside(p), Tag::Outside, Tag::Begin(p)], 10);
        assert_eq!(found.iter().map(|e| e.tokens).collect::<Vec<_>>(), [Span::new(10, 12), Span::one(13)]);
    }
}
