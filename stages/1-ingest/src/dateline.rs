//! Where and by whom was it filed? Datelines in the forms that agencies use.
//!
//! The text before a separator is split into pieces, and every piece must be a place, a date or an
//! agency: one other word, and there is no dateline. A place alone needs a dash and capitals, or to be
//! a city of `reference/cities.txt`, since "Syria – which …" begins sentences too.

mod pieces;
mod places;

use crate::dateline::pieces::{Piece, pieces, split_mixed};
use crate::dateline::places::{is_city, is_place, title_case};
use crate::dates::{self, Partial};
use crate::day::Day;
use crate::layout::{Line, ends_sentence};
use crate::outlets::{self, Outlet};

/// As far into a paragraph as a dateline may reach, in bytes.
const REACH: usize = 120;

/// How many lines at the top may hold it: a letterhead may stand before.
const LINES: usize = 4;

/// A dateline taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) place: Option<String>,
    /// As it is written.
    pub(crate) agency: Option<String>,
    /// What the table of outlets says of it.
    pub(crate) outlet: Option<&'static Outlet>,
    pub(crate) date: Option<Partial>,
    /// Its bytes, separator included.
    pub(crate) length: usize,
}

/// Takes the dateline from the first lines; gives its byte offset too.
pub(crate) fn take(lines: &mut [Line<'_>]) -> Option<(usize, Found)> {
    for line in lines.iter_mut().filter(|l| !l.is_taken()).take(LINES) {
        let lead = line.rest().len() - line.rest().trim_start().len();
        if let Some(mut found) = parse(line.rest()) {
            let start = line.offset() + lead;
            line.take(found.length);
            found.length -= lead;
            return Some((start, found));
        }
        if ends_sentence(line.rest()) {
            return None;
        }
    }
    None
}

/// The day of a dateline without a year: that of the publication, if it is at most two months before
/// it or, as the sun goes, a few days after.
pub(crate) fn dated(said: Partial, published: &str) -> Option<String> {
    let (month, day, now) = (said.month?, said.day?, Day::parse(published)?);
    let days = (now.year() - 1..=now.year() + 1).filter_map(|year| Day::new(year, month, day));
    days.filter(|d| (-60..=3).contains(&d.since(now))).map(Day::iso).next()
}

/// The dateline that a paragraph begins with: the longest that can be read.
pub(crate) fn parse(paragraph: &str) -> Option<Found> {
    let lead = paragraph.len() - paragraph.trim_start().len();
    if let Some(found) = slashes(paragraph.trim_start()) {
        return Some(Found { length: found.length + lead, ..found });
    }
    let window = paragraph.get(..paragraph.floor_char_boundary(REACH)).unwrap_or(paragraph);
    let mut best: Option<(Head, usize)> = None;
    for (at, c) in window.char_indices() {
        let next = at + c.len_utf8();
        let (before, after) = (window.get(..at).unwrap_or(""), paragraph.get(next..).unwrap_or(""));
        let through = paragraph.get(..next).unwrap_or("");
        let found = match c {
            '—' | '–' | '―' => head(before, Separator::Dash).map(|f| (f, next)),
            '-' | '_' => hyphen(before, after).map(|f| (f, next)),
            ':' => head(before, Separator::Colon).map(|f| (f, next)),
            // A bracket may be followed by the dash that belongs to it.
            ')' | '/' if !is_dash(after.trim_start()) => {
                head(through, Separator::Bracket).map(|f| (f, next + usize::from(after.starts_with('.'))))
            }
            '.' => head(before, Separator::Stop).map(|f| (f, next)),
            ' ' if acronym_ends(before) && after.starts_with(char::is_uppercase) => {
                head(before, Separator::Space).map(|f| (f, next))
            }
            _ => None,
        };
        let Some((head, end)) = found else { continue };
        let end = past_dashes(paragraph, end);
        if starts_sentence(paragraph.get(end..).unwrap_or(""))
            && best.as_ref().is_none_or(|(known, _)| head.says_more_than(known))
        {
            best = Some((head, end));
        }
    }
    if let Some((head, end)) = best {
        return Some(head.found(end));
    }
    let whole = paragraph.trim();
    (whole.len() <= REACH)
        .then(|| head(whole, Separator::LineEnd))
        .flatten()
        .map(|h| h.found(paragraph.trim_end().len()))
}

/// "WAM / ABU DHABI / 7 DEC 2020 / …", "Shafaq News / …": the agency first, and all between slashes.
fn slashes(paragraph: &str) -> Option<Found> {
    let window = paragraph.get(..paragraph.floor_char_boundary(REACH)).unwrap_or(paragraph);
    let (first, rest) = window.split_once('/')?;
    let outlet = outlets::agency(first.trim(), true).filter(|_| rest.starts_with(' '))?;
    let mut out = Head { agency: Some(first.trim().to_owned()), outlet: Some(outlet), ..Head::default() };
    let mut length = first.len() + 1;
    let mut ended = false;
    for (n, part) in rest.split('/').enumerate() {
        let part_end = part.find([':', '–', '—']).or_else(|| part.find(" -")).unwrap_or(part.len());
        let words = part.get(..part_end).unwrap_or(part).trim();
        let place = n == 0 && is_place(words) && dates::parse(words).is_none();
        if !place && dates::parse(words).is_none() {
            break;
        }
        read_piece(&mut out, &Piece { text: words.to_owned(), bracket: None }, n + 1)?;
        length += part_end;
        ended = true;
        if part_end < part.len() {
            break;
        }
        length += 1;
    }
    let length = past_dashes(paragraph, length.min(paragraph.len()));
    let after = paragraph.get(length..).unwrap_or("").trim_start_matches(['/', ':']);
    let bare = after.trim().is_empty() && ended;
    let length = paragraph.len() - after.len();
    (bare || starts_sentence(after)).then(|| out.found(length))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Dash,
    /// After an agency, a day, or a city.
    Colon,
    /// Only after an agency, with a date.
    Stop,
    /// The bracket that closes round an agency.
    Bracket,
    /// Nothing but a space: only after an agency in capitals that follows a city or a day.
    Space,
    /// The dateline stands alone on its line.
    LineEnd,
}

/// How the place is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Form {
    #[default]
    Plain,
    Capitals,
    Bracketed,
}

