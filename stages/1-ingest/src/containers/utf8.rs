//! How do the text formats get UTF-8, whatever their file is in? Decoded on the way, with fuel that
//! bounds one item.

use std::io::{self, BufRead, Read};

use chardetng::EncodingDetector;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::source::{CHUNK, Source};

/// UTF-8 out of any source. What is no character becomes U+FFFD.
pub(crate) struct Utf8<'a> {
    source: Source<'a>,
    decoder: Decoder,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    fuel: usize,
}

impl<'a> Utf8<'a> {
    /// By byte order mark, by the XML declaration, as UTF-8, or by a guess: in this order.
    pub(crate) fn new(mut source: Source<'a>) -> Self {
        let encoding = encoding(source.peek(CHUNK));
        Self {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            ended: false,
            fuel: usize::MAX,
        }
    }

    /// From here on so many bytes come out, then the text ends.
    pub(crate) fn refuel(&mut self, bytes: usize) {
        self.fuel = bytes;
    }

    /// Whether the text ended for want of fuel.
    pub(crate) fn is_starved(&self) -> bool {
        self.fuel == 0
    }

    fn fill(&mut self) {
        while self.start == self.end && !self.ended {
            let bytes = self.source.peek(1);
            let last = bytes.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.buffer, last);
            (self.start, self.end) = (0, written);
            self.source.consume(read);
            // A decoder that has taken in the end must not be asked again.
            self.ended = last && result == CoderResult::InputEmpty;
        }
    }
}

impl BufRead for Utf8<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill();
        let rest = self.buffer.get(self.start..self.end).unwrap_or(&[]);
        Ok(rest.get(..self.fuel).unwrap_or(rest))
    }

    fn consume(&mut self, n: usize) {
        let n = n.min(self.end - self.start);
        self.start += n;
        if self.fuel != usize::MAX {
            self.fuel = self.fuel.saturating_sub(n);
        }
    }
}

impl Read for Utf8<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let rest = self.fill_buf()?;
        let n = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.consume(n);
        Ok(n)
    }
}

fn encoding(sample: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    // Bytes in which a declaration can be read at all are no UTF-16, whatever it says.
    let declared = declared(sample).filter(|e| *e != UTF_16LE && *e != UTF_16BE);
    if let Some(encoding) = declared {
        return encoding;
    }
    match std::str::from_utf8(sample) {
        Ok(_) => UTF_8,
        // The sample may end within a character.
        Err(e) if e.error_len().is_none() => UTF_8,
        Err(_) => {
            let mut detector = EncodingDetector::new();
            detector.feed(sample, false);
            detector.guess(None, true)
        }
    }
}

/// What an XML declaration says.
fn declared(sample: &[u8]) -> Option<&'static Encoding> {
    let head = sample.get(..sample.len().min(200))?;
    let head = String::from_utf8_lossy(head);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value.split(quote).nth(1)?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::sniff::Format;
    use super::super::source::Status;
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        let source = Source::new(bytes, Format::Feed, Status::default());
        Utf8::new(source).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn declarations_marks_and_guesses_are_followed() {
        assert_eq!(decoded("José".as_bytes()), "José");
        let declared = b"<?xml version=\"1.0\" encoding='iso-8859-1'?><a>Jos\xe9</a>";
        assert!(decoded(declared).ends_with("<a>José</a>"));
        let utf16: Vec<u8> = "\u{feff}José".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&utf16), "José");
        assert!(decoded(b"Minister Jos\xe9 Mu\xf1oz met na\xefve envoys.").contains("José Muñoz"));
        let long = "é".repeat(100_000);
        assert_eq!(decoded(long.as_bytes()), long);
    }

    #[test]
    fn without_fuel_the_text_ends() {
        let source = Source::new(&b"Envoys met."[..], Format::Feed, Status::default());
        let mut utf8 = Utf8::new(source);
        utf8.refuel(6);
        let mut text = String::new();
        utf8.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), utf8.is_starved()), ("Envoys", true));
        utf8.refuel(100);
        utf8.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), utf8.is_starved()), ("Envoys met.", false));
    }
}
