//! Do WARC files give their pages?

use super::*;

#[test]
fn a_web_archive_gives_its_pages_and_never_its_own_clock() {
    let mut page = answer("200 OK", "text/html; charset=windows-1251", "<html>Envoys met.");
    page.extend(b"\xcf");
    let parts = [
        record("warcinfo", "0", b"software: x\r\n"),
        record("request", "1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "2", &page),
        record("response", "3", &answer("404 Not Found", "text/html", "<html>gone")),
        record("response", "4", &answer("200 OK", "image/png", "png")),
        record("response", "5", &answer("200 OK", "application/rss+xml", FEED)),
        record("response", "6", &answer("200 OK", "application/xml", "<urlset></urlset>")),
        record("response", "7", &answer("200 OK", "text/plain", "Talks ended.")),
    ];
    let packed: Vec<u8> = parts.iter().flat_map(|p| gz(p)).collect();
    for bytes in [parts.concat(), packed] {
        let documents = fine(&bytes);
        let origins: Vec<&str> = documents.iter().map(|d| d.origin.as_str()).collect();
        assert_eq!(
            origins,
            [
                "in#<urn:uuid:2>",
                "in#<urn:uuid:5>#p-1",
                "in#<urn:uuid:5>#https://post.example.org/2",
                "in#<urn:uuid:7>"
            ]
        );
        let Content::Bytes { bytes, charset } = &documents[0].content else { panic!() };
        assert_eq!(
            (bytes.as_slice(), charset.as_deref()),
            (&b"<html>Envoys met.\xcf"[..], Some("windows-1251"))
        );
        assert_eq!(documents[0].facts.url.as_deref(), Some("https://news.example.org/2"));
        assert_eq!(documents[0].facts.published, None);
        assert_eq!(text(&documents[3]), "Talks ended.");
    }
}

#[test]
fn a_web_archive_that_is_cut_or_soiled_goes_on_as_far_as_it_can() {
    let one = record("response", "1", &answer("200 OK", "text/html", "<html>Envoys met."));
    let two = record("response", "2", &answer("200 OK", "text/html", "<html>Talks ended."));
    let whole = [gz(&one), gz(&two)].concat();
    let (documents, errors) = all(&whole[..whole.len() - 20]);
    assert_eq!((documents.len(), errors.len()), (2, 1));
    assert_eq!(codes(&documents[1]), ["ingest/cut"]);
    let soiled = [&one[..], b"junk\njunk\n", &two].concat();
    let (documents, errors) = all(&soiled);
    assert_eq!((documents.len(), errors.len()), (2, 1), "{errors:?}");
    let huge = format!(
        "WARC/1.0\r\nX: {}\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n123456789",
        "x".repeat(200_000)
    );
    assert_eq!(all(huge.as_bytes()).1.len(), 1);
    let lying = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nEnvoys";
    let (documents, errors) = all(lying.as_bytes());
    assert_eq!((text(&documents[0]).as_str(), errors.len()), ("Envoys", 1));
}
