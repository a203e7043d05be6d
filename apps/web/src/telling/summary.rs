//! What is known of an incident at a glance? Who told it first, how many tell it on their own, who claims it and who
//! denies it.

use std::collections::BTreeMap;

use chancery_records::incident::Incident;
use chancery_records::incidents::Facts;
use maud::{Markup, html};

use super::days;
use super::families::Telling;
use crate::reading::{Names, actor_link, called, country, shown};

/// Names that are listed; of more it is said how many there are.
const MOST: usize = 40;

pub(super) fn summary(incident: &Incident, facts: &Facts, tellings: &[Telling], names: &Names) -> Markup {
    html! {
        dl.facts.incident-facts {
            (fact("Told in", &told(facts)))
            @if let Some(days) = days(incident.day, incident.last_day) { (fact("When", &html! { time { (days) } })) }
            @if let Some(place) = &incident.place {
                (fact("Where", &html! {
                    bdi { (shown(place)) }
                    @if let Some(code) = &incident.place_country { " " (country(code, names)) }
                }))
            }
            @if let Some(first) = first(facts, tellings) { (fact("Told first by", &first)) }
            @if !facts.outlets.is_empty() { (fact("Outlets", &outlets(facts, names))) }
            (fact("In their own voice", &html! { (many(facts.asserted, "report", "reports")) }))
            (fact("Claimed by", &speakers(&facts.claimed, names)))
            (fact("Denied by", &speakers(&facts.denied, names)))
        }
    }
}

fn fact(name: &str, value: &Markup) -> Markup {
    html! { div { dt { (name) } " " dd { (value) } } }
}

fn many(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

fn told(facts: &Facts) -> Markup {
    let copies = facts.dispatches.saturating_sub(facts.independent);
    html! {
        (many(facts.dispatches, "dispatch", "dispatches"))
        span.muted {
            ", " (facts.independent) " without copies"
            @if copies > 0 { " (" (many(copies, "copy", "copies")) " of others)" }
        }
    }
}

fn first(facts: &Facts, tellings: &[Telling]) -> Option<Markup> {
    let first = facts.first.as_ref()?;
    let all = tellings.iter().flat_map(|t| &t.dispatches);
    let number = all.filter(|(_, s)| s.id == first.id).map(|(number, _)| *number).min();
    let name = first.outlet.as_deref().map_or("an outlet that is not known".into(), shown);
    Some(html! {
        @match number {
            Some(number) => a href={ "/dispatch/" (number) } { bdi { (name) } },
            None => bdi { (name) },
        }
        @if let Some(made) = &first.made { ", " time { (shown(made).replacen('T', " ", 1)) } }
    })
}

/// "state agency SYR: SANA; newspaper GBR: The Herald (2)".
fn outlets(facts: &Facts, names: &Names) -> Markup {
    html! {
        ul.outlets {
            @for ((code, kind), outlets) in &facts.outlets {
                li {
                    @match code { Some(code) => (country(code, names)), None => span.muted { "country not known" } }
                    " " span.muted { (kind.as_deref().map_or("kind not known".into(), shown)) ": " }
                    @for (n, (outlet, dispatches)) in outlets.iter().take(MOST).enumerate() {
                        @if n > 0 { ", " }
                        bdi { (shown(outlet)) }
                        @if *dispatches > 1 { " (" (dispatches) ")" }
                    }
                    (further(outlets.len()))
                }
            }
        }
    }
}

fn further(number: usize) -> Markup {
    html! { @if number > MOST { " and " (number - MOST) " more" } }
}

fn speakers(speakers: &BTreeMap<(String, Option<String>), usize>, names: &Names) -> Markup {
    html! {
        @if speakers.is_empty() { span.muted { "nobody who is named" } }
        @for (n, ((name, code), dispatches)) in speakers.iter().take(MOST).enumerate() {
            @if n > 0 { ", " }
            a href=(actor_link(name, code.as_deref())) { bdi { (called(name)) } }
            @if let Some(code) = code { " " (country(code, names)) }
            @if *dispatches > 1 { " (" (many(*dispatches, "dispatch", "dispatches")) ")" }
        }
        (further(speakers.len()))
    }
}
