//! How does a small trained head compute? Matrices, tables of rows and the functions between them, the
//! same on every machine but for the last digits, which hang on how many numbers its instructions take at once.

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp};
use safetensors::SafeTensors;

/// A matrix by rows of outputs, with its bias.
#[derive(Debug, Clone)]
pub struct Linear {
    /// Row after row of outputs.
    pub weights: Vec<f32>,
    /// One number an output.
    pub bias: Vec<f32>,
    /// Numbers a row.
    pub inputs: usize,
}

impl Linear {
    /// The product with a vector of `inputs` numbers.
    pub fn apply(&self, x: &[f32]) -> Vec<f32> {
        self.apply_all(x)
    }

    /// The products with vectors that follow each other, one after the other: faster than each by itself, and the same numbers.
    pub fn apply_all(&self, xs: &[f32]) -> Vec<f32> {
        let count = xs.len().checked_div(self.inputs).unwrap_or(0);
        let mut out = self.bias.repeat(count);
        if count > 0 {
            Products { layer: self, xs, to: &mut out }.dispatch();
        }
        out
    }
}

/// Adds to each number the product of a row and a vector.
struct Products<'a> {
    layer: &'a Linear,
    xs: &'a [f32],
    to: &'a mut [f32],
}

impl SimdOp for Products<'_> {
    type Output = ();

    #[allow(clippy::inline_always, reason = "inlined, it is compiled for the instruction set of its caller")]
    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        // Four vectors at once: the matrix, which is larger than the caches near the core, is read a quarter as often.
        let (width, outputs) = (self.layer.inputs, self.layer.bias.len());
        let mut woven = Vec::new();
        for (xs, to) in self.xs.chunks(4 * width).zip(self.to.chunks_mut(4 * outputs)) {
            if to.len() == 4 * outputs {
                weave(isa.f32().len(), width, xs, &mut woven);
                four(isa, self.layer, xs, &woven, to);
            } else {
                for (x, to) in xs.chunks_exact(width).zip(to.chunks_exact_mut(outputs)) {
                    one(isa, self.layer, x, to);
                }
            }
        }
    }
}

/// Four vectors as one row, `lanes` numbers of each in turn; what is left at their ends stays out.
fn weave(lanes: usize, width: usize, xs: &[f32], to: &mut Vec<f32>) {
    to.clear();
    for at in (0..width / lanes * lanes).step_by(lanes) {
        for x in xs.chunks_exact(width) {
            to.extend_from_slice(&x[at..at + lanes]);
        }
    }
}

/// Adds the products of all rows with four vectors, two rows at a time: their eight sums stay in registers.
#[allow(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn four<I: Isa>(isa: I, layer: &Linear, xs: &[f32], woven: &[f32], to: &mut [f32]) {
    let (floats, width, outputs) = (isa.f32(), layer.inputs, layer.bias.len());
    let lanes = floats.len();
    let row = |o: usize| &layer.weights[o * width..(o + 1) * width];
    for first in (0..outputs).step_by(2) {
        // Of an odd number of rows the last is its own second.
        let second = (first + 1).min(outputs - 1);
        let mut sums = [[floats.zero(); 2]; 4];
        let steps = row(first).chunks_exact(lanes).zip(row(second).chunks_exact(lanes));
        for ((one, two), x) in steps.zip(woven.chunks_exact(4 * lanes)) {
            let (one, two) = (floats.load(one), floats.load(two));
            for (sums, x) in sums.iter_mut().zip(x.chunks_exact(lanes)) {
                let x = floats.load(x);
                sums[0] = floats.mul_add(one, x, sums[0]);
                sums[1] = floats.mul_add(two, x, sums[1]);
            }
        }
        for ((sums, x), to) in sums.iter().zip(xs.chunks_exact(width)).zip(to.chunks_exact_mut(outputs)) {
            to[first] += floats.sum(sums[0]) + rest(lanes, row(first), x);
            if second > first {
                to[second] += floats.sum(sums[1]) + rest(lanes, row(second), x);
            }
        }
    }
}

/// Adds the products of all rows with one vector.
#[allow(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn one<I: Isa>(isa: I, layer: &Linear, x: &[f32], to: &mut [f32]) {
    let floats = isa.f32();
    let lanes = floats.len();
    for (row, to) in layer.weights.chunks_exact(layer.inputs).zip(to) {
        let mut sum = floats.zero();
        for (w, x) in row.chunks_exact(lanes).zip(x.chunks_exact(lanes)) {
            sum = floats.mul_add(floats.load(w), floats.load(x), sum);
        }
        *to += floats.sum(sum) + rest(lanes, row, x);
    }
}

/// The product of what is left at the ends of two rows beyond whole vectors.
fn rest(lanes: usize, row: &[f32], x: &[f32]) -> f32 {
    let from = row.len() / lanes * lanes;
    row[from..].iter().zip(&x[from..]).map(|(w, x)| w * x).sum()
}

/// The product of two rows, in eight sums so that the machine adds them together.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for ((s, x), y) in sums.iter_mut().zip(x).zip(y) {
            *s += x * y;
        }
    }
    sums.iter().sum()
}

/// Where the greatest number stands, of equal ones the first; 0 where there is none.
pub fn best(x: &[f32]) -> usize {
    (0..x.len()).fold(0, |best, k| if x[k] > x[best] { k } else { best })
}

/// Adds a row of a table whose rows are as long as `to`.
pub fn add_row(to: &mut [f32], table: &[f32], row: u16) {
    let width = to.len();
    let from = usize::from(row) * width;
    for (x, y) in to.iter_mut().zip(table.get(from..from + width).unwrap_or(&[])) {
        *x += y;
    }
}

