//! Which phrases may mean someone or something again? Noun phrases, names, pronouns, and several of
//! them joined: the candidates among which [`super::Coreference`] chooses.

use chancery_model::analysis::Analysis;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Feature, Relation, Upos};

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The token that heads it.
    pub(super) head: u32,
    /// All its tokens.
    pub(super) tokens: Span<Tok>,
    /// Whether it is several phrases joined: "Brandt and Quist".
    pub(super) joined: bool,
}

/// All candidates of a text: by head, a joined phrase before its first part.
pub(super) fn candidates(a: &Analysis) -> Vec<Candidate> {
    let mut out = Vec::new();
    for head in (0..).take(a.tokens().len()) {
        if !may_head(a, head) {
            continue;
        }
        if a.child(head, Relation::Conj).is_some_and(|c| c > head) {
            out.push(Candidate { head, tokens: extent(a, head, true), joined: true });
        }
        out.push(Candidate { head, tokens: extent(a, head, false), joined: false });
    }
    out
}

/// Whether a token may head a candidate.
fn may_head(a: &Analysis, t: u32) -> bool {
    let token = a.token(t);
    let inner = matches!(
        token.relation,
        Relation::Flat | Relation::Fixed | Relation::Goeswith | Relation::Expl | Relation::Reparandum
    );
    match token.upos {
        _ if inner => false,
        Upos::Pron => {
            token.has(Feature::PronTypePrs) && !token.has(Feature::PronTypeRel)
                || token.has(Feature::PronTypeDem)
                || token.has(Feature::PronTypeInd)
                || matches!(&*token.lemma, "one" | "other" | "both")
        }
        Upos::Propn => true,
        Upos::Noun => token.relation != Relation::Compound || is_acronym(&token.form),
        Upos::Adv => matches!(&*token.lemma, "here" | "there" | "home"),
        Upos::Num => !matches!(token.relation, Relation::Nummod | Relation::Compound | Relation::Amod),
        Upos::Adj | Upos::Det => {
            let noun = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Obl, Relation::Nmod];
            noun.contains(&token.relation) && (token.upos != Upos::Adj || a.child(t, Relation::Det).is_some())
        }
        _ => false,
    }
}

/// "DH", "NGOs": a name to whoever tags a treebank.
fn is_acronym(form: &str) -> bool {
    form.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Relations by which a word depends on a predicate, so that it is no part of its phrase.
fn is_outside(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Cop
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::NsubjOuter
            | Relation::Csubj
            | Relation::CsubjPass
            | Relation::CsubjOuter
            | Relation::Aux
            | Relation::AuxPass
            | Relation::Expl
            | Relation::Mark
            | Relation::Cc
            | Relation::Parataxis
            | Relation::Discourse
            | Relation::Dislocated
            | Relation::Vocative
            | Relation::Orphan
            | Relation::Reparandum
            | Relation::List
    )
}

/// The phrase that a token heads: what depends on it, without its preposition, copula and conjuncts
/// (with these where it is `joined`), as one run without marks at its ends.
fn extent(a: &Analysis, head: u32, joined: bool) -> Span<Tok> {
    let predicate = a.child(head, Relation::Cop).is_some();
    let mut inside = vec![head];
    for &c in a.children(head) {
        let relation = a.token(c).relation;
        let own = match relation {
            Relation::Case => c > head && &*a.token(c).lemma != "of",
            Relation::Conj => joined,
            Relation::Cc | Relation::CcPreconj => joined && c < head,
            Relation::Advmod | Relation::Obl | Relation::OblUnmarked | Relation::Advcl => !predicate,
            other => !is_outside(other),
        };
        if own {
            inside.extend(a.subtree(c));
        }
    }
    inside.sort_unstable();
    let runs = Analysis::runs(&inside);
    let run = runs.into_iter().find(|r| r.has(head)).unwrap_or(Span::one(head));
    trimmed(a, run, head)
}

/// A run without the marks at its ends; a bracket or quotation mark stays with its pair.
fn trimmed(a: &Analysis, run: Span<Tok>, head: u32) -> Span<Tok> {
    let (mut start, mut end) = (run.start(), run.end());
    let form = |t: u32| &*a.token(t).form;
    let mark = |t: u32| a.token(t).upos == Upos::Punct;
    while start < head && mark(start) {
        start += 1;
    }
    while end > head + 1 && mark(end - 1) {
        let pair = match form(end - 1) {
            ")" => "(",
            "]" => "[",
            "\"" => "\"",
            "”" => "“",
            _ => "",
        };
        if !pair.is_empty() && (start..end - 1).any(|t| form(t) == pair) {
            break;
        }
        end -= 1;
    }
    Span::new(start, end)
}
