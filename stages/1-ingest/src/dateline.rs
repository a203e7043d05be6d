//! Where and by whom was it filed? Datelines in the forms that agencies use.
//!
//! The text before a separator is split into pieces, and every piece must be a place, a date or an
//! agency: one other word, and there is no dateline. A place alone needs a dash and capitals,
//! since "Syria – which …" begins sentences too.

use crate::agencies;
use crate::dates::{self, Partial};
use crate::layout::{Line, ends_sentence};

/// As far into a paragraph as a dateline may reach, in bytes.
const REACH: usize = 120;

/// Words that begin labels, not places: "UPDATE – …".
const LABELS: [&str; 24] = [
    "analysis",
    "answer",
    "background",
    "breaking",
    "exclusive",
    "explainer",
    "fact",
    "interview",
    "live",
    "minister",
    "note",
    "opinion",
    "photo",
    "photos",
    "president",
    "press",
    "question",
    "read",
    "statement",
    "summary",
    "the",
    "update",
    "video",
    "watch",
];

/// Lower-case words inside the names of places.
const PARTICLES: [&str; 12] = ["al", "and", "d'", "da", "de", "del", "do", "el", "la", "le", "of", "the"];

/// A dateline taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) place: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) date: Option<String>,
    /// Its bytes, separator included.
    pub(crate) length: usize,
}

