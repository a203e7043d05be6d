//! What does an annotation say of its words? The codes as tags, which any program shows, and as an object
//! with all that the record knows.

use chancery_model::record::{ActorOut, ClaimOut, EventOut, MentionOut};

use super::target::Page;
use crate::export::iri;
use crate::export::linked::Object;
use crate::stored::Stored;

/// Tags and the object of an event.
pub(super) fn of_event(stored: &Stored, n: usize, event: &EventOut) -> Vec<Object> {
    let dispatch = &stored.record.dispatch;
    let part = |id: &String| Object::to(iri::part(&dispatch.id, id));
    let (date, place) = (event.date.as_ref(), event.place.as_ref());
    let incident = stored.incidents.get(n).and_then(Option::as_ref).map(|i| i.incident);
    let object = Object::named(iri::part(&dispatch.id, &event.id), "chancery:Event")
        .with("chancery:event_type", &event.kind)
        .some("chancery:mode", event.mode.as_ref())
        .all("chancery:context", &event.contexts)
        .some("chancery:cameo", event.cameo.as_ref())
        .with("chancery:quad", u32::from(event.quad))
        .with("chancery:intensity", event.intensity)
        .with("chancery:status", &event.status)
        .all("chancery:actor", event.actors.iter().map(part))
        .all("chancery:recipient", event.recipients.iter().map(part))
        .all(
            "chancery:participant",
            event.participants.iter().map(|p| part(&p.actor).with("chancery:role", &p.role)),
        )
        .some("chancery:reported_by", event.reported_by.as_ref().map(part))
        .some("chancery:outlet", dispatch.outlet.as_ref())
        .some("chancery:date", date.map(|d| &d.value))
        .some("chancery:date_basis", date.map(|d| &d.basis))
        .some("chancery:place", place.map(|p| &p.name))
        .some("chancery:place_country", place.and_then(|p| p.country.as_ref()))
        .all("chancery:same_as", event.same_as.iter().map(part))
        .some("chancery:incident", incident)
        .with("chancery:rule", &event.evidence.by)
        .with("chancery:confidence", event.evidence.confidence)
        .all("chancery:correction", corrections(stored, &event.id));
    let tags = [&event.kind].into_iter().chain(&event.mode).chain(&event.contexts).chain([&event.status]);
    tagged(tags, object)
}

/// Tags and the object of a claim.
pub(super) fn of_claim(stored: &Stored, claim: &ClaimOut, page: &Page<'_>) -> Vec<Object> {
    let dispatch = &stored.record.dispatch;
    let part = |id: &String| Object::to(iri::part(&dispatch.id, id));
    let object = Object::named(iri::part(&dispatch.id, &claim.id), "chancery:Claim")
        .all("chancery:source", claim.sources.iter().map(part))
        .all("chancery:source_words", claim.source_span.iter().map(|s| page.words(*s)))
        .with("chancery:cue", &claim.cue.lemma)
        .all("chancery:cue_words", claim.cue.span.iter().map(|s| page.words(*s)))
        .with("chancery:form", &claim.form)
        .with("chancery:stance", &claim.stance)
        .some("chancery:within", claim.within.as_ref().map(part))
        .some("chancery:outlet", dispatch.outlet.as_ref())
        .with("chancery:rule", &claim.evidence.by)
        .with("chancery:confidence", claim.evidence.confidence);
    tagged([&claim.stance, &claim.form], object)
}

/// Tags and the object of an actor where it is mentioned.
pub(super) fn of_mention(
    stored: &Stored,
    actor: &ActorOut,
    mention: &MentionOut,
    page: &Page<'_>,
) -> Vec<Object> {
    let object = Object::named(iri::part(&stored.record.dispatch.id, &actor.id), "chancery:Actor")
        .with("chancery:kind", &actor.kind)
        .with("chancery:name", &actor.name)
        .some("chancery:country", actor.country.as_ref())
        .all("chancery:sector", &actor.sectors)
        .some("chancery:office", actor.office.as_ref())
        .some("chancery:office_text", actor.office_text.as_ref())
        .some("chancery:reference", actor.reference.as_ref())
        .with("chancery:basis", &actor.basis)
        .with("chancery:mention", &mention.kind)
        .all("chancery:loaded", actor.loaded.iter().map(|s| page.words(*s)));
    tagged([&actor.kind].into_iter().chain(&actor.country).chain(&actor.sectors), object)
}

fn tagged<'a>(tags: impl IntoIterator<Item = &'a String>, object: Object) -> Vec<Object> {
    let tag = |value: &String| Object::of("TextualBody").with("purpose", "tagging").with("value", value);
    tags.into_iter().map(tag).chain([object]).collect()
}

/// What was corrected of an event.
fn corrections(stored: &Stored, event: &str) -> Vec<Object> {
    let corrected = stored.corrections.iter().filter(|c| c.event == event);
    corrected
        .map(|c| {
            Object::of("chancery:Correction")
                .with("chancery:field", &c.field)
                .some("chancery:was", c.was.as_ref())
                .some("chancery:value", c.value.as_ref())
                .with("chancery:by", &c.by)
                .with("chancery:why", &c.why)
                .with("chancery:at", &c.at)
        })
        .collect()
}
