//! Which documents do mails hold? A mail is one; a mailbox holds many, read one at a time.

use chancery_model::dispatch::DateBasis;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::context::{Context, part, remark};
use super::error::Error;
use super::instant;
use super::source::{Source, read_line};
use crate::document::{Content, Document, Facts};
use crate::outlets;

/// One mail, which is the whole source.
pub(crate) fn document(origin: &str, mut source: Source<'_>, context: &Context) -> Document {
    let (bytes, more) = source.read_whole(context.options.limits.document);
    let mut document = of_bytes(origin.to_owned(), &bytes);
    if more {
        document.remarks.push(context.too_long());
    } else if context.status.stopped().is_some() {
        document.remarks.push(context.cut());
    }
    document
}

/// The mails of a mailbox.
pub(crate) struct Mailbox<'a> {
    source: Source<'a>,
    origin: String,
    context: Context,
    line: Vec<u8>,
    count: u64,
    /// Whether the line "From …" of the next mail has been read.
    begun: bool,
}

impl<'a> Mailbox<'a> {
    pub(crate) fn new(origin: &str, source: Source<'a>, context: Context) -> Self {
        Self { source, origin: origin.to_owned(), context, line: Vec::new(), count: 0, begun: false }
    }

    /// The bytes of the next mail, and whether they are over the limit.
    fn mail(&mut self) -> Option<(Vec<u8>, bool)> {
        let limit = self.context.options.limits.document;
        let (mut mail, mut cut, mut blank) = (Vec::new(), false, true);
        loop {
            let line = read_line(&mut self.source, limit, &mut self.line);
            if line.length == 0 {
                return std::mem::take(&mut self.begun).then_some((mail, cut));
            }
            if blank && self.line.starts_with(b"From ") {
                if std::mem::replace(&mut self.begun, true) {
                    return Some((mail, cut));
                }
                continue;
            }
            blank = self.line.is_empty();
            // A line of the mail that began with "From " was quoted.
            let quoted = self.line.iter().take_while(|b| **b == b'>').count();
            let unquote = quoted > 0 && self.line.get(quoted..).is_some_and(|l| l.starts_with(b"From "));
            let line_kept = self.line.get(usize::from(unquote)..).unwrap_or(&[]);
            if line.cut || mail.len() + line_kept.len() > limit {
                cut = true;
            } else if !cut {
                mail.extend_from_slice(line_kept);
                mail.push(b'\n');
            }
        }
    }
}

impl Iterator for Mailbox<'_> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let (bytes, cut) = self.mail()?;
        self.count += 1;
        let mut document = of_bytes(part(&self.origin, &self.count.to_string()), &bytes);
        if cut {
            document.remarks.push(self.context.too_long());
        }
        if !self.begun && self.context.status.stopped().is_some() {
            document.remarks.push(self.context.cut());
        }
        Some(Ok(document))
    }
}

fn of_bytes(origin: String, bytes: &[u8]) -> Document {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let mut document = Document::new(&origin, bytes);
        document.remarks.push(remark("ingest/mail", "The mail's head cannot be read.".into()));
        return document;
    };
    let mut remarks = Vec::new();
    let date = message.header_raw("Date").map(str::trim);
    let published = date.and_then(instant::iso);
    if let (Some(said), None) = (date, &published) {
        let said: String = said.chars().take(60).collect();
        remarks.push(remark("ingest/date", format!("The date «{said}» was not understood.")));
    }
    let content = content(&message);
    if content == Content::Plain(String::new()) {
        remarks.push(remark("ingest/empty", "The mail holds no text.".into()));
    }
    let mut facts = Facts {
        title: message.subject().map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned),
        published: published.map(|d| (d, DateBasis::Given)),
        ..Facts::default()
    };
    sender(&message, &mut facts);
    Document { origin, facts, content, remarks }
}

/// The sender is the outlet where it is a known agency, else a person. A bare address is neither.
fn sender(message: &Message<'_>, facts: &mut Facts) {
    let name = message.from().and_then(|a| a.first()).and_then(|a| a.name.as_deref()).map(str::trim);
    let Some(name) = name.filter(|n| !n.is_empty() && !n.contains('@')) else { return };
    match outlets::find(name) {
        Some(known) => facts.outlet = Some(known.name.to_owned()),
        None => facts.bylines.push(name.to_owned()),
    }
}

/// The plain parts, or else the first marked-up one.
fn content(message: &Message<'_>) -> Content {
    let mut plain = Vec::new();
    for part in message.text_bodies() {
        if let PartType::Text(text) = &part.body {
            let flowed = part.content_type().and_then(|t| t.attribute("format"));
            let flowed = flowed.is_some_and(|f| f.eq_ignore_ascii_case("flowed"));
            plain.push(if flowed { unfold(text) } else { text.replace("\r\n", "\n") });
        }
    }
    let plain = plain.join("\n\n");
    if !plain.trim().is_empty() {
        return Content::Plain(plain);
    }
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.to_string()),
        _ => None,
    });
    html.map_or_else(|| Content::Plain(String::new()), Content::Html)
}

/// Lines of "format=flowed" that end in a space go on in the next one. "-- " opens a signature.
fn unfold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        out.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}
