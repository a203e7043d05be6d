//! Whose deed is praised, blamed, refused or accepted where only the deed is named? "Condemned the attack": who attacked; "welcomed the
//! step": who took it; "turned the offer down": who made it. It is told of before, or by the very word.

use std::collections::BTreeMap;

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{has_determiner, has_preposition};
use chancery_model::cast::{ActorId, ActorKind};
use chancery_model::events::{Event, Status};
use chancery_model::plover::EventType;
use chancery_model::syntax::{Relation, Upos};

use crate::error::Error;
use crate::merge::{BY_THE_DISPATCH, DOER, only};
use crate::sides::Sides;
use crate::story::answers;
use crate::table::rows;

/// Which types of event a noun may name again, by noun.
#[derive(Debug, Clone, Default)]
pub(crate) struct DeedNouns(BTreeMap<&'static str, Vec<EventType>>);

impl DeedNouns {
    pub(crate) fn load(path: &str, content: &'static str) -> Result<Self, Error> {
        let mut out = BTreeMap::new();
        for (number, line) in rows(content) {
            let wrong = || Error::Deed { path: path.to_owned(), line: number };
            let (noun, types) = line.split_once('\t').ok_or_else(wrong)?;
            let types: Option<Vec<EventType>> = types.split(' ').map(EventType::parse).collect();
            if out.last_key_value().is_some_and(|(last, _)| *last >= noun) {
                return Err(wrong());
            }
            out.insert(noun, types.ok_or_else(wrong)?);
        }
        Ok(Self(out))
    }
}

/// Nouns that name again what was told before, whatever it was.
const AGAIN: [&str; 8] = ["action", "act", "decision", "gesture", "measure", "move", "pledge", "step"];

/// How many sentences back a deed is looked for.
const REACH: u32 = 8;

/// The same where nothing but the noun says which deed it is, and more than one may be meant.
const NEAR: u32 = 2;

/// Sentences of title and lead.
const LEAD: u32 = 2;

/// A deed that is told, and who did it.
struct Deed {
    trigger: u32,
    by: Vec<ActorId>,
    friendly: bool,
}

impl Deed {
    fn of(e: &Event) -> Self {
        Self { trigger: e.trigger_head, by: e.actors.clone(), friendly: matches!(e.kind.quad(), 1 | 2) }
    }
}

/// The deeds of a dispatch.
pub(crate) struct Deeds<'a> {
    pub(crate) a: &'a Analysis,
    pub(crate) sides: Sides<'a>,
    pub(crate) nouns: &'a DeedNouns,
    /// Whether a noun tells of violence.
    pub(crate) violent: &'a dyn Fn(&str) -> bool,
}

