//! How do events become POLECAT's? 40 columns with a header, parted by tabs; a row for each event that counts as
//! having happened. Several actors stand in one row, parted by "; " and in the same order in every column; one
//! of whom something is not known among others of whom it is reads `None`, as POLECAT has it. A mutual event
//! has all its parties among the actors.

use std::io::{self, Write};

use chancery_model::record::{ActorOut, Span};
use chancery_model::text::Text;

use super::cells::{line, some};
use super::codes::{country, locality};
use super::dyads::{Told, first_day, told};
use crate::spans::hull;
use crate::stored::Stored;

/// The header.
pub(crate) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Writes the header and the rows of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    line(out, COLUMNS)?;
    for stored in records {
        let text = Text::new(stored.record.dispatch.text.clone());
        for event in told(&stored) {
            line(out, row(&event, &text))?;
        }
    }
    Ok(())
}

fn row(told: &Told<'_>, text: &Text) -> Vec<String> {
    let (event, record) = (told.event, told.record());
    let place = event.place.as_ref();
    let locality = locality(place);
    let quad = match event.quad {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        4 => "MATERIAL CONFLICT",
        _ => "",
    };
    let mut cells = vec![
        format!("{}:{}", record.dispatch.id, event.id),
        some(told.day()),
        event.kind.clone(),
        some(event.mode.as_ref()),
        event.intensity.to_string(),
        quad.to_owned(),
        event.contexts.join("; "),
    ];
    cells.extend(parties(told, &told.actors(), text));
    cells.extend(parties(told, &told.recipients(), text));
    cells.extend([
        some(place.map(|p| &p.name)),
        some(locality.and_then(|l| l.city)),
        String::new(),
        String::new(),
        some(place.and_then(|p| p.country.as_ref())),
        some(place.and_then(|p| p.lat)),
        some(place.and_then(|p| p.lon)),
        some(place.and_then(|p| p.geonameid)),
        some(place.map(|p| words(text, hull(&p.span)))),
        String::new(),
        some(record.dispatch.outlet.as_ref()),
        some(record.dispatch.published.as_deref().and_then(first_day)),
        story(&record.actors, &["person"]),
        story(&record.actors, &["organisation"]),
        story(&record.actors, &["place", "state"]),
        record.dispatch.language.clone(),
        record.producer.version.clone(),
    ]);
    cells
}

/// The eight columns of the actors or the recipients.
fn parties(told: &Told<'_>, all: &[&ActorOut], text: &Text) -> [String; 8] {
    let each = |of: &dyn Fn(&ActorOut) -> String| joined(all.iter().map(|a| of(a)).collect());
    let code = |a: &ActorOut| a.country.as_deref().and_then(country);
    let raw = |a: &&ActorOut| words(text, told.mention(a).map(|m| m.span));
    [
        each(&|a| a.name.clone()),
        each(&|a| some(a.country.as_ref())),
        each(&|a| some(code(a).and_then(|c| c.cow))),
        each(&|a| some(a.sectors.first())),
        each(&|a| a.sectors.join(", ")),
        each(&|a| some(a.office.as_ref().or(a.office_text.as_ref()))),
        joined(all.iter().map(raw).collect()),
        String::new(),
    ]
}

/// Values of several actors, parted by "; "; one that has it within is told with a comma.
fn joined(values: Vec<String>) -> String {
    if values.iter().all(String::is_empty) {
        return String::new();
    }
    let told = |v: String| if v.is_empty() { "None".to_owned() } else { v.replace(';', ",") };
    values.into_iter().map(told).collect::<Vec<_>>().join("; ")
}

/// Who or what of some kinds is in the dispatch.
fn story(actors: &[ActorOut], kinds: &[&str]) -> String {
    joined(actors.iter().filter(|a| kinds.contains(&&*a.kind)).map(|a| a.name.clone()).collect())
}

fn words(text: &Text, span: Option<Span>) -> String {
    let Some([start, end]) = span.filter(|[start, end]| start <= end) else { return String::new() };
    text.slice(chancery_model::span::Span::new(start, end)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::written;

    fn rows() -> Vec<Vec<String>> {
        written(write).lines().map(|l| l.split('\t').map(Into::into).collect()).collect()
    }

    #[test]
    fn an_event_is_one_row_of_forty_columns() {
        let rows = rows();
        assert_eq!(rows.len(), 6);
        assert!(rows.iter().all(|r| r.len() == 40));
        assert_eq!(rows[0], COLUMNS);
        let id = format!("{}:e1", "1a".repeat(16));
        let told = "2025-03-14|CONSULT|visit|2.5|VERBAL COOPERATION|diplomatic|\
            Zoë Ångström; Daniel Muthama|NOR; KEN|385; 501|GOV; GOV|GOV; GOV|\
            prime minister; minister of foreign affairs|Zoë Ångström; Daniel Muthama||\
            ||||||||Tromsø|Tromsø|||NOR|69.649|18.957|3133895|Tromsø||Volta News Agency|2025-03-15|\
            Zoë Ångström; Daniel Muthama||Kenya|en|0.1.0";
        assert_eq!(rows[1].join("|"), format!("{id}|{told}"));
    }

    #[test]
    fn compound_actors_stay_together() {
        let row = &rows()[3];
        let actor = ["rebels; unknown gunmen", "SDN; None", "625; None", "REB; UAF", "REB; UAF", ""];
        assert_eq!(row[7..13], actor);
        assert_eq!(row[13], "rebels; unknown gunmen");
        assert_eq!(row[15..21], ["Sudanese army", "SDN", "625", "MIL", "MIL", ""]);
        assert_eq!(row[33], "Nile Dispatch");
    }

    #[test]
    fn who_acts_in_no_country_has_no_number() {
        let row = &rows()[5];
        assert_eq!(row[7..14], ["UN", "UNO", "", "", "", "", "The UN"]);
        assert_eq!(row[1], "", "nobody tells when");
    }

    #[test]
    fn what_parts_values_is_not_within_them() {
        assert_eq!(joined(vec!["a;b".into(), String::new()]), "a,b; None");
        assert_eq!(joined(vec![String::new(), String::new()]), "");
    }
}
