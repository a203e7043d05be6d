//! Do lines, arrays and ninjs give their objects?

use super::*;

#[test]
fn lines_of_json_are_documents_and_broken_ones_say_so() {
    let lines = "{\"id\": \"a\", \"date\": \"2021-12-07\", \"event_text\": \"Envoys met.\"}\n\n{\"id\": 7, broken\n\
        {\"title\": \"T\", \"text\": \"<p>Talks</p>\", \"publication_date\": 1638889445, \"url\": \"https://x.example.org\", \
        \"source\": {\"name\": \"Harbour Post\"}, \"authors\": [\"A. Quist\", \"B. Brandt\"]}\n[1]\n{\"other\": 1}";
    let (documents, errors) = all(lines.as_bytes());
    assert_eq!((documents.len(), errors.len()), (5, 0));
    assert_eq!((documents[0].origin.as_str(), text(&documents[0]).as_str()), ("in#a", "Envoys met."));
    assert_eq!(documents[0].facts.published, Some(given("2021-12-07")));
    assert_eq!((documents[1].origin.as_str(), codes(&documents[1])), ("in#3", vec!["ingest/broken-line"]));
    assert!(documents[1].remarks[0].text.starts_with("Line 3 "));
    assert_eq!(documents[2].content, Content::Html("<p>Talks</p>".into()));
    assert_eq!(documents[2].facts.published, Some(given("2021-12-07T15:04:05Z")));
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
    assert_eq!(documents[0].facts.published, Some(given("2021-12-07")));
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
    assert_eq!(item.facts.published, Some(given("2021-12-07T23:00:00+03:00")));
    assert_eq!(item.facts.modified, Some(given("2021-12-08T01:00:00Z")));
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
