//! Which words does a word look at? Self-attention of one sentence at a time, in floats.
//!
//! Written out here and not with the matrix library, whose packing costs more than the products
//! themselves where a sentence has thirty words and a head thirty-two numbers.

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, Simd, SimdOp, SimdUnaryOp};
use rten_vecmath::Exp;

use crate::encoder::WIDTH;

const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
/// Learned keys and values before a sentence's own, on which a head rests that has nothing to see.
pub(crate) const SINKS: usize = 2;
/// Numbers in a layer's sinks: the keys, then the values.
pub(crate) const SINK_SIZE: usize = 2 * SINKS * WIDTH;
/// Queries that are computed together, so that each key that is loaded serves several.
const TILE: usize = 8;
/// The most numbers of any instruction set's vector; rows of keys are padded to a multiple of it.
const LANES: usize = 16;

/// Buffers of attention, and its result.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    /// A row a piece: its query, key and value.
    pub(crate) qkv: Vec<f32>,
    /// A row a piece: what it saw.
    pub(crate) context: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    scores: Vec<f32>,
}

impl Attention {
    /// Fills `context` from `qkv`, given the sentences' lengths and the layer's sinks.
    pub(crate) fn attend(&mut self, lengths: &[usize], sinks: &[f32]) {
        let total: usize = lengths.iter().sum();
        self.context.resize(total * WIDTH, 0.0);
        let mut start = 0;
        for &n in lengths {
            let padded = (n + SINKS).next_multiple_of(LANES);
            self.keys.clear();
            self.keys.resize(HEAD_WIDTH * padded, 0.0);
            self.values.resize((n + SINKS) * HEAD_WIDTH, 0.0);
            self.scores.resize(TILE * padded, 0.0);
            for head in 0..HEADS {
                let sentence = Sentence {
                    qkv: &self.qkv[start * 3 * WIDTH..(start + n) * 3 * WIDTH],
                    sinks,
                    column: head * HEAD_WIDTH,
                    count: n + SINKS,
                    padded,
                    keys: &mut self.keys,
                    values: &mut self.values,
                    scores: &mut self.scores,
                    context: &mut self.context[start * WIDTH..(start + n) * WIDTH],
                };
                sentence.dispatch();
            }
            start += n;
        }
    }
}

/// One head over one sentence.
struct Sentence<'a> {
    qkv: &'a [f32],
    sinks: &'a [f32],
    /// Where the head's numbers start in a query.
    column: usize,
    /// Keys, the sinks among them, and the same padded.
    count: usize,
    padded: usize,
    /// `[HEAD_WIDTH, padded]`: the keys, scaled, a column each.
    keys: &'a mut [f32],
    /// `[count, HEAD_WIDTH]`.
    values: &'a mut [f32],
    /// `[TILE, padded]`.
    scores: &'a mut [f32],
    context: &'a mut [f32],
}

impl SimdOp for Sentence<'_> {
    type Output = ();

    #[allow(clippy::inline_always, reason = "inlined, it is compiled for the instruction set of its caller")]
    #[inline(always)]
    fn eval<I: Isa>(mut self, isa: I) {
        self.collect();
        let rows = self.context.len() / WIDTH;
        let whole = rows / TILE * TILE;
        for row in (0..whole).step_by(TILE) {
            self.tile::<I, TILE>(isa, row);
        }
        for row in whole..rows {
            self.tile::<I, 1>(isa, row);
        }
    }
}

