//! How is a word marked? Its prepositions, its particle, its conjuncts, and what a relative pronoun
//! stands for.

use std::borrow::Cow;

use super::lists::{PERFORMING, has};
use crate::analysis::Analysis;
use crate::syntax::{Feature, Relation, Upos};

/// The lemma of a word with its particle, where it has one: `carry_out`.
pub fn phrasal_lemma(a: &Analysis, token: u32) -> Option<String> {
    let particle = a.child(token, Relation::CompoundPrt)?;
    Some(format!("{}_{}", a.token(token).lemma, a.token(particle).lemma.to_lowercase()))
}

/// Whether a word is "I" or "we" or one of their forms.
pub fn is_first_person(a: &Analysis, token: u32) -> bool {
    let t = a.token(token);
    let form = t.form.to_lowercase();
    t.upos == Upos::Pron && matches!(&*form, "i" | "me" | "mine" | "my" | "our" | "ours" | "us" | "we")
}

/// Whether a verb does what it says, as in a state's own statement: "Norway condemns the attack".
pub fn is_performed(a: &Analysis, verb: u32) -> bool {
    let t = a.token(verb);
    has(&PERFORMING, &t.lemma) && t.has(Feature::TensePres)
}

/// The prepositions of a word in lower case: the lemma of each `case` dependent, the words of a
/// fixed expression joined by underscores: `because_of`.
pub fn prepositions(a: &Analysis, token: u32) -> Vec<String> {
    let cases = a.by_relation(token, &[Relation::Case]);
    cases.map(|c| joined(a, c, |t| &a.token(t).lemma)).collect()
}

/// Whether a word stands under a preposition. A fixed expression is found by its lemmas and by its
/// forms: `accord_to` and `according_to` are one.
pub fn has_preposition(a: &Analysis, token: u32, preposition: &str) -> bool {
    a.by_relation(token, &[Relation::Case]).any(|c| {
        is_joined(a, c, |t| &a.token(t).lemma, preposition)
            || is_joined(a, c, |t| &a.token(t).form, preposition)
    })
}

/// Whether a phrase has one of some words as its determiner.
pub fn has_determiner(a: &Analysis, t: u32, forms: &[&str]) -> bool {
    a.by_relation(t, &[Relation::Det, Relation::DetPredet])
        .any(|c| forms.contains(&a.token(c).form.to_lowercase().as_str()))
}

fn joined<'a>(a: &'a Analysis, case: u32, word: impl Fn(u32) -> &'a str) -> String {
    let mut out = word(case).to_lowercase();
    for f in a.by_relation(case, &[Relation::Fixed]) {
        out.push('_');
        out.push_str(&word(f).to_lowercase());
    }
    out
}

/// Whether a fixed expression, [`joined`], is a given one.
fn is_joined<'a>(a: &'a Analysis, case: u32, word: impl Fn(u32) -> &'a str, wanted: &str) -> bool {
    let mut rest = wanted.strip_prefix(&*lower(word(case)));
    for f in a.by_relation(case, &[Relation::Fixed]) {
        rest = rest.and_then(|r| r.strip_prefix('_')?.strip_prefix(&*lower(word(f))));
    }
    rest == Some("")
}

/// A word and its conjuncts in text order. What is set against it ("not the army but the police",
/// "the army rather than the police") is no conjunct.
pub fn conjuncts(a: &Analysis, token: u32) -> Vec<u32> {
    conjuncts_before(a, token, u32::MAX)
}

/// The same, but only what stands before a token.
pub(crate) fn conjuncts_before(a: &Analysis, token: u32, end: u32) -> Vec<u32> {
    let mut out = vec![token];
    let mut at = 0;
    while let Some(&t) = out.get(at) {
        let conj = a.by_relation(t, &[Relation::Conj]);
        out.extend(conj.filter(|&c| c < end && !is_set_against(a, c)));
        at += 1;
    }
    if out.len() > 1 && is_denied(a, token) {
        out.retain(|&t| t != token);
    }
    out.sort_unstable();
    out
}

/// "rather than the police", "but not the police".
fn is_set_against(a: &Analysis, conjunct: u32) -> bool {
    let instead = |c: u32| matches!(&*a.token(c).lemma, "rather" | "instead");
    a.by_relation(conjunct, &[Relation::Cc]).any(instead) || is_denied(a, conjunct)
}

/// "not the army": a bare negation on a nominal, as contrast uses it.
fn is_denied(a: &Analysis, token: u32) -> bool {
    matches!(a.token(token).upos, Upos::Noun | Upos::Propn | Upos::Pron)
        && a.child(token, Relation::Cop).is_none()
        && a.by_relation(token, &[Relation::Advmod]).any(|c| a.token(c).is("not") && !is_merely(a, c))
}

/// Whether a "not" is that of "not only".
pub(crate) fn is_merely(a: &Analysis, not: u32) -> bool {
    let next = a.tokens().get(not as usize + 1);
    next.is_some_and(|t| matches!(&*t.lemma, "only" | "just" | "merely" | "simply"))
}

/// Whether a word is a relative pronoun that stands for its antecedent: `who whom which that`, not
/// `where`, `when` or the free relative `what`.
pub(crate) fn is_relative(a: &Analysis, token: u32) -> bool {
    let t = a.token(token);
    let pronoun = t.has(Feature::PronTypeRel) || t.upos == Upos::Pron && !t.has(Feature::PronTypeDem);
    pronoun && matches!(&*lower(&t.lemma), "who" | "whom" | "which" | "that")
}

/// What a relative pronoun, or `whose`, stands for. `None` outside a relative clause and where the
/// clause hangs on a whole sentence ("…, which angered them"); a cleft's is what it brings forward.
pub(crate) fn antecedent(a: &Analysis, pronoun: u32) -> Option<u32> {
    let mut at = pronoun;
    loop {
        let head = a.head(at)?;
        match a.token(at).relation {
            Relation::AclRelcl => return Some(head),
            Relation::AdvclRelcl => return is_cleft(a, head).then_some(head),
            _ => at = head,
        }
    }
}

/// "It was Kenya that backed down": who is brought forward has the clause's deed.
fn is_cleft(a: &Analysis, head: u32) -> bool {
    let it = |c: u32| lower(&a.token(c).form) == "it";
    let filled = a.by_relation(head, &[Relation::Expl, Relation::Nsubj]).any(it);
    filled && a.child(head, Relation::Cop).is_some() && matches!(a.token(head).upos, Upos::Noun | Upos::Propn)
}

/// The tokens that a dependent stands for: itself with its conjuncts, or, for a relative pronoun,
/// the antecedent with those of its conjuncts that stand before the clause.
pub(crate) fn fillers(a: &Analysis, dependent: u32) -> Vec<u32> {
    if is_relative(a, dependent) {
        match antecedent(a, dependent) {
            Some(noun) => return conjuncts_before(a, noun, dependent),
            None if a.token(dependent).has(Feature::PronTypeRel) => return Vec::new(),
            None => {}
        }
    }
    conjuncts(a, dependent)
}

/// The same under a preposition: a conjunct with another preposition of its own is left out.
pub(crate) fn fillers_under(a: &Analysis, dependent: u32, preposition: &str) -> Vec<u32> {
    let mut out = fillers(a, dependent);
    out.retain(|&t| {
        t == dependent
            || a.token(t).relation != Relation::Conj
            || a.child(t, Relation::Case).is_none()
            || has_preposition(a, t, preposition)
            || is_relative(a, dependent)
    });
    out
}

/// Lower case without a copy where there is nothing to do.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { word.to_lowercase().into() } else { word.into() }
}
