//! The head's numbers: how well does an earlier candidate fit a later one, and how well does none?
//! As `training/chancery_training/train_coref.py` has it.

use chancery_model::dense::{Linear, Tensors, add_row, dot, gelu};

use super::Candidates;
use super::features::{OF_ONE, OF_TWO, ONE_ROWS, TWO_ROWS};
use crate::error::Error;

/// The weights (CC BY-SA 4.0; card: `weights/coref.md`).
static WEIGHTS: &[u8] = include_bytes!("../../weights/coref.safetensors");
const FILE: &str = "weights/coref.safetensors";

/// Numbers of a candidate's vector: the encoder's twice.
const VECTOR: usize = 768;
/// Numbers of a candidate within the head.
const HIDDEN: usize = 160;
/// Numbers of a pair within the head.
const PAIR: usize = 64;
/// What the product of query and key is divided by: the root of [`PAIR`].
const ROOT: f32 = 8.0;

/// The loaded head.
#[derive(Debug)]
pub(super) struct Scorer {
    vector: Linear,
    one: Vec<f32>,
    two: Vec<f32>,
    /// Later, earlier, query and key, one under the other.
    sides: Linear,
    score: Vec<f32>,
    bias: f32,
    none: Linear,
}

/// A text's candidates within the head: each one's [`HIDDEN`] become four rows of [`PAIR`].
#[derive(Debug)]
pub(super) struct Encoded {
    sides: Vec<f32>,
    /// How well "none" fits each.
    pub(super) none: Vec<f32>,
}

impl Scorer {
    /// Reads the embedded file.
    pub(super) fn load() -> Result<Self, Error> {
        let file = Tensors::read(WEIGHTS).map_err(|e| bad(&e))?;
        let take = |name: &str, n: usize| file.take(name, n).map_err(|e| bad(&e));
        let linear = |name: &str, outputs, inputs| file.linear(name, outputs, inputs).map_err(|e| bad(&e));
        let mut sides = Linear { weights: Vec::new(), bias: vec![0.0; 4 * PAIR], inputs: HIDDEN };
        for name in ["later", "earlier", "query", "key"] {
            sides.weights.extend(take(&format!("{name}.weight"), PAIR * HIDDEN)?);
        }
        sides.bias[..PAIR].copy_from_slice(&take("later.bias", PAIR)?);
        Ok(Self {
            vector: linear("vector", HIDDEN, VECTOR)?,
            one: take("one.weight", ONE_ROWS * HIDDEN)?,
            two: take("two.weight", TWO_ROWS * PAIR)?,
            sides,
            score: take("score.weight", PAIR)?,
            bias: take("score.bias", 1)?[0],
            none: linear("none", 1, HIDDEN)?,
        })
    }

    /// All candidates within the head; `None` where the analysis has no vectors of the right width.
    pub(super) fn encode(&self, c: &Candidates<'_>) -> Option<Encoded> {
        let mut vectors = Vec::with_capacity(c.len() * VECTOR);
        for k in 0..c.len() {
            vectors.extend(c.vector(k));
            if vectors.len() != (k + 1) * VECTOR {
                return None;
            }
        }
        let mut hidden = self.vector.apply_all(&vectors);
        for (k, h) in hidden.chunks_exact_mut(HIDDEN).enumerate() {
            let rows: [u16; OF_ONE] = c.rows(k);
            for row in rows {
                add_row(h, &self.one, row);
            }
            for x in h {
                *x = gelu(*x);
            }
        }
        Some(Encoded { sides: self.sides.apply_all(&hidden), none: self.none.apply_all(&hidden) })
    }

    /// How well the candidate `i` fits the later one `k`.
    pub(super) fn pair(&self, e: &Encoded, (i, k): (usize, usize), rows: [u16; OF_TWO]) -> f32 {
        let side = |n: usize| &e.sides[n * 4 * PAIR..(n + 1) * 4 * PAIR];
        let (later, earlier) = (side(k), side(i));
        let mut z = [0.0_f32; PAIR];
        for ((z, x), y) in z.iter_mut().zip(&later[..PAIR]).zip(&earlier[PAIR..2 * PAIR]) {
            *z = x + y;
        }
        for row in rows {
            add_row(&mut z, &self.two, row);
        }
        for x in &mut z {
            *x = x.max(0.0);
        }
        let product = dot(&later[2 * PAIR..3 * PAIR], &earlier[3 * PAIR..]);
        dot(&z, &self.score) + self.bias + product / ROOT
    }
}

fn bad(what: &str) -> Error {
    Error::Weights { file: FILE, what: what.into() }
}
