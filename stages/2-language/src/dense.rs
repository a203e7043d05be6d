//! How is a matrix applied? Dense layers with int8 weights, one scale an output, and activations
//! quantised to uint8 with a scale and a zero point **a row**: a word's result depends on nothing
//! but its sentence, whatever is computed beside it.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;
use rten_vecmath::{ExtendInit, MinMax, Quantize};

use crate::error::Error;
use crate::finish::{Plain, Sums};
use crate::weights::{Weights, bad};

/// Multiplies uint8 rows with int8 matrices.
pub(crate) type Multiplier = GemmExecutor<u8, i8, i32>;

/// Steps of an activation. A byte holds 255, but the products of some instruction sets (AVX2) would then run over in the 16
/// bits that they add two of them in; with seven bits the sums are the same whole numbers on every machine, and trees are no worse.
const LEVELS: f32 = 127.0;

/// Rows of activations as uint8.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    data: Vec<u8>,
    scales: Vec<f32>,
    zeros: Vec<u8>,
    width: usize,
}

impl Rows {
    /// Empties it for rows of `width` numbers.
    pub(crate) fn clear(&mut self, width: usize) {
        self.width = width;
        self.data.clear();
        self.scales.clear();
        self.zeros.clear();
    }

    /// Appends a row of floats, quantised over its own range.
    pub(crate) fn push(&mut self, row: &[f32]) {
        self.push_within(row, MinMax::new(row).dispatch());
    }

    /// The same where the smallest and the greatest number are known.
    pub(crate) fn push_within(&mut self, row: &[f32], (low, high): (f32, f32)) {
        // NaN or infinity cannot come from finite weights; the bounds keep any row finite.
        let (low, high) = (low.clamp(-1e30, 0.0), high.clamp(0.0, 1e30));
        let scale = ((high - low) / LEVELS).max(1e-12);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0..=LEVELS")]
        let zero = (-low / scale).round_ties_even() as u8;
        self.data.reserve(row.len());
        self.data
            .extend_init(|free| Quantize::new(row, &mut free[..row.len()], 1.0 / scale, zero).dispatch());
        self.scales.push(scale);
        self.zeros.push(zero);
    }

    fn len(&self) -> usize {
        self.scales.len()
    }
}

/// A dense layer.
pub(crate) struct Dense {
    packed: PackedBMatrix<i8>,
    /// The sum of each output's weights: what a zero point of one adds to it.
    totals: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// How many numbers a row has after it.
    pub(crate) outputs: usize,
}

impl Dense {
    /// Takes `NAME.w`, `NAME.s` and `NAME.b` from the weights.
    pub(crate) fn load(weights: &Weights, name: &str, multiplier: &Multiplier) -> Result<Self, Error> {
        let (bytes, outputs, inputs) = weights.bytes(&format!("{name}.w"))?;
        let signed: Vec<i8> = bytes.iter().map(|&b| b.cast_signed()).collect();
        let view = NdTensorView::from_data([outputs, inputs], &signed[..]);
        let packed = multiplier.prepack_b(view.transposed());
        let totals = totals(&signed, inputs);
        let scales = weights.floats(&format!("{name}.s"))?;
        let bias = weights.floats(&format!("{name}.b"))?;
        if scales.len() != outputs || bias.len() != outputs {
            return Err(bad(format!("{name}: {outputs} outputs, but {} scales", scales.len())));
        }
        Ok(Self { packed, totals, scales, bias, outputs })
    }

    /// Multiplies all rows, then gives each row's sums to `each`, in order.
    pub(crate) fn apply(
        &self,
        multiplier: &Multiplier,
        rows: &Rows,
        scratch: &mut Scratch,
        mut each: impl FnMut(usize, Sums),
    ) {
        self.multiply(multiplier, rows, scratch);
        for (i, products) in scratch.sums.chunks_exact(self.outputs).take(rows.len()).enumerate() {
            each(
                i,
                Sums {
                    products,
                    zero: i32::from(rows.zeros[i]),
                    scale: rows.scales[i],
                    totals: &self.totals,
                    scales: &self.scales,
                    bias: &self.bias,
                },
            );
        }
    }

