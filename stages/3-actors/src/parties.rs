//! Who are "the two sides", "both countries"? The parties of the nearest meeting told before, or
//! their states.

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{ActorKind, MentionKind};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::phrase::{case_of, extent, is_plural};
use crate::setting::named;

/// Words for parties that may be persons, and for states.
const SIDES: &[&str] =
    &["minister", "leader", "president", "official", "diplomat", "delegation", "man", "counterpart", "camp"];
const STATES: &[&str] =
    &["ally", "capital", "country", "government", "nation", "neighbor", "neighbour", "people", "state"];

/// Of these words, offices that no state or body holds.
const PERSONS: &[&str] = &["minister", "president"];

/// Words of meeting; nouns and verbs alike.
const MEETING: &[&str] = &[
    "agree",
    "confer",
    "consult",
    "consultation",
    "dialogue",
    "discuss",
    "discussion",
    "exchange",
    "gather",
    "hold",
    "host",
    "invitation",
    "meet",
    "meeting",
    "negotiate",
    "negotiation",
    "receive",
    "review",
    "sign",
    "speak",
    "summit",
    "talk",
    "talks",
    "visit",
    "welcome",
    "call",
];

/// Words of meeting that have parties wherever they stand.
const NAMED: &[&str] = &["confer", "consultation", "dialogue", "meet", "meeting", "negotiation", "talks"];

/// Of these words, what two may do without being parties to one thing: "both welcomed the accord".
const APART: &[&str] = &["call", "review", "welcome"];

/// How many sentences back a meeting is looked for.
const REACH: u32 = 12;

/// The same for a mere "they".
const SHORTLY: u32 = 2;

/// Words for all who met or signed, however many.
const ALL: &[&str] = &["attendee", "participant", "party", "side", "signatory"];

/// How many a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Exactly(usize),
    /// Two or more, whoever they are.
    Several,
    /// Two or more, all of them persons.
    Persons,
}

/// Adds the mention of "the two sides" or its like.
pub(crate) fn at(d: &mut Draft<'_>, t: u32) {
    let state = STATES.contains(&&*d.a.token(t).lemma);
    let Some(number) = number(d, t).filter(|_| d.actors_at(t).len() < 2) else { return everybody(d, t) };
    let mut parties = parties_before(d, t, number, REACH);
    // "Both ministers" are persons, whoever else talked.
    let persons = PERSONS.contains(&&*d.a.token(t).lemma.to_lowercase());
    if persons && parties.iter().any(|&i| !may_be_persons(d, i)) {
        parties.clear();
    }
    // "The envoy urged both governments": whoever addresses them is none of them, though he met somebody before.
    if addresser(d, t).iter().any(|i| parties.contains(i)) {
        parties.clear();
    }
    if parties.is_empty() {
        parties = of_office(d, t, number);
    }
    let actors = if state { states_of(d, t, &parties, number) } else { parties };
    if actors.len() > 1 && !actors.iter().any(|&i| is_of_another_office(d, t, i)) {
        d.mentions.remove(&t);
        d.mention(t, extent(d.a, t, &[]), MentionKind::Nominal, actors);
    }
}

/// Whether somebody is a person, or several whom an office names: "the ministers of Kenya and Chad".
fn may_be_persons(d: &Draft<'_>, member: usize) -> bool {
    matches!(d.members[member].actor.kind, ActorKind::Person | ActorKind::Group)
}

/// "Both ministers" where no meeting is told: the only ones of that office whom the text named before, if they are as many.
fn of_office(d: &Draft<'_>, t: u32, number: Number) -> Vec<usize> {
    let lemma = d.a.token(t).lemma.to_lowercase();
    let holds = |i: usize| {
        let actor = &d.members[i].actor;
        let office = actor.office.as_deref().filter(|_| actor.kind == ActorKind::Person).unwrap_or("");
        match &*lemma {
            "minister" => office.starts_with("minister"),
            "president" => office == "head of state",
            "leader" => matches!(office, "head of state" | "head of government"),
            _ => false,
        }
    };
    let mut out: Vec<usize> = Vec::new();
    let named = d.mentions.range(..t).filter(|(_, m)| m.kind == MentionKind::Named);
    for m in named.flat_map(|(_, m)| &m.actors) {
        if holds(*m) && !out.contains(m) {
            out.push(*m);
        }
    }
    let wanted = if let Number::Exactly(n) = number { n } else { 2 };
    if out.len() == wanted { out } else { Vec::new() }
}

