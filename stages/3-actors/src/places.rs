//! Where on earth is a place of that name? The table `reference/places.tsv`, made from `GeoNames`: towns
//! over 5,000 inhabitants. It makes no names; it only says where those are that the analysis calls places.

use std::collections::BTreeSet;

use chancery_model::cast::Site;

use crate::draft::Draft;
use crate::names::{Name, NameKind};
use crate::reference::Entry;
use crate::sorted::Sorted;
use crate::spelling::place_key;

/// Key, country, first-order division, latitude and longitude in hundredths of a degree, thousands of
/// inhabitants, number in `GeoNames`.
pub(crate) const TABLE: Sorted = Sorted(include_str!("../reference/places.tsv"));

/// Key, kind (sea, gulf, strait, ocean, river, lake, island, mountains, desert, canal, region, province),
/// latitude and longitude of the middle in hundredths of a degree, states that have a part of it (none for
/// what spans many); written by hand.
pub(crate) const REGIONS: Sorted = Sorted(include_str!("../reference/regions.tsv"));

/// A town without a state in sight must have so many thousands of inhabitants, and be so many times as
/// large as any other of its name.
const LARGE: u32 = 100;
const TIMES: u32 = 10;

/// One town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Town {
    pub(crate) country: &'static str,
    admin1: &'static str,
    latitude: i32,
    longitude: i32,
    thousands: u32,
    geonameid: u32,
}

impl Town {
    /// What the cast keeps of it.
    pub(crate) fn site(self) -> Site {
        Site {
            geonameid: Some(self.geonameid),
            admin1: self.admin1.to_owned(),
            latitude: self.latitude,
            longitude: self.longitude,
        }
    }
}

/// All towns of a name.
fn find(name: &str) -> Vec<Town> {
    TABLE.find(&place_key(name)).into_iter().filter_map(town).collect()
}

fn town(rest: &'static str) -> Option<Town> {
    let mut cells = rest.split('\t');
    let mut next = || cells.next();
    Some(Town {
        country: next()?,
        admin1: next()?,
        latitude: next()?.parse().ok()?,
        longitude: next()?.parse().ok()?,
        thousands: next()?.parse().ok()?,
        geonameid: next()?.parse().ok()?,
    })
}

/// A sea, strait, river, island, province or other region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    /// The state that it lies in, if it lies in one.
    pub(crate) country: Option<&'static str>,
    latitude: i32,
    longitude: i32,
}

impl Region {
    /// What the cast keeps of it.
    pub(crate) fn site(self) -> Site {
        Site { geonameid: None, admin1: String::new(), latitude: self.latitude, longitude: self.longitude }
    }
}

/// The region of a name.
pub(crate) fn region(name: &str) -> Option<Region> {
    let rest = REGIONS.find(&place_key(name)).into_iter().next()?;
    let mut cells = rest.split('\t').skip(1);
    let mut degrees = || cells.next()?.parse().ok();
    let (latitude, longitude) = (degrees()?, degrees()?);
    let states = cells.next().unwrap_or("");
    Some(Region { country: Some(states).filter(|s| s.len() == 3), latitude, longitude })
}

/// The town that a name of the text means: in the state that its own phrase names ("Tripoli, Lebanon");
/// else in the one state of the text that has a town of that name; else the one by far largest.
pub(crate) fn locate(d: &Draft<'_>, name: &Name) -> Option<Town> {
    let towns = find(&d.bare_text(name.tokens));
    if let Some(code) = beside(d, name) {
        return largest(towns.into_iter().filter(|t| t.country == code).collect(), 1);
    }
    let near: Vec<Town> = towns.iter().copied().filter(|t| d.spoken_of.contains(t.country)).collect();
    let most = towns.iter().map(|t| t.thousands).max().unwrap_or(0);
    // A hamlet in a state of the text is not what the metropolis' name means.
    let near: Vec<Town> =
        near.into_iter().filter(|t| t.thousands >= LARGE || t.thousands * 20 >= most).collect();
    let states: BTreeSet<&str> = near.iter().map(|t| t.country).collect();
    match states.len() {
        0 => largest(towns, TIMES).filter(|t| t.thousands >= LARGE),
        1 => largest(near, 1),
        _ => largest(near, TIMES),
    }
}

