//! Which events does an assistant ask for? All conditions must hold; an empty one is none.

use chancery_model::plover::EventType;
use chancery_records::corrections::{RETRACTED, parse_name};
use chancery_records::day;
use schemars::JsonSchema;
use serde::Deserialize;

use super::given;
use crate::desk::Desk;
use crate::refusal::Refusal;

/// What a cursor says of an event without a day.
const UNDATED: &str = "undated";

/// What is asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// A country on either side: three letters (ISO 3166-1, like NOR), its English name, or PLOVER's UNO, EUR, IGO, NGO, IMG, ISM, MNC.
    pub(super) country: Option<String>,
    /// A country that acts; as for `country`.
    pub(super) source: Option<String>,
    /// A country towards which somebody acts; as for `country`.
    pub(super) target: Option<String>,
    /// A PLOVER event type: AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE or ASSAULT.
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    /// A quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    #[schemars(range(min = 1, max = 4))]
    pub(super) quad: Option<u32>,
    /// The first day, like 2024-10-07: of the event, or of publication where the text names none.
    pub(super) from: Option<String>,
    /// The last day, like 2024-10-31: of the event, or of publication where the text names none.
    pub(super) to: Option<String>,
    /// Words in the name of an actor or a recipient, as the text has it, whatever their case.
    pub(super) actor: Option<String>,
    /// How many events, from 1 to 100; 25 if not given.
    #[schemars(range(min = 1, max = 100))]
    pub(super) limit: Option<u32>,
    /// To go on: `next` of the answer before, with the same conditions.
    pub(super) cursor: Option<String>,
}

impl Asked {
    /// The question for the numbers and days of these events, the newest first, for so many.
    pub(super) fn sql(&self, desk: &Desk, limit: usize) -> Result<String, Refusal> {
        let conditions = self.conditions(|said| country(said, desk))?.join("\n  AND ");
        Ok(format!(
            "SELECT e.dispatch, e.event, e.day FROM events e\nWHERE {conditions}\n\
             ORDER BY e.day DESC NULLS LAST, e.dispatch DESC, e.event LIMIT {limit}"
        ))
    }

    fn conditions(&self, country: impl Fn(&str) -> Result<String, Refusal>) -> Result<Vec<String>, Refusal> {
        const ACTORS: [&str; 2] = ["e.actor_countries", "e.actors"];
        const RECIPIENTS: [&str; 2] = ["e.recipient_countries", "e.recipients"];
        // What somebody says that the dispatch does not tell is counted nowhere.
        let mut all = vec![format!("e.status <> {}", quoted(RETRACTED))];
        let sides: [(_, &[&str]); 3] = [
            (&self.country, &[ACTORS[0], RECIPIENTS[0]]),
            (&self.source, &ACTORS[..1]),
            (&self.target, &RECIPIENTS[..1]),
        ];
        for (said, columns) in sides {
            if let Some(said) = given(said.as_ref()) {
                let code = quoted(&format!(" {} ", country(said)?));
                all.push(any(columns, |column| format!("strpos(' ' || {column} || ' ', {code}) > 0")));
            }
        }
        if let Some(kind) = given(self.kind.as_ref()) {
            all.push(format!("e.type = {}", quoted(event_type(kind)?.as_str())));
        }
        match self.quad {
            Some(quad @ 1..=4) => all.push(format!("e.quad = {quad}")),
            Some(other) => return Err(Refusal::new(format!("quad is a number from 1 to 4, not {other}"))),
            None => {}
        }
        let (from, to) = (date("from", self.from.as_ref())?, date("to", self.to.as_ref())?);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(Refusal::new("from is after to, so that no event fits"));
        }
        all.extend(from.map(|day| format!("e.day >= DATE '{day}'")));
        all.extend(to.map(|day| format!("e.day <= DATE '{day}'")));
        if let Some(words) = given(self.actor.as_ref()) {
            let words = quoted(&words.to_lowercase());
            all.push(any(&[ACTORS[1], RECIPIENTS[1]], |c| format!("strpos(lower({c}), {words}) > 0")));
        }
        if let Some(cursor) = given(self.cursor.as_ref()) {
            all.push(after(cursor)?);
        }
        Ok(all)
    }
}

/// The cursor that goes on after an event. It holds also when new events have come before it.
pub(super) fn cursor(day: Option<&str>, dispatch: i64, event: i64) -> String {
    format!("{} {dispatch}:e{event}", day.unwrap_or(UNDATED))
}

/// What comes after a cursor's event.
fn after(cursor: &str) -> Result<String, Refusal> {
    let wrong = || Refusal::new(format!("cursor is what `next` of an answer said, not {cursor:?}"));
    let (day, name) = cursor.split_once(' ').ok_or_else(wrong)?;
    let (dispatch, event) = parse_name(name).map_err(|_| wrong())?;
    let dispatch: i64 = dispatch.parse().map_err(|_| wrong())?;
    let later = format!("(e.dispatch < {dispatch} OR (e.dispatch = {dispatch} AND e.event > {event}))");
    if day == UNDATED {
        return Ok(format!("(e.day IS NULL AND {later})"));
    }
    let day = whole_date(day).ok_or_else(wrong)?;
    Ok(format!("(e.day < DATE '{day}' OR e.day IS NULL OR (e.day = DATE '{day}' AND {later}))"))
}

fn quoted(string: &str) -> String {
    format!("'{}'", string.replace('\'', "''"))
}

