//! When are actors of two dispatches the same? Only where that is sure enough to draw a line to somebody by
//! name: to lay one person's deeds at another's door is the worst that an export can do.

use chancery_model::record::{ActorOut, Record};

/// What stands before a name and makes no single name a full one.
const TITLES: &[&str] = &[
    "Admiral",
    "Ambassador",
    "Bishop",
    "Captain",
    "Chancellor",
    "Colonel",
    "Doctor",
    "Dr",
    "Emir",
    "Father",
    "General",
    "Governor",
    "Imam",
    "Judge",
    "King",
    "Lady",
    "Lieutenant",
    "Lord",
    "Madam",
    "Major",
    "Miss",
    "Minister",
    "Monsignor",
    "Mr",
    "Mrs",
    "Ms",
    "Mullah",
    "Premier",
    "President",
    "Prime",
    "Prince",
    "Princess",
    "Prof",
    "Professor",
    "Queen",
    "Secretary",
    "Senator",
    "Sergeant",
    "Sheikh",
    "Sir",
];

/// Who an actor is across dispatches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Identity {
    /// Somebody whom the reference data has, by its key.
    Reference(String),
    /// Somebody with a name of his own, of a kind and a country; or people of a country whom one calls by
    /// what they are ("rebels").
    Name { kind: String, country: Option<String>, name: String },
    /// Somebody who is nobody outside his dispatch.
    Here { dispatch: String, actor: String },
}

impl Identity {
    /// The identity of a record's actor.
    pub(crate) fn of(record: &Record, actor: &ActorOut) -> Self {
        if let Some(key) = actor.reference.as_ref().filter(|key| !key.is_empty()) {
            return Self::Reference(key.clone());
        }
        if !is_known_elsewhere(actor) {
            return Self::Here { dispatch: record.dispatch.id.clone(), actor: actor.id.clone() };
        }
        Self::Name { kind: actor.kind.clone(), country: actor.country.clone(), name: spaced(&actor.name) }
    }

    /// In one line: `ref:KEN`, `person:KEN:Daniel Muthama`, `in:DISPATCH:a4`.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Reference(key) => format!("ref:{key}"),
            Self::Name { kind, country, name } => {
                format!("{kind}:{}:{name}", country.as_deref().unwrap_or(""))
            }
            Self::Here { dispatch, actor } => format!("in:{dispatch}:{actor}"),
        }
    }
}

/// Whether a name says who is meant in any dispatch. A person's does where it is full; "Juma" and "the
/// minister" are others elsewhere. Anybody else's does where it is a name, or where at least the country is
/// known: two dispatches about "protesters" need not be about the same.
fn is_known_elsewhere(actor: &ActorOut) -> bool {
    let named = actor.mentions.iter().any(|m| m.kind == "named");
    if actor.kind == "person" { named && is_full(&actor.name) } else { named || actor.country.is_some() }
}

/// Whether a person's name has two words or more that are names: not titles, initials or particles.
fn is_full(name: &str) -> bool {
    let is_name = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        capital && letters > 1 && !TITLES.contains(&word.trim_end_matches('.'))
    };
    name.split_whitespace().filter(is_name).count() > 1
}

/// A name with single spaces, wherever the text broke its lines.
pub(crate) fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use chancery_model::record::MentionOut;

    use super::*;
    use crate::export::sample::sample;

    fn key(change: impl FnOnce(&mut ActorOut)) -> String {
        let record = sample().remove(0).record;
        let mut actor = record.actors[1].clone();
        change(&mut actor);
        Identity::of(&record, &actor).key()
    }

    fn described(actor: &mut ActorOut) {
        actor.mentions = vec![MentionOut { span: [0, 1], kind: "nominal".into() }];
    }

    #[test]
    fn a_full_name_with_kind_and_country_is_the_same_everywhere() {
        assert_eq!(key(|_| {}), "person:KEN:Daniel Muthama");
        assert_eq!(key(|a| a.country = None), "person::Daniel Muthama");
        assert_eq!(key(|a| a.name = "Daniel\n  Muthama".into()), "person:KEN:Daniel Muthama");
        assert_eq!(key(|a| a.name = "Said bin Khalfan".into()), "person:KEN:Said bin Khalfan");
    }

    #[test]
    fn a_reference_goes_before_the_name() {
        assert_eq!(key(|a| a.reference = Some("Q42".into())), "ref:Q42");
        assert_eq!(key(|a| (a.name, a.reference) = ("Muthama".into(), Some("Q42".into()))), "ref:Q42");
    }

    #[test]
    fn a_person_without_a_full_name_stays_in_his_dispatch() {
        let here = format!("in:{}:a2", "1a".repeat(16));
        for name in
            ["Muthama", "Mr Muthama", "Dr. Muthama", "D. Muthama", "President Muthama", "al Muthama", ""]
        {
            assert_eq!(key(|a| a.name = name.into()), here, "{name}");
        }
        let counterpart = key(|a| {
            a.name = "Kenyan Counterpart".into();
            described(a);
        });
        assert_eq!(counterpart, here, "a description is no name");
    }

    #[test]
    fn people_without_name_and_country_stay_in_their_dispatch() {
        let group = |country: Option<&str>| {
            key(|a| {
                (a.kind, a.name, a.country) = ("group".into(), "rebels".into(), country.map(Into::into));
                described(a);
            })
        };
        assert_eq!(group(Some("SDN")), "group:SDN:rebels");
        assert_eq!(group(None), format!("in:{}:a2", "1a".repeat(16)));
    }
}
