//! Do zip archives give their entries?

use super::*;

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
    assert_eq!(codes(&documents[1]), ["ingest/cut"]);
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
