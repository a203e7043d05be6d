//! Which events can be drawn on a map? `GeoJSON` (RFC 7946): a point for each event whose place has coordinates,
//! also for those that did not happen or that somebody denies; `status` and `denied` say so.

use std::io::{self, Write};

use chancery_model::record::{ActorOut, EventOut, Record, Span as Range};
use chancery_model::span::Span;
use chancery_model::text::Text;
use serde::Serialize;

use super::dyads::{actors, says};
use crate::corrections::RETRACTED;
use crate::stored::Stored;

#[derive(Debug, Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    /// The dispatch's id, a colon, the event's.
    id: String,
    geometry: Point,
    properties: Properties<'a>,
}

#[derive(Debug, Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Degrees east, then north.
    coordinates: [f64; 2],
}

/// Flat, as programs for maps want them: lists of strings at most.
#[derive(Debug, Serialize)]
struct Properties<'a> {
    event_type: &'a str,
    mode: Option<&'a str>,
    contexts: &'a [String],
    quad: u8,
    intensity: f64,
    actors: Vec<&'a str>,
    actor_countries: Vec<Option<&'a str>>,
    recipients: Vec<&'a str>,
    recipient_countries: Vec<Option<&'a str>>,
    date: Option<&'a str>,
    date_granularity: Option<&'a str>,
    date_basis: Option<&'a str>,
    status: &'a str,
    /// The speakers, from the nearest outwards; empty where the outlet says so itself or nobody is named.
    said_by: Vec<&'a str>,
    /// How each claim of the chain is meant: `assert`, `accuse`, `deny` …
    stances: Vec<&'a str>,
    denied: bool,
    outlet: Option<&'a str>,
    /// The exact words that tell of the event, and where they stand in code points.
    words: Vec<&'a str>,
    spans: &'a [Range],
    /// The sentence that they stand in.
    sentence: Option<&'a str>,
    place: &'a str,
    country: Option<&'a str>,
    geonameid: Option<u32>,
    confidence: f64,
    by: &'a str,
    corrected: Vec<&'a str>,
    incident: Option<i64>,
    dispatch: &'a str,
    url: Option<&'a str>,
    published: Option<&'a str>,
}

/// Writes the events of records that have a place with coordinates.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut before = "\n";
    for stored in records {
        let text = Text::new(stored.record.dispatch.text.clone());
        let events = stored.record.events.iter().enumerate().filter(|(_, e)| e.status != RETRACTED);
        for feature in events.filter_map(|(n, event)| feature(&stored, n, event, &text)) {
            out.write_all(before.as_bytes())?;
            serde_json::to_writer(&mut *out, &feature)?;
            before = ",\n";
        }
    }
    out.write_all(b"\n]}\n")
}

/// An event on the map; nothing where it has no coordinates that are on the globe.
fn feature<'a>(stored: &'a Stored, n: usize, event: &'a EventOut, text: &'a Text) -> Option<Feature<'a>> {
    let place = event.place.as_ref()?;
    let (lat, lon) = place.lat.zip(place.lon)?;
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return None;
    }
    let id = format!("{}:{}", stored.record.dispatch.id, event.id);
    let properties = properties(stored, n, event, text);
    Some(Feature {
        kind: "Feature",
        id,
        geometry: Point { kind: "Point", coordinates: [lon, lat] },
        properties,
    })
}

fn properties<'a>(stored: &'a Stored, n: usize, event: &'a EventOut, text: &'a Text) -> Properties<'a> {
    let (record, dispatch) = (&stored.record, &stored.record.dispatch);
    let words = |[start, end]: Range| text.slice(Span::new(start, end));
    let (chain, place) = (says(record, event), event.place.as_ref());
    let [acting, receiving] = [&event.actors, &event.recipients].map(|ids| actors(record, ids));
    let date = event.date.as_ref();
    Properties {
        event_type: &event.kind,
        mode: event.mode.as_deref(),
        contexts: &event.contexts,
        quad: event.quad,
        intensity: event.intensity,
        actors: names(&acting),
        actor_countries: countries(&acting),
        recipients: names(&receiving),
        recipient_countries: countries(&receiving),
        date: date.map(|d| &*d.value),
        date_granularity: date.map(|d| &*d.granularity),
        date_basis: date.map(|d| &*d.basis),
        status: &event.status,
        said_by: chain.iter().flat_map(|c| speakers(record, &c.sources)).collect(),
        stances: chain.iter().map(|c| &*c.stance).collect(),
        denied: chain.iter().any(|c| c.stance == "deny"),
        outlet: dispatch.outlet.as_deref(),
        words: event.trigger.iter().map(|s| words(*s)).collect(),
        spans: &event.trigger,
        sentence: stored.sentences.get(n).copied().flatten().map(words),
        place: place.map_or("", |p| &p.name),
        country: place.and_then(|p| p.country.as_deref()),
        geonameid: place.and_then(|p| p.geonameid),
        confidence: event.evidence.confidence,
        by: &event.evidence.by,
        corrected: stored.corrections.iter().filter(|c| c.event == event.id).map(|c| &*c.field).collect(),
        incident: stored.incidents.get(n).and_then(Option::as_ref).map(|i| i.incident),
        dispatch: &dispatch.id,
        url: dispatch.url.as_deref(),
        published: dispatch.published.as_deref(),
    }
}

