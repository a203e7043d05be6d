//! What date does an expression make? Its meaning set against the publication date.

use chancery_model::dispatch::{Granularity, TimeBasis};

use crate::day::Day;
use crate::times::cues::Direction;
use crate::times::lexicon::Unit;
use crate::times::{Meaning, Which, Year, granularity};

/// The value, how fine it is, and what it rests on.
pub(super) type Resolved = (Option<String>, Granularity, TimeBasis);

/// Resolves a meaning against the day of publication, if that is known.
pub(super) fn resolve(meaning: Meaning, now: Option<Day>, direction: Direction) -> Resolved {
    let fine = fineness(meaning);
    if let Meaning::Unknown(_) | Meaning::Name = meaning {
        return (None, fine, TimeBasis::Text);
    }
    if let Some(value) = in_itself(meaning) {
        return (Some(value), fine, TimeBasis::Text);
    }
    (now.and_then(|now| against(meaning, now, direction)), fine, TimeBasis::Published)
}

fn fineness(meaning: Meaning) -> Granularity {
    match meaning {
        Meaning::Days { first, last, .. } if first < last => Granularity::Week,
        Meaning::Days { .. } | Meaning::Weekday { .. } | Meaning::Name => Granularity::Day,
        Meaning::Month { .. } => Granularity::Month,
        Meaning::Quarter { .. } | Meaning::Season { .. } => Granularity::Quarter,
        Meaning::Years(..) => Granularity::Year,
        Meaning::Stretch(Unit::Hour, n) if n.abs() <= 24 => Granularity::Day,
        Meaning::Stretch(Unit::Day, n) if n.abs() == 1 => Granularity::Day,
        Meaning::Weekend(_) | Meaning::Stretch(Unit::Hour | Unit::Day, _) => Granularity::Week,
        Meaning::Shift(unit, _) | Meaning::Stretch(unit, _) | Meaning::Unknown(unit) => granularity(unit),
    }
}

/// The value of what needs no other date.
fn in_itself(meaning: Meaning) -> Option<String> {
    match meaning {
        Meaning::Days { year: Year::Said(year), month, first, last, .. } => days(year, month, first, last),
        Meaning::Month { year: Year::Said(year), month, .. } => Some(format!("{year:04}-{month:02}")),
        Meaning::Quarter { year: Year::Said(year), quarter } => Some(format!("{year:04}-Q{quarter}")),
        Meaning::Season { year: Year::Said(year), season, .. } => Some(format!("{year:04}-{season}")),
        Meaning::Years(first, last) if first == last => Some(format!("{first:04}")),
        Meaning::Years(first, last) => Some(format!("{first:04}/{last:04}")),
        _ => None,
    }
}

fn days(year: i32, month: u8, first: u8, last: u8) -> Option<String> {
    let (from, to) = (Day::new(year, month, first)?, Day::new(year, month, last)?);
    Some(if from == to { from.iso() } else { format!("{}/{}", from.iso(), to.iso()) })
}

fn against(meaning: Meaning, now: Day, direction: Direction) -> Option<String> {
    let shifted = |year: Year| if let Year::Shifted(by) = year { Some(now.year() + by) } else { None };
    Some(match meaning {
        Meaning::Days { year, month, first, last, weekday } => {
            let year = shifted(year).or_else(|| year_of_day(now, month, first, weekday, direction))?;
            return days(year, month, first, last);
        }
        Meaning::Month { year, month, which } => {
            let number = |year: i32| year * 12 + i32::from(month) - 1;
            let here = now.year() * 12 + i32::from(now.month()) - 1;
            let at = match shifted(year) {
                Some(year) => number(year),
                None if which == Which::This => number(now.year()),
                None => {
                    let at = recurring(number(now.year()), 12, here, pick(which, direction));
                    let guess = which == Which::Bare && direction == Direction::Unsaid;
                    (!guess || (at - here).abs() <= 3).then_some(at)?
                }
            };
            month_of(at)
        }
        Meaning::Weekday { day, which } => weekday(now, day, which, direction).iso(),
        Meaning::Weekend(which) => weekend(now, which, direction),
        Meaning::Quarter { year, quarter } => {
            let number = |year: i32| year * 4 + i32::from(quarter) - 1;
            let at = match shifted(year) {
                Some(year) => number(year),
                None => recurring(number(now.year()), 4, quarter_now(now), pick(Which::Bare, direction)),
            };
            quarter_of(at)
        }
        Meaning::Season { year, season, which } => {
            let number = |year: i32| year * 4 + i32::from(season) - 21;
            let here = season_now(now);
            let at = match (shifted(year), which, direction) {
                (Some(year), ..) => number(year),
                (None, Which::This, Direction::Unsaid) => number(now.year()),
                _ => recurring(number(now.year()), 4, here, pick(which, direction)),
            };
            format!("{:04}-{}", at.div_euclid(4), 21 + at.rem_euclid(4))
        }
        Meaning::Shift(unit, by) => unit_from(now, unit, by)?,
        // "The next two months were tough" counts from something else.
        Meaning::Stretch(_, 1..) if direction == Direction::Past => return None,
        Meaning::Stretch(unit, by) => {
            let (unit, by) = match unit {
                Unit::Hour => (Unit::Day, by.signum() * ((by.abs() + 23) / 24)),
                Unit::Week => (Unit::Day, by * 7),
                Unit::Decade => (Unit::Year, by * 10),
                _ => (unit, by),
            };
            let (here, there) = (unit_from(now, unit, 0)?, unit_from(now, unit, by)?);
            if by < 0 { format!("{there}/{here}") } else { format!("{here}/{there}") }
        }
        Meaning::Years(..) | Meaning::Unknown(_) | Meaning::Name => return None,
    })
}

