//! Which moment do these characters name? Dates and times as pages and their machines write them.

use super::words;

/// Years in which a page can have been published; years of other calendars fall outside.
const YEARS: std::ops::RangeInclusive<u32> = 1995..=2099;

/// A year, or a month, a day or a time of it, as fine as it is stated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: u32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// Minutes since midnight.
    pub(super) minute: Option<u32>,
    pub(super) second: Option<u32>,
    /// Minutes east of Greenwich.
    pub(super) offset: Option<i32>,
}

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

impl Moment {
    /// A day of the calendar.
    pub(super) fn of(year: u32, month: u32, day: u32) -> Option<Self> {
        let last = match month {
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => return None,
        };
        (YEARS.contains(&year) && (1..=last).contains(&day)).then_some(Self {
            year,
            month: Some(month),
            day: Some(day),
            ..Self::default()
        })
    }

    /// A month.
    pub(super) fn of_month(year: u32, month: u32) -> Option<Self> {
        let stated = Self { year, month: Some(month), ..Self::default() };
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(stated)
    }

    /// The day's number, counted from 1 March of the year 0; `None` for a coarser moment.
    pub(super) fn day_number(self) -> Option<i64> {
        let (month, day) = (i64::from(self.month?), i64::from(self.day?));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let months = (month + 9) % 12;
        Some(year * 365 + year / 4 - year / 100 + year / 400 + (months * 153 + 2) / 5 + day - 1)
    }

    /// ISO 8601, as fine as it is known.
    pub(super) fn iso(self) -> String {
        let mut out = format!("{:04}", self.year);
        let Some(month) = self.month else { return out };
        out.push_str(&format!("-{month:02}"));
        let Some(day) = self.day else { return out };
        out.push_str(&format!("-{day:02}"));
        let Some(minute) = self.minute else { return out };
        out.push_str(&format!("T{:02}:{:02}", minute / 60, minute % 60));
        if let Some(second) = self.second {
            out.push_str(&format!(":{second:02}"));
        }
        match self.offset {
            Some(0) => out.push('Z'),
            Some(east) => {
                let sign = if east < 0 { '-' } else { '+' };
                let east = east.abs();
                out.push_str(&format!("{sign}{:02}:{:02}", east / 60, east % 60));
            }
            None => {}
        }
        out
    }

    fn at(self, time: Time) -> Self {
        // Midnight to the second is how machines write a day of which they know no time.
        if time.minute == 0 && time.second.unwrap_or(0) == 0 {
            return self;
        }
        Self { minute: Some(time.minute), second: time.second, offset: time.offset, ..self }
    }

    /// A count of seconds since 1970.
    fn of_epoch(seconds: i64) -> Option<Self> {
        // Days are counted from 1 March of the year 0, so that leap days end a year.
        let days = seconds.div_euclid(86_400) + 719_468;
        let rest = u32::try_from(seconds.rem_euclid(86_400)).ok()?;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let months = (5 * of_year + 2) / 153;
        let day = of_year - (153 * months + 2) / 5 + 1;
        let month = if months < 10 { months + 3 } else { months - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let day = Self::of(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)?;
        Some(day.at(Time { minute: rest / 60, second: Some(rest % 60), offset: Some(0) }))
    }
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

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// Value and count of digits.
    Number(u32, usize),
    /// In lower case.
    Word(String),
    Mark(char),
}

#[derive(Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    /// Whether white space stands before it.
    spaced: bool,
}

