//! What stands in quotation marks? Quotations over sentences and paragraphs, whatever the marks.

use chancery_model::analysis::Analysis;
use chancery_model::dispatch::Dispatch;
use chancery_model::span::{Char, Span};

/// One quotation within a paragraph, its marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    /// From the opening to the closing mark.
    pub(crate) span: Span<Char>,
    /// Its tokens, the marks included.
    pub(crate) first: u32,
    /// One past its last token.
    pub(crate) end: u32,
    /// Whether the next quotation goes on with it: the mark was left open at the paragraph's end.
    pub(crate) goes_on: bool,
}

/// All quotations of a dispatch.
#[derive(Debug, Clone, Default)]
pub(crate) struct Quotes {
    list: Vec<Quote>,
    /// Quotation of a token plus one; 0 for none.
    at: Vec<u32>,
}

/// How many code points a single-quoted stretch may have: an apostrophe seldom closes so late.
const SINGLE: usize = 600;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Double,
    Single,
}

impl Quotes {
    /// Finds them.
    pub(crate) fn find(dispatch: &Dispatch, a: &Analysis) -> Self {
        let mut list: Vec<Quote> = Vec::new();
        for &paragraph in &dispatch.paragraphs {
            let chars: Vec<char> = dispatch.text.slice(paragraph).chars().collect();
            let found = in_paragraph(&chars);
            let begins_quoted = found.first().is_some_and(|f| leading(&chars, f.0));
            if let Some(last) = list.last_mut().filter(|q| q.goes_on) {
                last.goes_on = begins_quoted;
            }
            for (start, end, open) in found {
                let offset = |at: usize| paragraph.start() + u32::try_from(at).unwrap_or(0);
                let span = Span::new(offset(start), offset(end));
                let first = a.tokens().partition_point(|t| t.span.end() <= span.start());
                let past = a.tokens().partition_point(|t| t.span.start() < span.end());
                let (Ok(first), Ok(past)) = (u32::try_from(first), u32::try_from(past)) else { continue };
                if first < past {
                    list.push(Quote { span, first, end: past, goes_on: open });
                }
            }
        }
        if let Some(last) = list.last_mut() {
            last.goes_on = false;
        }
        let mut at = vec![0; a.tokens().len()];
        for (i, q) in (1..).zip(&list) {
            for slot in at.iter_mut().take(q.end as usize).skip(q.first as usize) {
                *slot = i;
            }
        }
        Self { list, at }
    }

    /// The quotation that a token stands in, marks included.
    pub(crate) fn of(&self, token: u32) -> Option<usize> {
        (self.at.get(token as usize).copied()? as usize).checked_sub(1)
    }

    /// All of them, in the text's order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Quote> {
        self.list.iter().copied()
    }

    /// A quotation.
    pub(crate) fn get(&self, index: usize) -> Option<Quote> {
        self.list.get(index).copied()
    }

    /// The quotations that a quotation is one with over paragraph breaks, it included.
    pub(crate) fn chain(&self, index: usize) -> Vec<usize> {
        let goes_on = |i: usize| self.list.get(i).is_some_and(|q| q.goes_on);
        let mut first = index;
        while first > 0 && goes_on(first - 1) {
            first -= 1;
        }
        let mut last = index;
        while goes_on(last) && last + 1 < self.list.len() {
            last += 1;
        }
        (first..=last).collect()
    }

    /// Whether a stretch of tokens stands wholly in quotations, one word at least.
    pub(crate) fn covers(&self, a: &Analysis, tokens: impl Iterator<Item = u32>) -> bool {
        let mut words = tokens.filter(|&t| is_word(a, t)).peekable();
        words.peek().is_some() && words.all(|t| self.of(t).is_some())
    }
}

/// Whether a token is a word, not punctuation.
pub(crate) fn is_word(a: &Analysis, token: u32) -> bool {
    a.token(token).form.chars().any(char::is_alphanumeric)
}

fn is_any_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '`')
}

/// Whether nothing but space stands before a place.
fn leading(chars: &[char], at: usize) -> bool {
    chars.iter().take(at).all(|c| c.is_whitespace())
}

