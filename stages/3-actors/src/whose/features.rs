//! What can be seen of an actor whose state no word beside him says, and of him with a state (or kind of body) that he may be of? Each
//! thing seen is a row of an embedding table (`stages/3-actors/weights/whose.safetensors`); the training script knows no more of
//! the rows than their counts.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::cast::{ActorKind, Basis};
use chancery_model::dense::{bucket, rows, total};

use super::fit;
use super::sights::{How, Sighting, appearance, tied};
use super::who::{ARMED_GROUP, ARMED_MEN, Who, class};
use crate::american::is_serviceman;
use crate::draft::Draft;
use crate::names::NameKind;
use crate::reference::Entry;
use crate::setting;
use crate::surroundings::{abroad, stranger};

/// How many things are seen of an actor.
pub const OF_ONE: usize = 6;
/// How many things are seen of an actor with a candidate.
pub const OF_TWO: usize = 27;

/// How many values each thing seen of an actor has.
const ONE: [u16; OF_ONE] = [CLASSES, 9, 3, 5, 7, CLASSES * 4];
/// How many values each thing seen of a pair has.
const TWO: [u16; OF_TWO] = [
    7,
    20,
    32,
    12,
    12,
    6,
    20,
    6,
    11,
    20,
    16,
    CLASSES * KINDS,
    CLASSES * 7,
    2,
    9,
    CLASSES * 8,
    32,
    120,
    7 * CLASSES,
    9,
    18,
    7,
    7,
    4,
    4 * CLASSES,
    3 * CLASSES,
    21,
];

/// Rows of the actors' table.
pub const ONE_ROWS: usize = total(&ONE);
/// Rows of the pairs' table.
pub const TWO_ROWS: usize = total(&TWO);

const CLASSES: u16 = 15;
const KINDS: u16 = 6;

/// Where the steps of a name's fit lie.
const STEPS: [f32; 7] = [-0.75, -0.5, -0.25, -0.1, 0.1, 0.3, 0.6];
/// By how much a name fits one state better than any other.
const MUCH: f32 = 0.4;

/// What a dispatch says of states, gathered once for all its actors.
#[derive(Debug)]
pub(super) struct Scenery {
    seen: Vec<Sighting>,
    /// Every candidate with how often it is spoken of.
    counts: BTreeMap<String, u32>,
    /// How many of them are states, in steps.
    states: u16,
    /// Members of each that are neither states nor places.
    members: BTreeMap<String, u32>,
    /// The actors whose state is known or answered, by the heads of their mentions: code and class.
    known: BTreeMap<u32, (String, u16)>,
    headlined: BTreeSet<String>,
    dateline: Option<String>,
}

impl Scenery {
    pub(super) fn of(d: &Draft<'_>) -> Self {
        let mut seen: Vec<Sighting> = Vec::new();
        let mut add = |token: u32, code: &str, how: How| {
            let (sentence, paragraph) = (d.a.sentence_of(token), d.a.paragraph_of(token));
            let seems = appearance(d, token, how);
            seen.push(Sighting { token, code: code.to_owned(), sentence, paragraph, seems });
        };
        for name in &d.names {
            if let NameKind::Known(e) = name.kind {
                let how = match e {
                    Entry::State(_) => How::Name,
                    Entry::Demonym(_) => How::People,
                    Entry::Place { .. } => How::Place,
                    Entry::Organisation(_) => How::Actor,
                };
                add(name.head, d.r.code(e), how);
            }
        }
        for t in (0..).take(d.a.tokens().len()).filter(|&t| is_serviceman(d, t)) {
            add(t, "USA", How::People);
        }
        let mut members: BTreeMap<String, u32> = BTreeMap::new();
        let mut known = BTreeMap::new();
        let mut counted: BTreeSet<usize> = BTreeSet::new();
        for (&head, m) in &d.mentions {
            for &i in &m.actors {
                let actor = &d.members[i].actor;
                let Some(code) = actor.country.as_deref().filter(|_| actor.basis != Basis::Context) else {
                    continue;
                };
                if d.known_at(head).is_none() {
                    let place = actor.kind == ActorKind::Place;
                    add(head, code, if place { How::Place } else { How::Actor });
                }
                if actor.kind != ActorKind::Place {
                    known.insert(head, (code.to_owned(), class(actor)));
                }
                if !matches!(actor.kind, ActorKind::State | ActorKind::Place) && counted.insert(i) {
                    *members.entry(code.to_owned()).or_default() += 1;
                }
            }
        }
        seen.retain(|s| !s.code.is_empty());
        seen.sort_by(|a, b| (a.token, &a.code).cmp(&(b.token, &b.code)));
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for s in &seen {
            *counts.entry(s.code.clone()).or_default() += 1;
        }
        let dateline = setting::publisher(d).or_else(|| setting::dateline(d).map(str::to_owned));
        if let Some(code) = &dateline {
            counts.entry(code.clone()).or_default();
        }
        let end = d.dispatch.title.end();
        let over = |s: &&Sighting| d.a.token(s.token).span.end() <= end;
        let headlined = seen.iter().filter(over).map(|s| s.code.clone()).collect();
        let states = counts.keys().filter(|c| d.r.country(c).is_some()).count();
        let states = bucket(u32::try_from(states).unwrap_or(u32::MAX), &[1, 2, 3, 5]);
        Self { seen, counts, states, members, known, headlined, dateline }
    }

