//! What kind of data is it? Told by its first bytes, never by its name.

use std::fmt;

use encoding_rs::Encoding;

/// A kind of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// bzip2.
    Bzip2,
    /// A zip archive.
    Zip,
    /// A web archive.
    Warc,
    /// RSS or Atom.
    Feed,
    /// NewsML-G2, `NewsML` 1 or NITF.
    NewsMl,
    /// A JSON object a line.
    JsonLines,
    /// A JSON array or object.
    Json,
    /// Mails in one file.
    Mbox,
    /// A mail.
    Mail,
    /// A page or a text: one document.
    Page,
    /// Known and not read.
    Unsupported(&'static str),
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gzip => "gzip file",
            Self::Zstd => "zstd file",
            Self::Bzip2 => "bzip2 file",
            Self::Zip => "zip archive",
            Self::Warc => "WARC file",
            Self::Feed => "feed",
            Self::NewsMl => "NewsML or NITF file",
            Self::JsonLines => "JSONL file",
            Self::Json => "JSON file",
            Self::Mbox => "mailbox",
            Self::Mail => "mail",
            Self::Page => "text",
            Self::Unsupported(what) => what,
        })
    }
}

/// Signatures at the start.
const SIGNATURES: [(&[u8], Format); 13] = [
    (b"\x1f\x8b\x08", Format::Gzip),
    (b"\x28\xb5\x2f\xfd", Format::Zstd),
    (b"BZh", Format::Bzip2),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"WARC/0.", Format::Warc),
    (b"WARC/1.", Format::Warc),
    (b"\xfd7zXZ\0", Format::Unsupported("an xz file")),
    (b"7z\xbc\xaf\x27\x1c", Format::Unsupported("a 7z archive")),
    (b"Rar!\x1a\x07", Format::Unsupported("a rar archive")),
    (b"\x04\x22\x4d\x18", Format::Unsupported("an lz4 file")),
    (b"!<arch>\n", Format::Unsupported("an ar archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Unsupported("an old office document")),
];

/// Names of the first entry of a zip archive that is an office document or an electronic book.
const OFFICE: [&[u8]; 3] = [b"[Content_Types].xml", b"mimetype", b"_rels/.rels"];

/// Where a tar archive says that it is one.
const TAR: usize = 257;

/// Tells the kind by the first bytes, of which as many as are at hand should be given.
pub(crate) fn sniff(head: &[u8]) -> Format {
    if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return match format {
            Format::Bzip2 if !is_bzip2(head) => Format::Page,
            Format::Zip if OFFICE.iter().any(|n| head.get(30..).is_some_and(|h| h.starts_with(n))) => {
                Format::Unsupported("an office document")
            }
            format => *format,
        };
    }
    if matches!(head.first_chunk(), Some([0x50..=0x5f, 0x2a, 0x4d, 0x18])) {
        return Format::Zstd;
    }
    if head.get(TAR..).is_some_and(|h| h.starts_with(b"ustar")) {
        return Format::Unsupported("a tar archive");
    }
    if head.starts_with(b"From ") && is_mbox(head) {
        return Format::Mbox;
    }
    if is_mail(head) {
        return Format::Mail;
    }
    match Encoding::for_bom(head) {
        Some((encoding, mark)) => {
            of_text(&encoding.decode_without_bom_handling(head.get(mark..).unwrap_or(&[])).0)
        }
        None => of_text(&String::from_utf8_lossy(head)),
    }
}

fn is_bzip2(head: &[u8]) -> bool {
    head.get(3).is_some_and(u8::is_ascii_digit)
        && head.get(4..10).is_some_and(|h| h == b"1AY&SY" || h == b"\x17\x72\x45\x38\x50\x90")
}

fn of_text(head: &str) -> Format {
    let start = head.trim_start();
    if start.starts_with('<') {
        return root_element(start).map_or(Format::Page, |root| of_root(root, start));
    }
    let second = start.get(1..).unwrap_or("").trim_start();
    if start.starts_with('[') && second.starts_with('{') {
        return Format::Json;
    }
    if start.starts_with('{') && second.starts_with(['"', '}']) {
        return of_object(start);
    }
    Format::Page
}

/// The name of the first element, after declarations, comments and a document type.
fn root_element(mut rest: &str) -> Option<&str> {
    loop {
        rest = rest.trim_start();
        let inner = rest.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if let Some(instruction) = inner.strip_prefix('?') {
            rest = instruction.split_once("?>")?.1;
        } else if let Some(kind) = inner.strip_prefix('!') {
            // An internal subset has its own `>` within brackets.
            let (before, after) = kind.split_once('>')?;
            rest = if before.contains('[') { kind.split_once(']')?.1.split_once('>')?.1 } else { after };
        } else {
            let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
            return inner.get(..end.unwrap_or(inner.len()));
        }
    }
}

fn of_root(root: &str, start: &str) -> Format {
    let local = root.rsplit_once(':').map_or(root, |(_, local)| local);
    match local {
        "rss" | "feed" | "entry" => Format::Feed,
        "RDF" if start.contains("purl.org/rss/") => Format::Feed,
        "newsItem" | "newsMessage" | "packageItem" | "NewsML" | "nitf" => Format::NewsMl,
        _ => Format::Page,
    }
}