/// Takes the dateline from the first lines; gives its byte offset too.
pub(crate) fn take(lines: &mut [Line<'_>]) -> Option<(usize, Found)> {
    for line in lines.iter_mut().filter(|l| !l.is_taken()).take(2) {
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

/// The dateline that a paragraph begins with.
pub(crate) fn parse(paragraph: &str) -> Option<Found> {
    let window = paragraph.get(..paragraph.floor_char_boundary(REACH)).unwrap_or(paragraph);
    for (at, c) in window.char_indices() {
        let next = at + c.len_utf8();
        let (before, after) = (window.get(..at).unwrap_or(""), paragraph.get(next..).unwrap_or(""));
        let found = match c {
            '—' | '–' | '―' => head(before, Separator::Dash).map(|f| (f, next)),
            '-' | '_' => hyphen(before, after).map(|f| (f, next + usize::from(after.starts_with('-')))),
            ':' => head(before, Separator::Weak).map(|f| (f, next)),
            ')' | '/' => head(paragraph.get(..next).unwrap_or(""), Separator::Bracket)
                .map(|f| (f, next + usize::from(after.starts_with('.')))),
            '.' => head(before, Separator::Weak).filter(|f| f.date.is_some()).map(|f| (f, next)),
            _ => None,
        };
        let Some((head, end)) = found else { continue };
        // A bracket may be followed by the dash that belongs to it.
        let rest = paragraph.get(end..).unwrap_or("");
        let end = if matches!(c, ')' | '/') && is_dash(rest.trim_start()) { continue } else { end };
        if starts_sentence(paragraph.get(end..).unwrap_or("")) {
            return Some(head.found(end));
        }
    }
    let whole = paragraph.trim();
    (whole.len() <= REACH)
        .then(|| head(whole, Separator::LineEnd))
        .flatten()
        .map(|h| h.found(paragraph.trim_end().len()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    Dash,
    /// A colon or stop: only after an agency.
    Weak,
    /// The bracket that closes round an agency.
    Bracket,
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
    trust: Option<Trust>,
    agency_last: bool,
    date: Option<Partial>,
    places: usize,
    form: Form,
}

impl Head {
    fn found(self, length: usize) -> Found {
        Found { place: self.place, agency: self.agency, date: self.date.and_then(Partial::iso), length }
    }

    fn is_enough(&self, separator: Separator) -> bool {
        let place = self.place.is_some();
        let words = self.place.as_ref().map_or(0, |p| p.split(' ').count());
        let known = self.trust == Some(Trust::Known);
        // A year alone is no date of a dateline: "Summit 2016".
        let day = self.date.is_some_and(|d| d.day.is_some());
        match separator {
            Separator::Dash => match self.trust {
                Some(Trust::Known) => true,
                Some(Trust::Shaped) => place && self.agency_last,
                Some(Trust::Bracketed) => place && (self.form == Form::Capitals || day),
                None if self.date.is_some() => {
                    place && (day || self.date.is_some_and(|d| d.year.is_none()))
                        || self.date.and_then(Partial::iso).is_some()
                }

                None => place && (self.form != Form::Plain || words <= 2),
            },
            Separator::Weak | Separator::Bracket => known && self.agency_last && place,
            Separator::LineEnd => place && (known || day),
        }
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
    (spaced || agency || (loose && head.form == Form::Capitals)).then_some(head)
}

fn head(before: &str, separator: Separator) -> Option<Head> {
    let pieces = pieces(before)?;
    let mut out = Head::default();
    for (n, piece) in pieces.iter().enumerate() {
        read_piece(&mut out, piece, n)?;
    }
    out.is_enough(separator).then_some(out)
}

#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    bracket: Option<char>,
}

/// Splits at commas, brackets, spaced dashes and stops that end no abbreviation.
fn pieces(head: &str) -> Option<Vec<Piece>> {
    let (mut out, mut text, mut bracket) = (Vec::new(), String::new(), None);
    let mut chars = head.trim().chars().peekable();
    let mut push = |text: &mut String, bracket: Option<char>| {
        let piece = std::mem::take(text).trim().to_owned();
        if !piece.is_empty() {
            out.push(Piece { text: piece, bracket });
        }
    };
    while let Some(c) = chars.next() {
        let apart = text.is_empty() || text.ends_with(' ');
        let before_space = chars.peek().is_none_or(|n| n.is_whitespace());
        match (bracket, c) {
            (None, '(' | '[') => {
                push(&mut text, None);
                bracket = Some(if c == '(' { ')' } else { ']' });
            }
            (None, '/') if apart => {
                push(&mut text, None);
                bracket = Some('/');
            }
            (Some(close), c) if c == close => {
                push(&mut text, bracket);
                bracket = None;
            }
            (None, ',') => push(&mut text, None),
            (None, '-' | '–' | '—') if apart && before_space => push(&mut text, None),
            (None, '.') if before_space && !is_abbreviation(&text) => push(&mut text, None),
            (None, '!' | '?' | ';' | '"' | '“' | '”') => return None,
            (_, c) => text.push(c),
        }
    }
    if bracket.is_some() {
        return None;
    }
    push(&mut text, None);
    Some(out)
}

fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit([' ', '.']).next().unwrap_or(text);
    word.chars().count() <= 1
        || dates::month(word).is_some()
        || matches!(word, "St" | "ST" | "Mt" | "MT" | "Ft" | "FT")
}

fn read_piece(out: &mut Head, piece: &Piece, n: usize) -> Option<()> {
    let words = piece.text.as_str();
    out.agency_last = false;
    if let Some(date) = dates::parse(words) {
        out.date = Some(out.date.unwrap_or_default().with(date)?);
        return Some(());
    }
    if let Some(trust) = agency(out, piece, n) {
        out.agency.get_or_insert_with(|| words.to_owned());
        out.trust = out.trust.max(Some(trust));
        out.agency_last = true;
        return Some(());
    }
    if piece.bracket.is_some() {
        if n == 0 {
            out.form = Form::Bracketed;
        }
    } else if let Some((place, rest)) = split_mixed(words) {
        // "BEIJING Dec 7", "Damascus SANA": a place and the next piece without a comma.
        read_piece(out, &Piece { text: place, bracket: None }, n)?;
        return read_piece(out, &Piece { text: rest, bracket: None }, n + 1);
    }
    // The place comes before agency and date; region and country may follow it.
    let in_order = out.agency.is_none() && out.date.is_none() && out.places < 3;
    if !in_order || !is_place(words) {
        return None;
    }
    out.places += 1;
    if out.place.is_none() {
        let capitals = !words.chars().any(char::is_lowercase);
        if capitals && out.form == Form::Plain {
            out.form = Form::Capitals;
        }
        out.place = Some(if capitals { title_case(words) } else { words.to_owned() });
    }
    Some(())
}

/// Whether a piece names an agency. In round brackets or slashes after a place any short name is
/// one; bare it must look like one, and capitals tell nothing after a place in capitals.
fn agency(before: &Head, piece: &Piece, n: usize) -> Option<Trust> {
    let words = piece.text.as_str();
    if agencies::find(words).is_some() {
        return (n > 0 || piece.bracket.is_some()).then_some(Trust::Known);
    }
    if n == 0 || !words.starts_with(char::is_uppercase) || words.split(' ').count() > 4 {
        return None;
    }
    let acronym = (3..=6).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_uppercase());
    let called = ["Agency", "News", "Wire", "Press"].iter().any(|e| words.ends_with(e));
    match piece.bracket {
        Some(')' | '/') => Some(Trust::Bracketed),
        None if called || (acronym && before.form == Form::Plain) => Some(Trust::Shaped),
        _ => None,
    }
}

fn split_mixed(words: &str) -> Option<(String, String)> {
    let list: Vec<&str> = words.split_whitespace().collect();
    let at = (1..list.len()).find(|&i| {
        let rest = list.get(i..).unwrap_or(&[]).join(" ");
        dates::parse(&rest).is_some() || agencies::find(&rest).is_some()
    })?;
    let (place, rest) = list.split_at(at);
    Some((place.join(" "), rest.join(" ")))
}

/// One to four words that begin with capitals, particles aside, and are no labels.
fn is_place(words: &str) -> bool {
    let mut capitals = 0;
    for word in words.split([' ', '/', '-', '\u{a0}']).filter(|w| !w.is_empty()) {
        let plain = word.trim_matches(['.', '\'', '’', '‘']);
        let lower = plain.to_lowercase();
        let letters = plain.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '‘' | '.' | '`'));
        let capital = plain.starts_with(char::is_uppercase);
        if !letters || LABELS.contains(&lower.as_str()) || !(capital || PARTICLES.contains(&plain)) {
            return false;
        }
        capitals += usize::from(capital);
    }
    (1..=4).contains(&capitals) && words.chars().count() >= 3
}

/// `UNITED NATIONS` as `United Nations`; words with stops inside (`D.C.`) stay.
fn title_case(words: &str) -> String {
    let word = |word: &str| {
        if word.trim_end_matches('.').contains('.') {
            return word.to_owned();
        }
        let mut start = true;
        let case = |c: char| {
            let out = if start { c.to_string() } else { c.to_lowercase().to_string() };
            start = matches!(c, '-' | '/');
            out
        };
        word.chars().map(case).collect()
    };
    words.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

fn is_dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '―', '_', ':'])
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

    /// Place, agency and date, and what follows.
    fn check(text: &str, place: &str, agency: &str, date: &str) {
        let found = parse(text).unwrap_or_default();
        let got = [&found.place, &found.agency, &found.date].map(|f| f.as_deref().unwrap_or("").to_owned());
        assert_eq!(got, [place, agency, date], "{text}");
        let rest = text.get(found.length..).unwrap_or("").trim_start();
        assert!(rest.is_empty() || rest.starts_with("Envoy"), "{text} leaves {rest}");
    }

    #[test]
    fn every_agency_style_is_taken_apart() {
        check("Damascus, SANA- Envoys met.", "Damascus", "SANA", "");
        check("Damascus, SANA-Envoys met.", "Damascus", "SANA", "");
        check("Lattakia, SANA_ Envoys met.", "Lattakia", "SANA", "");
        check("Dorvik, XNN- Envoys met.", "Dorvik", "XNN", "");
        check("Dorvik, Delta News Agency- Envoys met.", "Dorvik", "Delta News Agency", "");
        check("MOSCOW, March 2. /TASS/. Envoys met.", "Moscow", "TASS", "");
        check("MOSCOW. March 2 (Interfax) - Envoys met.", "Moscow", "Interfax", "");
        check("BEIJING, March 2 (Xinhua) -- Envoys met.", "Beijing", "Xinhua", "");
        check("GENEVA (Reuters) - Envoys met.", "Geneva", "Reuters", "");
        check("GENEVA/BEIRUT (Reuters) – Envoys met.", "Geneva/Beirut", "Reuters", "");
        check("TEHRAN, Mar. 02 (MNA) – Envoys met.", "Tehran", "MNA", "");
        check("Tehran, March 2, IRNA – Envoys met.", "Tehran", "IRNA", "");
        check("TEHRAN (Tasnim) - Envoys met.", "Tehran", "Tasnim", "");
        check("ABU DHABI, 2nd March, 2021 (WAM) -- Envoys met.", "Abu Dhabi", "WAM", "2021-03-02");
        check("Riyadh, March 02, 2021, SPA -- Envoys met.", "Riyadh", "SPA", "2021-03-02");
        check("RAMALLAH, Tuesday, March 2, 2021 (WAFA) – Envoys met.", "Ramallah", "WAFA", "2021-03-02");
        check("New Delhi, Mar 2 (PTI) Envoys met.", "New Delhi", "PTI", "");
        check("New Delhi [India], March 2 (ANI): Envoys met.", "New Delhi", "ANI", "");
        check("YEREVAN, MARCH 2, ARMENPRESS. Envoys met.", "Yerevan", "ARMENPRESS", "");
        check("BEIRUT, Lebanon (AP) — Envoys met.", "Beirut", "AP", "");
        check("Paris (AFP) - Envoys met.", "Paris", "AFP", "");
        check("BAKU, Azerbaijan, March 2. Trend: Envoys met.", "Baku", "Trend", "");
    }

    #[test]
    fn a_place_alone_is_a_dateline_with_a_dash() {
        check("WASHINGTON — Envoys met.", "Washington", "", "");
        check("Dorvik, Thursday – Envoys met.", "Dorvik", "", "");
        check("(Baghdad) – Envoys met.", "Baghdad", "", "");
        check("ST. PETERSBURG, Russia — Envoys met.", "St. Petersburg", "", "");
        check("UNITED NATIONS, 2 March 2021 — Envoys met.", "United Nations", "", "2021-03-02");
    }

    #[test]
    fn a_dateline_may_stand_alone_on_its_line() {
        check("BAGHDAD, March 2 (INA)", "Baghdad", "INA", "");
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "Syria – which borders five states – sent envoys.",
            "Envoys met in Oslo - They left.",
            "The Ministry - Envoys met.",
            "UPDATE – Envoys met.",
            "Envoy Lara Quist (Norway) said: Envoys met.",
            "Minister Quist – Envoys met.",
            "Envoy-led talks went on.",
            "On Monday, Reuters: Envoys met.",
            "Quist, NATO-Russia envoy, met them.",
            "North Summit 2016",
            "",
            "—",
            "((((",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
