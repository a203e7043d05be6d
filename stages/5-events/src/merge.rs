//! Which events tell of one happening? Title, lead and later mentions are joined; what may be the same
//! but is told by another voice is linked.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::has_preposition;
use chancery_model::cast::{ActorId, ActorKind, Cast, MentionKind};
use chancery_model::dispatch::Dispatch;
use chancery_model::events::{Event, Participant, Status};
use chancery_model::plover::EventType;
use chancery_model::syntax::{Relation, Upos};

use crate::coder::Attendance;
use crate::deeds::{DeedNouns, Deeds};
use crate::sides::Sides;
use crate::status::is_material;
use crate::story::Story;

/// The rule of events whose parties are those of strikes told of before.
const MEANS: &str = "events/assault/strikes-engage";

/// What merging looks at.
pub(crate) struct Merging<'a> {
    pub(crate) dispatch: &'a Dispatch,
    pub(crate) a: &'a Analysis,
    pub(crate) cast: &'a Cast,
    /// Whether an actor is nobody in particular.
    pub(crate) vague: &'a dyn Fn(ActorId) -> bool,
    /// What nouns name again.
    pub(crate) nouns: &'a DeedNouns,
    /// Whether a noun tells of violence.
    pub(crate) violent: &'a dyn Fn(&str) -> bool,
}

impl Merging<'_> {
    /// Joins and links the events of a dispatch, given in text order; what is less sure than `least` goes.
    pub(crate) fn merge(&self, events: Vec<Event>, attendances: &[Attendance], least: f32) -> Vec<Event> {
        let (a, vague) = (self.a, self.vague);
        let in_title = |e: &Event| e.trigger.iter().any(|s| self.dispatch.title.contains(*s));
        let (titles, body): (Vec<Event>, Vec<Event>) = events.into_iter().partition(in_title);
        let mut out: Vec<Event> = Vec::new();
        for event in body {
            match out.iter_mut().find(|e| are_same(a, e, &event, vague)) {
                Some(first) => join(first, event),
                None => out.push(event),
            }
        }
        for event in titles {
            // A headline that sums up several meetings is none of its own.
            if is_sum(&event, &out) {
                continue;
            }
            match out.iter_mut().find(|e| are_same(a, e, &event, vague)) {
                // The headline may name more parties than met at once: the body knows better.
                Some(first) if parties(first).len() < parties(&event).len() => {}
                Some(first) => join(first, event),
                None => out.push(event),
            }
        }
        out.sort_by_key(|e| e.trigger_head);
        fill(a, &mut out);
        foes(self.a, self.cast, &mut out);
        holders(self.cast, &mut out);
        let sides = Sides { cast: self.cast };
        Deeds { a, sides, nouns: self.nouns, violent: self.violent }.name(&mut out);
        Story { a, sides }.tell(&mut out);
        out.retain(|e| e.evidence.confidence >= least);
        attend(&mut out, attendances);
        link(a, &mut out, vague);
        out
    }
}

