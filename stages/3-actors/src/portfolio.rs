//! Is a name only the second half of a portfolio? "Minister of Health and Family Welfare" has one minister, and no body or
//! person called "Family Welfare".

use chancery_model::analysis::Analysis;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Upos};

use crate::names::without_edges;
use crate::reference::Reference;

/// How far before the name the title noun is looked for.
const REACH: u32 = 12;

/// Whether a name, a person's or another, goes on with what the title or ministry before it is for. `inside` marks the tokens of names that the
/// tables know: after "the minister of Nepal and" somebody else is named.
pub(crate) fn goes_on(r: &Reference, a: &Analysis, name: Span<Tok>, person: bool, inside: &[bool]) -> bool {
    let tokens = without_edges(a, name);
    // "Minister for Development and the Pacific": an article, which no person's name has, may stand between.
    let before = |back: u32| tokens.start().checked_sub(back).map(|t| a.token(t));
    let article = before(1).is_some_and(|t| &*t.form == "the");
    let joined = before(1 + u32::from(article)).is_some_and(|t| t.upos == Upos::Cconj);
    if tokens.is_empty() || !joined || tokens.iter().any(|t| inside[t as usize]) {
        return false;
    }
    // A name does not begin with "and"; and one of words that titles are made of is none.
    let of_subjects = if person {
        article
            || tokens.start() > name.start()
            || tokens.iter().any(|t| r.offices.has_word(&a.token(t).form))
    } else {
        !is_body(r, a, tokens)
    };
    of_subjects && leads(a, tokens.start() - u32::from(article), inside)
}

/// Whether a name has the word of a body, or is an acronym.
fn is_body(r: &Reference, a: &Analysis, tokens: Span<Tok>) -> bool {
    tokens.iter().any(|t| {
        let token = a.token(t);
        let acronym = token.form.chars().count() > 1 && token.form.chars().all(char::is_uppercase);
        acronym || r.body(&token.lemma, &[]).is_some()
    })
}

/// Whether the words up to a token are a minister's or ministry's title and the first half of its portfolio.
fn leads(a: &Analysis, end: u32, inside: &[bool]) -> bool {
    let limit = a.sentences()[a.sentence_of(end) as usize].tokens.start().max(end.saturating_sub(REACH));
    for t in (limit..end.saturating_sub(1)).rev() {
        let token = a.token(t);
        if inside[t as usize] {
            return false;
        }
        let lemma = token.lemma.to_lowercase();
        if matches!(&*lemma, "minister" | "ministry" | "secretary" | "department") {
            let single = !token.has(Feature::NumberPlur);
            return single && matches!(&*a.token(t + 1).form, "of" | "for");
        }
        let named = token.form.starts_with(char::is_uppercase) && token.upos != Upos::Verb;
        let small = matches!(token.upos, Upos::Cconj | Upos::Adp | Upos::Det) || &*token.form == ",";
        if !named && !small {
            return false;
        }
    }
    false
}
