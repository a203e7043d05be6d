//! Whose is the outlet? The table `reference/outlets.tsv`: names, hosts, country and kind.

use std::collections::HashMap;
use std::sync::LazyLock;

use chancery_model::dispatch::{Dispatch, OutletKind};

use crate::table::{self, Wrong};

const FILE: &str = "reference/outlets.tsv";
const TABLE: &str = include_str!("../reference/outlets.tsv");
const COUNTRIES: &str = include_str!("../reference/country-codes.txt");

/// What the table says of an outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// The short name by which it is known: "SANA".
    pub name: &'static str,
    /// ISO 3166-1 alpha-3, or `IGO` or `NGO` where it is of no country.
    pub country: &'static str,
    /// What it is.
    pub kind: OutletKind,
    /// The language that it mainly writes, BCP 47.
    pub language: &'static str,
}

/// The outlet of a name or alias. Letter case counts only in names of up to four letters: "TIME" is
/// one and "Time" is not.
pub fn find(name: &str) -> Option<&'static Outlet> {
    let name = name.trim();
    let exact = OUTLETS.exact.get(name);
    let loose = || OUTLETS.names.get(name.to_lowercase().as_str()).filter(|_| name.chars().count() > 4);
    OUTLETS.row(exact.or_else(loose))
}

/// The outlet of a host: "www.tass.com", "en.wafa.ps". Before the hosts of the table only labels for
/// languages, devices and "www" are passed over; other subdomains may be somebody else's.
pub fn by_host(host: &str) -> Option<&'static Outlet> {
    let host = host.trim().trim_end_matches('.').to_ascii_lowercase();
    let mut rest = host.as_str();
    loop {
        if let Some(found) = OUTLETS.row(OUTLETS.hosts.get(rest)) {
            return Some(found);
        }
        let (label, parent) = rest.split_once('.')?;
        let plain =
            matches!(label, "amp" | "arabic" | "edition" | "eng" | "english" | "m" | "mobile" | "www");
        if !plain && label.len() != 2 {
            return None;
        }
        rest = parent;
    }
}

/// Gives a dispatch's outlet the table's name, or finds it by the host of its address, and says whose
/// it is.
pub(crate) fn settle(dispatch: &mut Dispatch) {
    let by_address = || dispatch.url.as_deref().and_then(host).and_then(by_host);
    let known = match &dispatch.outlet {
        Some(said) => find(said),
        None => by_address(),
    };
    if let Some(known) = known {
        dispatch.outlet = Some(known.name.to_owned());
        dispatch.outlet_country = Some(known.country.to_owned());
        dispatch.outlet_kind = Some(known.kind);
    }
}

/// The host of an address.
pub(crate) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    host.split(':').next().filter(|h| !h.is_empty())
}

/// The outlet that a dateline names as its agency, letter case included: "SANA" is one, "Sara" is
/// not; all capitals do for any. Bare, only agencies and broadcasters count; in brackets any outlet.
/// Of two names ("Reuters/AFP") the first counts.
pub(crate) fn agency(said: &str, bracketed: bool) -> Option<&'static Outlet> {
    let first = |mark| said.split(mark).next().map(str::trim).filter(|f| f.len() < said.len());
    let found = as_written(said).or_else(|| first('/').and_then(as_written)).or_else(|| {
        // "AFP-Jiji", but not "Anti-something".
        first('-').filter(|f| f.len() > 2 && !f.chars().any(char::is_lowercase)).and_then(as_written)
    })?;
    let files = matches!(found.kind, OutletKind::StateAgency | OutletKind::Wire | OutletKind::Broadcaster);
    (files || bracketed).then_some(found)
}

fn as_written(said: &str) -> Option<&'static Outlet> {
    let capitals = said.chars().count() > 3 && !said.chars().any(char::is_lowercase);
    let loose = || OUTLETS.names.get(said.to_lowercase().as_str()).filter(|_| capitals);
    OUTLETS.row(OUTLETS.exact.get(said.trim()).or_else(loose))
}

#[derive(Debug, Default)]
struct Outlets {
    rows: Vec<Outlet>,
    /// Names and aliases as written.
    exact: HashMap<&'static str, usize>,
    /// The same in lower case.
    names: HashMap<String, usize>,
    hosts: HashMap<&'static str, usize>,
}

impl Outlets {
    fn row(&self, at: Option<&usize>) -> Option<&Outlet> {
        self.rows.get(*at?)
    }
}

/// A faulty table, which a test forbids, would know no outlets.
static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| load(TABLE).unwrap_or_default());

