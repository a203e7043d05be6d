//! Who says it, where no verb does? "According to …", and the colon of headlines and transcripts.

use chancery_model::analysis::Analysis;
use chancery_model::cast::{ActorKind, Cast};
use chancery_model::claims::Stance;
use chancery_model::span::Span;
use chancery_model::syntax::{Relation, Upos};

use crate::cues::Cues;
use crate::quotes::{Quotes, is_word};
use crate::source::{Source, of_token};

/// A claim without a verb.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    pub(crate) rule: &'static str,
    pub(crate) confidence: f32,
    pub(crate) lemma: String,
    pub(crate) stance: Stance,
    pub(crate) cue: Vec<u32>,
    pub(crate) source: Source,
    pub(crate) content: Vec<u32>,
}

/// "According to the ministry, …", "…, in the words of the envoy".
pub(crate) fn according(
    a: &Analysis,
    quotes: &Quotes,
    cast: &Cast,
    cues: &Cues,
    start: u32,
) -> Option<Phrase> {
    let (last, cue) = cues.phrase_at(a, start)?;
    let phrase = start..=last;
    let head_of = |t: u32| a.head(t).filter(|h| !phrase.contains(h));
    let source = head_of(last).filter(|&h| h > last).or_else(|| head_of(start)).filter(|&h| h > last)?;
    let standard = cues.is_standard(&a.token(source).lemma.to_lowercase());
    if standard || a.token(source).upos == Upos::Verb {
        return None;
    }
    let mut top = source;
    while let Some(up) = a.head(top).filter(|&up| phrase.contains(&up)) {
        top = up;
    }
    let mut said = a.head(top)?;
    while !heads_clause(a, said) {
        said = a.head(said)?;
    }
    // "He thanked them and left, according to the ministry": all that is joined before the comma.
    let comma = start > 0 && &*a.token(start - 1).form == ",";
    while comma
        && said < top
        && a.token(said).relation == Relation::Conj
        && a.child(said, Relation::Nsubj).is_none()
    {
        said = a.head(said)?;
    }
    let below = a.subtree(top);
    let mut content = a.subtree(said);
    content.retain(|t| below.binary_search(t).is_err() && !phrase.contains(t));
    // A later main clause with a subject of its own is no longer in the phrase's reach.
    for c in a.by_relation(said, &[Relation::Conj, Relation::Parataxis]) {
        let own = a.child(c, Relation::Nsubj).or_else(|| a.child(c, Relation::NsubjPass)).is_some();
        if own && top < c && said < top {
            let cut = a.subtree(c);
            content.retain(|t| cut.binary_search(t).is_err());
        }
    }
    let cut: Vec<u32> = phrase.clone().collect();
    (content.iter().filter(|&&t| is_word(a, t)).count() >= 2).then(|| Phrase {
        rule: "according",
        confidence: 0.9,
        lemma: cue.lemma.to_string(),
        stance: cue.stance,
        cue: phrase.collect(),
        source: of_token(a, quotes, cast, cues, source, &cut),
        content,
    })
}

fn heads_clause(a: &Analysis, token: u32) -> bool {
    let marks = [Relation::Nsubj, Relation::NsubjPass, Relation::Cop];
    a.token(token).upos == Upos::Verb
        || a.head(token).is_none()
        || a.by_relation(token, &marks).next().is_some()
}

/// How many words may stand before the colon.
const LABEL: u32 = 8;

/// "Minister: talks to go on", "MS. ORTEGA: We …": a label that names a speaker, a colon, the words.
/// A headline's content is the rest of the sentence, a transcript's the rest of the paragraph.
pub(crate) fn colon(
    a: &Analysis,
    quotes: &Quotes,
    cast: &Cast,
    sentence: u32,
    title: bool,
) -> Option<Phrase> {
    let s = a.sentences().get(sentence as usize)?;
    let starts = sentence == 0
        || a.sentences().get(sentence as usize - 1).is_some_and(|before| before.paragraph != s.paragraph);
    let colon = s.tokens.iter().take(LABEL as usize + 1).find(|&t| &*a.token(t).form == ":")?;
    let label = Span::new(s.tokens.start(), colon);
    let plain = |t: u32| {
        let t = a.token(t);
        !matches!(t.upos, Upos::Verb | Upos::Aux | Upos::Num | Upos::Pron) && &*t.form != ","
    };
    if !starts || label.is_empty() || !label.iter().all(|t| plain(t) && quotes.of(t).is_none()) {
        return None;
    }
    let speaks = |k: ActorKind| matches!(k, ActorKind::Person | ActorKind::Organisation | ActorKind::State);
    let mention = cast.mentions.iter().find(|m| {
        let known = m.actors.iter().filter_map(|&id| cast.actor(id)).any(|x| speaks(x.kind));
        known && m.tokens.start() < colon && m.tokens.end() == colon
    })?;
    let capitals = label.iter().all(|t| !a.token(t).form.chars().any(char::is_lowercase));
    let after = colon + 1;
    let quoted = quotes.of(after).is_some();
    let person = mention.actors.iter().filter_map(|&id| cast.actor(id)).any(|x| x.kind == ActorKind::Person);
    let rest = after..s.tokens.end();
    let verb = rest.clone().any(|t| matches!(a.token(t).upos, Upos::Verb | Upos::Aux));
    if !(quoted || verb && (title || capitals || person)) {
        return None;
    }
    let mut content: Vec<u32> = rest.collect();
    if capitals && !title {
        let same =
            a.sentences().iter().skip(sentence as usize + 1).take_while(|n| n.paragraph == s.paragraph);
        content.extend(same.flat_map(|n| n.tokens.iter()));
    }
    let source = Source { actors: mention.actors.clone(), runs: vec![label], heads: vec![mention.head] };
    Some(Phrase {
        rule: "colon",
        confidence: 0.75,
        lemma: ":".to_owned(),
        stance: Stance::Assert,
        cue: vec![colon],
        source,
        content,
    })
}
