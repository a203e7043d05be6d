//! What follows a matrix product? Integer sums become floats again, and what the layer does next
//! (an activation; a residual and a norm) happens in the same pass, while the row is in the cache.

use rten_simd::ops::{BitOps, NumOps, ToFloat};
use rten_simd::{Isa, Simd, SimdOp};

/// The sums of one row and what turns them into floats:
/// `(sum - zero * total) * row scale * column scale + bias`. The zero points are taken off here and
/// not by the multiplier, which allows them only one a matrix on some paths.
#[derive(Clone, Copy)]
pub(crate) struct Sums<'a> {
    pub(crate) products: &'a [i32],
    pub(crate) zero: i32,
    pub(crate) scale: f32,
    pub(crate) totals: &'a [i32],
    pub(crate) scales: &'a [f32],
    pub(crate) bias: &'a [f32],
}

impl Sums<'_> {
    #[allow(clippy::inline_always, reason = "inlined, it is compiled for the instruction set of its caller")]
    #[inline(always)]
    fn vector<I: Isa>(&self, isa: I, at: usize) -> I::F32 {
        let (ints, floats) = (isa.i32(), isa.f32());
        let shift = ints.mul(ints.splat(self.zero), ints.load(&self.totals[at..]));
        let sum = ints.to_float(ints.sub(ints.load(&self.products[at..]), shift));
        let factor = floats.mul(floats.splat(self.scale), floats.load(&self.scales[at..]));
        floats.mul_add(sum, factor, floats.load(&self.bias[at..]))
    }

    #[allow(clippy::cast_precision_loss, reason = "the scale's own error is larger")]
    fn number(&self, at: usize) -> f32 {
        let sum = (self.products[at] - self.zero * self.totals[at]) as f32;
        sum * (self.scale * self.scales[at]) + self.bias[at]
    }
}

/// The row as floats.
pub(crate) struct Plain<'a> {
    pub(crate) sums: Sums<'a>,
    pub(crate) to: &'a mut [f32],
}

impl SimdOp for Plain<'_> {
    type Output = ();

    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let vectors = self.to.len() / floats.len() * floats.len();
        for at in (0..vectors).step_by(floats.len()) {
            floats.store(self.sums.vector(isa, at), &mut self.to[at..]);
        }
        for at in vectors..self.to.len() {
            self.to[at] = self.sums.number(at);
        }
    }
}

/// The row through the activation. Gives its smallest and greatest number.
pub(crate) struct Activated<'a> {
    pub(crate) sums: Sums<'a>,
    pub(crate) to: &'a mut [f32],
}

impl SimdOp for Activated<'_> {
    type Output = (f32, f32);

    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> (f32, f32) {
        let floats = isa.f32();
        let (mut low, mut high) = (floats.zero(), floats.zero());
        let vectors = self.to.len() / floats.len() * floats.len();
        for at in (0..vectors).step_by(floats.len()) {
            let y = gelu(isa, self.sums.vector(isa, at));
            (low, high) = (floats.min(low, y), floats.max(high, y));
            floats.store(y, &mut self.to[at..]);
        }
        let (mut low, mut high) = range::<I>(low, high);
        for at in vectors..self.to.len() {
            let y = gelu_of(self.sums.number(at));
            (low, high) = (low.min(y), high.max(y));
            self.to[at] = y;
        }
        (low, high)
    }
}

/// The smallest and the greatest number of two vectors, and nought.
fn range<I: Isa>(low: I::F32, high: I::F32) -> (f32, f32) {
    let low = low.to_array().as_ref().iter().copied().fold(0.0, f32::min);
    (low, high.to_array().as_ref().iter().copied().fold(0.0, f32::max))
}

/// Half-width of the range in which the curve is a polynomial; beyond it the error function is one.
const BEND: f32 = 3.9;
/// The normal distribution's integral less a half, divided by x, as a polynomial in x squared, fitted
/// so that the activation is off by at most 1.5e-4: far less than a step of the quantised row, at a
/// third of an exponential's price.
const CURVE: [f32; 7] =
    [0.398_085_6, -0.064_869_48, 8.913_793e-3, -8.445_137e-4, 5.123_746_7e-5, -1.770_503_9e-6, 2.627_161e-8];

/// The Gaussian error linear unit, `x` times the normal distribution's integral up to `x`.
#[allow(clippy::inline_always, reason = "as above")]
#[inline(always)]
pub(crate) fn gelu<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    let floats = isa.f32();
    let z = floats.clamp(x, floats.splat(-BEND), floats.splat(BEND));
    let square = floats.mul(z, z);
    // A loop and no fold: a closure is not compiled for the caller's instruction set.
    let mut curve = floats.splat(CURVE[6]);
    for at in [5, 4, 3, 2, 1, 0] {
        curve = floats.mul_add(curve, square, floats.splat(CURVE[at]));
    }
    floats.mul(x, floats.mul_add(z, curve, floats.splat(0.5)))
}