fn load(table: &'static str) -> Result<Outlets, Wrong> {
    let mut out = Outlets::default();
    for row in table::rows(FILE, table) {
        let &[name, aliases, hosts, country, kind, language] = row.fields.as_slice() else {
            return Err(row.wrong("a row is name, aliases, hosts, country, kind and language"));
        };
        let at = out.rows.len();
        if out.rows.last().is_some_and(|last| last.name > name) {
            return Err(row.wrong("sort the table by name"));
        }
        for said in std::iter::once(name).chain(aliases.split(';').filter(|a| !a.is_empty())) {
            // An alias may repeat its own row's name in other letters.
            let lower = out.names.insert(said.to_lowercase(), at).filter(|other| *other != at);
            if out.exact.insert(said, at).or(lower).is_some() {
                return Err(row.wrong("another row or field has this name or alias"));
            }
        }
        for host in hosts.split(';').filter(|h| !h.is_empty()) {
            let shaped = host.contains('.') && !host.starts_with("www.") && *host == host.to_lowercase();
            if !shaped || host.contains(['/', ' ']) {
                return Err(row.wrong("a host is lower case, without www, scheme and path"));
            }
            if out.hosts.insert(host, at).is_some() {
                return Err(row.wrong("another row has this host"));
            }
        }
        let of_none = matches!(country, "IGO" | "NGO");
        if !of_none && !COUNTRIES.lines().any(|c| c == country) {
            return Err(row.wrong("a country is ISO 3166-1 alpha-3, XKX, IGO or NGO"));
        }
        let Some(kind) = OutletKind::parse(kind) else {
            return Err(row.wrong("no such kind of outlet"));
        };
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(row.wrong("a language is two or three small letters"));
        }
        out.rows.push(Outlet { name, country, kind, language });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let outlets = load(TABLE).unwrap_or_else(|e| panic!("{e}"));
        assert!(outlets.rows.len() >= 400, "{}", outlets.rows.len());
        for kind in OutletKind::ALL {
            assert!(outlets.rows.iter().filter(|r| r.kind == kind).count() >= 10, "{kind:?}");
        }
    }

    #[test]
    fn a_faulty_row_is_named_with_its_line() {
        let fault = |table| load(table).map(|_| ()).unwrap_err().to_string();
        assert!(fault("# x\nA\t\t\tUSA\twire").starts_with("reference/outlets.tsv:2: a row is"));
        assert!(fault("A\t\t\tUSX\twire\ten").contains("alpha-3"));
        assert!(fault("A\t\t\tUSA\tpaper\ten").contains("no such kind"));
        assert!(
            fault("A\tB\t\tUSA\twire\ten\nB\t\t\tUSA\twire\ten")
                .starts_with("reference/outlets.tsv:2: another row")
        );
        assert!(fault("A\t\ta.com\tUSA\twire\ten\nB\t\ta.com\tUSA\twire\ten").contains("this host"));
        assert!(fault("A\t\twww.a.com\tUSA\twire\ten").contains("without www"));
        assert!(fault("B\t\t\tUSA\twire\ten\nA\t\t\tUSA\twire\ten").contains("sort"));
        assert!(fault("A\t\t\tUSA\twire\tEnglish").contains("language"));
    }

    #[test]
    fn names_and_aliases_lead_to_the_short_name() {
        let name = |said| find(said).map(|o| o.name);
        assert_eq!(name("Mehr News Agency"), Some("MNA"));
        assert_eq!(name("al jazeera english"), Some("Al Jazeera"));
        assert_eq!(name("Time"), None);
        assert_eq!(name("Envoy"), None);
        assert_eq!(name(""), None);
    }

    #[test]
    fn hosts_lead_to_outlets_but_foreign_subdomains_do_not() {
        let name = |url| host(url).and_then(by_host).map(|o| o.name);
        assert_eq!(name("https://www.tass.com/world/1?x"), Some("TASS"));
        assert_eq!(name("http://en.irna.ir:80/news/1"), Some("IRNA"));
        assert_eq!(name("https://news.un.org/en/story/1"), Some("UN News"));
        assert_eq!(name("https://blog.example.org/tass.com"), None);
        assert_eq!(name("https://council.gov.uk/"), None);
        assert_eq!(name("tass.com"), None);
    }

    #[test]
    fn a_dateline_names_agencies_in_their_own_letters() {
        let name = |said, bracketed| agency(said, bracketed).map(|o| o.name);
        assert_eq!(name("Reuters/AFP", true), Some("Reuters"));
        assert_eq!(name("INTERFAX", false), Some("Interfax"));
        assert_eq!(name("sana", false), None);
        assert_eq!((name("Dawn", false), name("Dawn", true)), (None, Some("Dawn")));
    }
}
