//! To whom is it done where somebody "has his boats seized"? To him: what is done to a thing of his is told as what he goes through.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::subjects;
use chancery_model::syntax::{Feature, Relation, Upos};

use crate::coder::{Coder, Parties};

/// "The union had its station closed by the ministry", "Haiti saw its aid cut": whoever goes through a deed, and the thing of his.
fn experiencers(a: &Analysis, deed: u32) -> Option<(Vec<u32>, u32)> {
    let t = a.token(deed);
    let done_by = a.by_relation(deed, &[Relation::OblAgent]).next().is_some();
    let passive = t.has(Feature::VoicePass) || done_by;
    // "had a dinghy impounded by the guard", of which the tree makes a dinghy that was impounded.
    let described = || {
        let noun = a.head(deed).filter(|_| t.relation == Relation::Acl && done_by)?;
        let inside = |n: &u32| a.head(*n).filter(|_| a.token(*n).relation == Relation::Nmod);
        let thing = std::iter::successors(Some(noun), inside).last()?;
        a.head(thing).filter(|_| a.token(thing).relation == Relation::Obj).map(|v| (v, thing))
    };
    if let Some((verb, thing)) = described().filter(|&(v, _)| goes_through(a, v)) {
        return Some((subjects(a, verb), thing));
    }
    let complement = matches!(t.relation, Relation::Xcomp | Relation::Ccomp) && t.upos == Upos::Verb;
    let verb = a.head(deed).filter(|&v| complement && passive && goes_through(a, v))?;
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

/// Whether a verb says that something is done to its subject or his.
fn goes_through(a: &Analysis, verb: u32) -> bool {
    matches!(&*a.token(verb).lemma, "get" | "have" | "see")
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
