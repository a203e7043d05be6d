//! How do events, incidents, dyads and counts stand in a list?

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::archive::{Archive, Dyad, Filter, Incident, Party, Quads, Role, Row, date};
use crate::problem::Problem;
use crate::reading::{Names, actor_link, called, chain_of_row, country, quad, shown};
use crate::reply::Look;
use crate::telling::Quote;

/// The sentences of events, by dispatch and number.
pub(crate) type Sentences = BTreeMap<(i64, i32), Quote>;

/// Code points of a sentence that a list shows.
const LONGEST: usize = 400;

/// Fetches the sentences of some events.
pub(crate) fn sentences(look: Look<'_>, rows: &[Row<'_>]) -> Result<Sentences, Problem> {
    let mut dispatches: Vec<i64> = rows.iter().map(|r| r.dispatch).collect();
    dispatches.sort_unstable();
    dispatches.dedup();
    let texts = look.site.with_store(|store| store.texts(&dispatches))?;
    let quote = |row: &Row<'_>| {
        let [start, end] = row.sentence.unwrap_or(row.trigger);
        let length = end.saturating_sub(start);
        // Only as far as the sentence: of a long text most is of no interest.
        let sentence: String =
            texts.get(&row.dispatch)?.chars().skip(start as usize).take(length as usize).collect();
        let letters = u32::try_from(sentence.chars().count()).unwrap_or(u32::MAX);
        let trigger = row.trigger.map(|at| at.saturating_sub(start).min(letters)).into();
        (letters > 0).then_some(Quote { sentence, trigger })
    };
    Ok(rows.iter().filter_map(|row| Some(((row.dispatch, row.event), quote(row)?))).collect())
}

/// A sentence with its trigger marked; long ones are cut around it.
pub(crate) fn quoted(quote: &Quote) -> Markup {
    let letters: Vec<char> = quote.sentence.chars().collect();
    let (from, to) = (quote.trigger.0 as usize, quote.trigger.1 as usize);
    let begin = if letters.len() > LONGEST { from.saturating_sub(LONGEST / 2) } else { 0 };
    let end = (begin + LONGEST).max(to).min(letters.len());
    let part = |a: usize, b: usize| -> String {
        shown(&letters.get(a..b).unwrap_or_default().iter().collect::<String>()).into_owned()
    };
    html! {
        @if begin > 0 { "…" }
        (part(begin, from)) mark { (part(from, to)) } (part(to, end))
        @if end < letters.len() { "…" }
    }
}

fn party(party: &Party<'_>, names: &Names) -> Markup {
    html! {
        a href=(actor_link(party.name, party.country)) { (called(party.name)) }
        @if let Some(code) = party.country { " " (country(code, names)) }
    }
}

fn side(row: &Row<'_>, role: Role, names: &Names) -> Markup {
    let all: Vec<&Party<'_>> = row.in_role(role).collect();
    html! {
        @for (n, one) in all.iter().enumerate() {
            @if n > 0 { ", " }
            (party(one, names))
        }
    }
}

/// Who did it to whom.
pub(crate) fn parties(row: &Row<'_>, names: &Names) -> Markup {
    html! {
        @if row.in_role(Role::Actor).next().is_some() { (side(row, Role::Actor, names)) }
        @else { span.muted { "someone unnamed" } }
        @if row.in_role(Role::Recipient).next().is_some() {
            span.arrow aria-hidden="true" { " → " }
            span.sr { " towards " }
            (side(row, Role::Recipient, names))
        }
    }
}

/// Where an event is shown in its dispatch.
pub(crate) fn address(dispatch: i64, event: i32) -> String {
    format!("/dispatch/{dispatch}?event={event}#e{event}")
}

