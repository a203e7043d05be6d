//! How are the segmenter's weights learned? From treebanks, with the features that read them:
//! there is no second implementation that could differ.

use std::collections::BTreeSet;

use chancery_model::conllu::Tree;

use super::gold::{Paragraph, paragraphs};
use super::linear::Learner;
use super::{MAGIC, RawToken};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::{sentences, tokens};

/// What may be chosen; the defaults were chosen on the development sets of EWT and GUM.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: u32,
    /// Step size of the tokeniser and of the splitter.
    pub rates: [f32; 2],
    /// Pull of the weights to zero.
    pub decay: f32,
    /// Log-odds from which a joint is open and a sentence ends.
    pub thresholds: [f32; 2],
    /// Sizes of the tables, as powers of two.
    pub bits: [u32; 2],
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 8, rates: [0.1, 0.03], decay: 1e-4, thresholds: [0.0, -0.7], bits: [18, 20] }
    }
}

/// Learns from `trees` and returns the bytes of the weights file.
pub fn train(trees: &[Tree], settings: Settings) -> Result<Vec<u8>, Error> {
    let lexicon = Lexicon::load()?;
    let mut data = paragraphs(trees);
    let mut joints = Learner::new(settings.bits[0]);
    let mut ends = Learner::new(settings.bits[1]);
    let mut shuffle = Shuffle(0x5EED);
    for epoch in 0..settings.epochs {
        shuffle.order(&mut data);
        let fade = 1.0
            - 0.7 * f32::from(u16::try_from(epoch).unwrap_or(0))
                / f32::from(u16::try_from(settings.epochs).unwrap_or(1));
        for paragraph in &data {
            let gold: BTreeSet<usize> = paragraph.sentences.iter().flatten().map(|t| t.start).collect();
            let _ = tokens::tokens_by(&paragraph.text, &lexicon, |joint| {
                let answer = gold.contains(&joint.at);
                joints.learn(joint.features, answer, settings.rates[0] * fade, settings.decay);
                answer
            });
            // The splitter learns on the true words: the tokeniser rarely errs where it matters.
            let (words, finals) = flat(paragraph);
            let _ = sentences::ends_by(&paragraph.text, &words, &lexicon, |i, features| {
                let answer = finals.get(i).copied().unwrap_or(false);
                ends.learn(features, answer, settings.rates[1] * fade, settings.decay);
                answer
            });
        }
    }
    let mut out = MAGIC.to_vec();
    joints.quantise(settings.thresholds[0]).write(&mut out);
    ends.quantise(settings.thresholds[1]).write(&mut out);
    Ok(out)
}

/// The words of a paragraph, and whether a sentence ends after each.
fn flat(paragraph: &Paragraph) -> (Vec<RawToken>, Vec<bool>) {
    let words = paragraph.sentences.iter().flatten().copied().collect();
    let last = |s: &Vec<RawToken>| (0..s.len()).map(move |i| i + 1 == s.len()).collect::<Vec<_>>();
    (words, paragraph.sentences.iter().flat_map(last).collect())
}

/// A small generator of its own, so that an upgrade of a library changes no weights.
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn order<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.next() % (i as u64 + 1);
            items.swap(i, usize::try_from(j).unwrap_or(0));
        }
    }
}
