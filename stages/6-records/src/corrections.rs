//! How is an event corrected? The correction is kept beside the coding, and worked into what is shown.

use std::path::Path;

use chancery_model::plover::EventType;
use chancery_model::record::{ActorOut, DateOut, EventOut, PlaceOut, Record};

use crate::day;
use crate::error::Error;
use crate::keeper::Keeper;
pub(crate) use crate::ledger::CorrectionEntry as Entry;
use crate::spans::written;
use crate::store::Choice;
use crate::stored::{Correction, Stored};
use crate::writer::now;

/// What can be corrected.
pub const FIELDS: [&str; 9] =
    ["type", "mode", "status", "actors", "recipients", "date", "place", "place_country", "event"];

/// The status of an event of which somebody says that the dispatch does not tell it.
pub const RETRACTED: &str = "retracted";

/// The statuses that an event can be given.
const STATUSES: [&str; 5] = ["actual", "future", "hypothetical", "negated", "historical"];

/// Works corrections into a record, the latest last. One that was made of another run's event holds for the
/// event with the same words.
pub(crate) fn apply(stored: &mut Stored, made: &[Entry]) {
    for entry in made {
        let same = |e: &&EventOut| {
            let numbered = entry.run == stored.run && crate::flatten::number(&e.id) == i64::from(entry.event);
            numbered || (entry.run != stored.run && written(&e.trigger) == entry.trigger_spans)
        };
        let Some(id) = stored.record.events.iter().find(same).map(|e| e.id.clone()) else { continue };
        let was = set(&mut stored.record, &id, &entry.field, entry.value.as_deref());
        if was.is_ok() {
            stored.corrections.push(shown(entry, id));
        }
    }
}

/// Sets a field of an event to a value in its written form; gives what stood there, or says what the field
/// can hold.
pub(crate) fn set(
    record: &mut Record,
    id: &str,
    field: &str,
    value: Option<&str>,
) -> Result<Option<String>, String> {
    let actors = |value: Option<&str>| -> Result<Vec<String>, String> {
        let names = value.unwrap_or_default().split(',').map(str::trim).filter(|n| !n.is_empty());
        names.map(|name| actor(&record.actors, name)).collect()
    };
    // Before the event is borrowed.
    let parties = if matches!(field, "actors" | "recipients") { actors(value)? } else { Vec::new() };
    let Some(event) = record.events.iter_mut().find(|e| e.id == id) else {
        return Err(format!("the dispatch has no event {id}"));
    };
    match field {
        "type" => kind(event, value),
        "mode" => mode(event, value),
        "status" => status(event, value),
        "event" => match value {
            None => Ok(Some(std::mem::replace(&mut event.status, RETRACTED.into()))),
            Some(_) => Err("an event can only be corrected to none: event=none".into()),
        },
        "actors" => Ok(replaced(&mut event.actors, parties)),
        "recipients" => Ok(replaced(&mut event.recipients, parties)),
        "date" => date(event, value),
        "place" => Ok(place(event, value)),
        "place_country" => place_country(event, value),
        _ => Err(format!("{field:?} cannot be corrected; there are: {}", FIELDS.join(", "))),
    }
}

fn kind(event: &mut EventOut, value: Option<&str>) -> Result<Option<String>, String> {
    let all = || EventType::ALL.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(", ");
    let kind = value
        .and_then(|v| EventType::parse(&v.to_uppercase()))
        .ok_or_else(|| format!("the types are {}", all()))?;
    if !event.mode.as_deref().is_none_or(|m| kind.modes().contains(&m)) {
        event.mode = None;
    }
    event.cameo = Some(kind.cameo().to_owned());
    (event.quad, event.intensity) = (kind.quad(), f64::from(kind.intensity()));
    Ok(Some(std::mem::replace(&mut event.kind, kind.as_str().into())))
}

fn mode(event: &mut EventOut, value: Option<&str>) -> Result<Option<String>, String> {
    let modes = EventType::parse(&event.kind).map_or(&[][..], EventType::modes);
    match value {
        Some(mode) if !modes.contains(&mode) => {
            Err(format!("the modes of {} are: {}", event.kind, modes.join(", ")))
        }
        _ => Ok(std::mem::replace(&mut event.mode, value.map(str::to_owned))),
    }
}

fn status(event: &mut EventOut, value: Option<&str>) -> Result<Option<String>, String> {
    let value = value
        .filter(|v| STATUSES.contains(v))
        .ok_or_else(|| format!("the statuses are {}", STATUSES.join(", ")))?;
    Ok(Some(std::mem::replace(&mut event.status, value.into())))
}

fn replaced(list: &mut Vec<String>, by: Vec<String>) -> Option<String> {
    let was = std::mem::replace(list, by);
    Some(was.join(",")).filter(|w| !w.is_empty())
}

