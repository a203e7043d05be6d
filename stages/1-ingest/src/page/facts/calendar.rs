//! Which moment do these characters name? Dates as pages and their machines write them.

use super::clock::{time_after, time_at, time_before, zone_at};
use super::moment::{Moment, Time};
use super::tokens::{Kind, Token, tokens};

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) moment: Moment,
    /// What it is where the month stands before the day, if both orders give a date.
    pub(super) other: Option<Moment>,
    /// First byte, and the byte after the last one, its time included.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The moment that an attribute states, which holds nothing else.
pub(super) fn stated(value: &str) -> Option<Reading> {
    let value = value.trim().trim_matches(['"', '\'']);
    if value.len() > 80 {
        return None;
    }
    let whole = |moment| Reading { moment, other: None, start: 0, end: value.len() };
    if value.bytes().all(|b| b.is_ascii_digit()) {
        let number: i64 = value.parse().ok()?;
        return match value.len() {
            10 => Moment::of_epoch(number).map(whole),
            13 => Moment::of_epoch(number / 1_000).map(whole),
            _ => compact(value).map(whole),
        };
    }
    let tokens = tokens(value);
    if let [Token { kind: Kind::Number(year, 4), .. }, dash, Token { kind: Kind::Number(month, 2), .. }] =
        tokens.as_slice()
        && dash.is(&['-', '/'])
    {
        return Moment::of_month(*year, *month).map(whole);
    }
    let first = tokens.iter().position(|t| !t.is_weekday() && !t.is(&[',', '.']))?;
    if let Some(found) = java(&tokens, first) {
        return Some(whole(found));
    }
    dates_of(&tokens).into_iter().next().filter(|r| r.start <= tokens.get(first).map_or(0, |t| t.start))
}

/// All dates of a text, in order.
pub(super) fn dates(text: &str) -> Vec<Reading> {
    if text.bytes().filter(u8::is_ascii_digit).count() < 4 {
        return Vec::new();
    }
    dates_of(&tokens(text))
}

fn dates_of(tokens: &[Token]) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((moment, other, after)) = date_at(tokens, at) else {
            at += 1;
            continue;
        };
        let (time, end) = match time_after(tokens, after) {
            Some((time, end)) => (Some(time), end),
            None => (time_before(tokens, at, found.last().map_or(0, |r| r.end)), after),
        };
        let timed = |m: Moment| time.map_or(m, |t| m.at(t));
        let start = tokens.get(at).map_or(0, |t| t.start);
        let stop = tokens.get(end.saturating_sub(1)).map_or(start, |t| t.end);
        found.push(Reading { moment: timed(moment), other: other.map(timed), start, end: stop });
        at = end.max(at + 1);
    }
    found
}

/// Eight, twelve or fourteen digits: `20210312`, `202103121405`, `20210312140500`.
fn compact(digits: &str) -> Option<Moment> {
    let part = |a: usize, b: usize| digits.get(a..b).and_then(|d| d.parse::<u32>().ok());
    let day = Moment::of(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
    match digits.len() {
        8 => Some(day),
        12 | 14 => {
            let (hour, minute) = (part(8, 10)?, part(10, 12)?);
            let time = Time { minute: hour * 60 + minute, second: part(12, 14), offset: None };
            Some(if hour < 24 && minute < 60 { day.at(time) } else { day })
        }
        _ => None,
    }
}

/// `Fri Mar 12 14:05:00 UTC 2021`.
fn java(tokens: &[Token], at: usize) -> Option<Moment> {
    let month = tokens.get(at)?.month()?;
    let Kind::Number(day, 1 | 2) = tokens.get(at + 1)?.kind else { return None };
    let (time, after) = time_at(tokens, at + 2)?;
    let Kind::Number(year, 4) = tokens.get(after)?.kind else { return None };
    Some(Moment::of(year, month, day)?.at(time))
}

type Dated = (Moment, Option<Moment>, usize);

/// The date that begins at a token, its other reading, and the token after it.
fn date_at(tokens: &[Token], at: usize) -> Option<Dated> {
    let first = tokens.get(at)?;
    match first.kind {
        Kind::Number(year, 4) => year_first(tokens, at, year),
        Kind::Number(_, 8) if !tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Number(..))) => {
            compact_at(tokens, at)
        }
        Kind::Number(day, 1 | 2) => day_first(tokens, at, day),
        Kind::Word(_) => month_first(tokens, at, first.month()?),
        _ => None,
    }
}