    /// The states and kinds of bodies that an actor may be of, by name. A place that the text names once makes nobody its citizen.
    pub(super) fn candidates(&self, who: &Who) -> Vec<&str> {
        let place = |s: &Sighting| matches!(s.seems, 3 | 4);
        let lone = |code: &str| {
            self.counts.get(code) == Some(&1) && self.seen.iter().any(|s| s.code == code && place(s))
        };
        let told = |code: &str| who.told.as_deref() == Some(code) || self.dateline.as_deref() == Some(code);
        // No organisation of states has rebels of its own.
        let rebels = matches!(who.class, ARMED_MEN | ARMED_GROUP);
        let apart = |code: &str| rebels && ["EUR", "IGO", "MNC", "NGO", "UNO"].contains(&code);
        let codes = self.counts.keys().map(String::as_str).filter(|c| !apart(c));
        codes.filter(|c| who.kind != ActorKind::Person || told(c) || !lone(c)).collect()
    }

    fn share(&self, code: &str) -> u16 {
        let all: u32 = self.counts.values().sum();
        let own = self.counts.get(code).copied().unwrap_or(0);
        if own == 0 { 0 } else { bucket(own * 100 / all.max(1), &[0, 15, 30, 50, 70, 90]) }
    }

    /// How an actor's name fits the candidates: in steps, and whether no other fits better (2: none by far).
    pub(super) fn fit(&self, d: &Draft<'_>, who: &mut Who) {
        if who.kind != ActorKind::Person {
            return;
        }
        let states = self.counts.keys().filter(|c| d.r.country(c).is_some());
        let cells = fit::cells(&who.name);
        let all: Vec<(&String, f32)> = states.filter_map(|c| Some((c, fit::of(&cells, c)?))).collect();
        for (code, own) in &all {
            let step = STEPS.iter().filter(|s| own > s).count();
            let rest =
                all.iter().filter(|(c, _)| c != code).map(|(_, f)| *f).fold(f32::NEG_INFINITY, f32::max);
            let best = u16::from(*own > rest) + u16::from(*own > rest + MUCH);
            who.fits.insert((*code).clone(), (u16::try_from(step).unwrap_or(0), best));
        }
    }

    /// Takes an answer for the questions after it.
    pub(super) fn learn(&mut self, who: &Who, code: &str) {
        for &t in &who.heads {
            self.known.insert(t, (code.to_owned(), who.class));
        }
    }

    /// Of the actors before the first mention: whether the last one, and the last but one, is of the candidate and how near; how many
    /// of the sentence's and of the paragraph's are; and whether the last one of his kind is.
    fn met(&self, d: &Draft<'_>, who: &Who, code: &str) -> [u16; 5] {
        let t = who.heads[0];
        let before: Vec<(u32, &(String, u16))> = self
            .known
            .range(..t)
            .rev()
            .filter(|(h, _)| !who.tokens.contains(h))
            .map(|(h, k)| (*h, k))
            .collect();
        let at = |n: usize| {
            before.get(n).map_or(0, |(h, k)| if k.0 == code { near(d, *h, t) } else { near(d, *h, t) + 3 })
        };
        let share = |here: &dyn Fn(u32) -> bool| {
            let these: Vec<bool> =
                before.iter().filter(|(h, _)| here(*h)).map(|(_, k)| k.0 == code).collect();
            match (these.contains(&true), these.contains(&false)) {
                (false, false) => 0,
                (true, false) => 1,
                (true, true) => 2,
                (false, true) => 3,
            }
        };
        let kin =
            before.iter().find(|(_, k)| k.1 == who.class).map_or(0, |(_, k)| if k.0 == code { 1 } else { 2 });
        [at(0), at(1), share(&|h| near(d, h, t) == 1), share(&|h| near(d, h, t) < 3), kin]
    }

