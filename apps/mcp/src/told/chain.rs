//! Who says so? From the innermost speaker to the outlet that reports it.

use chancery_model::record::{ClaimOut, EventOut};
use serde_json::{Value, json};

use super::Telling;
use crate::quote::Quote;
use crate::written::known;

/// Claims within claims of which a chain tells: nobody follows more.
const DEEPEST: usize = 12;

impl<'t> Telling<'t> {
    /// The claims that an event stands in, the innermost first.
    pub(super) fn voices(&self, event: &EventOut) -> Vec<&'t ClaimOut> {
        let mut met: Vec<&ClaimOut> = Vec::new();
        let mut next = event.reported_by.as_deref();
        while let Some(claim) = next.and_then(|id| self.claims.get(id)) {
            // Claims that stand in each other in a ring are told once.
            if met.len() == DEEPEST || met.iter().any(|c| c.id == claim.id) {
                break;
            }
            met.push(claim);
            next = claim.within.as_deref();
        }
        met
    }

    /// The same in words: "Ada Quist (deny), by the account of Odo Brandt (assert), reported by the Herald".
    pub(super) fn told_by(&self, event: &EventOut) -> String {
        let outlet = self.stored.record.dispatch.outlet.as_deref();
        let outlet = outlet.or(self.agency()).unwrap_or("an outlet that is not named");
        let voice = |claim: &&ClaimOut| {
            let actors = claim.sources.iter().filter_map(|id| self.actors.get(id.as_str()));
            let names = actors.map(|a| a.name.as_str()).collect::<Vec<_>>().join(" and ");
            let who = if names.is_empty() { "a speaker who is not named" } else { &names };
            format!("{who} ({})", claim.stance)
        };
        let voices: Vec<String> = self.voices(event).iter().map(voice).collect();
        if voices.is_empty() {
            return format!("{outlet}, in its own voice");
        }
        format!("{}, reported by {outlet}", voices.join(", by the account of "))
    }

    /// A claim: who says what, how, and in which words.
    pub(crate) fn claim(&self, claim: &ClaimOut) -> Value {
        known(json!({
            "claim": claim.id, "sources": self.parties(&claim.sources), "named": self.words(&claim.source_span),
            "stance": claim.stance, "form": claim.form, "cue": claim.cue.lemma, "cue_words": self.words(&claim.cue.span),
            "content": Quote::parts(self.text(), &claim.content), "within": claim.within,
            "found_by": claim.evidence.by, "confidence": claim.evidence.confidence,
        }))
    }
}

#[cfg(test)]
mod tests {
    use chancery_records::Stored;

    use super::super::sample::{self, sample};

    /// Who says so, and how many voices that are.
    fn told(stored: &Stored) -> (String, usize) {
        sample::told(stored, |t, e| (t.told_by(e), t.voices(e).len()))
    }

    #[test]
    fn the_chain_goes_from_the_speaker_to_the_outlet() {
        let mut stored = sample();
        let check =
            |stored: &Stored, words: &str, voices: usize| assert_eq!(told(stored), (words.into(), voices));
        check(&stored, "Ada Quist (deny), by the account of Odo Brandt (assert), reported by Veld Herald", 2);
        stored.record.events[0].reported_by = Some("c1".into());
        check(&stored, "Odo Brandt (assert), reported by Veld Herald", 1);
        stored.record.claims[0].sources.clear();
        stored.record.dispatch.outlet = None;
        check(&stored, "a speaker who is not named (assert), reported by an outlet that is not named", 1);
        stored.record.events[0].reported_by = None;
        check(&stored, "an outlet that is not named, in its own voice", 0);
    }

    #[test]
    fn a_ring_of_claims_ends() {
        let mut stored = sample();
        stored.record.claims[0].within = Some("c2".into());
        assert_eq!(told(&stored).1, 2);
    }
}
