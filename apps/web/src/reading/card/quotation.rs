//! Which words of the text does a card quote? The sentence with the trigger marked in it, no longer than is read.

use chancery_model::record::Span;
use maud::{Markup, html};

use crate::reading::glyphs::source;
use crate::reading::words::Words;

/// Code points of the longest quotation.
const LONGEST: u32 = 600;

/// Code points before the trigger where a sentence is longer than that.
const BEFORE: u32 = 200;

/// The sentence word for word, the trigger marked; of a sentence that is not known the trigger alone.
pub(super) fn sentence(words: &Words, sentence: Option<Span>, trigger: &[Span]) -> Markup {
    let mut marks: Vec<Span> = trigger.iter().copied().filter(|s| words.has(*s)).collect();
    marks.sort_unstable();
    let around = marks.first().map(|first| [first[0], marks.iter().map(|m| m[1]).fold(first[1], u32::max)]);
    let Some([from, to]) = sentence.filter(|s| words.has(*s)).or(around) else { return Markup::default() };
    let (start, end) = window([from, to], around);
    let mut at = start;
    let mut parts = Vec::new();
    for [a, b] in marks {
        let (a, b) = (a.clamp(at, end), b.clamp(at, end));
        if a < b {
            parts.extend([(words.of([at, a]), false), (words.of([a, b]), true)]);
            at = b;
        }
    }
    parts.push((words.of([at, end]), false));
    html! {
        blockquote.said dir="auto" {
            @if start > from { "… " }
            @for (part, is_trigger) in parts {
                @if is_trigger { mark { (source(part)) } } @else { (source(part)) }
            }
            @if end < to { " …" }
        }
    }
}

/// Of a long sentence, what stands about the trigger.
fn window([from, to]: Span, trigger: Option<Span>) -> (u32, u32) {
    if to - from <= LONGEST {
        return (from, to);
    }
    let first = trigger.map_or(from, |t| t[0]).clamp(from, to);
    let start = first.saturating_sub(BEFORE).max(from);
    (start, start.saturating_add(LONGEST).min(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, within: Option<Span>, trigger: &[Span], expected: &str) {
        let quoted = sentence(&Words::new(text), within, trigger).into_string();
        assert_eq!(
            quoted.replace("<blockquote class=\"said\" dir=\"auto\">", "«").replace("</blockquote>", "»"),
            expected
        );
    }

    #[test]
    fn the_trigger_is_marked_in_its_sentence() {
        let text = "Title. Quist met Brandt & left.";
        check(text, Some([7, 31]), &[[13, 16]], "«Quist <mark>met</mark> Brandt &amp; left.»");
        check(text, None, &[[13, 16]], "«<mark>met</mark>»");
        check(text, Some([7, 99]), &[[13, 16], [2, 1]], "«<mark>met</mark>»");
        check(text, None, &[[40, 50]], "");
        check(
            text,
            Some([7, 31]),
            &[[13, 16], [14, 23]],
            "«Quist <mark>met</mark><mark> Brandt</mark> &amp; left.»",
        );
    }

    #[test]
    fn of_a_long_sentence_the_part_about_the_trigger_is_quoted() {
        let text = format!("{}met{}", "a ".repeat(1000), " b".repeat(1000));
        let quoted = sentence(&Words::new(&text), Some([0, 4003]), &[[2000, 2003]]).into_string();
        assert!(quoted.len() < 800, "{quoted}");
        assert!(quoted.contains(">… a a") && quoted.contains("<mark>met</mark> b"), "{quoted}");
        assert!(quoted.ends_with(" …</blockquote>"), "{quoted}");
    }
}