    /// Multiplies all rows into `out`, one row after the other.
    pub(crate) fn apply_to(
        &self,
        multiplier: &Multiplier,
        rows: &Rows,
        scratch: &mut Scratch,
        out: &mut Vec<f32>,
    ) {
        out.resize(rows.len() * self.outputs, 0.0);
        self.apply(multiplier, rows, scratch, |i, sums| {
            Plain { sums, to: &mut out[i * self.outputs..(i + 1) * self.outputs] }.dispatch();
        });
    }

    /// Fills the scratch with the integer sums of all rows.
    fn multiply(&self, multiplier: &Multiplier, rows: &Rows, scratch: &mut Scratch) {
        let needed = rows.len() * self.outputs;
        if scratch.sums.len() < needed {
            scratch.sums.resize(needed, 0);
        }
        let a = NdTensorView::from_data([rows.len(), rows.width], &rows.data[..]);
        let b = GemmInputB::Packed(&self.packed);
        let sums = &mut scratch.sums[..needed];
        // The shapes were checked when the weights were loaded, so this cannot fail; were it to,
        // the rows would read as zeros and the tests on vectors would show it.
        if multiplier.gemm(sums, GemmInputA::Unpacked(a), b, GemmOptions::default()).is_err() {
            sums.fill(0);
        }
    }
}

/// Buffers that calls share.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    sums: Vec<i32>,
}

fn totals(weights: &[i8], inputs: usize) -> Vec<i32> {
    weights.chunks_exact(inputs).map(|row| row.iter().map(|&w| i32::from(w)).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A layer of made-up weights, and the same product computed one number at a time.
    #[test]
    fn rows_come_out_as_if_computed_alone() {
        for (inputs, outputs, count) in [(384, 40, 1), (384, 1152, 7), (1536, 384, 300), (48, 17, 3)] {
            let multiplier = Multiplier::default();
            let signed: Vec<i8> =
                (0..inputs * outputs).map(|i| i8::try_from(i * 7919 % 255).unwrap_or(-90)).collect();
            let view = NdTensorView::from_data([outputs, inputs], &signed[..]);
            let layer = Dense {
                packed: multiplier.prepack_b(view.transposed()),
                totals: totals(&signed, inputs),
                scales: vec![0.01; outputs],
                bias: vec![0.5; outputs],
                outputs,
            };
            let mut rows = Rows::default();
            rows.clear(inputs);
            #[allow(clippy::cast_precision_loss, reason = "small numbers")]
            for r in 0..count {
                let row: Vec<f32> =
                    (0..inputs).map(|i| ((i * 31 + r * 17) % 101) as f32 - 5.0 * r as f32).collect();
                rows.push(&row);
            }
            let mut seen = 0;
            layer.apply(&multiplier, &rows, &mut Scratch::default(), |r, sums| {
                let mut row = vec![0.0; outputs];
                Plain { sums, to: &mut row }.dispatch();
                for (o, y) in row.iter().enumerate() {
                    let weights = &signed[o * inputs..(o + 1) * inputs];
                    let data = &rows.data[r * inputs..(r + 1) * inputs];
                    let zero = i32::from(rows.zeros[r]);
                    let sum: i32 =
                        weights.iter().zip(data).map(|(&w, &x)| i32::from(w) * (i32::from(x) - zero)).sum();
                    #[allow(clippy::cast_precision_loss, reason = "as the layer does")]
                    let want = sum as f32 * (rows.scales[r] * 0.01) + 0.5;
                    assert!(
                        (y - want).abs() <= want.abs() * 1e-5 + 1e-4,
                        "{inputs}x{outputs} row {r}: {y} {want}"
                    );
                }
                seen += 1;
            });
            assert_eq!(seen, count);
        }
    }
}
