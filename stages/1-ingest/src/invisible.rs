//! Which characters must no canonical text have? Those that nobody sees and that reorder, hide or
//! part what is quoted.

use chancery_model::remark::Remark;

use crate::remark;

/// What is done to a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// It ends a line, in a way of its own.
    Breaks,
    Goes,
    /// It shapes letters in some scripts and hides in others.
    Joins,
}

/// Takes them out of title and body; a remark says how many.
pub(crate) fn remove(texts: [Option<&mut String>; 2], remarks: &mut Vec<Remark>) {
    let (mut gone, mut turned) = (0, 0);
    for text in texts.into_iter().flatten() {
        if text.is_ascii() && !text.bytes().any(|b| fate(char::from(b)) != Fate::Stays) {
            continue;
        }
        let mut clean = String::with_capacity(text.len());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let kept = match fate(c) {
                Fate::Stays => Some(c),
                Fate::Breaks => Some('\n'),
                Fate::Goes => None,
                // Persian and the scripts of India need them between letters, emoji between signs.
                Fate::Joins => (clean.chars().next_back().is_some_and(is_shaped)
                    && rest.peek().copied().is_some_and(is_shaped))
                .then_some(c),
            };
            clean.extend(kept);
            gone += usize::from(kept.is_none());
            turned += usize::from(is_turning(c));
        }
        *text = clean;
    }
    if gone > 0 {
        let turned =
            if turned > 0 { format!(", {turned} of them marks of direction") } else { String::new() };
        remarks
            .push(remark("ingest/invisible", format!("{gone} invisible characters were taken out{turned}.")));
    }
}

fn fate(c: char) -> Fate {
    match c {
        '\n' | '\t' | ' '..='~' => Fate::Stays,
        // Vertical tab, form feed, next line, line and paragraph separators.
        '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Breaks,
        '\u{200c}' | '\u{200d}' => Fate::Joins,
        // Soft hyphen, grapheme joiner, Mongolian separator, zero-width space, word joiner and
        // invisible operators, byte order mark, notes between lines, tags.
        '\u{ad}'
        | '\u{34f}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Fate::Goes,
        c if c.is_control() || is_turning(c) => Fate::Goes,
        _ => Fate::Stays,
    }
}

/// Marks that change the direction of what follows, and so what is read in which order.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

fn is_shaped(c: char) -> bool {
    c >= '\u{600}' && !is_turning(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, clean: &str, said: Option<&str>) {
        let (mut text, mut remarks) = (text.to_owned(), Vec::new());
        remove([None, Some(&mut text)], &mut remarks);
        assert_eq!(text, clean);
        assert_eq!(remarks.first().map(|r| r.text.as_str()), said);
    }

    #[test]
    fn nothing_turns_quoted_words_around() {
        check(
            "He said \u{202e}\"on sey\"\u{202c} twice.",
            "He said \"on sey\" twice.",
            Some("2 invisible characters were taken out, 2 of them marks of direction."),
        );
        check(
            "\u{2067}Oslo\u{2069}\u{200f}",
            "Oslo",
            Some("3 invisible characters were taken out, 3 of them marks of direction."),
        );
    }

    #[test]
    fn nothing_hides_within_a_word() {
        check(
            "Quist\0 co\u{ad}op\u{200b}er\u{200d}ates",
            "Quist cooperates",
            Some("4 invisible characters were taken out."),
        );
        check("a\u{1b}[1mb", "a[1mb", Some("1 invisible characters were taken out."));
    }

    #[test]
    fn letters_that_need_a_joiner_keep_it() {
        check("می\u{200c}رود", "می\u{200c}رود", None);
        check("👩\u{200d}🌾 in a field", "👩\u{200d}🌾 in a field", None);
    }

    #[test]
    fn odd_line_ends_become_plain_ones_and_spaces_stay() {
        check("one\u{c}two\u{2028}three\u{a0}four\tfive", "one\ntwo\nthree\u{a0}four\tfive", None);
    }
}
