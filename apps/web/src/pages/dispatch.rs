//! What does a dispatch say? Its text as it was published, and the record beside it.

use chancery_records::Choice;
use maud::html;

use super::layout;
use crate::problem::Problem;
use crate::reading::{self, View};
use crate::reply::{Look, Made, html as reply};

/// A dispatch by its number or id.
pub(crate) fn page(look: Look<'_>, name: &str) -> Made {
    let found = look.site.with_store(|store| {
        let number = store.find(name)?;
        Ok((number, store.record(number, Choice::Newest)?))
    });
    let (number, stored) = found?;
    let Some(stored) = stored else {
        return Err(Problem::missing(format!("Dispatch {number} has not been coded yet."))
            .with("`chancery recode` codes what is missing."));
    };
    let focus = look.parameter("event").map(|e| format!("e{}", e.trim_start_matches('e')));
    let view = View { token: Some(&look.site.form_token), names: &look.site.names };
    let title = stored.record.dispatch.title.clone().unwrap_or_else(|| format!("Dispatch {number}"));
    let dispatch = &stored.record.dispatch;
    let begins = dispatch.title.is_some() && dispatch.text.lines().next() == dispatch.title.as_deref();
    let body = html! {
        // A title that begins the text stands there, marked, as everybody sees it.
        h1.sr[begins] { (title) }
        @if let Some(id) = look.parameter("corrected") {
            p.notice role="status" { "The correction of event " (id) " is kept beside the coding, with its reason." }
        }
        (reading::head(&stored, &look.site.names))
        div.split data-island="reading" {
            (reading::text(&stored, focus.as_deref()))
            (reading::record(&stored, &view))
        }
        nav.pager aria-label="Dispatches" {
            @if number > 1 { a rel="prev" href=(format!("/dispatch/{}", number - 1)) { "Earlier in the store" } }
            @if number < look.snapshot.archive.newest_dispatch() {
                a rel="next" href=(format!("/dispatch/{}", number + 1)) { "Later in the store" }
            }
            a href=(format!("/api/v1/dispatches/{number}")) { "The record as JSON" }
        }
    };
    Ok(reply(&layout::page(&title, "", &body)))
}
