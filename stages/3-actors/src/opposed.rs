//! Of which state is "his host", "her captors", "its foes"? Never of his whose they are; of two states of a dispatch, of the other one.

use std::collections::BTreeSet;

use chancery_model::cast::{Actor, ActorKind, Basis};
use chancery_model::syntax::Relation;

use crate::bodies::row;
use crate::draft::Draft;
use crate::others;

/// What men are to one another.
const MEN: &[&str] =
    &["abductor", "captor", "creditor", "hijacker", "host", "hostage-taker", "jailer", "jailor", "kidnapper"];

/// Whether a phrase means somebody who is of another state than he whose he is said to be.
pub(crate) fn is_anothers(d: &Draft<'_>, t: u32) -> bool {
    let lemma = &*d.a.token(t).lemma;
    (others::is_state(lemma) || MEN.contains(&lemma)) && d.a.child(t, Relation::NmodPoss).is_some()
}

/// The same, or a counterpart, or of another's allies: nobody whom the possessor's state makes its own.
pub(crate) fn is_of_another(d: &Draft<'_>, t: u32, actor: &Actor) -> bool {
    actor.office.as_deref() == Some("counterpart")
        || row(d, t).is_some_and(|b| b.relational)
        || is_anothers(d, t)
}

/// Gives such phrases the other state, where the dispatch speaks of no third, and takes from them the one around them.
pub(crate) fn settle(d: &mut Draft<'_>) {
    let heads: Vec<u32> = d.mentions.keys().copied().filter(|&t| is_anothers(d, t)).collect();
    for t in heads {
        let [one] = *d.actors_at(t) else { continue };
        let group = matches!(d.members[one].actor.kind, ActorKind::Group | ActorKind::Person);
        // "its neighbour Iraq" says which.
        let named = d.a.by_relation(t, &[Relation::Appos, Relation::Flat]).next().is_some();
        if !group
            || named
            || d.members[one].actor.basis != Basis::Context && d.members[one].actor.country.is_some()
        {
            continue;
        }
        let host = d.a.token(t).is("host");
        let country = other_state(d, t).filter(|_| host).and_then(|o| d.members[o].actor.country.clone());
        d.members[one].actor.country = country;
    }
}

/// The one state of the dispatch that is not the owner's.
fn other_state(d: &Draft<'_>, t: u32) -> Option<usize> {
    let owner = d.a.child(t, Relation::NmodPoss)?;
    let [owner] = *d.actors_at(owner) else { return None };
    let own = d.members[owner].actor.country.clone()?;
    let state = |i: usize| {
        let actor = &d.members[i].actor;
        actor.kind == ActorKind::State && actor.country.as_deref() != Some(&own)
    };
    let all: BTreeSet<usize> =
        d.mentions.values().flat_map(|m| m.actors.iter().copied()).filter(|&i| state(i)).collect();
    all.first().copied().filter(|_| all.len() == 1)
}
