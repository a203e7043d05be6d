//! Does every format give its documents, and nothing else? Small samples of each, built here.

mod archives;
mod feeds;
mod hostile;
mod json;
mod mails;
mod properties;
mod web_archives;
mod wires;

use std::io::{self, Read, Write};

use chancery_model::dispatch::DateBasis;
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::*;

/// What an input gives: documents, and what was said of the rest.
fn all(bytes: &[u8]) -> (Vec<Document>, Vec<String>) {
    with(bytes, &Options::default())
}

fn with(bytes: &[u8], options: &Options) -> (Vec<Document>, Vec<String>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for next in documents("in", bytes, options) {
        match next {
            Ok(document) => found.push(document),
            Err(error) => errors.push(format!("{}: {error}", error.origin)),
        }
    }
    (found, errors)
}

/// The documents of an input with which nothing is wrong.
fn fine(bytes: &[u8]) -> Vec<Document> {
    let (documents, errors) = all(bytes);
    assert_eq!(errors, Vec::<String>::new());
    for d in &documents {
        assert!(d.remarks.is_empty(), "{:?}", d.remarks);
    }
    documents
}

fn text(document: &Document) -> String {
    match &document.content {
        Content::Bytes { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
        Content::Html(text) | Content::Plain(text) => text.clone(),
    }
}

fn codes(document: &Document) -> Vec<&str> {
    document.remarks.iter().map(|r| r.code).collect()
}

fn given(date: &str) -> (String, DateBasis) {
    (date.to_owned(), DateBasis::Given)
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn bz2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// How an entry of an archive is written.
#[derive(Clone, Copy, PartialEq)]
enum Entry {
    Stored,
    Deflated,
    /// With its length behind the data, and a signature before that.
    Streamed,
    /// The same without the signature.
    StreamedBare,
}

fn zip(entries: &[(&str, &[u8], Entry)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes, how) in entries {
        let mut data = bytes.to_vec();
        if *how != Entry::Stored {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(bytes).unwrap();
            data = encoder.finish().unwrap();
        }
        let streamed = matches!(how, Entry::Streamed | Entry::StreamedBare);
        let lengths = [0, data.len(), bytes.len()].map(|n| u32::try_from(n).unwrap().to_le_bytes()).concat();
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(if streamed { [8, 0] } else { [0, 0] });
        out.extend([if *how == Entry::Stored { 0 } else { 8 }, 0, 0, 0, 0, 0]);
        out.extend(if streamed { &[0; 12][..] } else { &lengths });
        out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend([0, 0]);
        out.extend(name.as_bytes());
        out.extend(data);
        if *how == Entry::Streamed {
            out.extend(b"PK\x07\x08");
        }
        if streamed {
            out.extend(lengths);
        }
    }
    out.extend(b"PK\x05\x06");
    out.extend([0; 18]);
    out
}

fn record(kind: &str, id: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2031-05-05T05:05:05Z\r\n\
         WARC-Target-URI: https://news.example.org/{id}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, media_type: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nServer: x\r\n\r\n{body}").into_bytes()
}

const FEED: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:content='x' xmlns:dc='y'><channel>\
    <title>Harbour Post</title><link>https://post.example.org/</link><language>en-gb</language>\
    <image><title>logo</title></image>\
    <item><title>Envoys meet &amp;amp; part</title><link>https://post.example.org/1</link><guid isPermaLink='false'>p-1</guid>\
    <dc:creator>Mira Sol-Berg</dc:creator><pubDate>Tue, 07 Dec 2021 01:04:05 MSK</pubDate>\
    <description>Short.</description><content:encoded><![CDATA[<p>Envoys met in Oslo.</p>]]></content:encoded></item>\
    <item><title>AT&T talks</title><guid>https://post.example.org/2</guid><pubDate>2021-12-07 15:04:05</pubDate>\
    <author>ada@example.org (Ada Quist)</author><description>Envoys of Norway &amp; Togo met.</description></item>\
    </channel></rss>";

const ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Strait Wire</title>\
    <entry><id>urn:s:1</id><title type='html'>Aid &lt;b&gt;arrives&lt;/b&gt;</title><link rel='self' href='https://s.example.org/x'/>\
    <link href='https://s.example.org/1'/><author><name>Odo Brandt</name></author>\
    <published>2021-12-07T10:00:00+03:00</published><updated>2021-12-08T10:00:00Z</updated>\
    <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Norway sent aid &lt; 3 t.</p></div></content></entry></feed>";

const NITF: &str = "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><head><title>slug</title><docdata>\
    <doc-id id-string='n-1'/><date.issue norm='20211207T150405+0300'/></docdata><pubdata name='Harbour Post' position.section='World'/></head>\
    <body><body.head><hedline><hl1>Envoys meet</hl1><hl2>Talks &amp; aid</hl2></hedline>\
    <byline>By <person>Mira Sol-Berg</person><byttl>Correspondent</byttl></byline>\
    <distributor>Strait Wire</distributor><dateline><location>OSLO</location> (SW) &#8212;</dateline></body.head>\
    <body.content><media media-type='image'><media-caption>A handshake.</media-caption></media>\
    <p>Envoys  met on\n Monday.</p><hl2>Aid</hl2><p>Norway sent <em>aid</em>.</p></body.content></body></nitf>";

const MAIL: &str = "Received: by mx.example.org; Tue, 7 Dec 2021 15:04:06 +0000\r\nFrom: =?utf-8?q?Mira_S=C3=B8l?= <mira@example.org>\r\n\
    To: desk@example.org\r\nSubject: =?utf-8?B?RW52b3lzIG1lZXQ=?=\r\n in Oslo\r\nDate: Tue, 7 Dec 2021 18:04:05 +0300 (MSK)\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/html\r\n\r\n<p>Envoys met.</p>\r\n\
    --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    Minister Jos=E9 met =\r\nenvoys.\r\n--b--\r\n";

#[test]
fn a_text_and_a_page_are_one_document_with_their_bytes() {
    for bytes in [&b"Envoys met.\n"[..], b"<!doctype html><p>Jos\xe9", b"", b"\0\0\0"] {
        let documents = fine(bytes);
        assert_eq!(documents, [Document::new("in", bytes)]);
    }
}
