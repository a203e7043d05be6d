//! Does every format give its documents, and nothing else? Small samples of each, built here.

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

fn given(date: &str) -> Option<(String, DateBasis)> {
    Some((date.to_owned(), DateBasis::Given))
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

#[test]
fn a_text_and_a_page_are_one_document_with_their_bytes() {
    for bytes in [&b"Envoys met.\n"[..], b"<!doctype html><p>Jos\xe9", b"", b"\0\0\0"] {
        let documents = fine(bytes);
        assert_eq!(documents, [Document::new("in", bytes)]);
    }
}

#[test]
fn an_rss_feed_gives_its_fullest_content_and_its_own_dates() {
    let documents = fine(FEED.as_bytes());
    let [first, second] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(first.origin, "in#p-1");
    assert_eq!(first.content, Content::Html("<p>Envoys met in Oslo.</p>".into()));
    let facts = &first.facts;
    assert_eq!(facts.title.as_deref(), Some("Envoys meet & part"));
    assert_eq!(facts.url.as_deref(), Some("https://post.example.org/1"));
    assert_eq!(
        (facts.bylines.as_slice(), facts.outlet.as_deref()),
        (&["Mira Sol-Berg".to_owned()][..], Some("Harbour Post"))
    );
    assert_eq!(facts.published, given("2021-12-07T01:04:05+03:00"), "the outlet's own day is the 7th");
    assert_eq!(facts.language.as_deref(), Some("en-gb"));
    assert_eq!(second.content, Content::Plain("Envoys of Norway & Togo met.".into()));
    assert_eq!(second.facts.title.as_deref(), Some("AT&T talks"));
    assert_eq!(second.facts.url.as_deref(), Some("https://post.example.org/2"));
    assert_eq!(second.facts.bylines, ["Ada Quist"]);
    assert_eq!(second.facts.published, given("2021-12-07T15:04:05"), "no zone is invented");
}

#[test]
fn atom_and_rdf_feeds_are_read() {
    let documents = fine(ATOM.as_bytes());
    let [entry] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(entry.content, Content::Html("<div><p>Norway sent aid &lt; 3 t.</p></div>".into()));
    assert_eq!(entry.facts.title.as_deref(), Some("Aid arrives"));
    assert_eq!(entry.facts.url.as_deref(), Some("https://s.example.org/1"));
    assert_eq!(entry.facts.bylines, ["Odo Brandt"]);
    assert_eq!(entry.facts.published, given("2021-12-07T10:00:00+03:00"));
    assert_eq!(entry.facts.modified, given("2021-12-08T10:00:00Z"));

    let rdf = "<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/' xmlns:dc='d'><channel><title>Cape Desk</title></channel>\
        <item><title>One</title><link>https://c.example.org/1</link><description>Envoys met.</description>\
        <dc:date>2021-12-07T10:00+03:00</dc:date></item></rdf:RDF>";
    let documents = fine(rdf.as_bytes());
    assert_eq!(documents[0].facts.outlet.as_deref(), Some("Cape Desk"));
    assert_eq!(documents[0].facts.published, given("2021-12-07T10:00+03:00"));
    assert_eq!(documents[0].origin, "in#https://c.example.org/1");
}

#[test]
fn a_feed_that_is_cut_keeps_what_came_before() {
    let at = FEED.find("Norway").unwrap();
    let (documents, errors) = all(&FEED.as_bytes()[..at]);
    assert_eq!(documents.len(), 2);
    assert_eq!((text(&documents[1]).as_str(), codes(&documents[1])), ("Envoys of ", vec!["ingest/cut"]));
    assert_eq!(errors.len(), 1);
    let wrong = FEED.replace("2021-12-07 15:04:05", "some day");
    assert_eq!(codes(&all(wrong.as_bytes()).0[1]), ["ingest/date"]);
    let (none, errors) = all(b"<rss><channel><title>x</title></channel></rss>");
    assert_eq!((none.len(), errors), (0, vec!["in: there is no document in the feed".to_owned()]));
}

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

#[test]
fn lines_of_json_are_documents_and_broken_ones_say_so() {
    let lines = "{\"id\": \"a\", \"date\": \"2021-12-07\", \"event_text\": \"Envoys met.\"}\n\n{\"id\": 7, broken\n\
        {\"title\": \"T\", \"text\": \"<p>Talks</p>\", \"publication_date\": 1638889445, \"url\": \"https://x.example.org\", \
        \"source\": {\"name\": \"Harbour Post\"}, \"authors\": [\"A. Quist\", \"B. Brandt\"]}\n[1]\n{\"other\": 1}";
    let (documents, errors) = all(lines.as_bytes());
    assert_eq!((documents.len(), errors.len()), (5, 0));
    assert_eq!((documents[0].origin.as_str(), text(&documents[0]).as_str()), ("in#a", "Envoys met."));
    assert_eq!(documents[0].facts.published, given("2021-12-07"));
    assert_eq!((documents[1].origin.as_str(), codes(&documents[1])), ("in#3", vec!["ingest/broken-line"]));
    assert!(documents[1].remarks[0].text.starts_with("Line 3 "));
    assert_eq!(documents[2].content, Content::Html("<p>Talks</p>".into()));
    assert_eq!(documents[2].facts.published, given("2021-12-07T15:04:05Z"));
    assert_eq!(documents[2].facts.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(documents[2].facts.bylines, ["A. Quist", "B. Brandt"]);
    assert_eq!(codes(&documents[3]), ["ingest/broken-line"]);
    assert!(documents[4].remarks[0].text.contains("the fields are: other"));
}

#[test]
fn the_fields_of_json_can_be_named_and_an_array_is_read_like_lines() {
    let fields = "text=story.body,date=when,id=n".parse().unwrap();
    let options = Options { fields, ..Options::default() };
    let json = "[{\"n\": 1, \"when\": \"7 Dec 2021\", \"text\": \"no\", \"story\": {\"body\": \"Envoys ] met.\"}},\n 5, [2], {\"n\": 2}]";
    let (documents, errors) = with(json.as_bytes(), &options);
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!((documents[0].origin.as_str(), text(&documents[0]).as_str()), ("in#1", "Envoys ] met."));
    assert_eq!(documents[0].facts.published, given("2021-12-07"));
    assert_eq!(
        documents[1..].iter().map(codes).collect::<Vec<_>>(),
        [["ingest/broken-line"], ["ingest/broken-line"], ["ingest/empty"]]
    );
    let pretty = "{\n  \"id\": 1,\n  \"text\": \"Envoys met.\"\n}\n{\n  \"text\": \"Talks ended.\"\n}";
    let documents = fine(pretty.as_bytes());
    assert_eq!(documents.iter().map(text).collect::<Vec<_>>(), ["Envoys met.", "Talks ended."]);
    let (documents, errors) = all(b"[{\"text\": \"Envoys met.\"}, {\"text\": \"Tal");
    assert_eq!((documents.len(), errors.len()), (2, 1));
    assert_eq!(all(b"[{}, {}").1, ["in: the JSON file is damaged or ends too early: an array has no end"]);
}

#[test]
fn json_in_other_charsets_is_read() {
    let utf16: Vec<u8> =
        "\u{feff}{\"text\": \"José met.\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&fine(&utf16)[0]), "José met.");
}

#[test]
fn ninjs_items_of_both_versions_are_read() {
    let one = r#"{"uri": "https://w.example.org/1", "type": "text", "versioncreated": "2021-12-08T01:00:00Z",
        "firstcreated": "2021-12-07T23:00:00+03:00", "pubstatus": "usable", "language": "en", "headline": "Envoys meet",
        "byline": "By Mira Sol-Berg", "body_xhtml": "<p>Envoys met.</p>", "copyrightholder": "Strait Wire"}"#;
    let documents = fine(one.as_bytes());
    let [item] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(item.origin, "in#https://w.example.org/1");
    assert_eq!(item.content, Content::Html("<p>Envoys met.</p>".into()));
    assert_eq!(item.facts.published, given("2021-12-07T23:00:00+03:00"));
    assert_eq!(item.facts.modified, given("2021-12-08T01:00:00Z"));
    assert_eq!(
        (item.facts.bylines.as_slice(), item.facts.outlet.as_deref()),
        (&["Mira Sol-Berg".to_owned()][..], Some("Strait Wire"))
    );
    let two = r#"[{"uri": "urn:w:2", "versioncreated": "2021-12-08", "by": "Odo Brandt", "infosources": [{"name": "Strait Wire"}],
        "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Talks end in Oslo"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>x</p>"}, {"contenttype": "text/plain", "value": "Talks ended."}]}]"#;
    let documents = fine(two.as_bytes());
    assert_eq!(documents[0].facts.title.as_deref(), Some("Talks end in Oslo"));
    assert_eq!(documents[0].content, Content::Plain("Talks ended.".into()));
    assert_eq!(documents[0].facts.outlet.as_deref(), Some("Strait Wire"));
    let killed = one.replace("usable", "canceled");
    assert_eq!(codes(&all(killed.as_bytes()).0[0]), ["ingest/status"]);
}

const NITF: &str = "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><head><title>slug</title><docdata>\
    <doc-id id-string='n-1'/><date.issue norm='20211207T150405+0300'/></docdata><pubdata name='Harbour Post' position.section='World'/></head>\
    <body><body.head><hedline><hl1>Envoys meet</hl1><hl2>Talks &amp; aid</hl2></hedline>\
    <byline>By <person>Mira Sol-Berg</person><byttl>Correspondent</byttl></byline>\
    <distributor>Strait Wire</distributor><dateline><location>OSLO</location> (SW) &#8212;</dateline></body.head>\
    <body.content><media media-type='image'><media-caption>A handshake.</media-caption></media>\
    <p>Envoys  met on\n Monday.</p><hl2>Aid</hl2><p>Norway sent <em>aid</em>.</p></body.content></body></nitf>";

#[test]
fn nitf_gives_paragraphs_without_captions_and_its_dateline_runs_in() {
    let documents = fine(NITF.as_bytes());
    let [item] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(item.origin, "in#n-1");
    assert_eq!(text(item), "OSLO (SW) — Envoys met on Monday.\n\nAid\n\nNorway sent aid.");
    assert_eq!(item.facts.title.as_deref(), Some("Envoys meet"));
    assert_eq!(item.facts.bylines, ["Mira Sol-Berg"]);
    assert_eq!(item.facts.outlet.as_deref(), Some("Strait Wire"));
    assert_eq!(item.facts.published, given("2021-12-07T15:04:05+03:00"));
    assert_eq!(item.facts.section.as_deref(), Some("World"));
}

#[test]
fn newsml_messages_give_every_item() {
    let item = |guid: &str, status: &str, inline: &str| {
        format!(
            "<newsItem guid='{guid}'><itemMeta><provider literal='SW'><name>Strait Wire</name></provider>\
             <versionCreated>2021-12-08T10:00:00Z</versionCreated><firstCreated>2021-12-07T10:00:00Z</firstCreated>\
             <pubStatus qcode='stat:{status}'/></itemMeta><contentMeta><by>By Odo Brandt</by><headline>Talks end</headline>\
             <language tag='en'/></contentMeta><contentSet>{inline}</contentSet></newsItem>"
        )
    };
    let html = "<inlineXML contenttype='application/xhtml+xml'><html xmlns='x'><head><title>slug</title></head><body><p>Talks ended.</p><p>Envoys left.</p></body></html></inlineXML>";
    let nitf = format!("<inlineXML>{}</inlineXML>", NITF.split_at(NITF.find("<nitf>").unwrap()).1);
    let message = format!(
        "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{}{}{}</itemSet></newsMessage>",
        item("urn:1", "usable", html),
        item("urn:2", "canceled", &nitf),
        item("urn:3", "usable", "<remoteContent href='x.jpg'/>")
    );
    let (documents, errors) = all(message.as_bytes());
    assert_eq!((documents.len(), errors.len()), (3, 0));
    assert_eq!(text(&documents[0]), "Talks ended.\n\nEnvoys left.");
    assert_eq!(documents[0].facts.title.as_deref(), Some("Talks end"));
    assert_eq!(documents[0].facts.bylines, ["Odo Brandt"]);
    assert_eq!(documents[0].facts.outlet.as_deref(), Some("Strait Wire"));
    assert_eq!(documents[0].facts.published, given("2021-12-07T10:00:00Z"));
    assert!(text(&documents[1]).starts_with("OSLO (SW) — Envoys met"));
    assert_eq!(codes(&documents[1]), ["ingest/status"]);
    assert_eq!(codes(&documents[2]), ["ingest/empty"]);

    let old = "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>w.example.org</ProviderId>\
        <PublicIdentifier>urn:old:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>\
        <FirstCreated>20211207T100000+0000</FirstCreated><Status FormalName='Usable'/></NewsManagement><NewsComponent><NewsLines>\
        <HeadLine>Talks end</HeadLine><DateLine>LOME, Dec 7 -</DateLine></NewsLines><ContentItem><DataContent><p>Talks ended.</p>\
        </DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";
    let documents = fine(old.as_bytes());
    assert_eq!(
        (documents[0].origin.as_str(), text(&documents[0]).as_str()),
        ("in#urn:old:1", "LOME, Dec 7 - Talks ended.")
    );
    assert_eq!(documents[0].facts.published, given("2021-12-07T10:00:00Z"));
}

const MAIL: &str = "Received: by mx.example.org; Tue, 7 Dec 2021 15:04:06 +0000\r\nFrom: =?utf-8?q?Mira_S=C3=B8l?= <mira@example.org>\r\n\
    To: desk@example.org\r\nSubject: =?utf-8?B?RW52b3lzIG1lZXQ=?=\r\n in Oslo\r\nDate: Tue, 7 Dec 2021 18:04:05 +0300 (MSK)\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/html\r\n\r\n<p>Envoys met.</p>\r\n\
    --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    Minister Jos=E9 met =\r\nenvoys.\r\n--b--\r\n";

#[test]
fn a_mail_gives_its_plain_text_and_what_its_head_says() {
    let documents = fine(MAIL.as_bytes());
    let [mail] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(mail.origin, "in");
    assert_eq!(text(mail).trim(), "Minister José met envoys.");
    assert_eq!(mail.facts.title.as_deref(), Some("Envoys meet in Oslo"));
    assert_eq!(mail.facts.bylines, ["Mira Søl"]);
    assert_eq!(mail.facts.published, given("2021-12-07T18:04:05+03:00"));
    let html =
        MAIL.replace("text/plain", "text/html").replace("From: =?utf-8?q?Mira_S=C3=B8l?=", "From: SANA");
    let documents = fine(html.as_bytes());
    assert!(matches!(&documents[0].content, Content::Html(h) if h.contains("Envoys met")));
    assert_eq!((documents[0].facts.outlet.as_deref(), documents[0].facts.bylines.len()), (Some("SANA"), 0));
}

#[test]
fn a_mailbox_gives_every_mail() {
    let mail = |n: u32| {
        format!(
            "From ada@example.org Tue Dec  7 15:04:05 2021\nFrom: Ada <ada@example.org>\nSubject: {n}\nMIME-Version: 1.0\n\
             Content-Type: text/plain; format=flowed\n\nThe envoys \nmet.\n\n>From Oslo they left.\nFrom there on.\n\n"
        )
    };
    let mailbox: String = (1..=3).map(mail).collect();
    let documents = fine(mailbox.as_bytes());
    assert_eq!(documents.iter().map(|d| d.origin.as_str()).collect::<Vec<_>>(), ["in#1", "in#2", "in#3"]);
    assert_eq!(documents[2].facts.title.as_deref(), Some("3"));
    assert_eq!(text(&documents[0]).trim_end(), "The envoys met.\n\nFrom Oslo they left.\nFrom there on.");
}

#[test]
fn archives_give_their_entries_in_order_however_they_are_written() {
    let packed = gz(b"Packed twice.");
    let bytes = zip(&[
        ("a.txt", b"Envoys met.", Entry::Deflated),
        ("pictures/", b"", Entry::Stored),
        ("b/b.txt", b"Talks ended.", Entry::Stored),
        ("__MACOSX/b/._b.txt", b"\0\0", Entry::Streamed),
        ("c.txt", b"Streamed.", Entry::Streamed),
        ("d.txt", b"Streamed too.", Entry::StreamedBare),
        ("feed.xml", ATOM.as_bytes(), Entry::Streamed),
        ("e.gz", &packed, Entry::Deflated),
    ]);
    let documents = fine(&bytes);
    let found: Vec<(String, String)> = documents.iter().map(|d| (d.origin.clone(), text(d))).collect();
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["in#a.txt", "in#b/b.txt", "in#c.txt", "in#d.txt", "in#feed.xml#urn:s:1", "in#e.gz"]);
    let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        [texts[0], texts[1], texts[2], texts[3], texts[5]],
        ["Envoys met.", "Talks ended.", "Streamed.", "Streamed too.", "Packed twice."]
    );
}

