//! Which day, month or year is named? Dates with numbers, months and years.

use crate::times::words::Word;
use crate::times::{Found, Meaning, Which, Year};

/// Words before a month that is one even where its name is also another word ("in May").
const BEFORE_MONTH: [&str; 27] = [
    "after",
    "and",
    "around",
    "before",
    "between",
    "beginning",
    "by",
    "during",
    "early",
    "earlier",
    "every",
    "following",
    "for",
    "from",
    "in",
    "late",
    "later",
    "mid",
    "of",
    "or",
    "since",
    "starting",
    "through",
    "throughout",
    "till",
    "to",
    "until",
];

/// Words that begin no noun: after one of them a number was a year, not an amount.
const FUNCTION: [&str; 34] = [
    "a", "after", "an", "and", "are", "as", "at", "because", "before", "but", "by", "for", "from", "had",
    "has", "have", "if", "in", "is", "it", "of", "on", "or", "that", "the", "this", "to", "until", "was",
    "were", "when", "which", "will", "with",
];

/// What is counted in thousands: never after a year.
const COUNTED: [&str; 16] = [
    "civilians",
    "dollars",
    "euros",
    "families",
    "fighters",
    "homes",
    "houses",
    "kilometers",
    "kilometres",
    "men",
    "people",
    "percent",
    "soldiers",
    "tonnes",
    "troops",
    "villages",
];

/// The named time that begins at a word.
pub(super) fn at(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    let senses = word.senses;
    if word.lower.starts_with(|c: char| c.is_ascii_digit()) {
        return iso(words, at)
            .or_else(|| slashed(words, at))
            .or_else(|| dotted(word, at))
            .or_else(|| day_first(words, at, at, 0))
            .or_else(|| decade(words, at))
            .or_else(|| years(words, at));
    }
    if senses.weekday > 0 && word.capital {
        // "Friday, 3 April"; without a date it is left to the relative times.
        let next = at + 1 + usize::from(mark(words, at + 1, ".") && senses.short);
        let next = next + usize::from(mark(words, next, ","));
        return month_first(words, at, next, senses.weekday)
            .or_else(|| day_first(words, at, next, senses.weekday));
    }
    if senses.month > 0 && word.capital {
        return month_first(words, at, at, 0).or_else(|| month(words, at, at, Which::Bare));
    }
    if word.any(&["last", "next", "this"])
        && words.get(at + 1).is_some_and(|w| w.senses.month > 0 && w.capital)
    {
        let which = which(word);
        return month(words, at, at + 1, which);
    }
    if word.is("the") {
        return day_first(words, at, at + 1, 0)
            .filter(|_| words.get(at + 1).is_some_and(|w| day(w).is_some_and(|d| d.1)))
            .or_else(|| decade(words, at));
    }
    None
}

pub(super) fn which(word: &Word<'_>) -> Which {
    match &*word.lower {
        "last" | "past" => Which::Last,
        "next" | "coming" => Which::Next,
        _ => Which::This,
    }
}

