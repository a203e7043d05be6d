//! What do the `meta` elements say? Their names stand in `reference/meta-names.tsv`.

use super::calendar::{Reading, stated};
use super::words;

/// What was stated, the first of each kind first.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) published: Vec<Reading>,
    /// Dates that may be of publication or of the last change.
    pub(super) dates: Vec<Reading>,
    pub(super) modified: Vec<Reading>,
    pub(super) authors: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) site_last: Option<String>,
    pub(super) title: Option<String>,
    pub(super) title_last: Option<String>,
    pub(super) section: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// Reads pairs of a name in lower case and a content.
pub(super) fn read(metas: &[(String, String)]) -> Meta {
    let mut out = Meta::default();
    let first = |slot: &mut Option<String>, content: &str| {
        if slot.is_none() {
            *slot = Some(content.to_owned());
        }
    };
    for (names, content) in metas {
        let content = content.trim();
        // itemprop may name several properties.
        let Some(fact) = words::meta(names).or_else(|| names.split_whitespace().find_map(words::meta)) else {
            continue;
        };
        if content.is_empty() {
            continue;
        }
        match fact {
            "published" => out.published.extend(stated(content)),
            "date" => out.dates.extend(stated(content)),
            "modified" => out.modified.extend(stated(content)),
            "author" => out.authors.push(content.to_owned()),
            "site" => first(&mut out.site, content),
            "site-last" => first(&mut out.site_last, content),
            "title" => first(&mut out.title, content),
            "title-last" => first(&mut out.title_last, content),
            "section" => first(&mut out.section, content),
            "url" => first(&mut out.url, content),
            "language" => first(&mut out.language, content),
            _ => {}
        }
    }
    out
}
