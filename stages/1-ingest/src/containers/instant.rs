//! When was it published, by a container's own date? The forms of feeds, mails and wires become ISO
//! 8601 with the zone that they give, and with none where they give none.

use std::fmt::Write;

use crate::day::Day;
use crate::{dates, zones};

/// A date, and the clock if there is one.
#[derive(Debug, Clone, Copy, Default)]
struct Instant {
    year: i32,
    month: u8,
    day: u8,
    clock: Option<Clock>,
    /// Minutes east of Greenwich.
    zone: Option<i32>,
}

#[derive(Debug, Clone, Copy)]
struct Clock {
    hour: u32,
    minute: u32,
    second: Option<u32>,
}

/// The date in ISO 8601, as fine as it is given; `None` where it is none.
pub(crate) fn iso(said: &str) -> Option<String> {
    // No date is this long; a hostile one need not be searched.
    if said.len() > 100 {
        return None;
    }
    let said = said.trim();
    let instant = numeric(said).or_else(|| in_words(said))?;
    valid(&instant).then(|| write(&instant))
}

/// The date of seconds, or milliseconds, since 1970.
pub(crate) fn iso_of_epoch(number: i64) -> Option<String> {
    // 20211207 is a date too.
    if (19_000_101..=21_001_231).contains(&number) {
        return iso(&number.to_string());
    }
    let seconds = match number {
        100_000_000..=9_999_999_999 => number,
        100_000_000_000..=9_999_999_999_999 => number / 1_000,
        _ => return None,
    };
    let (day, rest) = Day::of_epoch(seconds)?;
    let (year, month, day) = day.civil();
    let clock = Clock { hour: rest / 3_600, minute: rest / 60 % 60, second: Some(rest % 60) };
    Some(write(&Instant { year, month, day, clock: Some(clock), zone: Some(0) }))
}

/// `2021-12-07T15:04:05+03:00`, `2021-12-07 15:04:05`, `2021/12/07`, `20211207T150405Z`.
fn numeric(said: &str) -> Option<Instant> {
    let date_end = said.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.'));
    let (date, rest) = said.split_at_checked(date_end.unwrap_or(said.len()))?;
    // A zone may stand right behind a date of eight digits: `20211207+0100`.
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let (year, month, day, rest) = match parts.as_slice() {
        [compact] if compact.len() == 8 => (compact.get(..4)?, compact.get(4..6)?, compact.get(6..)?, rest),
        [year, month, day] if year.len() == 4 => (*year, *month, *day, rest),
        _ => return None,
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    let mut instant = Instant {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
        day: day.parse().ok()?,
        ..Instant::default()
    };
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest).trim_start();
    let clock_end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','));
    let (time, after) = rest.split_at_checked(clock_end.unwrap_or(rest.len()))?;
    instant.clock = clock(time);
    instant.zone = instant.clock.and_then(|_| zone(after.trim()));
    Some(instant)
}

/// `Tue, 07 Dec 2021 15:04:05 +0300`, `7 December 2021`, `Dec 7, 2021 15:04`, `Tue Dec  7 15:04:05 2021`.
fn in_words(said: &str) -> Option<Instant> {
    let mut instant = Instant::default();
    let (mut year, mut month, mut day) = (None, None, None);
    let mut words = said.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.next() {
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        if instant.clock.is_none() && word.contains(':') {
            let end = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'));
            let (time, after) = word.split_at_checked(end.unwrap_or(word.len()))?;
            instant.clock = Some(clock(time)?);
            match words.peek() {
                Some(half) if after.is_empty() && is_half(half) => {
                    afternoon(&mut instant, half);
                    words.next();
                }
                _ if is_half(after) => afternoon(&mut instant, after),
                _ => instant.zone = zone(after),
            }
        } else if digits && word.len() <= 2 && day.is_none() {
            day = Some(word.parse().ok()?);
        } else if digits && matches!(word.len(), 2 | 4) && day.is_some() && year.is_none() {
            let number: i32 = word.parse().ok()?;
            let century = if word.len() == 4 {
                0
            } else if number < 70 {
                2_000
            } else {
                1_900
            };
            year = Some(number + century);
        } else if let Some(found) = dates::month(word).filter(|_| month.is_none()) {
            month = Some(found);
        } else if instant.clock.is_some() && instant.zone.is_none() {
            instant.zone = zone(word);
        }
    }
    (instant.year, instant.month, instant.day) = (year?, month?, day?);
    Some(instant)
}

fn is_half(word: &str) -> bool {
    ["am", "pm", "a.m.", "p.m."].iter().any(|h| word.eq_ignore_ascii_case(h))
}

fn afternoon(instant: &mut Instant, half: &str) {
    if let Some(clock) = &mut instant.clock {
        let late = half.starts_with(['p', 'P']);
        clock.hour = match (clock.hour, late) {
            (12, false) => 0,
            (1..=11, true) => clock.hour + 12,
            (hour, _) => hour,
        };
    }
}

