//! To whom is it done where somebody "has his boats seized"? To him: what is done to a thing of his is told as what he goes through.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::subjects;
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::coder::{Coder, Parties};

/// "The union had its station closed by the ministry", "Haiti saw its aid cut": whoever goes through a deed, and the thing of his.
fn experiencers(a: &Analysis, deed: u32) -> Option<(Vec<u32>, u32)> {
    let t = a.token(deed);
    let complement = matches!(t.relation, Relation::Xcomp | Relation::Ccomp) && t.upos == Upos::Verb;
    let undergone = t.has(Feature::VoicePass) || a.by_relation(deed, &[Relation::OblAgent]).next().is_some();
    let verb = a.head(deed).filter(|_| complement && undergone)?;
    if !matches!(&*a.token(verb).lemma, "get" | "have" | "see") {
        return None;
    }
    let thing = a
        .child(verb, Relation::Obj)
        .or_else(|| a.child(deed, Relation::NsubjPass))
        .or_else(|| a.child(deed, Relation::Nsubj))?;
    let pronoun = a.by_relation(thing, &[Relation::NmodPoss]).any(|p| a.token(p).upos == Upos::Pron);
    // "had two of its jets impounded"
    let of_his = || {
        a.by_relation(thing, &[Relation::Nmod])
            .any(|n| a.by_relation(n, &[Relation::NmodPoss]).any(|p| a.token(p).upos == Upos::Pron))
    };
    (pronoun || of_his()).then(|| (subjects(a, verb), thing))
}

impl Coder<'_> {
    /// Makes whoever goes through a deed its recipient, and never its doer.
    pub(crate) fn settle_experience(&self, deed: u32, parties: &mut Parties) {
        let Some((who, thing)) = experiencers(self.analysis, deed) else { return };
        let who = self.roles.all(&who);
        if who.is_empty() {
            return;
        }
        parties.actors.retain(|id| !who.contains(id));
        let within: Vec<_> =
            self.analysis.subtree(thing).iter().flat_map(|&t| self.roles.who(t).iter().copied()).collect();
        if parties.recipients.iter().all(|id| within.contains(id) || who.contains(id)) {
            parties.recipients = who;
        }
    }
}
