//! Whose name stands under it? Words that are signed with a dash and a name: a quotation ("“We stay.” — Ada
//! Quist, envoy", in its paragraph or in the next), and a headline ("Talks will go on – minister").

use chancery_model::analysis::Analysis;
use chancery_model::cast::{ActorKind, Cast, Mention};
use chancery_model::claims::Stance;
use chancery_model::dispatch::Dispatch;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::Upos;

use crate::phrases::Phrase;
use crate::quotes::{Quotes, is_word};
use crate::source::Source;

/// How many words a signature may have.
const SIGNATURE: usize = 14;

/// How many words signed words must have: fewer are a name in quotation marks.
const WORDS: usize = 3;

/// The signed quotations of a dispatch, and its signed headline.
pub(crate) fn signed(dispatch: &Dispatch, a: &Analysis, quotes: &Quotes, cast: &Cast) -> Vec<Phrase> {
    let mut out: Vec<Phrase> = Vec::new();
    let mut last_end = 0;
    for (index, quote) in quotes.iter().enumerate() {
        // What the quotation follows: nothing of its paragraph, or the signature of the one before.
        let alone = begins_paragraph(a, quote.first) || quote.first == last_end;
        if !alone || quote.goes_on {
            continue;
        }
        let content: Vec<u32> = quotes
            .chain(index)
            .into_iter()
            .filter_map(|i| quotes.get(i))
            .flat_map(|q| q.first..q.end)
            .collect();
        if let Some((phrase, end)) = signature(a, quotes, cast, quote.end, content) {
            out.push(phrase);
            last_end = end;
        }
    }
    out.extend(headline(dispatch, a, quotes, cast));
    out
}

/// The dash and the name at a place, and where they end.
fn signature(
    a: &Analysis,
    quotes: &Quotes,
    cast: &Cast,
    dash: u32,
    content: Vec<u32>,
) -> Option<(Phrase, u32)> {
    let long = content.iter().filter(|&&t| is_word(a, t)).count() >= WORDS;
    let paragraph = is_dash(a, dash).then(|| paragraph(a, dash))??;
    let end = (dash + 1..paragraph.end()).find(|&t| quotes.of(t).is_some()).unwrap_or(paragraph.end());
    let words = (dash + 1..end).filter(|&t| is_word(a, t)).count();
    let mention = signer(a, cast, dash + 1)?;
    let said = |t: u32| matches!(a.token(t).upos, Upos::Verb | Upos::Aux | Upos::Pron);
    if !long || words > SIGNATURE || (dash + 1..end).any(said) {
        return None;
    }
    let stop = (dash + 1..end).rev().find(|&t| is_word(a, t))? + 1;
    Some((phrase(dash, Span::new(dash + 1, stop), mention, content, 0.9), end))
}

/// "Talks will go on – minister": a headline that ends in a dash and somebody. An outlet there has printed it.
fn headline(dispatch: &Dispatch, a: &Analysis, quotes: &Quotes, cast: &Cast) -> Option<Phrase> {
    let title: Vec<u32> =
        (0..).zip(a.tokens()).filter(|(_, t)| dispatch.title.contains(t.span)).map(|(i, _)| i).collect();
    let (&first, &last) = (title.first()?, title.last()?);
    let dash = title.iter().copied().rfind(|&t| is_dash(a, t) && quotes.of(t).is_none())?;
    let mention = signer(a, cast, dash + 1)?;
    let prints =
        mention.actors.iter().filter_map(|&id| cast.actor(id)).any(|x| x.sectors.iter().any(|s| s == "JRN"));
    let content: Vec<u32> = (first..dash).collect();
    let told = content.iter().any(|&t| matches!(a.token(t).upos, Upos::Verb | Upos::Aux));
    let long = content.iter().filter(|&&t| is_word(a, t)).count() >= WORDS;
    (told && long && !prints && mention.tokens.end() == last + 1)
        .then(|| phrase(dash, Span::new(dash + 1, last + 1), mention, content, 0.75))
}

fn phrase(dash: u32, source: Span<Tok>, mention: &Mention, content: Vec<u32>, confidence: f32) -> Phrase {
    Phrase {
        rule: "signed",
        confidence,
        lemma: "—".to_owned(),
        stance: Stance::Assert,
        cue: vec![dash],
        source: Source { actors: mention.actors.clone(), runs: vec![source], heads: vec![mention.head] },
        content,
    }
}

/// The mention of somebody who can speak that begins at a place.
fn signer<'c>(a: &Analysis, cast: &'c Cast, at: u32) -> Option<&'c Mention> {
    let speaks = |k: ActorKind| matches!(k, ActorKind::Person | ActorKind::Organisation | ActorKind::State);
    let known = |m: &&Mention| m.actors.iter().filter_map(|&id| cast.actor(id)).any(|x| speaks(x.kind));
    let starts = |m: &&Mention| m.tokens.start() == at || m.tokens.start() == at + 1 && !is_word(a, at);
    cast.mentions.iter().filter(starts).find(known)
}

fn is_dash(a: &Analysis, token: u32) -> bool {
    a.tokens().get(token as usize).is_some_and(|t| matches!(&*t.form, "—" | "–" | "―" | "--" | "-"))
}

/// The tokens of the paragraph that a token stands in.
fn paragraph(a: &Analysis, token: u32) -> Option<Span<Tok>> {
    let sentences = a.sentences();
    let own = sentences.get(a.sentence_of(token) as usize)?;
    let mut same = sentences.iter().filter(|s| s.paragraph == own.paragraph);
    let first = same.next()?;
    Some(Span::new(first.tokens.start(), same.next_back().unwrap_or(first).tokens.end()))
}

fn begins_paragraph(a: &Analysis, token: u32) -> bool {
    paragraph(a, token).is_some_and(|p| p.start() == token)
}
