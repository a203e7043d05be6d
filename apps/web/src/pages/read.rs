//! How is a new text read at once? Pasted or handed in as a file; its record is shown and not kept.

use chancery_records::{Intake, Stored};
use maud::{Markup, html};

use super::layout;
use crate::problem::Problem;
use crate::reading::{self, View};
use crate::reply::{Look, Made, html as reply};
use crate::site::Site;

/// The form.
pub(crate) fn form(_: Look<'_>) -> Made {
    Ok(reply(&layout::page("Read a text", "/read", &empty(None))))
}

fn empty(why: Option<&str>) -> Markup {
    html! {
        h1 { "Read a text" }
        p.lead { "Paste a dispatch, or choose a file: a text, a web page, a mail, a feed. It is read here, on this machine, and not kept." }
        @if let Some(why) = why { p.notice.bad role="alert" { (why) } }
        form.plain method="post" action="/read" enctype="multipart/form-data" {
            label for="text" { "Text" }
            textarea #text name="text" rows="14" {}
            label for="file" { "or a file" }
            input #file type="file" name="file";
            button type="submit" { "Read" }
        }
    }
}

/// What a text says.
pub(crate) fn record(site: &Site, name: &str, bytes: &[u8]) -> Made {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(reply(&layout::page("Read a text", "/read", &empty(Some("There is no text in it.")))));
    }
    let intake: Intake = site.pipeline.read(name, bytes).map_err(Problem::wrong)?;
    let stored = Stored::fresh(0, intake);
    let view = View { token: None, names: &site.names };
    let body = html! {
        h1 { (stored.record.dispatch.title.as_deref().unwrap_or("An untitled text")) }
        p.notice { "This text is not in the store. " a href="/read" { "Read another" } }
        (reading::head(&stored, &site.names))
        div.split data-island="reading" {
            (reading::text(&stored, None))
            (reading::record(&stored, &view))
        }
    };
    Ok(reply(&layout::page("A text", "/read", &body)))
}
