//! What does a page state about its article beside the text? Title, bylines, outlet, dates, address,
//! language and section, from the head, JSON-LD, and what readers see near the heading.
//!
//! One walk over the tree collects everything (`walk`); the rest are small readers of its harvest.
//! What is not stated stays empty: an undated page has no date, whatever dates stand around it.

mod address;
mod byline;
mod calendar;
mod clock;
mod json_ld;
mod meta;
mod moment;
mod published;
#[cfg(test)]
mod tests;
mod tokens;
mod visible;
mod walk;
mod words;

use crate::document::Facts;

/// The facts of a page that was found at an address.
pub(crate) fn of(document: &dom_query::Document, address: Option<&str>) -> Facts {
    let page = walk::read(document);
    let meta = meta::read(&page.metas);
    let canonical = page.canonical.as_deref().into_iter().chain(meta.url.as_deref());
    let url = canonical.filter_map(|link| address::resolve(link, address)).find(|u| !address::is_front(u));
    let place = url.as_deref().or(address).unwrap_or_default();
    let titles = titles(&page, &meta);
    let linked = json_ld::read(&page.scripts, place, &titles);
    let heading = visible::heading(&page, &titles, linked.headline.as_deref());
    let shown = visible::dates(&page, heading);
    let outlet = meta.site.clone().or_else(|| linked.publisher.clone()).or_else(|| meta.site_last.clone());
    let outlet = outlet.filter(|name| is_outlet(name));
    let dates = published::decide(&published::Evidence {
        linked: &linked,
        meta: &meta,
        shown: &shown,
        page: &page,
        address: place,
        language: page.language.as_deref().or(meta.language.as_deref()),
    });
    let names = |outlet| byline::choose(&linked.authors, &meta.authors, &page, heading, outlet);
    Facts {
        title: title(&meta, linked.headline.as_deref(), &page.title, outlet.as_deref()),
        bylines: names(outlet.as_deref()),
        published: dates.published,
        modified: dates.modified,
        language: [page.language.as_deref(), meta.language.as_deref(), linked.language.as_deref()]
            .into_iter()
            .flatten()
            .find_map(language),
        section: section(&meta, &linked, &page, place, outlet.as_deref()),
        url,
        outlet,
    }
}

/// What the head calls the page, for telling its heading.
fn titles(page: &walk::Page, meta: &meta::Meta) -> Vec<String> {
    let all = [meta.title.as_deref(), meta.title_last.as_deref(), Some(page.title.as_str())];
    all.into_iter().flatten().map(visible::plain).filter(|t| !t.is_empty()).collect()
}

/// The heading as the head states it, without the outlet at its end.
fn title(meta: &meta::Meta, headline: Option<&str>, element: &str, outlet: Option<&str>) -> Option<String> {
    let stated = headline.or(meta.title.as_deref()).or(meta.title_last.as_deref()).unwrap_or(element);
    let stated = stated.trim();
    let cut = outlet.and_then(|name| {
        let rest = stated.strip_suffix(name)?.trim_end();
        let rest = rest.strip_suffix(['|', '-', '–', '—', '·', ':', '»'])?.trim_end();
        (!rest.is_empty()).then_some(rest)
    });
    Some(cut.unwrap_or(stated).to_owned()).filter(|t| !t.is_empty())
}

/// Whether a name can be an outlet's: no address, no bare mark.
fn is_outlet(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphanumeric()).count() >= 2
        && name.chars().count() <= 80
        && !name.contains("://")
        && !name.starts_with('@')
}

/// A language tag in the letter case of BCP 47.
fn language(tag: &str) -> Option<String> {
    let first = tag.split([',', ';', ' ']).next().unwrap_or(tag).trim();
    let mut parts = first.split(['-', '_']);
    let code =
        parts.next().filter(|c| matches!(c.len(), 2 | 3) && c.chars().all(|c| c.is_ascii_alphabetic()))?;
    let mut out = code.to_ascii_lowercase();
    for part in parts.filter(|p| p.chars().all(|c| c.is_ascii_alphanumeric())) {
        match part.len() {
            2 => out.extend(["-", &part.to_ascii_uppercase()]),
            4 => {
                let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
                out.extend(["-", &first.to_ascii_uppercase(), &rest.to_ascii_lowercase()]);
            }
            3 if part.bytes().all(|b| b.is_ascii_digit()) => out.extend(["-", part]),
            _ => break,
        }
    }
    Some(out)
}

/// The section: as stated, else the last crumb that is no title, else a known step of the address.
fn section(
    meta: &meta::Meta,
    linked: &json_ld::Linked,
    page: &walk::Page,
    address: &str,
    outlet: Option<&str>,
) -> Option<String> {
    let fits = |name: &&str| {
        let length = name.chars().count();
        let home =
            ["home", "homepage", "home page", "front page", "start", "accueil", "inicio", "startseite"];
        (2..=40).contains(&length)
            && !name.contains("://")
            && !home.contains(&name.to_lowercase().as_str())
            && outlet.is_none_or(|o| !o.eq_ignore_ascii_case(name))
    };
    let stated = [meta.section.as_deref(), linked.section.as_deref()].into_iter().flatten();
    let title = visible::plain(linked.headline.as_deref().or(meta.title.as_deref()).unwrap_or(&page.title));
    let no_title = |name: &&str| {
        let plain = visible::plain(name);
        !plain.is_empty() && !title.starts_with(&plain) && !plain.starts_with(&title)
    };
    let crumbs = |names: &[String]| {
        let all: Vec<&str> = names.iter().map(String::as_str).filter(fits).filter(no_title).collect();
        all.last().map(|s| (*s).to_owned())
    };
    stated
        .map(str::trim)
        .find(fits)
        .map(str::to_owned)
        .or_else(|| crumbs(&linked.crumbs))
        .or_else(|| crumbs(&page.crumbs))
        .or_else(|| address::section(address).map(str::to_owned))
}
