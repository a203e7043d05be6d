//! Which dates does a reader see as the article's own? Those near the heading, and labelled ones after
//! the text; not a clock in the page's head, not the dates of other articles, comments or captions.

use super::calendar::{Reading, dates as readings};
use super::walk::{JOINT, Line, Page};
use super::words::{self, Label, part};

/// A date that stands for readers, or in an element for machines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) reading: Reading,
    pub(super) modified: bool,
    /// Whether an element states it for machines.
    pub(super) stamped: bool,
    pub(super) weight: u8,
}

/// Longest line that is more than prose, in bytes.
const LONGEST: usize = 240;

/// A paragraph of the article has at least so many bytes.
const PARAGRAPH: usize = 140;

/// Paragraphs of the article before which its date stands.
const PARAGRAPHS: usize = 2;

/// Lines after the heading that may hold its date.
const LINES: usize = 40;

/// Words in small letters that stand beside dates and bylines.
const BESIDE: [&str; 52] = [
    "by", "and", "at", "on", "in", "from", "of", "de", "la", "le", "del", "von", "par", "por", "di", "da",
    "the", "der", "to", "min", "mins", "minute", "minutes", "read", "am", "pm", "a.m", "p.m", "a", "p", "m",
    "h", "um", "uhr", "à", "et", "y", "und", "г", "alle", "ago", "hour", "hours", "days", "about", "há",
    "hace", "vor", "horas", "stunden", "heures", "min.",
];

/// Letters and digits in small letters with single spaces: what two spellings of a title share.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The line that is the article's heading.
pub(super) fn heading(page: &Page<'_>, titles: &[String], headline: Option<&str>) -> Option<usize> {
    let headline = headline.map(plain).unwrap_or_default();
    let mut best: Option<(u8, usize)> = None;
    for (at, line) in page.lines.iter().enumerate() {
        if line.length() > 400 || (line.level == 0 && line.length() < 15) {
            continue;
        }
        if line.zone & (part::NAV | part::CRUMB | part::FOOTER | part::COMMENT) != 0 && line.level != 1 {
            continue;
        }
        let text = plain(&line.text());
        // A site's name stands in the title too; the heading is the larger part of it.
        let of_title = |t: &String| t.contains(&text) && text.len() * 5 >= t.len() * 2;
        let matched = text.len() >= 8 && (titles.iter().any(of_title) || text == headline);
        let score = match (line.level, matched) {
            (1, true) => 5,
            (2 | 3, true) => 4,
            (_, true) => 3,
            (1, false) if !text.is_empty() => 1,
            _ => 0,
        };
        if score > 0 && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The dates of the article, each with its weight.
pub(super) fn dates(page: &Page<'_>, heading: Option<usize>) -> Vec<Shown> {
    // What the heading itself is within speaks of the whole page.
    let common = heading.and_then(|h| page.lines.get(h)).map_or(0, |l| l.zone);
    let mut reader =
        Reader { page, heading, ignored: common, near: near(page, heading, common), out: Vec::new() };
    reader.stamps();
    reader.lines();
    reader.tail();
    reader.out
}

/// The lines from just before the heading to the article's first paragraphs.
fn near(page: &Page<'_>, heading: Option<usize>, common: u16) -> std::ops::Range<usize> {
    let Some(heading) = heading else { return 0..0 };
    let mut paragraphs = 0;
    let mut end = heading + 1;
    for line in page.lines.iter().skip(heading + 1).take(LINES) {
        let outside = line.zone & part::OUTSIDE & !common != 0;
        paragraphs += usize::from(!outside && line.length() >= PARAGRAPH && linked(line) * 2 < line.length());
        if paragraphs >= PARAGRAPHS {
            break;
        }
        end += 1;
    }
    heading.saturating_sub(3)..end
}

/// Bytes of a line that are in links.
fn linked(line: &Line<'_>) -> usize {
    line.segments.iter().filter(|s| s.linked).map(|s| s.text.len()).sum()
}

/// The words between other words' dates, without joints.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let marks = |c: char| !c.is_alphanumeric();
    text.split(|c: char| c.is_whitespace() || c == JOINT)
        .map(move |w| w.trim_matches(marks))
        .filter(|w| !w.is_empty())
}

/// Whether nothing but names, labels and small words stands in it: no prose.
fn is_bare(text: &str) -> bool {
    let mut count = 0;
    words_of(text).all(|word| {
        count += 1;
        let small = word.starts_with(char::is_lowercase);
        count <= 14
            && (!small || BESIDE.contains(&word) || words::calendar(word).is_some() || is_label_word(word))
    })
}

fn is_label_word(word: &str) -> bool {
    words::label(word).is_some()
        || matches!(word, "last" | "date" | "first" | "mis" | "jour" | "am" | "zuletzt" | "il")
}

struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    heading: Option<usize>,
    ignored: u16,
    near: std::ops::Range<usize>,
    out: Vec<Shown>,
}

