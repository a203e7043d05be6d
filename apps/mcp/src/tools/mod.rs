//! What can an assistant ask? One file a tool; each only reads, and says its limits.

mod dispatch;
mod event;
mod events;
mod filter;
mod incident;
mod name;
mod search;
mod sql;

use std::sync::Arc;

use rmcp::handler::server::tool::schema_for_input;
use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::desk::Desk;
use crate::refusal::Refusal;

/// A tool.
trait Tool {
    /// What it is called.
    const NAME: &'static str;
    /// What people see.
    const TITLE: &'static str;
    /// What a model reads of it.
    const ABOUT: &'static str;
    /// What is asked.
    type Asked: DeserializeOwned + JsonSchema + 'static;

    /// The answer: an object.
    fn answer(desk: &Desk, asked: Self::Asked) -> Result<Value, Refusal>;
}

/// A tool in the list of all.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What it is called.
    pub(crate) name: &'static str,
    /// How it is described to an assistant.
    pub(crate) described: fn() -> Described,
    /// What it answers.
    pub(crate) answer: fn(&Desk, JsonObject) -> Result<Value, Refusal>,
}

/// All tools, in the order in which they are listed.
pub(crate) static ALL: [Entry; 6] = [
    entry::<search::Search>(),
    entry::<events::Events>(),
    entry::<event::Event>(),
    entry::<dispatch::Dispatch>(),
    entry::<incident::Incident>(),
    entry::<sql::Sql>(),
];

/// The tool of a name.
pub(crate) fn named(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name)
}

const fn entry<T: Tool>() -> Entry {
    Entry { name: T::NAME, described: described::<T>, answer: answer::<T> }
}

fn described<T: Tool>() -> Described {
    let only_reads = ToolAnnotations::with_title(T::TITLE).read_only(true).open_world(false);
    // What is asked is a struct, whose schema is an object: a test looks at each.
    let schema: Arc<JsonObject> = schema_for_input::<T::Asked>().unwrap_or_default();
    Described::new(T::NAME, T::ABOUT, schema).with_title(T::TITLE).with_annotations(only_reads)
}

fn answer<T: Tool>(desk: &Desk, arguments: JsonObject) -> Result<Value, Refusal> {
    let asked = serde_json::from_value(Value::Object(arguments));
    T::answer(desk, asked.map_err(|e| Refusal::new(format!("{} was asked wrongly: {e}", T::NAME)))?)
}

/// A number within its limits, or what stands for it where none is given.
fn within(what: &str, given: Option<u32>, usual: u32, most: u32) -> Result<usize, Refusal> {
    let number = given.unwrap_or(usual);
    if number == 0 || number > most {
        return Err(Refusal::new(format!("{what} is a number from 1 to {most}, not {number}")));
    }
    Ok(number as usize)
}

/// Words that were given; nothing where there are none in them.
fn given(words: Option<&String>) -> Option<&str> {
    words.map(|w| w.trim()).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_says_what_it_wants_that_it_only_reads_and_its_limits() {
        for entry in &ALL {
            let tool = (entry.described)();
            assert_eq!(tool.name, entry.name);
            assert!(tool.description.is_some_and(|d| d.len() > 100), "{}", entry.name);
            let schema = Value::Object(tool.input_schema.as_ref().clone());
            assert_eq!(schema["type"], "object", "{}", entry.name);
            assert_eq!(schema["additionalProperties"], false, "{}", entry.name);
            let properties = schema["properties"].as_object().unwrap();
            for (name, property) in properties {
                assert!(
                    property["description"].as_str().is_some_and(|d| d.len() > 20),
                    "{}.{name}",
                    entry.name
                );
            }
            for number in ["limit", "length"].iter().filter_map(|n| properties.get(*n)) {
                assert!(number["maximum"].is_number() && number["minimum"] == 1, "{}: {number}", entry.name);
            }
            let hints = tool.annotations.unwrap();
            assert_eq!(
                (hints.read_only_hint, hints.open_world_hint),
                (Some(true), Some(false)),
                "{}",
                entry.name
            );
        }
    }

    #[test]
    fn a_number_is_within_its_limits_or_refused_in_words() {
        assert_eq!(within("limit", None, 20, 50), Ok(20));
        assert_eq!(within("limit", Some(50), 20, 50), Ok(50));
        for wrong in [0, 51] {
            let why = within("limit", Some(wrong), 20, 50).unwrap_err().to_string();
            assert_eq!(why, format!("limit is a number from 1 to 50, not {wrong}"));
        }
    }
}
