//! Which facts about the world does the stage know? The tables of `reference/`, loaded and checked.

use std::collections::BTreeMap;

use crate::agents::{Agents, Body};
use crate::error::Error;
use crate::loaded::Loaded;
use crate::offices::Offices;
use crate::overlay::Overlay;
use crate::table::rows;

/// The tables: path from the stage's folder, and content.
pub const RULES: &[(&str, &str)] = &[
    ("reference/agents.tsv", include_str!("../reference/agents.tsv")),
    ("reference/capitals.tsv", include_str!("../reference/capitals.tsv")),
    ("reference/countries.tsv", include_str!("../reference/countries.tsv")),
    ("reference/honorifics.tsv", include_str!("../reference/honorifics.tsv")),
    ("reference/loaded.tsv", include_str!("../reference/loaded.tsv")),
    ("reference/offices.tsv", include_str!("../reference/offices.tsv")),
    ("reference/organisations.tsv", include_str!("../reference/organisations.tsv")),
    ("reference/peoples.tsv", include_str!("../reference/peoples.tsv")),
    ("reference/vessels.tsv", include_str!("../reference/vessels.tsv")),
];

/// PLOVER's sector codes.
pub(crate) const SECTORS: &str = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED \
                       OPP PRE REF REL SOC";
/// PLOVER's country designations that are no country.
pub(crate) const NON_STATES: &str = "IGO NGO ISM IMG MNC UNO EUR";

/// What a name in the tables stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A state by its name: index of the country.
    State(usize),
    /// A nationality: index of the country.
    Demonym(usize),
    /// A city or region.
    Place { country: usize, capital: bool },
    /// A known body: index of the organisation.
    Organisation(usize),
}

/// One state.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Country {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
}

/// One known body.
#[derive(Debug, Clone)]
pub(crate) struct Organisation {
    pub(crate) name: &'static str,
    pub(crate) code: &'static str,
    pub(crate) sectors: Vec<&'static str>,
    /// Those of its names that bodies of other states have too.
    pub(crate) shared: Vec<&'static str>,
    /// Those states; empty where it may be any.
    pub(crate) others: Vec<&'static str>,
}

impl Organisation {
    /// Whether a text may mean another state's body by a name ("House of Representatives"), given how often it names each state: it
    /// does not name the own one, or another one as often.
    pub(crate) fn is_anothers(&self, name: &str, states: &[&str]) -> bool {
        if !self.shared.contains(&name) {
            return false;
        }
        let others = &self.others;
        let count = |code: &str| states.iter().filter(|c| **c == code).count();
        let own = count(self.code);
        let other = |code: &str| code != self.code && (others.is_empty() || others.contains(&code));
        let more = |code: &&&str| other(code) && count(code) >= own;
        own == 0 && others.is_empty() || states.iter().any(|c| more(&c))
    }
}

/// What a form of address says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Honorific {
    pub(crate) gender: Option<Gender>,
    pub(crate) sectors: Vec<&'static str>,
}

/// Grammatical gender of the pronouns that mean a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// All tables.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) countries: Vec<Country>,
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) offices: Offices,
    pub(crate) agents: Agents,
    pub(crate) loaded: Loaded,
    honorifics: BTreeMap<String, Honorific>,
    /// Prefixes of warships' names, with the state whose navy alone has them; empty where several have.
    vessels: BTreeMap<&'static str, &'static str>,
    /// Names of peoples that are no state's, as keys, with the one state that they are of; empty where none or several could be.
    peoples: BTreeMap<String, &'static str>,
    /// Names without their spaces: tokenisers differ on hyphens and points.
    names: BTreeMap<String, Entry>,
    longest: usize,
    /// Office-holders of a user's table.
    pub(crate) overlay: Overlay,
}

