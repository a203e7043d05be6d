//! What holds for any bytes at all?

use super::*;

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