impl Deeds<'_> {
    /// Gives recipients to praise, blame, refusals and acceptances without one. Events stand in text order.
    pub(crate) fn name(&self, events: &mut [Event]) {
        let a = self.a;
        // A doer of whom the head is hardly sure is blamed by nobody.
        let sure = |e: &&Event| !e.actors.is_empty() && e.evidence.confidence >= DOER;
        let all: Vec<Event> = events.iter().filter(sure).cloned().collect();
        let told: Vec<Deed> = all.iter().map(Deed::of).collect();
        for e in events.iter_mut().filter(|e| e.kind == EventType::Assault && e.actors.is_empty()) {
            if let Some(by) = self.attackers(&all, e).filter(|_| e.status == Status::Actual) {
                e.actors = by;
                e.evidence.confidence *= BY_THE_DISPATCH;
            }
        }
        for e in events.iter_mut().filter(|e| e.recipients.is_empty() && e.actors.len() == 1) {
            let judged = matches!(e.kind, EventType::Accuse | EventType::Support);
            if !judged && e.kind != EventType::Reject && !answers(e) {
                continue;
            }
            let by_word = || judged.then(|| by_the_word(a, &told, e)).flatten();
            if let Some(by) =
                by_word().or_else(|| self.last(&all, e, self.named(e)?)).or_else(|| blamed_again(&all, e))
            {
                e.recipients = by;
                e.evidence.confidence *= BY_THE_DISPATCH;
            }
        }
        self.violence(events);
    }

    /// Whose violence is condemned where neither its own word nor another tells who did it ("deplored the bloodshed")? That of the only
    /// ones who are told to attack anybody in the dispatch; never a person's.
    fn violence(&self, events: &mut [Event]) {
        let person = |id: &ActorId| self.sides.cast.actor(*id).is_none_or(|a| a.kind == ActorKind::Person);
        let attacks = |e: &&Event| {
            e.kind == EventType::Assault && e.status == Status::Actual && e.evidence.confidence >= DOER
        };
        let by: Vec<Vec<ActorId>> =
            events.iter().filter(attacks).map(|e| e.actors.clone()).filter(|by| !by.is_empty()).collect();
        let Some(by) = only(by).filter(|by| !by.iter().any(person)) else { return };
        let open = |e: &&mut Event| {
            e.kind == EventType::Accuse
                && e.recipients.is_empty()
                && by.iter().all(|id| !e.actors.contains(id))
        };
        for e in events.iter_mut().filter(open) {
            if deed_of(self.a, e).is_some_and(|t| (self.violent)(&self.a.token(t).lemma)) {
                e.recipients.clone_from(&by);
                e.evidence.confidence *= BY_THE_DISPATCH;
            }
        }
    }

    /// Whose attack it was that is told of again: "in the attack six guards were killed". Of what title and lead sum up, whoever alone
    /// attacks anybody in the dispatch.
    fn attackers(&self, all: &[Event], e: &Event) -> Option<Vec<ActorId>> {
        let a = self.a;
        let own = [e.trigger_head];
        let around = a.by_relation(e.trigger_head, &[Relation::Obl]);
        let inside = around.filter(|&c| ["during", "in"].iter().any(|p| has_preposition(a, c, p)));
        let mut nouns = own.into_iter().chain(inside);
        let told = nouns.find(|&t| self.is_told(t) && self.kinds(t).contains(&EventType::Assault));
        let by = told.and_then(|noun| self.last(all, e, noun)).or_else(|| {
            let by = all.iter().filter(|f| f.kind == EventType::Assault && f.status == Status::Actual);
            let fits =
                |f: &Event| f.recipients.is_empty() || self.sides.share_a_state(&f.recipients, &e.recipients);
            let fits = e.sentence < LEAD && by.clone().all(fits);
            only(by.map(|f| f.actors.clone()).collect()).filter(|_| fits)
        })?;
        let by: Vec<ActorId> = self.sides.of(&by);
        (!by.is_empty() && !self.sides.any_kin(&by, &e.recipients)).then_some(by)
    }

    /// Who did last what a noun names: by a word of the same stem, to whoever judges it, or to anybody. States and bodies, never a
    /// person.
    fn last(&self, all: &[Event], e: &Event, noun: u32) -> Option<Vec<ActorId>> {
        let a = self.a;
        let kinds = self.kinds(noun);
        let more: Vec<u32> = a.children(noun).iter().copied().filter(|&c| tells_which(a, c)).collect();
        let fits = |f: &&Event| {
            f.trigger_head < noun
                && f.trigger_head != e.trigger_head
                && f.sentence + REACH >= e.sentence
                && f.status != Status::Negated
                && !self.sides.any_kin(&f.actors, &e.actors)
                && more.iter().all(|&c| is_said_in(a, c, f.sentence))
        };
        let stem = |f: &Event| are_of_one_stem(&a.token(noun).lemma, &a.token(f.trigger_head).lemma);
        let victim = |f: &Event| self.sides.any_kin(&f.recipients, &e.actors);
        let found: Vec<&Event> =
            all.iter().filter(fits).filter(|f| kinds.contains(&f.kind) || stem(f)).collect();
        let best = found.iter().rev().max_by_key(|f| (stem(f), victim(f), f.trigger_head))?;
        let by = self.sides.of(&best.actors);
        // Both sides have fought: the one told of just now.
        let other = |f: &&&Event| !self.sides.any_kin(&f.actors, &best.actors);
        let alone = stem(best) || victim(best) || !found.iter().any(|f| other(&f));
        let near = best.sentence + NEAR >= e.sentence;
        (!by.is_empty() && (alone || near) && !self.sides.any_kin(&by, &e.actors)).then_some(by)
    }

    /// The noun that names what is judged or answered: "the attack", "a protest over the seizure".
    fn named(&self, e: &Event) -> Option<u32> {
        let a = self.a;
        let mut nouns: Vec<u32> = deed_of(a, e).into_iter().collect();
        let around = [nouns.first().copied(), Some(e.trigger_head)];
        for above in around.into_iter().flatten() {
            let below = a.by_relation(above, &[Relation::Nmod, Relation::Obl]);
            nouns.extend(below.filter(|&c| {
                ["over", "about", "at", "against", "by"].iter().any(|p| has_preposition(a, c, p))
            }));
        }
        nouns.into_iter().find(|&t| !self.kinds(t).is_empty() && self.is_told(t))
    }

    /// The types of event that a noun may name.
    fn kinds(&self, noun: u32) -> &[EventType] {
        self.nouns.0.get(&*self.a.token(noun).lemma).map_or(&[], Vec::as_slice)
    }

    /// "The raid", "that raid": one that has been told of, whoever made it.
    fn is_told(&self, t: u32) -> bool {
        let owned = self.a.by_relation(t, &[Relation::NmodPoss]).next().is_some();
        let told = has_determiner(self.a, t, &["the", "this", "that", "these", "those"]);
        self.a.token(t).upos == Upos::Noun && told && !owned
    }
}

