//! The head's numbers, as `training/chancery_training/train_events.py` has them.

use std::collections::BTreeMap;

use chancery_model::dense::{Linear, Tensors, add_row, gelu, softmax};

use super::features::{PAIR_ROWS, WORD_ROWS};
use super::meanings::{MEANING, Meanings};
use super::usage::{USAGE, Usage};
use super::{Scene, TYPES, Told};
use crate::error::Error;

const FILE: &str = "weights/events.safetensors";

/// Numbers of the encoder's vector.
const VECTOR: usize = 384;
/// Numbers of a word's vector with its meaning.
const INPUT: usize = VECTOR + MEANING;
/// Numbers of a word within the head.
const HIDDEN: usize = 192;
/// Numbers of a pair within the head.
const PAIR: usize = 96;

/// How many words are multiplied at once.
const TOGETHER: usize = 64;

#[derive(Debug, Clone)]
pub(super) struct Scorer {
    meanings: Meanings,
    table: Usage,
    word: Linear,
    usage: Linear,
    word_rows: Vec<f32>,
    kind: Linear,
    trigger: Linear,
    who: Linear,
    pair_rows: Vec<f32>,
    kinds: Vec<f32>,
    role: Linear,
}

impl Scorer {
    pub(super) fn load(bytes: &[u8]) -> Result<Self, Error> {
        let bad = |what: String| Error::Weights { file: FILE, what };
        let file = Tensors::read(bytes).map_err(bad)?;
        let linear = |name: &str, outputs, inputs| file.linear(name, outputs, inputs).map_err(bad);
        let take = |name: &str, n| file.take(name, n).map_err(bad);
        Ok(Self {
            meanings: Meanings::load()?,
            table: Usage::load()?,
            usage: linear("usage", HIDDEN, USAGE)?,
            word: linear("word", HIDDEN, 3 * INPUT)?,
            word_rows: take("word_rows.weight", WORD_ROWS * HIDDEN)?,
            kind: linear("kind", TYPES, HIDDEN)?,
            trigger: linear("trigger", PAIR, HIDDEN)?,
            who: linear("who", PAIR, INPUT)?,
            pair_rows: take("pair_rows.weight", PAIR_ROWS * PAIR)?,
            kinds: take("kinds.weight", TYPES * PAIR)?,
            role: linear("role", 3, PAIR)?,
        })
    }

    /// All of some words; none where the analysis has no vectors.
    pub(super) fn words(&self, scene: &Scene<'_>, words: &[u32]) -> Vec<Told> {
        words.chunks(TOGETHER).flat_map(|w| self.some_words(scene, w).unwrap_or_default()).collect()
    }

    fn some_words(&self, scene: &Scene<'_>, words: &[u32]) -> Option<Vec<Told>> {
        let mut xs = Vec::with_capacity(words.len() * 3 * INPUT);
        for t in words.iter().flat_map(|&w| scene.context(w)) {
            match t {
                Some(t) => self.input(scene, t, &mut xs)?,
                None => xs.resize(xs.len() + INPUT, 0.0),
            }
        }
        let used: Vec<f32> =
            words.iter().flat_map(|&w| self.table.numbers(&scene.keys(w), &BTreeMap::new())).collect();
        let mut hidden = self.word.apply_all(&xs);
        for (h, u) in hidden.iter_mut().zip(self.usage.apply_all(&used)) {
            *h += u;
        }
        for (&word, hidden) in words.iter().zip(hidden.chunks_exact_mut(HIDDEN)) {
            for row in scene.word_rows(word) {
                add_row(hidden, &self.word_rows, row);
            }
            for h in hidden {
                *h = gelu(*h);
            }
        }
        let (kinds, triggers) = (self.kind.apply_all(&hidden), self.trigger.apply_all(&hidden));
        let told = words.iter().zip(kinds.chunks_exact(TYPES)).zip(triggers.chunks_exact(PAIR));
        let told = told.map(|((&word, kinds), hidden)| {
            let mut shares = [0.0; TYPES];
            shares.copy_from_slice(kinds);
            softmax(&mut shares);
            Told { word, shares, hidden: hidden.to_vec() }
        });
        Some(told.collect())
    }

    pub(super) fn pair(&self, scene: &Scene<'_>, told: &Told, kind: usize, who: u32) -> [f32; 3] {
        let mut x = Vec::with_capacity(INPUT);
        if self.input(scene, who, &mut x).is_none() {
            return [1.0, 0.0, 0.0];
        }
        let mut z = self.who.apply(&x);
        for (z, h) in z.iter_mut().zip(&told.hidden) {
            *z += h;
        }
        for row in scene.pair_rows(told.word, who) {
            add_row(&mut z, &self.pair_rows, row);
        }
        add_row(&mut z, &self.kinds, u16::try_from(kind).unwrap_or(0));
        for z in &mut z {
            *z = z.max(0.0);
        }
        let mut out = [0.0; 3];
        out.copy_from_slice(&self.role.apply(&z));
        softmax(&mut out);
        out
    }

    /// A word's vector with its meaning; `None` where the analysis has no vectors.
    fn input(&self, scene: &Scene<'_>, word: u32, out: &mut Vec<f32>) -> Option<()> {
        let vector = scene.original.vector(word);
        out.extend_from_slice(vector);
        self.meanings.extend(out, &scene.analysis.token(word).lemma);
        (vector.len() == VECTOR).then_some(())
    }
}