/// An actor by its id or its name.
fn actor(actors: &[ActorOut], name: &str) -> Result<String, String> {
    let lower = name.to_lowercase();
    let found = actors
        .iter()
        .find(|a| a.id == name)
        .or_else(|| actors.iter().find(|a| a.name.to_lowercase() == lower));
    let known = || actors.iter().map(|a| format!("{} {}", a.id, a.name)).collect::<Vec<_>>().join(", ");
    found
        .map(|a| a.id.clone())
        .ok_or_else(|| format!("the dispatch has no actor {name:?}; it has {}", known()))
}

fn date(event: &mut EventOut, value: Option<&str>) -> Result<Option<String>, String> {
    let was = event.date.as_ref().map(|d| d.value.clone());
    let Some(value) = value else {
        event.date = None;
        return Ok(was);
    };
    let granularity = match (day::exact(value), day::first(value), value.len()) {
        (Some(_), ..) if value.len() == 10 => "day",
        (None, Some(_), 4) => "year",
        (None, Some(_), _) if value.contains('W') || value.contains('/') => "week",
        (None, Some(_), _) if value.contains('Q') => "quarter",
        (None, Some(_), 7) => "month",
        _ => return Err("a date is written 2026-11-28, 2026-W48, 2026-11, 2026-Q4 or 2026".into()),
    };
    event.date = Some(DateOut {
        value: value.into(),
        granularity: granularity.into(),
        basis: "correction".into(),
        span: None,
    });
    Ok(was)
}

fn place(event: &mut EventOut, value: Option<&str>) -> Option<String> {
    let was = event.place.as_ref().map(|p| p.name.clone());
    event.place = value.map(|name| PlaceOut {
        name: name.into(),
        country: None,
        lat: None,
        lon: None,
        geonameid: None,
        span: Vec::new(),
    });
    was
}

fn place_country(event: &mut EventOut, value: Option<&str>) -> Result<Option<String>, String> {
    let three = |v: &str| v.len() == 3 && v.bytes().all(|b| b.is_ascii_uppercase());
    if !value.is_none_or(three) {
        return Err("a country is three capital letters (ISO 3166-1)".into());
    }
    let place = event.place.as_mut().ok_or("the event has no place: correct that first")?;
    Ok(std::mem::replace(&mut place.country, value.map(str::to_owned)))
}

/// Enters a correction of an event that is named as [`parse_name`] reads it; a field without a value is empty.
pub fn correct(
    folder: &Path,
    event: &str,
    field: &str,
    value: Option<&str>,
    by: &str,
    why: &str,
) -> Result<Correction, Error> {
    let (dispatch, number) = parse_name(event)?;
    let unknown = |what: String| Error::Unknown { what, remedy: "see `chancery correct --help`".into() };
    let said = |text: &str, what: &str| {
        if text.trim().is_empty() { Err(unknown(format!("a correction says {what}"))) } else { Ok(()) }
    };
    said(by, "who makes it: --by NAME")?;
    said(why, "why: --why TEXT")?;
    let mut keeper = Keeper::open(folder)?;
    let dispatch = keeper.store.find(dispatch)?;
    let stored = keeper.store.record(dispatch, Choice::Newest)?;
    let mut stored = stored.ok_or_else(|| unknown(format!("dispatch {dispatch} has no coding")))?;
    let id = format!("e{number}");
    let trigger = stored.record.events.iter().find(|e| e.id == id).map(|e| written(&e.trigger));
    let was = set(&mut stored.record, &id, field, value).map_err(unknown)?;
    let mut entry = Entry {
        correction: 0,
        dispatch,
        run: stored.run,
        event: number,
        trigger_spans: trigger.unwrap_or_default(),
        field: field.into(),
        was,
        value: value.map(Into::into),
        made_by: by.into(),
        why: why.into(),
        made_at: String::new(),
    };
    entry.correction = keeper.store.ledger.correct(&entry, now())?;
    Ok(shown(&entry, id))
}

fn shown(entry: &Entry, event: String) -> Correction {
    Correction {
        id: entry.correction,
        event,
        field: entry.field.clone(),
        was: entry.was.clone(),
        value: entry.value.clone(),
        by: entry.made_by.clone(),
        why: entry.why.clone(),
        at: entry.made_at.clone(),
    }
}

/// An event's name: its dispatch's number or id, a colon, and the event's id: `7:e3`.
pub fn parse_name(name: &str) -> Result<(&str, i32), Error> {
    let parsed = name.rsplit_once(':').and_then(|(dispatch, event)| {
        let number = event.strip_prefix('e').unwrap_or(event).parse::<i32>().ok()?;
        Some((dispatch, number)).filter(|(d, n)| !d.is_empty() && *n > 0)
    });
    parsed.ok_or_else(|| Error::Unknown {
        what: format!("{name:?} names no event"),
        remedy: "an event is named by its dispatch, a colon and its number: 7:e3".into(),
    })
}
