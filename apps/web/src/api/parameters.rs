//! What may stand in a question? Each parameter as it is described, and told what is wrong where it is not so: what the
//! page forgives its readers, a program had better hear of.

use utoipa::openapi::schema::{Array, Object, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::{KnownFormat, RefOr};

use crate::archive::{Field, Filter};
use crate::problem::Problem;
use crate::reply::Look;

/// The largest number of an incident: JSON keeps no larger whole numbers in every language.
const LARGEST: i64 = (1 << 53) - 1;

/// The pattern of a place in a list of events.
const CURSOR: &str = "^[0-9]{1,18}:e[0-9]{1,9}$";

fn object(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(kind)
}

/// Quad classes.
pub(super) fn quads() -> Array {
    let one = object(Type::Integer).minimum(Some(1)).maximum(Some(4)).build();
    Array::new(RefOr::T(Schema::Object(one)))
}

/// Who says so.
pub(super) fn voice() -> Object {
    object(Type::String).enum_values(Some(["outlet", "claimed", "denied"])).build()
}

/// A day.
pub(super) fn day() -> Object {
    object(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).build()
}

/// Two different countries.
pub(super) fn dyad() -> Object {
    object(Type::String).pattern(Some("^(?!([A-Z]{3}) \\1$)[A-Z]{3} [A-Z]{3}$")).build()
}

/// An incident's number.
pub(super) fn incident() -> Object {
    object(Type::Integer).minimum(Some(1)).maximum(Some(LARGEST)).build()
}

/// A share.
pub(super) fn share() -> Object {
    object(Type::Number).minimum(Some(0)).maximum(Some(1)).build()
}

/// A place in a list of events.
pub(super) fn cursor() -> Object {
    object(Type::String).pattern(Some(CURSOR)).build()
}

/// A length of time.
pub(super) fn period() -> Object {
    object(Type::String).enum_values(Some(["day", "week", "month", "quarter", "year"])).build()
}

/// What nodes of a network are.
pub(super) fn by() -> Object {
    object(Type::String).enum_values(Some(["country", "actor"])).build()
}

/// What is wrong with the filter of a question, if anything.
pub(super) fn check(look: Look<'_>) -> Result<(), Problem> {
    look.pairs()
        .find_map(|(key, value)| wrong(&key, &value))
        .map_or(Ok(()), |wrong| Err(Problem::wrong(wrong)))
}

fn wrong(key: &str, value: &str) -> Option<String> {
    let should = match Field::of(key)? {
        Field::Dyad if !is_dyad(value) => "two countries' codes, parted by a space",
        Field::From | Field::To if !is_day(value) => "a date like 2026-11-28",
        Field::Quad if !matches!(value, "1" | "2" | "3" | "4") => "a quad class from 1 to 4",
        Field::Incident if incident_number(value).is_none() => "an incident's number",
        Field::Voice | Field::MinConfidence if value.trim() != value || value.is_empty() => {
            "one of its values"
        }
        _ => {
            let pair = (key.to_owned(), value.to_owned());
            return Filter::parse(std::iter::once(pair)).1.into_iter().next();
        }
    };
    Some(format!("{key}: {value:?} is not {should}."))
}

fn is_dyad(value: &str) -> bool {
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    value.split_once(' ').is_some_and(|(a, b)| is_code(a) && is_code(b) && a != b)
}

fn is_day(value: &str) -> bool {
    value.len() == 10 && crate::archive::day(value).map(crate::archive::date).as_deref() == Some(value)
}

/// The number of an incident as it is described.
pub(super) fn incident_number(value: &str) -> Option<i64> {
    digits(value, 16).filter(|n| (1..=LARGEST).contains(n))
}

/// The dispatch and the event of a place in a list of events.
pub(super) fn place(cursor: &str) -> Option<(i64, i32)> {
    let (dispatch, event) = cursor.split_once(":e")?;
    Some((digits(dispatch, 18)?, i32::try_from(digits(event, 9)?).ok()?))
}

/// A number of digits alone: no signs, no more digits than these.
fn digits(value: &str, most: usize) -> Option<i64> {
    let plain = value.len() <= most && value.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| value.parse().ok()).flatten()
}

/// What is given for a parameter, also where it is empty.
pub(super) fn given(look: Look<'_>, name: &str) -> Option<String> {
    look.pairs().find_map(|(key, value)| (key == name).then_some(value))
}

/// A number from 1 on, or the one that holds where none is given.
pub(super) fn number(look: Look<'_>, name: &str, otherwise: usize, most: usize) -> Result<usize, Problem> {
    let Some(given) = given(look, name) else { return Ok(otherwise) };
    let number = digits(&given, 9).and_then(|n| usize::try_from(n).ok()).filter(|n| (1..=most).contains(n));
    number.ok_or_else(|| Problem::wrong(format!("{name} is a number from 1 to {most}, not {given:?}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_described_passes_and_nothing_else() {
        for (key, fits, others) in [
            ("dyad", &["SYR TUR"][..], &["", "SYR", "SYR SYR", "syr tur", "SYR  TUR", "SYR TUR "][..]),
            ("from", &["2026-11-28"], &["", "28.11.2026", "2026-11-31", " 2026-11-28", "+2026-11-28"]),
            ("quad", &["1", "4"], &["", "0", "5", "one", "1.0"]),
            ("incident", &["1", "9007199254740991"], &["", "0", "-1", "+1", "9007199254740992"]),
            ("voice", &["denied"], &["", "nobody", " denied"]),
            ("min_confidence", &["0", "0.5", "1"], &["", "2", "-0.1", "NaN", "half"]),
            ("country", &["SYR", "", "nowhere"], &[]),
            ("unknown", &["anything"], &[]),
        ] {
            for value in fits {
                assert_eq!(wrong(key, value), None, "{key}={value}");
            }
            for value in others {
                assert!(wrong(key, value).is_some(), "{key}={value}");
            }
        }
    }

    #[test]
    fn a_place_in_a_list_is_a_dispatch_and_an_event() {
        assert_eq!(place("7:e3"), Some((7, 3)));
        for other in ["", "7", ":e", "7:e-3", "+7:e3", "7:e99999999999", "7:3"] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
