//! Which words tell an event that no rule knows, of which type, and who takes part in it? A small head over
//! the encoder's vectors, trained on our own corpus and on annotated documents (`weights/events.md`): a word
//! gets a share for each of PLOVER's types and for none, a participant one for actor, recipient and neither.
//! What the rules found is among what it sees, so that it ranks and vetoes them too.

mod features;
mod meanings;
mod scorer;
pub mod usage;

use std::collections::BTreeMap;

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::plover::EventType;
use chancery_model::rules::Match;

use crate::code::{ActorFrom, Code};
use crate::error::Error;
use scorer::Scorer;
use usage::Keys;

pub use features::{OF_PAIR, OF_WORD, PAIR_ROWS, WORD_ROWS};

/// SHA-256 of the head's weights.
pub const HEAD_HASH: &str = include_str!("../../weights/events.sha256");

/// The tables that the head reads besides: path from the stage's folder, and content.
pub fn made_tables() -> [(&'static str, &'static [u8]); 2] {
    [("weights/usage.tsv", usage::TABLE.as_bytes()), ("weights/words.bin", meanings::TABLE)]
}

/// The weights (CC BY-SA 4.0; card: `weights/events.md`).
static WEIGHTS: &[u8] = include_bytes!("../../weights/events.safetensors");

/// PLOVER's types, and none as the first.
pub const TYPES: usize = EventType::ALL.len() + 1;

/// What a rule says of its trigger.
#[derive(Debug, Clone, Default)]
struct Hint {
    /// Types, most telling first, as 1 + their place among [`EventType::ALL`].
    types: Vec<u16>,
    /// Their CAMEO codes.
    cameos: Vec<Option<String>>,
    actors: Vec<u32>,
    recipients: Vec<u32>,
    others: Vec<u32>,
}

/// A dispatch as the head sees it.
pub struct Scene<'a> {
    /// With participles where they belong.
    analysis: &'a Analysis,
    /// With vectors.
    original: &'a Analysis,
    cast: &'a Cast,
    claims: &'a [Claim],
    hints: BTreeMap<u32, Hint>,
    pub(crate) is_actor: &'a dyn Fn(u32) -> bool,
}

impl std::fmt::Debug for Scene<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scene").field("hints", &self.hints).finish_non_exhaustive()
    }
}

impl<'a> Scene<'a> {
    /// The scene of a dispatch; `ranked` are the rules' matches with their codes, the most telling of each
    /// trigger first.
    pub(crate) fn new(
        (analysis, original): (&'a Analysis, &'a Analysis),
        cast: &'a Cast,
        claims: &'a [Claim],
        ranked: &[(&Match, &Code)],
        is_actor: &'a dyn Fn(u32) -> bool,
    ) -> Self {
        let mut hints: BTreeMap<u32, Hint> = BTreeMap::new();
        for (found, code) in ranked.iter().filter(|(_, c)| c.actor != ActorFrom::Speaker) {
            let hint = hints.entry(found.anchor).or_default();
            let kind = number(code.kind);
            if !hint.types.contains(&kind) {
                hint.types.push(kind);
                hint.cameos.push(code.cameo.clone());
            }
            hint.actors.extend(found.get("actor"));
            hint.recipients.extend(found.get("recipient"));
            hint.others.extend(found.get("partner").iter().chain(found.get("attendee")));
        }
        Self { analysis, original, cast, claims, hints, is_actor }
    }

    /// The words that may tell an event, in order.
    pub fn words(&self) -> Vec<u32> {
        let all = 0..u32::try_from(self.analysis.tokens().len()).unwrap_or(0);
        all.filter(|&t| features::may_tell(self.analysis, t)).collect()
    }

    /// Who may take part in what a word tells: heads of mentions in its sentence.
    pub fn participants(&self, word: u32) -> Vec<u32> {
        features::participants(self.analysis, self.cast, self.analysis.sentence_of(word))
    }

    /// Whether a word stands in the sentence of one of two others; where neither is known, any does.
    pub fn near(&self, word: u32, one: Option<u32>, other: Option<u32>) -> bool {
        let here = |t: Option<u32>| {
            t.is_some_and(|t| self.analysis.sentence_of(t) == self.analysis.sentence_of(word))
        };
        one.is_none() && other.is_none() || here(one) || here(other)
    }

