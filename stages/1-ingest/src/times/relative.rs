//! Which time from now? Weekdays, "yesterday", "last week", "two days ago", "this spring".

use crate::times::lexicon::{Unit, VAGUE, is_name};
use crate::times::named::{which, year, year_after};
use crate::times::words::Word;
use crate::times::{Found, Meaning, Which, Year};

/// The relative time that begins at a word.
pub(super) fn at(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    if let Some(next) = words.get(at + 1).filter(|n| is_name(&word.lower, &n.lower)) {
        let title = word.capital || next.capital;
        return title.then_some(Found { from: at, to: at + 2, meaning: Meaning::Name });
    }
    let found = |to, meaning| Some(Found { from: at, to, meaning });
    match &*word.lower {
        "yesterday" => found(part(words, at + 1), Meaning::Shift(Unit::Day, -1)),
        "today" | "tonight" => found(at + 1, Meaning::Shift(Unit::Day, 0)),
        "tomorrow" => found(part(words, at + 1), Meaning::Shift(Unit::Day, 1)),
        "last" | "next" | "this" | "past" | "recent" | "coming" => pointed(words, at),
        "the" => with_article(words, at),
        "q1" | "q2" | "q3" | "q4" => {
            let quarter = word.lower.bytes().last().map_or(0, |b| b - b'0');
            quarter_of(words, at, at + 1, quarter)
        }
        _ if word.senses.weekday > 0 && !word.senses.short && word.capital => {
            weekday(words, at, at, Which::Bare)
        }
        _ if word.senses.ordinal > 0 && words.get(at + 1).is_some_and(|w| w.is("quarter")) => {
            let before = at.checked_sub(1).and_then(|b| words.get(b));
            before.filter(|b| b.any(&["in", "of", "for", "during"]))?;
            quarter_of(words, at, at + 2, word.senses.ordinal)
        }
        _ if word.senses.season > 0 => season(words, at),
        _ => counted(words, at, at),
    }
}

