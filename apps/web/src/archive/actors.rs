//! Who takes part, how often, in what and with whom? Actors of two dispatches count as one where they have the
//! same name, ignoring case, and the same country.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::days::{as_date_or_null, shown};
use super::symbols::{Table, counted, room};
use super::tally::{Tally, Weight, foremost};
use super::{Archive, Quads, most_frequent};

/// An actor's role in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
    /// Who is there.
    Attendee,
    /// Who receives those who are there.
    Host,
    /// Who stands between the parties.
    Mediator,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Actor, Self::Recipient, Self::Attendee, Self::Host, Self::Mediator];

    /// Its name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Attendee => "attendee",
            Self::Host => "host",
            Self::Mediator => "mediator",
        }
    }

    /// The role of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }
}

/// How many events have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value.
    pub value: String,
    /// How many events.
    pub events: u32,
}

/// An actor, and in how many events it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActorCount {
    /// The name as it was first met.
    pub name: String,
    /// The country.
    pub country: Option<String>,
    /// How many events, in whatever role.
    pub events: u32,
}

/// Somebody on the other side of an actor's events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counterpart {
    /// The name as it was first met.
    pub name: String,
    /// The country.
    pub country: Option<String>,
    /// How many events are between the two.
    pub events: u32,
    /// The same by quad class.
    pub quads: Quads,
}

/// The events in which an actor has a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleEvents {
    /// The role.
    pub role: Role,
    /// Positions, newest first.
    pub positions: Vec<u32>,
}

/// All that the archive has of an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorView {
    /// The name as it was first met.
    pub name: String,
    /// The country.
    pub country: Option<String>,
    /// Positions of all its events, newest first.
    pub positions: Vec<u32>,
    /// The same by role; roles that it never has are left out.
    pub roles: Vec<RoleEvents>,
    /// How many events of each quad class.
    pub quads: Quads,
    /// Those towards whom it acts, who act towards it, or with whom it deals; most events first.
    pub counterparts: Vec<Counterpart>,
    /// Event types.
    pub types: Vec<Count>,
    /// Outlets that tell of it.
    pub outlets: Vec<Count>,
    /// The first day on which anything happened.
    #[serde(serialize_with = "as_date_or_null")]
    pub first_day: Option<i32>,
    /// The last.
    #[serde(serialize_with = "as_date_or_null")]
    pub last_day: Option<i32>,
}

/// The actors, and who takes part in which event.
#[derive(Debug, Default)]
pub(crate) struct Actors {
    /// Only while they are gathered: what tells one from another.
    keys: Table,
    names: Table,
    lowered: Table,
    /// By symbol of the name.
    countries: Vec<u32>,
    events: Vec<u32>,
    /// Where each event's parts begin.
    starts: Vec<u32>,
    parts: Vec<(Role, u32)>,
}

/// A name with single spaces, wherever the text broke its lines.
fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Actors {
    /// The number of an actor, who is added where new.
    pub(crate) fn number(&mut self, name: &str, country: u32) -> u32 {
        let name = spaced(name);
        let number = self.keys.symbol(&format!("{} {country}", name.to_lowercase()));
        if number as usize == self.names.len() {
            self.names.push(&name);
            self.countries.resize(self.names.len(), country);
        }
        number
    }

    /// Takes who has which role in which event.
    pub(crate) fn settle(&mut self, mut parts: Vec<(u32, Role, u32)>, events: usize) {
        parts.sort_by_key(|part| part.0);
        let mut next = 0;
        self.starts = Vec::with_capacity(events + 1);
        self.events = vec![0; self.names.len()];
        for position in 0..counted(events) {
            self.starts.push(counted(next));
            let first = next;
            while let Some(&(_, _, actor)) = parts.get(next).filter(|part| part.0 <= position) {
                let before = parts.get(first..next).unwrap_or_default();
                // One with two roles has one event.
                if let Some(count) = self.events.get_mut(actor as usize)
                    && !before.iter().any(|part| part.2 == actor)
                {
                    *count += 1;
                }
                next += 1;
            }
        }
        self.starts.push(counted(next));
        self.parts = parts.into_iter().map(|(_, role, actor)| (role, actor)).collect();
        self.keys = Table::default();
        self.names.seal();
        self.lowered = self.names.lowered();
    }

    /// How many numbers there are; they begin with 1.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The parts in an event.
    pub(crate) fn parts(&self, position: u32) -> &[(Role, u32)] {
        let place = position as usize;
        let bounds = self.starts.get(place).zip(self.starts.get(place + 1));
        bounds.and_then(|(&start, &end)| self.parts.get(start as usize..end as usize)).unwrap_or_default()
    }

    pub(crate) fn name(&self, number: u32) -> &str {
        self.names.get(number)
    }

    pub(crate) fn country(&self, number: u32) -> u32 {
        self.countries.get(number as usize).copied().unwrap_or_default()
    }

    pub(crate) fn event_count(&self, number: u32) -> u32 {
        self.events.get(number as usize).copied().unwrap_or_default()
    }

    pub(crate) fn bytes(&self) -> usize {
        let tables = self.names.bytes() + self.lowered.bytes();
        tables + room(&self.countries) + room(&self.events) + room(&self.starts) + room(&self.parts)
    }
}

