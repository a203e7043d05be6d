//! How many bytes does the index of repeats hold for a dispatch, and how many dispatches does it
//! see in a second? `cargo run --release -p chancery-ingest --example repeats_memory [COUNT]`
#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "figures for people, of counts far below 2^52"
)]

use std::env;
use std::fmt::Write;
use std::time::Instant;

use chancery_ingest::repeats::Repeats;
use chancery_model::dispatch::Dispatch;
use chancery_model::span::Span;
use chancery_model::text::Text;

/// Words of each body.
const WORDS: u64 = 300;

fn main() {
    let count: u64 = env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(200_000);
    let (mut index, mut state, mut found, mut spent, mut most) = (Repeats::new(), 1_u64, 0, 0.0, 0);
    for n in 0..count {
        let mut text = String::new();
        for _ in 0..WORDS {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let _ = write!(text, "w{} ", (state >> 40) % 20_000);
        }
        let text = Text::new(text);
        let all = Span::new(0, text.len());
        let mut dispatch =
            Dispatch { id: format!("{n:032x}"), text, paragraphs: vec![all], ..Dispatch::default() };
        let start = Instant::now();
        index.see(&mut dispatch);
        spent += start.elapsed().as_secs_f64();
        found += u64::from(dispatch.repeats.is_some());
        most = most.max(index.bytes());
    }
    let held = index.bytes() as f64;
    let each = held / count as f64;
    let resident = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = resident.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("");
    println!(
        "{count} dispatches: {each:.0} bytes each, {:.0} a second, {found} repeats. {resident}",
        count as f64 / spent
    );
}