/// Past "morning" or "night".
fn part(words: &[Word<'_>], at: usize) -> usize {
    at + usize::from(words.get(at).is_some_and(|w| w.senses.part))
}

fn weekday(words: &[Word<'_>], from: usize, at: usize, how: Which) -> Option<Found> {
    let word = words.get(at).filter(|w| w.senses.weekday > 0 && !w.senses.short && w.capital)?;
    if words.get(at + 1).is_some_and(|n| is_name(&word.lower, &n.lower)) {
        return Some(Found { from, to: at + 2, meaning: Meaning::Name });
    }
    let mut to = part(words, at + 1);
    let mut which = how;
    if let (Some(pointer), Some(unit)) = (words.get(to), words.get(to + 1)) {
        let shift = ["last", "this", "next"].iter().position(|p| pointer.is(p));
        if let Some(shift) = shift.filter(|_| unit.is("week") && how == Which::Bare) {
            which = Which::OfWeek(i32::try_from(shift).unwrap_or(1) - 1);
            to += 2;
        }
    }
    Some(Found { from, to, meaning: Meaning::Weekday { day: word.senses.weekday, which } })
}

/// "last Friday", "next week", "this spring", "last night", "recent weeks", "past two weeks".
fn pointed(words: &[Word<'_>], at: usize) -> Option<Found> {
    let (pointer, mut next) = (words.get(at)?, at + 1);
    let mut how = which(pointer);
    if pointer.is("this") && words.get(next).is_some_and(|w| w.any(&["past", "coming"])) {
        how = words.get(next).map_or(how, which);
        next += 1;
        // "this past week" is the one up to now.
        if words.get(next).is_some_and(|w| w.senses.unit.is_some()) {
            return stretch(words, at, next - 1);
        }
    }
    let word = words.get(next)?;
    let found = |to, meaning| Some(Found { from: at, to, meaning });
    if pointer.any(&["recent", "coming"]) {
        return word.senses.unit.filter(|_| word.lower.ends_with('s')).map(|unit| Found {
            from: at,
            to: next + 1,
            meaning: Meaning::Unknown(unit),
        });
    }
    if word.senses.weekday > 0 {
        return weekday(words, at, next, how);
    }
    if pointer.is("past") {
        return stretch(words, at, at);
    }
    if word.senses.part {
        return match how {
            Which::Last => found(next + 1, Meaning::Shift(Unit::Day, -1)),
            Which::This => found(next + 1, Meaning::Shift(Unit::Day, 0)),
            _ => None,
        };
    }
    if word.senses.season > 0 {
        return found(
            next + 1,
            Meaning::Season { year: Year::Unsaid, season: word.senses.season, which: how },
        );
    }
    if word.is("weekend") {
        return found(next + 1, Meaning::Weekend(how));
    }
    if let Some(unit) = word.senses.unit.filter(|_| !word.lower.ends_with('s')) {
        let by = match how {
            Which::Last => -1,
            Which::Next => 1,
            _ => 0,
        };
        return match unit {
            Unit::Hour | Unit::Day => None,
            _ => found(next + 1, Meaning::Shift(unit, by)),
        };
    }
    stretch(words, at, at)
}

/// "the past two weeks", "the next day", "the weekend", "the day before yesterday".
fn with_article(words: &[Word<'_>], at: usize) -> Option<Found> {
    let next = words.get(at + 1)?;
    let found = |to, meaning| Some(Found { from: at, to, meaning });
    let is = |n: usize, forms: &[&str]| words.get(at + n).is_some_and(|w| w.any(forms));
    let before = |n: usize| at.checked_sub(n).and_then(|b| words.get(b));
    if next.is("day") && is(2, &["before"]) && is(3, &["yesterday"]) {
        return found(at + 4, Meaning::Shift(Unit::Day, -2));
    }
    if next.is("day") && is(2, &["after"]) && is(3, &["tomorrow"]) {
        return found(at + 4, Meaning::Shift(Unit::Day, 2));
    }
    if next.is("weekend") {
        let over = before(1).is_some_and(|w| w.any(&["at", "during", "on", "over"]));
        return over.then_some(Found { from: at, to: at + 2, meaning: Meaning::Weekend(Which::Bare) });
    }
    let unit = |n: usize| words.get(at + n).filter(|w| !w.lower.ends_with('s')).and_then(|w| w.senses.unit);
    let counts = |u: &Unit| matches!(u, Unit::Day) || (*u > Unit::Day && !next.is("next"));
    if next.any(&["following", "previous", "same", "next"])
        && let Some(unit) = unit(2).filter(|u| *u != Unit::Decade && counts(u))
    {
        return found(at + 3, Meaning::Unknown(unit));
    }
    if next.any(&["past", "last", "next", "coming", "previous", "recent", "preceding", "following"]) {
        return stretch(words, at, at + 1);
    }
    if let Some(unit) = unit(1).filter(|u| matches!(u, Unit::Week | Unit::Month | Unit::Year)) {
        let inside = before(1).is_some_and(|w| w.is("of"))
            && before(2).is_some_and(|w| w.any(&["beginning", "end", "half", "middle", "rest", "start"]));
        let in_it =
            before(1).is_some_and(|w| w.is("in")) && before(2).is_some_and(|w| w.any(&["earlier", "later"]));
        return (inside || in_it).then_some(Found { from: at, to: at + 2, meaning: Meaning::Shift(unit, 0) });
    }
    if next.senses.ordinal > 0 && is(2, &["quarter"]) {
        return quarter_of(words, at, at + 3, next.senses.ordinal);
    }
    if next.senses.season > 0 && is(2, &["of"]) {
        return season(words, at + 1).map(|f| Found { from: at, ..f });
    }
    None
}

/// "past two weeks", "next ten days", "past year", "coming days"; the pointer stands at `at`.
fn stretch(words: &[Word<'_>], from: usize, at: usize) -> Option<Found> {
    let pointer = words.get(at)?;
    let (count, next) = count(words, at + 1).unwrap_or((None, at + 1));
    let word = words.get(next)?;
    let unit = word.senses.unit?;
    let many = word.lower.ends_with('s');
    let counted = next > at + 1;
    let by = match &*pointer.lower {
        "past" | "last" => -1,
        "next" => 1,
        "coming" if counted => 1,
        _ => 0,
    };
    let count = if counted || many { count } else { Some(1) };
    let meaning = match count {
        Some(n) if by != 0 && unit != Unit::Quarter => Meaning::Stretch(unit, by * n),
        _ => Meaning::Unknown(unit),
    };
    // "the last days" and "the last day of the talks" say nothing of now.
    let plain = !many && !counted && unit <= Unit::Day;
    let loose = many && !counted && !pointer.any(&["coming", "past", "recent"]);
    let of = words.get(next + 1).is_some_and(|w| w.is("of")) && !pointer.is("past");
    (!plain && !loose && !of).then_some(Found { from, to: next + 1, meaning })
}

/// A number of units at a word ("two", "a few", "24") and the word after it; `None` in it for vague.
fn count(words: &[Word<'_>], at: usize) -> Option<(Option<i32>, usize)> {
    let word = words.get(at)?;
    if word.any(&["a", "an"]) {
        let next = words.get(at + 1)?;
        let of = usize::from(words.get(at + 2).is_some_and(|w| w.is("of")));
        return match next.senses.number {
            VAGUE => Some((None, at + 2 + of)),
            _ => Some((Some(1), at + 1)),
        };
    }
    match word.senses.number {
        0 => word
            .digits()
            .filter(|d| (1..=400).contains(d))
            .and_then(|d| i32::try_from(d).ok())
            .map(|n| (Some(n), at + 1)),
        VAGUE => Some((None, at + 1)),
        n => Some((Some(i32::from(n)), at + 1)),
    }
}

/// "two days ago", "a week earlier", "years ago".
fn counted(words: &[Word<'_>], from: usize, at: usize) -> Option<Found> {
    let (count, next) = match count(words, at) {
        Some(found) => found,
        None if words.get(at)?.lower.ends_with('s') => (None, at),
        None => return None,
    };
    let unit = words.get(next)?.senses.unit.filter(|u| *u >= Unit::Day)?;
    let ago = match &*words.get(next + 1)?.lower {
        "ago" => true,
        "earlier" | "later" => false,
        _ => return None,
    };
    // "three days earlier than planned" is no time.
    if words.get(next + 2).is_some_and(|w| w.is("than")) {
        return None;
    }
    let meaning = match count {
        Some(n) if ago && !matches!(unit, Unit::Decade | Unit::Quarter) => Meaning::Shift(unit, -n),
        _ => Meaning::Unknown(unit),
    };
    Some(Found { from, to: next + 2, meaning })
}

fn quarter_of(words: &[Word<'_>], from: usize, next: usize, quarter: u8) -> Option<Found> {
    let (year, to) = year_after(words, next).unwrap_or((Year::Unsaid, next));
    // "the third quarter of the city" is a place.
    let place = year == Year::Unsaid
        && words.get(next).is_some_and(|w| w.is("of"))
        && !words.get(next + 2).is_some_and(|w| w.any(&["year", "fiscal"]));
    (!place).then_some(Found { from, to, meaning: Meaning::Quarter { year, quarter } })
}

/// "summer 2015", "summer of 2015", and "in spring".
fn season(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = words.get(at)?;
    let year_at = at + 1 + usize::from(words.get(at + 1).is_some_and(|w| w.is("of")));
    let season = word.senses.season;
    if let Some(said) = words.get(year_at).and_then(year) {
        let meaning = Meaning::Season { year: Year::Said(said), season, which: Which::Bare };
        return Some(Found { from: at, to: year_at + 1, meaning });
    }
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let after = before.is_some_and(|w| w.any(&["early", "in", "late"]));
    let clear = after && !word.capital && !word.is("fall");
    // "in winter" is any winter; "in early spring" and "in spring last year" are one.
    let one = before.is_some_and(|w| w.any(&["early", "late"]));
    let (year, to) = year_after(words, at + 1).unwrap_or((Year::Unsaid, at + 1));
    (clear && (one || year != Year::Unsaid)).then_some(Found {
        from: at,
        to,
        meaning: Meaning::Season { year, season, which: Which::Bare },
    })
}