    /// The rows of what is seen of an actor alone.
    pub(super) fn one(&self, d: &Draft<'_>, who: &Who) -> [u16; OF_ONE] {
        let t = who.heads[0];
        let strange = if abroad(d, t) { 2 } else { u16::from(stranger(d, t)) };
        let best = self.counts.iter().max_by_key(|(code, n)| (**n, std::cmp::Reverse(code.as_str())));
        let share = best.map_or(0, |(code, _)| self.share(code));
        let states = self.states;
        rows([who.class, who.form, strange, states, share, who.class * 4 + states.min(3)], &ONE)
    }

    /// The rows of what is seen of an actor with a candidate.
    pub(super) fn two(&self, d: &Draft<'_>, who: &Who, code: &str) -> [u16; OF_TWO] {
        let state = d.r.country(code).is_some();
        let kind = match code {
            _ if state => 0,
            "IGO" => 1,
            "UNO" => 2,
            "EUR" => 3,
            "NGO" => 4,
            _ => 5,
        };
        let own = self.counts.get(code).copied().unwrap_or(0);
        let more = self.counts.values().filter(|n| **n > own).count();
        let rank = u16::try_from(more).unwrap_or(u16::MAX).min(3);
        let is = |c: Option<&str>| u16::from(c == Some(code));
        let scene = d.scene_at(who.heads[0]);
        let set = is(d.setting.as_deref())
            + 2 * is(scene.as_deref())
            + 4 * is(self.dateline.as_deref())
            + 8 * u16::from(self.headlined.contains(code))
            + 16 * u16::from(self.headlined.len() > 1);
        let share = self.share(code);
        let (before, after, how, tie) = self.around(d, who, code);
        let (recent, next, how_last) = self.passed(d, who, code);
        let members = self.members.get(code).copied().unwrap_or(0);
        let others: u32 = self.members.iter().filter(|(c, _)| *c != code).map(|(_, n)| n).sum();
        let paragraph = self.paragraph(d, who, code);
        let met = self.met(d, who, code);
        let (fit, fitter) = who.fits.get(code).copied().unwrap_or((8, 3));
        rows(
            [
                share,
                rank * 5 + self.states,
                set,
                before,
                after,
                how,
                recent,
                next,
                tie,
                bucket(members, &[0, 1, 2, 4]) * 4 + bucket(others, &[0, 1, 3]),
                paragraph,
                who.class * KINDS + kind,
                who.class * 7 + share,
                is(who.told.as_deref()),
                fit,
                who.class * 8 + (set & 7),
                fitter * 8 + (set & 7),
                recent * 6 + how_last,
                self.here(d, who, code) * CLASSES + who.class,
                self.opening(d, who, code),
                self.subjects(who, code),
                met[0],
                met[1],
                met[2],
                met[3] * CLASSES + who.class,
                met[4] * CLASSES + who.class,
                met[0] * 3 + met[4],
            ],
            &TWO,
        )
    }

    /// In the sentences of its mentions: how near the candidate stands before and after, as what, and how it is tied to the actor.
    fn around(&self, d: &Draft<'_>, who: &Who, code: &str) -> (u16, u16, u16, u16) {
        let near = |n: Option<u32>| n.map_or(5, |n| bucket(n, &[1, 3, 8, 15]));
        let (mut before, mut after): (Option<u32>, Option<u32>) = (None, None);
        let (mut first_before, mut first_after) = (None::<u32>, None::<u32>);
        let (mut how, mut tie) = (0, 0);
        let mut nearest = u32::MAX;
        for &t in &who.heads {
            let sentence = d.a.sentence_of(t);
            let here = self.seen.iter().filter(|s| s.sentence == sentence && s.token != t);
            for s in here {
                let gap = s.token.abs_diff(t);
                let (own, any) = if s.token < t {
                    (&mut before, &mut first_before)
                } else {
                    (&mut after, &mut first_after)
                };
                *any = Some(any.map_or(gap, |a| a.min(gap)));
                if s.code != code {
                    continue;
                }
                *own = Some(own.map_or(gap, |a| a.min(gap)));
                if tie == 0 {
                    tie = tied(d, t, s.token, who);
                }
                if gap < nearest {
                    nearest = gap;
                    how = s.seems;
                }
            }
        }
        let closest = |own: Option<u32>, any: Option<u32>| u16::from(own.is_some() && own == any);
        (
            near(before) * 2 + closest(before, first_before),
            near(after) * 2 + closest(after, first_after),
            how,
            tie,
        )
    }

