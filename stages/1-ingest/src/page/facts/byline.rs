//! Who wrote it? Names of people from JSON-LD, `meta` elements or the byline near the heading; no
//! desks, no outlets that pose as authors, no addresses.

use super::visible::plain;
use super::walk::Page;
use super::words::part;
use crate::bylines::is_name;

/// Words before the names.
const OPENERS: [&str; 19] = [
    "by",
    "by:",
    "written by",
    "reported by",
    "posted by",
    "published by",
    "story by",
    "report by",
    "reporting by",
    "author:",
    "authors:",
    "author",
    "words by",
    "par",
    "por",
    "von",
    "di",
    "door",
    "автор:",
];

/// First words of buttons beside names.
const BUTTONS: [&str; 16] = [
    "about", "all", "articles", "contact", "email", "follow", "join", "latest", "meet", "more", "posts",
    "read", "see", "share", "special", "view",
];

/// More names than these are no byline.
const MOST: usize = 8;

/// Lines after the heading that may hold the byline.
const LINES: usize = 14;

/// The names of the surest source that has any.
pub(super) fn choose(
    linked: &[String],
    metas: &[String],
    page: &Page<'_>,
    heading: Option<usize>,
    outlet: Option<&str>,
) -> Vec<String> {
    let of = |all: &[String]| {
        let mut names = Vec::new();
        for text in all {
            add(&mut names, people(text, true), outlet);
        }
        names
    };
    let found = [of(linked), of(metas), shown(page, heading, outlet)];
    found.into_iter().find(|names| (1..=MOST).contains(&names.len())).unwrap_or_default()
}

fn add(names: &mut Vec<String>, found: Vec<String>, outlet: Option<&str>) {
    for name in found {
        let alike = |other: &str| plain(other) == plain(&name);
        if !outlet.is_some_and(alike) && !names.iter().any(|n| alike(n)) {
            names.push(name);
        }
    }
}

/// Names near the heading: in links and after "By"; else the first name of an element for bylines.
fn shown(page: &Page<'_>, heading: Option<usize>, outlet: Option<&str>) -> Vec<String> {
    let Some(heading) = heading else { return Vec::new() };
    let common = page.lines.get(heading).map_or(0, |l| l.zone);
    let outside = part::NAV | part::FOOTER | part::RELATED | part::COMMENT;
    let from = heading.saturating_sub(3);
    let (mut sure, mut hinted, mut below) = (Vec::new(), Vec::new(), Vec::new());
    let lines = page.lines.iter().enumerate().skip(from);
    for (at, line) in lines.filter(|(at, l)| *at != heading && l.zone & outside & !common == 0) {
        if at > heading + LINES {
            // Some templates sign below the text: "Posted by Lara Quist at 2:05".
            for pair in line.segments.windows(2) {
                if let [before, name] = pair
                    && name.hints & part::BYLINE != 0
                    && before.text.to_lowercase().ends_with("by")
                {
                    add(&mut below, people(&name.text, false), outlet);
                }
            }
            continue;
        }
        let mut announced = false;
        for segment in line.segments.iter().filter(|s| s.text.len() <= 120) {
            let is_byline = segment.hints & part::BYLINE != 0;
            let opened = opener(&segment.text).is_some();
            // A line of prose may begin with "By"; a byline is short and has nothing but names.
            let credible = is_byline || (opened && line.length() <= 120);
            let names = people(&segment.text, false);
            if (announced && segment.linked) || (credible && (opened || segment.linked)) {
                add(&mut sure, names, outlet);
            } else if is_byline {
                add(&mut hinted, names, outlet);
            }
            announced |= credible && opened;
        }
    }
    hinted.truncate(1);
    let found = [sure, hinted, below].into_iter().find(|names| !names.is_empty());
    found.unwrap_or_default()
}

/// What follows an opener.
fn opener(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    OPENERS.iter().filter(|o| lower.starts_with(**o)).max_by_key(|o| o.len()).and_then(|o| {
        let rest = text.get(o.len()..)?;
        (rest.is_empty() || rest.starts_with([' ', ':']) || o.ends_with(':')).then_some(rest)
    })
}

/// The people of a byline. Commas part names where `listed`, or where an "and" ends the list;
/// otherwise offices and places follow them.
fn people(text: &str, listed: bool) -> Vec<String> {
    if text.contains("://") {
        return Vec::new();
    }
    let text = text.trim();
    let rest = opener(text).map_or(text, |r| r.trim_start_matches([':', ' ']));
    let rest = rest.split(['|', '•', '·', '—', '–', '(']).next().unwrap_or(rest);
    let rest = rest.split(" - ").next().unwrap_or(rest);
    let joined =
        [" & ", " and ", " und ", " et ", " y "].iter().fold(rest.to_owned(), |t, j| t.replace(j, "\n"));
    let lists = listed || joined.contains('\n');
    let mut out = Vec::new();
    for clause in joined.split(['\n', ';']) {
        let mut parts = clause.split([',', '/']).map(str::trim);
        let all: Vec<&str> = if lists { parts.collect() } else { parts.next().into_iter().collect() };
        for part in all {
            let part = part.split(" in ").next().unwrap_or(part);
            let part = [" for ", " For "].iter().fold(part, |p, f| p.split(f).next().unwrap_or(p));
            let part = part.trim_matches(['.', ' ', '*']);
            let first = part.split(' ').next().unwrap_or(part).to_lowercase();
            if is_name(part) && !BUTTONS.contains(&first.as_str()) {
                out.push(part.to_owned());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_and_offices_places_and_desks_left() {
        assert_eq!(people("By Lara Quist and Odo J. Brandt", false), ["Lara Quist", "Odo J. Brandt"]);
        assert_eq!(people("By Lara Quist, Diplomatic Correspondent", false), ["Lara Quist"]);
        assert_eq!(people("By Lara Quist, New Dorvik", false), ["Lara Quist"]);
        assert_eq!(people("Lara Quist, Odo Brandt", true), ["Lara Quist", "Odo Brandt"]);
        assert_eq!(people("By LARA QUIST | Staff Writer", false), ["LARA QUIST"]);
        for text in
            ["Staff", "By Staff Reporter", "admin", "@laraquist", "lara@news.example", "Web Desk", "Reuters"]
        {
            assert!(people(text, true).is_empty(), "{text}");
        }
        assert!(people("https://news.example/by/Lara Quist", true).is_empty());
    }
}