    /// The rows of the words' table that a word has.
    pub fn word_rows(&self, word: u32) -> [u16; OF_WORD] {
        features::word(self, word)
    }

    /// The rows of the pairs' table that a word has with a participant.
    pub fn pair_rows(&self, word: u32, who: u32) -> [u16; OF_PAIR] {
        features::pair(self, word, who)
    }

    /// The words whose vectors tell what a word means: its own, what it is about, what governs it.
    pub fn context(&self, word: u32) -> [Option<u32>; 3] {
        [Some(word), features::content(self.analysis, word), self.analysis.head(word)]
    }

    /// What the table of usage is asked for a word.
    pub fn keys(&self, word: u32) -> Keys {
        Keys::new(self.analysis, word)
    }

    /// The two most telling types of the rules, 0 for none.
    pub(crate) fn hints(&self, word: u32) -> (u16, u16) {
        let types = self.hints.get(&word).map_or(&[][..], |h| &h.types);
        (types.first().copied().unwrap_or(0), types.get(1).copied().unwrap_or(0))
    }

    /// The CAMEO code that a rule gives a word as an event of a type.
    pub(crate) fn cameo(&self, word: u32, kind: usize) -> Option<String> {
        let hint = self.hints.get(&word)?;
        let at = hint.types.iter().position(|&t| usize::from(t) == kind)?;
        hint.cameos.get(at).cloned().flatten()
    }

    /// What a rule captured a participant as: 0 no rule speaks, 1 not captured, 2 actor, 3 recipient,
    /// 4 otherwise, 5 as several.
    fn hinted(&self, word: u32, who: u32) -> u16 {
        let Some(h) = self.hints.get(&word) else { return 0 };
        match (h.actors.contains(&who), h.recipients.contains(&who), h.others.contains(&who)) {
            (false, false, false) => 1,
            (true, false, _) => 2,
            (false, true, _) => 3,
            (false, false, true) => 4,
            _ => 5,
        }
    }
}

/// 1 + the place of a type among all.
fn number(kind: EventType) -> u16 {
    1 + kind as u16
}

/// The type of a number; none for 0.
pub fn kind(number: usize) -> Option<EventType> {
    EventType::ALL.get(number.checked_sub(1)?).copied()
}

/// A word with its shares, ready for questions about participants.
#[derive(Debug, Clone)]
pub struct Told {
    /// The word.
    pub word: u32,
    /// A share a type, none first; they sum to one.
    pub shares: [f32; TYPES],
    hidden: Vec<f32>,
}

impl Told {
    /// The number of the type with the greatest share, none left out.
    pub fn best(&self) -> usize {
        let better = |&a: &usize, &b: &usize| self.shares[a].total_cmp(&self.shares[b]).then(b.cmp(&a));
        (1..TYPES).max_by(better).unwrap_or(1)
    }
}

/// The loaded head.
#[derive(Debug, Clone)]
pub struct Head {
    scorer: Scorer,
}

impl Head {
    /// Reads the embedded weights.
    pub(crate) fn load() -> Result<Self, Error> {
        Self::from_bytes(WEIGHTS)
    }

    /// Reads others of the same shape, for cross-validation.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self { scorer: Scorer::load(bytes)? })
    }

    /// The shares of words, in their order; none where the analysis has no vectors.
    pub fn words(&self, scene: &Scene<'_>, words: &[u32]) -> Vec<Told> {
        self.scorer.words(scene, words)
    }

    /// The shares of a participant: neither, actor, recipient.
    pub fn pair(&self, scene: &Scene<'_>, told: &Told, kind: usize, who: u32) -> [f32; 3] {
        self.scorer.pair(scene, told, kind, who)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_whole_and_those_of_the_card() {
        assert!(Head::load().is_ok());
        let card = include_str!("../../weights/events.md");
        assert!(card.contains(HEAD_HASH.trim()), "the card names another hash than {HEAD_HASH}");
    }

    #[test]
    fn weights_of_another_shape_are_refused_with_a_remedy() {
        let error = Head::from_bytes(b"no weights").unwrap_err().to_string();
        assert!(error.contains("training/README.md"), "{error}");
    }

    #[test]
    fn numbers_lead_to_types_and_back() {
        assert_eq!(kind(0), None);
        for &k in EventType::ALL {
            assert_eq!(kind(usize::from(number(k))), Some(k));
        }
    }
}
