//! Whom does a deed befall where only the story tells? "Juba accused Kampala … Kampala rejected the accusation": who made it. "We will
//! answer": whoever struck. "Kenya offered to mediate": the two who are at odds. States and bodies, never a person.

use chancery_model::analysis::Analysis;
use chancery_model::cast::{ActorId, ActorKind, Cast};
use chancery_model::events::{Event, Status};
use chancery_model::plover::EventType;

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
fn answers(e: &Event) -> bool {
    matches!(&*e.evidence.by, "events/agree/accept" | "events/agree/take-up-offer")
}

/// What a story looks at.
pub(crate) struct Story<'a> {
    pub(crate) a: &'a Analysis,
    pub(crate) cast: &'a Cast,
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
                EventType::Reject => self.last(e, before, &ASKING),
                EventType::Agree if answers(e) => self.last(e, before, &ASKING),
                EventType::Agree | EventType::Request if self.makes_peace(e) => self.foes(e, &told),
                EventType::Threaten => self.last(e, before, &STRIKING),
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
                && self.any_kin(&f.recipients, &e.actors)
                && !self.any_kin(&f.actors, &e.actors)
        };
        before.iter().rev().find(did).map(|f| self.sides(&f.actors))
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

    /// The two who are at odds most in the dispatch, if whoever wants peace between them is of neither side.
    fn foes(&self, e: &Event, told: &[Event]) -> Option<Vec<ActorId>> {
        let mut pairs: Vec<(ActorId, ActorId, usize)> = Vec::new();
        for f in told.iter().filter(|f| matches!(f.kind.quad(), 3 | 4) && f.evidence.confidence >= SURE) {
            let ([x], [y]) = (&*self.sides(&f.actors), &*self.sides(&f.recipients)) else { continue };
            let same = |(p, q, _): &&mut (ActorId, ActorId, usize)| {
                self.kin(*p, *x) && self.kin(*q, *y) || self.kin(*p, *y) && self.kin(*q, *x)
            };
            match pairs.iter_mut().find(same) {
                Some(pair) => pair.2 += 1,
                None => pairs.push((*x, *y, 1)),
            }
        }
        pairs.sort_by_key(|p| std::cmp::Reverse(p.2));
        let &(x, y, often) = pairs.first()?;
        let next = pairs.get(1).map_or(0, |p| p.2);
        let apart = !self.any_kin(&[x, y], &e.actors) && !self.kin(x, y);
        (often > next && often > 1 && apart).then(|| vec![x, y])
    }

    /// The states and bodies among some, and for a person his state, if it is spoken of.
    fn sides(&self, who: &[ActorId]) -> Vec<ActorId> {
        let mut out: Vec<ActorId> = Vec::new();
        for &id in who {
            let Some(actor) = self.cast.actor(id) else { continue };
            let side = match actor.kind {
                ActorKind::Person => {
                    let mut states = (0..).zip(&self.cast.actors);
                    let own = states.find(|(_, a)| a.kind == ActorKind::State && a.country == actor.country);
                    own.map(|(i, _)| ActorId(i)).filter(|_| actor.country.is_some())
                }
                ActorKind::Place | ActorKind::Unknown => None,
                _ => Some(id),
            };
            out.extend(side.filter(|s| !out.contains(s)));
        }
        out
    }

    fn any_kin(&self, some: &[ActorId], others: &[ActorId]) -> bool {
        some.iter().any(|&x| others.iter().any(|&y| self.kin(x, y)))
    }

    /// The same, or both of one state's side: no body of several states, and no rebels.
    fn kin(&self, one: ActorId, other: ActorId) -> bool {
        if one == other {
            return true;
        }
        let side = |id: ActorId| {
            let actor = self.cast.actor(id)?;
            let official = actor
                .sectors
                .first()
                .is_none_or(|s| matches!(s.as_str(), "GOV" | "MIL" | "COP" | "LEG" | "SPY" | "JUD"));
            actor.country.as_deref().filter(|_| official || actor.kind == ActorKind::State)
        };
        side(one).is_some_and(|c| side(other) == Some(c))
    }
}
