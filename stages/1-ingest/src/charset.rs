//! Which characters do the bytes stand for? A byte order mark says so; else they are UTF-8 if they
//! can be, whatever is declared; else what is declared; else a guess.

mod declared;

use chancery_model::remark::Remark;
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::remark;

/// How many bytes are looked at to tell a text from other data.
const SAMPLE: usize = 65_536;

/// The text that the bytes stand for; empty, with a remark, where they are no text. `stated` is
/// the charset that a header names.
pub(crate) fn decode(bytes: &[u8], stated: Option<&str>, limit: usize, remarks: &mut Vec<Remark>) -> String {
    let whole = bytes.len() <= limit;
    let bytes = bytes.get(..limit).unwrap_or(bytes);
    if !whole {
        let text = format!("Only the first {limit} bytes were looked at.");
        remarks.push(remark("ingest/too-long", text));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or(&[]);
        if encoding != UTF_8 {
            return guessed(rest, encoding, remarks);
        }
        return narrow(rest, None, whole, remarks);
    }
    if let Some(encoding) = wide(bytes) {
        return guessed(bytes, encoding, remarks);
    }
    if is_binary(bytes) {
        remarks.push(remark("ingest/binary", "The bytes are no text.".into()));
        return String::new();
    }
    let named = stated.and_then(declared::encoding).or_else(|| declared::inside(bytes));
    narrow(bytes, named, whole, remarks)
}