/// "Minister condemns attacks. The minister said: this brutal attack by the junta …": whom he blames in the next breath, if he
/// blames nobody else in the dispatch.
fn blamed_again(all: &[Event], e: &Event) -> Option<Vec<ActorId>> {
    let blame = |f: &&Event| {
        f.kind == EventType::Accuse && e.kind == f.kind && f.actors == e.actors && !f.recipients.is_empty()
    };
    let others: Vec<&Event> = all.iter().filter(blame).collect();
    let near = others.iter().any(|f| f.sentence.abs_diff(e.sentence) <= NEAR);
    only(others.iter().map(|f| f.recipients.clone()).collect()).filter(|_| near)
}

/// Who did it: by the event that the very word tells, else by the only ones who did what the same word names; "the step": by the last
/// deed told before, if it is one to be praised or blamed for.
fn by_the_word(a: &Analysis, told: &[Deed], e: &Event) -> Option<Vec<ActorId>> {
    let deed = deed_of(a, e)?;
    if AGAIN.contains(&&*a.token(deed).lemma) && is_told_before(a, deed) {
        return doer_before(a, told, e);
    }
    let named = |t: u32| t == deed || t != e.trigger_head && a.token(t).lemma == a.token(deed).lemma;
    let by = told.iter().find(|d| d.trigger == deed).map(|d| vec![d.by.clone()]);
    let by = by.unwrap_or_else(|| told.iter().filter(|d| named(d.trigger)).map(|d| d.by.clone()).collect());
    only(by).filter(|by| by.iter().all(|id| !e.actors.contains(id)))
}

/// What is praised or blamed: "condemned the attack", "the attack was condemned".
pub(crate) fn deed_of(a: &Analysis, e: &Event) -> Option<u32> {
    [Relation::Obj, Relation::NsubjPass].iter().find_map(|&r| a.child(e.trigger_head, r))
}

