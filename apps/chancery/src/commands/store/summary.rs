//! What has become of all inputs? A summary for people.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// What an ingest has done.
#[derive(Debug, Default)]
pub struct Summary {
    /// Inputs that were read to their end.
    pub inputs: u64,
    /// Inputs that were read before and have not changed.
    pub skipped: u64,
    /// Dispatches that are new.
    pub new: u64,
    /// Texts that were known already.
    pub known: u64,
    /// New dispatches that repeat an earlier one closely.
    pub repeats: u64,
    /// Events of the new dispatches.
    pub events: u64,
    /// Claims of the new dispatches.
    pub claims: u64,
    /// What could not be read, by reason.
    pub refused: BTreeMap<String, u64>,
}

impl Summary {
    /// The account.
    pub fn text(&self, took: Duration) -> String {
        let mut out = String::new();
        let seconds = took.as_secs_f64();
        #[allow(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = self.new as f64 / seconds.max(0.001);
        let _ = writeln!(
            out,
            "{} new dispatches of {} inputs in {seconds:.1} s ({rate:.0} a second): {} events, {} claims",
            self.new, self.inputs, self.events, self.claims
        );
        for (n, what) in [
            (self.skipped, "inputs skipped: they were read before and have not changed"),
            (self.known, "dispatches whose text was known: only the place is new, if that"),
            (self.repeats, "new dispatches that repeat an earlier one closely"),
        ] {
            if n > 0 {
                let _ = writeln!(out, "{n:>8} {what}");
            }
        }
        let refused: u64 = self.refused.values().sum();
        if refused > 0 {
            let _ = writeln!(out, "{refused:>8} refused:");
            for (why, n) in &self.refused {
                let _ = writeln!(out, "{n:>12} {why}");
            }
        }
        out
    }
}
