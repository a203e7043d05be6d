//! Who says it? The source of a cue: its words, and the actors that they mean.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{has_preposition, subjects};
use chancery_model::cast::{ActorId, Cast, Mention, MentionKind};
use chancery_model::clause::is_passive;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::content::runs;
use crate::cues::{Cues, Kind};
use crate::quotes::Quotes;

/// What shows somebody who speaks.
const RECORDINGS: [&str; 9] =
    ["audio", "clip", "film", "footage", "photograph", "picture", "recording", "tape", "video"];

/// A source.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Source {
    /// Whom it means; empty where the cast does not know.
    pub(crate) actors: Vec<ActorId>,
    /// Its words, in runs.
    pub(crate) runs: Vec<Span<Tok>>,
    /// The tokens that head it.
    pub(crate) heads: Vec<u32>,
}

/// The source of a cue; empty where the sentence names nobody.
pub(crate) fn of_cue(
    a: &Analysis,
    quotes: &Quotes,
    cast: &Cast,
    cues: &Cues,
    kind: Kind,
    cue: u32,
) -> Source {
    // "made it clear that": who makes it.
    let make = a.head(cue).filter(|&h| kind == Kind::Adjective && a.token(h).is("make"));
    let predicate = make.unwrap_or(cue);
    let mut heads = subjects(a, predicate);
    // Two subjects of one verb: the tree has taken one out of what is said; the speaker stands next to it.
    if a.by_relation(predicate, &[Relation::Nsubj]).nth(1).is_some() {
        heads = subject(a, predicate).into_iter().collect();
    }
    if kind == Kind::Noun && heads.is_empty() {
        let from = a.by_relation(cue, &[Relation::Nmod]).filter(|&n| has_preposition(a, n, "from"));
        heads = from.collect();
    }
    // "She released the following statement:": who releases it.
    let object = matches!(a.token(cue).relation, Relation::Obj | Relation::NsubjPass);
    if kind == Kind::Noun && heads.is_empty() && object && cues.is_document(&a.token(cue).lemma) {
        heads = a.head(cue).map(|v| subjects(a, v)).unwrap_or_default();
    }
    if heads.is_empty() {
        return if kind == Kind::Verb { beside(a, cast, cue) } else { Source::default() };
    }
    let said = match (kind, is_passive(a, predicate)) {
        (Kind::Noun, _) => None,
        (_, true) => a.child(predicate, Relation::OblAgent),
        (_, false) => subject(a, predicate),
    };
    let tops = said.map_or_else(|| heads.clone(), |s| vec![s]);
    // "footage of the envoy saying": the envoy speaks, not the footage.
    let shown = |&t: &u32| {
        let recording = RECORDINGS.contains(&&*a.token(t).lemma) && a.head(cue) == Some(t);
        let of = a.by_relation(t, &[Relation::Nmod]).find(|&n| has_preposition(a, n, "of"));
        of.filter(|_| recording)
    };
    let (tops, heads) = match tops.iter().find_map(shown) {
        Some(person) => (vec![person], vec![person]),
        None => (tops, heads),
    };
    let mut words: Vec<u32> = tops.iter().flat_map(|&t| words(a, t, cue)).collect();
    // "said the envoy, who stressed that …": what he says besides does not tell who he is.
    for &top in &tops {
        let says = |&r: &u32| {
            let content = a.by_relation(r, &[Relation::Ccomp]).next().is_some();
            r > cue && content && !cues.of(a, r).1.is_empty()
        };
        let cut: Vec<u32> =
            a.by_relation(top, &[Relation::AclRelcl]).filter(says).flat_map(|r| a.subtree(r)).collect();
        words.retain(|t| !cut.contains(t));
    }
    words.extend(tops.iter().filter_map(|&t| split_name(a, cast, t)).flat_map(|m| m.tokens.iter()));
    words.sort_unstable();
    words.dedup();
    Source { actors: actors(a, cast, cues, &heads), runs: runs(a, quotes, &words, &[]), heads }
}