fn gelu_of(x: f32) -> f32 {
    let z = x.clamp(-BEND, BEND);
    x * (z * CURVE.iter().rev().fold(0.0, |sum, &c| sum * (z * z) + c) + 0.5)
}

/// The activation of floats in place.
pub(crate) struct Gelu<'a>(pub(crate) &'a mut [f32]);

impl SimdOp for Gelu<'_> {
    type Output = ();

    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let vectors = self.0.len() / floats.len() * floats.len();
        for at in (0..vectors).step_by(floats.len()) {
            let y = gelu(isa, floats.load(&self.0[at..]));
            floats.store(y, &mut self.0[at..]);
        }
        for x in &mut self.0[vectors..] {
            *x = gelu_of(*x);
        }
    }
}

/// The row added to `to`, which is then brought to mean nought and variance one, times gain plus
/// bias. Gives its smallest and greatest number.
pub(crate) struct Normed<'a> {
    /// `None` where there is nothing to add.
    pub(crate) sums: Option<Sums<'a>>,
    pub(crate) to: &'a mut [f32],
    pub(crate) gain: &'a [f32],
    pub(crate) bias: &'a [f32],
}

impl SimdOp for Normed<'_> {
    type Output = (f32, f32);

    #[allow(clippy::inline_always, clippy::cast_precision_loss, reason = "as above; rows are short")]
    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> (f32, f32) {
        // A row has 384 numbers, which every instruction set's vectors divide.
        let floats = isa.f32();
        let (step, count) = (floats.len(), self.to.len() as f32);
        let mut sum = floats.zero();
        for at in (0..self.to.len()).step_by(step) {
            let mut x = floats.load(&self.to[at..]);
            if let Some(sums) = &self.sums {
                x = floats.add(x, sums.vector(isa, at));
                floats.store(x, &mut self.to[at..]);
            }
            sum = floats.add(sum, x);
        }
        let mean = floats.splat(floats.sum(sum) / count);
        let mut squares = floats.zero();
        for at in (0..self.to.len()).step_by(step) {
            let x = floats.sub(floats.load(&self.to[at..]), mean);
            squares = floats.mul_add(x, x, squares);
        }
        let scale = floats.splat(1.0 / (floats.sum(squares) / count + 1e-12).sqrt());
        let (mut low, mut high) = (floats.zero(), floats.zero());
        for at in (0..self.to.len()).step_by(step) {
            let x = floats.mul(floats.sub(floats.load(&self.to[at..]), mean), scale);
            let y = floats.mul_add(x, floats.load(&self.gain[at..]), floats.load(&self.bias[at..]));
            (low, high) = (floats.min(low, y), floats.max(high, y));
            floats.store(y, &mut self.to[at..]);
        }
        range::<I>(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_activation_is_within_its_error_of_the_true_one() {
        // The distribution's integral by Simpson's rule.
        let integral = |x: f64| {
            let (n, h) = (2000, x / 2000.0);
            let f = |t: f64| (-t * t / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
            let inner = (1..n).map(|i| if i % 2 == 0 { 2.0 } else { 4.0 } * f(f64::from(i) * h)).sum::<f64>();
            0.5 + h / 3.0 * (f(0.0) + inner + f(x))
        };
        let points: Vec<f64> = (-400..=400).map(|i| f64::from(i) / 50.0).collect();
        #[allow(clippy::cast_possible_truncation, reason = "tested in single precision")]
        let mut values: Vec<f32> = points.iter().map(|&x| x as f32).collect();
        Gelu(&mut values).dispatch();
        for (x, y) in points.iter().zip(values) {
            assert!((f64::from(y) - x * integral(*x)).abs() < 1.6e-4, "{x}: {y}");
        }
    }

    #[test]
    fn a_normed_row_has_mean_nought_and_variance_one() {
        #[allow(clippy::cast_precision_loss, reason = "small numbers")]
        let mut row: Vec<f32> = (0..384).map(|i| ((i * 37) % 101) as f32).collect();
        let (gain, bias) = (vec![1.0; 384], vec![0.0; 384]);
        let (low, high) = Normed { sums: None, to: &mut row, gain: &gain, bias: &bias }.dispatch();
        let mean = row.iter().sum::<f32>() / 384.0;
        let variance = row.iter().map(|x| x * x).sum::<f32>() / 384.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4);
        assert!(row.contains(&low) && row.contains(&high));
    }
}
