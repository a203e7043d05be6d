//! What are an actor and an event in CAMEO? GDELT, ICEWS and Phoenix speak it; records speak PLOVER, which
//! left some of it behind.

use std::io;

use chancery_model::codebook::Codebook;
use chancery_model::plover::EventType;
use chancery_model::record::{ActorOut, EventOut};

use super::codes::country;

/// The table of event codes. That it cannot be read is a fault of the build.
pub(crate) fn codebook() -> io::Result<Codebook> {
    Codebook::load().map_err(io::Error::other)
}

/// An actor's code and its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Actor {
    /// A country, or EUR for the European Union.
    pub(crate) country: &'static str,
    /// A known group: UNO or EEC.
    pub(crate) group: &'static str,
    /// What kind of international organisation (IGO …), then the roles in the record's order.
    pub(crate) types: Vec<&'static str>,
}

impl Actor {
    /// The actor's code. A state that is named as such is its country alone, as in CAMEO ("KEN"): its
    /// government is only meant where it is named ("KENGOV").
    pub(crate) fn of(actor: &ActorOut) -> Self {
        let mut code = Self::default();
        match actor.country.as_deref() {
            Some("UNO") => (code.group, code.types) = ("UNO", vec!["IGO"]),
            Some("EUR") => (code.country, code.group, code.types) = ("EUR", "EEC", vec!["IGO"]),
            Some("IGO") => code.types = vec!["IGO"],
            Some("IMG") => code.types = vec!["IMG"],
            Some("ISM") => code.types = vec!["NGM"],
            Some("MNC") => code.types = vec!["MNC"],
            Some("NGO") => code.types = vec!["NGO"],
            Some(iso) => code.country = country(iso).map_or("", |c| c.cameo),
            None => {}
        }
        // Organisations of states have no government of their own.
        let is_left_out = |role: &str| match &*actor.kind {
            "state" if !code.country.is_empty() => true,
            _ => role == "GOV" && code.types.contains(&"IGO"),
        };
        let roles = actor.sectors.iter().filter_map(|s| role(s)).filter(|r| !is_left_out(r));
        for role in roles.collect::<Vec<_>>() {
            if !code.types.contains(&role) {
                code.types.push(role);
            }
        }
        code
    }

    /// Three letters each: first the country or the kind of organisation with its group, then the roles.
    pub(crate) fn parts(&self) -> Vec<&'static str> {
        let (kind, roles): (&[_], &[_]) = match self.types.split_first() {
            Some((kind, roles)) if !self.group.is_empty() => (std::slice::from_ref(kind), roles),
            _ => (&[], &self.types),
        };
        let names = [self.country, self.group];
        let names = names.iter().filter(|n| !n.is_empty());
        kind.iter().chain(names).chain(roles).copied().collect()
    }
}

/// CAMEO's role for a sector of PLOVER. Media and medicine have changed their names; militias have no code
/// of their own; religion, partial recognition and ignorance are no roles.
fn role(sector: &str) -> Option<&'static str> {
    Some(match sector {
        "AGR" => "AGR",
        "BUS" => "BUS",
        "COP" => "COP",
        "CRM" => "CRM",
        "CVL" | "SOC" => "CVL",
        "EDU" => "EDU",
        "ELI" => "ELI",
        "GOV" => "GOV",
        "JRN" => "MED",
        "JUD" => "JUD",
        "LAB" => "LAB",
        "LEG" => "LEG",
        "MED" => "HLH",
        "MIL" => "MIL",
        "OPP" => "OPP",
        "PRM" | "UAF" => "UAF",
        "PTY" => "PTY",
        "REB" => "REB",
        "REF" => "REF",
        "SPY" => "SPY",
        _ => return None,
    })
}

/// An event's code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Deed<'a> {
    /// Two to four digits.
    pub(crate) code: &'a str,
    /// The Goldstein scale's value.
    pub(crate) goldstein: Option<f32>,
    /// What the code stands for, in words.
    pub(crate) words: &'static str,
}