/// How many rows a table has in which each feature has its own.
pub const fn total(sizes: &[u16]) -> usize {
    let (mut i, mut sum) = (0, 0);
    while i < sizes.len() {
        sum += sizes[i] as usize;
        i += 1;
    }
    sum
}

/// Values of features as rows of such a table; one beyond its feature's last counts as the last.
pub fn rows<const N: usize>(values: [u16; N], sizes: &[u16; N]) -> [u16; N] {
    let mut base = 0;
    let mut out = values;
    for (value, size) in out.iter_mut().zip(sizes) {
        *value = base + (*value).min(size - 1);
        base += size;
    }
    out
}

/// How many of some rising bounds a number is above.
pub fn bucket(n: u32, bounds: &[u32]) -> u16 {
    u16::try_from(bounds.iter().filter(|&&b| n > b).count()).unwrap_or(0)
}

/// The Gaussian error linear unit by the error function of Abramowitz and Stegun 7.1.26 (error below
/// 2e-7): the same on every machine.
pub fn gelu(x: f32) -> f32 {
    let z = x.abs() / std::f32::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly =
        t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = (1.0 - poly * (-z * z).exp()).copysign(x);
    0.5 * x * (1.0 + erf)
}

/// Shares that sum to one, from logarithms.
pub fn softmax(x: &mut [f32]) {
    let top = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for v in x.iter_mut() {
        *v = (*v - top).exp();
    }
    let sum: f32 = x.iter().sum();
    for v in x.iter_mut() {
        *v /= sum;
    }
}

/// The tensors of a safetensors file, 32-bit numbers all.
#[derive(Debug)]
pub struct Tensors<'a>(SafeTensors<'a>);

impl<'a> Tensors<'a> {
    /// Reads a file's bytes; what is wrong with them, in words.
    pub fn read(bytes: &'a [u8]) -> Result<Self, String> {
        SafeTensors::deserialize(bytes).map(Self).map_err(|e| e.to_string())
    }

    /// The numbers of a tensor, which must be `n`.
    pub fn take(&self, name: &str, n: usize) -> Result<Vec<f32>, String> {
        let view = self.0.tensor(name).map_err(|e| format!("{name}: {e}"))?;
        let four = |b: &[u8]| b.try_into().map(f32::from_le_bytes).unwrap_or_default();
        let all: Vec<f32> = view.data().chunks_exact(4).map(four).collect();
        if all.len() == n { Ok(all) } else { Err(format!("{name}: {} numbers, not {n}", all.len())) }
    }

    /// A layer of `outputs` rows; a file without its bias gives noughts.
    pub fn linear(&self, name: &str, outputs: usize, inputs: usize) -> Result<Linear, String> {
        let weights = self.take(&format!("{name}.weight"), outputs * inputs)?;
        let bias = format!("{name}.bias");
        let has = self.0.names().contains(&bias.as_str());
        let bias = if has { self.take(&bias, outputs)? } else { vec![0.0; outputs] };
        Ok(Linear { weights, bias, inputs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_the_one_that_training_has() {
        for (x, y) in [(-3.0, -0.004_05), (-1.0, -0.158_66), (0.0, 0.0), (0.5, 0.345_73), (2.0, 1.954_5)] {
            assert!((gelu(x) - y).abs() < 1e-4, "{x}: {}", gelu(x));
        }
    }

    #[test]
    fn products_are_those_of_single_numbers() {
        for (inputs, outputs) in [(1, 1), (7, 3), (96, 3), (480, 17), (33, 8), (1440, 192)] {
            #[allow(clippy::cast_precision_loss, reason = "small numbers")]
            let made = |n: usize, step: usize| -> Vec<f32> {
                (0..n).map(|i| (i * step % 23) as f32 / 11.0 - 1.0).collect()
            };
            let (weights, bias, xs) = (made(inputs * outputs, 7), made(outputs, 5), made(6 * inputs, 3));
            let layer = Linear { weights: weights.clone(), bias: bias.clone(), inputs };
            let all = layer.apply_all(&xs);
            for (x, ys) in xs.chunks(inputs).zip(all.chunks(outputs)) {
                assert_eq!(layer.apply(x), ys, "a vector's numbers depend on nothing beside it");
                for (o, y) in ys.iter().enumerate() {
                    let row = &weights[o * inputs..(o + 1) * inputs];
                    let want = bias[o] + row.iter().zip(x).map(|(w, x)| w * x).sum::<f32>();
                    assert!((y - want).abs() < 1e-3, "{inputs} x {outputs}, row {o}: {y} {want}");
                }
            }
            assert_eq!(all.len(), 6 * outputs);
        }
    }

    #[test]
    fn the_first_of_the_greatest_is_the_best() {
        assert_eq!([best(&[1.0, 3.0, 3.0]), best(&[2.0]), best(&[])], [1, 0, 0]);
    }

    #[test]
    fn features_have_rows_of_their_own() {
        assert_eq!(total(&[4, 2, 3]), 9);
        assert_eq!(rows([1, 7, 0], &[4, 2, 3]), [1, 5, 6], "a value too great is the last");
        assert_eq!([0, 1, 2, 9].map(|n| bucket(n, &[0, 1, 3])), [0, 1, 2, 3]);
    }

    #[test]
    fn shares_sum_to_one() {
        let mut x = [1000.0, 999.0, -5.0];
        softmax(&mut x);
        assert!((x.iter().sum::<f32>() - 1.0).abs() < 1e-6 && x[0] > x[1]);
    }
}
