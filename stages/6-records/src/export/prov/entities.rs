//! What came of what? The record of the dispatch, claims and events of the words of the text, corrected
//! records of those before them.

use chancery_model::record::{ClaimOut, EventOut, Span as Range};
use chancery_model::span::Span;
use chancery_model::text::Text;

use super::agents::{attribution, corrector_iri, outlet_iri, run_iri, software_iri};
use crate::corrections::RETRACTED;
use crate::export::dyads::actors;
use crate::export::iri;
use crate::export::linked::Object;
use crate::stored::{Correction, Stored};

const SPEAKER: &str = "chancery:speaker";
const REPORTER: &str = "chancery:reporter";

/// The dispatch, and the page that it was taken from where that has an address.
pub(super) fn dispatch(stored: &Stored) -> Vec<Object> {
    let dispatch = &stored.record.dispatch;
    let page = dispatch.url.as_deref().and_then(iri::web);
    let outlet = outlet_iri(stored);
    let entity = Object::named(iri::dispatch(&dispatch.id), "prov:Entity")
        .with("dcterms:identifier", &dispatch.id)
        .some("dcterms:title", dispatch.title.as_ref())
        .all("dcterms:creator", &dispatch.bylines)
        .with("dcterms:language", &dispatch.language)
        .some("dcterms:issued", dispatch.published.as_ref())
        .with("chancery:origin", &dispatch.origin)
        .some("prov:wasDerivedFrom", page.as_ref().map(Object::to))
        .some("prov:wasAttributedTo", outlet.as_ref().map(Object::to))
        .some("chancery:repeats", dispatch.repeats.as_ref().map(|r| Object::to(iri::dispatch(&r.id))));
    page.map(|url| Object::named(url, "prov:Entity")).into_iter().chain([entity]).collect()
}

/// The record as it was coded, then each correction with the record that came of it. Members stand at the
/// last, as what is written of them is what holds now.
pub(super) fn record(stored: &Stored) -> Vec<Object> {
    let id = &stored.record.dispatch.id;
    let software = software_iri(&stored.record.producer);
    let name = iri::named(&[id, "record", &stored.run.to_string()]);
    let coded = Object::named(&name, ["prov:Entity", "prov:Collection"])
        .with("chancery:format", &stored.record.format)
        .with("prov:wasDerivedFrom", Object::to(iri::dispatch(id)))
        .with("prov:wasGeneratedBy", Object::to(run_iri(stored)))
        .with("prov:wasAttributedTo", Object::to(software));
    let (mut out, mut last, mut before) = (Vec::new(), coded, name);
    for correction in &stored.corrections {
        out.push(last);
        let by = corrector_iri(&correction.by);
        let deed = correction_iri(stored, correction);
        out.push(activity(stored, correction, &deed, &by, &before));
        let number = correction.id.to_string();
        let name = iri::named(&[id, "record", &stored.run.to_string(), "correction", &number]);
        last = Object::named(&name, ["prov:Entity", "prov:Collection"])
            .with("prov:wasRevisionOf", Object::to(&before))
            .with("prov:wasGeneratedBy", Object::to(deed))
            .with("prov:wasAttributedTo", Object::to(by));
        before = name;
    }
    let claims = stored.record.claims.iter().map(|c| &c.id);
    let events = stored.record.events.iter().filter(|e| e.status != RETRACTED).map(|e| &e.id);
    out.push(last.all("prov:hadMember", claims.chain(events).map(|part| Object::to(iri::part(id, part)))));
    out
}

fn correction_iri(stored: &Stored, correction: &Correction) -> String {
    iri::named(&[&stored.record.dispatch.id, "correction", &correction.id.to_string()])
}

fn activity(stored: &Stored, c: &Correction, deed: &str, by: &str, before: &str) -> Object {
    Object::named(deed, ["prov:Activity", "chancery:Correction"])
        .with("prov:wasAssociatedWith", Object::to(by))
        .with("prov:used", Object::to(before))
        .with("prov:endedAtTime", &c.at)
        .with("rdfs:comment", &c.why)
        .with("chancery:event", Object::to(iri::part(&stored.record.dispatch.id, &c.event)))
        .with("chancery:field", &c.field)
        .some("chancery:was", c.was.as_ref())
        .some("chancery:value", c.value.as_ref())
}

/// A claim: words of the dispatch, or of the claim that it stands in, which are a speaker's as the outlet
/// has it. The stance says how he means them: a denial is his, what he denies is not.
pub(super) fn claim(stored: &Stored, claim: &ClaimOut, text: &Text) -> Object {
    let id = &stored.record.dispatch.id;
    let speakers: Vec<String> =
        actors(&stored.record, &claim.sources).iter().map(|a| iri::part(id, &a.id)).collect();
    let outlet = outlet_iri(stored);
    let roles = speakers.iter().map(|s| attribution(s, SPEAKER));
    let roles = roles.chain(outlet.iter().map(|o| attribution(o, REPORTER)));
    let quoted = matches!(claim.form.as_str(), "direct" | "mixed");
    let derivation = if quoted { "prov:wasQuotedFrom" } else { "prov:wasDerivedFrom" };
    let origin = claim.within.as_ref().map_or_else(|| iri::dispatch(id), |within| iri::part(id, within));
    Object::named(iri::part(id, &claim.id), ["prov:Entity", "chancery:Claim"])
        .all("prov:value", words(text, &claim.content))
        .with("chancery:stance", &claim.stance)
        .with(derivation, Object::to(origin))
        .with("prov:wasGeneratedBy", Object::to(run_iri(stored)))
        .all("prov:wasAttributedTo", speakers.iter().map(Object::to))
        .all("prov:qualifiedAttribution", roles)
}

/// An event: coded from a claim, or from the dispatch where the outlet says so itself.
pub(super) fn event(stored: &Stored, event: &EventOut, text: &Text) -> Object {
    let id = &stored.record.dispatch.id;
    let origin = event.reported_by.as_ref().map_or_else(|| iri::dispatch(id), |claim| iri::part(id, claim));
    let outlet = outlet_iri(stored).filter(|_| event.reported_by.is_none());
    let retracted = stored.corrections.iter().rfind(|c| c.event == event.id && c.field == "event");
    let retracted = retracted.filter(|_| event.status == RETRACTED);
    Object::named(iri::part(id, &event.id), ["prov:Entity", "chancery:Event"])
        .with("rdfs:label", &event.kind)
        .all("prov:value", words(text, &event.trigger))
        .with("chancery:status", &event.status)
        .with("chancery:rule", &event.evidence.by)
        .with("prov:wasDerivedFrom", Object::to(origin))
        .with("prov:wasGeneratedBy", Object::to(run_iri(stored)))
        .some("prov:wasAttributedTo", outlet.as_ref().map(Object::to))
        .some("prov:qualifiedAttribution", outlet.as_ref().map(|o| attribution(o, REPORTER)))
        .some("prov:wasInvalidatedBy", retracted.map(|c| Object::to(correction_iri(stored, c))))
}

fn words<'t>(text: &'t Text, spans: &'t [Range]) -> impl Iterator<Item = &'t str> {
    spans.iter().map(|[start, end]| text.slice(Span::new(*start, *end)))
}
