//! Do `NITF` and `NewsML` give their items?

use super::*;

#[test]
fn nitf_gives_paragraphs_without_captions_and_its_dateline_runs_in() {
    let documents = fine(NITF.as_bytes());
    let [item] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(item.origin, "in#n-1");
    assert_eq!(text(item), "OSLO (SW) — Envoys met on Monday.\n\nAid\n\nNorway sent aid.");
    assert_eq!(item.facts.title.as_deref(), Some("Envoys meet"));
    assert_eq!(item.facts.bylines, ["Mira Sol-Berg"]);
    assert_eq!(item.facts.outlet.as_deref(), Some("Strait Wire"));
    assert_eq!(item.facts.published, Some(given("2021-12-07T15:04:05+03:00")));
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
    assert_eq!(documents[0].facts.published, Some(given("2021-12-07T10:00:00Z")));
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
    assert_eq!(documents[0].facts.published, Some(given("2021-12-07T10:00:00Z")));
}