fn any(columns: &[&str], condition: impl Fn(&str) -> String) -> String {
    format!("({})", columns.iter().map(|c| condition(c)).collect::<Vec<_>>().join(" OR "))
}

/// The code of a country that is named by it or by its name.
fn country(said: &str, desk: &Desk) -> Result<String, Refusal> {
    let code = said.to_uppercase();
    if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(code);
    }
    let named = desk.countries.iter().find(|(_, name)| name.eq_ignore_ascii_case(said));
    named.map(|(code, _)| code.clone()).ok_or_else(|| {
        Refusal::new(format!(
            "a country is three letters like NOR (ISO 3166-1) or its English name, not {said:?}"
        ))
    })
}

fn event_type(said: &str) -> Result<EventType, Refusal> {
    EventType::parse(&said.to_uppercase()).ok_or_else(|| {
        let all = EventType::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
        Refusal::new(format!("there is no type {said:?}; there are: {all}"))
    })
}

fn date<'s>(what: &str, said: Option<&'s String>) -> Result<Option<&'s str>, Refusal> {
    let wrong = |said| Refusal::new(format!("{what} is a day like 2024-10-07, not {said:?}"));
    given(said).map(|said| whole_date(said).ok_or_else(|| wrong(said))).transpose()
}

/// A text that is a day of the calendar and nothing more.
fn whole_date(said: &str) -> Option<&str> {
    let digits = |part: &str, many: usize| part.len() == many && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = said.split('-').collect();
    let [year, month, of_month] = parts[..] else { return None };
    let shaped = digits(year, 4) && digits(month, 2) && digits(of_month, 2);
    Some(said).filter(|said| shaped && day::exact(said).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conditions(json: &str) -> Result<Vec<String>, String> {
        let asked: Asked = serde_json::from_str(json).map_err(|e| e.to_string())?;
        let country = |said: &str| Ok(said.to_uppercase());
        asked.conditions(country).map(|c| c[1..].to_vec()).map_err(|e| e.to_string())
    }

    #[test]
    fn every_condition_is_asked_in_sql() {
        let asked = r#"{"country": "nor", "type": "aid", "quad": 2, "from": "2021-01-01", "to": "2021-12-31", "actor": "O'Rahn"}"#;
        assert_eq!(
            conditions(asked).unwrap(),
            [
                "(strpos(' ' || e.actor_countries || ' ', ' NOR ') > 0 \
                 OR strpos(' ' || e.recipient_countries || ' ', ' NOR ') > 0)",
                "e.type = 'AID'",
                "e.quad = 2",
                "e.day >= DATE '2021-01-01'",
                "e.day <= DATE '2021-12-31'",
                "(strpos(lower(e.actors), 'o''rahn') > 0 OR strpos(lower(e.recipients), 'o''rahn') > 0)",
            ]
        );
        assert_eq!(
            conditions(r#"{"source": "TGO", "target": "NOR"}"#).unwrap(),
            [
                "(strpos(' ' || e.actor_countries || ' ', ' TGO ') > 0)",
                "(strpos(' ' || e.recipient_countries || ' ', ' NOR ') > 0)",
            ]
        );
    }

    #[test]
    fn an_empty_condition_is_none() {
        let none = Vec::<String>::new();
        assert_eq!(conditions("{}").unwrap(), none);
        assert_eq!(conditions(r#"{"country": " ", "type": "", "quad": null, "cursor": ""}"#).unwrap(), none);
    }

    #[test]
    fn a_cursor_goes_on_after_its_event() {
        let after = |day: Option<&str>| {
            conditions(&format!("{{\"cursor\": {:?}}}", cursor(day, 7, 3))).unwrap().remove(0)
        };
        let later = "(e.dispatch < 7 OR (e.dispatch = 7 AND e.event > 3))";
        assert_eq!(
            after(Some("2021-03-02")),
            format!(
                "(e.day < DATE '2021-03-02' OR e.day IS NULL OR (e.day = DATE '2021-03-02' AND {later}))"
            )
        );
        assert_eq!(after(None), format!("(e.day IS NULL AND {later})"));
    }

    #[test]
    fn what_cannot_be_is_refused_in_words() {
        for (asked, why) in [
            (r#"{"type": "WAR"}"#, "there is no type \"WAR\"; there are: AGREE"),
            (r#"{"quad": 5}"#, "quad is a number from 1 to 4, not 5"),
            (r#"{"from": "last week"}"#, "from is a day like 2024-10-07, not \"last week\""),
            (r#"{"to": "2021-02-30"}"#, "to is a day"),
            (r#"{"to": "2021-02-03' OR '1"}"#, "to is a day"),
            (r#"{"from": "2021-02-01", "to": "2021-01-01"}"#, "from is after to"),
            (r#"{"cursor": "7:e3"}"#, "cursor is what `next`"),
            (r#"{"cursor": "2021-03-02 x:e3"}"#, "cursor is what `next`"),
            (r#"{"cursor": "today 7:e3"}"#, "cursor is what `next`"),
            (r#"{"nation": "NOR"}"#, "unknown field `nation`, expected one of `country`"),
        ] {
            let refused = conditions(asked).unwrap_err();
            assert!(refused.starts_with(why), "{asked}: {refused}");
        }
    }

    #[test]
    fn the_schema_names_every_type() {
        let schema = serde_json::to_string(&schemars::schema_for!(Asked)).unwrap();
        for kind in EventType::ALL {
            assert!(schema.contains(kind.as_str()), "{kind}");
        }
    }
}
