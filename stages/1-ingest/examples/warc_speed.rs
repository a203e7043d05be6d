//! How fast is a WARC.gz read, against plain decompression of the same bytes?
//!
//! `cargo run --release -p chancery-ingest --example warc_speed [MEGABYTES]` makes an archive in the
//! layout of Common Crawl's CC-NEWS (a gzip member a record; requests and responses) out of invented
//! pages, in memory, and prints both times and their ratio: the best of five rounds, taken in turns.
#![allow(clippy::print_stdout, reason = "a measurement is printed")]

#[path = "shared/dice.rs"]
mod dice;

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use chancery_ingest::Content;
use chancery_ingest::containers::{Options, documents};
use dice::Dice;
use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

const ROUNDS: usize = 5;

const WORDS: &str = "the of and to in a said that on for with minister envoy talks Norway Togo ministry \
    government border army village aid president foreign defence agreement office joint statement visit \
    reporters police attack Monday Tuesday Friday condemned met agreed sent killed announced treaty council \
    security parliament opposition election sanctions embassy ambassador convoy ceasefire province harbour";

fn page(dice: &mut Dice, words: &[&str], number: usize) -> String {
    let mut page = format!(
        "<!doctype html><html lang=en><head><title>Dispatch {number}</title><meta property=\"og:url\" \
         content=\"https://news.example.org/{number}\"><script>var page={{id:{number},ad:[1,2,3]}};</script></head><body>\n"
    );
    for n in 0..60 {
        let _ =
            writeln!(page, "<li class=\"menu-item menu-{n}\"><a href=\"/section/{n}\">Section {n}</a></li>");
    }
    for _ in 0..20 + dice.roll(60) {
        page.push_str("<p class=\"story-text\">");
        for _ in 0..30 + dice.roll(50) {
            page.push_str(words.get(dice.roll(words.len())).unwrap_or(&"and"));
            if dice.roll(20) == 0 {
                let _ = write!(page, " {:x}", dice.roll(1 << 40));
            }
            page.push(' ');
        }
        page.push_str("</p>\n");
    }
    page.push_str("</body></html>\n");
    page
}

fn member(kind: &str, number: usize, block: &str, out: Vec<u8>) -> std::io::Result<Vec<u8>> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-{number}>\r\n\
         WARC-Date: 2021-12-07T15:04:05Z\r\nWARC-Target-URI: https://news.example.org/{number}\r\n\
         Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    let mut encoder = GzEncoder::new(out, Compression::new(4));
    encoder.write_all(head.as_bytes())?;
    encoder.write_all(block.as_bytes())?;
    encoder.write_all(b"\r\n\r\n")?;
    encoder.finish()
}

fn archive(bytes: usize) -> std::io::Result<(Vec<u8>, usize)> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let (mut dice, mut number) = (Dice(0x9e37_79b9_7f4a_7c15), 0);
    let mut out = member("warcinfo", 0, "software: chancery\r\n", Vec::with_capacity(bytes + (1 << 20)))?;
    while out.len() < bytes {
        number += 1;
        out = member("request", number, "GET / HTTP/1.1\r\nHost: news.example.org\r\n\r\n", out)?;
        let page = page(&mut dice, &words, number);
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\n\r\n";
        out = member("response", number, &format!("{head}{page}"), out)?;
    }
    Ok((out, number))
}

fn plain(archive: &[u8]) -> std::io::Result<usize> {
    let mut reader = MultiGzDecoder::new(archive);
    let (mut buffer, mut total) = (vec![0; 64 << 10], 0);
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(total),
            n => total += n,
        }
    }
}

fn ours(archive: &[u8]) -> (usize, usize) {
    let found = documents("bench.warc.gz", archive, &Options::default()).flatten();
    found.fold((0, 0), |(count, total), d| match d.content {
        Content::Bytes { bytes, .. } => (count + 1, total + bytes.len()),
        Content::Html(text) | Content::Plain(text) => (count + 1, total + text.len()),
    })
}

fn main() -> std::io::Result<()> {
    let megabytes = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(200);
    let (archive, pages) = archive(megabytes << 20)?;
    let (mut plainly, mut by_us, mut unpacked) = (Duration::MAX, Duration::MAX, 0);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        unpacked = plain(&archive)?;
        plainly = plainly.min(begun.elapsed());
        let begun = Instant::now();
        let (count, _) = ours(&archive);
        by_us = by_us.min(begun.elapsed());
        assert_eq!(count, pages, "every page is a document");
    }
    println!("archive            {:>9} bytes, {unpacked} unpacked, {pages} pages", archive.len());
    println!("plain decompression {:>8.3} s", plainly.as_secs_f64());
    println!("documents           {:>8.3} s", by_us.as_secs_f64());
    println!("ratio               {:>8.3}", by_us.as_secs_f64() / plainly.as_secs_f64());
    Ok(())
}