fn mark(words: &[Word<'_>], at: usize, mark: &str) -> bool {
    words.get(at).is_some_and(|w| w.is(mark))
}

/// A dash, or a word between two ends.
fn joins(words: &[Word<'_>], at: usize, joints: &[&str]) -> bool {
    words.get(at).is_some_and(|w| w.any(&["-", "–", "—"]) || w.any(joints))
}

fn touches(words: &[Word<'_>], at: usize) -> bool {
    matches!((words.get(at), words.get(at + 1)), (Some(a), Some(b)) if a.end == b.start)
}

/// A day of a month and whether it is written as an ordinal.
fn day(word: &Word<'_>) -> Option<(u8, bool)> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| word.lower.strip_suffix(s));
    let number = digits.unwrap_or(&word.lower);
    let fits = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let value = fits.then(|| number.parse().ok()).flatten().filter(|d| (1..=31).contains(d))?;
    Some((value, digits.is_some()))
}

/// A year of four digits.
pub(super) fn year(word: &Word<'_>) -> Option<i32> {
    let value = word.digits().filter(|_| word.lower.len() == 4)?;
    i32::try_from(value).ok().filter(|y| (1900..=2100).contains(y))
}

/// A year, or "last year", after a date; and the word after it.
pub(super) fn year_after(words: &[Word<'_>], at: usize) -> Option<(Year, usize)> {
    let comma = usize::from(mark(words, at, ","));
    if let Some(said) = words.get(at + comma).and_then(year) {
        let counts = words.get(at + comma + 1).is_some_and(|w| w.any(&COUNTED));
        return (!counts).then_some((Year::Said(said), at + comma + 1));
    }
    let from = at + usize::from(mark(words, at, "of"));
    let shift = match words.get(from).map(|w| &*w.lower)? {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return words.get(from).filter(|_| from > at).and_then(year).map(|y| (Year::Said(y), from + 1)),
    };
    words.get(from + 1)?.is("year").then_some((Year::Shifted(shift), from + 2))
}

/// `2020-12-07`.
fn iso(words: &[Word<'_>], at: usize) -> Option<Found> {
    let [first_part, dash, month_part, other, day_part] = words.get(at..at + 5)? else { return None };
    let whole = (0..4).all(|n| touches(words, at + n)) && dash.is("-") && other.is("-");
    let clear = day_part.lower.len() == 2
        && month_part.lower.len() == 2
        && !(touches(words, at + 4) && mark(words, at + 5, "-"));
    let (month, first) = (month_part.digits().filter(|m| (1..=12).contains(m))?, day(day_part)?.0);
    let meaning = Meaning::Days {
        year: Year::Said(year(first_part)?),
        month: u8::try_from(month).ok()?,
        first,
        last: first,
        weekday: 0,
    };
    (whole && clear).then_some(Found { from: at, to: at + 5, meaning })
}

/// `25/04/2021`, in either order; where both orders make a date, it is not known which day it is.
fn slashed(words: &[Word<'_>], at: usize) -> Option<Found> {
    let [one, slash, two, other, last] = words.get(at..at + 5)? else { return None };
    let whole = (0..4).all(|n| touches(words, at + n)) && slash.is("/") && other.is("/");
    let alone = !(at > 0 && touches(words, at - 1) && mark(words, at - 1, "/"));
    let (a, b, year) = (day(one)?.0, day(two)?.0, Year::Said(year(last)?));
    let of = |month, first| Meaning::Days { year, month, first, last: first, weekday: 0 };
    let meaning = match (a <= 12, b <= 12) {
        (true, true) if a == b => of(a, b),
        (true, true) => Meaning::Unknown(super::Unit::Day),
        (true, false) => of(a, b),
        (false, true) => of(b, a),
        (false, false) => return None,
    };
    (whole && alone).then_some(Found { from: at, to: at + 5, meaning })
}

/// `21.06.2019`: with stops the day always comes first.
fn dotted(word: &Word<'_>, at: usize) -> Option<Found> {
    let mut parts = word.lower.split('.');
    let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
    let year: i32 = y.parse().ok().filter(|y| (1900..=2100).contains(y) && parts.next().is_none())?;
    let (month, first): (u8, u8) = (m.parse().ok()?, d.parse().ok()?);
    let meaning = Meaning::Days { year: Year::Said(year), month, first, last: first, weekday: 0 };
    ((1..=12).contains(&month) && (1..=31).contains(&first)).then_some(Found {
        from: at,
        to: at + 1,
        meaning,
    })
}

/// The month at a word and the word after it and its stop.
fn month_at(words: &[Word<'_>], at: usize) -> Option<(u8, usize)> {
    let word = words.get(at).filter(|w| w.senses.month > 0 && w.capital)?;
    let stop = word.senses.short && mark(words, at + 1, ".") && touches(words, at);
    Some((word.senses.month, at + 1 + usize::from(stop)))
}

/// "December 7", "Dec. 7-9, 2020", "October 3 last year".
fn month_first(words: &[Word<'_>], from: usize, at: usize, weekday: u8) -> Option<Found> {
    let (month, next) = month_at(words, at)?;
    let (first, _) = words.get(next).and_then(day)?;
    let mut to = next + 1;
    // "December 7:30" and "May 5%" are no days.
    if words.get(to).is_some_and(|w| w.any(&["%", "percent"]) || (w.is(":") && touches(words, to))) {
        return None;
    }
    let mut last = first;
    if joins(words, to, &["and", "to", "through"]) {
        let end = words.get(to + 1).and_then(day).map(|d| d.0).filter(|d| *d > first);
        if let Some(end) = end.filter(|_| month_at(words, to + 2).is_none()) {
            (last, to) = (end, to + 2);
        }
    }
    Some(finish(words, from, to, (month, first, last, weekday)))
}

/// "7 December", "the 7th of December", "5 to 9 May 2021".
fn day_first(words: &[Word<'_>], from: usize, at: usize, weekday: u8) -> Option<Found> {
    let the = usize::from(from < at && mark(words, at, "the"));
    let (first, _) = words.get(at + the).and_then(day)?;
    let (mut last, mut next) = (first, at + the + 1);
    if joins(words, next, &["and", "to"]) {
        last = words.get(next + 1).and_then(day).map(|d| d.0).filter(|d| *d > first)?;
        next += 2;
    }
    next += usize::from(mark(words, next, "of"));
    let (month, to) = month_at(words, next)?;
    // "the 5 May Day marches": a holiday's name.
    if words.get(to).is_some_and(|w| w.is("day") && w.capital) {
        return None;
    }
    Some(finish(words, from, to, (month, first, last, weekday)))
}

fn finish(words: &[Word<'_>], from: usize, to: usize, date: (u8, u8, u8, u8)) -> Found {
    let (month, first, last, weekday) = date;
    let (year, to) = year_after(words, to).unwrap_or((Year::Unsaid, to));
    let eponym = words.get(to).is_some_and(|w| w.senses.eponym);
    let meaning = if eponym && year == Year::Unsaid {
        Meaning::Name
    } else {
        Meaning::Days { year, month, first, last, weekday }
    };
    Found { from, to, meaning }
}

/// "December 2020", "October last year", "last October", and a month alone where it is one.
fn month(words: &[Word<'_>], from: usize, at: usize, which: Which) -> Option<Found> {
    let word = words.get(at)?;
    let (month, next) = month_at(words, at)?;
    if let Some((year, to)) = year_after(words, next).filter(|_| which == Which::Bare) {
        let meaning = Meaning::Month { year, month, which };
        return Some(Found { from, to, meaning });
    }
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let licensed = which != Which::Bare
        || before
            .is_some_and(|w| w.any(&BEFORE_MONTH) || (w.is("-") && at > 1 && mark(words, at - 2, "mid")));
    let doubtful = word.senses.short || word.any(&["april", "august", "june", "march", "may"]);
    // "by May" may be a person after a passive: "was chosen by May".
    let person = before.is_some_and(|w| w.is("by"))
        && word.any(&["april", "may"])
        && at.checked_sub(2).and_then(|b| words.get(b)).is_some_and(|w| w.lower.ends_with("ed"));
    // "the October War", "in May Street": part of a name; and of a person's, "Edda May".
    let begins_name =
        words.get(next).is_some_and(|w| w.capital && w.sentence == word.sentence && !w.is_mark());
    let ends_name = before.is_some_and(|w| w.capital && !licensed && w.sentence == word.sentence)
        && at > 1
        && words.get(at - 2).is_some_and(|w| w.sentence == word.sentence);
    let the_march =
        word.is("march") && words.get(next).is_some_and(|w| w.any(&["of", "on", "for"]) && !licensed);
    let unfit = (doubtful && !licensed) || person || ends_name || the_march;
    let loose = before.is_some_and(|w| w.any(&["and", "by", "for", "from", "of", "or", "the", "to"]));
    if unfit || (begins_name && (!licensed || (loose && which == Which::Bare))) {
        return begins_name.then_some(Found { from, to: next, meaning: Meaning::Name });
    }
    Some(Found { from, to: next, meaning: Meaning::Month { year: Year::Unsaid, month, which } })
}

/// "the 1990s", "the early 2000s".
fn decade(words: &[Word<'_>], at: usize) -> Option<Found> {
    let mut next = at + usize::from(mark(words, at, "the"));
    next += usize::from(words.get(next).is_some_and(|w| next > at && w.any(&["early", "mid", "late"])));
    next += usize::from(next > at + 1 && mark(words, next, "-"));
    let digits = words.get(next)?.lower.strip_suffix('s')?;
    let first: i32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    let real = (1900..=2090).contains(&first) && first % 10 == 0;
    real.then_some(Found { from: at, to: next + 1, meaning: Meaning::Years(first, first + 9) })
}

/// What has a year: after "the crisis of" a number is one.
fn is_happening(word: &Word<'_>) -> bool {
    word.any(&[
        "accord",
        "agreement",
        "autumn",
        "coup",
        "crash",
        "crisis",
        "earthquake",
        "election",
        "elections",
        "end",
        "fall",
        "half",
        "middle",
        "revolution",
        "spring",
        "start",
        "summer",
        "treaty",
        "war",
        "winter",
    ])
}

/// A year or a run of years, where a word before it says that it is one.
fn years(words: &[Word<'_>], at: usize) -> Option<Found> {
    let first = words.get(at).and_then(year)?;
    let before = at.checked_sub(1).and_then(|b| words.get(b))?;
    let next = words.get(at + 1);
    let glued = touches(words, at - 1) && !before.is("(");
    if glued || next.is_some_and(|w| w.any(&COUNTED) || w.any(&["%", "$", "€", "°"])) {
        return None;
    }
    let second = words.get(at + 2).and_then(year).filter(|s| *s > first);
    let joint = match &*before.lower {
        "between" => next.is_some_and(|w| w.is("and")),
        "from" => joins(words, at + 1, &["to", "until", "through"]),
        _ => joins(words, at + 1, &[]),
    };
    let run = second.filter(|_| joint).map(|last| Found {
        from: at,
        to: at + 3,
        meaning: Meaning::Years(first, last),
    });
    // After these a number is a year in news; after the others it may be an amount.
    let sure = before.any(&[
        "in", "since", "during", "until", "till", "early", "late", "mid", "before", "after", "year", "(", "-",
    ]) || before.is("of")
        && at.checked_sub(2).and_then(|b| words.get(b)).is_some_and(is_happening);
    let maybe = before.any(&["of", "by", "for", "from", "to", "through", "and", "between", "around"]);
    let ends = next.is_none_or(|w| w.is_mark() || w.any(&FUNCTION) || w.sentence != before.sentence);
    let another =
        before.is("and") && at.checked_sub(2).and_then(|b| words.get(b)).is_none_or(|w| year(w).is_none());
    let single = (sure || (maybe && ends && !another)).then_some(Found {
        from: at,
        to: at + 1,
        meaning: Meaning::Years(first, first),
    });
    run.filter(|_| sure || maybe).or(single)
}
