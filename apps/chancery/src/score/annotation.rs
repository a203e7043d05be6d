//! What should the record say? Annotations, and records too, brought to one form for comparison.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::record::Record;
use chancery_model::text::occurrences;
use serde::Deserialize;

use super::speakers::{self, Speaker};

/// A party of an event, as far as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) country: Option<String>,
}

/// An event, as far as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Deed {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) actors: Vec<Party>,
    pub(crate) recipients: Vec<Party>,
    pub(crate) core: bool,
    pub(crate) same_as: Vec<String>,
    /// The words that it rests on.
    pub(crate) words: String,
    /// The rule or model that coded it; empty for annotations.
    pub(crate) by: String,
}

/// A claim, as far as it is compared: words by where they stand in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Saying {
    pub(crate) source: BTreeSet<usize>,
    pub(crate) cue: BTreeSet<usize>,
    pub(crate) content: BTreeSet<usize>,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) words: String,
}

/// An actor, as far as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<String>,
    /// Where the text first speaks of it, in code points.
    pub(crate) first: Option<[u32; 2]>,
}

/// One dispatch's actors, events and outermost claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) members: Vec<Member>,
    pub(crate) events: Vec<Deed>,
    pub(crate) claims: Vec<Saying>,
}

#[derive(Debug, Deserialize)]
struct Annotation {
    #[serde(default)]
    actors: Vec<AnnotatedActor>,
    #[serde(default)]
    claims: Vec<AnnotatedClaim>,
    #[serde(default)]
    events: Vec<AnnotatedEvent>,
}

#[derive(Debug, Deserialize)]
struct AnnotatedActor {
    id: String,
    name: String,
    #[serde(default)]
    kind: String,
    country: Option<String>,
    #[serde(default)]
    sectors: Vec<String>,
    first_span: Option<[u32; 2]>,
}

impl AnnotatedActor {
    fn speaker(&self) -> Speaker {
        let person = self.kind == "person";
        Speaker { names: vec![self.name.clone()], country: self.country.clone(), person, named: true }
    }
}

#[derive(Debug, Deserialize)]
struct AnnotatedClaim {
    #[serde(default)]
    sources: Vec<String>,
    quote: String,
    source_text: Option<String>,
    cue_text: Option<String>,
    #[serde(default)]
    content_text: Vec<String>,
    within: Option<String>,
}

#[derive(Debug, Deserialize)]
struct AnnotatedEvent {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    actors: Vec<String>,
    #[serde(default)]
    recipients: Vec<String>,
    #[serde(default)]
    quote: String,
    #[serde(default = "yes")]
    core: bool,
    #[serde(default)]
    same_as: Vec<String>,
}

fn yes() -> bool {
    true
}

/// What a file of either kind says about a text. In a record every event counts as core.
pub(crate) fn parse(json: &str, text: &str) -> Result<Sheet, serde_json::Error> {
    let value: serde_json::Value = serde_json::from_str(json)?;
    if value.get("format").is_some() {
        return Ok(of_record(&serde_json::from_value(value)?));
    }
    let annotation: Annotation = serde_json::from_value(value)?;
    let members = annotation.actors.iter().map(|a| Member {
        name: a.name.clone(),
        country: a.country.clone(),
        sectors: a.sectors.clone(),
        first: a.first_span,
    });
    let members = members.collect();
    let speakers: BTreeMap<String, Speaker> =
        annotation.actors.iter().map(|a| (a.id.clone(), a.speaker())).collect();
    let parties: BTreeMap<String, Party> =
        annotation.actors.into_iter().map(|a| (a.id, Party { name: a.name, country: a.country })).collect();
    let named = |ids: &[String]| ids.iter().filter_map(|id| parties.get(id).cloned()).collect();
    let events = annotation.events.into_iter().map(|e| Deed {
        actors: named(&e.actors),
        recipients: named(&e.recipients),
        id: e.id,
        kind: e.kind,
        core: e.core,
        same_as: e.same_as,
        words: e.quote,
        by: String::new(),
    });
    let outer = annotation.claims.iter().filter(|c| c.within.is_none());
    let claims = outer.map(|c| {
        let speakers = c.sources.iter().filter_map(|id| speakers.get(id).cloned()).collect();
        Saying { speakers, ..claim(c, text) }
    });
    Ok(Sheet { members, events: events.collect(), claims: claims.collect() })
}