fn parties(e: &Event) -> Vec<ActorId> {
    let mut out: Vec<ActorId> = e.actors.iter().chain(&e.recipients).copied().collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn is_within(some: &[ActorId], all: &[ActorId]) -> bool {
    some.iter().all(|id| all.contains(id))
}

fn nested(one: &[ActorId], other: &[ActorId]) -> bool {
    is_within(one, other) || is_within(other, one)
}

/// The same of those who are somebody: that both speak of "some states" joins nothing.
fn nested_firmly(one: &[ActorId], other: &[ActorId], vague: &dyn Fn(ActorId) -> bool) -> bool {
    let firm = |ids: &[ActorId]| ids.iter().copied().filter(|&id| !vague(id)).collect::<Vec<_>>();
    let (one, other) = (firm(one), firm(other));
    !one.is_empty() && !other.is_empty() && nested(&one, &other)
}

/// Whether two events are one happening told twice by the same voice. What somebody says in a breath is his own, whether told of him or
/// quoted: "denounced the law, calling it an insult".
fn are_same(a: &Analysis, one: &Event, other: &Event, vague: &dyn Fn(ActorId) -> bool) -> bool {
    let in_a_breath = one.sentence == other.sentence
        && one.actors == other.actors
        && one.recipients == other.recipients
        && !one.recipients.is_empty()
        && one.kind == EventType::Accuse;
    (one.reported_by == other.reported_by || in_a_breath) && are_alike(a, one, other, vague)
}

/// The same type, parties, status, and no conflict of mode, date or place.
fn are_alike(a: &Analysis, one: &Event, other: &Event, vague: &dyn Fn(ActorId) -> bool) -> bool {
    if one.kind != other.kind || one.status != other.status {
        return false;
    }
    let conflict = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| a != b);
    let dates = |e: &Event| e.date.as_ref().filter(|d| d.basis == "text").map(|d| d.value.clone());
    let places = |e: &Event| e.place.as_ref().map(|p| p.name.clone());
    if conflict(dates(one).as_deref(), dates(other).as_deref())
        || conflict(places(one).as_deref(), places(other).as_deref())
    {
        return false;
    }
    if one.kind == EventType::Consult {
        // A visit and the talks held on it are one happening, whoever is put first.
        let (x, y) = (parties(one), parties(other));
        return x == y || nested(&x, &y) && !conflict(one.mode.as_deref(), other.mode.as_deref());
    }
    let actors = !one.actors.is_empty() && !other.actors.is_empty() && nested(&one.actors, &other.actors);
    let recipients = match (one.recipients.is_empty(), other.recipients.is_empty()) {
        (false, false) => {
            one.recipients == other.recipients || nested_firmly(&one.recipients, &other.recipients, vague)
        }
        // One victim unnamed: the same within a sentence, or where the same word is said of words ("welcomed
        // the agreement" in the title); of two raids one may be another's.
        _ => one.sentence == other.sentence || !is_material(one.kind) && same_word(a, one, other),
    };
    // In one breath a party is condemned and accused: one disapproval.
    let modes = one.sentence == other.sentence && one.kind == EventType::Accuse
        || !conflict(one.mode.as_deref(), other.mode.as_deref());
    actors && recipients && modes && !are_two_deeds(a, one, other)
}

/// "kidnapped and killed two envoys", "launched strikes and took back the town": whoever is held and then killed suffers twice, and
/// ground that is won is told besides; "shot and killed" is one deed.
fn are_two_deeds(a: &Analysis, one: &Event, other: &Event) -> bool {
    // The verb of a deed told by a noun: "launched strikes".
    let verb = |t: u32| a.head(t).filter(|_| a.token(t).relation == Relation::Obj).unwrap_or(t);
    let (x, y) = (verb(one.trigger_head), verb(other.trigger_head));
    let joined = |x: u32, y: u32| a.token(y).relation == Relation::Conj && a.head(y) == Some(x);
    let held = |e: &Event| matches!(e.mode.as_deref(), Some("abduct" | "torture" | "sexual"));
    let apart = held(one) != held(other) || wins_ground(one) != wins_ground(other);
    apart && (joined(x, y) || joined(y, x))
}

/// "The coalition conducted twelve strikes. Two strikes hit a militia": what the later sentence says of
/// the strikes holds for those told of first.
fn fill(a: &Analysis, events: &mut [Event]) {
    for later in 1..events.len() {
        let Some((before, rest)) = events.split_at_mut_checked(later) else { continue };
        let Some(event) = rest.first().filter(|e| e.evidence.by == MEANS && !e.recipients.is_empty()) else {
            continue;
        };
        let strikes = |e: &Event| a.token(e.trigger_head).is("strike") || e.evidence.by == MEANS;
        for e in before.iter_mut().filter(|e| e.kind == event.kind && e.actors == event.actors && strikes(e))
        {
            if e.recipients.is_empty() {
                e.recipients.clone_from(&event.recipients);
            }
        }
    }
}

/// How much surer an attack is whose victim its own sentence names.
pub(crate) const BY_THE_DISPATCH: f32 = 0.8;

/// How sure an event must be for its doer to be whoever is praised or blamed for it.
pub(crate) const DOER: f32 = 0.3;

