//! Who has the word? Transcripts and interviews, told by their shape: paragraphs that begin with a label and a
//! colon ("Q:", "MR. OYELARAN:", "QUESTION:"), two at the least.

use chancery_model::analysis::{Analysis, Sentence};
use chancery_model::cast::{ActorKind, Cast};
use chancery_model::claims::Stance;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::Upos;

use crate::phrases::Phrase;
use crate::source::Source;

/// The rule's name.
pub(crate) const TURN: &str = "turn";

/// How many words a label may have.
const LABEL: usize = 6;

/// The turns of a transcript, each with all that is said up to the next label; none in another text.
pub(crate) fn turns(a: &Analysis, cast: &Cast) -> Vec<Phrase> {
    let sentences = a.sentences();
    let begins = |i: usize| i == 0 || sentences[i - 1].paragraph != sentences[i].paragraph;
    let labels: Vec<(usize, Span<Tok>)> = (0..sentences.len())
        .filter(|&i| begins(i))
        .filter_map(|i| Some((i, label(a, &sentences[i])?)))
        .filter(|&(_, label)| !is_dateline(cast, label))
        .collect();
    if labels.len() < 2 {
        return Vec::new();
    }
    let ends = labels.iter().skip(1).map(|l| l.0).chain([sentences.len()]);
    let turn = |(&(i, label), end): (&(usize, Span<Tok>), usize)| {
        let colon = label.end();
        let last = sentences.get(end.checked_sub(1)?)?.tokens.end();
        let content: Vec<u32> = (colon + 1..last).collect();
        let mention =
            cast.mentions.iter().find(|m| m.tokens.end() == colon && m.tokens.start() >= label.start());
        let asks = sentences.get(end - 1).is_some_and(|s| s.tokens.iter().any(|t| &*a.token(t).form == "?"));
        Some(Phrase {
            rule: TURN,
            confidence: 0.9,
            lemma: ":".to_owned(),
            stance: if asks && end == i + 1 { Stance::Ask } else { Stance::Assert },
            cue: vec![colon],
            source: Source {
                actors: mention.map(|m| m.actors.clone()).unwrap_or_default(),
                runs: vec![label],
                heads: mention.map(|m| m.head).into_iter().collect(),
            },
            content,
        })
    };
    labels.iter().zip(ends).filter_map(turn).collect()
}

/// Whether what stands before the colon names a place: "ISLAMABAD: The minister …".
fn is_dateline(cast: &Cast, label: Span<Tok>) -> bool {
    let named =
        cast.mentions.iter().filter(|m| m.tokens.start() >= label.start() && m.tokens.end() <= label.end());
    let mut kinds = named.flat_map(|m| &m.actors).filter_map(|&id| cast.actor(id)).map(|x| x.kind);
    kinds.any(|k| matches!(k, ActorKind::Place | ActorKind::State))
}

/// The label that a paragraph begins with: a name in capitals, or a word that transcripts use, before a colon.
fn label(a: &Analysis, sentence: &Sentence) -> Option<Span<Tok>> {
    const WORDS: [&str; 8] = ["q", "a", "question", "answer", "reporter", "moderator", "interviewer", "host"];
    let colon = sentence.tokens.iter().take(LABEL + 1).find(|&t| &*a.token(t).form == ":")?;
    let label = Span::new(sentence.tokens.start(), colon);
    let form = |t: u32| &*a.token(t).form;
    let capitals = label.iter().all(|t| !form(t).chars().any(char::is_lowercase))
        && label.iter().any(|t| a.token(t).upos == Upos::Propn && form(t).chars().count() > 1);
    let word = label.len() == 1 && WORDS.contains(&&*form(label.start()).to_lowercase());
    (!label.is_empty() && (capitals || word)).then_some(label)
}
