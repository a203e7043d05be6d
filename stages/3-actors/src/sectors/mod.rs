//! Of which sector is an actor? Where the tables know no word for it, or one that means several things, a small trained head tells.

mod features;
mod scorer;

use chancery_model::dense::best;

use crate::draft::Draft;
use crate::whose::SENTENCES;

pub use features::{OF_ACTOR, ROWS, SECTORS};
pub(crate) use scorer::Scorer;

/// From which share on a sector is taken in place of what the rules told.
const SURE: f32 = 0.4;

/// What is asked of one actor.
#[derive(Debug)]
pub struct Question {
    /// The token that heads his first mention.
    pub head: u32,
    /// His place among the members of the draft.
    pub(crate) at: usize,
    /// The sector that the rules gave him first, or none.
    pub told: Option<String>,
    /// Rows of the table.
    pub rows: [u16; OF_ACTOR],
    /// The encoder's vectors: of the head, and the mean of the mention's words.
    pub vector: Vec<f32>,
}

/// All actors of a draft but states and places; of a text too short to show what they do, none.
pub(crate) fn questions(d: &Draft<'_>) -> Vec<Question> {
    if d.a.sentences().len() < SENTENCES {
        return Vec::new();
    }
    d.heads().iter().filter_map(|(&at, heads)| features::see(d, at, heads)).collect()
}

/// Gives actors the sector that fits best where it is another than the rules told.
pub(crate) fn decide(d: &mut Draft<'_>, scorer: &Scorer) {
    for q in questions(d) {
        // What the tables say of a known name or an office is no guess.
        let actor = &d.members[q.at].actor;
        if actor.reference.is_some() || actor.office.is_some() && !actor.sectors.is_empty() {
            continue;
        }
        let Some(shares) = scorer.shares(&q) else { continue };
        let best = best(&shares);
        let sector = best.checked_sub(1).map(|k| SECTORS[k]);
        let actor = &mut d.members[q.at].actor;
        let has = sector.map_or(actor.sectors.is_empty(), |s| actor.sectors.iter().any(|x| x == s));
        if has || shares[best] < SURE {
            continue;
        }
        actor.sectors = sector.map(str::to_owned).into_iter().collect();
        let text =
            format!("{}: the head that tells sectors ({:.2})", sector.unwrap_or("no sector"), shares[best]);
        d.why(q.at, None, text);
    }
}