/// How sure it is that a piece names an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// A short name in brackets.
    Bracketed,
    /// It looks like one: "ENN", "Delta News Agency".
    Shaped,
    /// The table has it.
    Known,
}

/// What stands before the separator.
#[derive(Debug, Default)]
struct Head {
    place: Option<String>,
    agency: Option<String>,
    outlet: Option<&'static Outlet>,
    trust: Option<Trust>,
    agency_last: bool,
    date: Option<Partial>,
    places: usize,
    /// The place is in the list of cities.
    city: bool,
    form: Form,
}

impl Head {
    fn found(self, length: usize) -> Found {
        Found { place: self.place, agency: self.agency, outlet: self.outlet, date: self.date, length }
    }

    /// Whether it has a part that a shorter reading lacks; a second place alone is none.
    fn says_more_than(&self, other: &Self) -> bool {
        let longer = |a: &String, b: &String| a.len() > b.len() && a.starts_with(b.as_str());
        (self.agency.is_some() && other.agency.is_none())
            || self.agency.as_ref().zip(other.agency.as_ref()).is_some_and(|(a, b)| longer(a, b))
            || (self.date.is_some() && other.date.is_none())
            || (self.place.is_some() && other.place.is_none())
    }

    fn is_enough(&self, separator: Separator) -> bool {
        let place = self.place.is_some();
        let known = self.trust == Some(Trust::Known);
        // A year alone is no date of a dateline: "Summit 2016".
        let day = self.date.is_some_and(|d| d.day.is_some());
        match separator {
            Separator::Dash => match self.trust {
                Some(Trust::Known) => true,
                Some(Trust::Shaped) => place && self.agency_last,
                Some(Trust::Bracketed) => place && (self.form == Form::Capitals || self.city || day),
                None if self.date.is_some() => {
                    place && (day || self.date.is_some_and(|d| d.year.is_none()))
                        || self.date.and_then(Partial::iso).is_some()
                }
                None => place && self.stands_alone(),
            },
            Separator::Colon => {
                place && ((known && self.agency_last) || day || (self.city && self.trust.is_none()))
            }
            Separator::Stop => known && self.agency_last && place && self.date.is_some(),
            // "ARABIAN GULF (Nov. 3, 2026) The ship …", as navies write it.
            Separator::Bracket => {
                let dated = self.form == Form::Capitals && self.date.and_then(Partial::iso).is_some();
                place && (known && self.agency_last || dated)
            }
            Separator::Space => known && self.agency_last && (self.city || day) && place,
            // "ANKARA" on a line of its own
            Separator::LineEnd => place && (known || day || self.city && self.form == Form::Capitals),
        }
    }

    /// Whether a place without agency and date is sure enough before a dash: a city, one word in
    /// capitals or brackets, or a place with its region. "CLIMATE CHANGE —" is none.
    fn stands_alone(&self) -> bool {
        let words = self.place.as_ref().map_or(0, |p| p.split(' ').count());
        self.city || (self.form != Form::Plain && (words == 1 || self.places > 1))
    }
}

/// A hyphen or underscore parts dateline and text only with a space on a side, doubled, or right
/// after a known agency ("SANA-The envoy").
fn hyphen(before: &str, after: &str) -> Option<Head> {
    let spaced = before.ends_with(char::is_whitespace) || after.starts_with('-');
    let loose = after.starts_with(char::is_whitespace);
    let head = head(before, Separator::Dash)?;
    let agency = head.agency_last
        && match head.trust {
            Some(Trust::Known) => true,
            Some(Trust::Shaped) => loose,
            _ => false,
        };
    let sure = head.form == Form::Capitals || head.city || before.ends_with([')', '.']);
    (spaced || agency || (loose && sure)).then_some(head)
}

