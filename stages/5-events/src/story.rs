//! Whom does a deed befall where only the story tells? "Juba accused Kampala … Kampala rejected the accusation": who made it. "We will
//! answer": whoever struck. "Kenya offered to mediate": the two who are at odds. States and bodies, never a person.

use chancery_model::analysis::Analysis;
use chancery_model::cast::ActorId;
use chancery_model::events::{Event, Status};
use chancery_model::plover::EventType;

use crate::sides::Sides;

/// How much surer an event is whose recipient its own sentence names.
const BY_THE_STORY: f32 = 0.8;

/// How many sentences back an answer looks for what it answers.
const REACH: u32 = 6;

/// What a refusal answers, and an acceptance.
const ASKING: [EventType; 4] = [EventType::Accuse, EventType::Agree, EventType::Request, EventType::Threaten];

/// What a threat answers.
const STRIKING: [EventType; 6] = [
    EventType::Accuse,
    EventType::Assault,
    EventType::Coerce,
    EventType::Mobilize,
    EventType::Sanction,
    EventType::Threaten,
];

/// What peacemakers speak of.
const PEACE: [&str; 11] = [
    "calm",
    "ceasefire",
    "de-escalation",
    "dialogue",
    "intercede",
    "mediate",
    "mediation",
    "restraint",
    "talk",
    "talks",
    "truce",
];

/// How sure an event must be that tells who is at odds with whom.
const SURE: f32 = 0.3;

/// Whether a promise answers what somebody asked: "accepted within hours".
pub(crate) fn answers(e: &Event) -> bool {
    matches!(&*e.evidence.by, "events/agree/accept" | "events/agree/take-up-offer")
}

/// What a story looks at.
pub(crate) struct Story<'a> {
    pub(crate) a: &'a Analysis,
    pub(crate) sides: Sides<'a>,
}

impl Story<'_> {
    /// Gives recipients to events without one, given in text order.
    pub(crate) fn tell(&self, events: &mut [Event]) {
        let told: Vec<Event> = events.to_vec();
        for (at, e) in events.iter_mut().enumerate() {
            if !e.recipients.is_empty() || e.actors.len() != 1 || e.status == Status::Negated {
                continue;
            }
            // What is answered may be told last in the same sentence: "would not grant Chad's appeal".
            let end = told.iter().rposition(|f| f.sentence <= e.sentence).map_or(at, |i| (i + 1).max(at));
            let before = told.get(..end).unwrap_or(&[]);
            let found = match e.kind {
                EventType::Reject => self.last(e, before, &ASKING).or_else(|| self.asked(e, before)),
                EventType::Agree if answers(e) => self.last(e, before, &ASKING),
                EventType::Agree | EventType::Request if self.makes_peace(e) => self.foes(e, &told),
                EventType::Request => self.last(e, before, &STRIKING).or_else(|| self.met(e, &told)),
                EventType::Agree => self.met(e, &told),
                EventType::Accuse | EventType::Threaten => self.last(e, before, &STRIKING),
                _ => None,
            };
            if let Some(found) = found.filter(|f| !f.is_empty()) {
                e.recipients = found;
                e.evidence.confidence *= BY_THE_STORY;
            }
        }
    }

    /// Who did something of some kinds to the doer of an event last, and not long before.
    fn last(&self, e: &Event, before: &[Event], kinds: &[EventType]) -> Option<Vec<ActorId>> {
        let did = |f: &&Event| {
            kinds.contains(&f.kind)
                && f.sentence + REACH >= e.sentence
                && !f.actors.is_empty()
                && self.sides.any_kin(&f.recipients, &e.actors)
                && !self.sides.any_kin(&f.actors, &e.actors)
        };
        before.iter().rev().find(did).map(|f| self.sides.of(&f.actors))
    }

    /// "The gunmen demanded a ransom. The governor refused": of whom it was asked is told by who refuses, and so is whom he refuses.
    fn asked(&self, e: &Event, before: &[Event]) -> Option<Vec<ActorId>> {
        let last = before.iter().rfind(|f| f.trigger_head < e.trigger_head)?;
        let open = ASKING.contains(&last.kind) && last.recipients.is_empty() && last.actors.len() == 1;
        let near = last.sentence + 1 >= e.sentence && !self.sides.any_kin(&last.actors, &e.actors);
        Some(self.sides.of(&last.actors)).filter(|_| open && near)
    }

    /// Whether somebody wants others to talk or hold their fire.
    fn makes_peace(&self, e: &Event) -> bool {
        let a = self.a;
        let peace = |t: u32| PEACE.contains(&&*a.token(t).lemma);
        let below = a.children(e.trigger_head).iter().copied();
        let all = &*e.evidence.by == "events/request/urge-the-parties";
        all || peace(e.trigger_head)
            || below.into_iter().any(|c| peace(c) || a.children(c).iter().any(|&g| peace(g)))
    }

    /// Whom is something promised or asked at talks? The other side, where all talks that the dispatch tells of are between the same two.
    fn met(&self, e: &Event, told: &[Event]) -> Option<Vec<ActorId>> {
        let talks = told.iter().filter(|f| f.kind == EventType::Consult && f.status == Status::Actual);
        let mut other: Option<Vec<ActorId>> = None;
        for f in talks {
            let all: Vec<ActorId> = f.actors.iter().chain(&f.recipients).copied().collect();
            let (own, rest): (Vec<ActorId>, Vec<ActorId>) =
                all.into_iter().partition(|&x| self.sides.any_kin(&[x], &e.actors));
            let rest = self.sides.of(&rest);
            if own.is_empty() || rest.len() != 1 || other.as_ref().is_some_and(|o| *o != rest) {
                return None;
            }
            other = Some(rest);
        }
        other
    }

    /// The two who are at odds most in the dispatch, if whoever wants peace between them is of neither side.
    fn foes(&self, e: &Event, told: &[Event]) -> Option<Vec<ActorId>> {
        let mut pairs: Vec<(ActorId, ActorId, usize)> = Vec::new();
        for f in told.iter().filter(|f| matches!(f.kind.quad(), 3 | 4) && f.evidence.confidence >= SURE) {
            let ([x], [y]) = (&*self.sides.of(&f.actors), &*self.sides.of(&f.recipients)) else { continue };
            let same = |(p, q, _): &&mut (ActorId, ActorId, usize)| {
                self.sides.kin(*p, *x) && self.sides.kin(*q, *y)
                    || self.sides.kin(*p, *y) && self.sides.kin(*q, *x)
            };
            match pairs.iter_mut().find(same) {
                Some(pair) => pair.2 += 1,
                None => pairs.push((*x, *y, 1)),
            }
        }
        pairs.sort_by_key(|p| std::cmp::Reverse(p.2));
        let &(x, y, often) = pairs.first()?;
        let next = pairs.get(1).map_or(0, |p| p.2);
        let apart = !self.sides.any_kin(&[x, y], &e.actors) && !self.sides.kin(x, y);
        (often > next && often > 1 && apart).then(|| vec![x, y])
    }
}
