//! How is a yes-or-no question answered from hashed features? A linear model in one byte a weight.

/// A linear model over hashed features: the answer is yes when the score is positive.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linear {
    weights: Vec<i8>,
    /// What one step of a weight is worth, in log-odds.
    scale: f32,
    /// Added to every sum: the bias, moved by the threshold that was chosen on development data.
    bias: f32,
}

/// Mixes a template's number and its values to one feature; the table's size cuts it later.
#[inline]
pub(crate) fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let low = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let high = (u64::from(c) << 8 | u64::from(template)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    high_half(mixed)
}

/// Joins two hashes so that order matters.
#[inline]
pub(crate) fn join(a: u32, b: u32) -> u32 {
    high_half(
        (u64::from(a).rotate_left(17) ^ u64::from(b).wrapping_add(0x51_7C_C1))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15),
    )
}

#[allow(clippy::cast_possible_truncation, reason = "the upper half of 64 bits fits in 32")]
#[inline]
fn high_half(x: u64) -> u32 {
    (x >> 32) as u32
}

impl Linear {
    /// The log-odds of yes.
    #[inline]
    pub(crate) fn score(&self, features: &[u32]) -> f32 {
        let mask = self.weights.len().wrapping_sub(1);
        let sum: i32 = features
            .iter()
            .map(|f| i32::from(self.weights.get(*f as usize & mask).copied().unwrap_or(0)))
            .sum();
        #[allow(clippy::cast_precision_loss, reason = "a sum of some fifty bytes is exact")]
        let sum = sum as f32;
        sum * self.scale + self.bias
    }

    /// Reads a model from the front of `bytes` and moves past it.
    pub(crate) fn read(bytes: &mut &[u8]) -> Option<Self> {
        let bits = u32::from_le_bytes(take(bytes)?);
        let scale = f32::from_le_bytes(take(bytes)?);
        let bias = f32::from_le_bytes(take(bytes)?);
        if bits > 24 || !scale.is_finite() || !bias.is_finite() {
            return None;
        }
        let (weights, rest) = bytes.split_at_checked(1 << bits)?;
        *bytes = rest;
        Some(Self { weights: weights.iter().map(|b| i8::from_le_bytes([*b])).collect(), scale, bias })
    }

    /// Appends the model to `out`; [`Self::read`] reads it back.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.weights.len().trailing_zeros().to_le_bytes());
        out.extend(self.scale.to_le_bytes());
        out.extend(self.bias.to_le_bytes());
        out.extend(self.weights.iter().flat_map(|w| w.to_le_bytes()));
    }
}

fn take(bytes: &mut &[u8]) -> Option<[u8; 4]> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(*head)
}

/// Logistic regression with a step size a feature (`AdaGrad`); the same order gives the same weights.
#[derive(Debug)]
pub(crate) struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    bias: f32,
}

impl Learner {
    /// A learner over `2^bits` features, all zero.
    pub(crate) fn new(bits: u32) -> Self {
        Self { weights: vec![0.0; 1 << bits], squares: vec![1e-6; 1 << bits], bias: 0.0 }
    }

    /// The log-odds of yes as learned so far.
    pub(crate) fn score(&self, features: &[u32]) -> f32 {
        let mask = self.weights.len() - 1;
        features.iter().map(|f| self.weights[*f as usize & mask]).sum::<f32>() + self.bias
    }

    /// Learns from one example with step size `rate`; `decay` pulls the weights in use to zero.
    pub(crate) fn learn(&mut self, features: &[u32], answer: bool, rate: f32, decay: f32) {
        let odds = 1.0 / (1.0 + (-self.score(features)).exp());
        let gradient = odds - if answer { 1.0 } else { 0.0 };
        if gradient.abs() < 1e-3 {
            return;
        }
        let mask = self.weights.len() - 1;
        for f in features {
            let i = *f as usize & mask;
            let slope = gradient + decay * self.weights[i];
            self.squares[i] += slope * slope;
            self.weights[i] -= rate * slope / self.squares[i].sqrt();
        }
        self.bias -= 0.01 * rate * gradient;
    }

    /// The quantised model; `threshold` is the log-odds from which the answer is yes.
    pub(crate) fn quantise(&self, threshold: f32) -> Linear {
        // The largest weights are rare and saturate without harm; steps stay fine for the rest.
        let most = self.weights.iter().fold(0.0_f32, |m, w| m.max(w.abs())).clamp(1e-3, 6.0);
        let scale = most / 127.0;
        #[allow(clippy::cast_possible_truncation, reason = "clamped to the range of a byte")]
        let weights = self.weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8).collect();
        Linear { weights, scale, bias: self.bias - threshold }
    }
}
