//! Whose is a trailing participle? "She said the border would open, stressing that trade must resume".
//!
//! The tree may hang "stressing" on "open", or on a noun before the comma; the speaker stresses.

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::Draft;
use crate::cues::Cues;
use crate::quotes::{Quotes, is_word};
use crate::source::{self, Source};

/// Participles that as often go with the nearer verb: "said the mayor had resigned, saying he was ill".
const NEAR: [&str; 6] = ["say", "tell", "claim", "cite", "argue", "explain"];

/// The speaker of an earlier cue whose content has swallowed a trailing participle; the participle's
/// words are taken out of that content.
pub(crate) fn speaker(a: &Analysis, quotes: &Quotes, drafts: &mut [Draft], token: u32) -> Option<Source> {
    let mut top = token;
    while a.token(top).relation == Relation::Conj && is_participle(a, top) {
        top = a.head(top)?;
    }
    let clause = a.subtree(top);
    let hangs = matches!(a.token(top).relation, Relation::Advcl | Relation::Acl | Relation::Conj);
    if top == token && !(hangs && is_participle(a, top)) || !is_participle(a, top) {
        return None;
    }
    let first = clause.iter().copied().find(|&t| is_word(a, t))?;
    if first == 0 || &*a.token(first - 1).form != "," && quotes.of(first - 1).is_none() {
        return None;
    }
    let outer =
        drafts.iter().position(|d| d.head < token && d.content.contains(&top) || d.lent.contains(&top))?;
    let outer = drafts.get_mut(outer)?;
    let quote_left = quotes.of(outer.head) == quotes.of(token);
    let ends_quote = outer.content.iter().any(|&t| t < first && quotes.of(t).is_some());
    let near = NEAR.contains(&&*a.token(top).lemma) && !ends_quote;
    if !quote_left || near || outer.source.runs.is_empty() {
        return None;
    }
    outer.lent.push(top);
    let source = outer.source.clone();
    for d in drafts.iter_mut().filter(|d| d.head < first) {
        d.content.retain(|t| !clause.contains(t));
    }
    Some(source)
}

/// The speaker of an earlier cue whose content has swallowed the speaker's next verb: "he said talks would
/// go on | and called on them to come". A finite verb cannot be joined to the infinitive after "would".
/// Its words are taken out of that content.
pub(crate) fn joined(a: &Analysis, drafts: &mut [Draft], token: u32) -> Option<Source> {
    // "called on them to come, | stressing that it was late": the participle of an earlier cue is its speaker's.
    if a.token(token).relation == Relation::Advcl && is_participle(a, token) {
        let cue = drafts.iter().find(|d| Some(d.head) == a.head(token) && !d.source.runs.is_empty());
        return cue.map(|d| d.source.clone());
    }
    let bare = [Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass, Relation::Mark];
    let t = a.token(token);
    if t.relation != Relation::Conj
        || !t.has(Feature::VerbFormFin)
        || a.by_relation(token, &bare).next().is_some()
    {
        return None;
    }
    let up = a.head(token)?;
    // After "did" the two may well be joined: "did not back it or flatly opposed it".
    let modal = a.by_relation(up, &[Relation::Aux]).any(|x| !a.token(x).is("do"));
    if !a.token(up).has(Feature::VerbFormInf) || !modal {
        return None;
    }
    let mut clause = a.subtree(token);
    let outer = drafts.iter().rfind(|d| d.head < token && d.content.contains(&up))?;
    let source = Some(outer.source.clone()).filter(|s| !s.runs.is_empty())?;
    let first = clause.first().copied()?;
    clause.extend(first.checked_sub(1).filter(|&c| a.token(c).relation == Relation::Cc));
    for d in drafts.iter_mut().filter(|d| d.head < first) {
        d.content.retain(|x| !clause.contains(x));
    }
    Some(source)
}

/// Whether a coordinate clause that an earlier content has swallowed is the same speaker's own next
/// cue: "he said talks failed, and he condemned the raid". Its words are taken out of that content.
pub(crate) fn part_coordinate(a: &Analysis, drafts: &mut [Draft], token: u32, source: &Source) {
    let t = a.token(token);
    let own = a.child(token, Relation::Nsubj).is_some() && a.child(token, Relation::Mark).is_none();
    if t.relation != Relation::Conj || !own || source.actors.is_empty() {
        return;
    }
    let clause = a.subtree(token);
    let joined = clause.iter().take(2).any(|&x| a.token(x).relation == Relation::Cc);
    let comma =
        clause.first().is_some_and(|&f| &*a.token(f).form == "," || f > 0 && &*a.token(f - 1).form == ",");
    if !joined || !comma {
        return;
    }
    for d in drafts.iter_mut().filter(|d| d.source.actors == source.actors && d.head < token) {
        d.content.retain(|x| clause.binary_search(x).is_err());
    }
}

/// "He poked at her silence in the debate, tweeting: …": a participle after a comma that the tree hangs on a noun
/// which can say nothing belongs to the subject of the clause.
pub(crate) fn of_clause(
    a: &Analysis,
    quotes: &Quotes,
    cast: &Cast,
    cues: &Cues,
    token: u32,
) -> Option<Source> {
    let noun =
        a.head(token).filter(|_| a.token(token).relation == Relation::Acl && is_participle(a, token))?;
    let comma = token.checked_sub(1).is_some_and(|t| &*a.token(t).form == ",");
    let mute = cast.headed_by(noun).is_none() && !cues.is_document(&a.token(noun).lemma);
    let mut top = noun;
    while a.token(top).upos != Upos::Verb {
        top = a.head(top)?;
    }
    // Of an object it may be said: "a letter, saying …".
    let far = matches!(a.token(noun).relation, Relation::Obl | Relation::Nmod);
    let subject = source::subject(a, top).filter(|_| comma && mute && far)?;
    Some(source::of_token(a, quotes, cast, cues, subject, &[]))
}

fn is_participle(a: &Analysis, token: u32) -> bool {
    a.token(token).form.to_lowercase().ends_with("ing")
        && a.by_relation(token, &[Relation::Aux, Relation::Nsubj]).next().is_none()
        && a.by_relation(token, &[Relation::Mark]).all(|m| a.token(m).is("while"))
}
