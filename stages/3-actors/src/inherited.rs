//! Whose are bodies and officers by those whom they belong to? What is known only once all are found: "his ministry", "FRE
//! spokesman".

use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::syntax::{Relation, Upos};

use crate::draft::{Draft, Member};
use crate::opposed;

/// Officers of a body have its country and sectors where their titles give none: "FRE spokesman Adoum Kossi", "the group's
/// spokeswoman".
pub(crate) fn of_officers(d: &mut Draft<'_>) {
    for at in 0..d.members.len() {
        let Some(body) = d.members[at].body else { continue };
        let [own] = *d.actors_at(body) else { continue };
        let (country, sectors) = (d.members[own].actor.country.clone(), d.members[own].actor.sectors.clone());
        if own == at || d.members[own].actor.kind == ActorKind::Person {
            continue;
        }
        let actor = &mut d.members[at].actor;
        if actor.sectors.is_empty() {
            actor.sectors = sectors;
        }
        if actor.country.is_none() && country.is_some() {
            (actor.country, actor.basis) = (country, Basis::Context);
        }
    }
}

/// "Foreign Minister Lara Quist announced that New Zealand would pay": who says in office what a state will do is that state's, where
/// nothing else tells whose he is.
pub(crate) fn of_announcements(d: &mut Draft<'_>) {
    const ANNOUNCING: &[&str] = &["announce", "confirm", "pledge", "promise"];
    for (at, heads) in d.heads() {
        let actor = &d.members[at].actor;
        let official = actor.office.is_some() && actor.sectors.iter().any(|s| s == "GOV");
        let told = actor.country.is_some() && actor.basis != Basis::Context;
        if actor.kind != ActorKind::Person || told || !official {
            continue;
        }
        let announced = heads.into_iter().find_map(|t| {
            let verb = d.a.head(t).filter(|_| d.a.token(t).relation == Relation::Nsubj)?;
            let told =
                d.a.child(verb, Relation::Ccomp).filter(|_| ANNOUNCING.contains(&&*d.a.token(verb).lemma))?;
            let will =
                d.a.by_relation(told, &[Relation::Aux])
                    .any(|c| matches!(&*d.a.token(c).lemma, "will" | "would"));
            let [state] = *d.actors_at(d.a.child(told, Relation::Nsubj)?) else { return None };
            let state = &d.members[state].actor;
            state.country.clone().filter(|_| will && state.kind == ActorKind::State)
        });
        if announced.is_some() {
            let actor = &mut d.members[at].actor;
            (actor.country, actor.basis) = (announced, Basis::Context);
            d.why(at, None, "says what that state will do".to_owned());
        }
    }
}

/// A band's spokesman is of no other state than the band, which may be nobody's: what was guessed of him falls.
pub(crate) fn of_bands(d: &mut Draft<'_>) {
    for at in 0..d.members.len() {
        let Some(body) = d.members[at].body else { continue };
        let [own] = *d.actors_at(body) else { continue };
        let band = &d.members[own].actor;
        let armed = band.sectors.iter().any(|s| matches!(s.as_str(), "CRM" | "PRM" | "REB" | "UAF"));
        let country = band.country.clone();
        let guessed = d.members[at].actor.basis == Basis::Context && d.members[at].actor.country != country;
        if own != at && armed && guessed {
            d.members[at].actor.country = country;
        }
    }
}

/// "Peru's consul … The consul, Hernan Paucar": whoever is named with "the" and an office is of the state of the only one who was
/// told of before by that office and no name.
pub(crate) fn of_forerunners(d: &mut Draft<'_>) {
    let holder = |d: &Draft<'_>, at: usize| {
        let actor = &d.members[at].actor;
        let office =
            actor.office.clone().filter(|o| actor.kind == ActorKind::Person && o != "counterpart")?;
        Some((office, actor.country.clone()))
    };
    for (&t, sighting) in &d.mentions.clone() {
        let [one] = sighting.actors[..] else { continue };
        let definite = d.a.token(sighting.tokens.start()).form.eq_ignore_ascii_case("the");
        let Some((office, None)) = holder(d, one).filter(|_| definite && sighting.kind == MentionKind::Named)
        else {
            continue;
        };
        let before = d.mentions.range(..t).filter_map(|(_, m)| match m.actors[..] {
            [other] if other != one => Some((holder(d, other)?, m.kind)),
            _ => None,
        });
        let told: Vec<_> = before.filter(|((o, _), _)| *o == office).collect();
        let nameless = told.iter().all(|(_, kind)| *kind != MentionKind::Named);
        let mut countries: Vec<String> = told.into_iter().filter_map(|((_, country), _)| country).collect();
        countries.sort_unstable();
        countries.dedup();
        if let ([country], true) = (&countries[..], nameless) {
            let actor = &mut d.members[one].actor;
            (actor.country, actor.basis) = (Some(country.clone()), Basis::Context);
            d.why(
                one,
                Some(sighting.tokens),
                format!("{country}: of whom the text told before by that office"),
            );
        }
    }
}

/// "Defence Secretary Quist spoke with Philippine Defence Secretary Salcedo": an office with one holder a state has no second one, so
/// that whoever holds it too, of whom only the text around told the state, is of another.
pub(crate) fn of_peers(d: &mut Draft<'_>) {
    let holds = |basis: Basis| {
        let of = |m: &Member| Some((m.actor.office.clone()?, m.actor.country.clone()?));
        let person = move |m: &&Member| m.one && m.actor.kind == ActorKind::Person && m.actor.basis == basis;
        move |m: &Member| Some(m).filter(person).and_then(of)
    };
    let said: Vec<_> = d.members.iter().filter_map(holds(Basis::Text)).collect();
    let told = holds(Basis::Context);
    for m in &mut d.members {
        if told(m).is_some_and(|held| said.contains(&held)) {
            m.actor.country = None;
        }
    }
}

/// Fills in the countries of bodies whose possessor became known later: "his ministry"; an owner comes
/// before what the text around gave them.
pub(crate) fn of_possessors(d: &mut Draft<'_>) {
    let heads: Vec<u32> = d.mentions.keys().copied().collect();
    for t in heads {
        let [one] = *d.actors_at(t) else { continue };
        let body = matches!(
            d.members[one].actor.kind,
            ActorKind::Organisation | ActorKind::Group | ActorKind::Person
        );
        let actor = &d.members[one].actor;
        // "his counterpart" is of another state than he.
        let another = opposed::is_of_another(d, t, actor);
        if !body || another || actor.country.is_some() && actor.basis != Basis::Context {
            continue;
        }
        let Some(owner) = d.a.child(t, Relation::NmodPoss) else { continue };
        let pronoun = d.a.token(owner).upos == Upos::Pron;
        let (country, sectors) = match d.actors_at(owner) {
            [p] => (d.members[*p].actor.country.clone(), d.members[*p].actor.sectors.clone()),
            _ => (None, Vec::new()),
        };
        // "the bandits' leader" is one of them, and of no government.
        let leads = d.members[one].actor.office.as_deref() == Some("leader");
        let governs = |s: &String| matches!(s.as_str(), "GOV" | "MIL" | "CVL");
        if leads && sectors.first().is_some_and(|s| !governs(s)) {
            let actor = &mut d.members[one].actor;
            actor.sectors = sectors;
            if country.is_none() && actor.basis == Basis::Context {
                actor.country = None;
            }
        }
        if country.is_some() {
            let actor = &mut d.members[one].actor;
            actor.country = country;
            actor.basis = if pronoun { Basis::Context } else { Basis::Text };
        }
    }
}