/// `15:04:05.123`, `15:04`, `150405`, `1504`; what is after the seconds is dropped.
fn clock(said: &str) -> Option<Clock> {
    let whole = said.split(['.', ',']).next()?;
    let parts: Vec<&str> = whole.split(':').collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, None),
        [hour, minute, second] => (*hour, *minute, Some(*second)),
        [compact] if matches!(compact.len(), 4 | 6) => {
            (compact.get(..2)?, compact.get(2..4)?, compact.get(4..).filter(|s| !s.is_empty()))
        }
        _ => return None,
    };
    let second = second.map(str::parse).transpose().ok()?;
    let clock = Clock { hour: hour.parse().ok()?, minute: minute.parse().ok()?, second };
    (clock.hour < 24 && clock.minute < 60 && clock.second.is_none_or(|s| s <= 60)).then_some(clock)
}

/// `+03:00`, `+0300`, `+3`, `Z`, `MSK`, `GMT+3`.
fn zone(said: &str) -> Option<i32> {
    let said = said.trim_matches(['(', ')', '[', ']']);
    if let Some(minutes) = zones::minutes(said) {
        return Some(minutes);
    }
    let upper = said.to_ascii_uppercase();
    let said = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC")).unwrap_or(&upper);
    let (sign, digits) = match said.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, said.strip_prefix(['-', '\u{2212}'])?),
    };
    // "+0300 (MSK)" says it twice.
    let digits: String = digits.split_whitespace().next()?.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        3 => digits.split_at_checked(1)?,
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn valid(instant: &Instant) -> bool {
    instant.year >= 1000 && Day::new(instant.year, instant.month, instant.day).is_some()
}

fn write(instant: &Instant) -> String {
    let mut out = format!("{:04}-{:02}-{:02}", instant.year, instant.month, instant.day);
    let Some(clock) = instant.clock else { return out };
    let _ = write!(out, "T{:02}:{:02}", clock.hour, clock.minute);
    if let Some(second) = clock.second {
        let _ = write!(out, ":{second:02}");
    }
    match instant.zone {
        Some(0) => out.push('Z'),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let _ = write!(out, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
        }
        None => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dates_of_feeds_mails_and_wires_are_read() {
        for (said, expected) in [
            ("Tue, 07 Dec 2021 15:04:05 +0300", "2021-12-07T15:04:05+03:00"),
            ("Tue, 7 Dec 2021 15:04:05 GMT", "2021-12-07T15:04:05Z"),
            ("Tue, 07 Dec 2021 15:04:05 MSK", "2021-12-07T15:04:05+03:00"),
            ("Tue, 07 Dec 2021 15:04:05", "2021-12-07T15:04:05"),
            ("Tue, 07 Dec 2021 15:04:05 CST", "2021-12-07T15:04:05"),
            ("07 Dec 21 15:04 EST", "2021-12-07T15:04-05:00"),
            ("Tue, 7 Dec 2021 15:04:05 +0300 (MSK)", "2021-12-07T15:04:05+03:00"),
            ("2021-12-07 15:04:05", "2021-12-07T15:04:05"),
            ("2021-12-07T15:04:05.123Z", "2021-12-07T15:04:05Z"),
            ("2021-12-07T15:04:05-05:30", "2021-12-07T15:04:05-05:30"),
            ("2021-12-07T15:04:05 UTC", "2021-12-07T15:04:05Z"),
            ("2021-12-07", "2021-12-07"),
            ("2021/12/07", "2021-12-07"),
            ("20211207T150405Z", "2021-12-07T15:04:05Z"),
            ("20211207T150405+0100", "2021-12-07T15:04:05+01:00"),
            ("20211207", "2021-12-07"),
            ("Dec 7, 2021 3:04 PM", "2021-12-07T15:04"),
            ("December 7, 2021", "2021-12-07"),
            ("Tue Dec  7 15:04:05 2021", "2021-12-07T15:04:05"),
            ("2020-02-29", "2020-02-29"),
        ] {
            assert_eq!(iso(said).as_deref(), Some(expected), "{said}");
        }
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for said in
            ["", "yesterday", "2021-13-01", "2021-02-29", "31 Apr 2021", "12:30", "7 Dec", "2021", "0000"]
        {
            assert_eq!(iso(said), None, "{said}");
        }
        assert_eq!(iso(&"7 Dec 2021 ".repeat(1_000)), None);
    }

    #[test]
    fn numbers_are_seconds_or_milliseconds_or_days() {
        assert_eq!(iso_of_epoch(1_638_889_445).as_deref(), Some("2021-12-07T15:04:05Z"));
        assert_eq!(iso_of_epoch(1_638_889_445_123).as_deref(), Some("2021-12-07T15:04:05Z"));
        assert_eq!(iso_of_epoch(951_782_400).as_deref(), Some("2000-02-29T00:00:00Z"));
        assert_eq!(iso_of_epoch(20_211_207).as_deref(), Some("2021-12-07"));
        assert_eq!(iso_of_epoch(7), None);
    }
}
