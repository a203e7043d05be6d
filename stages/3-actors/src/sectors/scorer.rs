//! The head's numbers: how well does each sector fit an actor, and how well does none? As
//! `training/chancery_training/train_sectors.py` has it.

use chancery_model::dense::{Linear, Tensors, add_row, softmax};

use super::Question;
use super::features::{ROWS, SECTORS};
use crate::error::Error;

/// The weights (CC BY-SA 4.0; card: `weights/sectors.md`).
static WEIGHTS: &[u8] = include_bytes!("../../weights/sectors.safetensors");
const FILE: &str = "weights/sectors.safetensors";

/// Numbers of an actor's vectors: the encoder's twice.
const VECTOR: usize = 768;
/// Numbers of an actor within the head: three networks side by side.
const HIDDEN: usize = 192;
/// None, and each sector.
const ANSWERS: usize = SECTORS.len() + 1;

/// The loaded head.
#[derive(Debug)]
pub(crate) struct Scorer {
    rows: Vec<f32>,
    vector: Linear,
    score: Linear,
    alone: Vec<f32>,
}

impl Scorer {
    /// Reads the embedded file.
    pub(crate) fn load() -> Result<Self, Error> {
        let bad = |what: String| Error::Weights { file: FILE, what };
        let file = Tensors::read(WEIGHTS).map_err(bad)?;
        Ok(Self {
            rows: file.take("rows.weight", ROWS * HIDDEN).map_err(bad)?,
            vector: file.linear("vector", HIDDEN, VECTOR).map_err(bad)?,
            score: file.linear("score", ANSWERS, HIDDEN).map_err(bad)?,
            alone: file.take("alone.weight", ROWS * ANSWERS).map_err(bad)?,
        })
    }

    /// The share of "no sector", then of each; `None` where the analysis has no vectors of the right width.
    pub(super) fn shares(&self, q: &Question) -> Option<Vec<f32>> {
        if q.vector.len() != VECTOR {
            return None;
        }
        let mut h = self.vector.apply(&q.vector);
        let mut alone = vec![0.0; ANSWERS];
        for &row in &q.rows {
            add_row(&mut h, &self.rows, row);
            add_row(&mut alone, &self.alone, row);
        }
        for x in &mut h {
            *x = x.max(0.0);
        }
        let mut out = self.score.apply(&h);
        for (x, y) in out.iter_mut().zip(alone) {
            *x += y;
        }
        softmax(&mut out);
        Some(out)
    }
}
