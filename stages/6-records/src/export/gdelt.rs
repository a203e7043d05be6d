//! How do events become GDELT 2.0's event table? 61 columns, parted by tabs, without a header; a row for
//! each pair of actor and recipient of an event that counts as having happened (`dyads.rs`).
//!
//! What GDELT measures and Chancery does not is a neutral value (tone 0) or empty: groups other than UNO and
//! EEC, ethnicity, religion, where the actors were, first and second administrative divisions, and the
//! identifiers of places, which are those of gazetteers other than `GeoNames`.

use std::io::{self, Write};

use chancery_model::codebook::Codebook;
use chancery_model::record::ActorOut;

use super::cameo::{self, Deed};
use super::cells::{line, some};
use super::codes::locality;
use super::dyads::{Dyad, Told, each_dyad};
use crate::stored::Stored;

/// Sentences that count as the dispatch's head: the title and the first two.
const HEAD: u32 = 2;

/// Writes the rows of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    let book = cameo::codebook()?;
    each_dyad(records, |told, dyad| line(out, row(&book, told, dyad)))
}

fn row(book: &Codebook, told: &Told<'_>, dyad: &Dyad<'_>) -> Vec<String> {
    let deed = Deed::of(book, told.event);
    let [mentions, outlets, dispatches] =
        told.incidence().map_or([1, 1, 1], |i| [i.mentions, i.outlets, i.dispatches]);
    let dispatch = &told.record().dispatch;
    let mut cells = vec![dyad.id.to_string()];
    cells.extend(dates(told.day().as_deref()));
    cells.extend(actor(dyad.actor));
    cells.extend(actor(dyad.recipient));
    cells.extend([
        u8::from(told.event.sentence <= HEAD).to_string(),
        deed.code.to_owned(),
        deed.base().to_owned(),
        deed.root().to_owned(),
        some(deed.quad()),
        some(deed.goldstein),
        mentions.to_string(),
        outlets.to_string(),
        dispatches.to_string(),
        "0".to_owned(),
    ]);
    cells.extend(nowhere());
    cells.extend(nowhere());
    cells.extend(place(told));
    cells.push(stamp(&told.stored.read_at));
    cells.push(dispatch.url.as_ref().unwrap_or(&dispatch.origin).clone());
    cells
}

/// `2025-03-14` as `SQLDATE`, `MonthYear`, `Year` and `FractionDate`. The fraction is GDELT's own, with months of
/// thirty days in a year of 365, as its data have it.
fn dates(day: Option<&str>) -> [String; 4] {
    let parts: Vec<&str> = day.unwrap_or_default().split('-').collect();
    let [year, month, day] = parts[..] else { return Default::default() };
    let number = |s: &str| s.parse::<f64>().unwrap_or(1.0);
    let of_year = (number(month) - 1.0) * 30.0 + number(day);
    let fraction = number(year) + of_year / 365.0;
    [format!("{year}{month}{day}"), format!("{year}{month}"), year.to_owned(), format!("{fraction:.4}")]
}

/// An actor's ten columns. Names are in capitals, as GDELT has them.
fn actor(actor: Option<&ActorOut>) -> [String; 10] {
    let Some(actor) = actor else { return Default::default() };
    let code = cameo::Actor::of(actor);
    let [first, second, third] = [0, 1, 2].map(|n| some(code.types.get(n)));
    let [ethnic, religion, second_religion] = <[String; 3]>::default();
    [
        code.parts().concat(),
        actor.name.to_uppercase(),
        code.country.to_owned(),
        code.group.to_owned(),
        ethnic,
        religion,
        second_religion,
        first,
        second,
        third,
    ]
}

/// A place's eight columns where there is none.
fn nowhere() -> [String; 8] {
    ["0", "", "", "", "", "", "", ""].map(str::to_owned)
}

/// Where the event took place: 1 a country, 3 a city of the United States, 4 another city.
fn place(told: &Told<'_>) -> [String; 8] {
    let Some(place) = locality(told.event.place.as_ref()) else { return nowhere() };
    let name = place.country.map(|c| c.name);
    let fips = some(place.country.and_then(|c| c.fips));
    let is_american = place.country.is_some_and(|c| c.code == "USA");
    // A country is its own first division and feature.
    let (kind, division) = match place.city {
        None => ("1", fips.clone()),
        Some(_) if is_american => ("3", String::new()),
        Some(_) => ("4", String::new()),
    };
    let full = [place.city, name].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let [lat, lon] = place.at.map(|(lat, lon)| [lat, lon].map(|x| x.to_string())).unwrap_or_default();
    [kind.to_owned(), full, fips, division.clone(), String::new(), lat, lon, division]
}

