//! What do other data sets call a country? Records have ISO's letters, GDELT's places FIPS 10-4's, POLECAT
//! the numbers of the Correlates of War, CAMEO some letters of its own.

use std::sync::LazyLock;

use chancery_model::record::PlaceOut;

static TABLE: &str = include_str!("../../reference/countries.tsv");

/// All countries by their code, in the table's order, which is that of bytes.
static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| TABLE.lines().filter_map(parsed).collect());

/// A country or territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-3; KOS and XKX for Kosovo.
    pub(crate) code: &'static str,
    /// Its short name in English.
    pub(crate) name: &'static str,
    /// FIPS 10-4.
    pub(crate) fips: Option<&'static str>,
    /// The number in the Correlates of War; states only.
    pub(crate) cow: Option<u16>,
    /// CAMEO's code.
    pub(crate) cameo: &'static str,
}

/// The country of a code; none for organisations (UNO, NGO …).
pub(crate) fn country(code: &str) -> Option<&'static Country> {
    let at = COUNTRIES.binary_search_by(|c| c.code.cmp(code)).ok()?;
    COUNTRIES.get(at)
}

/// A row of the table; nothing for a comment, and for a faulty row, which a test forbids.
fn parsed(row: &'static str) -> Option<Country> {
    let some = |cell: &'static str| Some(cell).filter(|c| *c != "-");
    let cells: Vec<&'static str> = row.split('\t').collect();
    let [code, name, fips, cow, cameo] = cells[..] else { return None };
    if row.starts_with('#') {
        return None;
    }
    let cow = some(cow).map(str::parse).transpose().ok()?;
    Some(Country { code, name, fips: some(fips), cow, cameo: some(cameo).unwrap_or(code) })
}

/// The place of an event as the formats tell it: a city in a country, or a country alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Locality<'a> {
    /// The city; nothing where no more than the country is known. The record does not tell cities from
    /// provinces: whatever has coordinates and is no country counts as one.
    pub(crate) city: Option<&'a str>,
    /// Its country.
    pub(crate) country: Option<&'static Country>,
    /// Degrees north and east.
    pub(crate) at: Option<(f64, f64)>,
}

/// Where an event took place; nothing where neither coordinates nor a country are known.
pub(crate) fn locality(place: Option<&PlaceOut>) -> Option<Locality<'_>> {
    let place = place?;
    let country = place.country.as_deref().and_then(country);
    let at = place.lat.zip(place.lon);
    let is_country = country.is_some_and(|c| c.name == place.name);
    let city = (at.is_some() && !is_country).then_some(place.name.as_str());
    (at.is_some() || country.is_some()).then_some(Locality { city, country, at })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_is_a_country_and_they_are_sorted() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(COUNTRIES.len(), rows);
        assert!(rows > 230);
        assert!(COUNTRIES.windows(2).all(|pair| pair[0].code < pair[1].code));
        for c in COUNTRIES.iter() {
            let letters = |s: &str, n| s.len() == n && s.bytes().all(|b| b.is_ascii_uppercase());
            assert!(letters(c.code, 3) && letters(c.cameo, 3), "{}", c.code);
            assert!(c.fips.is_none_or(|f| letters(f, 2)), "{}", c.code);
            assert!(c.cow.is_none_or(|n| (2..=990).contains(&n)), "{}", c.code);
        }
    }

    #[test]
    fn no_two_countries_share_a_code_but_kosovo_with_itself() {
        let once = |c: &&Country| c.code != "XKX";
        let (mut fips, mut cow, mut cameo) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for c in COUNTRIES.iter().filter(once) {
            assert!(c.fips.is_none_or(|f| fips.insert(f)), "{}", c.code);
            assert!(c.cow.is_none_or(|n| cow.insert(n)), "{}", c.code);
            assert!(cameo.insert(c.cameo), "{}", c.code);
        }
    }

    #[test]
    fn fips_and_iso_differ_where_one_would_not_think_so() {
        for (iso, fips, cow) in [
            ("CHN", "CH", 710),
            ("CHE", "SZ", 225),
            ("IRQ", "IZ", 645),
            ("RUS", "RS", 365),
            ("SRB", "RI", 345),
            ("DEU", "GM", 255),
            ("UKR", "UP", 369),
            ("ISR", "IS", 666),
            ("ISL", "IC", 395),
            ("SDN", "SU", 625),
            ("NGA", "NI", 475),
            ("NER", "NG", 436),
            ("AUS", "AS", 900),
            ("AUT", "AU", 305),
        ] {
            let c = country(iso).unwrap();
            assert_eq!((c.fips, c.cow), (Some(fips), Some(cow)), "{iso}");
        }
        assert_eq!(country("ROU").unwrap().cameo, "ROM");
        assert_eq!(country("NOR").unwrap().cameo, "NOR");
        assert_eq!(country("UNO"), None);
    }

    #[test]
    fn a_place_is_a_city_or_a_country() {
        let place = |name: &str, country: Option<&str>, lat| PlaceOut {
            name: name.into(),
            country: country.map(Into::into),
            lat,
            lon: lat,
            geonameid: None,
            span: Vec::new(),
        };
        let city = |p: PlaceOut| locality(Some(&p)).map(|l| l.city.map(str::to_owned));
        assert_eq!(city(place("Bergen", Some("NOR"), Some(60.4))), Some(Some("Bergen".into())));
        assert_eq!(city(place("Norway", Some("NOR"), Some(62.0))), Some(None));
        assert_eq!(city(place("the fjord", Some("NOR"), None)), Some(None));
        assert_eq!(city(place("East Africa", None, None)), None);
    }
}