impl Reader<'_, '_> {
    fn is_outside(&self, zone: u16) -> bool {
        zone & part::OUTSIDE & !self.ignored != 0
    }

    /// Whether a line is near the heading and in the same part of the page.
    fn is_near(&self, at: usize) -> bool {
        self.near.contains(&at)
            && self.heading.is_some_and(|h| at > h || (at < h && stands_with(self.page, at, h)))
    }

    /// What the line before says, where it is nothing but a label.
    fn label_above(&self, at: usize) -> Option<Label> {
        let above = self.page.lines.get(at.checked_sub(1)?)?.text();
        (words_of(&above).count() <= 4 && !above.contains(|c: char| c.is_ascii_digit()))
            .then(|| words::label(&above))
            .flatten()
    }

    /// Whether a line belongs to a link to another article.
    fn is_teaser(&self, at: usize) -> bool {
        let leads_away = |line: &Line<'_>| {
            line.segments
                .iter()
                .any(|s| s.linked && words_of(&s.text).count() >= 5 && readings(&s.text).is_empty())
        };
        // Right after the heading a link above or below leads to the article's own topic.
        let own = self.heading.is_some_and(|h| at <= h + 2);
        let around = if own { [None, Some(at), None] } else { [at.checked_sub(1), Some(at), Some(at + 1)] };
        around
            .into_iter()
            .flatten()
            .filter(|i| Some(*i) != self.heading)
            .filter_map(|i| self.page.lines.get(i))
            .any(leads_away)
    }

    fn stamps(&mut self) {
        let mut seen = 0;
        for stamp in &self.page.stamps {
            // An article's own items lie within its item; others are marked as outside.
            if self.is_outside(stamp.zone) {
                continue;
            }
            let line = self.page.lines.get(stamp.line);
            let text = line.map(Line::text).unwrap_or_default();
            let before = text.get(..text.floor_char_boundary(stamp.before)).unwrap_or_default();
            let label = words::label(before)
                .or_else(|| if before.is_empty() { self.label_above(stamp.line) } else { None });
            let published = stamp.hints & part::PUBLISHED != 0;
            let modified = match label {
                Some(Label::Other) if !published => continue,
                Some(label) if !published => label == Label::Modified,
                _ => stamp.hints & part::MODIFIED != 0 && !published,
            };
            let near = self.is_near(stamp.line);
            let lone = self.heading.is_none() && self.page.stamps.len() == 1;
            let property = stamp.property && (published || modified);
            let weight = match (near, property, published || label.is_some()) {
                (_, true, _) | (true, _, true) => 5,
                (true, _, _) if !self.is_teaser(stamp.line) => 4,
                // Some templates sign below the text.
                (false, _, _) if published && self.heading.is_some_and(|h| stamp.line > h) => 3,
                _ if lone => 3,
                _ => continue,
            };
            let weight = match label {
                Some(Label::First) => 6,
                _ if modified || seen == 0 => weight,
                _ => 2,
            };
            seen += usize::from(!modified);
            self.out.push(Shown { reading: stamp.reading, modified, stamped: true, weight });
        }
    }

    fn lines(&mut self) {
        let mut plain: Vec<(usize, Shown)> = Vec::new();
        let mut days = Vec::new();
        let mut labelled = 0;
        // A line before the heading counts less than one after it.
        let heading = self.heading.unwrap_or_default();
        for at in (heading..self.near.end).chain(self.near.start..heading) {
            if Some(at) == self.heading || !self.is_near(at) {
                continue;
            }
            let Some(line) = self.page.lines.get(at).filter(|l| !self.is_outside(l.zone)) else { continue };
            for (reading, told, hinted) in self.of_line(line, at) {
                match told {
                    Some(Label::Other) => {}
                    Some(label) => {
                        let modified = label == Label::Modified;
                        let weight = match label {
                            Label::First => 6,
                            _ if modified || labelled == 0 => 5,
                            _ => 2,
                        };
                        labelled += usize::from(!modified);
                        self.out.push(Shown { reading, modified, stamped: false, weight });
                    }
                    None => {
                        days.push(reading.moment.calendar_day());
                        if self.is_teaser(at) {
                            continue;
                        }
                        let weight = if hinted { 4 } else { 3 };
                        let weight = if plain.is_empty() { weight } else { 2 };
                        plain.push((at, Shown { reading, modified: false, stamped: false, weight }));
                    }
                }
            }
        }
        // Many dates of many days are a list of other articles.
        days.dedup();
        let beside = self.heading.map_or(0, |h| h + 2);
        let listed = days.len() >= 3;
        self.out.extend(plain.into_iter().filter(|(at, _)| !listed || *at <= beside).map(|(_, s)| s));
    }

    /// The dates of a line, each with what is said of it, and whether its element says that it is a date.
    fn of_line(&self, line: &Line<'_>, at: usize) -> Vec<(Reading, Option<Label>, bool)> {
        if line.length() > LONGEST {
            return Vec::new();
        }
        let text = line.text();
        let found = readings(&text);
        let mut out = Vec::new();
        let mut from = 0;
        for reading in &found {
            let before = text.get(from..reading.start).unwrap_or_default();
            let first = from == 0;
            from = reading.end;
            let segment = line.segment(reading.start);
            let hints = segment.map_or(0, |s| s.hints);
            let hinted = hints & (part::DATE | part::PUBLISHED | part::MODIFIED) != 0
                && segment.is_some_and(|s| s.text.len() <= 100);
            let rest = found.iter().rev().fold(text.clone(), |mut rest, r| {
                rest.replace_range(r.start..r.end, " ");
                rest
            });
            if !hinted && !is_bare(&rest) {
                continue;
            }
            let above = || if first && words_of(before).count() == 0 { self.label_above(at) } else { None };
            let told = words::label(before).or_else(above).or(match hints {
                h if h & part::PUBLISHED != 0 => Some(Label::Published),
                h if h & part::MODIFIED != 0 => Some(Label::Modified),
                _ => None,
            });
            let today = text.to_lowercase().contains("today");
            out.push((*reading, if today { Some(Label::Other) } else { told }, hinted));
        }
        out
    }

    /// Labelled dates after the text, if they agree.
    fn tail(&mut self) {
        let start = self.near.end;
        let mut published: Vec<Shown> = Vec::new();
        for (at, line) in self.page.lines.iter().enumerate().skip(start) {
            if line.length() > 160 || self.is_outside(line.zone) {
                continue;
            }
            if !line.segments.iter().any(|s| s.text.contains("20") || s.text.contains("19")) {
                continue;
            }
            for (reading, told, _) in self.of_line(line, at) {
                let shown = |modified, weight| Shown { reading, modified, stamped: false, weight };
                match told {
                    Some(Label::Published | Label::First) if !self.is_teaser(at) => {
                        published.push(shown(false, 3));
                    }
                    Some(Label::Modified) => self.out.push(shown(true, 2)),
                    _ => {}
                }
            }
        }
        published.dedup_by_key(|s| s.reading.moment.calendar_day());
        if published.len() == 1 {
            self.out.append(&mut published);
        }
    }
}

