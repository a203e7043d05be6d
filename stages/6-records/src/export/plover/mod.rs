//! How do events become PLOVER 2.0's JSON? A line each. The codebook names the fields and which of them there
//! must be; it invites further ones and has none for who says so, whether it happened, where the actors
//! stand, how sure the program is and what was corrected: these are named here, after its own. So unlike the
//! tabular formats this one tells every event, also those that did not happen.

use std::io::{self, Write};

use chancery_model::record::{EventOut, Span};
use chancery_model::text::Text;
use serde::Serialize;

use super::dyads::{day_of, first_day, mention};
use crate::spans::hull;
use crate::stored::Stored;

mod entity;
mod sayings;

use entity::{Entity, Words, words};
use sayings::{Attribution, Corrected};

/// An event with the codebook's fields in the codebook's order, then those that it lacks.
#[derive(Debug, Serialize)]
struct Plover<'a> {
    id: String,
    has_event: bool,
    /// Required, but null where neither the event nor the dispatch is dated: no day is made up.
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<String>,
    actor: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<Entity<'a>>,
    event: [&'a str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Location<'a>>,
    event_text: Vec<&'a str>,
    quad_code: u8,
    event_scale: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mode: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    context: Vec<&'a str>,
    /// The incident: what several records tell of.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    text_info: TextInfo,
    cite_info: CiteInfo<'a>,
    coder: String,
    coded_date: &'a str,
    coded_time: &'a str,
    // From here on, fields that the codebook lacks.
    status: &'a str,
    attribution: Attribution<'a>,
    date_info: Option<DateInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cameo: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    participant: Vec<Participant<'a>>,
    trigger: Vec<Words<'a>>,
    confidence: f64,
    evidence: Evidence<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<Incident>,
    corrections: Vec<Corrected<'a>>,
}

/// The codebook's location object, which is Mordecai's.
#[derive(Debug, Serialize)]
struct Location<'a> {
    extracted_place: String,
    resolved_place: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    geonameid: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_code: Option<&'a str>,
    /// Added: where the words stand.
    spans: Vec<Words<'a>>,
}

#[derive(Debug, Serialize)]
struct TextInfo {
    /// The sentence's number in the dispatch, from 1.
    sequence: u64,
    /// Where it stands in the dispatch, in code points; null where that is not known.
    start: Option<u32>,
    end: Option<u32>,
}

#[derive(Debug, Serialize)]
struct CiteInfo<'a> {
    /// The dispatch's id.
    citation: &'a str,
    /// Added: where the program had it from.
    origin: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'a str>,
    /// Added: when it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    coder: String,
    codebook: &'static str,
    version: &'a str,
}

/// What the date rests on; null where it is that of publication.
#[derive(Debug, Serialize)]
struct DateInfo<'a> {
    value: &'a str,
    granularity: &'a str,
    basis: &'a str,
    start: Option<u32>,
    end: Option<u32>,
}

/// Somebody who is neither actor nor recipient.
#[derive(Debug, Serialize)]
struct Participant<'a> {
    role: &'a str,
    #[serde(flatten)]
    entity: Entity<'a>,
}

#[derive(Debug, Serialize)]
struct Evidence<'a> {
    by: &'a str,
    spans: Vec<Words<'a>>,
}

#[derive(Debug, Serialize)]
struct Incident {
    id: i64,
    mentions: u32,
    outlets: u32,
    dispatches: u32,
}

