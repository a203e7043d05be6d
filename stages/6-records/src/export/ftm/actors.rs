//! Which entities are the actors of a dispatch? Those who can act: persons, bodies, groups. What a place is
//! named for stands with the events.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::record::{ActorOut, Record};
use chancery_model::span::Span;
use chancery_model::text::Text;

use super::entity::{Entity, hashed, id};
use crate::export::network::identity::Identity;
use crate::stored::Stored;

static TABLE: &str = include_str!("../../../reference/alpha-2.tsv");

/// Two letters by three: `FollowTheMoney` knows countries by the former.
static ALPHA_2: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect()
});

/// A country's two letters; nothing for what PLOVER writes in a country's place.
pub(super) fn country(code: Option<&String>) -> Option<&'static str> {
    ALPHA_2.get(code?.as_str()).copied()
}

/// The schema of an actor; nothing for a place. Groups and those of whom nobody knows what they are may be
/// one person or many: the model has "legal entity" for both.
fn schema(actor: &ActorOut) -> Option<&'static str> {
    match actor.kind.as_str() {
        "person" => Some("Person"),
        "state" => Some("PublicBody"),
        "organisation" if actor.sectors.first().is_some_and(|s| s == "GOV") => Some("PublicBody"),
        "organisation" => Some("Organization"),
        "place" => None,
        _ => Some("LegalEntity"),
    }
}

/// The id under which an actor is told of; nothing for a place.
pub(super) fn actor_id(record: &Record, actor: &ActorOut) -> Option<String> {
    schema(actor).map(|_| id(&Identity::of(record, actor)))
}

/// An actor, the office that it holds, and where the dispatch names it.
pub(super) fn entities(stored: &Stored, actor: &ActorOut, text: &Text) -> Vec<Entity> {
    let record = &stored.record;
    let Some(schema) = schema(actor) else { return Vec::new() };
    let identity = Identity::of(record, actor);
    let (id, article) = (id(&identity), &record.dispatch.id);
    let is_person = schema == "Person";
    let wikidata = actor.reference.as_deref().map(|r| r.strip_prefix("wikidata:").unwrap_or(r));
    let wikidata = wikidata.filter(|r| r.strip_prefix('Q').is_some_and(|n| n.parse::<u64>().is_ok()));
    let entity = Entity::new(&id, schema)
        .with("name", [&actor.name])
        .with("country", country(actor.country.as_ref()))
        .with("sector", &actor.sectors)
        .with("wikidataId", wikidata)
        .with("proof", [article]);
    let office = actor.office_text.iter().filter(|_| is_person);
    let mut out = vec![entity.with("position", office)];
    let is_known = !matches!(identity, Identity::Here { .. });
    out.extend(occupancy(stored, actor, &id).into_iter().flatten().filter(|_| is_person && is_known));
    out.extend(mention(record, actor, &id, schema, text));
    out
}

/// The post and that the actor holds it at the time of publication. Nobody holds a former office; and whoever
/// has no name outside the dispatch is not put on record as the holder of one.
fn occupancy(stored: &Stored, actor: &ActorOut, holder: &str) -> Option<[Entity; 2]> {
    let office = actor.office.as_ref().filter(|o| !o.starts_with("former "))?;
    let dispatch = &stored.record.dispatch;
    let key = format!("{office}:{}", actor.country.as_deref().unwrap_or(""));
    // Without a country two ministers of the same name of office need not hold the same.
    let post = match actor.country {
        Some(_) => hashed("post", &key),
        None => hashed("post", &format!("{key}:{holder}")),
    };
    let position = Entity::new(&post, "Position")
        .with("name", [office])
        .with("country", country(actor.country.as_ref()));
    let occupancy = Entity::new(format!("{}.{}.post", dispatch.id, actor.id), "Occupancy")
        .with("holder", [holder])
        .with("post", [&post])
        .with("date", dispatch.published.as_deref().and_then(day))
        .with("proof", [&dispatch.id]);
    Some([position, occupancy])
}

/// The names by which the dispatch calls the actor; nothing where it only describes it.
fn mention(record: &Record, actor: &ActorOut, id: &str, schema: &str, text: &Text) -> Option<Entity> {
    let named = || actor.mentions.iter().filter(|m| m.kind == "named");
    named().next()?;
    let names = named().map(|m| text.slice(Span::new(m.span[0], m.span[1])));
    let entity = Entity::new(format!("{}.{}.mention", record.dispatch.id, actor.id), "Mention")
        .with("document", [&record.dispatch.id])
        .with("name", names)
        .with("resolved", [id])
        .with("detectedSchema", [schema])
        .with("contextCountry", country(actor.country.as_ref()));
    Some(entity)
}

/// The day, month or year of a date; nothing for weeks, quarters and whatever else the model cannot tell.
pub(super) fn day(date: &str) -> Option<&str> {
    let date = date.split('T').next()?;
    let shape: String = date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let month = || date.split('-').nth(1).and_then(|m| m.parse::<u8>().ok());
    match shape.as_str() {
        "0000" => Some(date),
        // ISO 8601-2 writes seasons as months from 21.
        "0000-00" | "0000-00-00" => month().is_some_and(|m| (1..=12).contains(&m)).then_some(date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_two_letters() {
        let code = |c: &str| country(Some(&c.to_owned()));
        assert_eq!([code("KEN"), code("XKX"), code("UNO"), code("")], [Some("ke"), Some("xk"), None, None]);
        assert_eq!(country(None), None);
        let rows: Vec<&str> = TABLE.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(rows.len(), ALPHA_2.len());
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "sorted");
        for three in include_str!("../../../reference/countries.tsv").lines().filter(|l| !l.starts_with('#'))
        {
            let three = three.split('\t').next().unwrap();
            assert!(ALPHA_2.get(three).is_some_and(|two| two.len() == 2), "{three}");
        }
    }

    #[test]
    fn dates_are_days_months_or_years() {
        assert_eq!(day("2025-03-15T08:00:00+01:00"), Some("2025-03-15"));
        assert_eq!([day("2025-03"), day("2025")], [Some("2025-03"), Some("2025")]);
        for other in ["2024-W41", "2024-Q4", "2024-21", "2024-01-01/2024-02-01", "soon", "", "2024-1"] {
            assert_eq!(day(other), None, "{other}");
        }
    }
}