/// A claim's words are looked for within its passage, and the passage within the text; "he" is not
/// found in "the". Marks that cannot be seen are no part of a record's text, and left out here too.
fn claim(c: &AnnotatedClaim, text: &str) -> Saying {
    let seen = |words: &str| words.replace(['\u{200b}', '\u{200e}', '\u{200f}', '\u{feff}'], "");
    let quote = seen(&c.quote);
    let start = text.find(&quote).unwrap_or(0);
    let passage = text.get(start..start + quote.len()).unwrap_or(text);
    let words = |part: &str| {
        let part = &*seen(part);
        let whole = |text: &str| occurrences(text, part).next();
        let within = whole(passage).map(|at| start + at).or_else(|| whole(text));
        within.map(|at| tokens(text, at, at + part.len())).unwrap_or_default()
    };
    Saying {
        source: c.source_text.as_deref().map(words).unwrap_or_default(),
        cue: c.cue_text.as_deref().map(words).unwrap_or_default(),
        content: c.content_text.iter().flat_map(|t| words(t)).collect(),
        speakers: Vec::new(),
        words: c.quote.clone(),
    }
}

/// The same of a record.
pub(crate) fn of_record(record: &Record) -> Sheet {
    let text = &record.dispatch.text;
    let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let byte = |at: u32| bytes.get(at as usize).copied().unwrap_or(text.len());
    let set = |spans: &[[u32; 2]]| -> BTreeSet<usize> {
        spans.iter().flat_map(|[a, b]| tokens(text, byte(*a), byte(*b))).collect()
    };
    let said = |spans: &[[u32; 2]]| {
        let parts = spans.iter().filter_map(|[a, b]| text.get(byte(*a)..byte(*b)));
        parts.collect::<Vec<_>>().join(" … ")
    };
    let named = |ids: &[String]| {
        let actors = ids.iter().filter_map(|id| record.actors.iter().find(|a| a.id == *id));
        actors.map(|a| Party { name: a.name.clone(), country: a.country.clone() }).collect()
    };
    let events = record.events.iter().map(|e| Deed {
        id: e.id.clone(),
        kind: e.kind.clone(),
        actors: named(&e.actors),
        recipients: named(&e.recipients),
        core: true,
        same_as: e.same_as.clone(),
        words: said(if e.evidence.spans.is_empty() { &e.trigger } else { &e.evidence.spans }),
        by: e.evidence.by.clone(),
    });
    let claims = record.claims.iter().filter(|c| c.within.is_none()).map(|c| Saying {
        source: set(&c.source_span),
        cue: set(&c.cue.span),
        content: set(&c.content),
        speakers: speakers::of_record(record, &c.sources),
        words: said(&c.content),
    });
    let members = record.actors.iter().map(|a| Member {
        name: a.name.clone(),
        country: a.country.clone(),
        sectors: a.sectors.clone(),
        first: a.mentions.first().map(|m| m.span),
    });
    Sheet { members: members.collect(), events: events.collect(), claims: claims.collect() }
}

/// The words (`\w+`) between two bytes, as byte offsets of their starts.
fn tokens(text: &str, from: usize, to: usize) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let mut inside = false;
    for (at, c) in text.get(from..to).unwrap_or("").char_indices() {
        let word = c.is_alphanumeric() || c == '_';
        if word && !inside {
            out.insert(from + at);
        }
        inside = word;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_claim_are_looked_for_in_its_own_passage() {
        let text = "Quist said no. Brandt said yes.";
        let json = r#"{"claims": [{"quote": "Brandt said yes", "source_text": "Brandt", "cue_text": "said",
            "content_text": ["yes"], "within": null}]}"#;
        let sheet = parse(json, text).unwrap();
        assert_eq!(sheet.claims[0].cue, BTreeSet::from([22]));
        assert_eq!(sheet.claims[0].source, BTreeSet::from([15]));
    }

    #[test]
    fn a_file_that_is_no_annotation_is_refused() {
        assert!(parse("[1", "").is_err());
        assert!(parse(r#"{"events": [{"id": 3}]}"#, "").is_err());
    }
}