/// "The step", "that decision", and nothing beside it that says which.
fn is_told_before(a: &Analysis, deed: u32) -> bool {
    let bare = |c: &u32| matches!(a.token(*c).relation, Relation::Det | Relation::Punct | Relation::Amod);
    has_determiner(a, deed, &["the", "this", "that"]) && a.children(deed).iter().all(bare)
}

/// Who did what was told last before an event, in the same paragraph: the only ones whose deed is a friendly one where it is
/// praised, or is none where it is blamed.
fn doer_before(a: &Analysis, told: &[Deed], e: &Event) -> Option<Vec<ActorId>> {
    let fits = |d: &&Deed| {
        d.trigger < e.trigger_head
            && a.paragraph_of(d.trigger) == a.paragraph_of(e.trigger_head)
            && d.friendly == (e.kind == EventType::Support)
    };
    let before: Vec<&Deed> = told.iter().filter(fits).collect();
    let last = before.iter().map(|d| a.sentence_of(d.trigger)).max()?;
    let near = last + 1 >= a.sentence_of(e.trigger_head);
    let by = before.iter().filter(|d| near && a.sentence_of(d.trigger) == last).map(|d| d.by.clone());
    only(by.collect()).filter(|by| by.iter().all(|id| !e.actors.contains(id)))
}

/// Whether what hangs on a noun says which deed is meant: "the shelling of the school", "the Sunday raid".
fn tells_which(a: &Analysis, c: u32) -> bool {
    match a.token(c).relation {
        Relation::Det | Relation::Punct | Relation::Case | Relation::Cc | Relation::Conj => false,
        Relation::Amod => a.entity_of(c).is_some(),
        _ => true,
    }
}

/// Whether a sentence has a word.
fn is_said_in(a: &Analysis, word: u32, sentence: u32) -> bool {
    let tokens = a.sentences().get(sentence as usize).map(|s| s.tokens.iter());
    tokens.into_iter().flatten().any(|t| a.token(t).lemma == a.token(word).lemma)
}

/// "Shelling" and "shell", "seizure" and "seize", "offer" and "offer".
fn are_of_one_stem(noun: &str, verb: &str) -> bool {
    const ENDS: [&str; 9] = ["ation", "ition", "ment", "ing", "ion", "ure", "al", "e", ""];
    let bare = |word: &str| {
        let end = ENDS.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        end.strip_suffix('e').unwrap_or(end).to_owned()
    };
    let stem = bare(noun);
    stem.chars().count() > 2 && stem == bare(verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_and_its_verb_have_one_stem() {
        for (noun, verb) in [
            ("shelling", "shell"),
            ("bombing", "bomb"),
            ("seizure", "seize"),
            ("proposal", "propose"),
            ("offer", "offer"),
            ("attack", "attack"),
            ("deportation", "deport"),
            ("bombardment", "bombard"),
            ("execution", "execute"),
            ("release", "release"),
        ] {
            assert!(are_of_one_stem(noun, verb), "{noun} {verb}");
        }
        for (noun, verb) in [("attack", "attach"), ("ban", "band"), ("raid", "raise"), ("act", "actuate")] {
            assert!(!are_of_one_stem(noun, verb), "{noun} {verb}");
        }
    }

    #[test]
    fn a_wrong_line_is_named() {
        let load = |content: &'static str| DeedNouns::load("lexicon/deeds.tsv", content);
        assert_eq!(load("# nouns\nattack\tASSAULT\nban\tCOERCE SANCTION\n").unwrap().0.len(), 2);
        for (content, line) in [
            ("attack", 1),
            ("attack\tATTACK", 1),
            ("raid\tASSAULT\nattack\tASSAULT", 2),
            ("a\tAID\na\tAID", 2),
        ] {
            let error = load(content).unwrap_err();
            assert_eq!(error, Error::Deed { path: "lexicon/deeds.tsv".into(), line }, "{content}");
        }
    }
}