/// Decodes what is not known to be UTF-16.
fn narrow(bytes: &[u8], named: Option<&'static Encoding>, whole: bool, remarks: &mut Vec<Remark>) -> String {
    let error = match std::str::from_utf8(bytes) {
        // Its bytes are all ASCII, and stand for other characters.
        Ok(_) if named == Some(ISO_2022_JP) && bytes.contains(&0x1b) => None,
        // Other charsets do not look like UTF-8 by chance: a declaration that says so is wrong.
        Ok(text) => return text.to_owned(),
        Err(e) => Some(e),
    };
    // The limit may have cut the last character in two.
    if let Some(e) = error.filter(|e| !whole && e.error_len().is_none()) {
        return String::from_utf8_lossy(bytes.get(..e.valid_up_to()).unwrap_or(&[])).into_owned();
    }
    if let Some(encoding) = named.filter(|n| *n != UTF_8) {
        let (text, lossy) = encoding.decode_without_bom_handling(bytes);
        if !lossy {
            return text.into_owned();
        }
    }
    // A few bad bytes among many good characters are damage, not another charset.
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let bad = losses(&text);
    let good = text.chars().filter(|c| !c.is_ascii()).count() - bad;
    if good >= 10 * bad {
        return with_losses(text.into_owned(), remarks);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    guessed(bytes, detector.guess(None, false), remarks)
}

fn guessed(bytes: &[u8], encoding: &'static Encoding, remarks: &mut Vec<Remark>) -> String {
    let text = format!("The bytes are not UTF-8; they were read as {}.", encoding.name());
    remarks.push(remark("ingest/charset", text));
    with_losses(encoding.decode_without_bom_handling(bytes).0.into_owned(), remarks)
}

fn with_losses(text: String, remarks: &mut Vec<Remark>) -> String {
    let lost = losses(&text);
    if lost > 0 {
        let said = format!("{lost} characters could not be decoded and stand as U+FFFD.");
        remarks.push(remark("ingest/undecodable", said));
    }
    text
}

fn losses(text: &str) -> usize {
    text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count()
}

/// UTF-16 without a mark: every second byte of western text is zero, and none of the others.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut even, mut odd, mut control) = (0, 0, 0);
    for unit in sample.chunks_exact(2) {
        let [a, b] = *unit else { continue };
        even += usize::from(a == 0);
        odd += usize::from(b == 0);
        control += usize::from((a == 0 && is_control(b)) || (b == 0 && is_control(a)));
    }
    let units = sample.len() / 2;
    if units < 4 || control * 50 > units {
        return None;
    }
    let (many, few) = (|n: usize| n * 10 >= units * 4, |n: usize| n * 50 <= units);
    if many(odd) && few(even) {
        Some(UTF_16LE)
    } else if many(even) && few(odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A well-known file signature, or control characters: more than a tenth, or more than a fiftieth
/// of what is not UTF-8 either.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let signed =
        [&b"%PDF-"[..], b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"\xd0\xcf\x11\xe0"];
    let control = sample.iter().filter(|&&b| is_control(b)).count();
    let other = || std::str::from_utf8(sample).is_err_and(|e| e.error_len().is_some());
    signed.iter().any(|s| sample.starts_with(s))
        || control * 10 > sample.len()
        || (control * 50 > sample.len() && other())
}

fn is_control(byte: u8) -> bool {
    // Escape begins the shifts of ISO-2022-JP.
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, code: Option<&str>) {
        check_stated(bytes, None, text, code);
    }

    fn check_stated(bytes: &[u8], stated: Option<&str>, text: &str, code: Option<&str>) {
        let mut remarks = Vec::new();
        assert_eq!(decode(bytes, stated, 10_000, &mut remarks), text);
        assert_eq!(remarks.first().map(|r| r.code), code);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        check("\u{feff}Envoys met.".as_bytes(), "Envoys met.", None);
        check(b"\xff\xfeE\0n\0v\0o\0y\0", "Envoy", Some("ingest/charset"));
        check(b"\xfe\xff\0E\0n\0v\0o\0y", "Envoy", Some("ingest/charset"));
    }

    #[test]
    fn western_european_bytes_are_read_with_a_remark() {
        check(
            b"The minister Jos\xe9 Mu\xf1oz met with na\xefve envoys.",
            "The minister José Muñoz met with naïve envoys.",
            Some("ingest/charset"),
        );
    }

    #[test]
    fn wide_characters_need_no_mark() {
        let text = "Envoys met in Oslo; “we wait”, they said.";
        let low: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let high: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&low, text, Some("ingest/charset"));
        check(&high, text, Some("ingest/charset"));
    }

    #[test]
    fn a_declaration_is_believed_where_it_can_be() {
        let text = "Посол прибыл в Осло";
        let (bytes, ..) = encoding_rs::KOI8_R.encode(text);
        check_stated(&bytes, Some("koi8-r"), text, None);
        check_stated(b"Mu\xf1oz \x93waits\x94", Some("ISO-8859-1"), "Muñoz “waits”", None);
        let page = b"<html><head><meta charset=\"windows-1250\"></head><p>\x8aafa\xf8\xedk</p>";
        check(page, "<html><head><meta charset=\"windows-1250\"></head><p>Šafařík</p>", None);
        check_stated(b"\x1b$B%*%9%m\x1b(B", Some("iso-2022-jp"), "オスロ", None);
    }

    #[test]
    fn a_declaration_that_the_bytes_contradict_loses() {
        let text = "Muñoz “waits” in São Tomé";
        for wrong in ["windows-1252", "iso-8859-1", "koi8-r", "utf-16", "no-such-charset"] {
            check_stated(text.as_bytes(), Some(wrong), text, None);
        }
        check_stated(
            b"Minister Jos\xe9 Mu\xf1oz met the envoy.",
            Some("utf-8"),
            "Minister José Muñoz met the envoy.",
            Some("ingest/charset"),
        );
    }

    #[test]
    fn a_damaged_character_among_whole_ones_stands_as_such() {
        let mut bytes = "é“”’—ñóüäöåØß ".repeat(2).into_bytes();
        bytes.extend(b"\xff!");
        let text = format!("{}\u{fffd}!", "é“”’—ñóüäöåØß ".repeat(2));
        check(&bytes, &text, Some("ingest/undecodable"));
    }

    #[test]
    fn binary_data_gives_an_empty_text() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", Some("ingest/binary"));
        check(b"%PDF-1.7\nstream", "", Some("ingest/binary"));
        check(b"\x7fELF\0\0\0\x01", "", Some("ingest/binary"));
        let noise: Vec<u8> =
            (0..4_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
        check(&noise, "", Some("ingest/binary"));
    }

    #[test]
    fn a_lone_nul_makes_no_text_binary() {
        check(b"Envoys met in Oslo\0 on Monday.", "Envoys met in Oslo\0 on Monday.", None);
    }

    #[test]
    fn a_limit_inside_a_character_cuts_before_it() {
        let mut remarks = Vec::new();
        assert_eq!(decode("aaé".as_bytes(), None, 3, &mut remarks), "aa");
        assert_eq!(remarks.len(), 1);
    }
}