/// Writes a line for each event of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    for stored in records {
        let text = Text::new(stored.record.dispatch.text.clone());
        for (n, event) in stored.record.events.iter().enumerate() {
            serde_json::to_writer(&mut *out, &plover(&stored, n, event, &text))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn plover<'a>(stored: &'a Stored, n: usize, event: &'a EventOut, text: &'a Text) -> Plover<'a> {
    let record = &stored.record;
    let sentence = stored.sentences.get(n).copied().flatten();
    let incidence = stored.incidents.get(n).and_then(Option::as_ref);
    let entities = |ids: &[String]| -> Vec<Entity<'a>> {
        let found = super::dyads::actors(record, ids).into_iter();
        found.map(|a| Entity::of(a, mention(a, event, sentence), text)).collect()
    };
    let participant = event.participants.iter().flat_map(|p| {
        let entities = entities(std::slice::from_ref(&p.actor));
        entities.into_iter().map(|entity| Participant { role: &p.role, entity })
    });
    let (coded_date, coded_time) = stored.read_at.split_once('T').unwrap_or((&stored.read_at, ""));
    Plover {
        id: id(stored, &event.id),
        has_event: true,
        date: day_of(record, event),
        enddate: event.date.as_ref().and_then(|d| first_day(d.value.split_once('/')?.1)),
        actor: entities(&event.actors),
        recipient: entities(&event.recipients),
        event: [&event.kind],
        event_loc: location(event, text),
        event_text: event.trigger.iter().map(|s| words(text, *s).text).collect(),
        quad_code: event.quad,
        event_scale: event.intensity,
        mode: event.mode.iter().map(String::as_str).collect(),
        context: event.contexts.iter().map(String::as_str).collect(),
        link: incidence.map(|i| i.incident.to_string()),
        text_info: text_info(event, sentence),
        cite_info: cite_info(stored),
        coder: coder(stored),
        coded_date,
        coded_time,
        status: &event.status,
        attribution: Attribution::of(stored, event, text),
        date_info: date_info(event),
        cameo: event.cameo.as_deref().filter(|c| !c.is_empty()),
        participant: participant.collect(),
        trigger: event.trigger.iter().map(|s| words(text, *s)).collect(),
        confidence: event.evidence.confidence,
        evidence: Evidence {
            by: &event.evidence.by,
            spans: event.evidence.spans.iter().map(|s| words(text, *s)).collect(),
        },
        same_as: event.same_as.iter().map(|e| id(stored, e)).collect(),
        incident: incidence.map(|i| Incident {
            id: i.incident,
            mentions: i.mentions,
            outlets: i.outlets,
            dispatches: i.dispatches,
        }),
        corrections: sayings::corrections(stored, &event.id),
    }
}

/// The dispatch's id is that of its content, so an event keeps its name from store to store.
fn id(stored: &Stored, event: &str) -> String {
    format!("{}:{event}", stored.record.dispatch.id)
}

fn coder(stored: &Stored) -> String {
    let made = &stored.record.producer;
    format!("chancery {} (model {}, rules {})", made.version, made.model, made.rules)
}

fn text_info(event: &EventOut, sentence: Option<Span>) -> TextInfo {
    TextInfo {
        sequence: u64::from(event.sentence) + 1,
        start: sentence.map(|s| s[0]),
        end: sentence.map(|s| s[1]),
    }
}

fn cite_info(stored: &Stored) -> CiteInfo<'_> {
    let (record, dispatch) = (&stored.record, &stored.record.dispatch);
    CiteInfo {
        citation: &dispatch.id,
        origin: &dispatch.origin,
        url: dispatch.url.as_deref(),
        title: dispatch.title.as_deref(),
        language: &dispatch.language,
        publication: dispatch.outlet.as_deref(),
        published: dispatch.published.as_deref(),
        coder: coder(stored),
        codebook: "plover-2.0",
        version: &record.format,
    }
}

fn date_info(event: &EventOut) -> Option<DateInfo<'_>> {
    let date = event.date.as_ref()?;
    Some(DateInfo {
        value: &date.value,
        granularity: &date.granularity,
        basis: &date.basis,
        start: date.span.map(|s| s[0]),
        end: date.span.map(|s| s[1]),
    })
}

fn location<'a>(event: &'a EventOut, text: &'a Text) -> Option<Location<'a>> {
    let place = event.place.as_ref()?;
    let country = place.country.as_deref().and_then(super::codes::country);
    Some(Location {
        extracted_place: hull(&place.span).map(|s| words(text, s).text.to_owned()).unwrap_or_default(),
        resolved_place: &place.name,
        geonameid: place.geonameid,
        lat: place.lat,
        lon: place.lon,
        country: country.map(|c| c.name),
        country_code: place.country.as_deref(),
        spans: place.span.iter().map(|s| words(text, *s)).collect(),
    })
}

#[cfg(test)]
mod tests;
