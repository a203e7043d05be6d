//! Which words does a span mean? Spans count code points; a text is looked through once for all of them.

use std::ops::Range;

use chancery_model::record::Span;

/// A text that is cut by code points.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    /// Where each code point begins, and where the last ends.
    starts: Vec<usize>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// The number of code points.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Whether a span says something of this text.
    pub(super) fn has(&self, [start, end]: Span) -> bool {
        start < end && end <= self.len()
    }

    /// The words of a span; none where it lies outside or runs backwards.
    pub(super) fn of(&self, [start, end]: Span) -> &'t str {
        let byte = |at: u32| self.starts.get(at as usize).copied();
        let range = byte(start).zip(byte(end)).map(|(start, end)| Range { start, end });
        range.and_then(|r| self.text.get(r)).unwrap_or_default()
    }

    /// The words of discontinuous text, in one line.
    pub(super) fn joined(&self, spans: &[Span]) -> String {
        let parts: Vec<&str> = spans.iter().map(|s| self.of(*s)).filter(|w| !w.is_empty()).collect();
        parts.join(" … ")
    }
}

/// In one line and not longer than so many code points.
pub(super) fn short(words: &str, longest: usize) -> String {
    let mut line = String::new();
    let mut room = longest;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if length >= room {
            if line.is_empty() {
                line.extend(word.chars().take(room));
            }
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        room -= length + 1;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_code_points_and_wrong_ones_mean_nothing() {
        let words = Words::new("Zoë met Ödön.");
        assert_eq!(words.of([0, 3]), "Zoë");
        assert_eq!(words.of([8, 12]), "Ödön");
        for wrong in [[5, 2], [3, 99], [99, 100], [u32::MAX, u32::MAX]] {
            assert_eq!((words.of(wrong), words.has(wrong)), ("", false), "{wrong:?}");
        }
        assert_eq!(words.joined(&[[0, 3], [99, 100], [8, 12]]), "Zoë … Ödön");
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(short("two\n  words", 20), "two words");
        assert_eq!(short("one two three", 9), "one two…");
        assert_eq!(short("unbrokenword", 5), "unbro…");
    }
}
