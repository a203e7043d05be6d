//! How do events become those of the Phoenix pipeline? 26 columns, parted by tabs, without a header; a row for
//! each pair of source and target of an event that counts as having happened.

use std::io::{self, Write};

use chancery_model::codebook::Codebook;
use chancery_model::record::ActorOut;

use super::cameo::{self, Deed};
use super::cells::{line, some};
use super::codes::locality;
use super::dyads::{Dyad, Told, each_dyad};
use crate::stored::Stored;

/// Writes the rows of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    let book = cameo::codebook()?;
    each_dyad(records, |told, dyad| line(out, row(&book, told, dyad)))
}

fn row(book: &Codebook, told: &Told<'_>, dyad: &Dyad<'_>) -> Vec<String> {
    let deed = Deed::of(book, told.event);
    let dispatch = &told.record().dispatch;
    let place = locality(told.event.place.as_ref());
    let at = place.and_then(|p| p.at);
    let mut cells = vec![dyad.id.to_string()];
    cells.extend(dates(told.day().as_deref()));
    cells.extend(actor(dyad.actor));
    cells.extend(actor(dyad.recipient));
    cells.extend([
        deed.code.to_owned(),
        deed.root().to_owned(),
        some(class(&deed)),
        some(deed.goldstein),
        issues(&told.event.contexts),
        some(at.map(|a| a.0)),
        some(at.map(|a| a.1)),
        some(place.and_then(|p| p.city)),
        String::new(),
        some(place.and_then(|p| p.country).map(|c| c.name)),
        format!("{}_{}", dispatch.id, u64::from(told.event.sentence) + 1),
        some(dispatch.url.as_ref()),
        some(dispatch.outlet.as_ref()),
    ]);
    cells
}

/// `2025-03-14` as `20250314`, `2025`, `03` and `14`.
fn dates(day: Option<&str>) -> [String; 4] {
    let parts: Vec<&str> = day.unwrap_or_default().split('-').collect();
    let [year, month, day] = parts[..] else { return Default::default() };
    [format!("{year}{month}{day}"), year.to_owned(), month.to_owned(), day.to_owned()]
}

/// The whole code, the country or kind of organisation, the first role, and the others.
fn actor(actor: Option<&ActorOut>) -> [String; 4] {
    let Some(actor) = actor else { return Default::default() };
    let code = cameo::Actor::of(actor);
    let parts = code.parts();
    let is_entity =
        |part: &str| !code.country.is_empty() || matches!(part, "IGO" | "IMG" | "MNC" | "NGM" | "NGO");
    let (entity, roles): (&str, &[&str]) = match parts.split_first() {
        Some((first, rest)) if is_entity(first) => (first, rest),
        _ => ("", &parts),
    };
    let (role, others) = roles.split_first().map_or(("", &[] as &[_]), |(first, rest)| (*first, rest));
    [parts.concat(), entity.to_owned(), role.to_owned(), others.join(";")]
}

/// Phoenix's classes: 0 words with no bearing (01, 02), 1 and 2 cooperation, 3 and 4 conflict, by word and by
/// deed; breaking off relations (16) is by word here.
fn class(deed: &Deed<'_>) -> Option<u8> {
    match deed.root() {
        "01" | "02" => Some(0),
        "16" => Some(3),
        _ => deed.quad(),
    }
}

/// PLOVER's contexts, each met once.
fn issues(contexts: &[String]) -> String {
    contexts.iter().map(|c| format!("{c},1")).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::written;

    #[test]
    fn rows_have_twenty_six_columns() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 8);
        assert!(rows.iter().all(|r| r.split('\t').count() == 26));
        let sentence = format!("{}_2", "1a".repeat(16));
        assert_eq!(
            rows[0],
            format!(
                "100100\t20250314\t2025\t03\t14\tNORGOV\tNOR\tGOV\t\tKENGOV\tKEN\tGOV\t\t042\t04\t1\t1.9\t\
                 diplomatic,1\t69.649\t18.957\tTromsø\t\tNorway\t{sentence}\t\
                 https://volta.example/ångström?a=1&b=2\tVolta News Agency"
            )
        );
    }

    #[test]
    fn an_actor_without_a_country_is_a_role_and_an_organisation_is_not() {
        let text = written(write);
        let rows: Vec<&str> = text.lines().collect();
        assert!(rows[4].contains("\tUAF\t\tUAF\t\tSDNMIL\tSDN\tMIL\t\t194\t19\t4\t-10\t\t"), "{}", rows[4]);
        assert!(rows[7].starts_with("300400\t\t\t\t\tIGOUNO\tIGO\tUNO\t\tTCD\tTCD\t\t\t070\t07\t2\t7\t"));
        assert!(rows[5].contains("\teconomic,1;territory,1\t\t\t\t\tLibya\t"), "{}", rows[5]);
    }

    #[test]
    fn classes_are_phoenixs_own() {
        let of = |code| class(&Deed { code, goldstein: None, words: "" });
        let all = ["010", "0252", "036", "087", "112", "1621", "190", ""].map(of);
        assert_eq!(all, [Some(0), Some(0), Some(1), Some(2), Some(3), Some(3), Some(4), None]);
    }
}
