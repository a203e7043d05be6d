//! Is this a calendar date? Dates as datelines and date lines of releases write them.

use crate::day::Day;
use crate::layout::Line;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Parts of a date that were named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Partial {
    pub(crate) year: Option<u16>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
}

impl Partial {
    /// Both together; `None` where they contradict each other.
    pub(crate) fn with(self, other: Self) -> Option<Self> {
        let clash = (self.year.is_some() && other.year.is_some())
            || (self.month.is_some() && other.month.is_some())
            || (self.day.is_some() && other.day.is_some());
        (!clash).then_some(Self {
            year: self.year.or(other.year),
            month: self.month.or(other.month),
            day: self.day.or(other.day),
        })
    }

    /// The whole day in ISO 8601; `None` without a year, or for a day that no calendar has.
    pub(crate) fn iso(self) -> Option<String> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        Day::new(year.into(), month, day).map(Day::iso)
    }
}

/// The number of a month's name, in full or short with or without its stop.
pub(crate) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = FULL.iter().position(|m| *m == word);
    let at = at.or_else(|| MONTHS.iter().position(|m| *m == word));
    let at = at.or_else(|| (word == "sept").then_some(8))?;
    u8::try_from(at + 1).ok()
}

/// Whether a word is a day of the week, in full or cut to three letters or more.
pub(crate) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    word.len() >= 3 && WEEKDAYS.iter().any(|d| d.starts_with(&word))
}

/// A date of these words alone: `Dec. 7`, `7th December`, `2020`, `Monday, 7 December 2020`, `7.12.2020`.
pub(crate) fn parse(words: &str) -> Option<Partial> {
    if let Some(date) = in_numbers(words.trim()) {
        return Some(date);
    }
    let mut out = Partial::default();
    let mut weekday = false;
    // "Dec.7" is "Dec. 7".
    let parts = words.split([' ', ',', '\u{a0}']).flat_map(|w| w.split_inclusive('.'));
    for word in parts.filter(|w| !w.is_empty()) {
        let part = if let Some(month) = month(word) {
            Partial { month: Some(month), ..Partial::default() }
        } else if let Some(number) = number(word) {
            number
        } else if is_weekday(word) && !weekday {
            weekday = true;
            continue;
        } else {
            return None;
        };
        out = out.with(part)?;
    }
    let named = out.month.is_some() || out.year.is_some() || weekday;
    (named && (out.day.is_none() || out.month.is_some())).then_some(out)
}

/// A date in three numbers: `2020-12-07`; `7.12.2020`, where stops always have the day first; `7/12/2020`, where
/// slashes have the day or the month first, so that only the year is known unless one of the two is no month.
fn in_numbers(words: &str) -> Option<Partial> {
    let parts = |mark: char| -> Option<[&str; 3]> {
        let list: Vec<&str> = words.trim_end_matches(mark).split(mark).collect();
        let plain = |p: &&str| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
        list.iter().all(plain).then(|| list.try_into().ok())?
    };
    let year = |y: &str| y.parse().ok().filter(|y| is_of_our_time(*y) && words.len() >= 8);
    let small = |n: &str| n.parse::<u8>().ok().filter(|n| (1..=31).contains(n));
    let dated = |year: u16, month: u8, day: u8| {
        (month <= 12).then_some(Partial { year: Some(year), month: Some(month), day: Some(day) })
    };
    if let Some([y, m, d]) = parts('-') {
        return dated(year(y)?, small(m)?, small(d)?);
    }
    if let Some([d, m, y]) = parts('.') {
        return dated(year(y)?, small(m)?, small(d)?);
    }
    let [first, second, y] = parts('/')?;
    let (first, second, year) = (small(first)?, small(second)?, year(y)?);
    match (first > 12, second > 12) {
        (true, false) => dated(year, second, first),
        (false, true) => dated(year, first, second),
        (false, false) => Some(Partial { year: Some(year), ..Partial::default() }),
        (true, true) => None,
    }
}

fn is_of_our_time(year: u16) -> bool {
    (1900..=2100).contains(&year)
}

/// A day (`7`, `07`, `7th`) or a year (four digits).
fn number(word: &str) -> Option<Partial> {
    let digits = word.trim_end_matches('.');
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| digits.strip_suffix(s)).unwrap_or(digits);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match (digits.len(), digits.parse::<u16>().ok()?) {
        (4, year) if is_of_our_time(year) => Some(Partial { year: Some(year), ..Partial::default() }),
        (1 | 2, day @ 1..=31) => Some(Partial { day: u8::try_from(day).ok(), ..Partial::default() }),
        _ => None,
    }
}

/// Takes a line that is nothing but a whole date out of the first lines, and gives the date.
pub(crate) fn take_line(lines: &mut [Line<'_>]) -> Option<String> {
    for line in lines.iter_mut().filter(|l| !l.is_taken()).take(3) {
        let words = line.rest().trim();
        let words = ["Published:", "Published", "Posted on", "Posted:", "Date:"]
            .iter()
            .find_map(|p| words.strip_prefix(p))
            .unwrap_or(words);
        if let Some(date) = parse(words.trim()).and_then(Partial::iso) {
            line.take_all();
            return Some(date);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(words: &str) -> Option<String> {
        parse(words).and_then(Partial::iso)
    }

    #[test]
    fn dates_of_every_agency_style_are_read() {
        for words in ["Dec. 7, 2020", "7th December, 2020", "07 December 2020", "Monday, December 7, 2020"] {
            assert_eq!(iso(words).as_deref(), Some("2020-12-07"), "{words}");
        }
    }

    #[test]
    fn numbers_alone_are_a_date_as_far_as_they_are_clear() {
        for words in ["7.12.2020", "07.12.2020.", "2020-12-07"] {
            assert_eq!(iso(words).as_deref(), Some("2020-12-07"), "{words}");
        }
        assert_eq!(iso("25/12/2020").as_deref(), Some("2020-12-25"));
        assert_eq!(iso("12/25/2020").as_deref(), Some("2020-12-25"));
        assert_eq!(
            parse("05/03/2024"),
            Some(Partial { year: Some(2024), ..Partial::default() }),
            "May or March"
        );
        for words in ["25/25/2020", "7.13.2020", "1.2.3", "10.0.0.2020", "555-01-2020", "7.12.20"] {
            assert_eq!(parse(words), None, "{words}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_a_date_but_not_a_day_of_the_calendar() {
        assert!(parse("Sept. 3").is_some());
        assert_eq!(iso("Sept. 3"), None);
    }

    #[test]
    fn other_words_and_impossible_days_are_no_date() {
        for words in ["May met", "7", "Room 7", "7 7 May", "December envoy 7"] {
            assert_eq!(parse(words), None, "{words}");
        }
        assert_eq!(iso("30 February 2021"), None);
    }
}