/// A table of events.
pub(crate) fn events(rows: &[Row<'_>], sentences: &Sentences, names: &Names) -> Markup {
    html! {
        table.events {
            thead {
                tr {
                    th scope="col" { "Day" }
                    th scope="col" { "Event" }
                    th scope="col" { "Who, towards whom" }
                    th scope="col" { "Who says so, in which words" }
                }
            }
            tbody { @for row in rows { (event(row, sentences.get(&(row.dispatch, row.event)), names)) } }
        }
    }
}

fn event(row: &Row<'_>, sentence: Option<&Quote>, names: &Names) -> Markup {
    html! {
        tr {
            td.day { @match row.day { Some(day) => time { (date(day)) }, None => span.muted { "undated" } } }
            td.type {
                a href=(address(row.dispatch, row.event)) { (names.code(row.kind)) }
                @if let Some(mode) = row.mode { span.mode { " · " (mode.replace('_', " ")) } }
                " " (quad(row.quad, names))
                @if row.status != "actual" { " " span.badge.{ "status-" (row.status) } { (row.status) } }
                @if row.corrected { " " span.badge { "corrected" } }
            }
            td.parties {
                (parties(row, names))
                @if let Some(place) = row.place { div.muted { "in " (shown(place)) } }
            }
            td.words {
                span.voice { (chain_of_row(row.outlet, row.claimed_by, row.stance)) }
                @if let Some(quote) = sentence { blockquote.said { (quoted(quote)) } }
            }
        }
    }
}

/// Codes of countries, parted by spaces.
fn countries(codes: &str, names: &Names) -> Markup {
    html! {
        @for (n, code) in codes.split_whitespace().enumerate() {
            @if n > 0 { " " }
            (country(code, names))
        }
    }
}

/// An incident as an item of a list.
pub(crate) fn incident(incident: &Incident<'_>, names: &Names) -> Markup {
    html! {
        li.incident-item {
            a href=(format!("/incident/{}", incident.incident)) {
                span.day { (incident.day.map_or_else(|| "undated".to_owned(), date)) }
                " " strong { (names.code(incident.kind)) }
            }
            " "
            @if incident.actor_countries.is_empty() { span.unnamed { "someone unnamed" } }
            @else { (countries(incident.actor_countries, names)) }
            @if !incident.recipient_countries.is_empty() {
                span.arrow aria-hidden="true" { " → " } span.sr { " towards " }
                (countries(incident.recipient_countries, names))
            }
            @if let Some(place) = incident.place { " in " (shown(place)) }
            " "
            span.muted {
                (count(incident.dispatches, "dispatch", "dispatches"))
                @if incident.independent < incident.dispatches { ", " (incident.independent) " independent" }
                @if incident.outlets > 1 { ", " (incident.outlets) " outlets" }
                @if incident.claimed > 0 { ", " (incident.claimed) " claimed" }
                @if incident.denied > 0 { ", " strong { "denied in " (incident.denied) } }
            }
        }
    }
}

/// "1 dispatch", "3 dispatches".
pub(crate) fn count(n: impl Copy + Into<i64>, one: &str, many: &str) -> String {
    let n = n.into();
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// Numbers by quad class as a bar in four parts, and in words.
pub(crate) fn quads(quads: Quads, names: &Names) -> Markup {
    let total = u64::from(quads.iter().sum::<u32>().max(1));
    // Thousandths of the whole, as attributes of a picture: the page allows no styles.
    let parts = (1_u8..).zip(quads).scan(0, |at, (class, n)| {
        let (start, width) = (*at, u64::from(n) * 1000 / total);
        *at += width;
        Some((class, start, width))
    });
    html! {
        svg.quad-bar viewBox="0 0 1000 10" preserveAspectRatio="none" role="img"
            aria-label=(quads_in_words(quads, names)) {
            @for (class, start, width) in parts {
                rect.{ "fill-" (class) } x=(start) y="0" width=(width) height="10" {}
            }
        }
    }
}

/// "3 verbal cooperation, 1 material conflict".
pub(crate) fn quads_in_words(quads: Quads, names: &Names) -> String {
    let some = (1..).zip(quads).filter(|(_, n)| *n > 0);
    let words: Vec<String> =
        some.map(|(class, n): (u8, u32)| format!("{n} {}", names.code(&class.to_string()))).collect();
    words.join(", ")
}

/// Pairs of countries with what is between them.
pub(crate) fn dyads(all: &[Dyad], names: &Names) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Pairs of countries" { table.plain.dyads {
            thead {
                tr {
                    th scope="col" { "Between" }
                    th.num scope="col" { "Events" }
                    th scope="col" { "Cooperation and conflict" }
                    th.num scope="col" { abbr title="Mean conflict-cooperation score, -10 to 10" { "Mean" } }
                    th.num scope="col" { "7 days" }
                    th.num scope="col" { "28 before" }
                }
            }
            tbody {
                @for dyad in all {
                    tr {
                        td { a href=(format!("/dyad?a={}&b={}", dyad.first, dyad.second)) {
                            (names.country(&dyad.first)) " – " (names.country(&dyad.second))
                        } }
                        td.num { (dyad.events) }
                        td { (quads(dyad.quads, names)) }
                        td.num { (format!("{:+.1}", dyad.intensity_mean)) }
                        td.num { (dyad.recent) }
                        td.num { (dyad.before) }
                    }
                }
            }
        } }
    }
}

/// Where events by period can be brushed, with the same numbers as a table.
pub(crate) fn timeline(archive: &Archive, filter: &Filter, words: Option<&[i64]>, names: &Names) -> Markup {
    let series = archive.series(&archive.select(filter, words), None);
    let query = filter.query();
    html! {
        figure.timeline data-island="timeline" data-src=(format!("/api/v1/series?{query}"))
            data-brush=(format!("/search?{}", filter.query())) {
            figcaption.muted {
                "Events by " (series.period.name()) " and quad class"
                @if series.undated > 0 { "; " (series.undated) " without a day" }
            }
            div.scroll {
                table.plain {
                    thead {
                        tr {
                            th scope="col" { (series.period.name()) }
                            @for class in 1..=4_u8 { th.num scope="col" { (names.code(&class.to_string())) } }
                        }
                    }
                    tbody {
                        // What is empty in a long time need not be listed.
                        @for bin in series.bins.iter().rev().filter(|b| b.quads.iter().any(|n| *n > 0)).take(60) {
                            tr {
                                th scope="row" { (date(bin.start)) }
                                @for n in bin.quads { td.num { (n) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
