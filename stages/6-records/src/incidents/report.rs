//! What does clustering see of one event? All that is compared, and all that is later told of its incident: the
//! record itself need not be at hand again.

use std::collections::BTreeSet;

use chancery_model::record::{ClaimOut, EventOut, Record, Span};
use serde::{Deserialize, Serialize};

use super::party::Party;
use super::toll::{self, Toll};
use super::words::{is_common, number, stem, tokens};
use crate::day;
use crate::stored::Stored;

/// One event of one dispatch.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The dispatch's number in the store.
    pub dispatch: i64,
    /// The event's number within its record: 3 of "e3".
    pub event: u32,
    /// Who tells it.
    pub source: Source,
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it happened, as the record says.
    pub status: String,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Who else took part.
    pub others: Vec<Party>,
    /// Its first and last possible day, in days since 1970.
    pub days: Option<(i32, i32)>,
    /// Whether a date in the text says so; else it rests on the dispatch's own date.
    pub dated: bool,
    /// Where.
    pub site: Option<Site>,
    /// Whether it stands in the title.
    pub headline: bool,
    /// Whether it stands in the title or shortly below it.
    pub lead: bool,
    /// Its trigger, word for word.
    pub deed: String,
    /// The trigger's stems.
    pub trigger: Vec<String>,
    /// Stems of the sentence's words that tell happenings apart, sorted.
    pub words: Vec<String>,
    /// Names in the sentence, in small letters, sorted.
    pub names: Vec<String>,
    /// Numbers in the sentence, sorted.
    pub numbers: Vec<u32>,
    /// Names in the dispatch, in small letters, sorted.
    pub setting: Vec<String>,
    /// Stems of the title's words, sorted.
    pub topic: Vec<String>,
    /// Names in the sentence and shortly around it, in small letters, sorted.
    pub around: Vec<String>,
    /// The dead and injured that the sentence counts.
    pub toll: Toll,
    /// The claims that it stands in, the innermost first.
    pub voices: Vec<Voice>,
    /// Other events of the same record that tell of the same.
    pub same_as: Vec<u32>,
}

/// The dispatch that tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The dispatch's id.
    pub id: String,
    /// The dispatch that it repeats.
    pub repeats: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The outlet's country.
    pub country: Option<String>,
    /// What the outlet is.
    pub kind: Option<String>,
    /// When it was published, or the date of its dateline: ISO 8601.
    pub made: Option<String>,
    /// The day that it speaks from, in days since 1970.
    pub day: Option<i32>,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Option<String>,
    /// Latitude and longitude, unless it is a whole country.
    pub at: Option<(f64, f64)>,
}

/// A claim, and who makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// Names and countries of the speakers; none where the dispatch names nobody.
    pub speakers: Vec<(String, Option<String>)>,
    /// The claim's stance.
    pub stance: String,
}

impl Report {
    /// What the store knows of a dispatch's events.
    pub fn of(stored: &Stored) -> Vec<Self> {
        let record = &stored.record;
        let text: Vec<char> = record.dispatch.text.chars().collect();
        let (source, setting, home) = (source(stored), setting(record), home(stored));
        let title = record.dispatch.title.as_deref().map_or(0, |t| t.chars().count());
        let topic = stems(record.dispatch.title.as_deref().unwrap_or_default());
        let of = |(n, event): (usize, &EventOut)| {
            let sentence = stored.sentences.get(n).copied().flatten();
            let trigger = event.trigger.first().copied().unwrap_or_default();
            // Where the sentence is not known, the trigger must do.
            let near = sentence.unwrap_or(trigger);
            let words = cut(&text, near);
            let deed = event.trigger.iter().map(|s| cut(&text, *s)).collect::<Vec<_>>().join(" ");
            let (days, dated) = days(event, source.day);
            let party = |id: &String| {
                let actor = record.actors.iter().find(|a| a.id == *id)?;
                Some(Party::of(actor, &text, near, home))
            };
            Self {
                dispatch: stored.number,
                event: ordinal(&event.id).unwrap_or_default(),
                source: source.clone(),
                kind: event.kind.clone(),
                status: event.status.clone(),
                actors: event.actors.iter().filter_map(party).collect(),
                recipients: event.recipients.iter().filter_map(party).collect(),
                others: event.participants.iter().filter_map(|p| party(&p.actor)).collect(),
                days,
                dated,
                site: site(event),
                headline: (trigger[1] as usize) <= title,
                trigger: tokens(&deed).map(stem).collect(),
                deed,
                toll: toll::read(&words),
                names: names(&words),
                numbers: sorted(tokens(&words).filter_map(number).filter(|n| *n > 2)),
                words: stems(&words),
                setting: setting.clone(),
                lead: (trigger[0] as usize) <= title + LEAD,
                topic: topic.clone(),
                around: names(&cut(&text, [near[0].saturating_sub(AROUND), near[1].saturating_add(AROUND)])),
                voices: voices(record, event),
                same_as: event.same_as.iter().filter_map(|id| ordinal(id)).collect(),
            }
        };
        record.events.iter().enumerate().map(of).collect()
    }

    /// What names it across the store.
    pub fn key(&self) -> (i64, u32) {
        (self.dispatch, self.event)
    }

    /// Whether it may recall what is weeks old: it stands far below the title, and no date says when it was.
    pub(super) fn recalls(&self) -> bool {
        !self.dated && !self.lead
    }

