//! How good was it? One figure of an evaluation, whatever the task.

use serde::{Deserialize, Serialize};

/// A figure and what it was measured on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Its name: `las_f1`.
    pub metric: String,
    /// From 0 to 1.
    pub value: f64,
    /// How many gold items it rests on.
    pub n: u64,
}

impl Metric {
    /// A figure.
    pub fn new(metric: impl Into<String>, value: f64, n: usize) -> Self {
        Self { metric: metric.into(), value, n: n as u64 }
    }

    /// The harmonic mean of precision and recall, from counts.
    pub fn f1(metric: impl Into<String>, gold: usize, system: usize, correct: usize) -> Self {
        Self::new(metric, ratio(2 * correct, gold + system), gold)
    }

    /// A share, 0 where there is nothing to share.
    pub fn share(metric: impl Into<String>, part: usize, whole: usize) -> Self {
        Self::new(metric, ratio(part, whole), whole)
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
