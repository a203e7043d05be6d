//! How do events become ICEWS's? 20 columns with a header, parted by tabs; a row for each pair of source and
//! target of an event that counts as having happened, mutual events as two. The number of an event is that
//! of all its rows.

use std::io::{self, Write};

use chancery_model::codebook::Codebook;
use chancery_model::record::ActorOut;

use super::cameo::{self, Deed};
use super::cells::{line, some};
use super::codes::{country, locality};
use super::dyads::{Dyad, Told, each_dyad};
use crate::stored::Stored;

/// The header.
pub(crate) const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// Writes the header and the rows of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    let book = cameo::codebook()?;
    line(out, COLUMNS)?;
    each_dyad(records, |told, dyad| line(out, row(&book, told, dyad)))
}

fn row(book: &Codebook, told: &Told<'_>, dyad: &Dyad<'_>) -> [String; COLUMNS.len()] {
    let deed = Deed::of(book, told.event);
    let [source, source_sectors, source_country] = actor(dyad.actor);
    let [target, target_sectors, target_country] = actor(dyad.recipient);
    let place = locality(told.event.place.as_ref());
    let at = place.and_then(|p| p.at);
    [
        some(told.id()),
        some(told.day()),
        source,
        source_sectors,
        source_country,
        deed.words.to_owned(),
        deed.code.to_owned(),
        some(deed.goldstein),
        target,
        target_sectors,
        target_country,
        told.stored.number.to_string(),
        (u64::from(told.event.sentence) + 1).to_string(),
        some(told.record().dispatch.outlet.as_ref()),
        some(place.and_then(|p| p.city)),
        String::new(),
        String::new(),
        some(place.and_then(|p| p.country).map(|c| c.name)),
        some(at.map(|a| a.0)),
        some(at.map(|a| a.1)),
    ]
}

/// Name, sectors and country. What stands in the place of a country with PLOVER (UNO, NGO …) is a sector here.
fn actor(actor: Option<&ActorOut>) -> [String; 3] {
    let Some(actor) = actor else { return Default::default() };
    let code = actor.country.as_deref().unwrap_or_default();
    let kind = organisation(code);
    let sectors = kind.into_iter().chain(actor.sectors.iter().filter_map(|s| sector(s)));
    let sectors: Vec<&str> = sectors.collect();
    [actor.name.clone(), sectors.join(","), some(country(code).map(|c| c.name))]
}

fn organisation(code: &str) -> Option<&'static str> {
    Some(match code {
        "EUR" | "IGO" | "UNO" => "International Government Organization",
        "IMG" => "Transnational Militarized Group",
        "ISM" => "International Social Movement",
        "MNC" => "Multinational Corporation",
        "NGO" => "Nongovernmental Organization",
        _ => return None,
    })
}

/// A sector's name in full; none for one that says that nothing is known.
fn sector(code: &str) -> Option<&'static str> {
    Some(match code {
        "AGR" => "Agricultural",
        "BUS" => "Business",
        "COP" => "Police",
        "CRM" => "Criminals / Gangs",
        "CVL" => "General Population / Civilian",
        "EDU" => "Education",
        "ELI" => "Elite",
        "GOV" => "Government",
        "JRN" => "Media",
        "JUD" => "Judicial",
        "LAB" => "Labor",
        "LEG" => "Legislative / Parliamentary",
        "MED" => "Medical / Health",
        "MIL" => "Military",
        "OPP" => "Opposition",
        "PRE" => "Partially Recognized",
        "PRM" => "Paramilitary",
        "PTY" => "Parties",
        "REB" => "Rebel",
        "REF" => "Refugees / Displaced",
        "REL" => "Religious",
        "SOC" => "Social",
        "SPY" => "Intelligence",
        "UAF" => "Unidentified Forces",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::written;

    #[test]
    fn a_reciprocal_event_is_two_rows() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 9);
        assert!(rows.iter().all(|r| r.split('\t').count() == 20));
        assert_eq!(rows[0], COLUMNS.join("\t"));
        let rest = "1\t2\tVolta News Agency\tTromsø\t\t\tNorway\t69.649\t18.957";
        let deed = "Travels to see somebody\t042\t1.9";
        let (zoe, muthama) = ("Zoë Ångström\tGovernment\tNorway", "Daniel Muthama\tGovernment\tKenya");
        assert_eq!(rows[1], format!("100100\t2025-03-14\t{zoe}\t{deed}\t{muthama}\t{rest}"));
        assert_eq!(rows[2], format!("100100\t2025-03-14\t{muthama}\t{deed}\t{zoe}\t{rest}"));
    }

    #[test]
    fn unknown_actors_and_dates_are_empty_and_organisations_are_sectors() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        assert!(rows[5].contains("\tunknown gunmen\tUnidentified Forces\t\t"), "{}", rows[5]);
        let un = "300400\t\tUN\tInternational Government Organization\t\t";
        assert!(rows[8].starts_with(un), "{}", rows[8]);
    }
}
