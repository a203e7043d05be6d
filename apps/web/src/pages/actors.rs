//! Who is an actor: which offices by whose word, what it said, whom it dealt with and about what?

use std::collections::BTreeMap;

use chancery_records::sql::{Answer, Session};
use maud::{Markup, html};

use super::sql::SECONDS;
use super::{dyad, layout, lists};
use crate::archive::{Counterpart, Field, Filter, Row};
use crate::problem::Problem;
use crate::reading::{Names, actor_link, called, country, shown};
use crate::reply::{Look, Made, html as reply};

/// Actors of the list.
const LISTED: usize = 200;

/// Events of the latest.
const LATEST: usize = 20;

/// Counterparts that are shown.
const WITH: usize = 25;

/// Actors by their number of events.
pub(crate) fn list(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let words = look.parameter("q").unwrap_or_default();
    let found = archive.actors(words, LISTED);
    let body = html! {
        h1 { "Actors" }
        form.plain.line action="/actors" role="search" {
            label for="name" { "Name" }
            input #name type="search" name="q" value=(words) autocomplete="off" data-island="suggest" data-src="/api/v1/actors?q=";
            button type="submit" { "Find" }
        }
        p.muted { "The " (found.len()) " with most events, of " (archive.actor_total()) ". Two dispatches mean the same actor where name and country agree." }
        table.plain {
            thead { tr { th scope="col" { "Name" } th scope="col" { "Country" } th.num scope="col" { "Events" } } }
            tbody {
                @for actor in &found {
                    tr {
                        td { a href=(actor_link(&actor.name, actor.country.as_deref())) { (called(&actor.name)) } }
                        td { @if let Some(code) = &actor.country { (country(code, names)) } }
                        td.num { (actor.events) }
                    }
                }
            }
        }
    };
    Ok(reply(&layout::page("Actors", "/actors", &body)))
}

/// One actor: `name` and `country`.
pub(crate) fn one(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let Some(name) = look.parameter("name") else { return list(look) };
    let code = look.parameter("country");
    let session = &look.snapshot.session;
    let offices = session.answer(&offices(name, code), 200, SECONDS)?;
    let said = session.answer(&said(name, code), 50, SECONDS)?;
    let view = archive.actor(name, code);
    if view.is_none() && offices.rows.is_empty() {
        return Err(Problem::missing(format!("No dispatch names {name} that way."))
            .with("Names are told apart by country, too: look for it among the actors."));
    }
    let positions = view.as_ref().map_or(&[][..], |v| v.positions.as_slice());
    let latest = positions.get(..positions.len().min(LATEST)).unwrap_or_default();
    let rows: Vec<Row<'_>> = archive.rows(latest).collect();
    let sentences = lists::sentences(look, &rows)?;
    let filter = Filter::default().with(Field::Actor, name);
    let filter = code.map_or_else(|| filter.clone(), |c| filter.with(Field::Country, c));
    let query = filter.query();
    let body = html! {
        h1 { (called(name)) @if let Some(code) = code { " " (country(code, names)) } }
        @if let Some(view) = &view {
            p.lead {
                (view.positions.len()) " events"
                @if let (Some(first), Some(last)) = (view.first_day, view.last_day) {
                    ", " (crate::archive::date(first)) " to " (crate::archive::date(last))
                }
                ": " (lists::quads_in_words(view.quads, names))
            }
        }
        section.card {
            h2 { "Kinds and offices, by whose word" }
            (terms(&offices))
        }
        @if let Some(view) = &view {
            section.card {
                h2 { "Over time" }
                (lists::timeline(archive, &filter, None, names))
            }
            div.grid.two {
                section.card { h2 { "With whom" } (counterparts(&view.counterparts, names)) }
                section.card { h2 { "About what" } (dyad::types(&view.types, names)) h2 { "Told by" } (dyad::types(&view.outlets, names)) }
            }
            section.card {
                h2 { "Latest events" }
                (lists::events(&rows, &sentences, names))
                p { a.more href=(format!("/search?{query}")) { "All its events" } }
            }
        }
        section.card {
            h2 { "Statements" }
            (statements(&said))
        }
    };
    Ok(reply(&layout::page(name, "/actors", &body)))
}

/// A text in SQL.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn is_it(name: &str, code: Option<&str>) -> String {
    let country =
        code.map_or_else(|| "a.country IS NULL".to_owned(), |c| format!("a.country = {}", literal(c)));
    format!("lower(a.name) = lower({}) AND {country}", literal(name))
}

