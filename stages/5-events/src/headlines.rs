//! What does a headline leave out? "Iraq, Jordan sign deal" has no "and", "Kenya to send police, minister says" no verb: the tree
//! makes the first name of the one a sentence of its own, and the other two halves.

use chancery_model::analysis::{Analysis, Token};
use chancery_model::syntax::{Feature, Relation, Upos};

/// Hangs the subjects of headlines on their verbs.
pub(crate) fn mend(a: &Analysis, tokens: &mut [Token], acts: &dyn Fn(u32) -> bool) {
    for (at, t) in (0..).zip(a.tokens()) {
        if t.upos != Upos::Verb {
            continue;
        }
        if let Some(subject) = listed_subject(a, at) {
            lift(a, subject, at, tokens);
        } else if let Some(subject) = parted_subject(a, at, acts) {
            let told = a.head(subject);
            if let Some(verb) = tokens.get_mut(at as usize) {
                (verb.head, verb.relation) = (told.unwrap_or(at), Relation::Ccomp);
            }
            if let Some(name) = tokens.get_mut(subject as usize) {
                (name.head, name.relation) = (at, Relation::Nsubj);
            }
        }
    }
}

/// "Iraq, Jordan sign deal": the first of several names that stand right before a verb without a subject, where the tree has the
/// verb beside them.
fn listed_subject(a: &Analysis, verb: u32) -> Option<u32> {
    let beside = matches!(a.token(verb).relation, Relation::Parataxis | Relation::Acl | Relation::Conj);
    let name = a.head(verb).filter(|&n| beside && n < verb && a.token(n).upos == Upos::Propn)?;
    let alone = a.by_relation(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Mark]).next().is_none();
    let plain = !a.token(verb).form.ends_with("ing") && !a.token(verb).has(Feature::VoicePass);
    let before = verb.checked_sub(1)?;
    let last = a.by_relation(name, &[Relation::Conj]).filter(|&c| c < verb).last()?;
    let ends = last == before || a.head(before) == Some(last) && a.token(before).relation == Relation::Flat;
    let comma = a.by_relation(last, &[Relation::Punct]).any(|p| &*a.token(p).form == "," && p < last);
    let whole = a.token(name).relation == Relation::Root;
    (alone && plain && ends && comma && whole).then_some(name)
}

/// Makes the verb the head where the name was, and the name its subject.
fn lift(a: &Analysis, name: u32, verb: u32, tokens: &mut [Token]) {
    for (at, t) in (0..).zip(tokens.iter_mut()) {
        if at == verb {
            (t.head, t.relation) = (verb, Relation::Root);
        } else if at == name {
            (t.head, t.relation) = (verb, Relation::Nsubj);
        } else if t.head == name && at > verb && a.token(at).relation != Relation::Conj {
            t.head = verb;
        }
    }
}

/// "Kenya to send police, minister says": who does what is said in "to" and a verb, where the tree takes the name for what is said.
fn parted_subject(a: &Analysis, verb: u32, acts: &dyn Fn(u32) -> bool) -> Option<u32> {
    let to = a.by_relation(verb, &[Relation::Mark]).find(|&m| a.token(m).is("to") && m < verb)?;
    let name = (0..to).rev().find(|&n| a.sentence_of(n) == a.sentence_of(to) && acts(n))?;
    let says = a.head(name).filter(|&s| a.token(name).relation == Relation::Ccomp && s > verb)?;
    let hangs = a.head(verb).is_some_and(|h| h == name || h == says);
    let clausal = matches!(a.token(verb).relation, Relation::Advcl | Relation::Acl | Relation::Xcomp);
    (hangs && clausal).then_some(name)
}
