//! What is in this store, and who coded it?

use maud::html;

use super::{layout, sql};
use crate::reply::{Look, Made, html as reply};

const RUNS: &str = "SELECT run, version, model, rules, started_at, dispatches FROM runs ORDER BY run";
const CORRECTIONS: &str = "SELECT correction, dispatch, event, field, was, value, made_by, why, made_at \
    FROM corrections ORDER BY correction DESC LIMIT 200";

/// Facts about the store.
pub(crate) fn page(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let session = &look.snapshot.session;
    let runs = session.answer(RUNS, 1000, sql::SECONDS)?;
    let corrections = session.answer(CORRECTIONS, 200, sql::SECONDS)?;
    let body = html! {
        h1 { "About this store" }
        dl.facts {
            dt { "Folder" } dd { code { (look.site.folder.display()) } }
            dt { "Dispatches" } dd { (archive.dispatch_count()) }
            dt { "Events" } dd { (archive.len()) }
            dt { "Incidents" } dd { (archive.incident_count()) }
            dt { "In memory" } dd { (archive.bytes().div_ceil(1 << 20)) " MB" }
            @if let Some((first, last)) = archive.span() {
                dt { "Days" } dd { (crate::archive::date(first)) " to " (crate::archive::date(last)) }
            }
        }
        section.card {
            h2 { "Runs" }
            p { "A run is one version of the program with its weights and rules. Of each dispatch the newest is shown." }
            (sql::table(&runs))
        }
        section.card {
            h2 { "Corrections" }
            @if corrections.rows.is_empty() { p.muted { "Nobody has corrected anything yet." } }
            @else { (sql::table(&corrections)) }
        }
    };
    Ok(reply(&layout::page("About this store", "", &body)))
}