/// The quotations of one paragraph: start, end, whether it is left open at the end.
fn in_paragraph(chars: &[char]) -> Vec<(usize, usize, bool)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, Mark)> = None;
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        let before = at.checked_sub(1).and_then(|b| chars.get(b)).copied();
        // Two single marks, or two grave accents, are one double mark.
        let width = if matches!(c, '\'' | '`' | '’' | '‘') && next == Some(c) { 2 } else { 1 };
        let after = chars.get(at + width).copied();
        let mark = match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' => Some(Mark::Double),
            _ if width == 2 => Some(Mark::Double),
            '\'' | '‘' | '’' | '‚' | '`' => Some(Mark::Single),
            _ => None,
        };
        let starts = before.is_none_or(|b| b.is_whitespace() || "([{—–-:/".contains(b) || is_any_mark(b))
            && after.is_some_and(|n| !n.is_whitespace());
        match (mark, open) {
            (Some(Mark::Double), None) if starts || matches!(c, '“' | '„' | '«') => {
                open = Some((at, Mark::Double));
            }
            // An opening mark typed where a closing one is meant: "it is over, “ he said.
            (Some(Mark::Double), Some((start, Mark::Double)))
                if before.is_some_and(char::is_whitespace)
                    && (after.is_none_or(char::is_whitespace) || after_comma(chars, at)) =>
            {
                out.push((start, at + width, false));
                open = None;
            }
            // A second opening mark is a repeated one: the first goes on.
            (Some(Mark::Double), Some((start, Mark::Double))) if !matches!(c, '“' | '„' | '«') => {
                out.push((start, at + width, false));
                open = None;
            }
            // A double mark within a single-quoted stretch: what opened was an apostrophe.
            (Some(Mark::Double), Some((_, Mark::Single))) if starts => open = Some((at, Mark::Double)),
            (Some(Mark::Single), None) if starts && c != '’' && closes_later(chars, at) => {
                open = Some((at, Mark::Single));
            }
            (Some(Mark::Single), Some((start, Mark::Single))) if is_closing(before, after) && c != '‘' => {
                out.push((start, at + 1, false));
                open = None;
            }
            _ => {}
        }
        at += width;
    }
    if let Some((start, Mark::Double)) = open {
        out.push((start, chars.len(), true));
    }
    out
}

/// Whether a comma stands before the space before a mark.
fn after_comma(chars: &[char], at: usize) -> bool {
    at.checked_sub(2).and_then(|b| chars.get(b)).is_some_and(|&c| c == ',')
}

/// Whether a single mark may close: no letter follows, and something other than space stands before.
fn is_closing(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|n| !n.is_alphanumeric())
}

/// Whether a single mark that may open has a likely partner: guards against "the '90s".
fn closes_later(chars: &[char], at: usize) -> bool {
    if chars.get(at + 1).is_some_and(char::is_ascii_digit) {
        return false;
    }
    (at + 2..chars.len().min(at + SINGLE)).any(|i| {
        let single = chars.get(i).is_some_and(|c| matches!(c, '\'' | '’'));
        single && is_closing(chars.get(i - 1).copied(), chars.get(i + 1).copied())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        in_paragraph(&chars).into_iter().map(|(a, b, _)| chars[a..b].iter().collect()).collect()
    }

    #[test]
    fn marks_of_all_kinds_are_read() {
        assert_eq!(quoted("He said \"yes\" and “no”."), ["\"yes\"", "“no”"]);
        assert_eq!(quoted("''We stay,'' she said."), ["''We stay,''"]);
        assert_eq!(quoted("``We stay,'' she said."), ["``We stay,''"]);
        assert_eq!(quoted("Sie «bleiben» hier, „sagt“ er"), ["«bleiben»", "„sagt“ er"]);
        assert_eq!(quoted("‘It’s ours,’ he said."), ["‘It’s ours,’"]);
    }

    #[test]
    fn apostrophes_quote_nothing() {
        assert!(quoted("The envoys’ plane and the minister's office").is_empty());
        assert!(quoted("in the '90s the boys' school").is_empty());
    }

    #[test]
    fn a_mark_left_open_reaches_the_end() {
        let chars: Vec<char> = "She said: “We stay. They go.".chars().collect();
        assert_eq!(in_paragraph(&chars), [(10, chars.len(), true)]);
    }
}