impl Reference {
    /// Reads the embedded tables.
    pub(crate) fn load() -> Result<Self, Error> {
        let table = |name: &str, most| {
            let found = RULES.iter().find(|(path, _)| path.ends_with(name));
            found.map_or(Ok(Vec::new()), |(path, content)| rows(path, content, most))
        };
        let mut out = Self {
            countries: Vec::new(),
            organisations: Vec::new(),
            offices: Offices::load(&table("offices.tsv", 7)?)?,
            agents: Agents::load(&table("agents.tsv", 7)?)?,
            loaded: Loaded::load(&table("loaded.tsv", 3)?)?,
            honorifics: BTreeMap::new(),
            vessels: BTreeMap::new(),
            peoples: BTreeMap::new(),
            names: BTreeMap::new(),
            longest: 0,
            overlay: Overlay::default(),
        };
        for (i, row) in table("countries.tsv", 4)?.iter().enumerate() {
            let (code, name) = (row.required(0)?, row.required(1)?);
            out.countries.push(Country { code, name });
            out.add(name, Entry::State(i));
            row.list(2).for_each(|n| out.add(n, Entry::State(i)));
            row.list(3).for_each(|n| out.add(n, Entry::Demonym(i)));
        }
        let mut spoken: Vec<(String, Entry)> = Vec::new();
        for (i, row) in table("organisations.tsv", 6)?.iter().enumerate() {
            let (names, code) = (row.required(0)?, row.required(1)?);
            if out.country(code).is_none() && !NON_STATES.split(' ').any(|c| c == code) {
                return Err(row.unknown("country", code, "countries.tsv, IGO NGO ISM IMG MNC UNO EUR"));
            }
            let name = names.split('|').next().unwrap_or(names);
            let shared = row.list(4).collect();
            let others = row.list(5).filter(|c| *c != "any").collect();
            out.organisations.push(Organisation { name, code, sectors: sectors(row, 2)?, shared, others });
            row.list(0).for_each(|n| out.add(n, Entry::Organisation(i)));
            // After all names that are spelt so: "Asean" is never before a row of its own.
            spoken.extend(row.list(0).filter_map(as_word).map(|n| (n, Entry::Organisation(i))));
        }
        for row in table("capitals.tsv", 3)? {
            let (name, code) = (row.required(0)?, row.required(1)?);
            let country = out.country(code).ok_or_else(|| row.unknown("country", code, "countries.tsv"))?;
            let capital = match row.cell(2) {
                "capital" => true,
                "city" => false,
                other => return Err(row.unknown("kind", other, "capital, city")),
            };
            out.add(name, Entry::Place { country, capital });
        }
        for (name, entry) in spoken {
            out.add(&name, entry);
        }
        for row in table("honorifics.tsv", 3)? {
            let gender = match row.cell(1) {
                "m" => Some(Gender::Masculine),
                "f" => Some(Gender::Feminine),
                "" => None,
                other => return Err(row.unknown("gender", other, "m, f, empty")),
            };
            let honorific = Honorific { gender, sectors: sectors(&row, 2)? };
            for word in row.list(0) {
                out.honorifics.insert(plain(word), honorific.clone());
            }
        }
        for row in table("vessels.tsv", 2)? {
            let code = row.cell(1);
            if !code.is_empty() && out.country(code).is_none() {
                return Err(row.unknown("country", code, "countries.tsv, empty"));
            }
            out.vessels.insert(row.required(0)?, code);
        }
        for row in table("peoples.tsv", 2)? {
            row.required(0)?;
            let code = row.cell(1);
            if !code.is_empty() && out.country(code).is_none() {
                return Err(row.unknown("country", code, "countries.tsv, empty"));
            }
            for name in row.list(0) {
                out.longest = out.longest.max(key(name).len());
                out.peoples.insert(key(name), code);
            }
        }
        Ok(out)
    }

    /// The first entry of a name wins: states before organisations before places.
    fn add(&mut self, name: &str, entry: Entry) {
        let key = key(name);
        self.longest = self.longest.max(key.len());
        self.names.entry(key).or_insert(entry);
    }

    /// The same where the name's own entry must win.
    pub(crate) fn put(&mut self, name: &str, entry: Entry) {
        let key = key(name);
        self.longest = self.longest.max(key.len());
        self.names.insert(key, entry);
    }

    /// The entry of a key (see [`key`]).
    pub(crate) fn name(&self, key: &str) -> Option<Entry> {
        self.names.get(key).copied()
    }