/// Which of the times that come round again is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pick {
    /// The latest that has begun, this one included.
    Latest,
    /// The next to end, this one included.
    Coming,
    /// The one before this.
    Before,
    /// The one after this.
    After,
    /// The nearest either way; of two as near the past one.
    Nearest,
}

fn pick(which: Which, direction: Direction) -> Pick {
    match (which, direction) {
        (Which::Last, _) => Pick::Before,
        (Which::Next, _) => Pick::After,
        (_, Direction::Past) => Pick::Latest,
        (_, Direction::Future) => Pick::Coming,
        (_, Direction::Unsaid) => Pick::Nearest,
    }
}

/// The number of a time that comes every `round` units and once is at `at`, seen from `here`.
fn recurring(at: i32, round: i32, here: i32, pick: Pick) -> i32 {
    let behind = (here - at).rem_euclid(round);
    let ahead = (at - here).rem_euclid(round);
    match pick {
        Pick::Latest => here - behind,
        Pick::Before => here - if behind == 0 { round } else { behind },
        Pick::After => here + if ahead == 0 { round } else { ahead },
        Pick::Nearest if behind <= ahead => here - behind,
        Pick::Coming | Pick::Nearest => here + ahead,
    }
}

/// The year of a day of which only month and day are said.
fn year_of_day(now: Day, month: u8, day: u8, weekday: u8, direction: Direction) -> Option<i32> {
    let around = now.year() - 4..=now.year() + 4;
    let mut days: Vec<Day> = around.filter_map(|y| Day::new(y, month, day)).collect();
    if days.iter().any(|d| weekday > 0 && d.weekday() == weekday && d.since(now).abs() < 800) {
        days.retain(|d| d.weekday() == weekday);
        return days.into_iter().min_by_key(|d| d.since(now).abs()).map(Day::year);
    }
    // A dispatch may be dated a day before the place where it happened was.
    let past = days.iter().copied().filter(|d| d.since(now) <= 1).max();
    let future = days.iter().copied().filter(|d| d.since(now) >= 0).min();
    let (past, future) = (past?, future?);
    let (back, ahead) = (now.since(past).abs(), future.since(now));
    let chosen = match direction {
        // Nobody writes "on 20 December" on the 7th and means that of last year.
        Direction::Past if back > 300 && ahead <= 60 => future,
        Direction::Future if ahead > 300 && back <= 60 => past,
        Direction::Past => past,
        // Without a cue, half a year either way is a guess.
        Direction::Unsaid if back.min(ahead) > 100 => return None,
        Direction::Unsaid if back <= ahead => past,
        Direction::Future | Direction::Unsaid => future,
    };
    Some(chosen.year())
}

fn weekday(now: Day, day: u8, which: Which, direction: Direction) -> Day {
    let (day, today) = (i32::from(day), i32::from(now.weekday()));
    let back = (today - day).rem_euclid(7);
    let ahead = (day - today).rem_euclid(7);
    match (which, direction) {
        (Which::Last, _) => now.plus(-(if back == 0 { 7 } else { back })),
        (Which::Next, _) => now.monday().plus(7 + day - 1),
        (Which::OfWeek(by), _) => now.monday().plus(7 * by + day - 1),
        (Which::This, Direction::Past) | (Which::Bare, Direction::Past | Direction::Unsaid) => {
            now.plus(-back)
        }
        (Which::This, _) | (Which::Bare, Direction::Future) => now.plus(ahead),
    }
}

fn weekend(now: Day, which: Which, direction: Direction) -> String {
    let saturday = now.monday().plus(5);
    let saturday = match (which, direction) {
        (Which::Last, _) => saturday.plus(-7),
        (Which::Next, _) => saturday.plus(7),
        (Which::Bare, Direction::Past | Direction::Unsaid) | (_, Direction::Past) if saturday > now => {
            saturday.plus(-7)
        }
        _ => saturday,
    };
    format!("{}/{}", saturday.iso(), saturday.plus(1).iso())
}

fn unit_from(now: Day, unit: Unit, by: i32) -> Option<String> {
    let months = now.year() * 12 + i32::from(now.month()) - 1;
    Some(match unit {
        Unit::Day => now.plus(by).iso(),
        Unit::Week => now.plus(7 * by).iso_week(),
        Unit::Month => month_of(months + by),
        Unit::Quarter => quarter_of(quarter_now(now) + by),
        Unit::Year => format!("{:04}", now.year() + by),
        Unit::Hour | Unit::Decade => return None,
    })
}

fn month_of(number: i32) -> String {
    format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)
}

fn quarter_of(number: i32) -> String {
    format!("{:04}-Q{}", number.div_euclid(4), number.rem_euclid(4) + 1)
}

fn quarter_now(now: Day) -> i32 {
    now.year() * 4 + (i32::from(now.month()) - 1) / 3
}

/// Seasons as the north has them; a winter belongs to the year in which it begins.
fn season_now(now: Day) -> i32 {
    let months = now.year() * 12 + i32::from(now.month()) - 3;
    months.div_euclid(3)
}
