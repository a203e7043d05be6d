//! Own stories, assembled from own sentences, and the eleven things that desks do to wire copy.
//! The same seed gives the same story.

use std::collections::BTreeMap;

const SENTENCES: &str = include_str!("sentences.tsv");
const BULLETINS: &str = include_str!("bulletins.tsv");
const SLOTS: &str = include_str!("slots.tsv");

/// Numbers that look like chance and come back with their seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect())
}

pub(crate) fn topics() -> Vec<&'static str> {
    let mut out: Vec<&str> = rows(SENTENCES).map(|r| r[0]).collect();
    out.dedup();
    out
}

/// Fills slots and takes alternatives.
fn filled(pattern: &str, dice: &mut Dice, slots: &BTreeMap<&str, Vec<&str>>) -> String {
    let (mut out, mut rest) = (String::new(), pattern);
    while let Some(at) = rest.find(['[', '{']) {
        out.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('[') { ']' } else { '}' };
        let end = at + rest[at..].find(close).unwrap();
        let inner = &rest[at + 1..end];
        if close == ']' {
            let options: Vec<&str> = inner.split('|').collect();
            let option = dice.pick(&options);
            out.push_str(&filled(option, dice, slots));
        } else {
            out.push_str(dice.pick(&slots[inner]));
        }
        rest = &rest[end + 1..];
    }
    out + rest
}

/// A story: paragraphs of one or two sentences, `sentences` of them in an order of their own.
pub(crate) fn story(topic: &str, sentences: usize, seed: u64) -> Vec<String> {
    let mut pool: Vec<&str> = rows(SENTENCES).filter(|r| r[0] == topic).map(|r| r[1]).collect();
    // Beside the topic, each desk adds what else happened.
    let others: Vec<&str> = rows(SENTENCES).filter(|r| r[0] != topic).map(|r| r[1]).collect();
    let mut dice = Dice::new(seed);
    pool.extend((0..sentences.saturating_sub(8)).map(|_| others[dice.below(others.len())]));
    let chosen = (0..sentences.min(pool.len())).map(|_| pool.swap_remove(dice.below(pool.len()))).collect();
    paragraphs(chosen, &mut dice)
}

/// An issue of a bulletin: what stands in every one, and what is new.
pub(crate) fn bulletin(kind: &str, seed: u64) -> Vec<String> {
    let mut dice = Dice::new(seed);
    let mut chosen = Vec::new();
    for row in rows(BULLETINS).filter(|r| r[0].trim_start_matches('=') == kind) {
        let times = if row[0].starts_with('=') { 1 } else { 1 + dice.below(2) };
        chosen.extend(std::iter::repeat_n(row[1], times));
    }
    paragraphs(chosen, &mut dice)
}

fn paragraphs(patterns: Vec<&str>, dice: &mut Dice) -> Vec<String> {
    let slots: BTreeMap<&str, Vec<&str>> = rows(SLOTS).map(|r| (r[0], r[1..].to_vec())).collect();
    let mut out: Vec<String> = Vec::new();
    for pattern in patterns {
        let sentence = filled(pattern, dice, &slots);
        match out.last_mut() {
            Some(last) if dice.below(2) == 0 && last.len() < 250 => *last = format!("{last} {sentence}"),
            _ => out.push(sentence),
        }
    }
    out
}

/// A dispatch as it goes out: headline, dateline, body, signature.
pub(crate) fn issued(headline: &str, dateline: &str, body: &[String], signature: &str) -> String {
    format!("{headline}\n\n{dateline}{}\n\n{signature}", body.join("\n\n"))
}

/// What a desk does: eleven kinds, of which the first eight leave most of the text alone.
pub(crate) const EDITS: usize = 11;

pub(crate) fn edited(body: &[String], kind: usize, seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let head = dice.pick(&["What is known so far", "Officials give details", "Report from the region"]);
    let place = dice.pick(&["LISGAR, SANA- ", "HALVIK, May 3 (Reuters) - ", ""]);
    let sign = dice.pick(&["(end)", "Reporting by Mira Sol-Berg", "###"]);
    let replaced = |pairs: &[(&str, &str)]| -> Vec<String> {
        body.iter().map(|p| pairs.iter().fold(p.clone(), |p, (a, b)| p.replace(a, b))).collect()
    };
    let new = match kind {
        // Another headline, byline, dateline and agency tag.
        0 => body.to_vec(),
        // The second half is cut.
        1 => halves(body, 2),
        // The first paragraph is cut.
        2 => body[1..].to_vec(),
        // Quotation marks and dashes of another style.
        3 => replaced(&[("'", "’"), ("\"", "“"), (", ", " – "), ("-", "\u{2010}")]),
        // Spelling of the other side of the Atlantic.
        4 => replaced(&[
            ("harbour", "harbor"),
            ("metres", "meters"),
            ("programme", "program"),
            ("lorries", "trucks"),
            ("tonnes", "tons"),
            ("per cent", "percent"),
            ("kilometres", "kilometers"),
            ("neighbour", "neighbor"),
        ]),
        // Paragraphs are merged.
        5 => vec![body.join(" ")],
        // Background is added.
        6 => {
            let mut new = body.to_vec();
            new.extend(story(dice.pick(&topics()), 3, seed ^ 0xbac6));
            new
        }
        // Small edits of copy.
        7 => replaced(&[(" that ", " "), ("about ", "around "), ("only ", "just "), ("because", "since")]),
        // Other verbs of reporting.
        8 => replaced(&[
            (" said ", " noted "),
            ("told reporters", "said"),
            ("stated", "declared"),
            ("explained", "pointed out"),
        ]),
        // Numbers as words.
        9 => replaced(&[
            (" 3 ", " three "),
            (" 4 ", " four "),
            (" 6 ", " six "),
            (" 7 ", " seven "),
            (" 9 ", " nine "),
            (" 11 ", " eleven "),
            (" 12 ", " twelve "),
            (" 14 ", " fourteen "),
            (" 120 ", " some hundred "),
        ]),
        // Several at once: the last third is cut, verbs change, paragraphs are merged, days are dropped.
        _ => {
            let new =
                replaced(&[(" said ", " noted "), (" on Monday", ""), (" on Friday", ""), (" that ", " ")]);
            vec![halves(&new, 3).join(" ")]
        }
    };
    issued(head, place, &new, sign)
}

/// Without the last of so many parts, by words.
fn halves(body: &[String], parts: usize) -> Vec<String> {
    let words = |p: &String| p.split(' ').count();
    let all: usize = body.iter().map(words).sum();
    let (mut left, mut out) = (all - all / parts, Vec::new());
    for paragraph in body {
        let kept: Vec<&str> = paragraph.split(' ').take(left).collect();
        left -= kept.len();
        if !kept.is_empty() {
            out.push(kept.join(" "));
        }
    }
    out
}
