//! How does a small trained head compute? Matrices, tables of rows and the functions between them, the
//! same on every machine but for the last digits.

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
        let rows = self.weights.chunks_exact(self.inputs).zip(&self.bias);
        rows.map(|(w, b)| b + dot(w, x)).collect()
    }
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
