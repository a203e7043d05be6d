//! Was UTF-8 once read as windows-1252 ("donâ€™t", "cafÃ©")? Mended only where that is certain: a
//! true name changed is worse than a broken one kept.

use chancery_model::remark::Remark;

use crate::remark;

/// How often a text may have been through it.
const ROUNDS: usize = 3;

/// Mends title and body together; a remark says that it was done.
pub(crate) fn mend(title: Option<&mut String>, body: &mut String, remarks: &mut Vec<Remark>) {
    if body.is_ascii() && title.as_ref().is_none_or(|t| t.is_ascii()) {
        return;
    }
    let head = title.as_ref().map_or(0, |t| t.len());
    let mut whole = title.as_ref().map_or_else(String::new, |t| (*t).clone());
    whole.push_str(body);
    let mut at = head;
    let mut mended = 0;
    for _ in 0..ROUNDS {
        let Some((text, split, count)) = once(&whole, at) else { break };
        (whole, at) = (text, split);
        mended += count;
    }
    if mended == 0 {
        return;
    }
    *body = whole.split_off(at);
    if let Some(title) = title {
        *title = whole;
    }
    let text = format!("UTF-8 had been read as windows-1252; {mended} characters were mended.");
    remarks.push(remark("ingest/mojibake", text));
}

/// The text that one round gives, where the two parts meet in it, and how many characters it mends;
/// nothing where it is not certain.
///
/// Every character above ASCII must be part of a sequence that is UTF-8, so that one true "é" or "’"
/// beside them keeps the whole as it is.
fn once(text: &str, split: usize) -> Option<(String, usize, usize)> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    for (offset, c) in text.char_indices() {
        if offset == split {
            at = bytes.len();
        }
        bytes.push(byte(c)?);
    }
    if split == text.len() {
        at = bytes.len();
    }
    let mended = String::from_utf8(bytes).ok().filter(|m| m.is_char_boundary(at))?;
    let (mut count, mut sure, mut before) = (0, false, ' ');
    for c in mended.chars() {
        if !c.is_ascii() {
            if !is_likely(c) {
                return None;
            }
            count += 1;
            // Three bytes seldom fit by chance, and no capital Ã stands in the middle of a word.
            sure |= c.len_utf8() > 2 || (before.is_lowercase() && c.is_alphabetic());
        }
        before = c;
    }
    (count > 1 || (count == 1 && sure)).then_some((mended, at, count))
}

/// The byte that windows-1252, or Latin-1, has for a character.
fn byte(c: char) -> Option<u8> {
    if let Ok(b) = u8::try_from(c) {
        Some(b)
    } else {
        let mut buffer = [0; 4];
        let (bytes, _, failed) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        bytes.first().copied().filter(|_| !failed)
    }
}

/// Letters and the signs that prose has; also what a second round must still mend.
fn is_likely(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{80}'..='\u{9f}' | '\u{a0}'..='\u{bf}' | '×' | '÷' | '\u{300}'..='\u{36f}')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{203a}' | '\u{20a0}'..='\u{20bf}')
        || matches!(c, '\u{2122}' | '\u{2c6}' | '\u{2dc}' | '\u{feff}' | '\u{600}'..='\u{6ff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{900}'..='\u{dff}' | '\u{3000}'..='\u{303f}')
        || matches!(c, '\u{ff00}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, mended: &str) {
        let (mut body, mut remarks) = (text.to_owned(), Vec::new());
        mend(None, &mut body, &mut remarks);
        assert_eq!(body, mended);
        assert_eq!(remarks.len(), usize::from(text != mended), "{text}");
    }

    /// What a program sees that takes UTF-8 for windows-1252.
    fn broken(text: &str) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_went_through_the_wrong_table_comes_back() {
        for text in [
            "The minister said he doesn’t know.",
            "“We wait,” envoy Lara Quist said – and left.",
            "Envoys met in a café.",
            "Peña and Muñoz met in Bogotá.",
            "Посол прибыл в Осло",
            "وصل الوفد إلى أوسلو",
            "大使抵达奥斯陆",
            "The prize is 5 € or £4",
        ] {
            check(&broken(text), text);
            check(&broken(&broken(text)), text);
            check(text, text);
        }
        check("He doesnâ\u{80}\u{99}t know", "He doesn’t know");
    }

    #[test]
    fn capitals_and_lone_pieces_stay() {
        for text in [
            "SÃO PAULO",
            "NAÇÕES UNIDAS",
            "SITUAÇÃO EM SÃO TOMÉ E PRÍNCIPE",
            "IRMÃ® opens a shop",
            "the sign â€ alone",
            "â€",
            "Â",
            "Ã",
            "5 Â° north",
            "pâté, crème and naïve",
            "Straße",
            "\u{a0}Quist",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn one_true_character_beside_broken_ones_keeps_all() {
        let text = "The cafÃ© is in Besançon.";
        check(text, text);
    }

    #[test]
    fn title_and_body_are_mended_together() {
        let (mut title, mut body) = (broken("Muñoz’s café"), broken("He isn’t there."));
        let mut remarks = Vec::new();
        mend(Some(&mut title), &mut body, &mut remarks);
        assert_eq!((title.as_str(), body.as_str()), ("Muñoz’s café", "He isn’t there."));
        assert_eq!(remarks.len(), 1);
        let (mut title, mut body) = ("A café".to_owned(), broken("He isn’t there."));
        mend(Some(&mut title), &mut body, &mut remarks);
        assert_eq!(body, broken("He isn’t there."), "a title that is whole speaks against it");
    }
}
