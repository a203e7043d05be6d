//! What is known of one event?

use chancery_records::Choice;
use chancery_records::corrections::parse_name;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Tool;
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::told::Telling;

/// Which event.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The event's name: its dispatch's number or id, a colon, and its number in it, like "7:e3".
    name: String,
}

/// The tool.
#[derive(Debug)]
pub(super) struct Event;

impl Tool for Event {
    const NAME: &'static str = "event";
    const TITLE: &'static str = "One event in full";
    const ABOUT: &'static str = "Everything that is known of one event: the parties in their roles, type, status, date and \
        place, the sentence, the chain of those who say so from the innermost speaker outwards with their words, the rule \
        or model that coded it and the words that it rests on, corrections by people, the incident that it belongs to, \
        and the dispatch that tells it.";
    type Asked = Asked;

    fn answer(desk: &Desk, asked: Asked) -> Result<Value, Refusal> {
        let (dispatch, number) = parse_name(asked.name.trim())?;
        let stored = desk.with_store(|store| store.record(store.find(dispatch)?, Choice::Newest))?;
        let uncoded = || Refusal::new(format!("dispatch {dispatch} has not been coded yet"));
        let stored = stored.ok_or_else(uncoded)?;
        let telling = Telling::new(&stored, desk);
        let unknown = || {
            let known = match &stored.record.events[..] {
                [] => "it has none".to_owned(),
                [one] => format!("it has {}", one.id),
                [first, .., last] => format!("it has {} to {}", first.id, last.id),
            };
            Refusal::new(format!("dispatch {dispatch} has no event e{number}; {known}"))
        };
        let (at, event) = telling.find(&format!("e{number}")).ok_or_else(unknown)?;
        Ok(json!({"event": telling.event_in_full(at, event)}))
    }
}
