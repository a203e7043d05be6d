//! What does one see first? What is new, when it was, where, between whom, and what changed.

use maud::{Markup, html};

use super::{layout, lists};
use crate::archive::{Archive, Change, Changes, Filter, Movement, date};
use crate::reading::{Names, called};
use crate::reply::{Look, Made, html as reply};

/// The first page.
pub(crate) fn page(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    if archive.is_empty() {
        return Ok(reply(&layout::page("Start", "/", &empty(look))));
    }
    let everything = archive.everything();
    let several = archive.incidents(None, 2, 12);
    let incidents = if several.is_empty() { archive.incidents(None, 1, 12) } else { several };
    let dyads = archive.dyads(&everything, 10);
    let body = html! {
        div.lead-search {
            h1 { "Who did what to whom, and who says so" }
            form.find.large action="/search" role="search" {
                label.sr for="search" { "Search the dispatches" }
                input #search type="search" name="q" placeholder="words in the dispatches: ceasefire, safe zone …";
                button type="submit" { "Search" }
            }
            p.muted {
                (archive.len()) " events in " (archive.dispatch_count()) " dispatches"
                @if let Some((first, last)) = archive.span() { ", " (date(first)) " to " (date(last)) }
            }
        }
        section.card {
            h2 { "When" }
            (lists::timeline(archive, &Filter::default(), None, names))
        }
        div.grid.two {
            section.card {
                h2 { "Latest incidents" }
                ol.incidents { @for incident in &incidents { (lists::incident(incident, names)) } }
                p { a.more href="/incidents" { "All incidents" } }
            }
            div.stack {
                section.card { h2 { "Where" } (map(archive)) }
                @if let Some(changes) = archive.changes(5) { (changed(&changes, names)) }
            }
        }
        section.card { h2 { "Most between" } (lists::dyads(&dyads, names)) }
    };
    Ok(reply(&layout::page("Start", "/", &body)))
}

fn empty(look: Look<'_>) -> Markup {
    html! {
        h1 { "Nothing is here yet" }
        p.lead {
            "The store holds " (look.snapshot.archive.dispatch_count()) " dispatches and no event. Dispatches are read into it with "
            code { "chancery ingest INPUT... --store " (look.site.folder.display()) }
            "; this page shows them as soon as they are there."
        }
        p { a href="/read" { "Read a text without keeping it" } }
    }
}

fn map(archive: &Archive) -> Markup {
    let places = archive.places(&archive.everything(), 8);
    html! {
        figure.map data-island="map" data-src="/api/v1/places" data-flows="/api/v1/flows" data-href="/search?" {
            table.plain {
                thead { tr { th scope="col" { "Place" } th.num scope="col" { "Events" } } }
                tbody {
                    @for place in &places {
                        @let query = Filter { place: Some(place.name.clone()), ..Filter::default() }.query();
                        tr { td { a href=(format!("/search?{query}")) { (place.name) } } td.num { (place.events) } }
                    }
                }
            }
        }
        p { a.more href="/search?view=map" { "The whole map" } }
    }
}

fn changed(changes: &Changes, names: &Names) -> Markup {
    let days = format!("from={}&to={}", date(changes.from), date(changes.to));
    let kind = |v: &str| (names.code(v).to_owned(), format!("/search?type={v}&{days}"));
    let country = |v: &str| (names.country(v).to_owned(), format!("/search?country={v}&{days}"));
    let dyad = |v: &str| {
        let (a, b) = v.split_once(' ').unwrap_or((v, ""));
        (format!("{} and {}", names.country(a), names.country(b)), format!("/dyad?a={a}&b={b}"))
    };
    html! {
        section.card {
            h2 { "What changed since last week" }
            p.muted {
                (date(changes.from)) " to " (date(changes.to)) ": " (changes.recent) " events, against "
                (changes.before) " in the four weeks before."
            }
            (movement("Between", &changes.dyads, &dyad))
            (movement("Countries", &changes.countries, &country))
            (movement("Types", &changes.types, &kind))
            @if !changes.new_actors.is_empty() {
                h3 { "New names" }
                p {
                    @for (n, actor) in changes.new_actors.iter().enumerate() {
                        @if n > 0 { ", " }
                        a href=(crate::reading::actor_link(&actor.name, actor.country.as_deref())) { (called(&actor.name)) }
                    }
                }
            }
        }
    }
}

fn movement(title: &str, all: &Movement, of: &dyn Fn(&str) -> (String, String)) -> Markup {
    let line = |change: &Change, sign: &str, word: &str| {
        let (name, address) = of(&change.value);
        html! {
            li {
                span aria-hidden="true" { (sign) " " }
                a href=(address) { (name) }
                " " span.muted { (word) " " (change.recent) " against " (format!("{:.1}", change.expected)) " expected" }
            }
        }
    };
    html! {
        @if !all.rises.is_empty() || !all.falls.is_empty() {
            h3 { (title) }
            ul.changes {
                @for change in &all.rises { (line(change, "▲", "more:")) }
                @for change in &all.falls { (line(change, "▼", "less:")) }
            }
        }
    }
}