#[test]
fn archives_that_are_broken_lose_only_what_is_broken() {
    let mut bytes = zip(&[
        ("a.txt", &b"Envoys met. ".repeat(50), Entry::Deflated),
        ("b.txt", b"Talks ended.", Entry::Stored),
    ]);
    let at = 30 + 5 + 4;
    bytes[at..at + 6].fill(0xff);
    let (documents, errors) = all(&bytes);
    assert_eq!(text(documents.last().unwrap()), "Talks ended.");
    assert!(errors.iter().any(|e| e.starts_with("in#a.txt: ")), "{errors:?}");
    let whole = zip(&[("a.txt", b"Envoys met.", Entry::Stored), ("b.txt", b"Talks ended.", Entry::Stored)]);
    let (documents, errors) = all(&whole[..whole.len() - 26]);
    assert_eq!((documents.len(), errors.len()), (2, 1), "{errors:?}");
    assert!(text(&documents[1]).starts_with("Talks"));
    let mut locked = zip(&[("a.txt", b"x", Entry::Stored), ("b.txt", b"Talks ended.", Entry::Stored)]);
    locked[6] = 1;
    let (documents, errors) = all(&locked);
    assert_eq!(
        (documents.len(), errors),
        (1, vec!["in#a.txt: an encrypted entry cannot be read; unpack or convert it first".to_owned()])
    );
    let office = zip(&[("[Content_Types].xml", b"x", Entry::Stored)]);
    assert_eq!(all(&office).1, ["in: an office document cannot be read; unpack or convert it first"]);
}

