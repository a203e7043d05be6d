//! How does an actor become PLOVER's entity object? Its fields, then those that it lacks.

use chancery_model::record::{ActorOut, MentionOut, Span};
use chancery_model::text::Text;
use serde::Serialize;

/// Words and where they stand, in code points of the dispatch.
#[derive(Debug, Serialize)]
pub(super) struct Words<'a> {
    start: u32,
    end: u32,
    pub(super) text: &'a str,
}

/// The words of a span.
pub(super) fn words(text: &Text, [start, end]: Span) -> Words<'_> {
    Words { start, end, text: text.slice(chancery_model::span::Span::new(start, end)) }
}

/// An actor. Religion, ethnicity, gender and age are nothing that a record has.
#[derive(Debug, Serialize)]
#[allow(clippy::struct_field_names, reason = "the names are the codebook's own")]
pub(super) struct Entity<'a> {
    /// The country, or what PLOVER writes in a country's place.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    /// The first sector, with the second joined to it: three or six letters.
    #[serde(skip_serializing_if = "String::is_empty")]
    sector: String,
    /// The words of the mention that the event tells of; where there is none, the name.
    entity_text: &'a str,
    /// A Wikidata id, as the codebook wants it; other keys stand in `reference`.
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier_id: Option<&'a str>,
    identifier_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
    // From here on, fields that the codebook lacks.
    id: &'a str,
    kind: &'a str,
    sectors: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    basis: &'a str,
    /// Where `entity_text` stands; null where the event has no mention of the actor.
    start: Option<u32>,
    end: Option<u32>,
    mentions: Vec<Mention<'a>>,
    /// Designations that take sides, word for word; the codes beside them are neutral.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    loaded: Vec<Words<'a>>,
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    kind: &'a str,
}

impl<'a> Entity<'a> {
    /// An actor who stands somewhere in an event.
    pub(super) fn of(actor: &'a ActorOut, told: Option<&MentionOut>, text: &'a Text) -> Self {
        let reference = actor.reference.as_deref();
        let wikidata = reference.and_then(|r| {
            let id = r.strip_prefix("wikidata:").unwrap_or(r);
            let digits = id.strip_prefix('Q')?;
            (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(id)
        });
        Self {
            code: actor.country.as_deref(),
            sector: actor.sectors.iter().take(2).map(String::as_str).collect(),
            entity_text: told.map_or(&*actor.name, |m| words(text, m.span).text),
            identifier_id: wikidata,
            identifier_text: &actor.name,
            office: actor.office.as_deref(),
            id: &actor.id,
            kind: &actor.kind,
            sectors: actor.sectors.iter().map(String::as_str).collect(),
            office_text: actor.office_text.as_deref(),
            reference,
            basis: &actor.basis,
            start: told.map(|m| m.span[0]),
            end: told.map(|m| m.span[1]),
            mentions: actor
                .mentions
                .iter()
                .map(|m| Mention { words: words(text, m.span), kind: &m.kind })
                .collect(),
            loaded: actor.loaded.iter().map(|s| words(text, *s)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::sample;

    #[test]
    fn only_wikidatas_ids_are_identifiers() {
        let mut actor = sample().remove(0).record.actors.remove(0);
        let text = Text::default();
        let mut id = |reference: &str| {
            actor.reference = Some(reference.into());
            Entity::of(&actor, None, &text).identifier_id.map(str::to_owned)
        };
        assert_eq!(id("Q42"), Some("Q42".into()));
        assert_eq!(id("wikidata:Q42"), Some("Q42".into()));
        for other in ["KEN", "geonames:186301", "Q", "QAT", ""] {
            assert_eq!(id(other), None, "{other}");
        }
    }
}
