//! How is a container to be read? Which fields of JSON mean what, and where hostile input is cut.

use std::fmt;
use std::str::FromStr;

/// Everything that may be set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Which fields of a JSON object mean what.
    pub fields: Fields,
    /// Where input is cut.
    pub limits: Limits,
}

/// Where input is cut, with a remark or an error that names the limit. Memory stays within a few
/// times `document`, whatever comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one document: a page, a line of JSONL, a mail, an item of a feed.
    pub document: usize,
    /// Bytes of the head of a record or of an HTTP answer.
    pub head: usize,
    /// Unpacked bytes for each byte of the input, once `unchecked` bytes have come out. Pages shrink
    /// to a tenth and feeds to a thirtieth; gzip reaches 1,030 on zeros alone.
    pub ratio: u64,
    /// Unpacked bytes below which no ratio is asked: a small feed of many like items is no bomb.
    pub unchecked: u64,
    /// Unpacked bytes of one archive or compressed file.
    pub output: u64,
    /// Archives and compressions within each other.
    pub nesting: usize,
    /// Entries of one zip archive.
    pub entries: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document: 16 << 20,
            head: 64 << 10,
            ratio: 200,
            unchecked: 16 << 20,
            output: 1 << 40,
            nesting: 4,
            entries: 1_000_000,
        }
    }
}

/// The names of fields in JSON. A name that is set is the only one that counts; otherwise the names
/// that are in use are tried in order ([`Field::usual`]). `a.b` is field `b` of the object `a`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(Field, String)>);

/// What a field of JSON can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// A name within the file; it stands in the origin after `#`.
    Id,
    /// The body, prose or markup.
    Text,
    /// The heading.
    Title,
    /// The date of publication.
    Date,
    /// The address.
    Url,
    /// Who publishes it.
    Outlet,
    /// Who wrote it.
    Author,
    /// The language.
    Language,
}

/// All of them, with the names that are in use: NGEC's and PLOVER's first, then those of crawlers.
const USUAL: [(Field, &str, &[&str]); 8] = [
    (Field::Id, "id", &["id", "_id", "doc_id", "story_id", "uri", "guid"]),
    (
        Field::Text,
        "text",
        &[
            "event_text",
            "text",
            "body",
            "content",
            "article_text",
            "full_text",
            "maintext",
            "articleBody",
            "content_html",
            "html",
        ],
    ),
    (Field::Title, "title", &["title", "headline", "header"]),
    (
        Field::Date,
        "date",
        &[
            "date",
            "publication_date",
            "pub_date",
            "pubdate",
            "date_publish",
            "datePublished",
            "date_published",
            "published",
            "published_at",
            "publishedAt",
        ],
    ),
    (Field::Url, "url", &["url", "link", "canonical_link"]),
    (Field::Outlet, "outlet", &["outlet", "source", "source_name", "publisher", "source_domain"]),
    (Field::Author, "author", &["author", "authors", "byline", "bylines"]),
    (Field::Language, "language", &["language", "lang"]),
];

impl Field {
    /// The names that are in use for it, best first.
    pub fn usual(self) -> &'static [&'static str] {
        USUAL.iter().find(|(field, ..)| *field == self).map_or(&[], |(_, _, names)| names)
    }

    /// Its own name.
    pub fn as_str(self) -> &'static str {
        USUAL.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }
}

impl Fields {
    /// Says which name a field has.
    #[must_use]
    pub fn with(mut self, field: Field, name: &str) -> Self {
        self.0.retain(|(known, _)| *known != field);
        self.0.push((field, name.to_owned()));
        self.0.sort();
        self
    }

    /// The names to be tried for a field, in order.
    pub fn names(&self, field: Field) -> Vec<&str> {
        match self.0.iter().find(|(known, _)| *known == field) {
            Some((_, name)) => vec![name],
            None => field.usual().to_vec(),
        }
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (field, name)) in self.0.iter().enumerate() {
            write!(f, "{}{}={name}", if n > 0 { "," } else { "" }, field.as_str())?;
        }
        Ok(())
    }
}

/// What is wrong with a list of fields.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected FIELD=NAME,… with FIELD one of id, text, title, date, url, outlet, author, language")]
pub struct WrongFields;

impl FromStr for Fields {
    type Err = WrongFields;

    /// Reads `text=body,date=when`.
    fn from_str(list: &str) -> Result<Self, WrongFields> {
        let mut fields = Self::default();
        for pair in list.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (field, name) = pair.split_once('=').ok_or(WrongFields)?;
            let known = USUAL.iter().find(|(_, own, _)| *own == field.trim());
            let (known, ..) = known.filter(|_| !name.trim().is_empty()).ok_or(WrongFields)?;
            fields = fields.with(*known, name.trim());
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_fields_is_read_and_written_alike() {
        let fields: Fields = "date=when, text=body".parse().unwrap();
        assert_eq!(fields.names(Field::Text), ["body"]);
        assert_eq!(fields.names(Field::Id).first(), Some(&"id"));
        assert_eq!(fields.to_string(), "text=body,date=when");
        assert_eq!(fields.to_string().parse(), Ok(fields));
        assert_eq!("".parse(), Ok(Fields::default()));
    }

    #[test]
    fn what_is_no_list_of_fields_is_refused() {
        for wrong in ["text", "colour=red", "text=", "=body"] {
            assert_eq!(wrong.parse::<Fields>(), Err(WrongFields), "{wrong}");
        }
    }
}
