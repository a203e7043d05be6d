//! Which date is a day, and in which week, month, quarter or year does it lie?

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

/// The day of no event: before all others, so that it comes last where the newest come first.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// Days from 0001-01-01, as chrono counts them, to 1970-01-01.
const EPOCH: i32 = 719_163;

fn naive(day: i32) -> Option<NaiveDate> {
    let date = NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH)?)?;
    (1..=9999).contains(&date.year()).then_some(date)
}

/// A day as ISO 8601 writes it, "2026-11-28"; empty for one outside of the years 1 to 9999.
pub fn date(day: i32) -> String {
    naive(day).map(|date| date.to_string()).unwrap_or_default()
}

/// The day of a date like "2026-11-28", counted from 1970-01-01.
pub fn day(date: &str) -> Option<i32> {
    let date: NaiveDate = date.trim().parse().ok()?;
    (1..=9999).contains(&date.year()).then(|| date.num_days_from_ce() - EPOCH)
}

/// A day as it is kept: one that no calendar has is none.
pub(crate) fn kept(day: Option<i32>) -> i32 {
    day.filter(|&d| naive(d).is_some()).unwrap_or(NO_DAY)
}

/// A day as it is shown.
pub(crate) fn shown(day: i32) -> Option<i32> {
    (day != NO_DAY).then_some(day)
}

/// Writes a day as a date.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(crate) fn as_date<S: Serializer>(day: &i32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date(*day))
}

/// Writes a day, where there is one, as a date.
#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(crate) fn as_date_or_null<S: Serializer>(day: &Option<i32>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(date).serialize(serializer)
}

/// A length of time by which events are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// Its name: "week".
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The period of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// The first day of the period in which a day lies.
    pub fn start(self, day: i32) -> i32 {
        let from = |month: fn(u32) -> u32| {
            let first = |date: NaiveDate| NaiveDate::from_ymd_opt(date.year(), month(date.month0()) + 1, 1);
            naive(day).and_then(first).map_or(day, |date| date.num_days_from_ce() - EPOCH)
        };
        match self {
            Self::Day => day,
            // 1970-01-01 was a Thursday.
            Self::Week => day.saturating_sub(day.saturating_add(3).rem_euclid(7)),
            Self::Month => from(|month| month),
            Self::Quarter => from(|month| month / 3 * 3),
            Self::Year => from(|_| 0),
        }
    }

    /// The first day of the period after that which begins on a day.
    pub fn next(self, start: i32) -> i32 {
        match self {
            Self::Day => start.saturating_add(1),
            Self::Week => start.saturating_add(7),
            Self::Month => self.start(start.saturating_add(31)),
            Self::Quarter => self.start(start.saturating_add(92)),
            Self::Year => self.start(start.saturating_add(366)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates_and_dates_days() {
        for (number, text) in [(0, "1970-01-01"), (20_785, "2026-11-28"), (-719_162, "0001-01-01")] {
            assert_eq!((date(number).as_str(), day(text)), (text, Some(number)));
        }
        for wrong in ["", "2026", "2026-02-30", "28.11.2026", "12026-01-01", "2026-11-28T10:00"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
        assert_eq!((date(i32::MAX), date(NO_DAY)), (String::new(), String::new()));
        assert_eq!((kept(Some(i32::MAX)), kept(Some(5)), shown(NO_DAY)), (NO_DAY, 5, None));
    }

    #[test]
    fn every_period_begins_where_the_last_ends() {
        let starts = |period: Period| {
            let first = period.start(day("2024-02-29").unwrap());
            [date(first), date(period.next(first))]
        };
        assert_eq!(starts(Period::Day), ["2024-02-29", "2024-03-01"]);
        assert_eq!(starts(Period::Week), ["2024-02-26", "2024-03-04"]);
        assert_eq!(starts(Period::Month), ["2024-02-01", "2024-03-01"]);
        assert_eq!(starts(Period::Quarter), ["2024-01-01", "2024-04-01"]);
        assert_eq!(starts(Period::Year), ["2024-01-01", "2025-01-01"]);
        assert_eq!(Period::named("quarter"), Some(Period::Quarter));
    }
}
