//! How well are repeats told, and what does the index cost? 200 rewritten pairs and 2,000 unrelated
//! ones of our own.
#![allow(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::cast_precision_loss,
    clippy::needless_pass_by_value,
    reason = "a generator for tests alone: what cannot be fails the test"
)]
#![allow(clippy::string_slice, reason = "the generator cuts at ASCII brackets")]

#[path = "repeats/generator.rs"]
mod generator;

use chancery_ingest::ingest;
use chancery_ingest::repeats::Repeats;
use chancery_model::dispatch::Dispatch;
use generator::{Dice, EDITS, bulletin, edited, issued, story, topics};

const STORIES: usize = 72;

fn dispatch(text: &str) -> Dispatch {
    ingest("test", text.as_bytes())
}

/// The body of each own story; six on each topic, of 11 to 18 sentences.
fn bodies() -> Vec<Vec<String>> {
    let topics = topics();
    (0..STORIES).map(|n| story(topics[n % topics.len()], 11 + n % 8, n as u64)).collect()
}

fn original(body: &[String]) -> Dispatch {
    dispatch(&issued("Officials meet over the matter", "OSLO, SANA- ", body, "Lara Quist"))
}

/// Whether the second is said to repeat the first, in an index of their own.
fn repeats(a: &Dispatch, b: &Dispatch) -> bool {
    let (mut index, mut a, mut b) = (Repeats::new(), a.clone(), b.clone());
    index.see(&mut a);
    index.see(&mut b);
    assert_eq!(a.repeats, None);
    b.repeats.is_some_and(|r| r.id == a.id && r.contained.max(r.containing) >= 0.5)
}

#[test]
fn the_own_stories_are_of_the_length_of_dispatches_and_differ() {
    let bodies = bodies();
    for body in &bodies {
        let words = body.join(" ").split(' ').count();
        assert!((120..=400).contains(&words), "{words} words");
    }
    let mut texts: Vec<String> = bodies.iter().map(|b| b.join(" ")).collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), STORIES);
}

#[test]
fn rewritten_pairs_are_found_and_unrelated_ones_are_not() {
    let bodies = bodies();
    let originals: Vec<Dispatch> = bodies.iter().map(|b| original(b)).collect();
    let (mut found, mut missed) = (0, Vec::new());
    for n in 0..200 {
        // 200 pairs: each kind of edit on 18 or 19 stories.
        let (at, kind) = ((n * 7) % STORIES, n % EDITS);
        if repeats(&originals[at], &dispatch(&edited(&bodies[at], kind, n as u64))) {
            found += 1;
        } else {
            missed.push(kind);
        }
    }
    let (mut unrelated, mut invented, mut dice) = (0, Vec::new(), Dice::new(1));
    // Every pair of stories on the same topic, then pairs of other issues of the same bulletin.
    for a in 0..STORIES {
        for b in (a + 1..STORIES).filter(|b| b % topics().len() == a % topics().len()) {
            unrelated += 1;
            invented.extend(repeats(&originals[a], &originals[b]).then(|| format!("stories {a} and {b}")));
        }
    }
    for kind in ["briefing", "notice", "weather"] {
        let issues: Vec<Dispatch> = (0..21).map(|n| original(&bulletin(kind, n))).collect();
        for (a, one) in issues.iter().enumerate() {
            for other in &issues[..a] {
                unrelated += 1;
                invented.extend(repeats(one, other).then(|| format!("{kind} {a}")));
            }
        }
    }
    while unrelated < 2_000 {
        let (a, b) = (dice.below(STORIES), dice.below(STORIES));
        if a != b {
            unrelated += 1;
            let rewritten = dispatch(&edited(&bodies[b], dice.below(EDITS), unrelated));
            invented.extend(repeats(&originals[a], &rewritten).then(|| format!("{a} and {b} rewritten")));
        }
    }
    let recall = f64::from(found) / 200.0;
    let precision = f64::from(found) / (f64::from(found) + f64::from(u32::try_from(invented.len()).unwrap()));
    println!("recall {recall:.3} precision {precision:.3}; missed kinds {missed:?}; invented {invented:?}");
    assert!(recall >= 0.95, "recall {recall}; missed kinds {missed:?}");
    assert!(precision >= 0.99, "precision {precision}; invented {invented:?}");
}

#[test]
fn in_a_stream_each_rewriting_names_its_own_original() {
    let bodies = bodies();
    let mut index = Repeats::new();
    let ids: Vec<String> = bodies
        .iter()
        .map(|body| {
            let mut d = original(body);
            index.see(&mut d);
            assert_eq!(d.repeats, None);
            d.id
        })
        .collect();
    let mut right = 0;
    for n in 0..200 {
        let (at, kind) = ((n * 7) % STORIES, n % EDITS);
        let mut d = dispatch(&edited(&bodies[at], kind, n as u64));
        // Each in an index that has seen the originals alone.
        let mut fresh = Repeats::new();
        for body in &bodies[at.saturating_sub(6)..(at + 6).min(STORIES)] {
            fresh.see(&mut original(body));
        }
        fresh.see(&mut d);
        right += usize::from(d.repeats.is_some_and(|r| r.id == ids[at]));
    }
    assert!(right >= 190, "{right} of 200");
}

#[test]
fn the_same_order_gives_the_same_repeats() {
    let run = || -> Vec<_> {
        let mut index = Repeats::with_room(64);
        let bodies = bodies();
        (0..300_usize)
            .map(|n| {
                let mut d = dispatch(&edited(&bodies[(n * 5) % STORIES], n % EDITS, n as u64));
                index.see(&mut d);
                d.repeats
            })
            .collect()
    };
    assert_eq!(run(), run());
}
