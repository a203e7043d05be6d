//! What does the store take in? A record, and what of the dispatch the record does not say but a later
//! coding or view needs.

use chancery_model::analysis::Analysis;
use chancery_model::dispatch::{DateBasis, Dateline, Dispatch, OutletKind};
use chancery_model::record::{DatelineOut, Record, RemarkOut, Span};
use chancery_model::span::{Char, Span as InnerSpan};
use chancery_model::text::Text;
use serde::{Deserialize, Serialize};

/// One dispatch with its record.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    /// The record.
    pub record: Record,
    /// The outlet's country.
    pub outlet_country: Option<String>,
    /// What the outlet is.
    pub outlet_kind: Option<String>,
    /// What the ledger keeps beside the text.
    pub(crate) details: Details,
    /// Where the sentences stand.
    pub(crate) sentences: Vec<Span>,
}

/// What was made of the bytes once and is needed to code the text again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Details {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) bylines: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) dateline: Option<(DatelineOut, Span)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) section: Option<String>,
    /// One past the title's last code point.
    #[serde(default)]
    pub(crate) title: u32,
    /// The stretches that are read, each as its distance from the end of the one before, and its length.
    pub(crate) paragraphs: Vec<Span>,
    /// Stage 1's remarks; those of the others are the runs'.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) remarks: Vec<RemarkOut>,
}

impl Intake {
    /// A dispatch, its analysis and the record that was made of them.
    pub fn new(dispatch: &Dispatch, analysis: &Analysis, record: Record) -> Self {
        let span = |s: InnerSpan<Char>| [s.start(), s.end()];
        let remarks = record.remarks.iter().filter(|r| r.stage == INGEST).cloned().collect();
        let line = record.dispatch.dateline.clone().zip(dispatch.dateline.as_ref());
        Self {
            outlet_country: dispatch.outlet_country.clone(),
            outlet_kind: dispatch.outlet_kind.map(|k| k.as_str().into()),
            details: Details {
                bylines: dispatch.bylines.clone(),
                dateline: line.map(|(out, inner)| (out, span(inner.span))),
                modified: dispatch.modified.clone(),
                section: dispatch.section.clone(),
                title: dispatch.title.end(),
                paragraphs: steps(dispatch.paragraphs.iter().map(|s| span(*s))),
                remarks,
            },
            sentences: analysis.sentences().iter().map(|s| span(analysis.chars(s.tokens))).collect(),
            record,
        }
    }
}

/// What a store keeps beside a record, as it travels beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Keep {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outlet_country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outlet_kind: Option<String>,
    details: Details,
    sentences: Vec<Span>,
}

impl Intake {
    /// What a store keeps beside the record, as JSON.
    pub fn keep(&self) -> String {
        let keep = Keep {
            outlet_country: self.outlet_country.clone(),
            outlet_kind: self.outlet_kind.clone(),
            details: self.details.clone(),
            sentences: self.sentences.clone(),
        };
        // Keys are strings and nothing else can fail.
        serde_json::to_string(&keep).unwrap_or_default()
    }

    /// A dispatch that was coded elsewhere: its record and what [`Intake::keep`] wrote beside it, both JSON.
    pub fn coded(record: &str, keep: &str) -> Result<Self, serde_json::Error> {
        let Keep { outlet_country, outlet_kind, details, sentences } = serde_json::from_str(keep)?;
        Ok(Self { record: serde_json::from_str(record)?, outlet_country, outlet_kind, details, sentences })
    }

    /// Where the sentences stand.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The dispatch, without its expressions of time and its remarks.
    pub fn dispatch(&self) -> Dispatch {
        let d = &self.record.dispatch;
        let head = Head {
            number: 0,
            id: d.id.clone(),
            origin: d.origin.clone(),
            url: d.url.clone(),
            outlet: d.outlet.clone(),
            outlet_country: self.outlet_country.clone(),
            outlet_kind: self.outlet_kind.clone(),
            title: d.title.clone(),
            published: d.published.clone(),
            published_basis: d.published_basis.clone(),
            language: d.language.clone(),
            ..Head::default()
        };
        Kept::new(&head, self.details.clone(), d.text.clone()).dispatch
    }
}

/// The stage whose remarks are about the bytes.
pub(crate) const INGEST: &str = "ingest";

/// Spans as distances and lengths, which are short to write.
fn steps(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut before = 0;
    let step = |[start, end]: Span| {
        let step = [start.saturating_sub(before), end.saturating_sub(start)];
        before = end;
        step
    };
    spans.map(step).collect()
}

fn walked(steps: &[Span]) -> Vec<InnerSpan<Char>> {
    let mut at = 0_u32;
    let span = |[gap, length]: &Span| {
        let start = at.saturating_add(*gap);
        at = start.saturating_add(*length);
        InnerSpan::new(start, at)
    };
    steps.iter().map(span).collect()
}

/// What the ledger's columns say of a dispatch.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Head {
    pub(crate) number: i64,
    pub(crate) id: String,
    pub(crate) origin: String,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) outlet_country: Option<String>,
    pub(crate) outlet_kind: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) published_basis: Option<String>,
    pub(crate) language: String,
    pub(crate) repeats: Option<(String, f64, f64)>,
    pub(crate) read_at: String,
    pub(crate) repeats_number: Option<i64>,
}

/// A dispatch as the store kept it: to be coded again, or looked at.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its number in the store.
    pub number: i64,
    /// The dispatch. Its expressions of time and its remarks are left out: the first are found again, the
    /// second stand in `remarks`.
    pub dispatch: Dispatch,
    /// Stage 1's remarks.
    pub remarks: Vec<RemarkOut>,
}

impl Kept {
    pub(crate) fn new(head: &Head, details: Details, text: String) -> Self {
        let inner = |[start, end]: Span| InnerSpan::new(start, end.max(start));
        let dispatch = Dispatch {
            id: head.id.clone(),
            origin: head.origin.clone(),
            url: head.url.clone(),
            outlet: head.outlet.clone(),
            outlet_country: head.outlet_country.clone(),
            outlet_kind: head.outlet_kind.as_deref().and_then(OutletKind::parse),
            title: InnerSpan::new(0, details.title),
            bylines: details.bylines,
            dateline: details.dateline.map(|(line, span)| Dateline {
                place: line.place,
                agency: line.agency,
                date: line.date,
                span: inner(span),
            }),
            published: head.published.clone(),
            published_basis: head.published_basis.as_deref().and_then(DateBasis::parse),
            modified: details.modified,
            section: details.section,
            times: Vec::new(),
            repeats: head.repeats.as_ref().map(|(id, contained, containing)| {
                chancery_model::dispatch::Repeats {
                    id: id.clone(),
                    contained: *contained,
                    containing: *containing,
                }
            }),
            language: head.language.clone(),
            text: Text::new(text),
            paragraphs: walked(&details.paragraphs),
            remarks: Vec::new(),
        };
        Self { number: head.number, dispatch, remarks: details.remarks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_back_to_the_spans() {
        let spans = [[0, 12], [14, 200], [230, 231]];
        let steps = steps(spans.into_iter());
        assert_eq!(steps, [[0, 12], [2, 186], [30, 1]]);
        let back: Vec<Span> = walked(&steps).iter().map(|s| [s.start(), s.end()]).collect();
        assert_eq!(back, spans);
    }
}
