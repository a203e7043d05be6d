//! Where was it? A place under "in" or "at" of the event's own clause, by its name or by a noun ("in the city").

use chancery_model::analysis::{Analysis, EntityKind};
use chancery_model::arguments::{Role, arguments, first_conjunct, has_preposition};
use chancery_model::cast::{Actor, ActorId, ActorKind, Cast, MentionKind};
use chancery_model::dispatch::Dispatch;
use chancery_model::events::Place;
use chancery_model::span::{Char, Span};
use chancery_model::syntax::{Relation, Upos};

/// The trigger and, where it is a noun, the verb whose argument it is: times and places hang on either.
pub(crate) fn predicates(a: &Analysis, trigger: u32) -> Vec<u32> {
    let mut out = vec![trigger];
    let mut at = trigger;
    while matches!(a.token(at).upos, Upos::Noun | Upos::Propn) {
        let up = [Relation::Obj, Relation::NsubjPass, Relation::Obl, Relation::Nsubj, Relation::Conj];
        match a.head(at) {
            Some(head) if up.contains(&a.token(at).relation) => {
                out.push(head);
                at = head;
            }
            _ => break,
        }
    }
    out
}

/// The place of an event. Of a visit the place is where it goes to.
pub(crate) fn place(
    dispatch: &Dispatch,
    a: &Analysis,
    cast: &Cast,
    trigger: u32,
    visit: bool,
) -> Option<Place> {
    let prepositions: &[&str] = if visit { &["to", "in", "at"] } else { &["in", "at", "near"] };
    let mut tokens = Vec::new();
    for predicate in predicates(a, trigger) {
        for p in prepositions {
            let under = arguments(a, predicate, &Role::Either((*p).into()));
            // "came under attack by rebels": at whom it is aimed is no place.
            tokens.extend(under.into_iter().filter(|&t| has_preposition(a, first_conjunct(a, t), p)));
        }
    }
    let again = |t: u32| {
        let mention = cast.headed_by(t).filter(|m| m.kind == MentionKind::Nominal)?;
        let place = |id: &&ActorId| cast.actor(**id).is_some_and(|x| x.kind == ActorKind::Place);
        mention.actors.iter().find(place).and_then(|&id| Some((mention.span, cast.actor(id)?)))
    };
    let here = tokens.into_iter().find(|&t| is_place(a, t) || again(t).is_some())?;
    if let Some((span, actor)) = again(here) {
        return Some(located(actor.name.clone(), Some(actor), span));
    }
    let entity = a.entity_of(here)?;
    let span = a.chars(entity.tokens);
    let actor = cast.headed_by(here).or_else(|| cast.covering(here)).and_then(|m| {
        let mut actors = m.actors.iter().filter_map(|&id| cast.actor(id));
        actors.next()
    });
    Some(located(dispatch.text.slice(span).to_owned(), actor, span))
}

fn located(name: String, actor: Option<&Actor>, span: Span<Char>) -> Place {
    let site = actor.and_then(|x| x.site.as_ref());
    let degrees = |hundredths: i32| f64::from(hundredths) / 100.0;
    Place {
        name,
        country: actor.and_then(|x| x.country.clone()),
        coordinates: site.map(|s| (degrees(s.latitude), degrees(s.longitude))),
        geonameid: site.and_then(|s| s.geonameid),
        span: vec![span],
    }
}

fn is_place(a: &Analysis, token: u32) -> bool {
    a.entity_of(token).is_some_and(|e| e.kind == EntityKind::Location)
}
