//! Which dispatches hold some words?

use chancery_model::text::Text;
use chancery_records::Found;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tool, given, within};
use crate::desk::Desk;
use crate::quote::Quote;
use crate::refusal::Refusal;
use crate::written::known;

/// Dispatches of one answer, if no other number is wanted, and at most.
const DISPATCHES: [u32; 2] = [20, 50];

/// Code points of context on either side.
const AROUND: u32 = 200;

/// What is looked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Words that stand side by side in the text, whatever their case, accents and punctuation: "joint office".
    phrase: String,
    /// How many dispatches, from 1 to 50; 20 if not given.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<u32>,
}

/// The tool.
#[derive(Debug)]
pub(super) struct Search;

impl Tool for Search {
    const NAME: &'static str = "search";
    const TITLE: &'static str = "Search the texts";
    const ABOUT: &'static str = "Dispatches whose text holds words side by side, the newest in the store first: number, \
        title, outlet, when published, where the words stand first, and what stands around them, word for word. It looks \
        for words, not for meanings: try other words if nothing is found. At most 50 dispatches.";
    type Asked = Asked;

    fn answer(desk: &Desk, asked: Asked) -> Result<Value, Refusal> {
        let limit = within("limit", asked.limit, DISPATCHES[0], DISPATCHES[1])?;
        let phrase = given(Some(&asked.phrase)).filter(|p| p.contains(char::is_alphanumeric));
        let phrase = phrase.ok_or_else(|| Refusal::new("phrase wants a word or several"))?;
        let (found, texts) = desk.with_store(|store| {
            // One more tells whether there are more.
            let found = store.search(phrase, limit + 1)?;
            let texts = store.texts(&found.iter().map(|f| f.dispatch).collect::<Vec<_>>())?;
            Ok::<_, Refusal>((found, texts))
        })?;
        let one = |f: &Found| shown(f, &Text::new(texts.get(&f.dispatch).cloned().unwrap_or_default()));
        let dispatches: Vec<Value> = found.iter().take(limit).map(one).collect();
        Ok(json!({"phrase": phrase, "dispatches": dispatches, "more": found.len() > limit}))
    }
}

fn shown(found: &Found, text: &Text) -> Value {
    let [start, end] = found.span;
    let around = [start.saturating_sub(AROUND), end.saturating_add(AROUND).min(text.len())];
    known(json!({
        "dispatch": found.dispatch, "id": found.id, "title": found.title, "outlet": found.outlet,
        "published": found.published, "words": Quote::of(text, found.span), "context": Quote::of(text, around),
    }))
}