impl Token {
    fn is(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(c) if marks.contains(&c))
    }

    fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }

    fn month(&self) -> Option<u32> {
        self.word().and_then(words::calendar).filter(|m| *m > 0).map(u32::from)
    }

    fn is_weekday(&self) -> bool {
        self.word().and_then(words::calendar) == Some(0)
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut spaced = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        // Joints of segments and marks of direction part words as white space does.
        if c.is_whitespace() || matches!(c, '\u{1f}' | '\u{200e}' | '\u{200f}') {
            spaced = true;
            continue;
        }
        let digit = c.is_ascii_digit();
        let mut end = start + c.len_utf8();
        let kind = if digit || c.is_alphabetic() {
            let alike = |n: char| if digit { n.is_ascii_digit() } else { n.is_alphabetic() };
            while let Some((at, next)) = chars.next_if(|(_, n)| alike(*n)) {
                end = at + next.len_utf8();
            }
            let run = text.get(start..end).unwrap_or_default();
            if digit {
                // Longer runs are no date; their value does not matter.
                Kind::Number(run.parse().unwrap_or(u32::MAX), run.len())
            } else {
                Kind::Word(run.to_lowercase())
            }
        } else {
            Kind::Mark(c)
        };
        out.push(Token { kind, start, end, spaced });
        spaced = false;
    }
    out
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
    if !chinese && !(second.is(&['-', '/', '.', '\u{2010}', '\u{2011}']) && !second.spaced) {
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

#[derive(Debug, Clone, Copy)]
struct Time {
    minute: u32,
    second: Option<u32>,
    offset: Option<i32>,
}

/// A time that follows a date after at most four joining words and marks.
fn time_after(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    for next in at..at + 5 {
        if let Some(found) = time_at(tokens, next) {
            return Some(found);
        }
        let token = tokens.get(next)?;
        let joins = token.is(&[',', '.', '-', '–', '—', '|', '·', '•', '(', '/', '@', ':'])
            || token.is_weekday()
            || matches!(
                token.word(),
                Some(
                    "at" | "um"
                        | "à"
                        | "a"
                        | "las"
                        | "alle"
                        | "ore"
                        | "às"
                        | "kl"
                        | "om"
                        | "в"
                        | "o"
                        | "t"
                        | "time"
                )
            );
        if !joins {
            return None;
        }
    }
    None
}

/// A time that ends just before a date: `14:05 GMT, 12 March 2021`.
fn time_before(tokens: &[Token], date: usize, not_before: usize) -> Option<Time> {
    for start in date.saturating_sub(10)..date {
        if tokens.get(start).is_some_and(|t| t.start < not_before) {
            continue;
        }
        if let Some((time, mut end)) = time_at(tokens, start) {
            let joins = |t: &Token| {
                t.is(&[',', '-', '–', '|', ')', '·', '.']) || t.is_weekday() || t.word() == Some("on")
            };
            while end < date && tokens.get(end).is_some_and(joins) {
                end += 1;
            }
            return (end == date).then_some(time);
        }
    }
    None
}

/// `14:05`, `14:05:09.123`, `2:05 pm`, `2.05 p.m.`, `14h05`, `7 am`, with its zone.
fn time_at(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let Kind::Number(mut hour, 1 | 2) = tokens.get(at)?.kind else { return None };
    let mut next = at + 1;
    let mut minute = 0;
    let mut second = None;
    let separator = tokens.get(next)?;
    let parted = separator.is(&[':', '.']) || matches!(separator.word(), Some("h"));
    if parted && let Some(Kind::Number(value @ 0..60, 2)) = tokens.get(next + 1).map(|t| &t.kind) {
        minute = *value;
        next += 2;
        if let (Some(mark), Some(Kind::Number(value @ 0..60, 2))) =
            (tokens.get(next), tokens.get(next + 1).map(|t| &t.kind))
            && mark.is(&[':'])
        {
            second = Some(*value);
            next += 2;
            let fraction = tokens.get(next).is_some_and(|t| t.is(&['.', ',']) && !t.spaced)
                && tokens.get(next + 1).is_some_and(|t| !t.spaced && matches!(t.kind, Kind::Number(..)));
            next += if fraction { 2 } else { 0 };
        }
    }
    let half = half_of_day(tokens, next);
    if let Some((afternoon, after)) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
        next = after;
    } else if next == at + 1 || hour > 23 {
        return None;
    }
    next += usize::from(
        tokens.get(next).is_some_and(|t| matches!(t.word(), Some("uhr" | "hrs" | "hours" | "h"))),
    );
    let (offset, next) = zone_at(tokens, next);
    Some((Time { minute: hour * 60 + minute, second, offset }, next))
}

