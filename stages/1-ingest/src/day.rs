//! Which day is that? The proleptic Gregorian calendar, days counted from 1 March of the year 0.
//!
//! Twenty lines of arithmetic, so no crate is asked.

/// Days of 400 years.
const ERA: i32 = 146_097;

/// 1 January 1970.
const EPOCH: i64 = 719_468;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i32);

impl Day {
    /// A day by its numbers; `None` for one that no calendar has.
    pub(crate) fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let real = (1..=9999).contains(&year) && day >= 1 && day <= length(year, month)?;
        // Years begin in March here, so that the leap day is the last of its year.
        let (m, y) = ((i32::from(month) + 9) % 12, year - i32::from(month <= 2));
        let of_year = (153 * m + 2) / 5 + i32::from(day) - 1;
        real.then_some(Self(365 * y + y / 4 - y / 100 + y / 400 + of_year))
    }

    /// The day that an ISO 8601 date or time begins with.
    pub(crate) fn parse(iso: &str) -> Option<Self> {
        let date = iso.get(..10)?;
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day and the second of it, so many seconds after 1970 began, in Greenwich.
    pub(crate) fn of_epoch(seconds: i64) -> Option<(Self, u32)> {
        let day = i32::try_from(seconds.div_euclid(86_400) + EPOCH).ok()?;
        Some((Self(day), u32::try_from(seconds.rem_euclid(86_400)).ok()?))
    }

    /// Year, month and day.
    pub(crate) fn civil(self) -> (i32, u8, u8) {
        let (era, of_era) = (self.0.div_euclid(ERA), self.0.rem_euclid(ERA));
        let of_era_year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
        let of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
        let m = (5 * of_year + 2) / 153;
        let day = of_year - (153 * m + 2) / 5 + 1;
        let month = (m + 2) % 12 + 1;
        let year = era * 400 + of_era_year + i32::from(month <= 2);
        (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
    }

    pub(crate) fn year(self) -> i32 {
        self.civil().0
    }

    pub(crate) fn month(self) -> u8 {
        self.civil().1
    }

    /// 1 for Monday to 7 for Sunday.
    pub(crate) fn weekday(self) -> u8 {
        // 1 March of the year 0 was a Wednesday.
        u8::try_from((self.0 + 2).rem_euclid(7)).unwrap_or(0) + 1
    }

    /// The day so many days later.
    pub(crate) fn plus(self, days: i32) -> Self {
        // Far past both ends of four-digit years there is nothing to say.
        Self(self.0.saturating_add(days).clamp(306, 3_652_364))
    }

    /// How many days later than another.
    pub(crate) fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// The Monday of its week.
    pub(crate) fn monday(self) -> Self {
        self.plus(1 - i32::from(self.weekday()))
    }

    pub(crate) fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Its week in ISO 8601: that of the year in which the week's Thursday lies.
    pub(crate) fn iso_week(self) -> String {
        let thursday = self.monday().plus(3);
        let year = thursday.year();
        let first = Self::new(year, 1, 1).map_or(0, |d| thursday.since(d));
        format!("{year:04}-W{:02}", first / 7 + 1)
    }
}

/// How many days a month has.
fn length(year: i32, month: u8) -> Option<u8> {
    Some(match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::parse(iso).unwrap()
    }

    #[test]
    fn every_day_of_a_century_goes_there_and_back() {
        let (mut at, mut weekday) = (day("1950-01-01"), 7);
        for _ in 0..40_000 {
            let (y, m, d) = at.civil();
            assert_eq!(Day::new(y, m, d), Some(at));
            assert_eq!(at.weekday(), weekday);
            (at, weekday) = (at.plus(1), weekday % 7 + 1);
        }
        assert_eq!(at.iso(), "2059-07-08");
    }

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        for (iso, week) in [
            ("2020-12-07", "2020-W50"),
            ("2021-01-01", "2020-W53"),
            ("2021-01-04", "2021-W01"),
            ("2018-12-31", "2019-W01"),
            ("2024-02-29", "2024-W09"),
        ] {
            assert_eq!(day(iso).iso_week(), week);
        }
    }

    #[test]
    fn seconds_are_counted_from_1970() {
        let of = |seconds| Day::of_epoch(seconds).map(|(day, rest)| (day.iso(), rest));
        assert_eq!(of(0), Some(("1970-01-01".to_owned(), 0)));
        assert_eq!(of(951_782_401), Some(("2000-02-29".to_owned(), 1)));
        assert_eq!(of(-1), Some(("1969-12-31".to_owned(), 86_399)));
    }

    #[test]
    fn days_that_no_calendar_has_are_none() {
        for iso in ["2021-02-29", "2021-13-01", "2021-04-31", "2021-04-00", "2021-04", "", "0000-01-01"] {
            assert_eq!(Day::parse(iso), None, "{iso}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(day("9999-12-31").plus(400).iso().len(), 10);
        assert_eq!(day("0001-01-01").plus(-400).iso(), "0001-01-01");
    }
}