    /// Of the candidates told of before the first mention, how many others come nearer and how many sentences back; and whether
    /// it is the first told of after it.
    fn passed(&self, d: &Draft<'_>, who: &Who, code: &str) -> (u16, u16, u16) {
        let t = who.heads[0];
        let sentence = d.a.sentence_of(t);
        let mut nearer: BTreeSet<&str> = BTreeSet::new();
        let mut recent = 19;
        let mut last = 0;
        for s in self.seen.iter().rev().filter(|s| s.token < who.start) {
            if s.code == code {
                let back = bucket(sentence - s.sentence, &[0, 1, 2, 4]);
                recent = u16::try_from(nearer.len()).unwrap_or(u16::MAX).min(3) * 5 + back.min(3);
                last = s.seems;
                break;
            }
            nearer.insert(&s.code);
        }
        let later = self.seen.iter().filter(|s| s.token > t);
        let mut first = None;
        let mut next = 5;
        for s in later {
            first = first.or(Some(s.code.as_str()));
            if s.code == code {
                let soon = u16::from(s.sentence > sentence);
                next = if first == Some(code) { soon } else { 2 + soon };
                break;
            }
        }
        (recent, next, last)
    }

    /// Whether the last place told of before the first mention, or in its sentence, is in the candidate: where the story has moved.
    fn here(&self, d: &Draft<'_>, who: &Who, code: &str) -> u16 {
        let t = who.heads[0];
        let sentence = d.a.sentence_of(t);
        let told = |s: &&Sighting| s.token < t || s.sentence == sentence;
        let last = self.seen.iter().rfind(|s| s.token != t && s.seems == 3 && told(s));
        let Some(last) = last else { return 0 };
        let near = near(d, last.token, t);
        if last.code == code { near } else { near + 3 }
    }

    /// Whether the paragraph of the first mention begins with the candidate, and how far into it the mention stands.
    fn opening(&self, d: &Draft<'_>, who: &Who, code: &str) -> u16 {
        let t = who.heads[0];
        let here = d.a.paragraph_of(t);
        let first = self.seen.iter().find(|s| s.paragraph == here && s.token < who.start);
        let start = d.a.sentences().iter().position(|s| s.paragraph == here).unwrap_or(0);
        let into = (d.a.sentence_of(t) as usize).saturating_sub(start);
        let into = u16::try_from(into).unwrap_or(u16::MAX).min(2);
        first.map_or(0, |s| if s.code == code { 1 } else { 2 }) * 3 + into
    }

    /// Whether the subject of the sentence, and that of the one before, is of the candidate.
    fn subjects(&self, who: &Who, code: &str) -> u16 {
        let whose = |t: Option<u32>| {
            let mut codes =
                self.seen.iter().filter(|s| Some(s.token) == t).map(|s| s.code.as_str()).peekable();
            let any = codes.peek().is_some();
            if codes.any(|c| c == code) { 1 } else { 2 * u16::from(any) }
        };
        let [subject, before] = who.subjects;
        let own = subject.is_some_and(|t| who.heads.contains(&t));
        (whose(subject) * 3 + whose(before)) * 2 + u16::from(own)
    }

    /// How often the paragraph of the first mention tells of the candidate, and of how many others.
    fn paragraph(&self, d: &Draft<'_>, who: &Who, code: &str) -> u16 {
        let here = d.a.paragraph_of(who.heads[0]);
        let there: Vec<&str> =
            self.seen.iter().filter(|s| s.paragraph == here).map(|s| s.code.as_str()).collect();
        let own = there.iter().filter(|c| **c == code).count();
        let others: BTreeSet<&str> = there.iter().copied().filter(|c| *c != code).collect();
        let cut = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).min(3);
        cut(own) * 4 + cut(others.len())
    }
}

/// Whether two tokens stand in one sentence (1), in one paragraph (2), or in neither (3).
fn near(d: &Draft<'_>, one: u32, other: u32) -> u16 {
    if d.a.sentence_of(one) == d.a.sentence_of(other) {
        1
    } else if d.a.paragraph_of(one) == d.a.paragraph_of(other) {
        2
    } else {
        3
    }
}
