//! What does an assistant learn of an event?

use chancery_model::record::{EventOut, Span};
use serde_json::{Value, json};

use super::Telling;
use crate::quote::Quote;
use crate::written::known;

impl Telling<'_> {
    /// An event: who did what to whom, and who says so. `at` is its place in the record.
    pub(crate) fn event(&self, at: usize, event: &EventOut) -> Value {
        let innermost = self.voices(event).into_iter().next();
        let incidence = self.stored.incidents.get(at).and_then(Option::as_ref);
        let corrected = self.stored.corrections.iter().any(|c| c.event == event.id).then_some(true);
        let quad = event.quad.to_string();
        known(json!({
            "event": self.name(&event.id), "type": event.kind, "type_name": self.name_of(&event.kind),
            "mode": event.mode, "contexts": event.contexts, "quad": event.quad, "quad_name": self.name_of(&quad),
            "intensity": event.intensity, "status": event.status,
            "actors": self.parties(&event.actors), "recipients": self.parties(&event.recipients),
            "told_by": self.told_by(event), "claimed_by": innermost.map(|c| self.parties(&c.sources)),
            "stance": innermost.map(|c| &c.stance), "date": self.date(event), "place": self.place(event),
            "trigger": self.words(&event.trigger), "sentence": self.sentence(at),
            "confidence": event.evidence.confidence, "corrected": corrected,
            "incident": incidence.map(|i| i.incident),
        }))
    }

    /// All that is known of an event.
    pub(crate) fn event_in_full(&self, at: usize, event: &EventOut) -> Value {
        let participants = event.participants.iter();
        let part = |p: &chancery_model::record::ParticipantOut| json!({"role": p.role, "actor": self.party(&p.actor)});
        let chain = self.voices(event);
        let made = self.stored.corrections.iter().filter(|c| c.event == event.id);
        let correction = |c: &chancery_records::stored::Correction| {
            known(
                json!({"field": c.field, "was": c.was, "value": c.value, "by": c.by, "why": c.why, "at": c.at}),
            )
        };
        let incidence = self.stored.incidents.get(at).and_then(Option::as_ref);
        let more = known(json!({
            "cameo": event.cameo, "participants": participants.map(part).collect::<Vec<_>>(),
            "chain": chain.into_iter().map(|c| self.claim(c)).collect::<Vec<_>>(),
            "evidence": known(json!({
                "by": event.evidence.by, "confidence": event.evidence.confidence,
                "words": self.words(&event.evidence.spans),
            })),
            "same_as": event.same_as.iter().map(|id| self.name(id)).collect::<Vec<_>>(),
            "corrections": made.map(correction).collect::<Vec<_>>(),
            "incident": incidence.map(|i| json!({
                "incident": i.incident, "events": i.mentions, "dispatches": i.dispatches, "outlets": i.outlets,
            })),
            "source": self.facts(),
        }));
        let mut out = self.event(at, event);
        if let (Value::Object(out), Value::Object(more)) = (&mut out, more) {
            out.extend(more);
        }
        out
    }

    /// Where the event's words and its sentence stand: the stretch that has them all.
    pub(crate) fn stretch(&self, at: usize, event: &EventOut) -> Span {
        let sentence = self.stored.sentences.get(at).copied().flatten();
        hull(event.trigger.iter().copied().chain(sentence))
    }

    /// An event's name in the store: "7:e3".
    fn name(&self, id: &str) -> String {
        format!("{}:{id}", self.stored.number)
    }

    fn sentence(&self, at: usize) -> Option<Quote> {
        self.stored.sentences.get(at).copied().flatten().map(|span| Quote::of(&self.text, span))
    }

    fn date(&self, event: &EventOut) -> Option<Value> {
        let date = event.date.as_ref()?;
        Some(known(json!({
            "value": date.value, "granularity": date.granularity, "basis": date.basis,
            "words": date.span.map(|span| Quote::of(&self.text, span)),
        })))
    }

    fn place(&self, event: &EventOut) -> Option<Value> {
        let place = event.place.as_ref()?;
        Some(known(json!({
            "name": place.name, "country": place.country, "latitude": place.lat, "longitude": place.lon,
            "geonameid": place.geonameid, "words": self.words(&place.span),
        })))
    }
}

/// From the first to the last code point of some spans.
pub(super) fn hull(spans: impl Iterator<Item = Span>) -> Span {
    spans.reduce(|[a, b], [c, d]| [a.min(c), b.max(d)]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, sample};

    #[test]
    fn an_event_says_who_did_what_to_whom_and_who_says_so() {
        let event = sample::told(&sample(), |t, e| t.event(0, e));
        assert_eq!(event["event"], "7:e1");
        assert_eq!(event["actors"][0]["country"], "TGO");
        assert_eq!(event["claimed_by"][0]["name"], "Ada Quist");
        assert_eq!(event["stance"], "deny");
        assert_eq!(event["sentence"]["span"], serde_json::json!([0, 67]));
        assert_eq!(event["trigger"]["quoted"], "shelled");
        assert!(event.get("place").is_none(), "what is not known is left out");
    }

    #[test]
    fn an_event_in_full_has_its_chain_evidence_and_corrections() {
        let event = sample::told(&sample(), |t, e| t.event_in_full(0, e));
        assert_eq!(event["chain"][0]["claim"], "c2");
        assert_eq!(event["chain"][1]["sources"][0]["name"], "Odo Brandt");
        assert_eq!(
            event["chain"][1]["content"]["quoted"],
            "Ada Quist denied that the army of Togo shelled Aba"
        );
        assert_eq!(event["evidence"]["by"], "events/assault");
        assert_eq!(event["corrections"][0]["why"], "it says so");
        assert_eq!(event["incident"]["dispatches"], 2);
        assert_eq!(event["source"]["outlet"], "Veld Herald");
    }

    #[test]
    fn the_stretch_of_an_event_holds_its_sentence() {
        assert_eq!(sample::told(&sample(), |t, e| t.stretch(0, e)), [0, 67]);
        assert_eq!(sample::told(&sample(), |t, e| t.stretch(9, e)), [55, 62], "without a sentence its words");
    }
}
