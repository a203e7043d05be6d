//! What is known of the dispatch itself? Who published it, when, from where, and whether it repeats another.

use chancery_model::record::{DatelineOut, DispatchOut, RepeatsOut};
use chancery_records::stored::Stored;
use maud::{Markup, html};

use super::glyphs::shown;
use super::names::Names;
use super::phrases::{country, fact, followed, percent};

/// The facts of a dispatch.
pub(crate) fn head(stored: &Stored, names: &Names) -> Markup {
    let dispatch = &stored.record.dispatch;
    let text = |value: &Option<String>| value.as_deref().map(|v| html! { bdi { (shown(v)) } });
    html! {
        dl.facts.dispatch-facts {
            (fact("Outlet", Some(outlet(stored, names))))
            (fact("By", (!dispatch.bylines.is_empty()).then(|| bylines(dispatch))))
            (fact("Dateline", dispatch.dateline.as_ref().and_then(dateline)))
            (fact("Published", Some(published(dispatch))))
            (fact("Changed", dispatch.modified.as_deref().map(time)))
            (fact("Section", text(&dispatch.section)))
            (fact("Language", Some(html! { (shown(&dispatch.language)) })))
            (fact("Repeats", dispatch.repeats.as_ref().map(repeats)))
            (fact("Origin", Some(origin(&dispatch.origin))))
            (fact("Address", dispatch.url.as_deref().filter(|u| *u != dispatch.origin).map(origin)))
            (fact("Taken in", Some(&stored.read_at).filter(|t| !t.is_empty()).map(|t| time(t))))
            (fact("Number", Some(html! { (stored.number) })))
        }
    }
}

fn outlet(stored: &Stored, names: &Names) -> Markup {
    let dispatch = &stored.record.dispatch;
    html! {
        @match &dispatch.outlet {
            Some(name) => bdi { (shown(name)) },
            None => span.muted { "not known" },
        }
        @if let Some(code) = &stored.outlet_country { " " (country(code, names)) }
        @if let Some(kind) = &stored.outlet_kind { " " span.muted { (shown(kind)) } }
    }
}

fn bylines(dispatch: &DispatchOut) -> Markup {
    html! {
        @for (n, name) in dispatch.bylines.iter().enumerate() {
            @if n > 0 { ", " }
            bdi { (shown(name)) }
        }
    }
}

fn dateline(line: &DatelineOut) -> Option<Markup> {
    let parts: Vec<&String> = [&line.place, &line.agency, &line.date].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| {
        html! {
            @for (n, part) in parts.iter().enumerate() {
                @if n > 0 { ", " }
                bdi { (shown(part)) }
            }
        }
    })
}

fn published(dispatch: &DispatchOut) -> Markup {
    let basis = match dispatch.published_basis.as_deref() {
        Some("meta" | "json-ld") => Some("as the page declares it"),
        Some("url") => Some("by its address"),
        Some("dateline") => Some("by the dateline"),
        Some("text") => Some("as the text says"),
        Some("given") => Some("as given when it was read"),
        _ => None,
    };
    html! {
        @match &dispatch.published {
            Some(when) => (time(when)),
            None => span.muted { "not known" },
        }
        @if let Some(basis) = basis { " " span.muted { (basis) } }
    }
}

/// A date, with a time of day kept apart from it by a space.
fn time(when: &str) -> Markup {
    let when = shown(when);
    html! { time datetime=(when) { (when.replacen('T', " ", 1)) } }
}

/// Where it came from: a link only where following it shows a page.
fn origin(origin: &str) -> Markup {
    html! {
        @match followed(origin) {
            Some(url) => a.origin href=(url) rel="noopener noreferrer nofollow" { (shown(origin)) },
            None => bdi.origin { (shown(origin)) },
        }
    }
}

fn repeats(earlier: &RepeatsOut) -> Markup {
    html! {
        "an earlier dispatch " code { (shown(&earlier.id)) } ": "
        (percent(earlier.contained)) " of this one stands there, "
        (percent(earlier.containing)) " of that one stands here"
    }
}