/// Whether a large town of a name lies in one of some states.
pub(crate) fn is_large(name: &str, states: &BTreeSet<&str>) -> bool {
    find(name).iter().any(|t| states.contains(t.country) && t.thousands >= LARGE / 2)
}

/// The one of some states in which a town of a name lies.
pub(crate) fn among(name: &str, states: &BTreeSet<&str>) -> Option<&'static str> {
    let towns = find(name).into_iter().filter(|t| states.contains(t.country)).collect();
    largest(towns, TIMES).map(|t| t.country)
}

/// The town that shares a better known one's name, where the state right after it says so.
pub(crate) fn namesake(d: &Draft<'_>, name: &Name, code: &str) -> Option<&'static str> {
    let other = beside(d, name).filter(|c| *c != code)?;
    within(&d.bare_text(name.tokens), other).map(|t| t.country)
}

/// The town of a name in a state.
pub(crate) fn within(name: &str, code: &str) -> Option<Town> {
    largest(find(name).into_iter().filter(|t| t.country == code).collect(), 1)
}

/// The largest town, if it is some times as large as the next one of another state.
fn largest(mut towns: Vec<Town>, times: u32) -> Option<Town> {
    towns.sort_by_key(|t| (std::cmp::Reverse(t.thousands), t.geonameid));
    let first = *towns.first()?;
    let next = towns.iter().find(|t| t.country != first.country).map_or(0, |t| t.thousands);
    (first.thousands >= next.saturating_mul(times)).then_some(first)
}

/// The state right after a place: "Tripoli, Lebanon", "Tripoli in Lebanon".
fn beside(d: &Draft<'_>, name: &Name) -> Option<&'static str> {
    let end = name.tokens.end();
    let mark = d.a.tokens().get(end as usize).map_or("", |x| &*x.form);
    if !matches!(mark, "," | "in" | "(") {
        return None;
    }
    match d.name_of(end + 1)?.kind {
        NameKind::Known(e @ Entry::State(_)) => Some(d.r.code(e)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        let lines: Vec<&str> = TABLE.0.lines().collect();
        assert!(lines.len() > 50_000);
        assert!(lines.is_sorted());
        for line in lines.iter().step_by(101) {
            let (key, rest) = line.split_once('\t').unwrap();
            assert!(find(key).contains(&town(rest).unwrap()), "{line}");
        }
    }

    #[test]
    fn the_table_of_regions_is_sorted_and_whole() {
        let lines: Vec<&str> = REGIONS.0.lines().collect();
        assert!(lines.len() > 700 && lines.is_sorted());
        for line in lines {
            let key = line.split('\t').next().unwrap();
            let found = region(key).unwrap();
            assert!(found.latitude.abs() <= 9000 && found.longitude.abs() <= 18_000, "{line}");
        }
        assert_eq!(region("Helmand Province").and_then(|r| r.country), Some("AFG"));
        assert_eq!(region("the Black Sea"), None, "without its article");
        assert_eq!(region("Black Sea").map(|r| r.country), Some(None));
    }

    #[test]
    fn a_name_is_found_in_its_state() {
        assert_eq!(within("Tripoli", "LBY").map(|t| t.country), Some("LBY"));
        assert!(within("Tripoli", "LBN").is_some());
        assert_eq!(
            within("Ar-Raqqah", "SYR").map(|t| t.geonameid),
            within("Raqqa", "SYR").map(|t| t.geonameid)
        );
        assert_eq!(within("Nowhere at all", "LBN"), None);
    }
}
