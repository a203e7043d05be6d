//! Which type of event joins two given words? For whoever knows the parties already and asks for the type.

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::dispatch::Dispatch;
use chancery_model::plover::EventType;

use crate::Events;
use crate::head::{self, Head, Scene, TYPES};

/// What a word tells that neither party takes part in: nearly nothing, but more than no answer.
const APART: f32 = 0.01;
/// What is left of a word that has only one of the two as it should be.
const HALF: f32 = 0.08;
/// How much an event that was coded with both parties adds.
const CODED: f32 = 0.5;

impl Events {
    /// The type of event in which the word `source` heads the actor and `target` the recipient. Either may be
    /// unknown. `None` only where nothing in their sentences can tell an event.
    pub fn relation(
        &self,
        dispatch: &Dispatch,
        analysis: &Analysis,
        cast: &Cast,
        claims: &[Claim],
        source: Option<u32>,
        target: Option<u32>,
    ) -> Option<EventType> {
        let mut shares = self.scene(analysis, cast, claims, |scene| shares(&self.head, scene, source, target));
        let means = |word: Option<u32>| {
            let mention = word.and_then(|w| cast.headed_by(w).or_else(|| cast.covering(w)));
            mention.map(|m| m.actors.clone()).unwrap_or_default()
        };
        let (from, to) = (means(source), means(target));
        for event in self.code(dispatch, analysis, cast, claims).0 {
            let shares_one = |a: &[_], b: &[_]| a.iter().any(|x| b.contains(x));
            let second = if event.recipients.is_empty() { &event.actors } else { &event.recipients };
            if shares_one(&from, &event.actors) && (to.is_empty() || shares_one(&to, second)) {
                shares[1 + event.kind as usize] += CODED * event.evidence.confidence;
            }
        }
        let best = (1..TYPES).max_by(|&a, &b| shares[a].total_cmp(&shares[b]).then(b.cmp(&a)))?;
        head::kind(best).filter(|_| shares[best] > 0.0)
    }
}

/// How much the words of a scene say for each type between two parties.
fn shares(head: &Head, scene: &Scene<'_>, source: Option<u32>, target: Option<u32>) -> [f32; TYPES] {
    let mut out = [0.0; TYPES];
    for word in scene.words().into_iter().filter(|&w| scene.near(w, source, target)) {
        let Some(told) = head.word(scene, word) else { continue };
        let best = told.best();
        let role = |who: Option<u32>| who.filter(|&w| w != word).map(|w| head.pair(scene, &told, best, w));
        let fit = match (role(source), role(target)) {
            (Some(s), Some(t)) => {
                s[1] * t[2].max(t[1]) + HALF * (s[1] + t[2]) + APART
            }
            (Some(one), None) => one[1] + APART,
            (None, Some(one)) => one[2] + APART,
            (None, None) => 1.0,
        };
        for (o, share) in out.iter_mut().zip(told.shares).skip(1) {
            *o += fit * share;
        }
    }
    out
}
