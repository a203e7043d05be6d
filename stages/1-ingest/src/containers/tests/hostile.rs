//! Does hostile input end with a word and not with the process?

use std::fmt::Write;

use super::*;

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
        write!(bomb, "<!ENTITY a{n} '&a{};&a{};'>", n - 1, n - 1).unwrap();
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