fn head(before: &str, separator: Separator) -> Option<Head> {
    let mut list = pieces(before)?;
    let mut out = Head::default();
    if let Some(inner) = list.first().filter(|p| p.bracket == Some(')') && p.text.contains(',')) {
        // "(Beirut, 7 December 2020) –": all of it in one bracket.
        let inner = pieces(&inner.text)?;
        list.splice(0..1, inner);
        out.form = Form::Bracketed;
    }
    for (n, piece) in list.iter().enumerate() {
        read_piece(&mut out, piece, n)?;
    }
    out.is_enough(separator).then_some(out)
}

fn read_piece(out: &mut Head, piece: &Piece, n: usize) -> Option<()> {
    let words = piece.text.as_str();
    out.agency_last = false;
    if let Some(date) = dates::parse(words) {
        out.date = Some(out.date.unwrap_or_default().with(date)?);
        return Some(());
    }
    if let Some((trust, outlet)) = agency(out, piece, n) {
        out.agency.get_or_insert_with(|| words.to_owned());
        out.outlet = out.outlet.or(outlet);
        out.trust = out.trust.max(Some(trust));
        out.agency_last = true;
        return Some(());
    }
    if piece.bracket.is_some() {
        if n == 0 {
            out.form = Form::Bracketed;
        }
    } else if let Some((place, rest)) = split_mixed(words) {
        read_piece(out, &Piece { text: place, bracket: None }, n)?;
        return read_piece(out, &Piece { text: rest, bracket: None }, n + 1);
    }
    // The place comes before agency and date; region and country may follow it. An agency that comes
    // first is in brackets or before a slash.
    let in_order = out.date.is_none() && out.places < 3 && (out.agency.is_none() || out.place.is_none());
    if !in_order || !is_place(words) || (n > 0 && is_list(words)) {
        return None;
    }
    out.places += 1;
    if out.place.is_none() {
        let capitals = !words.chars().any(char::is_lowercase);
        if capitals && out.form == Form::Plain {
            out.form = Form::Capitals;
        }
        out.city = words.split('/').all(|w| is_city(w.trim()));
        out.place = Some(if capitals { title_case(words) } else { words.to_owned() });
    }
    Some(())
}

/// "Tehran and Ankara" after another place; "Bosnia and Herzegovina" is one.
fn is_list(words: &str) -> bool {
    let one = ["Antigua", "Bosnia", "Newfoundland", "Saint", "St", "São", "Trinidad"];
    words.contains(" and ") && !one.iter().any(|o| words.starts_with(o))
}

/// Whether a piece names an agency. In round brackets or slashes after a place any short name is
/// one; bare it must look like one, and capitals tell nothing after a place in capitals.
fn agency(before: &Head, piece: &Piece, n: usize) -> Option<(Trust, Option<&'static Outlet>)> {
    let words = piece.text.as_str();
    let bracketed = matches!(piece.bracket, Some(')' | '/'));
    let capitals = words.len() >= 4 && words.bytes().all(|b| b.is_ascii_uppercase());
    if let Some(outlet) = outlets::agency(words, bracketed) {
        let first = n > 0 || piece.bracket.is_some() || capitals;
        return first.then_some((Trust::Known, Some(outlet)));
    }
    if n == 0 || !words.starts_with(char::is_uppercase) || words.split(' ').count() > 4 {
        return None;
    }
    let acronym = (3..=6).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_uppercase());
    let called = ["Agency", "News", "Wire", "Press"].iter().any(|e| words.ends_with(e));
    match piece.bracket {
        Some(')' | '/') => Some((Trust::Bracketed, None)),
        None if before.agency.is_some() || is_city(words) => None,
        None if called || (acronym && before.form == Form::Plain) => Some((Trust::Shaped, None)),
        _ => None,
    }
}

/// Whether a text ends with a word in capitals, as most agencies are.
fn acronym_ends(text: &str) -> bool {
    let word = text.rsplit([' ', ',']).next().unwrap_or(text);
    word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '―', '_', ':'])
}

/// The end of the dashes that follow, spaces between them included.
fn past_dashes(paragraph: &str, from: usize) -> usize {
    let rest = paragraph.get(from..).unwrap_or("");
    let after = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—', '―', '_']);
    let skipped = rest.len() - after.len();
    let dashes = rest.get(..skipped).unwrap_or("").trim_end_matches([' ', '\u{a0}']);
    from + dashes.len()
}

/// What follows a dateline begins as a sentence does.
fn starts_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\'' | '(' | '-' | '–' | '—')
    });
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || text.starts_with("al-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_is_of_the_year_that_is_near() {
        let date = |words, published| dates::parse(words).and_then(|d| dated(d, published));
        assert_eq!(date("Dec. 31", "2021-01-01").as_deref(), Some("2020-12-31"));
        assert_eq!(date("Jan. 1", "2020-12-31").as_deref(), Some("2021-01-01"));
        assert_eq!(date("July 4", "2020-12-31"), None);
        assert_eq!(date("July 4", "2020"), None);
    }

    #[test]
    fn odd_marks_are_no_datelines() {
        for text in ["", "—", "((((", "/", " / / /", "WAM /", "-", ":", "(AP", "—————"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
