//! Does the clause look back or ahead? Cues near an expression: "said", "will", "due to arrive".
//!
//! Of several cues the nearest before the expression decides, since it is the clause's own verb more
//! often than not; where none stands before it, the first after it.

use crate::times::lexicon::Cue;
use crate::times::words::Word;

/// Where a bare "Friday" lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unsaid,
}

/// As many words as are looked at on either side.
const REACH: usize = 40;

/// Which way the words round the expression `from..to` point.
pub(super) fn direction(words: &[Word<'_>], from: usize, to: usize) -> Direction {
    let Some(sentence) = words.get(from).map(|w| w.sentence) else { return Direction::Unsaid };
    let own = |at: &usize| words.get(*at).is_some_and(|w| w.sentence == sentence);
    let mut prepositions = (0..from).rev().take_while(own).take(3).filter_map(|at| words.get(at));
    let first = prepositions.find(|w| !w.any(&["the", "-"]));
    match first.map(|w| &*w.lower) {
        Some("since" | "after" | "following") => return Direction::Past,
        Some("until" | "till" | "upcoming") => return Direction::Future,
        Some("of") if prepositions.next().is_some_and(|w| w.is("ahead")) => return Direction::Future,
        _ => {}
    }
    let bound = first.is_some_and(|w| w.any(&["before", "by", "from", "starting", "beginning"]));
    let found = backward(words, from, sentence).or_else(|| forward(words, to, sentence));
    match found {
        Some(direction) => direction,
        None if bound => Direction::Future,
        None => Direction::Unsaid,
    }
}

fn backward(words: &[Word<'_>], from: usize, sentence: u32) -> Option<Direction> {
    // Whether an infinitive, or a "for", was passed whose governor is still to be met.
    let (mut infinitive, mut for_noun) = (None, false);
    for at in (0..from).rev().take(REACH) {
        let word = words.get(at).filter(|w| w.sentence == sentence)?;
        if word.any(&[";", "\"", "“"]) {
            break;
        }
        if word.is("to") && is_infinitive(words, at) {
            infinitive = Some(at);
            let before = at.checked_sub(1).and_then(|b| words.get(b));
            if before.is_some_and(|w| w.any(&["is", "are", "was", "were", "due", "set", "about", "not"])) {
                return Some(Direction::Future);
            }
            continue;
        }
        for_noun |= word.is("for");
        match cue(words, at) {
            Some(Cue::Future) => return Some(Direction::Future),
            Some(Cue::Lead) if infinitive.is_some() || for_noun => return Some(Direction::Future),
            Some(Cue::Past | Cue::Lead) => return is_past(words, at).then_some(Direction::Past),
            _ => {}
        }
    }
    // A headline: "Envoy to visit Oslo".
    infinitive.filter(|at| *at > 0).map(|_| Direction::Future)
}

fn forward(words: &[Word<'_>], to: usize, sentence: u32) -> Option<Direction> {
    for at in to..to.saturating_add(REACH) {
        let word = words.get(at).filter(|w| w.sentence == sentence)?;
        if word.any(&[";", "”"]) {
            return None;
        }
        match cue(words, at) {
            Some(Cue::Future) => return Some(Direction::Future),
            Some(Cue::Past) => return Some(Direction::Past),
            Some(Cue::Lead) if word.lower.ends_with("ed") => return Some(Direction::Past),
            _ => {}
        }
    }
    None
}

/// The cue of a word where it is used as one.
fn cue(words: &[Word<'_>], at: usize) -> Option<Cue> {
    let word = words.get(at)?;
    let next = |n: usize| words.get(at + n);
    // "May" and "Will" with capitals are names, "won’t" is no victory.
    if word.capital && !word.any(&["said", "was", "were"]) {
        return None;
    }
    if word.is("won") && next(1).is_some_and(|w| w.any(&["'", "’"])) && next(2).is_some_and(|w| w.is("t")) {
        return Some(Cue::Future);
    }
    // "due to the storm" is a reason.
    if word.is("due") && next(1).is_some_and(|w| w.is("to")) && !is_infinitive(words, at + 1) {
        return None;
    }
    // "planned outages" were not ahead; "planned for Friday" is.
    if word.any(&["expected", "pending", "planned", "scheduled", "slated"]) {
        let ahead = next(1).is_none_or(|w| {
            w.is_mark()
                || w.any(&["at", "for", "in", "later", "next", "on", "this", "to", "tomorrow"])
                || w.senses.month > 0
                || w.senses.weekday > 0
        });
        return ahead.then_some(Cue::Future);
    }
    // "will be held", "to be signed": the auxiliary decides.
    let passive = at.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|w| w.any(&["be", "being"]));
    word.senses.cue.filter(|c| !(passive && matches!(c, Cue::Past | Cue::Lead)))
}

/// Whether "to" at a word begins an infinitive and is no preposition.
fn is_infinitive(words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_some_and(|w| {
        let noun = w.any(&[
            "a", "all", "an", "be", "her", "his", "its", "our", "that", "the", "their", "them", "these",
            "this",
        ]);
        let word = w.lower.bytes().all(|b| b.is_ascii_lowercase()) && !w.capital;
        let time = w.senses.unit.is_some() || w.senses.number > 0 || w.senses.part;
        w.is("be")
            || (word && !noun && !time && !w.lower.ends_with("ing") && !w.lower.ends_with('s'))
            || w.any(&["discuss", "express", "pass", "press", "assess", "address", "witness"])
    })
}

/// A past form of a verb, or at least not one that says nothing of the past.
fn is_past(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.senses.cue == Some(Cue::Past) || w.lower.ends_with("ed"))
}
