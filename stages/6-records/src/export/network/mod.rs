//! Who acts upon whom over all dispatches, how often and when? Actors and the events between them as a
//! directed graph with an edge for each pair and type of event.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::record::{ActorOut, Record};

use super::dyads::{Told, is_mutual, told};
use crate::stored::Stored;

pub(crate) mod identity;

use identity::{Identity, spaced};

/// The graph. All actors are in it, also those between whom nothing happened: others' programs leave them
/// out with one click, but could not bring them back.
#[derive(Debug, Default)]
pub(crate) struct Network {
    /// In the order in which they were first met.
    pub(crate) nodes: Vec<Node>,
    /// By the places of their actor and recipient among the nodes, and by type.
    pub(crate) edges: BTreeMap<(usize, usize, String), Edge>,
    /// Where an actor stands among the nodes.
    places: BTreeMap<Identity, usize>,
}

/// An actor.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// What tells it from others.
    pub(crate) key: String,
    /// The name by which it was first met.
    pub(crate) name: String,
    pub(crate) kind: String,
    /// The first that was met.
    pub(crate) country: Option<String>,
    /// Each once, in the order in which they were met.
    pub(crate) sectors: Vec<String>,
    /// The same for offices: a person may have held several.
    pub(crate) offices: Vec<String>,
    /// In how many dispatches it stands.
    pub(crate) dispatches: u32,
    /// The last of these.
    last: Option<i64>,
}

/// Events of one type from one actor to another.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Edge {
    /// How many.
    pub(crate) events: u32,
    /// In how many dispatches.
    pub(crate) dispatches: u32,
    pub(crate) quad: u8,
    intensities: f64,
    /// The days on which they happened, ISO 8601: an event's own first day, else that of publication.
    pub(crate) days: BTreeSet<String>,
    /// The last of the dispatches.
    last: Option<i64>,
}

impl Edge {
    /// The mean of the events' intensities, to three decimals.
    pub(crate) fn intensity(&self) -> f64 {
        (self.intensities / f64::from(self.events.max(1)) * 1000.0).round() / 1000.0
    }
}

/// The network of records.
pub(crate) fn network(records: &mut dyn Iterator<Item = Stored>) -> Network {
    let mut network = Network::default();
    for stored in records {
        network.add(&stored);
    }
    network
}

impl Network {
    fn add(&mut self, stored: &Stored) {
        let record = &stored.record;
        let nodes: BTreeMap<&str, usize> =
            record.actors.iter().map(|a| (a.id.as_str(), self.node(record, a, stored.number))).collect();
        for event in told(stored) {
            let place = |a: &ActorOut| nodes.get(a.id.as_str()).copied();
            let pairs = between(&event).into_iter().filter_map(|(a, r)| place(a).zip(place(r)));
            // Two names of one actor make no second event, and nobody deals with himself.
            let pairs: BTreeSet<(usize, usize)> = pairs.filter(|(a, r)| a != r).collect();
            for (actor, recipient) in pairs {
                self.edge(actor, recipient, &event);
            }
        }
    }

    /// The place of an actor's node, which learns what the record knows of it.
    fn node(&mut self, record: &Record, actor: &ActorOut, dispatch: i64) -> usize {
        let identity = Identity::of(record, actor);
        let place = self.places.get(&identity).copied().unwrap_or(self.nodes.len());
        if place == self.nodes.len() {
            self.nodes.push(Node {
                key: identity.key(),
                name: spaced(&actor.name),
                kind: actor.kind.clone(),
                country: None,
                sectors: Vec::new(),
                offices: Vec::new(),
                dispatches: 0,
                last: None,
            });
            self.places.insert(identity, place);
        }
        if let Some(node) = self.nodes.get_mut(place) {
            learn(node, actor, dispatch);
        }
        place
    }

    fn edge(&mut self, actor: usize, recipient: usize, told: &Told<'_>) {
        let edge = self.edges.entry((actor, recipient, told.event.kind.clone())).or_default();
        edge.events += 1;
        edge.quad = told.event.quad;
        edge.intensities += told.event.intensity;
        edge.days.extend(told.day());
        let dispatch = Some(told.stored.number);
        if edge.last != dispatch {
            edge.dispatches += 1;
            edge.last = dispatch;
        }
    }
}

/// Who did it to whom. As in `Told::dyads`, a mutual event goes both ways; but a graph numbers no pairs, so
/// however many meet at a summit, all of them are tied.
fn between<'a>(told: &Told<'a>) -> Vec<(&'a ActorOut, &'a ActorOut)> {
    let actors = told.actors();
    let others = if is_mutual(told.event) { actors.clone() } else { told.recipients() };
    actors.iter().flat_map(|&a| others.iter().map(move |&o| (a, o))).collect()
}

fn learn(node: &mut Node, actor: &ActorOut, dispatch: i64) {
    if node.country.is_none() {
        node.country.clone_from(&actor.country);
    }
    let once = |list: &mut Vec<String>, said: &String| {
        if !list.contains(said) {
            list.push(said.clone());
        }
    };
    actor.sectors.iter().for_each(|s| once(&mut node.sectors, s));
    actor.office.iter().for_each(|o| once(&mut node.offices, o));
    if node.last != Some(dispatch) {
        node.dispatches += 1;
        node.last = Some(dispatch);
    }
}

#[cfg(test)]
mod tests;