fn offices(name: &str, code: Option<&str>) -> String {
    format!(
        "SELECT a.kind, coalesce(a.office_text, a.office, '') AS office, a.basis, coalesce(d.outlet, '') AS outlet, \
         d.dispatch, coalesce(CAST(d.day AS VARCHAR), '') AS at \
         FROM actors a JOIN dispatches d ON d.dispatch = a.dispatch WHERE {} ORDER BY d.day DESC NULLS LAST, d.dispatch DESC",
        is_it(name, code)
    )
}

fn said(name: &str, code: Option<&str>) -> String {
    format!(
        "SELECT c.dispatch, c.claim, coalesce(CAST(c.day AS VARCHAR), '') AS at, c.stance, coalesce(d.outlet, '') AS outlet, \
         text_of(c.content) AS words \
         FROM claims c JOIN dispatches d ON d.dispatch = c.dispatch \
         JOIN actors a ON a.dispatch = c.dispatch AND strpos(' ' || c.source_ids || ' ', ' ' || a.actor || ' ') > 0 \
         WHERE {} ORDER BY c.day DESC NULLS LAST, c.dispatch DESC, c.claim LIMIT 50",
        is_it(name, code)
    )
}

fn cell(row: &[Option<String>], at: usize) -> &str {
    row.get(at).and_then(Option::as_deref).unwrap_or_default()
}

/// A dispatch that says what somebody is.
struct Said<'a> {
    day: &'a str,
    dispatch: &'a str,
    outlet: &'a str,
    /// What that rests on: text, reference or context.
    basis: &'a str,
}

/// What the dispatches say that it is, with the dispatches that say so.
fn terms(offices: &Answer) -> Markup {
    let mut by_office: BTreeMap<(&str, &str), Vec<Said<'_>>> = BTreeMap::new();
    for row in &offices.rows {
        let said =
            Said { day: cell(row, 5), dispatch: cell(row, 4), outlet: cell(row, 3), basis: cell(row, 2) };
        by_office.entry((cell(row, 1), cell(row, 0))).or_default().push(said);
    }
    html! {
        table.plain {
            thead { tr { th scope="col" { "Office" } th scope="col" { "Kind" } th scope="col" { "From" } th scope="col" { "To" } th scope="col" { "By the word of" } } }
            tbody {
                @for ((office, kind), sources) in &by_office {
                    @let days: Vec<&str> = sources.iter().map(|s| s.day).filter(|d| !d.is_empty()).collect();
                    tr {
                        td { @if office.is_empty() { span.muted { "none named" } } @else { (shown(office)) } }
                        td { (kind) }
                        td { (days.iter().min().unwrap_or(&"")) }
                        td { (days.iter().max().unwrap_or(&"")) }
                        td {
                            @for (n, said) in sources.iter().take(6).enumerate() {
                                @if n > 0 { ", " }
                                a href=(format!("/dispatch/{}", said.dispatch)) {
                                    @if said.outlet.is_empty() { "dispatch " (said.dispatch) } @else { (shown(said.outlet)) }
                                }
                                " (" (said.basis) ")"
                            }
                            @if sources.len() > 6 { " and " (sources.len() - 6) " more" }
                        }
                    }
                }
            }
        }
    }
}

fn counterparts(all: &[Counterpart], names: &Names) -> Markup {
    html! {
        table.plain {
            tbody {
                @for with in all.iter().take(WITH) {
                    tr {
                        th scope="row" {
                            a href=(actor_link(&with.name, with.country.as_deref())) { (called(&with.name)) }
                            @if let Some(code) = &with.country { " " (country(code, names)) }
                        }
                        td.num { (with.events) }
                        td { (lists::quads(with.quads, names)) }
                    }
                }
            }
        }
        @if all.is_empty() { p.muted { "Nobody is named on the other side." } }
    }
}

fn statements(said: &Answer) -> Markup {
    html! {
        @if said.rows.is_empty() { p.muted { "No dispatch quotes it." } }
        ol.statements {
            @for row in &said.rows {
                li {
                    a href=(format!("/dispatch/{}#c{}", cell(row, 0), cell(row, 1))) { time { (cell(row, 2)) } " " (cell(row, 3)) }
                    span.muted { " · " (shown(cell(row, 4))) }
                    blockquote.said { (shown(cell(row, 5))) }
                }
            }
        }
    }
}

/// The words of an answer's first column with how often each occurs.
pub(crate) fn counted(session: &Session, sql: &str, rows: usize) -> Result<Vec<(String, String)>, Problem> {
    let answer = session.answer(sql, rows, SECONDS)?;
    Ok(answer.rows.iter().map(|row| (cell(row, 0).to_owned(), cell(row, 1).to_owned())).collect())
}
