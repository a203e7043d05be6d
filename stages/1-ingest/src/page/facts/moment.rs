//! When was that? A year, a month, a day or a time of it, as fine as a page states it.

use std::fmt::Write;

use crate::day::Day;

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

/// A time of day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    /// Minutes since midnight.
    pub(super) minute: u32,
    pub(super) second: Option<u32>,
    /// Minutes east of Greenwich.
    pub(super) offset: Option<i32>,
}

impl Moment {
    /// A day of the calendar.
    pub(super) fn of(year: u32, month: u32, day: u32) -> Option<Self> {
        YEARS.contains(&year).then_some(())?;
        calendar_day(year, month, day)?;
        Some(Self { year, month: Some(month), day: Some(day), ..Self::default() })
    }

    /// A month.
    pub(super) fn of_month(year: u32, month: u32) -> Option<Self> {
        let stated = Self { year, month: Some(month), ..Self::default() };
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(stated)
    }

    /// Its day in the calendar; `None` for a coarser moment.
    pub(super) fn calendar_day(self) -> Option<Day> {
        calendar_day(self.year, self.month?, self.day?)
    }

    /// ISO 8601, as fine as it is known.
    pub(super) fn iso(self) -> String {
        let mut out = format!("{:04}", self.year);
        // Writing to a string cannot fail.
        let Some(month) = self.month else { return out };
        let _ = write!(out, "-{month:02}");
        let Some(day) = self.day else { return out };
        let _ = write!(out, "-{day:02}");
        let Some(minute) = self.minute else { return out };
        let _ = write!(out, "T{:02}:{:02}", minute / 60, minute % 60);
        if let Some(second) = self.second {
            let _ = write!(out, ":{second:02}");
        }
        match self.offset {
            Some(0) => out.push('Z'),
            Some(east) => {
                let sign = if east < 0 { '-' } else { '+' };
                let east = east.abs();
                let _ = write!(out, "{sign}{:02}:{:02}", east / 60, east % 60);
            }
            None => {}
        }
        out
    }

    pub(super) fn at(self, time: Time) -> Self {
        // Midnight to the second is how machines write a day of which they know no time.
        if time.minute == 0 && time.second.unwrap_or(0) == 0 {
            return self;
        }
        Self { minute: Some(time.minute), second: time.second, offset: time.offset, ..self }
    }

    /// A count of seconds since 1970.
    pub(super) fn of_epoch(seconds: i64) -> Option<Self> {
        let (day, rest) = Day::of_epoch(seconds)?;
        let (year, month, day) = day.civil();
        let day = Self::of(year.try_into().ok()?, month.into(), day.into())?;
        Some(day.at(Time { minute: rest / 60, second: Some(rest % 60), offset: Some(0) }))
    }
}

fn calendar_day(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}