impl Archive {
    /// Those actors whose names have all these words, most events first: for suggestions and for the index.
    /// Without words all.
    pub fn actors(&self, words: &str, top: usize) -> Vec<ActorCount> {
        let words = words.to_lowercase();
        let found: Vec<Vec<bool>> =
            words.split_whitespace().map(|w| self.actors.lowered.holding(w)).collect();
        let has_all = |number: &u32| found.iter().all(|f| f.get(*number as usize) == Some(&true));
        let numbers: Vec<u32> = (1..counted(self.actors.len()))
            .filter(has_all)
            .filter(|&n| self.actors.event_count(n) > 0)
            .collect();
        let most = |a: &u32, b: &u32| {
            let more = self.actors.event_count(*b).cmp(&self.actors.event_count(*a));
            more.then_with(|| self.actor_key(*a).cmp(&self.actor_key(*b)))
        };
        foremost(numbers, top, most).into_iter().map(|number| self.actor_count(number)).collect()
    }

    /// How many actors there are.
    pub fn actor_total(&self) -> usize {
        (1..counted(self.actors.len())).filter(|&n| self.actors.event_count(n) > 0).count()
    }

    /// All that the archive has of an actor.
    pub fn actor(&self, name: &str, country: Option<&str>) -> Option<ActorView> {
        let name = spaced(name).to_lowercase();
        let is_meant = |&n: &u32| {
            self.actors.lowered.get(n) == name && self.codes.value(self.actors.country(n)) == country
        };
        let number = (1..counted(self.actors.len())).find(is_meant)?;
        let mut view = ActorView {
            name: self.actors.name(number).to_owned(),
            country: country.map(str::to_owned),
            positions: Vec::new(),
            roles: Role::ALL.iter().map(|&role| RoleEvents { role, positions: Vec::new() }).collect(),
            quads: Quads::default(),
            counterparts: Vec::new(),
            types: Vec::new(),
            outlets: Vec::new(),
            first_day: None,
            last_day: None,
        };
        let mut total = Weight::default();
        let (mut types, mut outlets) = (BTreeMap::new(), BTreeMap::new());
        let (mut counterparts, mut others) = (Tally::<Weight>::default(), Vec::new());
        for position in (0..counted(self.len())).filter(|&p| self.takes_part(number, p)) {
            view.positions.push(position);
            for part in &mut view.roles {
                if self.actors.parts(position).contains(&(part.role, number)) {
                    part.positions.push(position);
                }
            }
            total.add(self, position);
            *types.entry(self.events.kind.text(position as usize)).or_insert(0) += 1;
            if let Some(outlet) = self.dispatches.outlet.value(self.dispatch_place(position)) {
                *outlets.entry(outlet).or_insert(0) += 1;
            }
            self.counterparts(number, position, &mut others);
            for &other in &others {
                counterparts.at((other, 0), |weight| weight.add(self, position));
            }
        }
        view.roles.retain(|part| !part.positions.is_empty());
        view.quads = total.quads;
        view.counterparts = self.named_counterparts(counterparts);
        (view.types, view.outlets) = (most_frequent(types), most_frequent(outlets));
        (view.first_day, view.last_day) = total.days();
        (!view.positions.is_empty()).then_some(view)
    }

    fn takes_part(&self, number: u32, position: u32) -> bool {
        self.actors.parts(position).iter().any(|part| part.1 == number)
    }

    /// Who acts, and towards whom or with whom.
    pub(crate) fn parties(&self, position: u32, actors: &mut Vec<u32>, others: &mut Vec<u32>) {
        actors.clear();
        others.clear();
        for &(role, number) in self.actors.parts(position) {
            match role {
                Role::Actor => actors.push(number),
                Role::Recipient => others.push(number),
                _ => {}
            }
        }
        if self.is_mutual(position) {
            others.clone_from(actors);
        }
    }

    fn counterparts(&self, number: u32, position: u32, into: &mut Vec<u32>) {
        let (mut actors, mut others) = (Vec::new(), Vec::new());
        self.parties(position, &mut actors, &mut others);
        into.clear();
        if actors.contains(&number) {
            into.extend(&others);
        }
        if others.contains(&number) {
            into.extend(&actors);
        }
        into.retain(|&other| other != number);
        into.sort_unstable();
        into.dedup();
    }

    fn named_counterparts(&self, counterparts: Tally<Weight>) -> Vec<Counterpart> {
        let mut rows = counterparts.rows();
        rows.sort_by(|((a, _), x), ((b, _), y)| {
            y.events.cmp(&x.events).then_with(|| self.actor_key(*a).cmp(&self.actor_key(*b)))
        });
        let counterpart = |((number, _), weight): ((u32, u32), Weight)| {
            let ActorCount { name, country, .. } = self.actor_count(number);
            Counterpart { name, country, events: weight.events, quads: weight.quads }
        };
        rows.into_iter().map(counterpart).collect()
    }

    pub(crate) fn actor_count(&self, number: u32) -> ActorCount {
        ActorCount {
            name: self.actors.name(number).to_owned(),
            country: self.codes.value(self.actors.country(number)).map(str::to_owned),
            events: self.actors.event_count(number),
        }
    }

    /// What actors are sorted by where all else is the same.
    pub(crate) fn actor_key(&self, number: u32) -> (&str, &str) {
        (self.actors.lowered.get(number), self.codes.get(self.actors.country(number)))
    }

    /// The day on which an event was first read of: that of its dispatch, else its own.
    pub(crate) fn day_told(&self, position: u32) -> Option<i32> {
        let published = self.dispatches.day.get(self.dispatch_place(position)).copied().and_then(shown);
        published.or_else(|| shown(self.day_at(position)))
    }
}
