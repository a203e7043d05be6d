//! What stands in a text where a date may stand? Numbers, words and marks.

use super::words;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Value and count of digits.
    Number(u32, usize),
    /// In lower case.
    Word(String),
    Mark(char),
}

#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

impl Token {
    pub(super) fn is(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(c) if marks.contains(&c))
    }

    pub(super) fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }

    pub(super) fn month(&self) -> Option<u32> {
        self.word().and_then(words::calendar).filter(|m| *m > 0).map(u32::from)
    }

    pub(super) fn is_weekday(&self) -> bool {
        self.word().and_then(words::calendar) == Some(0)
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut spaced = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        // Joints of segments and marks of direction part words as white space does.
        if c.is_whitespace() || matches!(c, '\u{1f}' | '\u{200e}' | '\u{200f}') {
            spaced = true;
            continue;
        }
        let digit = c.is_ascii_digit();
        let mut end = start + c.len_utf8();
        let kind = if digit || c.is_alphabetic() {
            let alike = |n: char| if digit { n.is_ascii_digit() } else { n.is_alphabetic() };
            while let Some((at, next)) = chars.next_if(|(_, n)| alike(*n)) {
                end = at + next.len_utf8();
            }
            let run = text.get(start..end).unwrap_or_default();
            if digit {
                // Longer runs are no date; their value does not matter.
                Kind::Number(run.parse().unwrap_or(u32::MAX), run.len())
            } else {
                Kind::Word(run.to_lowercase())
            }
        } else {
            Kind::Mark(c)
        };
        out.push(Token { kind, start, end, spaced });
        spaced = false;
    }
    out
}
