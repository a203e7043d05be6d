//! Who is tied to whom by the events, and how?

use serde::Serialize;

use super::days::as_date_or_null;
use super::symbols::counted;
use super::tally::{Tally, Weight, foremost, pairs};
use super::{Archive, Quads, Selection, count_quad};

/// What the nodes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Countries.
    Country,
    /// Actors.
    Actor,
}

/// A country or an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What tells it from others: a country's code, or that, a colon and an actor's name.
    pub key: String,
    /// A country's code or an actor's name.
    pub name: String,
    /// The country.
    pub country: Option<String>,
    /// How many events of the selection it stands in, as actor or as recipient.
    pub events: u32,
    /// The same by quad class.
    pub quads: Quads,
}

/// The events between two nodes, whichever acts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// The place of the one with more events among the nodes.
    pub source: u32,
    /// The place of the other.
    pub target: u32,
    /// How many events.
    pub events: u32,
    /// The same by quad class.
    pub quads: Quads,
    /// The mean of their intensities.
    pub intensity_mean: f64,
    /// The first day.
    #[serde(serialize_with = "as_date_or_null")]
    pub first_day: Option<i32>,
    /// The last day.
    #[serde(serialize_with = "as_date_or_null")]
    pub last_day: Option<i32>,
}

/// Nodes and the edges among them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Network {
    /// Most events first.
    pub nodes: Vec<Node>,
    /// By the places of their nodes.
    pub edges: Vec<Edge>,
    /// How many nodes there would be in all.
    pub total: u32,
}

/// The two sides of an event.
#[derive(Debug, Default)]
struct Sides {
    actors: Vec<u32>,
    others: Vec<u32>,
}

impl Archive {
    /// The network of a selection: those `top` that stand in most events, and all edges among them. Two that
    /// stand on the same side are not tied, unless the event is mutual; nobody is tied to himself.
    pub fn network(&self, selection: &Selection, by: By, top: usize) -> Network {
        let most = match by {
            By::Country => self.codes.len(),
            By::Actor => self.actors.len(),
        };
        let (mut events, mut quads) = (vec![0_u32; most], vec![Quads::default(); most]);
        let (mut sides, mut concerned) = (Sides::default(), Vec::new());
        for &position in selection.positions() {
            self.fill(position, by, &mut sides);
            // One on both sides, or named twice, has one event.
            concerned.clear();
            concerned.extend(sides.actors.iter().chain(&sides.others));
            concerned.sort_unstable();
            concerned.dedup();
            for &number in &concerned {
                self.count(position, number, &mut events, &mut quads);
            }
        }
        let numbers: Vec<u32> = (0..counted(most)).filter(|&n| at(&events, n) > 0).collect();
        let total = counted(numbers.len());
        let numbers = foremost(numbers, top, |&a, &b| {
            at(&events, b).cmp(&at(&events, a)).then_with(|| self.node_key(a, by).cmp(&self.node_key(b, by)))
        });
        let edges = self.edges(selection, by, &numbers, most);
        let node = |&number: &u32| self.node(number, by, at(&events, number), &quads);
        Network { nodes: numbers.iter().map(node).collect(), edges, total }
    }

    fn fill(&self, position: u32, by: By, sides: &mut Sides) {
        match by {
            By::Actor => self.parties(position, &mut sides.actors, &mut sides.others),
            By::Country => {
                let (actors, recipients) = self.sides(position);
                let others = if self.is_mutual(position) { actors } else { recipients };
                sides.actors.clear();
                sides.others.clear();
                sides.actors.extend(actors);
                sides.others.extend(others);
            }
        }
    }

    fn count(&self, position: u32, number: u32, events: &mut [u32], quads: &mut [Quads]) {
        if let Some((events, quads)) = events.get_mut(number as usize).zip(quads.get_mut(number as usize)) {
            *events += 1;
            count_quad(quads, self.quad(position));
        }
    }

    fn edges(&self, selection: &Selection, by: By, nodes: &[u32], most: usize) -> Vec<Edge> {
        let mut places: Vec<u32> = vec![u32::MAX; most];
        for (place, &number) in (0..).zip(nodes) {
            if let Some(known) = places.get_mut(number as usize) {
                *known = place;
            }
        }
        let (mut tally, mut sides, mut between) =
            (Tally::<Weight>::default(), Sides::default(), Vec::<(u32, u32)>::new());
        for &position in selection.positions() {
            self.fill(position, by, &mut sides);
            for side in [&mut sides.actors, &mut sides.others] {
                for number in side.iter_mut() {
                    *number = at(&places, *number);
                }
                side.retain(|&place| place != u32::MAX);
            }
            pairs(&sides.actors, &sides.others, false, &mut between);
            for &pair in &between {
                tally.at(pair, |weight| weight.add(self, position));
            }
        }
        let mut rows = tally.rows();
        rows.sort_unstable_by_key(|(pair, _)| *pair);
        let edge = |((source, target), weight): ((u32, u32), Weight)| {
            let (first_day, last_day) = weight.days();
            let Weight { events, quads, .. } = weight;
            Edge { source, target, events, quads, intensity_mean: weight.mean(), first_day, last_day }
        };
        rows.into_iter().map(edge).collect()
    }

    fn node_key(&self, number: u32, by: By) -> (&str, &str) {
        match by {
            By::Country => (self.codes.get(number), ""),
            By::Actor => self.actor_key(number),
        }
    }

    fn node(&self, number: u32, by: By, events: u32, quads: &[Quads]) -> Node {
        let quads = quads.get(number as usize).copied().unwrap_or_default();
        let (name, country) = match by {
            By::Country => (self.codes.get(number), self.codes.value(number)),
            By::Actor => (self.actors.name(number), self.codes.value(self.actors.country(number))),
        };
        let key = match by {
            By::Country => name.to_owned(),
            By::Actor => format!("{}:{name}", country.unwrap_or_default()),
        };
        Node { key, name: name.to_owned(), country: country.map(str::to_owned), events, quads }
    }
}

fn at(list: &[u32], place: u32) -> u32 {
    list.get(place as usize).copied().unwrap_or_default()
}
