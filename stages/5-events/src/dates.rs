//! When was it? The expression of time of the event's clause, as the dispatch has it resolved.

use chancery_model::analysis::Analysis;
use chancery_model::dispatch::{Dispatch, TimeExpression};
use chancery_model::events::EventDate;
use chancery_model::syntax::Relation;

use crate::place::predicates;

/// Relations by which a time hangs on a predicate or an event noun.
const TIME: [Relation; 7] = [
    Relation::Obl,
    Relation::OblUnmarked,
    Relation::Nmod,
    Relation::NmodPoss,
    Relation::NmodUnmarked,
    Relation::Advmod,
    Relation::Compound,
];

/// A phrase of more words than this is none of time, though a date may stand somewhere inside it.
const WORDS: usize = 8;

/// Words under which an event's time is a bound of it and not its date: "before 2011".
const BOUNDS: [&str; 6] = ["after", "before", "by", "following", "till", "until"];

/// Nouns that take their time from what hangs on them: "on the evening of 3 May".
const NOUNS: [&str; 10] =
    ["afternoon", "beginning", "day", "end", "evening", "middle", "month", "morning", "night", "start"];

/// Adverbs that say that it was another time than that of the dispatch, and not which.
const VAGUE: [&str; 6] = ["ago", "earlier", "formerly", "once", "previously", "recently"];

/// What a clause says of the time.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Time<'a> {
    /// Nothing.
    Unsaid,
    /// Something that no calendar date can be made of.
    Vague,
    /// Years before the dispatch, whenever that was made: "the riots of nine years ago".
    YearsAgo,
    /// A date.
    On(&'a TimeExpression, &'a str),
}

/// When the dispatch was made, if it says so, and what that rests on.
fn of_dispatch(dispatch: &Dispatch) -> Option<(&str, &'static str)> {
    let dateline = dispatch.dateline.as_ref().and_then(|d| d.date.as_deref());
    let published = dispatch.published.as_deref();
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
    match time(dispatch, a, trigger) {
        Time::On(time, value) => {
            let old = made.map_or_else(|| is_history(value), |(made, _)| is_long_before(value, made));
            let date = EventDate {
                value: value.to_owned(),
                granularity: time.granularity.as_str(),
                basis: "text",
                span: Some(time.span),
            };
            (Some(date), old)
        }
        Time::Vague => (None, false),
        Time::YearsAgo => (None, true),
        Time::Unsaid => {
            let date = made.filter(|_| fresh).map(|(iso, basis)| {
                let value = iso.split('T').next().unwrap_or(iso).to_owned();
                let granularity = ["year", "month", "day"].get(value.matches('-').count());
                EventDate { value, granularity: granularity.copied().unwrap_or("day"), basis, span: None }
            });
            (date, false)
        }
    }
}

/// Whether a date is no news' in any dispatch, whenever it was made: the oldest event data, COPDAB, begin with 1948.
fn is_history(value: &str) -> bool {
    let year = value.get(..4).and_then(|year| year.parse::<u16>().ok());
    year.is_some_and(|year| (1000..1945).contains(&year))
}

fn time<'a>(dispatch: &'a Dispatch, a: &Analysis, trigger: u32) -> Time<'a> {
    let mut out = Time::Unsaid;
    for predicate in predicates(a, trigger) {
        for at in a.by_relation(predicate, &TIME) {
            match phrase(dispatch, a, at) {
                Time::Unsaid => {}
                Time::Vague => out = Time::Vague,
                Time::YearsAgo => return Time::YearsAgo,
                on @ Time::On(..) => return on,
            }
        }
    }
    out
}

/// The time that a phrase is, by its head; a phrase with a time deeper in it leaves the date open:
/// "after Friday's attack" is not Friday.
fn phrase<'a>(dispatch: &'a Dispatch, a: &Analysis, head: u32) -> Time<'a> {
    let words = a.subtree(head);
    if words.len() > WORDS {
        return Time::Unsaid;
    }
    let of = |token: u32| {
        let span = a.token(token).span;
        let at = dispatch.times.partition_point(|t| t.span.end() <= span.start());
        dispatch.times.get(at).filter(|t| t.span.overlaps(span))
    };
    let inside = words.iter().find_map(|&w| of(w));
    let is = |w: u32, list: &[&str]| list.contains(&&*a.token(w).form.to_lowercase());
    let own = of(head).or_else(|| inside.filter(|_| is(head, &NOUNS)));
    match own.and_then(|t| t.value.as_deref().map(|v| (t, v))) {
        Some((time, value)) if !a.by_relation(head, &[Relation::Case]).any(|c| is(c, &BOUNDS)) => {
            Time::On(time, value)
        }
        _ if is_years_ago(a, head) => Time::YearsAgo,
        _ if own.or(inside).is_some() || words.iter().any(|&w| is(w, &VAGUE)) => Time::Vague,
        _ => Time::Unsaid,
    }
}

/// "two years ago", "decades ago", "in the twelfth century", "in 1894".
fn is_years_ago(a: &Analysis, head: u32) -> bool {
    let is = |t: u32, list: &[&str]| list.contains(&&*a.token(t).form.to_lowercase());
    let words = a.subtree(head);
    let ago = words.iter().any(|&t| is(t, &["ago"]))
        && words.iter().any(|&t| is(t, &["centuries", "century", "decade", "decades", "years"]));
    let of_history = is(head, &["century"])
        && words.iter().any(|&t| {
            let form = a.token(t).form.to_lowercase();
            !form.contains("first")
                && !form.contains("21")
                && (form.ends_with("th") || form.ends_with("nd") || form.ends_with("rd"))
        });
    let year = is_history(&a.token(head).form) && a.token(head).form.len() == 4;
    let in_it =
        a.by_relation(head, &[Relation::Case]).any(|c| is(c, &["by", "from", "in", "since", "until"]));
    ago || of_history || year && in_it
}

/// Whether one date lies more than about a year before another, both as far as they are known.
fn is_long_before(value: &str, made: &str) -> bool {
    let Some((made_year, made_month)) = year_and_month(made) else { return false };
    match year_and_month(value) {
        Some((year, Some(month))) => 12 * made_year + made_month.unwrap_or(12) > 12 * year + month + 13,
        Some((year, None)) => made_year > year + 1,
        None => false,
    }
}

/// The year of an ISO 8601 value, and its month where it begins with one; weeks, quarters and seasons
/// have none. Of a run of time its end counts: what went on until lately is no history.
fn year_and_month(iso: &str) -> Option<(u32, Option<u32>)> {
    let last = iso.rsplit('/').next().unwrap_or(iso);
    let mut parts = last.split('T').next()?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().and_then(|m| m.parse().ok()).filter(|m| (1..=12).contains(m));
    Some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_about_a_year_is_history() {
        let made = "2021-03-05";
        assert!(
            is_history("1812-09") && is_history("1914") && !is_history("1945") && !is_history("PAST_REF")
        );
        for old in ["1999", "2020-01", "2019-W50", "2018-Q1", "1990/1999"] {
            assert!(is_long_before(old, made), "{old}");
        }
        for near in ["2020", "2020-03", "2020-W02", "2020-21", "2015/2020", "2021-04-01", "2030"] {
            assert!(!is_long_before(near, made), "{near}");
        }
    }
}