impl<'a> Deed<'a> {
    /// The record's code, or where it has none that of the type and mode.
    pub(crate) fn of(book: &Codebook, event: &'a EventOut) -> Self {
        let given = event.cameo.as_deref().filter(|c| !c.is_empty());
        let kind = || EventType::parse(&event.kind).map_or("", |k| book.cameo(k, event.mode.as_deref()));
        let code = given.unwrap_or_else(kind);
        let entry = book.entry(code);
        Deed {
            code,
            goldstein: entry.and_then(|e| e.goldstein),
            words: entry.map_or("", |e| e.description.trim_end_matches('.')),
        }
    }

    /// The code cut to three digits.
    pub(crate) fn base(&self) -> &'a str {
        self.code.get(..3).unwrap_or(self.code)
    }

    /// The code cut to two digits.
    pub(crate) fn root(&self) -> &'a str {
        self.code.get(..2).unwrap_or(self.code)
    }

    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict: by CAMEO's
    /// roots, which part the classes otherwise than PLOVER does (08 is material).
    pub(crate) fn quad(&self) -> Option<u8> {
        match self.root().parse().ok()? {
            1..=5 => Some(1),
            6..=8 => Some(2),
            9..=13 => Some(3),
            14..=20 => Some(4),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    fn code(kind: &str, country: Option<&str>, sectors: &[&str]) -> String {
        let mut actor = sample().remove(0).record.actors.remove(0);
        actor.kind = kind.into();
        actor.country = country.map(Into::into);
        actor.sectors = sectors.iter().map(|s| (*s).into()).collect();
        Actor::of(&actor).parts().concat()
    }

    #[test]
    fn a_code_is_a_country_and_its_roles() {
        assert_eq!(code("person", Some("KEN"), &["GOV"]), "KENGOV");
        assert_eq!(code("group", Some("ROU"), &["GOV", "MIL"]), "ROMGOVMIL");
        assert_eq!(code("person", None, &["GOV"]), "GOV");
        assert_eq!(code("state", Some("KEN"), &["GOV"]), "KEN", "a state is its country");
        assert_eq!(code("person", Some("KEN"), &[]), "KEN");
        assert_eq!(code("unknown", None, &["UNK"]), "");
        assert_eq!(code("person", Some("???"), &["GOV"]), "GOV", "a country that nobody knows");
    }

    #[test]
    fn organisations_come_by_their_kind() {
        assert_eq!(code("organisation", Some("UNO"), &[]), "IGOUNO");
        assert_eq!(code("organisation", Some("UNO"), &["MED"]), "IGOUNOHLH");
        assert_eq!(code("organisation", Some("EUR"), &["GOV"]), "IGOEUREEC");
        assert_eq!(code("organisation", Some("EUR"), &["LEG"]), "IGOEUREECLEG");
        assert_eq!(code("organisation", Some("IGO"), &["MIL"]), "IGOMIL");
        assert_eq!(code("organisation", Some("ISM"), &[]), "NGM");
        assert_eq!(code("organisation", Some("MNC"), &["BUS"]), "MNCBUS");
    }

    #[test]
    fn sectors_that_are_called_otherwise_keep_their_meaning() {
        assert_eq!(code("person", Some("KEN"), &["JRN"]), "KENMED");
        assert_eq!(code("person", Some("KEN"), &["MED"]), "KENHLH");
        assert_eq!(code("person", Some("KEN"), &["CVL", "SOC", "REL"]), "KENCVL");
    }

    #[test]
    fn an_event_without_a_code_has_that_of_its_type_and_mode() {
        let book = codebook().unwrap();
        let mut event = sample().remove(0).record.events.remove(0);
        assert_eq!(Deed::of(&book, &event).code, "042");
        event.cameo = None;
        event.kind = "CONCEDE".into();
        event.mode = None;
        let deed = Deed::of(&book, &event);
        assert_eq!((deed.code, deed.base(), deed.root(), deed.quad()), ("080", "080", "08", Some(2)));
        event.kind = "no such type".into();
        let deed = Deed::of(&book, &event);
        assert_eq!((deed.code, deed.quad(), deed.goldstein), ("", None, None));
        event.cameo = Some("né".into());
        assert_eq!(Deed::of(&book, &event).root(), "né", "no panic within a letter");
    }
}