    /// Whether it tells that the thing was not done because somebody denies it, or because who is said to have done
    /// it says so: "the army said that it had not fired at the hospital".
    pub fn is_denied(&self) -> bool {
        let Some(voice) = self.voices.first() else { return false };
        let own = |(name, country): &(String, Option<String>)| {
            self.actors.iter().any(|a| a.name == *name || a.country.is_some() && a.country == *country)
        };
        voice.stance == "deny" || self.status == "negated" && voice.speakers.iter().any(own)
    }
}

/// The words of a span of code points.
pub(super) fn cut(text: &[char], span: Span) -> String {
    let [start, end] = span.map(|at| (at as usize).min(text.len()));
    text.get(start..end).unwrap_or_default().iter().collect()
}

/// The 3 of "e3".
fn ordinal(id: &str) -> Option<u32> {
    id.trim_start_matches(char::is_alphabetic).parse().ok()
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<BTreeSet<T>>().into_iter().collect()
}

fn source(stored: &Stored) -> Source {
    let dispatch = &stored.record.dispatch;
    let line = dispatch.dateline.as_ref();
    // The dateline's date is the day that the dispatch speaks from.
    let made = line.and_then(|l| l.date.as_deref()).or(dispatch.published.as_deref());
    Source {
        id: dispatch.id.clone(),
        repeats: dispatch.repeats.as_ref().map(|r| r.id.clone()),
        outlet: dispatch.outlet.clone().or_else(|| line.and_then(|l| l.agency.clone())),
        country: stored.outlet_country.clone(),
        kind: stored.outlet_kind.clone(),
        made: dispatch.published.as_deref().or(made).map(str::to_owned),
        day: made.and_then(day::first),
    }
}

/// The country that an outlet means where it names none; those that write for the world mean none.
fn home(stored: &Stored) -> Option<&str> {
    let at_home = stored.outlet_kind.as_deref().is_some_and(|k| k != "wire");
    stored.outlet_country.as_deref().filter(|c| at_home && !matches!(*c, "IGO" | "NGO"))
}

/// The names of a dispatch's persons, bodies and places.
fn setting(record: &Record) -> Vec<String> {
    let named = record.actors.iter().filter(|a| a.kind != "state");
    sorted(named.flat_map(|a| names(&a.name)))
}

/// Words with a capital, in small letters; the common ones that begin a sentence are none.
pub(super) fn names(text: &str) -> Vec<String> {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    sorted(tokens(text).filter(capital).map(str::to_lowercase).filter(|w| !is_common(w)))
}

pub(super) fn stems(text: &str) -> Vec<String> {
    sorted(tokens(text).map(str::to_lowercase).filter(|w| !is_common(w)).map(|w| stem(&w)))
}

/// Days that an event may have been on, and whether the text says so. What is only known from the dispatch's date
/// may have been shortly before it.
fn days(event: &EventOut, published: Option<i32>) -> (Option<(i32, i32)>, bool) {
    let date = event.date.as_ref().filter(|d| d.basis == "text");
    if let Some((date, first)) = date.and_then(|d| Some((d, day::first(&d.value)?))) {
        let last = match date.value.split_once('/') {
            Some((_, end)) => day::first(end).unwrap_or(first).max(first),
            None => first.saturating_add(length(&date.granularity)),
        };
        // What is told as done is not of next Wednesday but of the last one.
        let ahead = event.status == "actual"
            && published.is_some_and(|day| (2..=7).contains(&first.saturating_sub(day)));
        let back = if ahead { 7 } else { 0 };
        return (Some((first.saturating_sub(back), last.saturating_sub(back))), true);
    }
    // An old event without a date is not of these days; a planned one lies ahead.
    let window = |day: i32| match event.status.as_str() {
        "historical" => None,
        "future" => Some((day, day.saturating_add(AHEAD))),
        _ if event.date.is_some() => Some((day.saturating_sub(1), day)),
        _ => Some((day.saturating_sub(BEHIND), day)),
    };
    (published.and_then(window), false)
}

/// How many code points below the title a dispatch still tells its news, and not what led to it.
const LEAD: usize = 300;

/// How many code points before and after its sentence still speak of a happening.
const AROUND: u32 = 200;

/// How many days back a dispatch recalls what led to its news.
pub(super) const RECALLED: i32 = 21;

/// How many days a dispatch without a word of time looks back, and ahead.
const BEHIND: i32 = 3;
const AHEAD: i32 = 14;

/// How many days follow the first of a date.
fn length(granularity: &str) -> i32 {
    match granularity {
        "week" => 6,
        "month" => 30,
        "quarter" | "season" => 91,
        "year" => 365,
        _ => 0,
    }
}

fn site(event: &EventOut) -> Option<Site> {
    let place = event.place.as_ref()?;
    // A country's coordinates are those of its middle, which says nothing.
    let at = place.lat.zip(place.lon).filter(|_| place.geonameid.is_some());
    Some(Site { name: place.name.clone(), country: place.country.clone(), at })
}

/// The claim that an event stands in and those around it.
fn voices(record: &Record, event: &EventOut) -> Vec<Voice> {
    let claim = |id: &Option<String>| {
        let id = id.as_deref()?;
        record.claims.iter().find(|c| c.id == id)
    };
    let speaker =
        |id: &String| record.actors.iter().find(|a| a.id == *id).map(|a| (a.name.clone(), a.country.clone()));
    let voice = |c: &ClaimOut| Voice {
        speakers: c.sources.iter().filter_map(speaker).collect(),
        stance: c.stance.clone(),
    };
    // No more claims than there are can be around one another, whatever a record says.
    let chain = std::iter::successors(claim(&event.reported_by), |c| claim(&c.within));
    chain.take(record.claims.len()).map(voice).collect()
}
