//! Which characters do the bytes stand for? UTF-8 first, then byte order marks, then a guess.

use chancery_model::remark::Remark;
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

use crate::remark;

/// How many bytes are looked at to tell a text from other data.
const SAMPLE: usize = 65_536;

/// The text that the bytes stand for; empty, with a remark, where they are no text.
pub(crate) fn decode(bytes: &[u8], limit: usize, remarks: &mut Vec<Remark>) -> String {
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
        return utf8_or_guess(rest, whole, remarks);
    }
    if is_binary(bytes) {
        remarks.push(remark("ingest/binary", "The bytes are no text.".into()));
        return String::new();
    }
    utf8_or_guess(bytes, whole, remarks)
}

fn utf8_or_guess(bytes: &[u8], whole: bool, remarks: &mut Vec<Remark>) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // The limit may have cut the last character in two.
        Err(e) if !whole && e.error_len().is_none() => {
            String::from_utf8_lossy(bytes.get(..e.valid_up_to()).unwrap_or(&[])).into_owned()
        }
        Err(_) => {
            let mut detector = EncodingDetector::new();
            detector.feed(bytes, true);
            guessed(bytes, detector.guess(None, false), remarks)
        }
    }
}

fn guessed(bytes: &[u8], encoding: &'static Encoding, remarks: &mut Vec<Remark>) -> String {
    let text = format!("The bytes are not UTF-8; they were read as {}.", encoding.name());
    remarks.push(remark("ingest/charset", text));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// NULs, well-known file signatures, or more than a tenth of control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let control = sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    sample.contains(&0) || sample.starts_with(b"%PDF-") || control * 10 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, code: Option<&str>) {
        let mut remarks = Vec::new();
        assert_eq!(decode(bytes, 1_000, &mut remarks), text);
        assert_eq!(remarks.first().map(|r| r.code), code);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        check("\u{feff}Envoys met.".as_bytes(), "Envoys met.", None);
        check(b"\xff\xfeE\0n\0v\0o\0y\0", "Envoy", Some("ingest/charset"));
    }

    #[test]
    fn western_european_bytes_are_read_with_a_remark() {
        check(
            b"The minister Jos\xe9 Mu\xf1oz met na\xefve envoys.",
            "The minister José Muñoz met naïve envoys.",
            Some("ingest/charset"),
        );
    }

    #[test]
    fn binary_data_gives_an_empty_text() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", Some("ingest/binary"));
        check(b"%PDF-1.7\nstream", "", Some("ingest/binary"));
    }

    #[test]
    fn a_limit_inside_a_character_cuts_before_it() {
        let mut remarks = Vec::new();
        assert_eq!(decode("aaé".as_bytes(), 3, &mut remarks), "aa");
        assert_eq!(remarks.len(), 1);
    }
}