/// `20210312T140500Z`.
fn compact_at(tokens: &[Token], at: usize) -> Option<Dated> {
    let Kind::Number(value, 8) = tokens.get(at)?.kind else { return None };
    let day = Moment::of(value / 10_000, value / 100 % 100, value % 100)?;
    if let (Some("t"), Some(Kind::Number(time, 6))) =
        (tokens.get(at + 1).and_then(Token::word), tokens.get(at + 2).map(|t| &t.kind))
        && (time / 10_000 < 24 && time / 100 % 100 < 60)
    {
        let (offset, after) = zone_at(tokens, at + 3);
        let minute = time / 10_000 * 60 + time / 100 % 100;
        return Some((day.at(Time { minute, second: Some(time % 100), offset }), None, after));
    }
    Some((day, None, at + 1))
}

/// `2021-03-12`, `2021/3/12`, `2021年3月12日`, `2021 March 12`.
fn year_first(tokens: &[Token], at: usize, year: u32) -> Option<Dated> {
    let second = tokens.get(at + 1)?;
    if let Some(month) = second.month() {
        let Kind::Number(day, 1 | 2) = tokens.get(at + 2)?.kind else { return None };
        return Some((Moment::of(year, month, day)?, None, at + 3));
    }
    let chinese = second.word().is_some_and(|w| w == "年" || w == "년");
    let joined = second.is(&['-', '/', '.', '\u{2010}', '\u{2011}']) && !second.spaced;
    if !chinese && !joined {
        return None;
    }
    let Kind::Number(month, 1 | 2) = tokens.get(at + 2)?.kind else { return None };
    let third = tokens.get(at + 3)?;
    let fits = if chinese {
        third.word().is_some_and(|w| w == "月" || w == "월")
    } else {
        third.kind == second.kind && !third.spaced
    };
    let Kind::Number(day, 1 | 2) = tokens.get(at + 4)?.kind else { return None };
    let after = at + 5 + usize::from(chinese && tokens.get(at + 5).is_some_and(|t| t.word().is_some()));
    fits.then_some((Moment::of(year, month, day)?, None, after))
}

/// `12 March 2021`, `12. März 2021`, `12 de marzo de 2021`, `1er mars 2021`, `12-Mar-21`, `12.03.2021`.
fn day_first(tokens: &[Token], at: usize, day: u32) -> Option<Dated> {
    let mut next = at + 1;
    if tokens.get(next).is_some_and(|t| {
        !t.spaced && (matches!(t.word(), Some("st" | "nd" | "rd" | "th" | "er")) || t.is(&['º', '°', 'ª']))
    }) {
        next += 1;
    }
    let separator = tokens.get(next)?;
    if let (Kind::Mark('.' | '/' | '-'), Kind::Number(month, 1 | 2)) =
        (&separator.kind, &tokens.get(next + 1)?.kind)
    {
        let third = tokens.get(next + 2)?;
        let Kind::Number(year, 4) = tokens.get(next + 3)?.kind else { return None };
        if third.kind != separator.kind {
            return None;
        }
        let (one, two) = (Moment::of(year, *month, day), Moment::of(year, day, *month));
        let dotted = separator.is(&['.']);
        return match (one, two) {
            (Some(one), _) if dotted || day == *month => Some((one, None, next + 4)),
            (Some(one), two) => Some((one, two, next + 4)),
            (None, Some(two)) => Some((two, None, next + 4)),
            (None, None) => None,
        };
    }
    let joins = |t: &Token| t.is(&['.', '-', '/', ',']) || matches!(t.word(), Some("de" | "of" | "di"));
    next += usize::from(joins(separator));
    let month = tokens.get(next)?.month()?;
    next += 1;
    let mut short = false;
    for _ in 0..2 {
        let Some(mark) = tokens.get(next) else { break };
        let glue = mark.is(&['.', ',', '،', '-', '/', '\'', '’'])
            || matches!(mark.word(), Some("de" | "del" | "do"));
        short |= mark.is(&['-', '\'', '’']);
        next += usize::from(glue);
    }
    let year = match tokens.get(next)?.kind {
        Kind::Number(year, 4) => year,
        Kind::Number(year, 2) if short => 2_000 + year,
        _ => return None,
    };
    Some((Moment::of(year, month, day)?, None, next + 1))
}