/// Whether a class name is that of a page's head: "header-date" is, "date-header" is not.
fn is_head(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut words =
        name.split(|c: char| !c.is_ascii_alphabetic()).take_while(|w| !matches!(*w, "date" | "article"));
    words.any(|w| {
        matches!(w, "header" | "head" | "hdr" | "top" | "topbar" | "masthead" | "banner" | "topnav" | "nav")
    })
}

/// Whether a line before the heading stands with it: their common block is neither the page nor a
/// table, and no head of the page holds the line.
fn stands_with(page: &Page<'_>, at: usize, heading: usize) -> bool {
    let blocks = page.lines.get(at).and_then(|l| l.block).zip(page.lines.get(heading).and_then(|l| l.block));
    let Some((line, heading)) = blocks else { return false };
    let above: Vec<_> = std::iter::once(heading).chain(heading.ancestors_it(Some(4))).collect();
    for block in std::iter::once(line).chain(line.ancestors_it(Some(6))) {
        let name = block.node_name();
        let name = name.as_deref().unwrap_or_default();
        if above.iter().any(|a| a.id == block.id) {
            return !matches!(name, "body" | "html" | "table" | "tbody");
        }
        let names = [block.attr("class"), block.attr("id")];
        let head = names.into_iter().flatten().any(|n| n.split_whitespace().any(is_head));
        if head || matches!(name, "header" | "nav" | "tr" | "td") {
            return false;
        }
    }
    false
}
