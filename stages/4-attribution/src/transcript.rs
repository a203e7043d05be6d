//! Who has the word? Transcripts, briefings and parliaments' records, told by their shape: paragraphs that begin with a
//! label ("Q:", "MR. OYELARAN:", "Spokesperson Lara Quist:", "HON. T. VARGA (Opposition).-"), two at the least.

use chancery_model::analysis::Analysis;
use chancery_model::cast::{ActorKind, Cast, Mention, MentionKind};
use chancery_model::claims::Stance;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::Upos;

use crate::phrases::Phrase;
use crate::source::Source;

/// The rule's name.
pub(crate) const TURN: &str = "turn";

/// How many words a label may have, with office and party.
const LABEL: u32 = 18;

/// Words that stand for who speaks.
const WORDS: [&str; 8] = ["q", "a", "question", "answer", "reporter", "moderator", "interviewer", "host"];

/// What a paragraph begins with.
struct Label {
    /// The first of its paragraph's sentences.
    sentence: usize,
    words: Span<Tok>,
    /// The last token of what ends it.
    mark: u32,
    /// Whether its shape alone tells a transcript.
    plain: bool,
}

/// The turns of a transcript, each with all that is said up to the next label; none in another text.
pub(crate) fn turns(a: &Analysis, cast: &Cast) -> Vec<Phrase> {
    let sentences = a.sentences();
    let begins = |i: usize| i == 0 || sentences[i - 1].paragraph != sentences[i].paragraph;
    let mut labels: Vec<Label> =
        (0..sentences.len()).filter(|&i| begins(i)).filter_map(|i| label(a, cast, i)).collect();
    if !is_transcript(a, &labels) {
        labels.retain(|l| l.plain);
    }
    if labels.len() < 2 {
        return Vec::new();
    }
    let ends = labels.iter().skip(1).map(|l| l.sentence).chain([sentences.len()]);
    labels.iter().zip(ends).filter_map(|(label, end)| turn(a, cast, label, end)).collect()
}

/// Whether names before colons are speakers here: there are plain labels, too, or one of the names has the word again.
fn is_transcript(a: &Analysis, labels: &[Label]) -> bool {
    let name = |l: &Label| l.words.iter().rev().map(|t| &*a.token(t).form).find(|f| f.chars().count() > 2);
    let again = |(n, l): (usize, &Label)| labels[..n].iter().any(|m| name(m) == name(l));
    labels.iter().filter(|l| l.plain).count() > 1
        || labels.len() > 2 && labels.iter().enumerate().filter(|l| !l.1.plain).any(again)
}

fn turn(a: &Analysis, cast: &Cast, label: &Label, end: usize) -> Option<Phrase> {
    let sentences = a.sentences();
    let last = sentences.get(end.checked_sub(1)?)?.tokens.end();
    let content: Vec<u32> = (label.mark + 1..last).collect();
    let speaker = speaker(cast, label.words);
    let asks = content.last().is_some_and(|&t| &*a.token(t).form == "?")
        && content.first().is_some_and(|&t| a.sentence_of(t) as usize + 1 == end);
    (!content.is_empty()).then(|| Phrase {
        rule: TURN,
        confidence: 0.9,
        lemma: ":".to_owned(),
        stance: if asks { Stance::Ask } else { Stance::Assert },
        cue: vec![label.mark],
        source: Source {
            actors: speaker.map(|m| m.actors.clone()).unwrap_or_default(),
            runs: vec![label.words],
            heads: speaker.map(|m| m.head).into_iter().collect(),
        },
        content,
    })
}

/// Whom a label names: a person by his name, else by his office, else a body ("Reuters:").
fn speaker(cast: &Cast, label: Span<Tok>) -> Option<&Mention> {
    let inside = |m: &&Mention| label.has(m.head);
    let rank = |m: &&Mention| {
        let person = m.actors.iter().any(|&id| cast.actor(id).is_some_and(|x| x.kind == ActorKind::Person));
        (!person, m.kind != MentionKind::Named)
    };
    cast.mentions.iter().filter(inside).min_by_key(rank)
}

/// Whether what stands before the colon names a place: "ISLAMABAD: The minister …".
fn is_dateline(cast: &Cast, label: Span<Tok>) -> bool {
    let named = cast.mentions.iter().filter(|m| label.has(m.tokens.start()) && m.tokens.end() <= label.end());
    let kinds = || named.clone().flat_map(|m| &m.actors).filter_map(|&id| cast.actor(id)).map(|x| x.kind);
    kinds().any(|k| matches!(k, ActorKind::Place | ActorKind::State))
        && kinds().all(|k| k != ActorKind::Person)
}

/// The label that a paragraph begins with: a name in capitals, a word that transcripts use, or a person or body by name.
fn label(a: &Analysis, cast: &Cast, sentence: usize) -> Option<Label> {
    let sentences = a.sentences();
    let first = sentences.get(sentence)?;
    let paragraph = sentences.iter().skip(sentence).take_while(|s| s.paragraph == first.paragraph);
    let start = first.tokens.start();
    let end = paragraph.last()?.tokens.end().min(start + LABEL + 2);
    let form = |t: u32| &*a.token(t).form;
    // "HON. T. VARGA.- Madam Speaker": a full stop and a dash.
    let stop = |t: &u32| {
        form(*t) == ":" || is_dash(form(*t)) && t.checked_sub(1).is_some_and(|b| b > start && form(b) == ".")
    };
    let mark = (start + 1..end).find(stop)?;
    let stops = if form(mark) == ":" { mark } else { mark - 1 };
    let words = Span::new(start, stops);
    let outside = without_brackets(a, words);
    let capitals = outside.len() <= 6
        && outside.iter().all(|&t| !form(t).chars().any(char::is_lowercase) || form(t) == "The")
        && outside.iter().any(|&t| a.token(t).upos == Upos::Propn && form(t).chars().count() > 1);
    let word = words.len() == 1 && WORDS.contains(&&*form(start).to_lowercase());
    let plain = (capitals || word) && !is_dateline(cast, words);
    let named = || is_name(a, &outside) && names_speaker(cast, words);
    (plain || named()).then_some(Label { sentence, words, mark, plain })
}

fn is_dash(form: &str) -> bool {
    matches!(form, "-" | "–" | "—")
}

/// The words of a label but those in brackets: "Ms Quist (Minority – Garu)".
fn without_brackets(a: &Analysis, label: Span<Tok>) -> Vec<u32> {
    let mut depth = 0_u32;
    let mut out = Vec::new();
    for t in label.iter() {
        match &*a.token(t).form {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(t),
            _ => {}
        }
    }
    out
}

/// Whether these words are a name with an office, or an office, as labels have them: all but its small words begin with a capital.
fn is_name(a: &Analysis, words: &[u32]) -> bool {
    let small =
        |f: &str| matches!(f, "of" | "for" | "and" | "the" | "al" | "de" | "," | "." | "-" | "'s" | "’s");
    let fits = |f: &str| small(f) || f.chars().next().is_some_and(char::is_uppercase);
    !words.is_empty() && words.iter().all(|&t| fits(&a.token(t).form))
}

/// Whether a label names a person, or nothing but a body.
fn names_speaker(cast: &Cast, label: Span<Tok>) -> bool {
    let kind = |m: &Mention| m.actors.iter().find_map(|&id| cast.actor(id)).map(|x| x.kind);
    speaker(cast, label).is_some_and(|m| match kind(m) {
        Some(ActorKind::Person) => true,
        Some(ActorKind::Organisation) => m.tokens.start() == label.start() && m.tokens.end() == label.end(),
        _ => false,
    })
}
