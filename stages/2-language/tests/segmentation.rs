//! Does the segmenter do as `specs/segmentation.txt` says, and does it keep its promises on any
//! text? The words are slices, what lies between them is white space, and time grows with length.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::Write;
use std::time::{Duration, Instant};

use chancery_language::segment::Segmenter;
use proptest::prelude::*;

const SPEC: &str = include_str!("../specs/segmentation.txt");

/// Sentences as lines; words parted by spaces, those of one surface word by `|`.
fn shown(segmenter: &Segmenter, text: &str) -> String {
    let mut out = String::new();
    for sentence in segmenter.segment(text) {
        for (i, word) in sentence.iter().enumerate() {
            let between = if i == 0 {
                ""
            } else if word.continues {
                "|"
            } else {
                " "
            };
            write!(out, "{between}{}", text.get(word.start..word.end).unwrap()).unwrap();
        }
        out.push('\n');
    }
    out
}

/// Fails unless words and gaps make up the text, gaps are white space and flags agree with them.
fn check_laws(segmenter: &Segmenter, text: &str) {
    let sentences = segmenter.segment(text);
    let mut at = 0;
    for (i, word) in sentences.iter().flatten().enumerate() {
        assert!(word.start < word.end && at <= word.start);
        let gap = text.get(at..word.start).expect("words begin at characters");
        let form = text.get(word.start..word.end).expect("words end at characters");
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} is lost");
        assert!(!form.chars().any(char::is_whitespace), "{form:?} has white space");
        assert_eq!(word.space_before, i > 0 && !gap.is_empty());
        assert!(!word.continues || gap.is_empty());
        at = word.end;
    }
    assert!(text.get(at..).unwrap().chars().all(char::is_whitespace));
    assert!(sentences.iter().all(|s| s.first().is_some_and(|w| !w.continues)));
}

#[test]
fn the_specification_holds() {
    let segmenter = Segmenter::load().unwrap();
    let mut wrong = String::new();
    let mut cases = 0;
    for block in SPEC.split("\n\n").map(str::trim).filter(|b| b.starts_with("> ")) {
        let (text, expected) = block.split_once('\n').unwrap();
        let text = text.strip_prefix("> ").unwrap().replace("<NBSP>", "\u{a0}");
        let found = shown(&segmenter, &text);
        if found.trim() != expected {
            write!(wrong, "> {text}\nexpected:\n{expected}\nfound:\n{found}\n").unwrap();
        }
        cases += 1;
    }
    assert!(cases >= 60, "only {cases} cases were read");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn an_empty_paragraph_has_no_sentences() {
    let segmenter = Segmenter::load().unwrap();
    assert!(segmenter.segment("").is_empty());
    assert!(segmenter.segment(" \n\u{a0}\t").is_empty());
}

#[test]
fn damaged_weights_are_refused_by_name() {
    let error = Segmenter::read(b"chseg/1\n\x02").unwrap_err().to_string();
    assert!(error.contains("weights/segmenter.bin"), "{error}");
}

#[test]
fn hostile_text_takes_linear_time() {
    let segmenter = Segmenter::load().unwrap();
    let patterns = [
        "\"", "'", "a", "(", ".", "a.", "a-", "@", "a@", "http://", "#a", "' ", "A. ", "n't", "1,",
        "&\u{301}", "s'",
    ];
    for pattern in patterns {
        let time = |length: usize| {
            let text = pattern.repeat(length / pattern.len());
            let start = Instant::now();
            check_laws(&segmenter, &text);
            start.elapsed()
        };
        let (short, long) = (time(50_000), time(400_000));
        // Eight times the text may take eight times as long; a quadratic step would take 64.
        let limit = short * 30 + Duration::from_millis(200);
        assert!(long < limit, "{pattern:?}: {short:?}, then {long:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_its_words_and_white_space(text in any::<String>()) {
        check_laws(&Segmenter::load().unwrap(), &text);
    }

    #[test]
    fn any_text_of_the_marks_that_matter_is_its_words_and_white_space(
        text in "[a-cA-CnNtTsS019.,:;!?'’‘\"“”()/@#%$&_*•\u{a0} \n—-]{0,60}"
    ) {
        check_laws(&Segmenter::load().unwrap(), &text);
    }
}
