//! How do dispatches stand in `FollowTheMoney`, the model of Aleph and `OpenSanctions`? A line for each entity:
//! the dispatch as an article, its actors with offices and mentions, and its events. The model has no field
//! for doubt, so it gets the events that the tabular formats tell: what happened and nobody denies. Nor has
//! it one for who acts upon whom: an event's name and description say so.

use std::io::{self, Write};

use chancery_model::record::{ActorOut, DispatchOut};
use chancery_model::span::Span;
use chancery_model::text::Text;

use super::dyads::{Told, says, told};
use super::iri;
use crate::stored::Stored;

mod actors;
mod entity;

use actors::{actor_id, country, day};
use entity::Entity;

/// Writes the entities of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    for stored in records {
        let record = &stored.record;
        let text = Text::new(record.dispatch.text.clone());
        article(&record.dispatch).write(out)?;
        for entity in record.actors.iter().flat_map(|actor| actors::entities(&stored, actor, &text)) {
            entity.write(out)?;
        }
        for event in told(&stored) {
            self::event(&event, &text).write(out)?;
        }
    }
    Ok(())
}

fn article(dispatch: &DispatchOut) -> Entity {
    // The model's language codes have three letters.
    let language = (dispatch.language == "en").then_some("eng");
    Entity::new(&dispatch.id, "Article")
        .with("title", &dispatch.title)
        .with("author", &dispatch.bylines)
        .with("publisher", &dispatch.outlet)
        .with("publishedAt", dispatch.published.as_deref().and_then(day))
        .with("modifiedAt", dispatch.modified.as_deref().and_then(day))
        .with("sourceUrl", dispatch.url.as_deref().and_then(iri::web))
        .with("language", language)
        .with_text("bodyText", &dispatch.text)
}

fn event(told: &Told<'_>, text: &Text) -> Entity {
    let (record, event) = (told.record(), told.event);
    let words: Vec<&str> = event.trigger.iter().map(|[a, b]| text.slice(Span::new(*a, *b))).collect();
    let kind = match &event.mode {
        Some(mode) => format!("{} ({mode})", event.kind),
        None => event.kind.clone(),
    };
    let recipients = told.recipients();
    let (who, whom) = (names(&told.actors()), names(&recipients));
    let name =
        if recipients.is_empty() { format!("{kind}: {who}") } else { format!("{kind}: {who} → {whom}") };
    let parties = told.actors().into_iter().chain(recipients);
    let place = event.place.as_ref();
    let date = event.date.as_ref().map(|d| d.value.as_str());
    let period = date.and_then(|d| d.split_once('/'));
    Entity::new(format!("{}.{}", record.dispatch.id, event.id), "Event")
        .with("name", [name])
        .with("involved", parties.filter_map(|a| actor_id(record, a)))
        .with("date", date.and_then(day))
        .with("startDate", period.and_then(|(start, _)| day(start)))
        .with("endDate", period.and_then(|(_, end)| day(end)))
        .with("location", place.map(|p| &p.name))
        .with("country", country(place.and_then(|p| p.country.as_ref())))
        .with("keywords", [&event.kind].into_iter().chain(&event.mode).chain(&event.contexts))
        .with("summary", [words.join(" … ")])
        .with("description", [told_by(told)])
        .with("recordId", [format!("{}:{}", record.dispatch.id, event.id)])
        .with("publisher", &record.dispatch.outlet)
        .with("sourceUrl", record.dispatch.url.as_deref().and_then(iri::web))
        .with("proof", [&record.dispatch.id])
}

/// The chain of who says so, from the nearest outwards.
fn told_by(told: &Told<'_>) -> String {
    let record = told.record();
    let claims = says(record, told.event).into_iter().map(|claim| {
        let sources = names(&super::dyads::actors(record, &claim.sources));
        let sources = if sources.is_empty() { "somebody unnamed" } else { &sources };
        format!("claimed by {sources} ({})", claim.stance)
    });
    let outlet = record.dispatch.outlet.as_deref().unwrap_or("an unnamed outlet");
    claims.chain([format!("reported by {outlet}")]).collect::<Vec<_>>().join(", ")
}

fn names(actors: &[&ActorOut]) -> String {
    actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