    /// The length of the longest key in bytes.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// The index of a country's code.
    pub(crate) fn country(&self, code: &str) -> Option<usize> {
        self.countries.iter().position(|c| c.code == code)
    }

    /// The code of an entry's country.
    pub(crate) fn code(&self, entry: Entry) -> &'static str {
        match entry {
            Entry::State(i) | Entry::Demonym(i) | Entry::Place { country: i, .. } => self.countries[i].code,
            Entry::Organisation(i) => self.organisations[i].code,
        }
    }

    /// What a form of address says.
    pub(crate) fn honorific(&self, word: &str) -> Option<&Honorific> {
        self.honorifics.get(&plain(word))
    }

    /// The state whose warships' names begin with a word; empty where those of several do.
    pub(crate) fn vessel(&self, word: &str) -> Option<&'static str> {
        self.vessels.get(word).copied()
    }

    /// The state that a people of a key (see [`key`]) is of, if it is a people's; empty where none or several could be.
    pub(crate) fn people(&self, key: &str) -> Option<&'static str> {
        self.peoples.get(key).copied()
    }

    /// The agent row that a body's head and words match.
    pub(crate) fn body(&self, head: &str, words: &[String]) -> Option<&Body> {
        self.agents.find(head, words)
    }

    /// All agent rows that a body's head and words match, the most specific first.
    pub(crate) fn bodies<'w>(
        &self,
        head: &str,
        words: &'w [String],
    ) -> impl Iterator<Item = &Body> + use<'_, 'w> {
        self.agents.all(head, words)
    }
}

/// A name as a key: without spaces, one kind of apostrophe and hyphen.
pub(crate) fn key(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | '`' => '\'',
            '‑' | '–' => '-',
            c => c,
        })
        .collect()
}

/// An acronym as newspapers print it that read it as a word: "Asean", "Ecowas". Shorter ones are words and names, too:
/// "Olaf", "Sana".
fn as_word(name: &str) -> Option<String> {
    let long = name.len() >= 5 && name.bytes().all(|b| b.is_ascii_uppercase());
    let (first, rest) = name.split_at_checked(1).filter(|_| long)?;
    Some(format!("{first}{}", rest.to_ascii_lowercase()))
}

/// A word as the tables spell it: lower case, British, without a final point.
pub(crate) fn plain(word: &str) -> String {
    let lower = word.to_lowercase();
    match lower.trim_end_matches('.') {
        "defense" => "defence".into(),
        "labor" => "labour".into(),
        "organization" => "organisation".into(),
        "counselor" => "counsellor".into(),
        other => other.into(),
    }
}

/// A cell of sector codes separated by commas.
pub(crate) fn sectors(row: &crate::table::Row, column: usize) -> Result<Vec<&'static str>, Error> {
    let codes = row.cell(column).split(',').filter(|c| !c.is_empty());
    codes
        .map(|c| {
            let known = SECTORS.split_ascii_whitespace().any(|s| s == c);
            if known { Ok(c) } else { Err(row.unknown("sector", c, SECTORS)) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sovereign_states_rank_before_their_namesakes() {
        let r = Reference::load().unwrap();
        let code = |name: &str| r.name(&key(name)).map(|e| r.code(e));
        assert_eq!(code("French"), Some("FRA"));
        assert_eq!(code("U.S."), Some("USA"));
        assert_eq!(code("Palestinian"), Some("PSE"));
        assert_eq!(code("Kosovo"), Some("KOS"));
        assert_eq!(code("Côte d’Ivoire"), Some("CIV"));
        assert_eq!(code("American"), Some("USA"));
        assert_eq!(code("Samoan"), Some("WSM"));
        assert_eq!(code("american"), None);
        assert_eq!(code("Asean"), Some("IGO"));
        assert_eq!(code("Olaf"), None);
    }

    #[test]
    fn the_tables_are_rules_sorted_by_path() {
        assert!(RULES.is_sorted());
        let r = Reference::load().unwrap();
        assert!((195..=205).contains(&r.countries.len()), "{}", r.countries.len());
        assert!(r.countries.is_sorted_by_key(|c| c.code));
        assert!(r.organisations.len() > 150);
    }
}
