//! How is an incident shown? All that tell of it side by side, with what they tell differently, and who says so.

mod agreement;
mod aspects;
mod families;
#[cfg(test)]
pub(crate) mod sample;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod words;

use chancery_records::day;
use chancery_records::incident::Incident;
use chancery_records::incidents::{Facts, Report};
use maud::{Markup, html};

use crate::reading::{Names, shown};

/// A sentence of a dispatch, word for word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The sentence.
    pub(crate) sentence: String,
    /// Where the event's trigger stands in it: code points from its start.
    pub(crate) trigger: (u32, u32),
}

/// Gives the sentence of an event, by dispatch and number.
pub(crate) type Quotes<'q> = dyn Fn(i64, u32) -> Option<Quote> + 'q;

/// An incident with all its tellings.
pub(crate) fn incident(
    number: i64,
    incident: &Incident,
    facts: &Facts,
    reports: &[Report],
    texts: &Quotes,
    names: &Names,
) -> Markup {
    let tellings = families::tellings(reports);
    html! {
        div.incident data-incident=(number) {
            (summary::summary(incident, facts, &tellings, names))
            (table::table(&tellings, facts.first.as_ref().map(|s| s.id.as_str()), texts, names))
            (words::words(facts, names))
        }
    }
}

/// An incident in one line: "assault: ISR → SYR, Tine, 2024-02-19".
pub(crate) fn title(incident: &Incident, names: &Names) -> String {
    let parties =
        [&incident.actor_countries, &incident.recipient_countries].map(|c| shown(c).replace(' ', ", "));
    let parties = parties.into_iter().filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" → ");
    let place = incident.place.as_deref().map(|p| shown(p).into_owned());
    let facts: Vec<String> =
        [Some(parties).filter(|p| !p.is_empty()), place, days(incident.day, incident.last_day)]
            .into_iter()
            .flatten()
            .collect();
    let kind = shown(names.code(&incident.kind)).into_owned();
    if facts.is_empty() { kind } else { format!("{kind}: {}", facts.join(", ")) }
}

/// "2024-02-19", or "2024-02-19 to 2024-02-21".
fn days(first: Option<i32>, last: Option<i32>) -> Option<String> {
    let written = |day: i32| day::date(day).map(|d| d.to_string());
    let first_day = written(first?)?;
    match last.filter(|l| Some(*l) != first).and_then(written) {
        Some(last) => Some(format!("{first_day} to {last}")),
        None => Some(first_day),
    }
}
