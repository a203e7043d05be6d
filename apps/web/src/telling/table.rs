//! How do the tellings stand side by side? A table: what they are compared in from top to bottom, the tellings from
//! left to right, the oldest first.

use chancery_records::incidents::Source;
use maud::{Markup, html};

use super::agreement::Agreement;
use super::aspects::{Aspect, Item, answer};
use super::families::Telling;
use super::{Quote, Quotes};
use crate::reading::{Names, country, shown};

/// Columns beyond which nobody compares; further tellings are listed.
const MOST: usize = 24;

/// Quotations of one telling.
const QUOTED: usize = 4;

/// All tellings; `first` is the id of the dispatch that told of it first.
pub(super) fn table(tellings: &[Telling], first: Option<&str>, texts: &Quotes, names: &Names) -> Markup {
    let (shown, further) = tellings.split_at(tellings.len().min(MOST));
    html! {
        section.compared aria-labelledby="tellings" {
            h2 #tellings { "Tellings side by side" }
            p.muted {
                "The oldest first. Copies of one text share a column. "
                mark.differs { "Marked" } " is what differs from the most common answer."
            }
            div.tellings tabindex="0" role="region" aria-labelledby="tellings" {
                table {
                    thead {
                        tr {
                            td {}
                            @for telling in shown { th scope="col" { (column(telling, first, names)) } }
                        }
                    }
                    tbody {
                        @for aspect in Aspect::ALL { (row(aspect, shown, names)) }
                        (quotations(shown, texts))
                    }
                }
            }
            @if !further.is_empty() {
                h3 { "Further tellings" }
                ul.further { @for telling in further { li { (column(telling, first, names)) } } }
            }
        }
    }
}

/// Who tells it: the outlet, its country and kind, the day, and who copies it.
fn column(telling: &Telling, first: Option<&str>, names: &Names) -> Markup {
    let copies = telling.dispatches.get(1..).unwrap_or_default();
    html! {
        @if let Some((number, source)) = telling.dispatches.first() {
            (outlet(*number, telling, source, names))
            @if let Some(kind) = &source.kind { span.kind { (shown(kind)) } }
            @if let Some(made) = &source.made { time datetime=(shown(made)) { (day(made)) } }
        }
        @if first.is_some_and(|id| telling.dispatches.iter().any(|(_, s)| s.id == id)) {
            span.badge.first { "first" }
        }
        @if !copies.is_empty() {
            span.copies {
                "copied by "
                @for (n, (number, source)) in copies.iter().enumerate() {
                    @if n > 0 { ", " }
                    (outlet(*number, telling, source, names))
                }
            }
        }
    }
}

fn outlet(number: i64, telling: &Telling, source: &Source, names: &Names) -> Markup {
    let event = telling.reports.iter().find(|r| r.dispatch == number).map_or(0, |r| r.event);
    html! {
        a.outlet href=(link(number, event)) {
            @match &source.outlet {
                Some(outlet) => bdi { (shown(outlet)) },
                None => { "dispatch " (number) },
            }
        }
        @if let Some(code) = &source.country { " " (country(code, names)) }
    }
}

fn link(dispatch: i64, event: u32) -> String {
    if event == 0 {
        return format!("/dispatch/{dispatch}");
    }
    format!("/dispatch/{dispatch}?event={event}#e{event}")
}

/// The day of a date.
fn day(made: &str) -> String {
    shown(made).split('T').next().unwrap_or_default().to_owned()
}

fn row(aspect: Aspect, tellings: &[Telling], names: &Names) -> Markup {
    let cells: Vec<Vec<Item>> = tellings.iter().map(|t| aspect.items(t, names)).collect();
    if cells.iter().all(Vec::is_empty) {
        return Markup::default();
    }
    let answers: Vec<_> = cells.iter().map(|items| answer(items)).collect();
    let agreement = if aspect.is_compared() { Agreement::of(answers.iter()) } else { Agreement::Alone };
    html! {
        tr {
            th scope="row" {
                (aspect.title())
                @if let Some(told) = agreement.told() { span.agreement { (told) } }
            }
            @for items in cells { td { (cell(&items, &agreement)) } }
        }
    }
}

fn cell(items: &[Item], agreement: &Agreement) -> Markup {
    html! {
        @if items.is_empty() { span.muted { "not said" } }
        @for item in items {
            div.answer {
                @if agreement.differs(&item.key) {
                    mark.differs { span.sr { "differs: " } (item.shown) }
                } @else {
                    (item.shown)
                }
                (item.beside)
            }
        }
    }
}

fn quotations(tellings: &[Telling], texts: &Quotes) -> Markup {
    html! {
        tr.quotations {
            th scope="row" { "In its own words" }
            @for quotes in tellings.iter().map(|t| quotes(t, texts)) {
                td {
                    @if quotes.is_empty() { span.muted { "no sentence at hand" } }
                    @for (link, quote) in quotes {
                        blockquote.said dir="auto" { (quoted(&quote)) }
                        p { a href=(link) { "in the dispatch" } }
                    }
                }
            }
        }
    }
}

/// The sentences of a telling, each once: copies have the same.
fn quotes(telling: &Telling, texts: &Quotes) -> Vec<(String, Quote)> {
    let mut quotes: Vec<(String, Quote)> = Vec::new();
    for report in &telling.reports {
        if quotes.len() == QUOTED {
            break;
        }
        let Some(quote) = texts(report.dispatch, report.event) else { continue };
        if !quotes.iter().any(|(_, q)| q.sentence == quote.sentence) {
            quotes.push((link(report.dispatch, report.event), quote));
        }
    }
    quotes
}

/// The sentence with its trigger marked; a trigger that does not lie in it marks nothing.
fn quoted(quote: &Quote) -> Markup {
    let (start, end) = quote.trigger;
    let letters = quote.sentence.chars();
    let length = letters.clone().count();
    let (start, end) = (start as usize, end as usize);
    if start >= end || end > length {
        return html! { (shown(&quote.sentence)) };
    }
    let part = |from: usize, to: usize| -> String { letters.clone().skip(from).take(to - from).collect() };
    html! {
        (shown(&part(0, start))) mark { (shown(&part(start, end))) } (shown(&part(end, length)))
    }
}
