//! What is new? A list that grows by itself where scripts run.

use maud::html;

use super::{layout, lists};
use crate::reply::{Look, Made, html as reply};

/// Incidents that are shown at first.
const SHOWN: usize = 30;

/// The page of what is new.
pub(crate) fn page(look: Look<'_>) -> Made {
    let archive = &look.snapshot.archive;
    let latest = archive.incidents(None, 1, SHOWN);
    let body = html! {
        h1 { "Live" }
        @match &look.site.watched {
            Some(input) => p.lead { "New dispatches of " code { (input) } " are read as they come." },
            None => p.lead {
                "What is ingested into the store while this page is open is put on top. With "
                code { "chancery serve --watch FOLDER" } " a folder or feed is read by itself."
            },
        }
        section data-island="live" data-src="/live/stream" {
            p.muted data-live-state="" aria-live="polite" { "Load the page again to see what is new." }
            ol.live.incidents { @for incident in &latest { (lists::incident(incident, &look.site.names)) } }
        }
    };
    Ok(reply(&layout::page("Live", "/live", &body)))
}
