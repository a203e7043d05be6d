//! The head's numbers: how well does each candidate fit an actor, and how well does none? As
//! `training/chancery_training/train_whose.py` has it.

use chancery_model::dense::{Tensors, add_row, dot, softmax};

use super::Question;
use super::features::{ONE_ROWS, TWO_ROWS};
use crate::error::Error;

/// The weights (CC BY-SA 4.0; card: `weights/whose.md`).
static WEIGHTS: &[u8] = include_bytes!("../../weights/whose.safetensors");
const FILE: &str = "weights/whose.safetensors";

/// Numbers of an actor's vector: the encoder's.
const VECTOR: usize = 384;
/// Numbers of a candidate within the head: six networks side by side.
const HIDDEN: usize = 144;

/// The loaded head.
#[derive(Debug)]
pub(crate) struct Scorer {
    one: Vec<f32>,
    two: Vec<f32>,
    vector: Vec<f32>,
    score: Vec<f32>,
    one_alone: Vec<f32>,
    two_alone: Vec<f32>,
    vector_alone: Vec<f32>,
}

impl Scorer {
    /// Reads the embedded file.
    pub(crate) fn load() -> Result<Self, Error> {
        let bad = |what: String| Error::Weights { file: FILE, what };
        let file = Tensors::read(WEIGHTS).map_err(bad)?;
        let take = |name: &str, n: usize| file.take(&format!("{name}.weight"), n).map_err(bad);
        Ok(Self {
            one: take("one", ONE_ROWS * HIDDEN)?,
            two: take("two", TWO_ROWS * HIDDEN)?,
            vector: take("vector", VECTOR * HIDDEN)?,
            score: take("score", HIDDEN)?,
            one_alone: take("one_alone", ONE_ROWS)?,
            two_alone: take("two_alone", TWO_ROWS)?,
            vector_alone: take("vector_alone", VECTOR)?,
        })
    }

    /// The share of "none of them", then of each candidate; `None` where the analysis has no vectors of the right width.
    pub(super) fn shares(&self, q: &Question) -> Option<Vec<f32>> {
        if q.vector.len() != VECTOR {
            return None;
        }
        let mut own: Vec<f32> = self.vector.chunks_exact(VECTOR).map(|w| dot(w, &q.vector)).collect();
        let mut none = [dot(&self.vector_alone, &q.vector)];
        for &row in &q.rows {
            add_row(&mut own, &self.one, row);
            add_row(&mut none, &self.one_alone, row);
        }
        let mut out = none.to_vec();
        for (_, rows) in &q.candidates {
            let (mut h, mut alone) = (own.clone(), [0.0]);
            for &row in rows {
                add_row(&mut h, &self.two, row);
                add_row(&mut alone, &self.two_alone, row);
            }
            for x in &mut h {
                *x = x.max(0.0);
            }
            out.push(dot(&self.score, &h) + alone[0]);
        }
        softmax(&mut out);
        Some(out)
    }
}
