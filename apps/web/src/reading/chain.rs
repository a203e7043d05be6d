//! Who says so, in words? From the outlet that reports it to the innermost speaker.

use chancery_model::record::{ActorOut, ClaimOut, EventOut, Record};

use super::glyphs::shown;
use super::phrases::listed;

/// Who says that an event is so, where no more is known than a row of a list has: "The Herald reports that Ada Quist
/// said that …". A stance without a speaker is of one that is not named.
pub(crate) fn chain_of_row(outlet: Option<&str>, claimed_by: Option<&str>, stance: Option<&str>) -> String {
    let speaker = claimed_by.map(|name| shown(name).trim().to_owned()).filter(|name| !name.is_empty());
    let voice = (speaker.is_some() || stance.is_some()).then(|| Voice {
        speaker: speaker.unwrap_or_else(|| UNNAMED.into()),
        stance: stance.unwrap_or("assert").to_owned(),
    });
    written(&teller([outlet, None]), voice.as_slice(), false)
}

/// The same of speakers and stances that are at hand, from the outermost to the innermost; a claim without
/// speakers is of one that is not named.
pub(crate) fn chain_of_voices<'v>(
    outlet: Option<&str>,
    voices: impl Iterator<Item = (Vec<&'v str>, &'v str)>,
    negated: bool,
) -> String {
    let voice = |(speakers, stance): (Vec<&str>, &str)| {
        let names = speakers.iter().map(|name| shown(name).into_owned());
        let speaker = Some(listed(names.collect())).filter(|s| !s.is_empty());
        Voice { speaker: speaker.unwrap_or_else(|| UNNAMED.into()), stance: stance.to_owned() }
    };
    written(&teller([outlet, None]), &voices.map(voice).collect::<Vec<_>>(), negated)
}

const UNNAMED: &str = "an unnamed source";

/// Somebody who speaks, and how.
struct Voice {
    speaker: String,
    stance: String,
}

/// The chain of an event, its claims and actors looked up as the caller can.
pub(super) fn told<'r>(
    record: &Record,
    event: &EventOut,
    claim: impl Fn(&str) -> Option<&'r ClaimOut>,
    actor: impl Fn(&str) -> Option<&'r ActorOut>,
) -> String {
    let innermost = event.reported_by.as_deref().and_then(&claim);
    let around = std::iter::successors(innermost, |c| c.within.as_deref().and_then(&claim));
    // Claims that stand in each other in a ring are told once.
    let mut met: Vec<&ClaimOut> = Vec::new();
    for one in around {
        if met.len() == DEEPEST || met.iter().any(|c| c.id == one.id) {
            break;
        }
        met.push(one);
    }
    let voice = |claim: &&ClaimOut| Voice {
        speaker: speakers(claim, &actor).unwrap_or_else(|| UNNAMED.into()),
        stance: claim.stance.clone(),
    };
    let voices: Vec<Voice> = met.iter().rev().map(voice).collect();
    let line = record.dispatch.dateline.as_ref();
    let agency = line.and_then(|l| l.agency.as_deref());
    written(&teller([record.dispatch.outlet.as_deref(), agency]), &voices, event.status == "negated")
}

/// Claims within claims of which a chain tells: people do not follow more.
const DEEPEST: usize = 12;

/// The speakers of a claim; nothing where the dispatch names nobody.
pub(super) fn speakers<'r>(claim: &ClaimOut, actor: impl Fn(&str) -> Option<&'r ActorOut>) -> Option<String> {
    let names = claim.sources.iter().filter_map(|id| actor(id)).map(|a| shown(&a.name).into_owned());
    Some(listed(names.collect())).filter(|s| !s.is_empty())
}

fn teller(names: [Option<&str>; 2]) -> String {
    let named = names.into_iter().flatten().map(|n| shown(n).trim().to_owned()).find(|n| !n.is_empty());
    named.unwrap_or_else(|| "The outlet".into())
}

/// What a stance says that somebody did, and what follows it.
fn verb(stance: &str) -> (&'static str, After) {
    match stance {
        "support" => ("voiced support for this", After::Colon),
        "condemn" => ("condemned this", After::Colon),
        "accuse" => ("made this accusation", After::Colon),
        "deny" => ("denied", After::That),
        "demand" => ("demanded this", After::Colon),
        "promise" => ("promised", After::That),
        "threaten" => ("threatened this", After::Colon),
        "regret" => ("voiced regret about this", After::Colon),
        "ask" => ("asked about this", After::Colon),
        _ => ("said", After::That),
    }
}

/// The word of a stance for a card's head.
pub(super) fn stance(stance: &str) -> &'static str {
    match stance {
        "support" => "voiced support",
        "condemn" => "condemned",
        "accuse" => "accused",
        "deny" => "denied",
        "demand" => "demanded",
        "promise" => "promised",
        "threaten" => "threatened",
        "regret" => "voiced regret",
        "ask" => "asked",
        _ => "said",
    }
}

/// How what is said joins on.
#[derive(Clone, Copy, PartialEq)]
enum After {
    That,
    Colon,
}

fn written(teller: &str, voices: &[Voice], negated: bool) -> String {
    let mut out = format!("{teller} reports that");
    for Voice { speaker, stance } in voices {
        let (verb, after) = verb(stance);
        let joint = if after == After::That { " that" } else { ":" };
        out.extend([" ", speaker, " ", verb, joint]);
    }
    // What somebody denies is coded as not so already.
    if negated && !voices.iter().any(|v| v.stance == "deny") {
        out.push_str(" it was not so that");
    }
    out.push_str(" …");
    out
}
