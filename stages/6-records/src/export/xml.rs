//! How does text stand in XML? Marks that XML gives a meaning are escaped; what XML 1.0 cannot hold at all
//! becomes U+FFFD, so that one sees that something stood there.

use std::fmt::Write;

/// Text for content and for attributes in double quotes. Tabs and line ends are written as references, for
/// a reader makes spaces of them in attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_letters_are_not() {
        assert_eq!(escaped("<a & \"b\"> 'ç' 🌾"), "&lt;a &amp; &quot;b&quot;&gt; 'ç' 🌾");
    }

    #[test]
    fn line_ends_survive_and_what_xml_cannot_hold_is_marked() {
        assert_eq!(escaped("a\tb\r\nc"), "a&#9;b&#13;&#10;c");
        assert_eq!(escaped("a\0b\u{1b}c\u{fffe}\u{85}"), "a\u{fffd}b\u{fffd}c\u{fffd}\u{85}");
    }
}
