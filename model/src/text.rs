//! What does a span of code points say? The immutable text, with a map from code points to bytes.

use crate::span::{Char, Span};

/// Every how many code points a byte offset is kept.
const STRIDE: usize = 32;

/// A text that never changes, addressed in Unicode code points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    content: String,
    /// Byte offset of every `STRIDE`-th code point.
    anchors: Vec<u32>,
    chars: u32,
}

impl Text {
    /// Takes a string as it is. Texts over 4 GiB are cut there: offsets are 32 bits.
    pub fn new(mut content: String) -> Self {
        if content.len() > u32::MAX as usize {
            let mut cut = u32::MAX as usize;
            while !content.is_char_boundary(cut) {
                cut -= 1;
            }
            content.truncate(cut);
        }
        let mut anchors = Vec::with_capacity(content.len() / STRIDE + 1);
        let mut chars = 0;
        for (at, _) in content.char_indices() {
            if chars % STRIDE == 0 {
                anchors.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
            chars += 1;
        }
        Self { content, anchors, chars: u32::try_from(chars).unwrap_or(u32::MAX) }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// How many code points it has.
    pub fn len(&self) -> u32 {
        self.chars
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// The byte offset of a code point; the length in bytes for any point at or past the end.
    pub fn byte(&self, at: u32) -> usize {
        let Some(&anchor) = self.anchors.get(at as usize / STRIDE) else { return self.content.len() };
        let anchor = anchor as usize;
        let rest = self.content.get(anchor..).unwrap_or("");
        rest.char_indices().nth(at as usize % STRIDE).map_or(self.content.len(), |(i, _)| anchor + i)
    }

    /// The code point at a byte offset; offsets inside a code point count as its own.
    pub fn char(&self, byte: usize) -> u32 {
        let block = self.anchors.partition_point(|&a| (a as usize) <= byte).saturating_sub(1);
        let anchor = self.anchors.get(block).map_or(0, |&a| a as usize);
        let rest = self.content.get(anchor..).unwrap_or("");
        let within = rest.char_indices().take_while(|(i, _)| anchor + i < byte).count();
        let exact = block * STRIDE + within;
        let inside = byte < self.content.len() && !self.content.is_char_boundary(byte);
        u32::try_from(exact).unwrap_or(u32::MAX).saturating_sub(u32::from(inside))
    }

    /// The words of a span; what lies past the end is left out.
    pub fn slice(&self, span: Span<Char>) -> &str {
        let (a, b) = (self.byte(span.start()), self.byte(span.end()));
        self.content.get(a..b).unwrap_or("")
    }
}

/// Where words stand in a text with no letter or digit joined to them, in bytes: "he" is not in "the".
pub fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (letter(words.chars().next()), letter(words.chars().next_back()));
    text.match_indices(words).map(|(at, _)| at).filter(move |&at| {
        let before = text.get(..at).and_then(|b| b.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|a| a.chars().next());
        !(first && letter(before) || last && letter(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_map_both_ways() {
        let source: String = "aé“ü”\u{1f600}x—".repeat(40);
        let text = Text::new(source.clone());
        for (i, (byte, c)) in source.char_indices().enumerate() {
            let at = u32::try_from(i).unwrap();
            assert_eq!(text.byte(at), byte);
            assert_eq!(text.char(byte), at);
            assert_eq!(text.slice(Span::one(at)), c.to_string());
            if c.len_utf8() > 1 {
                assert_eq!(text.char(byte + 1), at);
            }
        }
        assert_eq!(text.byte(text.len()), source.len());
        assert_eq!(text.char(source.len()), text.len());
        assert_eq!(text.slice(Span::new(0, 9_999)), source);
    }
}
