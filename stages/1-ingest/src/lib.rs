//! Stage 1: bytes of any kind become a dispatch.
//!
//! What goes in: bytes and where they came from. What comes out: a [`Dispatch`] with its canonical
//! text, title, dateline, bylines, outlet, language and the stretches that later stages read.
#![doc = include_str!("../README.md")]

mod agencies;
mod bylines;
mod charset;
pub mod containers;
mod dateline;
mod dates;
mod document;
pub mod fuzz;
mod html;
mod language;
mod layout;
mod tail;

use chancery_model::dispatch::{DateBasis, Dateline, Dispatch};
use chancery_model::remark::Remark;
use chancery_model::span::{Char, Span};
use chancery_model::text::Text;

pub use crate::document::{Content, Document, Facts};
use crate::layout::Layout;

/// Longest text that is read, in bytes; the rest is cut with a remark.
pub const LONGEST_TEXT: usize = 2_000_000;

/// Longest page that is searched for a text, in bytes.
const LONGEST_PAGE: usize = 8_000_000;

/// Reads one dispatch. Never fails: what is wrong with the bytes becomes a remark.
pub fn ingest(origin: &str, bytes: &[u8]) -> Dispatch {
    read(Document::new(origin, bytes))
}

/// Reads one document of a container. Never fails: what is wrong with it becomes a remark.
pub fn read(document: Document) -> Dispatch {
    let Document { origin, facts, content, mut remarks } = document;
    let (decoded, markup) = match content {
        Content::Bytes { bytes, .. } => (charset::decode(&bytes, LONGEST_PAGE, &mut remarks), None),
        Content::Html(text) => (text, Some(true)),
        Content::Plain(text) => (text, Some(false)),
    };
    let source = decoded.replace("\r\n", "\n").replace('\r', "\n");
    let page = markup.unwrap_or_else(|| html::looks_like_html(&source)).then(|| html::extract(&source));
    let mut layout = match &page {
        Some(page) => {
            remarks.push(remark("ingest/html", "The text was taken out of an HTML page.".into()));
            Layout::with_title(facts.title.as_deref().or(page.title.as_deref()), &page.body)
        }
        None if facts.title.is_some() => Layout::with_title(facts.title.as_deref(), &source),
        None => Layout::of(&source),
    };
    let cut = tail::cut(&mut layout.body);
    if cut > 0 {
        let text = format!("{cut} characters of links after the article were cut.");
        remarks.push(remark("ingest/trailing-links", text));
    }
    if layout.truncate(LONGEST_TEXT) {
        let text = format!("The text is longer than {LONGEST_TEXT} bytes and was cut there.");
        remarks.push(remark("ingest/too-long", text));
    }
    let canonical = layout.text();
    if canonical.is_empty() && remarks.is_empty() {
        remarks.push(remark("ingest/empty", "There is no text in it.".into()));
    }
    let address =
        || (origin.starts_with("https://") || origin.starts_with("http://")).then(|| origin.clone());
    let mut dispatch = Dispatch {
        id: identity(if canonical.is_empty() { source.as_bytes() } else { canonical.as_bytes() }),
        url: facts.url.or_else(address),
        section: facts.section,
        ..Dispatch::default()
    };
    dispatch.origin = origin;
    describe(&mut dispatch, &layout, canonical);
    if let Some(page) = page {
        dispatch.outlet = dispatch.outlet.take().or(page.outlet);
        if let Some(date) = page.published {
            (dispatch.published, dispatch.published_basis) = (Some(date), Some(DateBasis::Meta));
        }
    }
    dispatch.outlet = facts.outlet.or(dispatch.outlet);
    if let Some((date, basis)) = facts.published {
        (dispatch.published, dispatch.published_basis) = (Some(date), Some(basis));
    }
    dispatch.modified = facts.modified.map(|(date, _)| date);
    if !facts.bylines.is_empty() {
        dispatch.bylines = facts.bylines;
    }
    dispatch.language = language::of(&dispatch);
    if !matches!(dispatch.language.as_str(), "en" | "und") {
        let text = format!("The language is {}; only English is read.", dispatch.language);
        remarks.push(remark("ingest/not-english", text));
    }
    dispatch.remarks = remarks;
    dispatch
}

/// Finds dateline, bylines and dates in the canonical text, and leaves the rest as paragraphs.
fn describe(dispatch: &mut Dispatch, layout: &Layout, canonical: String) {
    let text = Text::new(canonical);
    let chars = |a: usize, b: usize| Span::<Char>::new(text.char(a), text.char(b));
    let mut lines = layout.lines();
    tail::skip(&mut lines);
    bylines::take(&mut lines, &mut dispatch.bylines);
    if let Some(date) = dates::take_line(&mut lines) {
        (dispatch.published, dispatch.published_basis) = (Some(date), Some(DateBasis::Text));
    }
    if let Some((start, found)) = dateline::take(&mut lines) {
        let agency = found.agency.as_deref().map(|a| (a, agencies::find(a)));
        dispatch.outlet = agency.and_then(|(_, known)| known).map(|known| known.name.to_owned());
        if let Some(date) = &found.date {
            (dispatch.published, dispatch.published_basis) = (Some(date.clone()), Some(DateBasis::Dateline));
        }
        dispatch.dateline = Some(Dateline {
            place: found.place,
            agency: agency.map(|(said, known)| known.map_or(said, |k| k.name).to_owned()),
            date: found.date,
            span: chars(start, start + found.length),
        });
    }
    let title = layout.title.as_ref().map_or(0, String::len);
    dispatch.title = chars(0, title);
    if title > 0 {
        dispatch.paragraphs.push(dispatch.title);
    }
    dispatch.paragraphs.extend(layout::paragraphs(&lines).into_iter().map(|(a, b)| chars(a, b)));
    dispatch.text = text;
}

/// 128 bits of BLAKE3 in hex: the same text has the same id wherever it was found.
fn identity(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

fn remark(code: &'static str, text: String) -> Remark {
    Remark { stage: "ingest", code, span: None, text }
}
