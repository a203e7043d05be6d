//! Which day does an ISO date begin with? Whole dates, weeks, months, quarters, seasons, years, and periods
//! between two of them.

use chrono::{Datelike, NaiveDate, Weekday};

/// Days from 1970-01-01 to the first day of a date; nothing where it is no date.
pub fn first(date: &str) -> Option<i32> {
    first_day(date).map(number)
}

/// The same where the date is known to the day.
pub fn exact(date: &str) -> Option<i32> {
    NaiveDate::parse_from_str(date.get(..10)?, "%Y-%m-%d").ok().map(number)
}

/// The date of a day's number.
pub fn date(number: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number.checked_add(EPOCH)?)
}

/// Days from the first of January of the year 1 to 1970-01-01, as chrono counts them.
const EPOCH: i32 = 719_163;

fn number(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH
}

fn first_day(date: &str) -> Option<NaiveDate> {
    let date = date.split(['/', 'T']).next()?;
    let mut parts = date.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let Some(part) = parts.next() else { return NaiveDate::from_ymd_opt(year, 1, 1) };
    if let Some(week) = part.strip_prefix('W') {
        return NaiveDate::from_isoywd_opt(year, week.parse().ok()?, Weekday::Mon);
    }
    if let Some(quarter) = part.strip_prefix('Q') {
        return NaiveDate::from_ymd_opt(year, quarter.parse::<u32>().ok()?.checked_sub(1)? * 3 + 1, 1);
    }
    let month = match part.parse().ok()? {
        // ISO 8601-2: 21 to 24 are the seasons from spring to winter.
        season @ 21..=24 => (season - 21) * 3 + 3,
        month => month,
    };
    let day = parts.next().map_or(Some(1), |day| day.parse().ok())?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_granularity_has_a_first_day() {
        for (said, day) in [
            ("1970-01-01", "1970-01-01"),
            ("2020-12-07T10:00:00+03:00", "2020-12-07"),
            ("2020-12-07/2020-12-09", "2020-12-07"),
            ("2020-W49", "2020-11-30"),
            ("2020-12", "2020-12-01"),
            ("2020-Q4", "2020-10-01"),
            ("2020-21", "2020-03-01"),
            ("2020-24", "2020-12-01"),
            ("2020", "2020-01-01"),
            ("1812-06-24", "1812-06-24"),
        ] {
            assert_eq!(first(said).and_then(date).map(|d| d.to_string()).as_deref(), Some(day), "{said}");
        }
        for wrong in ["", "soon", "2020-13", "2020-02-30", "2020-Q0", "2020-W99", "-"] {
            assert_eq!(first(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_a_whole_date_is_exact() {
        assert_eq!(exact("1970-01-02"), Some(1));
        assert_eq!(exact("1970-01-02T23:59:00Z"), Some(1));
        assert_eq!(exact("1970-01"), None);
    }
}
