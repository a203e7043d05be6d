//! When was it? A date in the event's clause, as exactly as the text gives it.

use chancery_model::analysis::Analysis;
use chancery_model::dispatch::Dispatch;
use chancery_model::events::EventDate;
use chancery_model::span::Span;
use chancery_model::syntax::Relation;

use crate::place::predicates;

/// Relations by which a time hangs on a predicate or an event noun.
const TIME: [Relation; 6] = [
    Relation::Obl,
    Relation::OblUnmarked,
    Relation::Nmod,
    Relation::NmodUnmarked,
    Relation::Advmod,
    Relation::Compound,
];

/// A time expression of more words than this is a phrase with a date somewhere inside it.
const WORDS: usize = 8;

const MONTHS: [&str; 12] = [
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

/// What a phrase says of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    /// Nothing.
    Unsaid,
    /// Something that no calendar date can be made of.
    Vague,
    /// A date.
    On(Date),
}

/// Year, month, day, as far as they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    year: u32,
    month: Option<u32>,
    day: Option<u32>,
}

impl Date {
    /// An ISO 8601 date, or what begins like one.
    fn parse(iso: &str) -> Option<Self> {
        let mut parts = iso.split('T').next()?.split('-').map(str::parse::<u32>);
        let year = parts.next()?.ok()?;
        let mut rest = parts.map_while(Result::ok);
        Some(Self { year, month: rest.next(), day: rest.next() })
    }

    fn value(self) -> (String, &'static str) {
        match (self.month, self.day) {
            (Some(m), Some(d)) => (format!("{:04}-{m:02}-{d:02}", self.year), "day"),
            (Some(m), None) => (format!("{:04}-{m:02}", self.year), "month"),
            _ => (format!("{:04}", self.year), "year"),
        }
    }

    /// Whether it lies more than about a year before another.
    fn is_long_before(self, other: Self) -> bool {
        let months = |d: Self| 12 * d.year + d.month.unwrap_or(12);
        match self.month {
            Some(_) => months(other) > months(self) + 13,
            None => other.year > self.year + 1,
        }
    }
}

/// When the dispatch was made, if it says so.
pub(crate) fn of_dispatch(dispatch: &Dispatch) -> Option<(Date, &'static str)> {
    let dateline = dispatch.dateline.as_ref().and_then(|d| d.date.as_deref()).and_then(Date::parse);
    let published = dispatch.published.as_deref().and_then(Date::parse);
    dateline.map(|d| (d, "dateline")).or_else(|| published.map(|d| (d, "published")))
}

/// The event's date, and whether it makes the event history.
pub(crate) fn date(
    dispatch: &Dispatch,
    a: &Analysis,
    trigger: u32,
    fresh: bool,
) -> (Option<EventDate>, bool) {
    let made = of_dispatch(dispatch);
    match time(a, trigger, made.map(|(d, _)| d)) {
        (Time::On(date), tokens) => {
            let (value, granularity) = date.value();
            let span = tokens.iter().map(|&t| a.token(t).span).reduce(Span::cover);
            let old = made.is_some_and(|(m, _)| date.is_long_before(m));
            (Some(EventDate { value, granularity, basis: "text", span }), old)
        }
        (Time::Vague, _) => (None, false),
        (Time::Unsaid, _) => {
            let date = made.filter(|_| fresh).map(|(d, basis)| {
                let (value, granularity) = d.value();
                EventDate { value, granularity, basis, span: None }
            });
            (date, false)
        }
    }
}

fn time(a: &Analysis, trigger: u32, made: Option<Date>) -> (Time, Vec<u32>) {
    let mut vague = false;
    for predicate in predicates(a, trigger) {
        for at in a.by_relation(predicate, &TIME) {
            let words = a.subtree(at);
            if words.len() > WORDS {
                continue;
            }
            match phrase(a, &words, made) {
                Time::On(date) => return (Time::On(date), words),
                Time::Vague => vague = true,
                Time::Unsaid => {}
            }
        }
    }
    (if vague { Time::Vague } else { Time::Unsaid }, Vec::new())
}

fn phrase(a: &Analysis, words: &[u32], made: Option<Date>) -> Time {
    let (mut year, mut month, mut day, mut vague) = (None, None, None, false);
    for &w in words {
        let form = a.token(w).form.to_lowercase();
        let form = form.trim_end_matches('.');
        if let Some(m) = month_of(form) {
            month = Some(m);
        } else if let Ok(n) = form.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>() {
            match n {
                1..=31 => day = Some(n),
                1900..=2100 => year = Some(n),
                _ => {}
            }
        } else if form == "today" {
            if let Some(made) = made {
                return Time::On(made);
            }
            vague = true;
        } else if is_time_word(form) {
            vague = true;
        }
    }
    let year = year.or_else(|| {
        // A month without a year is the last one before the dispatch.
        let (made, month) = made.zip(month)?;
        Some(if month <= made.month? { made.year } else { made.year - 1 })
    });
    match year {
        Some(year) => Time::On(Date { year, month, day: day.filter(|_| month.is_some()) }),
        None if vague || month.is_some() => Time::Vague,
        None => Time::Unsaid,
    }
}

fn month_of(word: &str) -> Option<u32> {
    let long = word.chars().count() > 2;
    let fits = |m: &&str| long && (m.starts_with(word) && word.len() <= 4 || **m == *word);
    // "may" and "march" are verbs too, but not as times.
    (1..).zip(MONTHS.iter()).find(|(_, m)| fits(m)).map(|(n, _)| n)
}

fn is_time_word(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "week"
            | "month"
            | "year"
            | "decade"
            | "tomorrow"
            | "previously"
            | "ago"
            | "earlier"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_short_forms() {
        assert_eq!(month_of("nov"), Some(11));
        assert_eq!(month_of("sept"), Some(9));
        assert_eq!(month_of("march"), Some(3));
        assert_eq!(month_of("ma"), None);
        assert_eq!(month_of("market"), None);
    }

    #[test]
    fn more_than_about_a_year_is_history() {
        let made = Date::parse("2021-03-05").unwrap();
        assert!(Date::parse("1999").unwrap().is_long_before(made));
        assert!(!Date::parse("2020").unwrap().is_long_before(made));
        assert!(!Date::parse("2020-03").unwrap().is_long_before(made));
        assert!(Date::parse("2020-01").unwrap().is_long_before(made));
    }

    #[test]
    fn a_date_keeps_its_granularity() {
        assert_eq!(Date::parse("2020-12-07T10:00").unwrap().value(), ("2020-12-07".into(), "day"));
        assert_eq!(Date::parse("2020-12").unwrap().value(), ("2020-12".into(), "month"));
    }
}
