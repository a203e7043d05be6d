//! Which characters of a source may stand on the page? All that can be seen. What steers the direction of writing
//! or is no character at all would disturb what stands around it.

use std::borrow::Cow;

use maud::{Markup, html};

/// Controls, and what embeds, overrides or isolates a direction: a reader of the text is told that one stood there.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{206A}'..='\u{206F}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}')
}

/// Characters without width that carry no meaning; joiners do, in Persian and in pictographs, and stay.
fn is_empty(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// A name or a phrase of a source in one line, without what disturbs.
pub(crate) fn shown(words: &str) -> Cow<'_, str> {
    let line = |c: char| matches!(c, '\n' | '\t' | '\u{2028}' | '\u{2029}');
    if !words.contains(|c| is_unseen(c) || is_empty(c) || line(c)) {
        return Cow::Borrowed(words);
    }
    let kept = words.chars().filter(|c| !is_unseen(*c) && !is_empty(*c));
    Cow::Owned(kept.map(|c| if line(c) { ' ' } else { c }).collect())
}

/// What somebody is called. A designation that is no name stands in quotation marks: it is the dispatch's word for
/// them and not ours.
pub(crate) fn called(name: &str) -> Cow<'_, str> {
    let shown = shown(name);
    if shown.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) {
        return Cow::Owned(format!("“{shown}”"));
    }
    shown
}

/// Words of the text itself: where a character is kept from working, a mark says which.
pub(super) fn source(words: &str) -> Markup {
    if !words.contains(|c| is_unseen(c) || is_empty(c)) {
        return html! { (words) };
    }
    let parts = words.split_inclusive(is_unseen).map(|part| {
        let last = part.chars().next_back().filter(|c| is_unseen(*c));
        let seen: String = part.chars().filter(|c| !is_unseen(*c) && !is_empty(*c)).collect();
        (seen, last.map(|c| format!("U+{:04X}", u32::from(c))))
    });
    html! {
        @for (seen, unseen) in parts {
            (seen)
            @if let Some(code) = unseen {
                span.unseen title={ "a character that cannot be seen: " (code) } { "▯" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_designation_is_quoted_and_a_name_is_not() {
        assert_eq!(called("Ada Quist"), "Ada Quist");
        assert_eq!(called("11 terrorists"), "“11 terrorists”");
        assert_eq!(called("外交部"), "外交部");
        assert_eq!(called(""), "");
    }

    #[test]
    fn a_name_cannot_turn_the_page_around() {
        assert_eq!(shown("Ada Quist"), "Ada Quist");
        assert_eq!(shown("Ada\u{202E} Quist\u{200B}\n\0"), "Ada Quist ");
        assert_eq!(shown("می\u{200C}خواهم"), "می\u{200C}خواهم", "joiners are part of the spelling");
    }

    #[test]
    fn the_text_says_where_it_had_an_unseen_character() {
        let shown = source("a\u{202E}b\u{FEFF}c\u{1b}").into_string();
        assert_eq!(
            shown,
            "a<span class=\"unseen\" title=\"a character that cannot be seen: U+202E\">▯</span>bc\
             <span class=\"unseen\" title=\"a character that cannot be seen: U+001B\">▯</span>"
        );
        assert_eq!(source("<b>").into_string(), "&lt;b&gt;");
    }
}
