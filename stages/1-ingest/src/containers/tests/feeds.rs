//! Do RSS and Atom give their entries?

use super::*;

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
    assert_eq!(facts.published, Some(given("2021-12-07T01:04:05+03:00")), "the outlet's own day is the 7th");
    assert_eq!(facts.language.as_deref(), Some("en-gb"));
    assert_eq!(second.content, Content::Plain("Envoys of Norway & Togo met.".into()));
    assert_eq!(second.facts.title.as_deref(), Some("AT&T talks"));
    assert_eq!(second.facts.url.as_deref(), Some("https://post.example.org/2"));
    assert_eq!(second.facts.bylines, ["Ada Quist"]);
    assert_eq!(second.facts.published, Some(given("2021-12-07T15:04:05")), "no zone is invented");
}

#[test]
fn atom_and_rdf_feeds_are_read() {
    let documents = fine(ATOM.as_bytes());
    let [entry] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!(entry.content, Content::Html("<div><p>Norway sent aid &lt; 3 t.</p></div>".into()));
    assert_eq!(entry.facts.title.as_deref(), Some("Aid arrives"));
    assert_eq!(entry.facts.url.as_deref(), Some("https://s.example.org/1"));
    assert_eq!(entry.facts.bylines, ["Odo Brandt"]);
    assert_eq!(entry.facts.published, Some(given("2021-12-07T10:00:00+03:00")));
    assert_eq!(entry.facts.modified, Some(given("2021-12-08T10:00:00Z")));

    let rdf = "<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/' xmlns:dc='d'><channel><title>Cape Desk</title></channel>\
        <item><title>One</title><link>https://c.example.org/1</link><description>Envoys met.</description>\
        <dc:date>2021-12-07T10:00+03:00</dc:date></item></rdf:RDF>";
    let documents = fine(rdf.as_bytes());
    assert_eq!(documents[0].facts.outlet.as_deref(), Some("Cape Desk"));
    assert_eq!(documents[0].facts.published, Some(given("2021-12-07T10:00+03:00")));
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
