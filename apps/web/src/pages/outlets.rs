//! What does an outlet cover, whom does it quote, and which loaded words are its own?

use maud::{Markup, html};

use super::actors::{counted, literal};
use super::{dyad, layout, lists};
use crate::archive::{Field, Filter, Row, date};
use crate::problem::Problem;
use crate::reading::{country, shown};
use crate::reply::{Look, Made, html as reply};

/// Rows of each table.
const TOP: usize = 20;

/// The outlets of the store.
pub(crate) fn list(look: Look<'_>) -> Made {
    let names = &look.site.names;
    let all = look.snapshot.archive.outlets();
    let body = html! {
        h1 { "Outlets" }
        div.scroll tabindex="0" role="region" aria-label="Outlets" {
        table.plain {
            thead {
                tr {
                    th scope="col" { "Outlet" } th scope="col" { "Country" } th scope="col" { "Kind" }
                    th.num scope="col" { "Dispatches" } th.num scope="col" { "Repeats" } th.num scope="col" { "Events" }
                    th scope="col" { "From" } th scope="col" { "To" }
                }
            }
            tbody {
                @for outlet in &all {
                    tr {
                        td { a href=(address(&outlet.outlet)) { (shown(&outlet.outlet)) } }
                        td { @if let Some(code) = &outlet.country { (country(code, names)) } }
                        td { (outlet.kind.as_deref().unwrap_or_default()) }
                        td.num { (outlet.dispatches) } td.num { (outlet.repeats) } td.num { (outlet.events) }
                        td { (outlet.first_day.map(date).unwrap_or_default()) }
                        td { (outlet.last_day.map(date).unwrap_or_default()) }
                    }
                }
            }
        }
        }
        @if all.is_empty() { p.notice { "No dispatch of this store names its outlet." } }
    };
    Ok(reply(&layout::page("Outlets", "/outlets", &body)))
}

/// Where an outlet is shown.
fn address(name: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("name", name);
    format!("/outlet?{}", query.finish())
}

/// One outlet: `name`.
pub(crate) fn one(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let Some(name) = look.parameter("name") else { return list(look) };
    let all = archive.outlets();
    let Some(outlet) = all.iter().find(|o| o.outlet == name) else {
        return Err(Problem::missing(format!("No dispatch is of {name}.")));
    };
    let filter = Filter::default().with(Field::Outlet, name);
    let selection = archive.select(&filter, None);
    let session = &look.snapshot.session;
    let its = format!("JOIN dispatches d ON d.dispatch = t.dispatch WHERE d.outlet = {}", literal(name));
    let quoted = counted(
        session,
        &format!(
            "SELECT t.sources, count(*) FROM claims t {its} AND t.sources <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {TOP}"
        ),
        TOP,
    )?;
    let loaded = counted(
        session,
        &format!(
            "SELECT text_of(CAST(t.dispatch AS VARCHAR) || ':' || t.loaded_spans) AS words, count(*) FROM actors t {its} \
             AND t.loaded_spans <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {TOP}"
        ),
        TOP,
    )?;
    let stances = counted(
        session,
        &format!("SELECT t.stance, count(*) FROM claims t {its} GROUP BY 1 ORDER BY 2 DESC, 1"),
        TOP,
    )?;
    let rows: Vec<Row<'_>> = archive.rows(selection.page(0, TOP)).collect();
    let sentences = lists::sentences(look, &rows)?;
    let body = html! {
        h1 { (shown(name)) @if let Some(code) = &outlet.country { " " (country(code, names)) } }
        p.lead {
            @if let Some(kind) = &outlet.kind { (kind) ", " }
            (outlet.dispatches) " dispatches, " (outlet.repeats) " of them repeats; " (outlet.events) " events"
        }
        section.card { h2 { "Over time" } (lists::timeline(archive, &filter, None, names)) }
        div.grid.three {
            section.card { h2 { "What it covers" } (dyad::types(&archive.types(&selection), names)) }
            section.card { h2 { "Whom it quotes" } (words(&quoted, "It names no speaker.")) }
            section.card {
                h2 { "Loaded words" }
                p.muted { "Designations that stand in its dispatches, word for word; whose words they are, the dispatch tells." }
                (words(&loaded, "None was found."))
            }
        }
        div.grid.two {
            section.card { h2 { "Between whom" } (lists::dyads(&archive.dyads(&selection, 10), names)) }
            section.card { h2 { "How it has others speak" } (words(&stances, "It quotes nobody.")) }
        }
        section.card {
            h2 { "Latest events" }
            (lists::events(&rows, &sentences, names))
            p { a.more href=(format!("/search?{}", filter.query())) { "All its events" } }
        }
    };
    Ok(reply(&layout::page(name, "/outlets", &body)))
}

fn words(all: &[(String, String)], otherwise: &str) -> Markup {
    html! {
        @if all.is_empty() { p.muted { (otherwise) } }
        @else {
            table.plain { tbody { @for (words, n) in all { tr { th scope="row" { (shown(words)) } td.num { (n) } } } } }
        }
    }
}