/// "The two ministers" are no minister and a president.
fn is_of_another_office(d: &Draft<'_>, t: u32, actor: usize) -> bool {
    let office = d.members[actor].actor.office.as_deref();
    match &*d.a.token(t).lemma {
        "minister" => office == Some("head of state"),
        "president" => office.is_some_and(|o| o.starts_with("minister") || o == "head of government"),
        _ => false,
    }
}

/// Whether a phrase means parties of whom the text told before, or all there are.
pub(crate) fn means_all(d: &Draft<'_>, t: u32) -> bool {
    number(d, t).is_some() || called_all(d, t)
}

/// How many "both countries", "the three leaders", "the parties", "the Ministers" mean; nothing where the phrase means no parties.
fn number(d: &Draft<'_>, t: u32) -> Option<Number> {
    let token = d.a.token(t);
    let lemma = token.lemma.to_lowercase();
    let lemma = &*lemma;
    let known = SIDES.contains(&lemma) || STATES.contains(&lemma) || ALL.contains(&lemma);
    if !known || !is_plural(d.a, t) || !matches!(token.upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    // "The parties to the conflict" need not have met, wherever the tree hangs the phrase.
    let word = |n: u32| d.a.tokens().get((t + n) as usize);
    let to = word(1).is_some_and(|w| w.is("to"));
    let fight =
        |n: u32| word(n).is_some_and(|w| matches!(&*w.lemma, "conflict" | "dispute" | "fighting" | "war"));
    if to && (fight(2) || fight(3)) {
        return None;
    }
    let written = token.upos == Upos::Noun;
    if written && has_determiner(d.a, t, &["both"]) {
        return Some(Number::Exactly(2));
    }
    if written
        && has_determiner(d.a, t, &["the", "these", "those"])
        && let Some(n) = counted(d, t)
    {
        return Some(Number::Exactly(n));
    }
    let persons = PERSONS.contains(&lemma);
    match alone(d, t) {
        true if ALL.contains(&lemma) && !to => Some(Number::Several),
        true if persons => Some(Number::Persons),
        _ => None,
    }
}

/// The number word beside a noun.
fn counted(d: &Draft<'_>, t: u32) -> Option<usize> {
    const WORDS: [&str; 5] = ["two", "three", "four", "five", "six"];
    let mut words = d.a.by_relation(t, &[Relation::Nummod]).map(|c| d.a.token(c).form.to_lowercase());
    words.find_map(|w| WORDS.iter().position(|n| *n == w)).map(|i| i + 2)
}

/// "All parties to the conflict", "every faction": a group without a country, called upon as one.
fn everybody(d: &mut Draft<'_>, t: u32) {
    let free = !d.mentions.contains_key(&t) && !d.consumed.contains(&t);
    if free && called_all(d, t) {
        let tokens = extent(d.a, t, &["to"]);
        let name = d.bare_text(tokens);
        let at = d.named(ActorKind::Group, &name, None, |_| {});
        d.why(at, Some(tokens), "all of them together");
        d.mention(t, tokens, MentionKind::Nominal, vec![at]);
    }
}

/// "All sides", "every faction".
fn called_all(d: &Draft<'_>, t: u32) -> bool {
    let token = d.a.token(t);
    let called =
        matches!(&*token.lemma, "belligerent" | "combatant" | "faction" | "guarantor" | "party" | "side");
    called && token.upos == Upos::Noun && has_determiner(d.a, t, &["all", "every"])
}

/// "the sides", "the Ministers": nothing but an article tells which.
fn alone(d: &Draft<'_>, t: u32) -> bool {
    let article = |c: u32| matches!(d.a.token(c).relation, Relation::Det | Relation::Punct);
    d.a.children(t).iter().all(|&c| article(c)) && has_determiner(d.a, t, &["the"]) && is_plural(d.a, t)
}

/// All who met shortly before: whom "they" at the head of a sentence means. Where a group was among them, it may mean the group.
pub(crate) fn met(d: &Draft<'_>, t: u32) -> Option<Vec<usize>> {
    let all = parties_before(d, t, Number::Several, SHORTLY);
    let group = all.iter().any(|&i| d.members[i].actor.kind == ActorKind::Group);
    (all.len() > 1 && !group).then_some(all)
}

/// The parties of the nearest meeting that had as many: in the same sentence, then in so many of those before.
fn parties_before(d: &Draft<'_>, t: u32, number: Number, reach: u32) -> Vec<usize> {
    let sentence = d.a.sentence_of(t);
    let fits = |p: &[usize]| match number {
        Number::Exactly(n) => p.len() == n,
        Number::Several => p.len() > 1,
        // Those whom an office names are persons, too: "the ministers of Kenya and Chad".
        Number::Persons => p.len() > 1 && p.iter().all(|&i| may_be_persons(d, i)),
    };
    for s in (sentence.saturating_sub(reach)..=sentence).rev() {
        let Some(tokens) = d.a.sentences().get(s as usize).map(|s| s.tokens) else { continue };
        let tells =
            |word: &str| MEETING.contains(&word) && (number != Number::Several || !APART.contains(&word));
        let meetings = tokens.iter().filter(|&m| tells(d.a.token(m).lemma.to_lowercase().as_str()));
        // In the same sentence the meeting may govern the phrase: "X discussed … of both sides".
        let met: Vec<(u32, Vec<usize>)> = meetings.map(|m| (m, parties(d, m, t))).collect();
        if let Some((_, last)) = met.iter().rev().find(|(_, p)| fits(p)) {
            return last.clone();
        }
        // A nearer meeting of which only one party is known: to go on would name the wrong persons.
        if met.iter().any(|(m, p)| p.len() == 1 && NAMED.contains(&&*d.a.token(*m).lemma)) {
            return Vec::new();
        }
    }
    Vec::new()
}

/// The parties of a meeting word: conjoined subject, subject and object or with-phrase,
/// possessor and with-phrase.
fn parties(d: &Draft<'_>, meeting: u32, not: u32) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let verb = d.a.token(meeting).upos == Upos::Verb;
    let mut take = |t: u32| {
        for c in std::iter::once(t).chain(d.a.by_relation(t, &[Relation::Conj])) {
            let actors = if c == not { &[][..] } else { d.actors_at(c) };
            for &i in actors.iter().filter(|i| may_meet(d, **i)) {
                if !out.contains(&i) {
                    out.push(i);
                }
            }
        }
    };
    let direct =
        ["meet", "receive", "host", "visit", "welcome", "call"].contains(&&*d.a.token(meeting).lemma);
    for &c in d.a.children(meeting) {
        let with = case_of(d.a, c).is_some_and(|w| w == "with" || w == "between" || w == "by");
        match d.a.token(c).relation {
            Relation::Nsubj | Relation::NsubjPass | Relation::OblAgent | Relation::NmodPoss => take(c),
            Relation::Obj if verb && direct => take(c),
            Relation::Obl | Relation::Nmod if with => take(c),
            Relation::Nmod if !verb && case_of(d.a, c).as_deref() == Some("of") => take(c),
            Relation::Obj if verb => {
                // "held talks with X"
                for n in d.a.by_relation(c, &[Relation::Nmod]) {
                    if case_of(d.a, n).is_some_and(|w| w == "with") {
                        take(n);
                    }
                }
            }
            _ => {}
        }
    }
    // "X paid a visit to Oslo at the invitation of Y": the guest is the subject of its verb.
    if d.a.token(meeting).is("invitation") {
        let up = std::iter::successors(d.a.head(meeting), |&h| d.a.head(h)).take(4);
        let guest = up.into_iter().find_map(|h| d.a.by_relation(h, &[Relation::Nsubj]).next());
        guest.into_iter().for_each(&mut take);
    }
    // "X's meeting with Y": the words decide where the tree hangs the phrase on the main verb.
    let next = meeting + 1;
    if d.a.tokens().get(next as usize).is_some_and(|w| w.is("with")) {
        d.a.head(next).into_iter().for_each(&mut take);
    }
    out
}

/// Who may be a party: no place, and of groups those whose state is known ("delegations from Kenya and Chad").
fn may_meet(d: &Draft<'_>, member: usize) -> bool {
    let actor = &d.members[member].actor;
    match actor.kind {
        ActorKind::Place => false,
        ActorKind::Group => actor.country.is_some(),
        _ => true,
    }
}

/// The states of the parties; else as many states as the sentence names; else those of which the dispatch tells; else those of the sentence before.
fn states_of(d: &mut Draft<'_>, t: u32, parties: &[usize], number: Number) -> Vec<usize> {
    let mut out = Vec::new();
    for &p in parties {
        let country = d.members[p].actor.country.clone();
        out.extend(country.and_then(|c| d.state(&c)));
    }
    out.dedup();
    let wanted = if let Number::Exactly(n) = number { n } else { 2 };
    if out.len() == wanted {
        return out;
    }
    let sentence = d.a.sentence_of(t);
    let here = states_in(d, t, sentence);
    if here.len() == wanted {
        return here;
    }
    // "Ethiopia's premier met a former Ghanaian president": whose a person is makes no quarrel.
    let told = principals(d, t, wanted);
    if !told.is_empty() {
        return told;
    }
    let before = sentence.checked_sub(1).map(|s| states_in(d, t, s)).unwrap_or_default();
    if before.len() == wanted { before } else { Vec::new() }
}

/// The states that a sentence names, but for the phrase itself.
fn states_in(d: &Draft<'_>, t: u32, sentence: u32) -> Vec<usize> {
    let mut named: Vec<usize> = Vec::new();
    let Some(tokens) = d.a.sentences().get(sentence as usize).map(|s| s.tokens) else { return named };
    for m in tokens.iter().filter(|&m| m != t) {
        for &i in d.actors_at(m) {
            if d.members[i].actor.kind == ActorKind::State && !named.contains(&i) {
                named.push(i);
            }
        }
    }
    named
}

/// Who does something to those whom a phrase means: the subject of the verb that it hangs on.
fn addresser(d: &Draft<'_>, t: u32) -> Vec<usize> {
    let addressed = matches!(d.a.token(t).relation, Relation::Obj | Relation::Iobj | Relation::Obl);
    let verb = d.a.head(t).filter(|_| addressed);
    let subject = verb.and_then(|v| d.a.by_relation(v, &[Relation::Nsubj]).next());
    subject.map_or(&[][..], |s| d.actors_at(s)).to_vec()
}

/// How many sentences back each of them must have been spoken of.
const SPOKEN_OF: u32 = 10;

/// "Brussels appealed to both governments": the states that a dispatch names far more often than any third; that of whoever addresses
/// them is none of them.
fn principals(d: &mut Draft<'_>, t: u32, wanted: usize) -> Vec<usize> {
    let own: Vec<String> =
        addresser(d, t).iter().filter_map(|&i| d.members[i].actor.country.clone()).collect();
    let mut often: Vec<(u32, &str)> = named(d).into_iter().map(|(code, n)| (n, code)).collect();
    often.retain(|(_, code)| !own.iter().any(|o| o == code));
    often.sort_by_key(|&(n, code)| (std::cmp::Reverse(n), code));
    let third = often.get(wanted).map_or(0, |&(n, _)| n);
    let codes: Vec<String> = often.iter().take(wanted).map(|&(_, code)| code.to_owned()).collect();
    let least = often.get(wanted.saturating_sub(1)).map_or(0, |&(n, _)| n);
    if codes.len() < wanted || least < 2 || 2 * least < 3 * third {
        return Vec::new();
    }
    let sentence = d.a.sentence_of(t);
    let near = |code: &String| {
        d.mentions.range(..t).rev().any(|(&m, mention)| {
            d.a.sentence_of(m) + SPOKEN_OF >= sentence
                && mention.actors.iter().any(|&i| d.members[i].actor.country.as_ref() == Some(code))
        })
    };
    if !codes.iter().all(near) {
        return Vec::new();
    }
    codes.iter().filter_map(|code| d.state(code)).collect()
}
