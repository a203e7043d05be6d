//! What do the codes stand for?

use std::collections::BTreeMap;

static PLOVER: &str = include_str!("../reference/plover-names.tsv");
static COUNTRIES: &str = include_str!("../reference/countries.tsv");
static CONTEXTS: &str = include_str!("../../../model/codebook/contexts.tsv");

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let cells = |row: &'static str| {
        let mut cells = row.split('\t');
        cells.next().zip(cells.next())
    };
    table.lines().filter(|l| !l.starts_with('#')).filter_map(cells)
}

/// PLOVER's types, sectors, quad classes, contexts and codes in a country's place.
pub fn plover() -> BTreeMap<String, String> {
    let contexts = rows(CONTEXTS).map(|(code, _)| (code.to_owned(), code.replace('_', " ")));
    rows(PLOVER).map(|(code, name)| (code.to_owned(), name.to_owned())).chain(contexts).collect()
}

/// Countries, and what PLOVER writes in a country's place.
pub fn countries() -> BTreeMap<String, String> {
    const INSTEAD: [&str; 7] = ["EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO"];
    let others = rows(PLOVER).filter(|(code, _)| INSTEAD.contains(code));
    rows(COUNTRIES).chain(others).map(|(code, name)| (code.to_owned(), name.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use chancery_model::plover::EventType;

    use super::*;

    #[test]
    fn every_type_sector_and_country_has_a_name() {
        let (plover, countries) = (plover(), countries());
        for kind in EventType::ALL {
            assert!(plover.contains_key(kind.as_str()), "{kind}");
        }
        let name =
            |names: &BTreeMap<String, String>, code: &str| names.get(code).cloned().unwrap_or_default();
        assert_eq!(name(&countries, "SYR"), "Syria");
        assert_eq!(name(&countries, "UNO"), "United Nations");
        assert_eq!(name(&plover, "human_rights"), "human rights");
        assert_eq!(name(&plover, "4"), "material conflict");
    }
}
