//! What does the outside see? The record, `chancery/1`: serialisation types apart from the inner
//! ones, so that either can change without the other. Field order is the contract's.

use serde::{Deserialize, Serialize};

use crate::cast::Cast;
use crate::claims::Claim;
use crate::dispatch::Dispatch;
use crate::events::Event;
use crate::evidence::Evidence;
use crate::remark::Remark;
use crate::span::{Char, Span as InnerSpan};

/// The format's name and version.
pub const FORMAT: &str = "chancery/1";

/// `[start, end)` in code points of `dispatch.text`.
pub type Span = [u32; 2];

/// What made a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Producer {
    /// The program's version.
    pub version: String,
    /// Hash of the weights.
    pub model: String,
    /// Hash of rules, lexicons and reference data.
    pub rules: String,
}

macro_rules! shape {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the contract, record.md, documents each field")]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty),+ }
    };
}

shape! {
    /// A dateline.
    DatelineOut { place: Option<String>, agency: Option<String>, date: Option<String> }
}
shape! {
    /// The earlier dispatch that this one repeats.
    RepeatsOut { id: String, contained: f64, containing: f64 }
}
shape! {
    /// The dispatch.
    DispatchOut {
        id: String, origin: String, url: Option<String>, outlet: Option<String>,
        title: Option<String>, bylines: Vec<String>, dateline: Option<DatelineOut>,
        published: Option<String>, published_basis: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] modified: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] section: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] repeats: Option<RepeatsOut>,
        language: String, text: String,
    }
}
shape! {
    /// A mention.
    MentionOut { span: Span, kind: String }
}
shape! {
    /// An actor.
    ActorOut {
        id: String, kind: String, name: String, country: Option<String>, sectors: Vec<String>,
        office: Option<String>, office_text: Option<String>, reference: Option<String>,
        basis: String, loaded: Vec<Span>, mentions: Vec<MentionOut>,
    }
}
shape! {
    /// A cue.
    CueOut { span: Vec<Span>, lemma: String }
}
shape! {
    /// Evidence; claims have no spans of their own there.
    EvidenceOut {
        by: String, confidence: f64,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] spans: Vec<Span>,
    }
}
shape! {
    /// A claim.
    ClaimOut {
        id: String, sources: Vec<String>, source_span: Vec<Span>, cue: CueOut, content: Vec<Span>,
        form: String, stance: String, within: Option<String>, evidence: EvidenceOut,
    }
}
shape! {
    /// A participant.
    ParticipantOut { actor: String, role: String }
}
shape! {
    /// A date.
    DateOut { value: String, granularity: String, basis: String, span: Option<Span> }
}
shape! {
    /// A place.
    PlaceOut {
        name: String, country: Option<String>, lat: Option<f64>, lon: Option<f64>,
        geonameid: Option<u32>, span: Vec<Span>,
    }
}
shape! {
    /// An event.
    EventOut {
        id: String, #[serde(rename = "type")] kind: String, mode: Option<String>,
        contexts: Vec<String>, cameo: Option<String>, quad: u8, intensity: f64,
        actors: Vec<String>, recipients: Vec<String>, participants: Vec<ParticipantOut>,
        status: String, reported_by: Option<String>, date: Option<DateOut>,
        place: Option<PlaceOut>, trigger: Vec<Span>, sentence: u32, same_as: Vec<String>,
        evidence: EvidenceOut,
    }
}
shape! {
    /// A remark.
    RemarkOut { stage: String, code: String, span: Option<Vec<Span>>, text: String }
}
shape! {
    /// The record of one dispatch.
    Record {
        format: String, producer: Producer, dispatch: DispatchOut, actors: Vec<ActorOut>,
        claims: Vec<ClaimOut>, events: Vec<EventOut>, remarks: Vec<RemarkOut>,
    }
}

impl Record {
    /// The record of a dispatch and its layers.
    pub fn new(
        producer: Producer,
        dispatch: &Dispatch,
        cast: &Cast,
        claims: &[Claim],
        events: &[Event],
        remarks: &[Remark],
    ) -> Self {
        Self {
            format: FORMAT.into(),
            producer,
            dispatch: dispatch_out(dispatch),
            actors: actors_out(cast),
            claims: (1..).zip(claims).map(|(n, c)| claim_out(n, c)).collect(),
            events: (1..).zip(events).map(|(n, e)| event_out(n, e)).collect(),
            remarks: remarks.iter().map(remark_out).collect(),
        }
    }

