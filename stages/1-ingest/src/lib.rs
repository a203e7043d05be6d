//! Stage 1: bytes of any kind become a dispatch.
//!
//! What goes in: bytes and where they came from. What comes out: a [`Dispatch`] with its canonical
//! text, title, dateline, bylines, outlet, language and the stretches that later stages read.
#![doc = include_str!("../README.md")]

mod bylines;
mod charset;
pub mod containers;
mod dateline;
mod dates;
mod day;
mod document;
pub mod fuzz;
mod invisible;
mod language;
mod layout;
mod mojibake;
pub mod outlets;
mod page;
pub mod repeats;
pub mod score;
mod table;
mod tail;
mod times;
mod zones;

use chancery_model::dispatch::{DateBasis, Dateline, Dispatch};
use chancery_model::remark::Remark;
use chancery_model::span::{Char, Span};
use chancery_model::text::Text;

use crate::dates::Partial;
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
        Content::Bytes { bytes, charset } => {
            (charset::decode(&bytes, charset.as_deref(), LONGEST_PAGE, &mut remarks), None)
        }
        Content::Html(text) => (text, Some(true)),
        Content::Plain(text) => (text, Some(false)),
    };
    let source = decoded.replace("\r\n", "\n").replace('\r', "\n");
    let address = (origin.starts_with("https://") || origin.starts_with("http://")).then(|| origin.clone());
    let page = markup
        .unwrap_or_else(|| page::looks_like_html(&source))
        .then(|| page::extract(&source, facts.url.as_deref().or(address.as_deref())));
    let mut layout = match &page {
        Some(page) => {
            remarks.push(remark("ingest/html", "The text was taken out of an HTML page.".into()));
            remarks.extend(page.cut.map(|what| remark("ingest/page-cut", what.into())));
            let title = facts.title.as_deref().or(page.title.as_deref()).or(page.facts.title.as_deref());
            Layout::with_title(title, &page.body)
        }
        None if facts.title.is_some() => Layout::with_title(facts.title.as_deref(), &source),
        None => Layout::of(&source),
    };
    // Before invisible characters go: some of them are pieces of what is mended.
    mojibake::mend(layout.title.as_mut(), &mut layout.body, &mut remarks);
    invisible::remove([layout.title.as_mut(), Some(&mut layout.body)], &mut remarks);
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
    let stated = page.map(|page| page.facts).unwrap_or_default();
    let mut dispatch = Dispatch {
        id: identity(if canonical.is_empty() { source.as_bytes() } else { canonical.as_bytes() }),
        url: facts.url.or(stated.url).or(address),
        section: facts.section.or(stated.section),
        ..Dispatch::default()
    };
    dispatch.origin = origin;
    let said = describe(&mut dispatch, &layout, canonical);
    dispatch.outlet = facts.outlet.or(stated.outlet).or(dispatch.outlet);
    if let Some((date, basis)) = facts.published.or(stated.published) {
        (dispatch.published, dispatch.published_basis) = (Some(date), Some(basis));
    }
    dispatch.modified = facts.modified.or(stated.modified).map(|(date, _)| date);
    if let Some(bylines) = [facts.bylines, stated.bylines].into_iter().find(|b| !b.is_empty()) {
        dispatch.bylines = bylines;
    }
    if let (Some(line), Some(said)) = (&mut dispatch.dateline, said) {
        line.date = line.date.take().or_else(|| dateline::dated(said, dispatch.published.as_deref()?));
    }
    outlets::settle(&mut dispatch);
    dispatch.times = times::find(&dispatch);
    let declared = facts.language.or(stated.language);
    dispatch.language = language::of(&dispatch, declared.as_deref());
    if dispatch.language == "und" && !dispatch.text.is_empty() {
        let text = "The language cannot be told; only English is read.".into();
        remarks.push(remark("ingest/language-unknown", text));
    } else if !matches!(dispatch.language.as_str(), "en" | "und") {
        let text = format!("The language is {}; only English is read.", dispatch.language);
        remarks.push(remark("ingest/not-english", text));
    }
    dispatch.remarks = remarks;
    dispatch
}

/// The expressions of time in a dispatch that was taken apart elsewhere, resolved against its dates.
pub fn times(dispatch: &Dispatch) -> Vec<chancery_model::dispatch::TimeExpression> {
    times::find(dispatch)
}

/// Finds dateline, bylines and dates in the canonical text, and leaves the rest as paragraphs. Gives the
/// dateline's date as it is said, whose year may only be known later.
fn describe(dispatch: &mut Dispatch, layout: &Layout, canonical: String) -> Option<Partial> {
    let text = Text::new(canonical);
    let chars = |a: usize, b: usize| Span::<Char>::new(text.char(a), text.char(b));
    let mut lines = layout.lines();
    tail::skip(&mut lines);
    bylines::take(&mut lines, &mut dispatch.bylines);
    if let Some(date) = dates::take_line(&mut lines) {
        (dispatch.published, dispatch.published_basis) = (Some(date), Some(DateBasis::Text));
    }
    let mut said = None;
    if let Some((start, found)) = dateline::take(&mut lines) {
        let date = found.date.and_then(Partial::iso);
        dispatch.outlet = found.outlet.map(|known| known.name.to_owned());
        if let Some(date) = &date {
            (dispatch.published, dispatch.published_basis) = (Some(date.clone()), Some(DateBasis::Dateline));
        }
        said = found.date.filter(|_| date.is_none());
        dispatch.dateline = Some(Dateline {
            place: found.place,
            agency: found.outlet.map(|known| known.name.to_owned()).or(found.agency),
            date,
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
    said
}

/// 128 bits of BLAKE3 in hex: the same text has the same id wherever it was found.
fn identity(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

fn remark(code: &'static str, text: String) -> Remark {
    Remark { stage: "ingest", code, span: None, text }
}