/// Lines, or one value over many lines? A line that ends within a string, or is followed by
/// another object, is a line of JSONL, be it broken or not.
fn of_object(start: &str) -> Format {
    let (first, after) = start.split_once('\n').unwrap_or((start, ""));
    let mut shape = Shape::default();
    let end = first.bytes().position(|b| shape.step(b) == Step::End);
    let next = after.trim_start();
    let another = next.starts_with('{') && next.get(1..).unwrap_or("").trim_start().starts_with('"');
    if end.is_some() || shape.inside_string || another || after.is_empty() {
        Format::JsonLines
    } else {
        Format::Json
    }
}

/// What a byte does to the value that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The value goes on.
    On,
    /// It closes here.
    End,
    /// A bracket closes that was never opened.
    Stray,
}

/// The brackets and strings of JSON, followed byte by byte.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shape {
    pub(crate) depth: u64,
    pub(crate) inside_string: bool,
    escaped: bool,
}

impl Shape {
    /// Takes in one byte.
    pub(crate) fn step(&mut self, byte: u8) -> Step {
        if self.inside_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.inside_string = false,
                _ => {}
            }
            return Step::On;
        }
        match byte {
            b'"' => self.inside_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth == 0 => return Step::Stray,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Step::End;
                }
            }
            _ => {}
        }
        Step::On
    }
}

/// "From ada@example.org Tue Dec  7 15:04:05 2021", and a head under it. Prose has neither.
fn is_mbox(head: &[u8]) -> bool {
    let mut lines = head.split(|&b| b == b'\n');
    let first = lines.next().unwrap_or(&[]);
    let clock =
        first.windows(5).any(|w| matches!(w, [b'0'..=b'2', b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']));
    clock && lines.next().and_then(header_name).is_some()
}

/// Heads that only a mail has; From, Date and Subject stand above press releases too.
const MAIL_HEADS: [&str; 8] = [
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "delivered-to",
    "content-type",
    "content-transfer-encoding",
    "dkim-signature",
];

fn is_mail(head: &[u8]) -> bool {
    let (mut technical, mut from) = (false, false);
    for (n, line) in head.split(|&b| b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if n == 0 {
                return false;
            }
            continue;
        }
        let Some(name) = header_name(line) else { return false };
        technical |= MAIL_HEADS.contains(&name.as_str());
        from |= name == "from" || name == "sender";
        if technical && from {
            return true;
        }
    }
    false
}

/// The name of a header's line, in lower case.
fn header_name(line: &[u8]) -> Option<String> {
    let colon = line.iter().take(80).position(|&b| b == b':')?;
    let name = line.get(..colon).filter(|n| !n.is_empty())?;
    let plain = name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_');
    plain.then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_told_by_the_content() {
        for (head, format) in [
            ("Envoys met in Oslo.", Format::Page),
            ("", Format::Page),
            ("BZh4 is a plate; envoys met.", Format::Page),
            ("<!doctype html><html><body>x", Format::Page),
            ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", Format::Page),
            ("\u{feff}<?xml version='1.0'?>\n<!-- a > b -->\n<rss version='2.0'>", Format::Feed),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", Format::Feed),
            ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", Format::Feed),
            ("<rdf:RDF xmlns='http://example.org/'>", Format::Page),
            ("<!DOCTYPE nitf [<!ENTITY a 'b>'>]><nitf>", Format::NewsMl),
            ("<n:newsMessage xmlns:n='x'>", Format::NewsMl),
            ("WARC/1.0\r\n", Format::Warc),
            ("{\"id\": 1}\n{\"id\": 2}\n", Format::JsonLines),
            ("{\"id\": 1, \"text\": \"cut he\n{\"id\": 2}\n", Format::JsonLines),
            ("{\"text\": \"never ends", Format::JsonLines),
            ("{\n  \"id\": 1\n}", Format::Json),
            (" [ {\"id\": 1}]", Format::Json),
            ("[Photo] Envoys met.", Format::Page),
            ("{Envoys} met.", Format::Page),
            ("From ada@example.org Tue Dec  7 15:04:05 2021\nSubject: x\n", Format::Mbox),
            ("From Oslo the envoys went on to Lome.\nThen: rest.\n", Format::Page),
            ("Received: by x\n\tid 1\nFrom: Ada <ada@example.org>\n\nText", Format::Mail),
            ("From: the ministry\nDate: today\n\nText", Format::Page),
            ("PK\x03\x04", Format::Zip),
        ] {
            assert_eq!(sniff(head.as_bytes()), format, "{head:?}");
        }
        let utf16: Vec<u8> = "\u{feff}<rss>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&utf16), Format::Feed);
        let mut tar = vec![0; 600];
        tar[TAR..TAR + 5].copy_from_slice(b"ustar");
        assert!(matches!(sniff(&tar), Format::Unsupported(_)));
    }
}
