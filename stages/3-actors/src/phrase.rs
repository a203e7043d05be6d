//! Which tokens make up a noun phrase, and which words modify its head?

use chancery_model::analysis::Analysis;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::reference::plain;

/// Relations by which words before a noun belong to its phrase.
pub(crate) const MODIFIERS: &[Relation] =
    &[Relation::Amod, Relation::Compound, Relation::Flat, Relation::NmodDesc, Relation::NmodUnmarked];

/// Whether a token is a noun or a name.
pub(crate) fn is_noun(a: &Analysis, t: u32) -> bool {
    matches!(a.token(t).upos, Upos::Noun | Upos::Propn)
}

/// Whether a noun stands for several.
pub(crate) fn is_plural(a: &Analysis, t: u32) -> bool {
    a.token(t).has(Feature::NumberPlur)
}

/// The preposition of a phrase, in lower case.
pub(crate) fn case_of(a: &Analysis, t: u32) -> Option<String> {
    let mut cases = a.by_relation(t, &[Relation::Case]).filter(|&c| c < t);
    cases.next().map(|c| a.token(c).form.to_lowercase())
}

/// The tokens of a phrase: the head with what modifies it, and the phrases that follow it by one of
/// some prepositions; without its own preposition, conjuncts and clauses.
pub(crate) fn extent(a: &Analysis, head: u32, prepositions: &[&str]) -> Span<Tok> {
    let mut inside = Vec::new();
    gather(a, head, prepositions, true, &mut inside);
    inside.sort_unstable();
    let has = |t: u32| inside.binary_search(&t).is_ok();
    let mark = |t: u32| a.tokens().get(t as usize).is_some_and(|x| x.upos == Upos::Punct);
    let (mut start, mut end) = (head, head + 1);
    loop {
        if start > 0 && has(start - 1) {
            start -= 1;
        } else if start > 1 && mark(start - 1) && has(start - 2) {
            start -= 2;
        } else {
            break;
        }
    }
    loop {
        if has(end) {
            end += 1;
        } else if mark(end) && has(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    let form = |t: u32| a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let open = (start..end).filter(|&t| form(t) == "(").count();
    let shut = (start..end).filter(|&t| form(t) == ")").count();
    if open > shut && form(end) == ")" {
        end += 1;
    }
    Span::new(start, end)
}

fn gather(a: &Analysis, t: u32, prepositions: &[&str], top: bool, out: &mut Vec<u32>) {
    out.push(t);
    for &c in a.children(t) {
        let inner = match a.token(c).relation {
            Relation::Det
            | Relation::DetPredet
            | Relation::Amod
            | Relation::Compound
            | Relation::Flat
            | Relation::NmodDesc
            | Relation::NmodUnmarked
            | Relation::Nummod
            | Relation::NmodPoss
            | Relation::Fixed
            | Relation::Goeswith => true,
            // "95-year" of "a 95-year-old man", too
            Relation::Case | Relation::Cc | Relation::Conj | Relation::Advmod | Relation::OblUnmarked => !top,
            Relation::Nmod => case_of(a, c).is_some_and(|w| prepositions.contains(&w.as_str())),
            Relation::Appos => in_brackets(a, c),
            _ => false,
        };
        if inner {
            gather(a, c, prepositions, false, out);
        }
    }
}

/// Whether a phrase stands right after an opening bracket: "(SNSC)".
pub(crate) fn in_brackets(a: &Analysis, t: u32) -> bool {
    t > 0 && &*a.token(t - 1).form == "("
}

/// The words that modify a head, as the tables spell them: before it, and in its of-phrase. Of an
/// of-phrase that is a body itself (`is_body`) the head alone counts.
pub(crate) fn words(a: &Analysis, head: u32, is_body: &dyn Fn(u32) -> bool) -> Vec<String> {
    let mut out = Vec::new();
    collect(a, head, true, is_body, &mut out);
    out
}

fn collect(a: &Analysis, t: u32, top: bool, is_body: &dyn Fn(u32) -> bool, out: &mut Vec<String>) {
    for &c in a.children(t) {
        match a.token(c).relation {
            Relation::Amod
            | Relation::Compound
            | Relation::NmodDesc
            | Relation::NmodUnmarked
            | Relation::Flat => {
                push(a, c, out);
                collect(a, c, false, is_body, out);
            }
            Relation::Conj if !top => {
                push(a, c, out);
                collect(a, c, false, is_body, out);
            }
            Relation::Nmod if case_of(a, c).is_some_and(|w| w == "of" || w == "for") => {
                push(a, c, out);
                if !is_body(c) {
                    collect(a, c, false, is_body, out);
                }
            }
            _ => {}
        }
    }
}

fn push(a: &Analysis, t: u32, out: &mut Vec<String>) {
    let token = a.token(t);
    out.push(plain(&token.form));
    if token.form.contains('-') {
        out.extend(token.form.split('-').filter(|w| !w.is_empty()).map(plain));
    }
    if !token.lemma.eq_ignore_ascii_case(&token.form) {
        out.push(plain(&token.lemma));
    }
}

/// Whether each token stands within quotation marks of its paragraph.
pub(crate) fn quoted(a: &Analysis) -> Vec<bool> {
    let mut out = vec![false; a.tokens().len()];
    let (mut inside, mut paragraph) = (false, 0);
    for s in a.sentences() {
        if s.paragraph != paragraph {
            (inside, paragraph) = (false, s.paragraph);
        }
        for t in s.tokens.iter() {
            match &*a.token(t).form {
                "“" | "``" => inside = true,
                "”" | "''" => inside = false,
                "\"" => inside = !inside,
                _ => out[t as usize] = inside,
            }
        }
    }
    out
}