/// `March 12, 2021`, `Mar. 12th 2021`.
fn month_first(tokens: &[Token], at: usize, month: u32) -> Option<Dated> {
    let mut next = at + 1;
    next += usize::from(tokens.get(next)?.is(&['.', '-', '/']));
    let Kind::Number(day, 1 | 2) = tokens.get(next)?.kind else { return None };
    next += 1;
    for _ in 0..2 {
        let Some(mark) = tokens.get(next) else { break };
        let ordinal = !mark.spaced && matches!(mark.word(), Some("st" | "nd" | "rd" | "th"));
        next += usize::from(ordinal || mark.is(&[',', '،', '.', '-', '/']));
    }
    let Kind::Number(year, 4) = tokens.get(next)?.kind else { return None };
    Some((Moment::of(year, month, day)?, None, next + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(value: &str) -> Option<String> {
        stated(value).map(|r| r.moment.iso())
    }

    #[test]
    fn what_machines_write_is_read_as_finely_as_it_is_stated() {
        for (value, expected) in [
            ("2021-03-12T14:05:09.123+0100", "2021-03-12T14:05:09+01:00"),
            ("2021-03-12T14:05:00Z", "2021-03-12T14:05:00Z"),
            ("2021-03-12T14:05-05:00", "2021-03-12T14:05-05:00"),
            ("2021-03-12 14:05:00", "2021-03-12T14:05:00"),
            ("2021-03-12T00:00:00Z", "2021-03-12"),
            ("2021-03-12", "2021-03-12"),
            ("2021-03", "2021-03"),
            ("2021/03/12 14:05", "2021-03-12T14:05"),
            ("20210312", "2021-03-12"),
            ("20210312140500", "2021-03-12T14:05:00"),
            ("20210312T140500Z", "2021-03-12T14:05:00Z"),
            ("Fri, 12 Mar 2021 14:05:00 GMT", "2021-03-12T14:05:00Z"),
            ("Fri Mar 12 14:05:00 UTC 2021", "2021-03-12T14:05:00Z"),
            ("1615557900", "2021-03-12T14:05:00Z"),
            ("1615557900000", "2021-03-12T14:05:00Z"),
            ("March 12, 2021 2:05 PM EST", "2021-03-12T14:05-05:00"),
        ] {
            assert_eq!(iso(value).as_deref(), Some(expected), "{value}");
        }
        for value in
            ["", "12345", "0000-00-00", "1970-01-01", "n/a", "true", "2021-13-40", "Version 2021-03-12"]
        {
            assert_eq!(iso(value), None, "{value}");
        }
    }

    #[test]
    fn what_people_write_is_read_in_the_larger_languages() {
        for text in [
            "12 March 2021",
            "12th of March, 2021",
            "March 12, 2021",
            "Mar. 12 2021",
            "12. März 2021",
            "vendredi 12 mars 2021",
            "12 de marzo de 2021",
            "12 marzo 2021",
            "12 de março de 2021",
            "12 maart 2021",
            "12 марта 2021 г.",
            "12.03.2021",
            "2021.03.12",
            "2021年3月12日",
            "12-Mar-2021",
            "12 Mar ’21",
            "3/12/2021 or 12/03/2021: 2021-03-12",
        ] {
            let found = dates(text);
            let last = found.last().map(|r| r.moment.iso());
            assert_eq!(last.as_deref(), Some("2021-03-12"), "{text}");
        }
    }

    #[test]
    fn times_and_zones_are_kept_with_their_date() {
        for (text, expected) in [
            ("12 March 2021, 14:05 GMT", "2021-03-12T14:05Z"),
            ("14:05 GMT, 12 March 2021", "2021-03-12T14:05Z"),
            ("Mar 12, 2021 7:31am EST", "2021-03-12T07:31-05:00"),
            ("Mar 12, 2021 at 7:31 p.m. ET", "2021-03-12T19:31"),
            ("12.03.2021 | 14.05 Uhr", "2021-03-12T14:05"),
            ("12 mars 2021 à 14h05", "2021-03-12T14:05"),
            ("12 March 2021 (14:05 UTC+3)", "2021-03-12T14:05+03:00"),
        ] {
            assert_eq!(dates(text).first().map(|r| r.moment.iso()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn both_orders_are_kept_where_both_are_dates() {
        let both = dates("03/04/2021");
        assert_eq!(both[0].moment.iso(), "2021-04-03");
        assert_eq!(both[0].other.map(Moment::iso).as_deref(), Some("2021-03-04"));
        assert_eq!(dates("03/24/2021")[0].moment.iso(), "2021-03-24");
        assert_eq!(dates("03/24/2021")[0].other, None);
    }

    #[test]
    fn other_calendars_ages_and_numbers_are_no_dates() {
        for text in [
            "28 Rajab 1442",
            "1399/12/22",
            "3 hours ago",
            "12 March",
            "Room 12 2021",
            "555-03-2021",
            "© 2021",
        ] {
            assert!(dates(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn days_follow_each_other() {
        let number = |y, m, d| Moment::of(y, m, d).and_then(Moment::calendar_day).unwrap();
        assert_eq!(number(2021, 3, 1).since(number(2021, 2, 28)), 1);
        assert_eq!(number(2020, 3, 1).since(number(2020, 2, 28)), 2);
        assert_eq!(number(2021, 1, 1).since(number(2020, 12, 31)), 1);
        assert_eq!(Moment::of_epoch(951_782_400).unwrap().iso(), "2000-02-29");
    }
}
