//! Do linked claims lead to the right actors? Part of the tasks `attribution` and `record`.
//!
//! Rules:
//! - Two actors are one where the words of a name of the one are all among those of a name of the other,
//!   or where neither is a person and both have the same country.
//! - All speakers of a claim must be found, and nobody else. A speaker whom the text does not name is
//!   right where no person is given who has a name.

use chancery_model::cast::{ActorKind, Cast, MentionKind};
use chancery_model::claims::Claim;
use chancery_model::dispatch::Dispatch;
use chancery_model::record::Record;

use super::matching;

/// Somebody who speaks, as far as he is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// The names by which the text calls him.
    pub(crate) names: Vec<String>,
    pub(crate) country: Option<String>,
    pub(crate) person: bool,
    /// Whether one of the names is a proper one.
    pub(crate) named: bool,
}

impl Speaker {
    /// By name alone, as passages have it.
    pub(crate) fn of_name(name: &str) -> Self {
        // Without a country a name is all that can agree.
        Self { names: vec![name.to_owned()], country: None, person: true, named: true }
    }
}

/// The speakers of a claim.
pub(crate) fn of_claim(dispatch: &Dispatch, cast: &Cast, claim: &Claim) -> Vec<Speaker> {
    let speaker = |&id| {
        let actor = cast.actor(id)?;
        let own = || cast.mentions.iter().filter(|m| m.actors == [id]);
        let said = own().filter(|m| m.kind != MentionKind::Pronoun);
        let mut names = vec![actor.name.clone()];
        names.extend(said.map(|m| dispatch.text.slice(m.span).to_owned()));
        Some(Speaker {
            names,
            country: actor.country.clone(),
            person: actor.kind == ActorKind::Person,
            named: own().any(|m| m.kind == MentionKind::Named),
        })
    };
    claim.sources.iter().filter_map(speaker).collect()
}

/// The same of a record's claim, by the ids of its sources.
pub(crate) fn of_record(record: &Record, sources: &[String]) -> Vec<Speaker> {
    let speaker = |id: &String| {
        let actor = record.actors.iter().find(|a| a.id == *id)?;
        Some(Speaker {
            names: vec![actor.name.clone()],
            country: actor.country.clone(),
            person: actor.kind == "person",
            named: actor.mentions.iter().any(|m| m.kind == "named"),
        })
    };
    sources.iter().filter_map(speaker).collect()
}

/// Whether those who speak are those who should.
pub(crate) fn right(gold: &[Speaker], system: &[Speaker]) -> bool {
    if gold.is_empty() {
        return !system.iter().any(|s| s.person && s.named);
    }
    let fits = |g: usize, s: usize| same(&gold[g], &system[s]);
    let found = matching::pairs(gold.len(), system.len(), &fits).iter().flatten().count();
    found == gold.len() && found == system.len()
}

fn same(gold: &Speaker, system: &Speaker) -> bool {
    let by_name = gold.names.iter().any(|g| system.names.iter().any(|s| matching::same_name(g, s)));
    let states = !gold.person && !system.person;
    by_name || states && gold.country.is_some() && gold.country == system.country
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_speakers_and_nobody_else_must_be_found() {
        let speakers = |names: &[&str]| names.iter().map(|n| Speaker::of_name(n)).collect::<Vec<_>>();
        let right = |gold: &[&str], system: &[&str]| right(&speakers(gold), &speakers(system));
        assert!(right(&["Lara Quist"], &["Quist"]));
        assert!(!right(&["Lara Quist"], &["Brandt"]));
        assert!(!right(&["Lara Quist"], &["Lara Quist", "Brandt"]));
        assert!(right(&["Brandt", "Lara Quist"], &["Quist", "Brandt"]));
        assert!(!right(&["Lara Quist"], &[]));
        assert!(!right(&[], &["Lara Quist"]));
        assert!(right(&[], &[]));
    }

    #[test]
    fn governments_agree_by_their_country() {
        let state =
            |name: &str| Speaker { country: Some("NOR".into()), person: false, ..Speaker::of_name(name) };
        assert!(right(&[state("Norway")], &[state("Oslo")]));
        assert!(!right(&[state("Norway")], &[Speaker { person: true, ..state("Quist") }]));
    }
}
