//! Whom does a source mean that the cast leaves open? "He added", "the secretary said", "the release said":
//! who spoke just before, or who made the document.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorId, ActorKind, Cast, Mention, MentionKind};
use chancery_model::syntax::{Relation, Upos};

use crate::Draft;
use crate::cues::Cues;
use crate::quotes::Quotes;
use crate::{printed, transcript};

/// Gives actors to sources that have none. Drafts are in the order of their cues. Only the outlet's own words
/// count: whom a speaker means by "he", and who speaks in what he says, is another matter.
pub(crate) fn resolve(a: &Analysis, quotes: &Quotes, cast: &Cast, cues: &Cues, drafts: &mut [Draft]) {
    let mut last: Option<(u32, ActorId)> = None;
    let mut body: Option<(u32, ActorId)> = None;
    let nested: Vec<bool> = drafts
        .iter()
        .map(|d| {
            let holds = |o: &Draft| o.head != d.head && o.content.contains(&d.head);
            quotes.of(d.head).is_some() || drafts.iter().any(holds)
        })
        .collect();
    for (d, _) in drafts.iter_mut().zip(nested).filter(|(_, nested)| !nested) {
        if d.source.actors.is_empty()
            && let [head] = *d.source.heads.as_slice()
        {
            let again =
                last.filter(|&(at, id)| speaks_again(a, quotes, cast, head, at, id)).map(|(_, id)| id);
            d.source.actors = again.into_iter().collect();
            if d.source.actors.is_empty() && cues.is_document(&a.token(head).lemma) {
                d.source.actors = makers(a, cast, head);
                // "The ministry denies it. The statement said …": whose statement, but the ministry's?
                let own = body.filter(|&(at, _)| {
                    d.source.actors.is_empty() && has_determiner(a, head, &["the"]) && is_near(a, at, head)
                });
                d.source.actors.extend(own.map(|(_, id)| id));
            }
        }
        // Once several or unknown ones have spoken, nobody can tell who "he" is.
        let one = match d.source.actors.as_slice() {
            [one] => Some((d.head, *one)),
            _ => None,
        };
        last = one.filter(|&(_, id)| is_person(cast, id));
        body = one.filter(|&(_, id)| !is_person(cast, id));
    }
}

/// Leaves open who "he" or "she" is in words of a first-person statement or turn, where the cast takes the one
/// who says them: he would say "I".
pub(crate) fn part_from_self(a: &Analysis, drafts: &mut [Draft]) {
    let own: Vec<(Vec<u32>, Vec<ActorId>)> = drafts
        .iter()
        .filter(|d| matches!(d.rule, printed::BLOCK | transcript::TURN) && !d.source.actors.is_empty())
        .map(|d| (d.content.clone(), d.source.actors.clone()))
        .collect();
    for d in drafts {
        let himself = |(content, actors): &(Vec<u32>, Vec<ActorId>)| {
            *actors == d.source.actors && content.binary_search(&d.head).is_ok()
        };
        let third = |&h: &u32| is_he_or_she(a, h);
        if d.source.heads.iter().all(third) && own.iter().any(himself) {
            d.source.actors.clear();
        }
    }
}

fn is_he_or_she(a: &Analysis, token: u32) -> bool {
    let word = a.token(token);
    word.upos == Upos::Pron && matches!(&*word.form.to_lowercase(), "he" | "she")
}

fn is_person(cast: &Cast, id: ActorId) -> bool {
    cast.actor(id).is_some_and(|x| x.kind == ActorKind::Person)
}

/// Whether a token stands in the same paragraph as an earlier one, or in the next.
fn is_near(a: &Analysis, earlier: u32, token: u32) -> bool {
    let paragraph = |t: u32| a.sentences().get(a.sentence_of(t) as usize).map_or(0, |s| s.paragraph);
    paragraph(token) <= paragraph(earlier) + 1
}

/// Whether the text calls somebody "he" elsewhere whom "she" would mean here, or the other way round.
fn is_of_other_gender(a: &Analysis, cast: &Cast, pronoun: u32, id: ActorId) -> bool {
    let other: &[&str] = match &*a.token(pronoun).form.to_lowercase() {
        "he" => &["she", "her", "hers", "herself"],
        "she" => &["he", "him", "his", "himself"],
        _ => return false,
    };
    let pronouns = cast.mentions.iter().filter(|m| m.kind == MentionKind::Pronoun && m.actors == [id]);
    pronouns.into_iter().any(|m| other.contains(&&*a.token(m.head).form.to_lowercase()))
}

/// Whether a source means the one who spoke at an earlier cue: "he" or "she", or his title with "the", in
/// the same or the next paragraph, with no other person named between outside quotation marks.
fn speaks_again(a: &Analysis, quotes: &Quotes, cast: &Cast, head: u32, at: u32, id: ActorId) -> bool {
    let near = head > at && is_near(a, at, head) && !is_of_other_gender(a, cast, head, id);
    let word = a.token(head);
    let pronoun = is_he_or_she(a, head);
    let own = || cast.mentions.iter().filter(|m| m.actors == [id] && m.kind == MentionKind::Named);
    let titled = || {
        let plain =
            a.by_relation(head, &[Relation::Amod, Relation::Compound, Relation::Nmod]).next().is_none();
        let the = has_determiner(a, head, &["the"]);
        let lemma = word.lemma.to_lowercase();
        plain && the && own().any(|m| m.tokens.iter().any(|t| a.token(t).lemma.to_lowercase() == lemma))
    };
    let other = |m: &Mention| {
        let between = m.head > at && m.head < head && quotes.of(m.head).is_none();
        between
            && m.kind == MentionKind::Named
            && m.actors != [id]
            && m.actors.iter().any(|&x| is_person(cast, x))
    };
    near && (pronoun || titled()) && !cast.mentions.iter().any(other)
}

/// Who made a document: named in its own words ("a Defence Ministry release"), or in those of the last
/// document of that kind ("the release").
fn makers(a: &Analysis, cast: &Cast, head: u32) -> Vec<ActorId> {
    let lemma = &a.token(head).lemma;
    let known = |document: u32| {
        let parts = [Relation::Compound, Relation::NmodPoss];
        let own = a.by_relation(document, &parts).filter_map(|t| {
            let mention = cast.headed_by(t).or_else(|| cast.covering(t))?;
            let speaks = |id: &ActorId| cast.actor(*id).is_some_and(|x| x.kind != ActorKind::Place);
            mention.actors.iter().any(speaks).then(|| mention.actors.clone())
        });
        own.last().unwrap_or_default()
    };
    let own = known(head);
    if !own.is_empty() || !has_determiner(a, head, &["the"]) {
        return own;
    }
    let before = (0..head).rev().filter(|&t| a.token(t).upos == Upos::Noun && a.token(t).lemma == *lemma);
    before.map(known).find(|m| !m.is_empty()).unwrap_or_default()
}
