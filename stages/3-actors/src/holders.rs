//! Who held which office when? The table `reference/holders.tsv`, a line a spelling and tenure, sorted
//! by key, searched where it lies: loading it costs nothing.

use crate::overlay::Overlay;
use crate::sorted::Sorted;
use crate::spelling::{name_key, skeleton};

/// The table: key, name, office, country, start, end, source.
pub(crate) const TABLE: Sorted = Sorted(include_str!("../reference/holders.tsv"));

/// One tenure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tenure {
    /// The name in its usual spelling.
    pub(crate) name: &'static str,
    /// The office's normal form.
    pub(crate) office: &'static str,
    pub(crate) country: &'static str,
    /// YYYY, YYYY-MM or YYYY-MM-DD; empty if not known.
    pub(crate) start: &'static str,
    /// The same; empty if in office when the source was made.
    pub(crate) end: &'static str,
    /// Until when an open end is believed.
    pub(crate) fades: &'static str,
    /// Sector codes with commas, where they are not what the office says.
    pub(crate) sectors: &'static str,
}

/// How a tenure stands to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Before,
    During,
    After,
    /// Its end is not known, and the source is too old to say.
    Unknown,
}

impl Tenure {
    /// How the tenure stands to a date of any precision; where the precision does not tell, as if during.
    pub(crate) fn at(&self, date: &str) -> When {
        if earlier(date, self.start) {
            When::Before
        } else if !self.end.is_empty() {
            if earlier(self.end, date) { When::After } else { When::During }
        } else if earlier(self.fades, date) {
            When::Unknown
        } else {
            When::During
        }
    }
}

/// Whether one date is before another, by the digits that both have.
fn earlier(a: &str, b: &str) -> bool {
    let n = a.len().min(b.len());
    a.get(..n) < b.get(..n)
}

/// The tenures of all persons so called: exactly, but for marks and articles.
pub(crate) fn exact(overlay: &Overlay, name: &str) -> Vec<Tenure> {
    of(overlay, &name_key(name))
}

/// The tenures of all persons whose names sound so.
pub(crate) fn sounding(overlay: &Overlay, name: &str) -> Vec<Tenure> {
    of(overlay, &format!("~{}", skeleton(&name_key(name))))
}

/// The tenures in the highest offices of all persons with a surname.
pub(crate) fn surname(overlay: &Overlay, name: &str) -> Vec<Tenure> {
    of(overlay, &format!("={}", name_key(name)))
}

/// A user's tenures of a key: in place of the table's for a name, beside them for a sound or surname.
fn of(overlay: &Overlay, key: &str) -> Vec<Tenure> {
    let mut out = overlay.find(key).unwrap_or_default().to_vec();
    if out.is_empty() || key.starts_with(['~', '=']) {
        out.extend(find(key));
    }
    out
}

/// The tenures of a key.
fn find(key: &str) -> Vec<Tenure> {
    TABLE.find(key).into_iter().filter_map(tenure).collect()
}

fn tenure(rest: &'static str) -> Option<Tenure> {
    let mut cells = rest.split('\t');
    let mut next = || cells.next();
    let (name, office, country, start, end) = (next()?, next()?, next()?, next()?, next()?);
    // Three years after each source was made; what began long before it and has no end is a gap in it.
    let fades = match next()? {
        "hand" => "2028-06",
        _ if earlier(start, "2015") => "2015",
        _ => "2025-08",
    };
    Some(Tenure { name, office, country, start, end, fades, sectors: "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        let lines: Vec<&str> = TABLE.0.lines().collect();
        assert!(lines.len() > 20_000);
        assert!(lines.is_sorted(), "`cargo xtask reference` writes it sorted");
        for line in lines {
            assert_eq!(line.split('\t').count(), 7, "{line}");
            assert!(tenure(line.split_once('\t').unwrap().1).is_some(), "{line}");
        }
    }

    #[test]
    fn every_line_is_found_by_its_key() {
        for line in TABLE.0.lines().step_by(997) {
            let (key, rest) = line.split_once('\t').unwrap();
            assert!(find(key).contains(&tenure(rest).unwrap()), "{line}");
        }
        assert!(find("").is_empty() && find("zzzz").is_empty() && find("no such person").is_empty());
    }

    #[test]
    fn a_tenure_has_a_before_a_during_and_an_after() {
        let blank = Tenure {
            name: "",
            office: "",
            country: "",
            start: "2021-03-04",
            end: "2022-05",
            fades: "",
            sectors: "",
        };
        assert_eq!(blank.at("2021-03-03"), When::Before);
        assert_eq!(blank.at("2021-03"), When::During);
        assert_eq!(blank.at("2022-05-20"), When::During);
        assert_eq!(blank.at("2022-06-01"), When::After);
        let open = Tenure { end: "", fades: "2025-08", ..blank };
        assert_eq!(open.at("2024-01-01"), When::During);
        assert_eq!(open.at("2026-01-01"), When::Unknown);
    }

    #[test]
    fn spellings_lead_to_the_same_person() {
        let names = |found: Vec<Tenure>| found.iter().map(|t| t.name).collect::<Vec<_>>();
        let none = Overlay::default();
        assert!(names(exact(&none, "Volodymyr Zelensky")).contains(&"Volodymyr Zelenskyy"));
        assert!(names(sounding(&none, "Volodimir Zelenskiy")).contains(&"Volodymyr Zelenskyy"));
        assert!(surname(&none, "Macron").iter().any(|t| t.country == "FRA" && t.office == "head of state"));
    }
}
