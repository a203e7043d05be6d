//! The head's numbers: how well does an earlier candidate fit a later one, and how well does none?
//! As `training/chancery_training/train_coref.py` has it.

use safetensors::SafeTensors;

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

/// A matrix by rows of outputs, with its bias.
#[derive(Debug)]
struct Linear {
    weights: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Linear {
    fn apply(&self, x: &[f32]) -> Vec<f32> {
        let rows = self.weights.chunks_exact(self.inputs).zip(&self.bias);
        rows.map(|(w, b)| b + dot(w, x)).collect()
    }
}

/// The product of two rows, in eight sums so that the machine adds them together.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for ((s, x), y) in sums.iter_mut().zip(x).zip(y) {
            *s += x * y;
        }
    }
    sums.iter().sum()
}

/// A text's candidates within the head: each one's [`HIDDEN`] become four rows of [`PAIR`].
#[derive(Debug)]
pub(super) struct Encoded {
    sides: Vec<Vec<f32>>,
    /// How well "none" fits each.
    pub(super) none: Vec<f32>,
}

impl Scorer {
    /// Reads the embedded file.
    pub(super) fn load() -> Result<Self, Error> {
        let file = SafeTensors::deserialize(WEIGHTS).map_err(|e| bad(&e.to_string()))?;
        let take = |name: &str, n: usize| -> Result<Vec<f32>, Error> {
            let view = file.tensor(name).map_err(|e| bad(&format!("{name}: {e}")))?;
            let all: Vec<f32> =
                view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
            if all.len() == n {
                Ok(all)
            } else {
                Err(bad(&format!("{name}: {} numbers, not {n}", all.len())))
            }
        };
        let mut sides = Linear { weights: Vec::new(), bias: vec![0.0; 4 * PAIR], inputs: HIDDEN };
        for name in ["later", "earlier", "query", "key"] {
            sides.weights.extend(take(&format!("{name}.weight"), PAIR * HIDDEN)?);
        }
        sides.bias[..PAIR].copy_from_slice(&take("later.bias", PAIR)?);
        Ok(Self {
            vector: Linear {
                weights: take("vector.weight", HIDDEN * VECTOR)?,
                bias: take("vector.bias", HIDDEN)?,
                inputs: VECTOR,
            },
            one: take("one.weight", ONE_ROWS * HIDDEN)?,
            two: take("two.weight", TWO_ROWS * PAIR)?,
            sides,
            score: take("score.weight", PAIR)?,
            bias: take("score.bias", 1)?[0],
            none: Linear {
                weights: take("none.weight", HIDDEN)?,
                bias: take("none.bias", 1)?,
                inputs: HIDDEN,
            },
        })
    }

    /// All candidates within the head; `None` where the analysis has no vectors of the right width.
    pub(super) fn encode(&self, c: &Candidates<'_>) -> Option<Encoded> {
        let mut out = Encoded { sides: Vec::with_capacity(c.len()), none: Vec::with_capacity(c.len()) };
        for k in 0..c.len() {
            let vector = c.vector(k);
            if vector.len() != VECTOR {
                return None;
            }
            let mut h = self.vector.apply(&vector);
            let rows: [u16; OF_ONE] = c.rows(k);
            for row in rows {
                add(&mut h, &self.one, row);
            }
            for x in &mut h {
                *x = gelu(*x);
            }
            out.none.extend(self.none.apply(&h));
            out.sides.push(self.sides.apply(&h));
        }
        Some(out)
    }

    /// How well the candidate `i` fits the later one `k`.
    pub(super) fn pair(&self, e: &Encoded, (i, k): (usize, usize), rows: [u16; OF_TWO]) -> f32 {
        let (later, earlier) = (&e.sides[k], &e.sides[i]);
        let mut z = [0.0_f32; PAIR];
        for ((z, x), y) in z.iter_mut().zip(&later[..PAIR]).zip(&earlier[PAIR..2 * PAIR]) {
            *z = x + y;
        }
        for row in rows {
            add(&mut z, &self.two, row);
        }
        for x in &mut z {
            *x = x.max(0.0);
        }
        let product = dot(&later[2 * PAIR..3 * PAIR], &earlier[3 * PAIR..]);
        dot(&z, &self.score) + self.bias + product / ROOT
    }
}

/// Adds a row of a table.
fn add(to: &mut [f32], table: &[f32], row: u16) {
    let width = to.len();
    let from = usize::from(row) * width;
    for (x, y) in to.iter_mut().zip(table.get(from..from + width).unwrap_or(&[])) {
        *x += y;
    }
}

/// The Gaussian error linear unit by the error function of Abramowitz and Stegun 7.1.26 (error below
/// 2e-7): the same on every machine.
fn gelu(x: f32) -> f32 {
    let z = x.abs() / std::f32::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly =
        t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = (1.0 - poly * (-z * z).exp()).copysign(x);
    0.5 * x * (1.0 + erf)
}

fn bad(what: &str) -> Error {
    Error::Weights { file: FILE, what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_whole_and_those_of_the_card() {
        assert!(Scorer::load().is_ok());
        let card = include_str!("../../weights/coref.md");
        assert!(card.contains(crate::COREFERENCE_HASH.trim()));
    }

    #[test]
    fn gelu_is_the_one_that_training_has() {
        for (x, y) in [(-3.0, -0.004_05), (-1.0, -0.158_66), (0.0, 0.0), (0.5, 0.345_73), (2.0, 1.954_5)] {
            assert!((gelu(x) - y).abs() < 1e-4, "{x}: {}", gelu(x));
        }
    }
}
