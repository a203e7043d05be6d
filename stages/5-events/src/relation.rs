//! Which type of event joins two given words? For whoever knows the parties already and asks for the type.

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::clause::{Modality, clause};
use chancery_model::dispatch::Dispatch;
use chancery_model::plover::EventType;
use chancery_model::syntax::Relation;

use crate::Events;
use crate::head::{self, Head, Scene, TYPES};

/// What a word tells that neither party takes part in: nearly nothing, but more than no answer.
const APART: f32 = 0.01;
/// What is left of a word that has only one of the two as it should be.
const HALF: f32 = 0.08;
/// How much an event that was coded with both parties adds.
const CODED: f32 = 0.5;
/// How much one adds that has one of them and nobody in the other's place.
const CODED_HALF: f32 = 0.25;
/// How much a word adds of which a rule speaks, by how well the parties fit it.
const RULED: f32 = 0.3;

/// What joins two parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// PLOVER's type.
    pub kind: EventType,
    /// The CAMEO code of the rule that found it, or the type's own.
    pub cameo: String,
    /// Whether it is announced, promised or intended.
    pub promised: bool,
    /// Whether it is said not to be, or to have failed.
    pub negated: bool,
}

impl Events {
    /// What happens between the word `source`, which heads the actor, and the word `target`, which heads the
    /// recipient. Either may be unknown. `None` only where nothing in their sentences can tell an event.
    pub fn relation(
        &self,
        dispatch: &Dispatch,
        analysis: &Analysis,
        cast: &Cast,
        claims: &[Claim],
        source: Option<u32>,
        target: Option<u32>,
    ) -> Option<Joined> {
        let mut votes = self.scene(analysis, cast, claims, |scene| votes(&self.head, scene, source, target));
        let means = |word: Option<u32>| {
            let mention = word.and_then(|w| cast.headed_by(w).or_else(|| cast.covering(w)));
            mention.map(|m| m.actors.clone()).unwrap_or_default()
        };
        let (from, to) = (means(source), means(target));
        let shares_one = |a: &[_], b: &[_]| a.iter().any(|x| b.contains(x));
        for event in self.code(dispatch, analysis, cast, claims).0 {
            let reciprocal = event.recipients.is_empty() && event.actors.len() > 1;
            let second = if reciprocal { &event.actors } else { &event.recipients };
            let (acts, suffers) = (shares_one(&from, &event.actors), shares_one(&to, second));
            let weight = match (acts, suffers) {
                (true, true) => CODED,
                (true, false) if to.is_empty() => CODED,
                (true, false) if second.is_empty() => CODED_HALF,
                (false, true) if event.actors.is_empty() => CODED_HALF,
                _ => 0.0,
            };
            if weight > 0.0 {
                let vote = &mut votes[1 + event.kind as usize];
                vote.share += weight * event.evidence.confidence;
                vote.heard = f32::INFINITY;
                vote.word = Some(event.trigger_head);
                vote.cameo = event.cameo;
            }
        }
        let best = (1..TYPES).max_by(|&a, &b| votes[a].share.total_cmp(&votes[b].share).then(b.cmp(&a)))?;
        let kind = head::kind(best).filter(|_| votes[best].share > 0.0)?;
        let facts = votes[best].word.map(|w| clause(analysis, w)).unwrap_or_default();
        let promised = matches!(facts.modality, Modality::Future | Modality::Intention)
            || votes[best].word.is_some_and(|w| is_promise(analysis, w));
        let cameo = votes[best].cameo.clone().unwrap_or_else(|| kind.cameo().to_owned());
        Some(Joined { kind, cameo, promised, negated: facts.negated })
    }
}

/// Whether a word says that somebody means to do what follows.
fn is_promise(a: &Analysis, word: u32) -> bool {
    let says = |t: u32| {
        matches!(
            &*a.token(t).lemma,
            "agree" | "willing" | "ready" | "offer" | "promise" | "pledge" | "vow" | "plan"
        )
    };
    says(word) || a.token(word).relation == Relation::Xcomp && a.head(word).is_some_and(says)
}

/// What is said for one type.
#[derive(Debug, Clone, Default)]
struct Vote {
    share: f32,
    /// The word that says most, how much it says, and what a rule calls it.
    word: Option<u32>,
    heard: f32,
    cameo: Option<String>,
}

/// How much the words of a scene say for each type between two parties.
fn votes(head: &Head, scene: &Scene<'_>, source: Option<u32>, target: Option<u32>) -> Vec<Vote> {
    let mut out = vec![Vote::default(); TYPES];
    let words: Vec<u32> = scene.words().into_iter().filter(|&w| scene.near(w, source, target)).collect();
    for told in head.words(scene, &words) {
        let word = told.word;
        let best = told.best();
        let role = |who: Option<u32>| who.filter(|&w| w != word).map(|w| head.pair(scene, &told, best, w));
        let fit = match (role(source), role(target)) {
            (Some(s), Some(t)) => s[1] * t[2].max(t[1]) + HALF * (s[1] + t[2]) + APART,
            (Some(one), None) => one[1] + APART,
            (None, Some(one)) => one[2] + APART,
            (None, None) => 1.0,
        };
        let ruled = usize::from(scene.hints(word).0);
        if let Some(vote) = out.get_mut(ruled).filter(|_| ruled > 0) {
            vote.share += RULED * fit;
        }
        for (kind, (vote, share)) in out.iter_mut().zip(told.shares).enumerate().skip(1) {
            vote.share += fit * share;
            if fit * share > vote.heard {
                vote.heard = fit * share;
                vote.word = Some(word);
                vote.cameo = scene.cameo(word, kind);
            }
        }
    }
    out
}
