//! How are events seen on a map and as a network? With a table that says the same.

use maud::{Markup, html};

use super::lists;
use super::search::{Asked, seen};
use crate::archive::{Archive, By, Field, Filter, Period, Selection, date};
use crate::reading::{Names, called, shown};
use crate::reply::Look;

/// Nodes of the network.
const NODES: usize = 60;

/// Years that are offered as periods.
const YEARS: usize = 12;

/// Where it happened, and from which country to which it went.
pub(super) fn map(archive: &Archive, selection: &Selection, filter: &Filter, names: &Names) -> Markup {
    let query = filter.query();
    let (places, flows) = (archive.places(selection, 100), archive.flows(selection, 50));
    html! {
        figure.map.large data-island="map" data-src=(format!("/api/v1/places?{query}"))
            data-flows=(format!("/api/v1/flows?{query}")) data-href=(format!("/search?{}", prefix(&query))) {
            div.grid.two {
                table.plain {
                    caption { "Places" }
                    thead { tr { th scope="col" { "Place" } th.num scope="col" { "Events" } th scope="col" { "Kinds" } } }
                    tbody {
                        @for place in &places {
                            tr {
                                td { a href=(format!("/search?{}", filter.with(Field::Place, &place.name).query())) { (shown(&place.name)) }
                                    @if let Some(code) = &place.country { " " (crate::reading::country(code, names)) } }
                                td.num { (place.events) }
                                td { (lists::quads(place.quads, names)) }
                            }
                        }
                    }
                }
                table.plain {
                    caption { "From country to country" }
                    thead { tr { th scope="col" { "Who, towards whom" } th.num scope="col" { "Events" } th scope="col" { "Kinds" } } }
                    tbody {
                        @for flow in &flows {
                            @let both = filter.with(Field::Source, &flow.source).with(Field::Target, &flow.target);
                            tr {
                                td { a href=(format!("/search?{}", both.query())) {
                                    (names.country(&flow.source)) " → " (names.country(&flow.target))
                                } }
                                td.num { (flow.events) }
                                td { (lists::quads(flow.quads, names)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A query that another condition can be put behind.
fn prefix(query: &str) -> String {
    if query.is_empty() { String::new() } else { format!("{query}&") }
}

/// Who is tied to whom, by period where one is chosen.
pub(super) fn network(look: Look<'_>, selection: &Selection, asked: &Asked) -> Markup {
    let (archive, names, filter) = (&look.snapshot.archive, &look.site.names, &asked.filter);
    let by_actor = look.parameter("by") == Some("actor");
    let (by, key) = if by_actor { (By::Actor, "actor") } else { (By::Country, "country") };
    let network = archive.network(selection, by, NODES);
    let query = filter.query();
    let mut edges: Vec<_> = network.edges.iter().collect();
    edges.sort_by_key(|e| std::cmp::Reverse(e.events));
    let name = |at: u32| {
        network
            .nodes
            .get(at as usize)
            .map_or("", |n| if by_actor { n.name.as_str() } else { names.country(&n.name) })
    };
    let key_of = |at: u32| network.nodes.get(at as usize).map_or("", |n| n.key.as_str());
    html! {
        p.tabs {
            @for (value, label) in [("country", "Countries"), ("actor", "Persons and bodies")] {
                a href=(format!("{}&by={value}", seen(&query, "network"))) aria-current=[(value == key).then_some("page")] { (label) }
            }
        }
        (periods(archive, asked, key))
        p.muted { "The " (network.nodes.len()) " with most events, of " (network.total) ". A line is the events between two." }
        figure.network data-island="network" data-by=(key)
            data-src=(format!("/api/v1/network?{}by={key}&top={NODES}", prefix(&query)))
            data-href=(format!("/search?{}", prefix(&query))) {
            table.plain {
                thead {
                    tr {
                        th scope="col" { "Between" } th.num scope="col" { "Events" } th scope="col" { "Cooperation and conflict" }
                        th.num scope="col" { "Mean intensity" }
                    }
                }
                tbody {
                    @for edge in edges.iter().take(200) {
                        tr {
                            td {
                                @if by_actor { (called(name(edge.source))) " and " (called(name(edge.target))) }
                                @else {
                                    a href=(format!("/dyad?a={}&b={}", key_of(edge.source), key_of(edge.target))) {
                                        (name(edge.source)) " and " (name(edge.target))
                                    }
                                }
                            }
                            td.num { (edge.events) }
                            td { (lists::quads(edge.quads, names)) }
                            td.num { (format!("{:+.1}", edge.intensity_mean)) }
                        }
                    }
                }
            }
        }
    }
}

/// The years that the filter's events are of, each a step away: how ties change over time.
fn periods(archive: &Archive, asked: &Asked, by: &str) -> Markup {
    let whole = asked.filter.cleared(Field::From).cleared(Field::To);
    let series = archive.series(&archive.select(&whole, asked.words()), Some(Period::Year));
    let some = series.bins.iter().filter(|b| b.quads.iter().any(|n| *n > 0));
    let years: Vec<i32> = some.map(|b| b.start).collect();
    let at = |filter: &Filter| format!("{}&by={by}", seen(&filter.query(), "network"));
    let of = |start: i32| {
        let last = Period::Year.next(start) - 1;
        whole.with(Field::From, &date(start)).with(Field::To, &date(last))
    };
    html! {
        @if years.len() > 1 {
            nav.tabs aria-label="Period" {
                a href=(at(&whole)) aria-current=[(whole == asked.filter).then_some("page")] { "All years" }
                @for start in years.iter().rev().take(YEARS).rev() {
                    a href=(at(&of(*start))) aria-current=[(of(*start) == asked.filter).then_some("page")] {
                        (date(*start).get(..4).unwrap_or_default())
                    }
                }
            }
        }
    }
}