    /// One line of JSON without its newline.
    pub fn to_json(&self) -> String {
        // No map with keys other than strings and no failing serialiser is involved.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn span(s: InnerSpan<Char>) -> Span {
    [s.start(), s.end()]
}

fn spans(s: &[InnerSpan<Char>]) -> Vec<Span> {
    s.iter().copied().map(span).collect()
}

/// Three decimals: enough to rank by, and the same digits everywhere.
fn rounded(x: f32) -> f64 {
    (f64::from(x) * 1000.0).round() / 1000.0
}

fn evidence_out(e: &Evidence) -> EvidenceOut {
    EvidenceOut { by: e.by.clone(), confidence: rounded(e.confidence), spans: spans(&e.spans) }
}

fn dispatch_out(d: &Dispatch) -> DispatchOut {
    DispatchOut {
        id: d.id.clone(),
        origin: d.origin.clone(),
        url: d.url.clone(),
        outlet: d.outlet.clone(),
        title: (!d.title.is_empty()).then(|| d.text.slice(d.title).to_owned()),
        bylines: d.bylines.clone(),
        dateline: d.dateline.as_ref().map(|l| DatelineOut {
            place: l.place.clone(),
            agency: l.agency.clone(),
            date: l.date.clone(),
        }),
        published: d.published.clone(),
        published_basis: d.published_basis.map(|b| b.as_str().into()),
        modified: d.modified.clone(),
        section: d.section.clone(),
        repeats: d.repeats.as_ref().map(|r| RepeatsOut {
            id: r.id.clone(),
            contained: r.contained,
            containing: r.containing,
        }),
        language: d.language.clone(),
        text: d.text.as_str().into(),
    }
}

fn actors_out(cast: &Cast) -> Vec<ActorOut> {
    let mut mentions = vec![Vec::new(); cast.actors.len()];
    for m in &cast.mentions {
        for a in &m.actors {
            if let Some(list) = mentions.get_mut(a.0 as usize) {
                list.push(MentionOut { span: span(m.span), kind: m.kind.as_str().into() });
            }
        }
    }
    let numbered = (1..).zip(&cast.actors).zip(mentions);
    numbered
        .map(|((n, a), mentions): ((u32, _), _)| ActorOut {
            id: format!("a{n}"),
            kind: a.kind.as_str().into(),
            name: a.name.clone(),
            country: a.country.clone(),
            sectors: a.sectors.clone(),
            office: a.office.clone(),
            office_text: a.office_text.clone(),
            reference: a.reference.clone(),
            basis: a.basis.as_str().into(),
            loaded: spans(&a.loaded),
            mentions,
        })
        .collect()
}

fn claim_out(number: u32, c: &Claim) -> ClaimOut {
    ClaimOut {
        id: format!("c{number}"),
        sources: c.sources.iter().map(|a| format!("a{}", a.0 + 1)).collect(),
        source_span: spans(&c.source_span),
        cue: CueOut { span: spans(&c.cue_span), lemma: c.cue_lemma.clone() },
        content: spans(&c.content),
        form: c.form.as_str().into(),
        stance: c.stance.as_str().into(),
        within: c.within.map(|w| format!("c{}", w.0 + 1)),
        evidence: EvidenceOut { spans: Vec::new(), ..evidence_out(&c.evidence) },
    }
}

fn event_out(number: u32, e: &Event) -> EventOut {
    let ids = |list: &[crate::cast::ActorId]| list.iter().map(|a| format!("a{}", a.0 + 1)).collect();
    EventOut {
        id: format!("e{number}"),
        kind: e.kind.as_str().into(),
        mode: e.mode.clone(),
        contexts: e.contexts.clone(),
        cameo: e.cameo.clone(),
        quad: e.kind.quad(),
        intensity: rounded(e.kind.intensity()),
        actors: ids(&e.actors),
        recipients: ids(&e.recipients),
        participants: e
            .participants
            .iter()
            .map(|p| ParticipantOut { actor: format!("a{}", p.actor.0 + 1), role: p.role.into() })
            .collect(),
        status: e.status.as_str().into(),
        reported_by: e.reported_by.map(|c| format!("c{}", c.0 + 1)),
        date: e.date.as_ref().map(|d| DateOut {
            value: d.value.clone(),
            granularity: d.granularity.into(),
            basis: d.basis.into(),
            span: d.span.map(span),
        }),
        place: e.place.as_ref().map(|p| PlaceOut {
            name: p.name.clone(),
            country: p.country.clone(),
            lat: p.coordinates.map(|c| c.0),
            lon: p.coordinates.map(|c| c.1),
            geonameid: p.geonameid,
            span: spans(&p.span),
        }),
        trigger: spans(&e.trigger),
        sentence: e.sentence,
        same_as: e.same_as.iter().map(|i| format!("e{}", i + 1)).collect(),
        evidence: evidence_out(&e.evidence),
    }
}

fn remark_out(r: &Remark) -> RemarkOut {
    RemarkOut {
        stage: r.stage.into(),
        code: r.code.into(),
        span: r.span.map(|s| vec![span(s)]),
        text: r.text.clone(),
    }
}