/// Whom is an attack aimed at whose sentence does not say so? At the only one whom its actor attacks in this
/// dispatch; where he attacks nobody by name, at the only one who attacks him; else at the only one whom anybody
/// attacks in it, if that is told more than once. Who fires "on a convoy" need not fire back at who attacks him.
fn foes(a: &Analysis, cast: &Cast, events: &mut [Event]) {
    let assaults =
        |e: &&Event| e.kind == EventType::Assault && !e.actors.is_empty() && !e.recipients.is_empty();
    let pairs: Vec<(Vec<ActorId>, Vec<ActorId>)> =
        events.iter().filter(assaults).map(|e| (e.actors.clone(), e.recipients.clone())).collect();
    for e in events.iter_mut().filter(|e| e.kind == EventType::Assault && e.recipients.is_empty()) {
        let has = |list: &[ActorId]| e.actors.iter().any(|x| list.contains(x));
        let victims: Vec<_> = pairs.iter().filter(|(by, _)| has(by)).map(|(_, whom)| whom.clone()).collect();
        let attackers: Vec<_> =
            pairs.iter().filter(|(_, whom)| has(whom)).map(|(by, _)| by.clone()).collect();
        let foe = match (victims.is_empty(), attackers.is_empty()) {
            (false, _) => only(victims),
            // Ground is not taken from whoever strikes from afar.
            (true, false) if !is_aimed(a, e.trigger_head) && !wins_ground(e) => only(attackers),
            (true, true) if pairs.len() > 1 => only(pairs.iter().map(|(_, whom)| whom.clone()).collect()),
            _ => None,
        };
        // What is hit is said, though it is nobody: "hijacked a tanker".
        if is_done_to_a_thing(a, e.trigger_head) {
            continue;
        }
        // A person's fate is told by its own sentence: "shot both down" is not said of the leader killed before.
        let person = |id: &ActorId| cast.actor(*id).is_some_and(|a| a.kind == ActorKind::Person);
        if let Some(foe) = foe.filter(|f| !has(f) && !f.iter().any(person)) {
            e.recipients = foe;
            e.evidence.confidence *= BY_THE_DISPATCH;
        }
    }
}

/// Whether ground changes hands by a deed.
fn wins_ground(e: &Event) -> bool {
    matches!(&*e.evidence.by, "events/assault/win-ground" | "events/assault/take-territory")
}

/// Whether the words at a deed say at what it is aimed: "opened fire on a convoy".
fn is_aimed(a: &Analysis, trigger: u32) -> bool {
    let at = |t: u32| {
        a.by_relation(t, &[Relation::Obl, Relation::Nmod]).any(|c| {
            ["on", "at", "against"].iter().any(|p| has_preposition(a, c, p)) && a.token(c).upos == Upos::Noun
        })
    };
    at(trigger) || a.head(trigger).filter(|_| a.token(trigger).relation == Relation::Obj).is_some_and(at)
}

/// Whether a verb tells of a thing that is taken or burnt: of whom else its doer attacks it says nothing.
fn is_done_to_a_thing(a: &Analysis, trigger: u32) -> bool {
    const SEIZED: [&str; 4] = ["commandeer", "hijack", "loot", "torch"];
    a.token(trigger).upos == Upos::Verb && SEIZED.contains(&&*a.token(trigger).lemma)
}

/// Rules of ground that is won, and of advances on it.
const GROUND: [&str; 3] =
    ["events/assault/advance-on", "events/assault/take-territory", "events/assault/win-ground"];

/// From whom is a town retaken where no sentence says so? From the one armed group that the dispatch names beside who
/// takes it: if that is no armed group itself, or if one of the two is told to attack, threaten or accuse the other, or no third party.
fn holders(cast: &Cast, events: &mut [Event]) {
    let armed = |id: ActorId| {
        let actor = cast.actor(id);
        actor.is_some_and(|a| a.sectors.iter().any(|s| matches!(s.as_str(), "REB" | "UAF")))
    };
    let mut groups: Vec<ActorId> = Vec::new();
    let named = cast.mentions.iter().filter(|m| m.kind == MentionKind::Named).flat_map(|m| &m.actors);
    for &id in named.filter(|&&id| armed(id)) {
        if !groups.contains(&id) {
            groups.push(id);
        }
    }
    let feuds: Vec<(Vec<ActorId>, Vec<ActorId>)> = events
        .iter()
        .filter(|e| matches!(e.kind.quad(), 3 | 4))
        .map(|e| (e.actors.clone(), e.recipients.clone()))
        .collect();
    let hostile = |one: ActorId, other: ActorId| {
        let has = |x: &[ActorId], y: &[ActorId]| x.contains(&one) && y.contains(&other);
        feuds.iter().any(|(by, whom)| has(by, whom) || has(whom, by))
    };
    let open = |e: &&mut Event| {
        GROUND.contains(&e.evidence.by.as_str()) && e.recipients.is_empty() && !e.actors.is_empty()
    };
    for e in events.iter_mut().filter(open) {
        let mut others = groups.iter().copied().filter(|id| !e.actors.contains(id));
        let (Some(holder), None) = (others.next(), others.next()) else { continue };
        // Of two groups that have names the other, if whoever takes the town has no quarrel with anybody else; "rebels" may be the very
        // group.
        let quarrels = |id: ActorId| {
            feuds.iter().any(|(by, whom)| by.contains(&id) && !whom.is_empty() || whom.contains(&id))
        };
        if e.actors
            .iter()
            .all(|&id| !armed(id) || hostile(id, holder) || groups.contains(&id) && !quarrels(id))
        {
            e.recipients.push(holder);
            e.evidence.confidence *= BY_THE_DISPATCH;
        }
    }
}

