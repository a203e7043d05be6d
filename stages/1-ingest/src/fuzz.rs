//! What must hold for any bytes whatsoever? The bodies of the fuzz targets, one a format.
//!
//! `fuzz/` hands them to cargo-fuzz; `cargo xtask fuzz` runs them on stable Rust with a mutator of
//! its own (`examples/fuzz.rs`). A body panics where a law is broken.

use chancery_model::dispatch::Dispatch;

use crate::containers::{self, Format, Limits, Options};
use crate::document::{Content, Document, Facts};

/// A target's name and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, sorted by name.
pub const TARGETS: [Target; 12] = [
    ("archive", archive),
    ("charset", charset),
    ("dates", dates),
    ("documents", documents),
    ("feed", feed),
    ("html", html),
    ("jsonl", jsonl),
    ("mail", mail),
    ("newsml", newsml),
    ("ninjs", ninjs),
    ("text", text),
    ("warc", warc),
];

/// Small limits, so that they are met.
fn options() -> Options {
    let limits = Limits {
        document: 200_000,
        head: 2_000,
        unchecked: 100_000,
        output: 5_000_000,
        entries: 100,
        ..Limits::default()
    };
    Options { limits, ..Options::default() }
}

/// Any input by its content: archives, compressions and all.
pub fn documents(bytes: &[u8]) {
    check(containers::documents("fuzz", bytes, &options()));
}

/// The entries of a zip archive.
pub fn archive(bytes: &[u8]) {
    check(containers::of_format("fuzz", bytes, Format::Zip, &options()));
}

/// The records of a web archive.
pub fn warc(bytes: &[u8]) {
    check(containers::of_format("fuzz", bytes, Format::Warc, &options()));
}

/// The items of a feed.
pub fn feed(bytes: &[u8]) {
    check(containers::of_format("fuzz", bytes, Format::Feed, &options()));
}

/// Lines, arrays and rows of JSON.
pub fn jsonl(bytes: &[u8]) {
    check(containers::of_format("fuzz", bytes, Format::JsonLines, &options()));
    check(containers::of_format("fuzz", bytes, Format::Json, &options()));
}

/// A wire service's item in JSON, with the bytes as one of its strings.
pub fn ninjs(bytes: &[u8]) {
    let said = String::from_utf8_lossy(bytes);
    let (first, second) = said.split_at(said.floor_char_boundary(said.len() / 2));
    let (first, second) = (quoted(first), quoted(second));
    let item = format!(
        "{{\"uri\": {first}, \"versioncreated\": {second}, \"headlines\": [{{\"value\": {first}}}], \
         \"bodies\": [{{\"value\": {second}, \"contenttype\": {first}}}], \"by\": {second}}}\n"
    );
    check(containers::of_format("fuzz", item.as_bytes(), Format::JsonLines, &options()));
}

/// A mail, and a mailbox.
pub fn mail(bytes: &[u8]) {
    check(containers::of_format("fuzz", bytes, Format::Mail, &options()));
    check(containers::of_format("fuzz", bytes, Format::Mbox, &options()));
}

/// The items of a wire service's envelope.
pub fn newsml(bytes: &[u8]) {
    check(containers::of_format("fuzz", bytes, Format::NewsMl, &options()));
}

/// A page.
pub fn html(bytes: &[u8]) {
    whole(Content::Html(String::from_utf8_lossy(bytes).into_owned()), Facts::default());
}

/// A text with its heading.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let title = text.lines().next().map(str::to_owned);
    whole(Content::Plain(text.clone()), Facts::default());
    whole(Content::Plain(text), Facts { title, ..Facts::default() });
}

/// Bytes of any charset; the first line is what a header declares.
pub fn charset(bytes: &[u8]) {
    let (label, rest) = bytes.split_at(bytes.iter().position(|b| *b == b'\n').unwrap_or(0));
    let charset = Some(String::from_utf8_lossy(label).into_owned());
    whole(Content::Bytes { bytes: rest.to_vec(), charset }, Facts::default());
    whole(Content::Bytes { bytes: bytes.to_vec(), charset: None }, Facts::default());
}

/// Dates wherever they stand: in a container's field, in a page's elements, in a dateline, in prose.
///
/// # Panics
/// Where a law does not hold: that is what a target is for.
pub fn dates(bytes: &[u8]) {
    let said = String::from_utf8_lossy(bytes);
    if let Some(date) = containers::date(&said) {
        assert!(date.len() >= 10 && date.is_ascii(), "{date}");
        assert_eq!(containers::date(&date), Some(date.clone()), "a date in ISO 8601 is read as itself");
    }
    let escaped: String = said.chars().filter(|c| !matches!(c, '"' | '<' | '>' | '&')).collect();
    let page = format!(
        "<!doctype html><html><head><meta property=\"article:published_time\" content=\"{escaped}\">\
         <script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"datePublished\": {}}}</script></head>\
         <body><h1>Talks end</h1><time datetime=\"{escaped}\">{escaped}</time><p>Envoys met on {escaped}.</p></body></html>",
        quoted(&escaped)
    );
    whole(Content::Html(page), Facts::default());
    whole(
        Content::Plain(format!("Talks end\n\nOSLO, {said} (Reuters) - Envoys met on {said}.\n")),
        Facts::default(),
    );
}

fn quoted(said: &str) -> String {
    serde_json::Value::from(said).to_string()
}

fn whole(content: Content, facts: Facts) {
    let document = Document { origin: "fuzz".into(), facts, content, remarks: Vec::new() };
    lawful(&crate::read(document));
}

/// Something comes out of every input, and every document makes a lawful dispatch.
fn check(documents: containers::Documents<'_>) {
    let mut any = false;
    for found in documents {
        any = true;
        if let Ok(document) = found {
            assert!(document.origin.starts_with("fuzz"), "{}", document.origin);
            lawful(&crate::read(document));
        }
    }
    assert!(any, "an input is lost without a word");
}

/// Spans lie in the text, in order, and the id is one.
fn lawful(dispatch: &Dispatch) {
    let end = dispatch.text.len();
    let mut last = 0;
    for paragraph in &dispatch.paragraphs {
        assert!(last <= paragraph.start(), "{paragraph:?} after {last}");
        last = paragraph.end();
    }
    assert!(last <= end, "a paragraph ends at {last} of {end}");
    assert!(dispatch.id.len() == 32 && dispatch.id.bytes().all(|b| b.is_ascii_hexdigit()));
}
