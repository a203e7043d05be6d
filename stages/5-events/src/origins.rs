//! Whose deed is it where the sentence says so of the deed itself? "The warning came from Peru", "The attack was the work of
//! Chadian rebels", "Among those held was the editor", "came under shelling from the hills": the tree is hung as in the plain
//! wording, so that no rule needs to know of these.

use chancery_model::analysis::{Analysis, Token};
use chancery_model::arguments::has_preposition;
use chancery_model::syntax::{Feature, Relation, Upos};

/// Hangs doers and victims so told on their deeds.
pub(crate) fn settle(a: &Analysis, tokens: &mut [Token], acts: &dyn Fn(u32) -> bool) {
    for at in (0..).take(tokens.len()) {
        if let Some((deed, mark)) = origin(a, at, acts) {
            if let Some(doer) = tokens.get_mut(at as usize) {
                (doer.head, doer.relation) = (deed, Relation::Nmod);
            }
            if let Some(mark) = tokens.get_mut(mark as usize) {
                mark.lemma = "by".into();
            }
        } else if let Some(victim) = one_among(a, at)
            && let Some(deed) = tokens.get_mut(at as usize)
        {
            (deed.head, deed.relation) = (victim, Relation::Acl);
        } else if let Some(noun) = undergone_under(a, at)
            && let Some(mark) = tokens.get_mut(at as usize)
        {
            (mark.head, mark.relation, mark.upos) = (noun, Relation::Case, Upos::Adp);
        } else if is_undergone(a, at)
            && let Some(noun) = tokens.get_mut(at as usize)
        {
            noun.upos = Upos::Noun;
            noun.lemma = noun.form.to_lowercase().into();
        }
    }
}

/// The deed of which a clause says whose it is, and the preposition before him.
fn origin(a: &Analysis, doer: u32, acts: &dyn Fn(u32) -> bool) -> Option<(u32, u32)> {
    let said = a.head(doer).filter(|_| acts(doer))?;
    let t = a.token(said);
    let (relation, preposition) = match t.upos {
        Upos::Verb if t.is("come") => (Relation::Obl, "from"),
        Upos::Noun if matches!(&*t.lemma, "doing" | "handiwork" | "work") => (Relation::Nmod, "of"),
        _ => return None,
    };
    let stated = t.upos == Upos::Verb || a.by_relation(said, &[Relation::Cop]).next().is_some();
    if !stated || a.token(doer).relation != relation || !has_preposition(a, doer, preposition) {
        return None;
    }
    let deed = a.child(said, Relation::Nsubj).filter(|&n| a.token(n).upos == Upos::Noun && !acts(n))?;
    let mark = a.by_relation(doer, &[Relation::Case]).find(|&c| a.token(c).is(preposition))?;
    Some((deed, mark))
}

/// "Among those held was the editor": the editor, of a participle that the tree hangs on "those".
fn one_among(a: &Analysis, deed: u32) -> Option<u32> {
    let t = a.token(deed);
    let group = a.head(deed).filter(|_| t.relation == Relation::Acl && t.has(Feature::VoicePass))?;
    let among = has_preposition(a, group, "among") && a.by_relation(group, &[Relation::Cop]).next().is_some();
    a.child(group, Relation::Nsubj).filter(|&s| among && s > deed)
}

/// "came under shelling from the hills": what is told as undergone is a noun, whatever its ending.
fn is_undergone(a: &Analysis, at: u32) -> bool {
    let t = a.token(at);
    let gerund = t.upos == Upos::Verb && t.form.ends_with("ing") && t.relation == Relation::Obl;
    let verb = a.head(at).filter(|_| gerund && has_preposition(a, at, "under"));
    verb.is_some_and(|v| a.token(v).is("come"))
}

/// "came under withering criticism", where the tree has an adverb: the noun that "under" belongs to.
fn undergone_under(a: &Analysis, at: u32) -> Option<u32> {
    let adverb = a.token(at).is("under") && a.token(at).relation == Relation::Advmod;
    let verb = a.head(at).filter(|&v| adverb && a.token(v).is("come"))?;
    let bare = |n: &u32| *n > at && a.by_relation(*n, &[Relation::Case]).next().is_none();
    a.by_relation(verb, &[Relation::Obl]).find(bare)
}
