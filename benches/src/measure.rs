//! How many words does each stage read a CPU-second? One thread, the best of some rounds: what else
//! the machine does only ever makes a round slower.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chancery::Reader;
use chancery::pipeline::Stage;
use cpu_time::ProcessTime;
use serde_json::json;

use crate::corpus;
use crate::error::Error;

const ROUNDS: usize = 3;
const COLD_STARTS: usize = 7;
const NAMES: [&str; 6] = ["ingest", "language", "actors", "attribution", "events", "whole program"];

/// What was measured.
pub(crate) struct Report {
    words: usize,
    load: Duration,
    /// CPU time a stage, by `NAMES`.
    times: [Duration; 6],
    /// From starting the program to its end, on one dispatch; `None` where the program is not built.
    cold_start: Option<Duration>,
    peak_kilobytes: Option<u64>,
}

/// Measures everything.
pub(crate) fn run(dispatches: &[String]) -> Result<Report, Error> {
    let start = ProcessTime::now();
    let reader = Reader::load()?;
    let load = start.elapsed();
    let mut times = [Duration::MAX; 6];
    for _ in 0..ROUNDS {
        for (best, now) in times.iter_mut().zip(round(&reader, dispatches)) {
            *best = now.min(*best);
        }
    }
    Ok(Report {
        words: corpus::words(dispatches),
        load,
        times,
        cold_start: cold_start(dispatches)?,
        peak_kilobytes: peak_kilobytes(),
    })
}

/// Reads all dispatches once; the pipeline's observer tells when a stage has ended.
fn round(reader: &Reader, dispatches: &[String]) -> [Duration; 6] {
    let mut times = [Duration::ZERO; 6];
    let start = ProcessTime::now();
    for text in dispatches {
        let mut last = ProcessTime::now();
        let layers = reader.layers("bench", text.as_bytes(), &mut |stage, _| {
            let now = ProcessTime::now();
            times[place(stage)] += now.duration_since(last);
            last = now;
        });
        std::hint::black_box(reader.record(&layers).to_json());
    }
    times[5] = start.elapsed();
    times
}

/// A stage's place in `NAMES`.
fn place(stage: Stage) -> usize {
    match stage {
        Stage::Ingest => 0,
        Stage::Language => 1,
        Stage::Actors => 2,
        Stage::Attribution => 3,
        Stage::Events => 4,
    }
}

/// The program that lies beside this one in the build folder, started anew on one dispatch.
fn cold_start(dispatches: &[String]) -> Result<Option<Duration>, Error> {
    let Some(program) = std::env::current_exe().ok().map(|p| p.with_file_name("chancery")) else {
        return Ok(None);
    };
    let (true, Some(first)) = (program.is_file(), dispatches.first()) else { return Ok(None) };
    let input: PathBuf = std::env::temp_dir().join(format!("chancery-bench-{}.txt", std::process::id()));
    std::fs::write(&input, first).map_err(Error::at(&input))?;
    let mut best = None;
    for _ in 0..COLD_STARTS {
        let start = Instant::now();
        let ended = Command::new(&program)
            .args(["read", "--format", "jsonl"])
            .arg(&input)
            .stdout(Stdio::null())
            .status()
            .map_err(Error::at(&program))?;
        let took = start.elapsed();
        if ended.success() {
            best = Some(best.map_or(took, |b: Duration| b.min(took)));
        }
    }
    std::fs::remove_file(&input).map_err(Error::at(&input))?;
    Ok(best)
}

/// The most memory that this process held, where the system tells (Linux).
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

impl Report {
    #[allow(clippy::cast_precision_loss, reason = "a count of words is far below 2^52")]
    fn rate(&self, time: Duration) -> f64 {
        self.words as f64 / time.as_secs_f64().max(1e-9)
    }

    /// The report for people.
    pub(crate) fn table(&self) -> String {
        let mut text = format!("{} words, one thread, best of {ROUNDS} rounds\n\n", self.words);
        let _ = writeln!(text, "{:<16}{:>16}{:>14}", "", "words / CPU s", "CPU s");
        for (name, time) in NAMES.iter().zip(self.times) {
            let _ = writeln!(text, "{name:<16}{:>16.0}{:>14.3}", self.rate(time), time.as_secs_f64());
        }
        let _ = writeln!(text, "\nloading           {:>8.3} CPU s", self.load.as_secs_f64());
        if let Some(cold) = self.cold_start {
            let _ = writeln!(text, "start to record   {:>8.3} s", cold.as_secs_f64());
        }
        if let Some(peak) = self.peak_kilobytes {
            let _ = writeln!(text, "peak memory       {:>8} MB", peak / 1024);
        }
        text
    }

    /// The report for programs.
    pub(crate) fn json(&self) -> String {
        let rates: serde_json::Map<String, serde_json::Value> = NAMES
            .iter()
            .zip(self.times)
            .map(|(n, t)| ((*n).to_owned(), json!(self.rate(t).round())))
            .collect();
        json!({
            "words": self.words,
            "words_per_cpu_second": rates,
            "load_cpu_seconds": self.load.as_secs_f64(),
            "cold_start_seconds": self.cold_start.map(|d| d.as_secs_f64()),
            "peak_kilobytes": self.peak_kilobytes,
        })
        .to_string()
    }
}