fn names<'a>(all: &[&'a ActorOut]) -> Vec<&'a str> {
    all.iter().map(|a| a.name.as_str()).collect()
}

fn countries<'a>(all: &[&'a ActorOut]) -> Vec<Option<&'a str>> {
    all.iter().map(|a| a.country.as_deref()).collect()
}

fn speakers<'a>(record: &'a Record, ids: &[String]) -> Vec<&'a str> {
    names(&actors(record, ids))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::{sample, written_of};

    fn written(records: Vec<Stored>) -> String {
        written_of(write, records)
    }

    #[test]
    fn an_event_with_coordinates_is_a_point_east_before_north() {
        assert_eq!(
            written(sample()),
            concat!(
                "{\"type\":\"FeatureCollection\",\"features\":[\n",
                r#"{"type":"Feature","id":"1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a:e1","#,
                r#""geometry":{"type":"Point","coordinates":[18.957,69.649]},"properties":{"#,
                r#""event_type":"CONSULT","mode":"visit","contexts":["diplomatic"],"quad":1,"intensity":2.5,"#,
                r#""actors":["Zoë Ångström","Daniel Muthama"],"actor_countries":["NOR","KEN"],"recipients":[],"#,
                r#""recipient_countries":[],"date":"2025-03-14","date_granularity":"day","date_basis":"text","#,
                r#""status":"actual","said_by":[],"stances":[],"denied":false,"outlet":"Volta News Agency","#,
                r#""words":["met"],"spans":[[65,68]],"sentence":"Premier Zoë Ångström of Norway met Kenyan "#,
                r#"Foreign Minister Daniel Muthama in Tromsø on Friday.","place":"Tromsø","country":"NOR","#,
                r#""geonameid":3133895,"confidence":0.8,"by":"events/consult/meet-with","corrected":["mode"],"#,
                r#""incident":9,"dispatch":"1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a","#,
                r#""url":"https://volta.example/ångström?a=1&b=2","published":"2025-03-15T08:00:00Z"}}"#,
                "\n]}\n"
            )
        );
    }

    #[test]
    fn a_denial_is_said_on_the_map() {
        let mut stored = sample().remove(1);
        stored.record.events[1].place = sample().remove(0).record.events[0].place.clone();
        let text = written(vec![stored]);
        assert!(text.contains(r#""said_by":["rebels"],"stances":["deny"],"denied":true,"#), "{text}");
    }

    #[test]
    fn what_is_off_the_globe_or_retracted_is_not_drawn() {
        let empty = "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n";
        let with = |change: fn(&mut EventOut)| {
            let mut stored = sample().remove(0);
            change(&mut stored.record.events[0]);
            written(vec![stored])
        };
        let lat = |e: &mut EventOut, lat: Option<f64>| e.place.as_mut().unwrap().lat = lat;
        assert_eq!(with(|e| e.status = RETRACTED.into()), empty);
        assert_eq!(with(|e| e.place = None), empty);
        for (off, is_drawn) in
            [(None, false), (Some(90.5), false), (Some(f64::NAN), false), (Some(-90.0), true)]
        {
            let mut stored = sample().remove(0);
            lat(&mut stored.record.events[0], off);
            assert_eq!(written(vec![stored]) != empty, is_drawn, "{off:?}");
        }
    }

    #[test]
    fn marks_and_controls_are_json() {
        let mut stored = sample().remove(0);
        stored.record.actors[0].name = "\"<Z>\" & \u{1}🌾".into();
        let text = written(vec![stored]);
        assert!(text.contains(r#""actors":["\"<Z>\" & \u0001🌾","#), "{text}");
    }
}
