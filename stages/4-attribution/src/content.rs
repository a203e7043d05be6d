//! Where exactly does the content begin and end? Quotations completed, edges trimmed, form told.

use chancery_model::analysis::Analysis;
use chancery_model::claims::Form;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Relation, Upos};

use crate::quotes::{Quotes, is_word};

/// How much of a quotation in the cue's sentence must be content for all of it to be.
const MOST: f32 = 0.6;

/// Adds the rest of each quotation that is mostly content, in other sentences and paragraphs too.
pub(crate) fn complete(a: &Analysis, quotes: &Quotes, cue: u32, content: &mut Vec<u32>) {
    content.sort_unstable();
    content.dedup();
    let mut seen: Vec<usize> = content.iter().filter_map(|&t| quotes.of(t)).collect();
    seen.sort_unstable();
    seen.dedup();
    for index in seen {
        let Some(q) = quotes.get(index).filter(|_| quotes.of(cue) != Some(index)) else { continue };
        let sentence = a.sentence_of(cue);
        let near = |t: &u32| is_word(a, *t) && a.sentence_of(*t) == sentence;
        let here: Vec<u32> = (q.first..q.end).filter(near).collect();
        let within = here.iter().filter(|t| content.binary_search(t).is_ok()).count();
        #[allow(clippy::cast_precision_loss, reason = "counts of tokens are small")]
        if here.is_empty() || within as f32 >= MOST * here.len() as f32 {
            for part in quotes.chain(index).into_iter().filter_map(|i| quotes.get(i)) {
                content.extend(part.first..part.end);
            }
            content.sort_unstable();
            content.dedup();
        }
    }
}

/// Around a cue that a quotation goes before, only what is quoted is content: in "“…,” she said after
/// the talks" the tree may hang the talks on the quotation.
pub(crate) fn keep_quoted(a: &Analysis, quotes: &Quotes, cue: u32, content: &mut Vec<u32>) {
    let other = |t: u32| quotes.of(t).is_some() && quotes.of(t) != quotes.of(cue);
    let sentence = a.sentence_of(cue);
    let mut before =
        content.iter().filter(|&&t| t < cue && is_word(a, t) && a.sentence_of(t) == sentence).peekable();
    if before.peek().is_some() && before.all(|&t| other(t)) {
        content.retain(|&t| t < cue || a.sentence_of(t) != sentence || other(t));
        return;
    }
    // "saying, “It is over,” when they met": a comma within the marks ends what is said.
    let Some(&first) = content.iter().find(|&&t| t > cue && is_word(a, t)) else { return };
    let Some(q) = quotes.of(first).and_then(|i| quotes.get(i)).filter(|_| other(first)) else { return };
    let comma = q.end.checked_sub(2).is_some_and(|t| &*a.token(t).form == ",");
    if comma && !content.iter().any(|&t| t >= q.end && other(t)) {
        content.retain(|&t| t < q.end || a.sentence_of(t) != sentence);
    }
}

/// Adds the sentences that follow in the same paragraph and stand wholly in quotation marks, as long
/// as no cue stands in them outside the marks: the last speaker goes on.
pub(crate) fn follow(a: &Analysis, quotes: &Quotes, cue: u32, content: &mut Vec<u32>) {
    let Some(&last) = content.last() else { return };
    let own = a.sentence_of(last.max(cue));
    let Some(home) = a.sentences().get(own as usize) else { return };
    for s in a.sentences().iter().skip(own as usize + 1) {
        if s.paragraph != home.paragraph || !quotes.covers(a, s.tokens.iter()) {
            break;
        }
        let first = s.tokens.iter().find_map(|t| quotes.of(t));
        for part in
            first.map(|i| quotes.chain(i)).unwrap_or_default().into_iter().filter_map(|i| quotes.get(i))
        {
            content.extend(part.first.max(s.tokens.start())..part.end);
        }
        content.extend(s.tokens.iter().filter(|&t| quotes.of(t).is_some()));
    }
    content.sort_unstable();
    content.dedup();
}

/// The content as runs of tokens: gaps of mere punctuation closed, edges freed of punctuation that no
/// quotation holds, and of a leading "but".
pub(crate) fn runs(a: &Analysis, quotes: &Quotes, tokens: &[u32], cut: &[u32]) -> Vec<Span<Tok>> {
    let mut kept: Vec<u32> = tokens.iter().copied().filter(|t| !cut.contains(t)).collect();
    kept.sort_unstable();
    kept.dedup();
    let mut closed: Vec<u32> = Vec::with_capacity(kept.len());
    for t in kept {
        if let Some(&last) = closed.last() {
            let gap = last + 1..t;
            if gap.len() <= 3 && gap.clone().all(|g| !is_word(a, g) && !cut.contains(&g)) {
                closed.extend(gap);
            }
        }
        closed.push(t);
    }
    let mut out: Vec<Span<Tok>> = Vec::new();
    for run in Analysis::runs(&closed) {
        let holds = |t: u32| is_word(a, t) || holds_mark(a, quotes, t, run);
        let is_joint =
            |t: u32| out.is_empty() && a.token(t).upos == Upos::Cconj && a.token(t).relation == Relation::Cc;
        let Some(start) = run.iter().find(|&t| holds(t) && !is_joint(t)) else { continue };
        let Some(end) = run.iter().rev().find(|&t| holds(t)) else { continue };
        if (start..=end).any(|t| is_word(a, t)) {
            out.push(Span::new(start, end + 1));
        }
    }
    out
}

/// Whether punctuation at an edge belongs to a quotation, or bracket, or sign that the content holds.
fn holds_mark(a: &Analysis, quotes: &Quotes, token: u32, run: Span<Tok>) -> bool {
    let words =
        |i: usize| quotes.get(i).is_some_and(|q| (q.first..q.end).any(|t| run.has(t) && is_word(a, t)));
    if let Some(index) = quotes.of(token) {
        return words(index);
    }
    // "(R-Pa.)": a bracket whose partner the content holds.
    let is = |t: u32, form: &str| &*a.token(t).form == form;
    let paired = is(token, ")") && (run.start()..token).any(|t| is(t, "("))
        || is(token, "(") && (token..run.end()).any(|t| is(t, ")"));
    paired || matches!(&*a.token(token).form, "$" | "£" | "€" | "%")
}

/// Direct, indirect or mixed.
pub(crate) fn form(a: &Analysis, quotes: &Quotes, cue: u32, runs: &[Span<Tok>]) -> Form {
    // Around a cue that is itself quoted, its own quotation says nothing.
    let around = quotes.of(cue);
    let words = || runs.iter().flat_map(|r| r.iter()).filter(|&t| is_word(a, t));
    let quoted = words().filter(|&t| quotes.of(t).is_some() && quotes.of(t) != around).count();
    match quoted {
        0 => Form::Indirect,
        q if q == words().count() => Form::Direct,
        _ => Form::Mixed,
    }
}
