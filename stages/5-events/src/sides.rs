//! Who stands on whose side? States and bodies; a person counts for his state.

use chancery_model::cast::{ActorId, ActorKind, Cast};

/// The parties of a dispatch's events.
#[derive(Clone, Copy)]
pub(crate) struct Sides<'a> {
    pub(crate) cast: &'a Cast,
}

impl Sides<'_> {
    /// The states and bodies among some, and for a person his state, if it is spoken of.
    pub(crate) fn of(self, who: &[ActorId]) -> Vec<ActorId> {
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

    /// Whether somebody of some and somebody of others are of one state, in office or not.
    pub(crate) fn share_a_state(self, some: &[ActorId], others: &[ActorId]) -> bool {
        let state = |id: &ActorId| self.cast.actor(*id).and_then(|a| a.country.as_deref());
        some.iter().filter_map(state).any(|code| others.iter().filter_map(state).any(|c| c == code))
    }

    pub(crate) fn any_kin(self, some: &[ActorId], others: &[ActorId]) -> bool {
        some.iter().any(|&x| others.iter().any(|&y| self.kin(x, y)))
    }

    /// The same, or both of one state's side: no body of several states, and no rebels.
    pub(crate) fn kin(self, one: ActorId, other: ActorId) -> bool {
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