/// The name that stands right before a verb without a subject: "Answering the report Ada Quist, the envoy,
/// said:", where the tree has made the name a part of something else.
fn beside(a: &Analysis, cast: &Cast, verb: u32) -> Source {
    let finite = a.token(verb).has(Feature::VerbFormFin) && a.token(verb).relation == Relation::Root;
    let ends = |m: &&Mention| m.tokens.end() == verb && m.kind == MentionKind::Named;
    let Some(mention) = cast.mentions.iter().find(ends).filter(|_| finite) else { return Source::default() };
    let same = |m: &&Mention| m.tokens.end() + 1 == mention.tokens.start() && m.actors == mention.actors;
    let comma = mention.tokens.start().checked_sub(1).is_some_and(|t| &*a.token(t).form == ",");
    let first = cast.mentions.iter().find(|m| comma && same(m)).unwrap_or(mention);
    let run = Span::new(first.tokens.start(), mention.tokens.end());
    Source { actors: mention.actors.clone(), runs: vec![run], heads: vec![mention.head] }
}

/// The subject that stands nearest to a verb.
pub(crate) fn subject(a: &Analysis, verb: u32) -> Option<u32> {
    a.by_relation(verb, &[Relation::Nsubj]).min_by_key(|&s| s.abs_diff(verb))
}

/// The source that one token heads: "according to **the ministry**".
pub(crate) fn of_token(
    a: &Analysis,
    quotes: &Quotes,
    cast: &Cast,
    cues: &Cues,
    head: u32,
    cut: &[u32],
) -> Source {
    let words = words(a, head, head);
    let mut heads = vec![head];
    heads.extend(a.by_relation(head, &[Relation::Conj]));
    Source { actors: actors(a, cast, cues, &heads), runs: runs(a, quotes, &words, cut), heads }
}

/// The words of a source: all below its head but its prepositions, and but the cue's own clause.
fn words(a: &Analysis, head: u32, cue: u32) -> Vec<u32> {
    let mut out = a.subtree(head);
    let mut cut: Vec<u32> = a.by_relation(head, &[Relation::Case]).flat_map(|c| a.subtree(c)).collect();
    if cue != head && out.binary_search(&cue).is_ok() {
        // "a spokesman, who said": cut the clause that leads down to the cue.
        let mut at = cue;
        while let Some(up) = a.head(at).filter(|&up| up != head) {
            at = up;
        }
        cut.extend(a.subtree(at));
    }
    cut.sort_unstable();
    out.retain(|t| cut.binary_search(t).is_err());
    out
}

/// The actors that tokens mean. A document speaks for whoever made it: "a statement by the ministry".
fn actors(a: &Analysis, cast: &Cast, cues: &Cues, heads: &[u32]) -> Vec<ActorId> {
    let mut out = Vec::new();
    for &h in heads {
        let own = mention(a, cast, h);
        let makers =
            if own.is_none() && cues.is_document(&a.token(h).lemma) { subjects(a, h) } else { Vec::new() };
        let made = makers.iter().filter_map(|&m| mention(a, cast, m));
        for &id in own.into_iter().chain(made).flatten() {
            if !out.contains(&id) {
                out.push(id);
            }
        }
    }
    out
}

/// The mention that holds a subject although another word heads it, which the tree has made a subject of the
/// same verb: "[Defence] [Chief Admiral Rangi Parata] told".
fn split_name<'c>(a: &Analysis, cast: &'c Cast, head: u32) -> Option<&'c Mention> {
    let twin = |x: u32| x != head && a.head(x) == a.head(head) && a.token(x).relation == Relation::Nsubj;
    cast.covering(head).filter(|m| a.token(head).relation == Relation::Nsubj && twin(m.head))
}

/// The mention that a token heads: as the cast says, or a mention that covers it whose own head is one
/// name with it, or an apposition to it.
fn mention<'c>(a: &Analysis, cast: &'c Cast, head: u32) -> Option<&'c [ActorId]> {
    if let Some(m) = cast.headed_by(head).or_else(|| split_name(a, cast, head)) {
        return Some(&m.actors);
    }
    let naming = [Relation::Flat, Relation::Appos, Relation::NmodDesc, Relation::Compound, Relation::List];
    let kin = |x: u32, y: u32| a.head(x) == Some(y) && naming.contains(&a.token(x).relation);
    let covering = cast.covering(head).filter(|m| kin(m.head, head) || kin(head, m.head));
    if let Some(m) = covering {
        return Some(&m.actors);
    }
    let named = a.by_relation(head, &[Relation::Appos, Relation::Flat]);
    let mut mentions = named.filter(|&n| a.token(n).upos == Upos::Propn).filter_map(|n| cast.headed_by(n));
    mentions.next().map(|m| m.actors.as_slice())
}