#[test]
fn bombs_end_with_an_error_and_keep_the_process_up() {
    let limits = Limits { document: 100_000, unchecked: 100_000, entries: 3, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let zeros = vec![b'a'; 20_000_000];
    let (documents, errors) = with(&gz(&gz(&zeros)), &options);
    assert!(documents.iter().all(|d| text(d).len() <= 100_000) && documents.len() == 1);
    assert!(errors.len() <= 1);
    for how in [Entry::Deflated, Entry::Streamed] {
        let (documents, errors) =
            with(&zip(&[("bomb", &zeros, how), ("b.txt", b"Talks ended.", Entry::Stored)]), &options);
        assert_eq!(text(&documents[0]).len(), 100_000);
        assert!(codes(&documents[0]).contains(&"ingest/too-long"));
        assert!(documents.len() == 2 || errors.len() == 1, "{errors:?}");
    }
    let warc = record("response", "1", &answer("200 OK", "text/html", &"a".repeat(20_000_000)));
    let (documents, _) = with(&gz(&warc), &options);
    assert!(text(&documents[0]).len() <= 100_000);
    let many: Vec<(&str, &[u8], Entry)> = (0..5).map(|_| ("a.txt", &b"x"[..], Entry::Stored)).collect();
    let (documents, errors) = with(&zip(&many), &options);
    assert_eq!((documents.len(), errors.len()), (3, 1));
    let mut nested = b"Envoys met.".to_vec();
    for _ in 0..6 {
        nested = gz(&nested);
    }
    assert_eq!(all(&nested).1, ["in: archives lie within archives more than 4 times"]);
}

/// So many bytes of one kind, without a buffer for them.
fn endless(byte: u8, length: u64) -> impl Read + Send {
    io::repeat(byte).take(length)
}

#[test]
fn an_endless_line_takes_bounded_memory() {
    let limits = Limits { document: 1_000_000, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    for start in [
        "",
        "{\"text\": \"",
        "[{\"text\": \"",
        "<rss><item><description>",
        "<rss ",
        "WARC/1.0\r\nX: ",
        "<nitf><body>",
        MAIL,
    ] {
        let input =
            start.as_bytes().chain(endless(b'x', 60_000_000)).chain(&b"\n{\"text\": \"Talks ended.\"}\n"[..]);
        let mut longest = 0;
        for document in documents("in", input, &options).flatten() {
            longest = longest.max(text(&document).len());
        }
        assert!(longest <= 1_100_000, "{start}: {longest}");
    }
}

#[test]
fn entity_bombs_stay_as_they_are_written() {
    let mut bomb = String::from("<!DOCTYPE rss [<!ENTITY a0 'ha'>");
    for n in 1..30 {
        bomb.push_str(&format!("<!ENTITY a{n} '&a{};&a{};'>", n - 1, n - 1));
    }
    bomb.push_str("]><rss><channel><item><description>&a29;</description></item></channel></rss>");
    assert_eq!(text(&all(bomb.as_bytes()).0[0]), "&a29;");
}

#[test]
fn names_of_strangers_do_not_reach_the_terminal_as_they_are() {
    let bytes = zip(&[("a\u{1b}[31m\n.txt", b"Envoys met.", Entry::Stored)]);
    assert_eq!(fine(&bytes)[0].origin, "in#a\u{fffd}[31m\u{fffd}.txt");
}

#[test]
fn a_reader_that_fails_ends_with_its_reason() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let input = b"Envoys met.".chain(Failing);
    let found: Vec<_> = documents("in", input, &Options::default()).collect();
    let [Ok(document), Err(error)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((text(document).as_str(), codes(document)), ("Envoys met.", vec!["ingest/cut"]));
    assert_eq!(error.to_string(), "reading failed: the disk is gone");
}

/// Samples of every format, for the properties.
fn samples() -> Vec<Vec<u8>> {
    let warc = [
        record("request", "1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "2", &answer("200 OK", "text/html", "<html><p>Envoys met.")),
        record("response", "3", &answer("200 OK", "application/rss+xml", FEED)),
    ];
    vec![
        b"Envoys met.".to_vec(),
        b"<!doctype html><p>Envoys met.".to_vec(),
        FEED.into(),
        ATOM.into(),
        NITF.into(),
        MAIL.into(),
        format!("From a Tue Dec  7 15:04:05 2021\n{MAIL}\nFrom b Tue Dec  7 15:04:05 2021\n{MAIL}")
            .into_bytes(),
        b"{\"id\": 1, \"text\": \"Envoys met.\"}\n{\"id\": 2, \"text\": \"Talks".to_vec(),
        b"[{\"id\": 1, \"text\": \"Envoys met.\"}, {\"uri\": \"x\", \"body_text\": \"Talks\"}]".to_vec(),
        warc.concat(),
        zip(&[("a", b"Envoys met.", Entry::Deflated), ("b", FEED.as_bytes(), Entry::Streamed)]),
    ]
}

fn sample() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(samples())
}

/// A sample with some bytes changed, taken out, or cut off.
fn mangled() -> impl Strategy<Value = Vec<u8>> {
    (
        sample(),
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(mut bytes, changes, end)| {
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let cut = end.index(bytes.len() * 2);
            bytes.truncate(cut.max(1));
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (documents, errors) = all(&bytes);
        prop_assert!(documents.len() + errors.len() > 0);
    }

    #[test]
    fn no_mangled_input_makes_it_fail_or_is_lost_silently(bytes in mangled()) {
        let (documents, errors) = all(&bytes);
        prop_assert!(documents.len() + errors.len() > 0);
        let _ = all(&gz(&bytes));
        for document in documents {
            let _ = crate::read(document);
        }
    }

    #[test]
    fn wrappings_change_nothing_but_the_origin(bytes in mangled()) {
        let plain = all(&bytes);
        for wrapped in [gz(&bytes), zst(&bytes), bz2(&bytes), gz(&zst(&bytes))] {
            prop_assert_eq!(&all(&wrapped), &plain);
        }
        for how in [Entry::Stored, Entry::Deflated, Entry::Streamed] {
            let (mut documents, errors) = all(&zip(&[("e", &bytes, how)]));
            for d in &mut documents {
                d.origin = d.origin.replacen("in#e", "in", 1);
            }
            let errors: Vec<String> = errors.iter().map(|e| e.replacen("in#e", "in", 1)).collect();
            prop_assert_eq!(&(documents, errors), &plain);
        }
    }

    #[test]
    fn the_size_of_the_reads_changes_nothing(bytes in mangled(), size in 1..50_usize) {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                let n = self.1.min(out.len());
                let n = self.0.take(n as u64).read(out)?;
                self.0 = &self.0[n..];
                Ok(n)
            }
        }
        let slow: Vec<Document> = documents("in", Slow(&bytes, size), &Options::default()).flatten().collect();
        prop_assert_eq!(slow, all(&bytes).0);
    }
}
