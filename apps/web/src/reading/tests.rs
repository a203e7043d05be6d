//! Text in, text out: what the page shows of a dispatch.

mod chains;
mod hostile;
mod marks;
mod records;

use maud::Markup;

/// Markup without its tags: what is read aloud, in one line.
fn read(markup: Markup) -> String {
    let html = markup.into_string();
    let mut out = String::new();
    for part in html.split('<') {
        let (_, text) = part.split_once('>').unwrap_or(("", part));
        out.push_str(text);
        out.push(' ');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