impl Sentence<'_> {
    /// Lays keys and values of this head together.
    #[allow(clippy::inline_always, clippy::cast_precision_loss, reason = "as above; HEAD_WIDTH is small")]
    #[inline(always)]
    fn collect(&mut self) {
        let scale = 1.0 / (HEAD_WIDTH as f32).sqrt();
        let (sink_keys, sink_values) = self.sinks.split_at(SINKS * WIDTH);
        let column = self.column;
        let padded = self.padded;
        let mut take = |at: usize, key: &[f32], value: &[f32]| {
            for (d, k) in key.iter().enumerate() {
                self.keys[d * padded + at] = k * scale;
            }
            self.values[at * HEAD_WIDTH..(at + 1) * HEAD_WIDTH].copy_from_slice(value);
        };
        for at in 0..SINKS {
            let from = at * WIDTH + column..at * WIDTH + column + HEAD_WIDTH;
            take(at, &sink_keys[from.clone()], &sink_values[from]);
        }
        for (row, at) in self.qkv.chunks_exact(3 * WIDTH).zip(SINKS..) {
            let part = |n: usize| &row[n * WIDTH + column..n * WIDTH + column + HEAD_WIDTH];
            take(at, part(1), part(2));
        }
    }

    /// The queries of rows `row..row + N`. Plain loops, for a closure is not compiled for the
    /// caller's instruction set; slices of known length, for their bounds are then checked once.
    #[allow(clippy::inline_always, clippy::needless_range_loop, reason = "as above")]
    #[inline(always)]
    fn tile<I: Isa, const N: usize>(&mut self, isa: I, row: usize) {
        let floats = isa.f32();
        let (lanes, padded, count) = (floats.len(), self.padded, self.count);
        let mut queries = [[0.0; HEAD_WIDTH]; N];
        for t in 0..N {
            let at = (row + t) * 3 * WIDTH + self.column;
            queries[t].copy_from_slice(&self.qkv[at..at + HEAD_WIDTH]);
        }
        let mut greatest = [floats.splat(f32::MIN); N];
        for at in (0..padded).step_by(lanes) {
            let mut sums = [floats.zero(); N];
            for (d, keys) in self.keys.chunks_exact(padded).take(HEAD_WIDTH).enumerate() {
                let key = floats.load(&keys[at..]);
                for t in 0..N {
                    sums[t] = floats.mul_add(floats.splat(queries[t][d]), key, sums[t]);
                }
            }
            if at + lanes > count {
                // What lies beyond the last key has no weight.
                let beyond = floats.first_n_mask(count.saturating_sub(at));
                for t in 0..N {
                    sums[t] = floats.select(sums[t], floats.splat(f32::MIN), beyond);
                }
            }
            for t in 0..N {
                greatest[t] = floats.max(greatest[t], sums[t]);
                floats.store(sums[t], &mut self.scores[t * padded + at..]);
            }
        }
        let mut shares = [0.0; N];
        for t in 0..N {
            let mut top = f32::MIN;
            for &x in greatest[t].to_array().as_ref() {
                top = top.max(x);
            }
            let (top, mut sum) = (floats.splat(top), floats.zero());
            let scores = &mut self.scores[t * padded..(t + 1) * padded];
            for at in (0..padded).step_by(lanes) {
                let weight = Exp {}.eval(isa, floats.sub(floats.load(&scores[at..]), top));
                sum = floats.add(sum, weight);
                floats.store(weight, &mut scores[at..]);
            }
            shares[t] = 1.0 / floats.sum(sum);
        }
        let weights: [&[f32]; N] = std::array::from_fn(|t| &self.scores[t * padded..t * padded + count]);
        let values = &self.values[..count * HEAD_WIDTH];
        for at in (0..HEAD_WIDTH).step_by(lanes) {
            let mut sums = [floats.zero(); N];
            for (j, value) in values.chunks_exact(HEAD_WIDTH).enumerate() {
                let value = floats.load(&value[at..]);
                for t in 0..N {
                    sums[t] = floats.mul_add(floats.splat(weights[t][j]), value, sums[t]);
                }
            }
            for t in 0..N {
                let to = (row + t) * WIDTH + self.column + at;
                floats.store(floats.mul(sums[t], floats.splat(shares[t])), &mut self.context[to..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same in the plainest way, one number at a time.
    fn plainly(qkv: &[f32], sinks: &[f32], n: usize) -> Vec<f32> {
        let mut out = vec![0.0; n * WIDTH];
        let key = |j: usize, d: usize| match j.checked_sub(SINKS) {
            None => sinks[j * WIDTH + d],
            Some(j) => qkv[j * 3 * WIDTH + WIDTH + d],
        };
        let value = |j: usize, d: usize| match j.checked_sub(SINKS) {
            None => sinks[(SINKS + j) * WIDTH + d],
            Some(j) => qkv[j * 3 * WIDTH + 2 * WIDTH + d],
        };
        for (i, head) in (0..n).flat_map(|i| (0..HEADS).map(move |h| (i, h))) {
            let columns = head * HEAD_WIDTH..(head + 1) * HEAD_WIDTH;
            let score = |j: usize| -> f32 {
                columns.clone().map(|d| qkv[i * 3 * WIDTH + d] * key(j, d)).sum::<f32>() / 32_f32.sqrt()
            };
            let weights: Vec<f32> = (0..n + SINKS).map(|j| score(j).exp()).collect();
            let total: f32 = weights.iter().sum();
            for d in columns.clone() {
                out[i * WIDTH + d] = weights.iter().enumerate().map(|(j, w)| w / total * value(j, d)).sum();
            }
        }
        out
    }

    #[test]
    fn a_head_sees_what_the_formula_says() {
        let made_up = |count: usize, seed: usize| -> Vec<f32> {
            #[allow(clippy::cast_precision_loss, reason = "small numbers")]
            (0..count).map(|i| ((i * 7919 + seed) % 211) as f32 / 100.0 - 1.0).collect()
        };
        let sinks = made_up(SINK_SIZE, 5);
        let lengths = [1, 14, 33];
        let mut attention = Attention { qkv: made_up(48 * 3 * WIDTH, 3), ..Attention::default() };
        attention.attend(&lengths, &sinks);
        let mut start = 0;
        for n in lengths {
            let want = plainly(&attention.qkv[start * 3 * WIDTH..(start + n) * 3 * WIDTH], &sinks, n);
            let got = &attention.context[start * WIDTH..(start + n) * WIDTH];
            assert!(got.iter().zip(&want).all(|(a, b)| (a - b).abs() < 1e-4));
            start += n;
        }
    }
}
