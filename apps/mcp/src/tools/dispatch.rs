//! What does a dispatch say? A stretch of its text, with all that was read in it.

use chancery_model::record::{ClaimOut, Span};
use chancery_records::Choice;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::name::Name;
use super::{Tool, within};
use crate::desk::Desk;
use crate::quote::Quote;
use crate::refusal::Refusal;
use crate::told::Telling;

/// Code points of one answer, if no other number is wanted, and at most.
const LENGTH: [u32; 2] = [4000, 8000];

/// Which dispatch, and how much of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The dispatch's number in the store, like 7, or its id or the beginning of its id.
    name: Name,
    /// The first code point of the text that is wanted; 0 if not given.
    #[schemars(range(min = 0))]
    from: Option<u32>,
    /// How many code points of the text, from 1 to 8000; 4000 if not given.
    #[schemars(range(min = 1, max = 8000))]
    length: Option<u32>,
}

/// The tool.
#[derive(Debug)]
pub(super) struct Dispatch;

impl Tool for Dispatch {
    const NAME: &'static str = "dispatch";
    const TITLE: &'static str = "Read a dispatch";
    const ABOUT: &'static str = "A dispatch: who published it and when, its text word for word, and the actors, claims and \
        events that stand in it with their spans. A long text comes in stretches of at most 8000 code points, each with \
        what stands in it; `next_from` is where the following one begins.";
    type Asked = Asked;

    fn answer(desk: &Desk, asked: Asked) -> Result<Value, Refusal> {
        let length = within("length", asked.length, LENGTH[0], LENGTH[1])?;
        let name = &asked.name.0;
        let stored = desk.with_store(|store| store.record(store.find(name)?, Choice::Newest))?;
        let stored = stored.ok_or_else(|| Refusal::new(format!("dispatch {name} has not been coded yet")))?;
        let telling = Telling::new(&stored, desk);
        let (characters, from) = (telling.text().len(), asked.from.unwrap_or_default());
        if from > 0 && from >= characters {
            let why =
                format!("the text of dispatch {name} has {characters} code points: from is less than that");
            return Err(Refusal::new(why));
        }
        let to = from.saturating_add(u32::try_from(length).unwrap_or(u32::MAX)).min(characters);
        let here = |[start, end]: Span| start < to && end > from;
        let record = &stored.record;
        let actors = record.actors.iter().filter_map(|a| telling.actor(a, here));
        let claims = record.claims.iter().filter(|c| here(of_claim(c))).map(|c| telling.claim(c));
        let events = record.events.iter().enumerate().filter(|(at, e)| here(telling.stretch(*at, e)));
        Ok(json!({
            "dispatch": telling.facts(),
            "text": Quote::whole(telling.text(), [from, to]),
            "next_from": (to < characters).then_some(to),
            "actors": actors.collect::<Vec<_>>(),
            "claims": claims.collect::<Vec<_>>(),
            "events": events.map(|(at, e)| telling.event(at, e)).collect::<Vec<_>>(),
            "in_the_whole_text": {
                "actors": record.actors.len(), "claims": record.claims.len(), "events": record.events.len(),
            },
        }))
    }
}

/// Where a claim stands: its speakers, its cue and what is said.
fn of_claim(claim: &ClaimOut) -> Span {
    let all = claim.cue.span.iter().chain(&claim.content).chain(&claim.source_span);
    all.copied().reduce(|[a, b], [c, d]| [a.min(c), b.max(d)]).unwrap_or_default()
}
