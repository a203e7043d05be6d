//! What do several dispatches tell of one happening?

use chancery_records::incident;
use chancery_records::incidents::Facts;
use maud::html;

use super::search::Asked;
use super::{layout, lists};
use crate::problem::Problem;
use crate::reply::{Look, Made, html as reply};
use crate::telling::{self, Quote};

/// Incidents of a list.
const SHOWN: usize = 200;

/// The incidents that events of a filter tell of.
pub(crate) fn list(look: Look<'_>) -> Made {
    let (archive, names) = (&look.snapshot.archive, &look.site.names);
    let asked = Asked::of(look)?;
    let least = i32::try_from(look.number("least", 2)).unwrap_or(i32::MAX);
    let selection = asked.select(archive);
    let all = archive.incidents(Some(&selection), least, SHOWN);
    let query = asked.filter.query();
    let body = html! {
        h1 { "Incidents" }
        p.lead { "An incident is one happening, whoever tells of it: outlets side by side, who claims, who denies." }
        nav.tabs aria-label="How many dispatches" {
            @for n in [1, 2, 3, 5] {
                a href=(format!("/incidents?{query}&least={n}")) aria-current=[(n == least).then_some("page")] {
                    @if n == 1 { "all" } @else { (n) " dispatches or more" }
                }
            }
        }
        @if all.is_empty() { p.notice { "No incident is told by so many dispatches." } }
        ol.incidents { @for incident in &all { (lists::incident(incident, names)) } }
        @if all.len() == SHOWN { p.muted { "The newest " (SHOWN) " are shown; filter the events to see others." } }
    };
    Ok(reply(&layout::page("Incidents", "/incidents", &body)))
}

/// One incident in full.
pub(crate) fn one(look: Look<'_>, number: &str) -> Made {
    let number: i64 = number.parse().map_err(|_| Problem::wrong("An incident is named by its number."))?;
    let missing = |e| match e {
        chancery_records::Error::Unknown { .. } => {
            Problem::missing(format!("There is no incident {number}."))
                .with("Incidents are numbered anew when new dispatches come: look for it in the list.")
        }
        e => e.into(),
    };
    let names = &look.site.names;
    let (incident, reports) = look.site.with_store(|store| incident::of(store, number)).map_err(missing)?;
    let facts = Facts::of(&reports.iter().collect::<Vec<_>>());
    let archive = &look.snapshot.archive;
    let positions = reports.iter().filter_map(|r| archive.position(r.dispatch, i32::try_from(r.event).ok()?));
    let rows: Vec<_> = archive.rows(&positions.collect::<Vec<_>>()).collect();
    let sentences = lists::sentences(look, &rows)?;
    let quote = |dispatch: i64, event: u32| -> Option<Quote> {
        sentences.get(&(dispatch, i32::try_from(event).ok()?)).cloned()
    };
    let title = telling::title(&incident, names);
    let body = html! {
        h1 { (title) }
        (telling::incident(number, &incident, &facts, &reports, &quote, names))
        p.downloads {
            a href=(format!("/search?incident={number}")) { "Its events as a table" } " "
            a href=(format!("/api/v1/incidents/{number}")) { "As JSON" }
        }
    };
    Ok(reply(&layout::page(&title, "/incidents", &body)))
}
