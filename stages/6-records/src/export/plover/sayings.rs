//! Who says so, and who has set it right? PLOVER has no fields for either.

use chancery_model::record::{ClaimOut, EventOut, Span};
use chancery_model::text::Text;
use serde::Serialize;

use super::entity::{Words, words};
use crate::export::dyads::{actors, says};
use crate::stored::{Correction, Stored};

/// The chain of who says so. An outlet reports the dispatch; where an event stands in a claim, a speaker
/// says so, whom the outlet or another speaker reports.
#[derive(Debug, Serialize)]
pub(super) struct Attribution<'a> {
    outlet: Option<&'a str>,
    outlet_country: Option<&'a str>,
    outlet_kind: Option<&'a str>,
    /// From the claim that the event stands in outwards; empty where the outlet says so itself.
    claims: Vec<Claim<'a>>,
}

#[derive(Debug, Serialize)]
struct Claim<'a> {
    id: &'a str,
    /// Empty where the dispatch names nobody.
    sources: Vec<Source<'a>>,
    source: Vec<Words<'a>>,
    cue: Cue<'a>,
    content: Vec<Words<'a>>,
    form: &'a str,
    stance: &'a str,
    confidence: f64,
    by: &'a str,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    id: &'a str,
    code: Option<&'a str>,
    sectors: Vec<&'a str>,
    identifier_text: &'a str,
    office: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Cue<'a> {
    lemma: &'a str,
    spans: Vec<Words<'a>>,
}

/// A correction that is worked into the event.
#[derive(Debug, Serialize)]
pub(super) struct Corrected<'a> {
    id: i64,
    field: &'a str,
    was: Option<&'a str>,
    value: Option<&'a str>,
    by: &'a str,
    why: &'a str,
    at: &'a str,
}

impl<'a> Attribution<'a> {
    /// That of an event.
    pub(super) fn of(stored: &'a Stored, event: &EventOut, text: &'a Text) -> Self {
        let chain = says(&stored.record, event).into_iter();
        Self {
            outlet: stored.record.dispatch.outlet.as_deref(),
            outlet_country: stored.outlet_country.as_deref(),
            outlet_kind: stored.outlet_kind.as_deref(),
            claims: chain.map(|c| claim(stored, c, text)).collect(),
        }
    }
}

fn claim<'a>(stored: &'a Stored, c: &'a ClaimOut, text: &'a Text) -> Claim<'a> {
    let all = |spans: &[Span]| -> Vec<Words<'a>> { spans.iter().map(|s| words(text, *s)).collect() };
    let sources = actors(&stored.record, &c.sources).into_iter().map(|a| Source {
        id: &a.id,
        code: a.country.as_deref(),
        sectors: a.sectors.iter().map(String::as_str).collect(),
        identifier_text: &a.name,
        office: a.office.as_deref(),
    });
    Claim {
        id: &c.id,
        sources: sources.collect(),
        source: all(&c.source_span),
        cue: Cue { lemma: &c.cue.lemma, spans: all(&c.cue.span) },
        content: all(&c.content),
        form: &c.form,
        stance: &c.stance,
        confidence: c.evidence.confidence,
        by: &c.evidence.by,
    }
}

/// What was corrected of an event, in the order in which it was.
pub(super) fn corrections<'a>(stored: &'a Stored, event: &str) -> Vec<Corrected<'a>> {
    let corrected = |c: &'a Correction| Corrected {
        id: c.id,
        field: &c.field,
        was: c.was.as_deref(),
        value: c.value.as_deref(),
        by: &c.by,
        why: &c.why,
        at: &c.at,
    };
    stored.corrections.iter().filter(|c| c.event == event).map(corrected).collect()
}
