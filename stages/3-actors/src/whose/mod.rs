//! Whose is an actor of whom no word beside him says it? Where the rules leave it open, a small trained head ranks the states that
//! the dispatch speaks of, and "none of them".

mod features;
pub mod fit;
mod frame;
mod scorer;
mod sights;
mod who;

use chancery_model::cast::{ActorKind, Basis};
use chancery_model::dense::best;

use crate::draft::Draft;
use crate::incumbents;
use features::Scenery;
use frame::Frame;
pub(crate) use scorer::Scorer;
pub(crate) use who::SENTENCES;
use who::Who;

pub use features::{OF_ONE, OF_TWO, ONE_ROWS, TWO_ROWS};

/// From which share on the best candidate is taken.
const SURE: f32 = 0.5;
/// The same for a person or body: a wrong state of somebody named is the worst of errors.
const SURE_OF_NAMED: f32 = 0.6;
/// From which share on what the rules told stays where no candidate is so sure.
const KEPT: f32 = 0.15;

/// What is asked of one actor.
#[derive(Debug)]
pub struct Question {
    /// The token that heads his first mention.
    pub head: u32,
    /// His place among the members of the draft.
    pub(crate) at: usize,
    /// The state that the rules gave him by what stands around, or none.
    pub told: Option<String>,
    /// The encoder's vector of his first mention's head.
    pub vector: Vec<f32>,
    /// Rows of the actors' table.
    pub rows: [u16; OF_ONE],
    /// Each candidate with its rows of the pairs' table.
    pub candidates: Vec<(String, [u16; OF_TWO])>,
}

/// Asks of all actors of a draft whose state the text does not say beside them, in the order of their first mentions; an answer is known
/// to the questions after it.
pub(crate) fn ask(d: &Draft<'_>, answer: &mut dyn FnMut(&Question) -> Option<String>) {
    let mut scenery = Scenery::of(d);
    let mut open: Vec<(usize, Who)> =
        d.heads().into_iter().filter_map(|(at, heads)| Some((at, Who::open(d, at, heads)?))).collect();
    open.sort_by_key(|(at, who)| (who.heads[0], *at));
    for (at, mut who) in open {
        scenery.fit(d, &mut who);
        let question = Question {
            head: who.heads[0],
            at,
            told: who.told.clone(),
            vector: d.a.vector(who.heads[0]).to_vec(),
            rows: scenery.one(d, &who),
            candidates: scenery
                .candidates(&who)
                .into_iter()
                .map(|c| (c.to_owned(), scenery.two(d, &who, c)))
                .collect(),
        };
        if let Some(code) = answer(&question) {
            scenery.learn(&who, &code);
        }
    }
}

/// Gives the actors whose state the text does not say beside them that which fits best, if it fits well; what the rules told of them
/// falls where the head finds it unlikely.
pub(crate) fn decide(d: &mut Draft<'_>, scorer: &Scorer) {
    let frame = Frame::of(d);
    // With the head's share, or without where the dispatch as a whole tells.
    let mut answers: Vec<(usize, Option<String>, Option<f32>)> = Vec::new();
    ask(d, &mut |q| {
        let Some(shares) = scorer.shares(q) else { return q.told.clone() };
        let named = d.members[q.at].actor.kind != ActorKind::Group;
        let sure = if named { SURE_OF_NAMED } else { SURE };
        let best = best(&shares);
        let candidate =
            |k: usize| k.checked_sub(1).and_then(|k| q.candidates.get(k)).map(|(code, _)| code.clone());
        let told = || {
            let k = 1 + q.candidates.iter().position(|(code, _)| q.told.as_ref() == Some(code))?;
            Some(k).filter(|&k| shares[k] >= KEPT)
        };
        let taken = if shares[best] >= sure { Some(best) } else { told() };
        let namesakes = incumbents::namesakes(d, q.at);
        let maker = frame.maker(d, q);
        let share = Some(taken.map_or(0.0, |k| shares[k])).filter(|_| maker.is_none());
        let answer = maker.or_else(|| taken.and_then(candidate));
        let answer = answer.filter(|code| namesakes.is_none_or(|n| n == code));
        answers.push((q.at, answer.clone(), share));
        answer
    });
    let heads = d.heads();
    for (at, code, share) in &mut answers {
        if let Some((heads, found)) = heads.get(at).zip(code.take()) {
            *code = frame.mend(d, *at, heads, found.clone());
            *share = share.filter(|_| code.as_ref() == Some(&found));
        }
    }
    for (at, code, share) in answers {
        let actor = &mut d.members[at].actor;
        if actor.country == code {
            continue;
        }
        let text = match (&code, share) {
            (Some(code), Some(share)) => {
                format!("{code}: the head that tells whose an actor is, by what stands around ({share:.2})")
            }
            (Some(code), None) => format!("{code}: by what the dispatch as a whole says"),
            (None, Some(_)) => {
                "of no state that the text speaks of: the head that tells whose an actor is".to_owned()
            }
            (None, None) => "of no state: by what the dispatch as a whole says".to_owned(),
        };
        (actor.country, actor.basis) = (code, Basis::Context);
        d.why(at, None, text);
    }
}