/// `2026-11-28T03:04:05Z` as `20261128030405`.
pub(crate) fn stamp(time: &str) -> String {
    time.chars().filter(char::is_ascii_digit).take(14).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::{sample, written};

    const NONE: &str = "\t\t\t\t\t\t\t\t\t";
    const NOWHERE: &str = "0\t\t\t\t\t\t\t";

    #[test]
    fn rows_have_sixty_one_columns() {
        let text = written(write);
        assert_eq!(text.lines().count(), 8);
        assert!(text.lines().all(|l| l.split('\t').count() == 61));
    }

    #[test]
    fn a_meeting_is_two_rows() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        let zoe = "NORGOV\tZOË ÅNGSTRÖM\tNOR\t\t\t\t\tGOV\t\t";
        let muthama = "KENGOV\tDANIEL MUTHAMA\tKEN\t\t\t\t\tGOV\t\t";
        let rest = format!(
            "1\t042\t042\t04\t1\t1.9\t5\t2\t3\t0\t{NOWHERE}\t{NOWHERE}\t\
             4\tTromsø, Norway\tNO\t\t\t69.649\t18.957\t\t20261128030405\thttps://volta.example/ångström?a=1&b=2"
        );
        let date = "20250314\t202503\t2025\t2025.2027";
        assert_eq!(rows[0], format!("100100\t{date}\t{zoe}\t{muthama}\t{rest}"));
        assert_eq!(rows[1], format!("100101\t{date}\t{muthama}\t{zoe}\t{rest}"));
    }

    #[test]
    fn a_compound_actor_is_a_row_each() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        let date = "20241007\t202410\t2024\t2024.7589";
        let army = "SDNMIL\tSUDANESE ARMY\tSDN\t\t\t\t\tMIL\t\t";
        let rest = format!(
            "1\t194\t194\t19\t4\t-10\t2\t1\t1\t0\t{NOWHERE}\t{NOWHERE}\t{NOWHERE}\t20261128030406\tattack.txt"
        );
        assert_eq!(rows[3], format!("200100\t{date}\tSDNREB\tREBELS\tSDN\t\t\t\t\tREB\t\t\t{army}\t{rest}"));
        assert_eq!(
            rows[4],
            format!("200101\t{date}\tUAF\tUNKNOWN GUNMEN\t\t\t\t\t\tUAF\t\t\t{army}\t{rest}")
        );
    }

    #[test]
    fn what_is_not_known_is_empty_and_a_country_is_a_place() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        let ndil = "GOV\tKOURA NDIL\t\t\t\t\t\tGOV\t\t";
        let libya = "LBY\tLIBYA\tLBY\t\t\t\t\t\t\t";
        let place = "1\tLibya\tLY\tLY\t\t\t\tLY";
        assert_eq!(
            rows[5],
            format!(
                "300200\t\t\t\t\t{ndil}\t{libya}\t1\t105\t105\t10\t3\t-5\t1\t1\t1\t0\t\
                 {NOWHERE}\t{NOWHERE}\t{place}\t20261128030407\trefusal.txt"
            )
        );
        let un = "IGOUNO\tUN\t\tUNO\t\t\t\tIGO\t\t";
        let chad = "TCD\tCHAD\tTCD\t\t\t\t\t\t\t";
        assert!(rows[7].starts_with(&format!("300400\t\t\t\t\t{un}\t{chad}\t0\t070\t070\t07\t2\t7\t1\t")));
    }

    #[test]
    fn a_deed_of_nobody_known_leaves_the_actor_empty() {
        let mut stored = sample().remove(1);
        stored.record.events[0].actors.clear();
        let mut out = Vec::new();
        write(&mut vec![stored].into_iter(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(&format!("2024.7589\t{NONE}\tSDNMIL\t")), "{text}");
    }

    #[test]
    fn the_fraction_runs_from_the_first_to_the_last_day() {
        let fraction = |day| dates(Some(day))[3].clone();
        assert_eq!(fraction("2015-02-18"), "2015.1315");
        assert_eq!(fraction("2015-01-01"), "2015.0027");
        assert_eq!(fraction("2015-12-31"), "2015.9890");
        assert_eq!(dates(None), <[String; 4]>::default());
    }
}