/// What all of some lists are, where they are the same.
pub(crate) fn only(mut lists: Vec<Vec<ActorId>>) -> Option<Vec<ActorId>> {
    lists.sort();
    lists.dedup();
    if lists.len() == 1 { lists.pop() } else { None }
}

/// Whether an event only sums up several others of its type.
fn is_sum(event: &Event, others: &[Event]) -> bool {
    let all = parties(event);
    let parts: Vec<Vec<ActorId>> = others
        .iter()
        .filter(|e| e.kind == event.kind && e.status == Status::Actual)
        .map(parties)
        .filter(|p| p.len() < all.len() && is_within(p, &all))
        .collect();
    parts.len() > 1 && all.iter().all(|id| parts.iter().any(|p| p.contains(id)))
}

/// Adds to an event what a later mention of it tells.
fn join(first: &mut Event, later: Event) {
    let known = parties(first);
    let reciprocal = first.recipients.is_empty() && later.recipients.is_empty();
    if first.recipients.is_empty() && !later.recipients.is_empty() && parties(&later).len() >= known.len() {
        // The later mention tells who did it to whom, the first only who was there.
        first.actors = later.actors;
        first.recipients = later.recipients;
        first.cameo = later.cameo.or_else(|| first.cameo.take());
    } else {
        let news = |ids: Vec<ActorId>| ids.into_iter().filter(|id| !known.contains(id)).collect::<Vec<_>>();
        if reciprocal || !first.recipients.is_empty() {
            first.actors.extend(news(later.actors));
            first.recipients.extend(news(later.recipients));
        }
    }
    first.mode = first.mode.take().or(later.mode);
    first.date = match (first.date.take(), later.date) {
        (Some(d), Some(l)) if d.basis != "text" && l.basis == "text" => Some(l),
        (None, l) => l,
        (d, _) => d,
    };
    first.place = first.place.take().or(later.place);
    first.contexts.extend(later.contexts);
    first.contexts.sort_unstable();
    first.contexts.dedup();
    first.evidence.spans.extend(later.evidence.spans);
    first.evidence.spans.sort_unstable();
    first.evidence.spans.dedup();
    first.evidence.confidence = first.evidence.confidence.max(later.evidence.confidence);
}

/// Adds those who attended to the nearest meeting told before.
fn attend(events: &mut [Event], attendances: &[Attendance]) {
    for attendance in attendances {
        let before = |e: &&mut Event| {
            e.kind == EventType::Consult && e.status == Status::Actual && e.trigger_head < attendance.at
        };
        let Some(meeting) = events.iter_mut().rfind(before) else { continue };
        for &actor in &attendance.who {
            let known =
                parties(meeting).contains(&actor) || meeting.participants.iter().any(|p| p.actor == actor);
            if !known {
                meeting.participants.push(Participant { actor, role: "attendee" });
            }
        }
    }
}

/// Links events that may be one happening told by several voices.
fn link(a: &Analysis, events: &mut [Event], vague: &dyn Fn(ActorId) -> bool) {
    let pairs: Vec<(usize, usize)> = (0..events.len())
        .flat_map(|i| (i + 1..events.len()).map(move |j| (i, j)))
        .filter(|&(i, j)| match (events.get(i), events.get(j)) {
            (Some(x), Some(y)) => {
                x.reported_by != y.reported_by && are_alike(a, x, y, vague) && same_word(a, x, y)
            }
            _ => false,
        })
        .collect();
    for (i, j) in pairs {
        for (at, other) in [(i, j), (j, i)] {
            if let (Some(e), Ok(other)) = (events.get_mut(at), u32::try_from(other)) {
                e.same_as.push(other);
            }
        }
    }
}

fn same_word(a: &Analysis, one: &Event, other: &Event) -> bool {
    a.token(one.trigger_head).lemma == a.token(other.trigger_head).lemma
}
