//! At what time of the day? Times and zones beside a date.

use super::moment::Time;
use super::tokens::{Kind, Token};
use crate::zones;

/// A time that follows a date after at most four joining words and marks.
pub(super) fn time_after(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
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
pub(super) fn time_before(tokens: &[Token], date: usize, not_before: usize) -> Option<Time> {
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
pub(super) fn time_at(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
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
pub(super) fn zone_at(tokens: &[Token], at: usize) -> (Option<i32>, usize) {
    let bracket = usize::from(tokens.get(at).is_some_and(|t| t.is(&['('])));
    let named = tokens.get(at + bracket).and_then(Token::word).and_then(zones::minutes);
    let Some(east) = named else { return signed(tokens, at, true).unwrap_or((None, at)) };
    let after = at + bracket + 1;
    if east == 0
        && let Some((Some(offset), after)) = signed(tokens, after, false)
    {
        return (Some(offset), after);
    }
    (Some(east), after)
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
