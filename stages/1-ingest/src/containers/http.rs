//! What did a server answer? The head of a crawled response, and its body without the wrappings of
//! the transfer.

use std::io::Read;

use chancery_model::remark::Remark;

use super::context::remark;

/// The head of an answer.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
}

impl Head {
    /// The answer that begins with this line; `None` where it is no HTTP.
    pub(crate) fn new(line: &[u8]) -> Option<Self> {
        let line = String::from_utf8_lossy(line);
        let mut words = line.strip_prefix("HTTP/")?.split_whitespace().skip(1);
        Some(Self { status: words.next()?.parse().ok()?, headers: Vec::new() })
    }

    /// Takes in a line of the head.
    pub(crate) fn push(&mut self, line: &[u8]) {
        if let Some(header) = header(line) {
            self.headers.push(header);
        }
    }

    /// The last header of this name, which is in lower case.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.headers.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The media type in lower case; empty where none is declared.
    pub(crate) fn media_type(&self) -> String {
        let declared = self.get("content-type").unwrap_or("");
        declared.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// The charset that the head declares.
    pub(crate) fn charset(&self) -> Option<String> {
        let parameters = self.get("content-type")?.split(';').skip(1);
        let value = parameters
            .filter_map(|p| p.split_once('='))
            .find(|(k, _)| k.trim().eq_ignore_ascii_case("charset"));
        let label = value?.1.trim().trim_matches(['"', '\'']).to_owned();
        Some(label).filter(|l| !l.is_empty())
    }
}

/// Name, in lower case, and value of a header's line.
pub(crate) fn header(line: &[u8]) -> Option<(String, String)> {
    let colon = memchr::memchr(b':', line)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    Some((text(line.get(..colon)?).to_ascii_lowercase(), text(line.get(colon + 1..)?)))
}

/// The body as the page's author wrote it. Crawlers often unwrap it and leave the head as it was,
/// so a wrapping is taken off only where it is there.
pub(crate) fn body(head: &Head, mut body: Vec<u8>, limit: usize, remarks: &mut Vec<Remark>) -> Vec<u8> {
    let says = |name: &str, word: &str| head.get(name).is_some_and(|v| v.to_ascii_lowercase().contains(word));
    if says("transfer-encoding", "chunked")
        && let Some(whole) = unchunked(&body)
    {
        body = whole;
    }
    if says("content-encoding", "br") || says("content-encoding", "zstd") {
        if std::str::from_utf8(&body).is_err() {
            let text = "The page is packed by a method that is not read.".to_owned();
            remarks.push(remark("ingest/encoding", text));
            return Vec::new();
        }
        return body;
    }
    let unpacked = match body.first_chunk::<2>() {
        Some([0x1f, 0x8b]) => inflate(flate2::bufread::MultiGzDecoder::new(&body[..]), limit),
        Some([0x78, 0x01 | 0x5e | 0x9c | 0xda]) if says("content-encoding", "deflate") => {
            inflate(flate2::bufread::ZlibDecoder::new(&body[..]), limit)
        }
        _ => return body,
    };
    if let Some(why) = unpacked.1 {
        remarks.push(remark("ingest/cut", format!("The packed page ends too early: {why}.")));
    }
    unpacked.0
}

/// What comes out before an end, an error or the limit.
fn inflate(mut reader: impl Read, limit: usize) -> (Vec<u8>, Option<String>) {
    let (mut out, mut buffer) = (Vec::new(), vec![0; 16 << 10]);
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return (out, None),
            Ok(n) => out.extend_from_slice(buffer.get(..n).unwrap_or(&[])),
            Err(e) => return (out, Some(e.to_string())),
        }
        if out.len() > limit {
            out.truncate(limit);
            return (out, Some(format!("only {limit} bytes are kept")));
        }
    }
}

/// The chunks of a body put together; `None` where it does not come in chunks. A last chunk that is
/// cut is kept as far as it goes.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let (mut rest, mut first) = (body, true);
    loop {
        let Some(end) = memchr::memchr(b'\n', rest).filter(|end| *end < 100) else {
            return (!first).then_some(out);
        };
        let line = String::from_utf8_lossy(rest.get(..end)?);
        let size = line.split(';').next().unwrap_or("").trim();
        let Ok(size) = usize::from_str_radix(size, 16) else { return (!first).then_some(out) };
        if size == 0 {
            return Some(out);
        }
        first = false;
        rest = rest.get(end + 1..)?;
        out.extend_from_slice(rest.get(..size).unwrap_or(rest));
        rest = rest.get(size..).unwrap_or(&[]);
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn head(lines: &[&str]) -> Head {
        let mut head = Head::new(b"HTTP/1.1 200 OK").unwrap();
        for line in lines {
            head.push(line.as_bytes());
        }
        head
    }

    fn unwrapped(lines: &[&str], bytes: &[u8]) -> (String, usize) {
        let mut remarks = Vec::new();
        let out = body(&head(lines), bytes.to_vec(), 1_000, &mut remarks);
        (String::from_utf8(out).unwrap(), remarks.len())
    }

    #[test]
    fn wrappings_are_taken_off_where_they_are_there() {
        let chunked = "Transfer-Encoding: chunked";
        assert_eq!(unwrapped(&[chunked], b"4\r\nEnvo\r\n6;x=y\r\nys met\r\n0\r\n\r\n").0, "Envoys met");
        assert_eq!(unwrapped(&[chunked], b"<html>Envoys met").0, "<html>Envoys met");
        assert_eq!(unwrapped(&[chunked], b"ff\r\nEnvoys").0, "Envoys");
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(b"Envoys met").unwrap();
        let gz = gz.finish().unwrap();
        assert_eq!(unwrapped(&["Content-Encoding: gzip"], &gz), ("Envoys met".into(), 0));
        assert_eq!(unwrapped(&["Content-Encoding: gzip"], b"Envoys met"), ("Envoys met".into(), 0));
        assert_eq!(unwrapped(&["Content-Encoding: gzip"], gz.get(..gz.len() - 9).unwrap()).1, 1);
        assert_eq!(unwrapped(&["Content-Encoding: br"], b"\x8b\xff\x00"), (String::new(), 1));
    }

    #[test]
    fn the_type_and_the_charset_are_read() {
        let head = head(&["content-type: Text/HTML; Charset=\"windows-1251\"", "broken"]);
        assert_eq!((head.status, head.media_type().as_str()), (200, "text/html"));
        assert_eq!(head.charset().as_deref(), Some("windows-1251"));
        assert!(Head::new(b"20211207 dns").is_none());
    }
}