/// Whether it is after noon, from `am`, `p.m.` and the like.
fn half_of_day(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    match tokens.get(at)?.word()? {
        "am" => Some((false, at + 1)),
        "pm" => Some((true, at + 1)),
        half @ ("a" | "p") => {
            let dotted =
                tokens.get(at + 1)?.is(&['.']) && tokens.get(at + 2).and_then(Token::word) == Some("m");
            let closed = usize::from(tokens.get(at + 3).is_some_and(|t| t.is(&['.'])));
            dotted.then_some((half == "p", at + 3 + closed))
        }
        _ => None,
    }
}

/// The zone at a token, and the token after it. Names that stand for several zones give none.
fn zone_at(tokens: &[Token], at: usize) -> (Option<i32>, usize) {
    let bracket = usize::from(tokens.get(at).is_some_and(|t| t.is(&['('])));
    let named = tokens.get(at + bracket).and_then(Token::word).and_then(zone);
    let Some(hours) = named else { return signed(tokens, at, true).unwrap_or((None, at)) };
    let after = at + bracket + 1;
    if hours == 0
        && let Some((Some(offset), after)) = signed(tokens, after, false)
    {
        return (Some(offset), after);
    }
    (Some(hours * 60), after)
}

/// `+0100`, `+01:00`, `-5`.
fn signed(tokens: &[Token], at: usize, bare: bool) -> Option<(Option<i32>, usize)> {
    let sign = tokens.get(at)?;
    let number = tokens.get(at + 1)?;
    let east = match sign.kind {
        Kind::Mark('+') => 1,
        Kind::Mark('-' | '−') => -1,
        _ => return None,
    };
    if number.spaced {
        return None;
    }
    let minutes = |hours: u32, minutes: u32| {
        let total = i32::try_from(hours * 60 + minutes).ok()?;
        (total <= 14 * 60).then_some(Some(east * total))
    };
    match number.kind {
        Kind::Number(value, 4) => Some((minutes(value / 100, value % 100)?, at + 2)),
        Kind::Number(hours, 1 | 2) => {
            if let (Some(colon), Some(Kind::Number(rest, 2))) =
                (tokens.get(at + 2), tokens.get(at + 3).map(|t| &t.kind))
                && colon.is(&[':'])
            {
                return Some((minutes(hours, *rest)?, at + 4));
            }
            // "14:05-15" is a stretch of time unless it is glued as machines glue it.
            (!bare || (!sign.spaced && east == 1)).then_some((minutes(hours, 0)?, at + 2))
        }
        _ => None,
    }
}

fn zone(word: &str) -> Option<i32> {
    Some(match word {
        "z" | "gmt" | "utc" | "ut" | "wet" => 0,
        "bst" | "cet" | "mez" | "wat" => 1,
        "cest" | "eet" | "sast" | "cat" | "mesz" => 2,
        "eest" | "msk" | "trt" | "eat" | "мск" => 3,
        "pkt" => 5,
        "sgt" | "hkt" | "awst" => 8,
        "jst" | "kst" => 9,
        "aest" => 10,
        "aedt" => 11,
        "edt" => -4,
        "est" | "cdt" => -5,
        "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => return None,
    })
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
        let number = |y, m, d| Moment::of(y, m, d).and_then(Moment::day_number).unwrap();
        assert_eq!(number(2021, 3, 1) - number(2021, 2, 28), 1);
        assert_eq!(number(2020, 3, 1) - number(2020, 2, 28), 2);
        assert_eq!(number(2021, 1, 1) - number(2020, 12, 31), 1);
        assert_eq!(Moment::of_epoch(951_782_400).unwrap().iso(), "2000-02-29");
    }
}
