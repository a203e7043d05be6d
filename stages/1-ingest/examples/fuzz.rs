//! Do the laws of [`chancery_ingest::fuzz`] hold for mangled input? Mutates seeds for a bounded time.
//!
//! `cargo run -p chancery-ingest --example fuzz -- [--seconds N] [--jobs N] [--seeds FOLDER] [TARGET...]`
//! runs every target (or those named) so many seconds each. Inputs follow from a counter alone, so a
//! failure comes again. A panic, or an input that takes too long, is written to `target/fuzz/`
//! with its name and ends the run with code 1.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the person at the terminal")]

#[path = "shared/dice.rs"]
mod dice;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use chancery_ingest::fuzz::{TARGETS, Target};
use dice::Dice;

/// Reading is linear, and inputs are small: one that takes this long has found a square.
const SLOWEST: Duration = Duration::from_secs(20);

/// Longest input, in bytes.
const LONGEST: usize = 60_000;

/// What parsers stumble over.
const TOKENS: [&[u8]; 40] = [
    b"<",
    b">",
    b"&",
    b"\"",
    b"'",
    b"\0",
    b"\r\n\r\n",
    b"\n\n",
    b"]]>",
    b"<![CDATA[",
    b"-->",
    b"<!--",
    b"&#x0;",
    b"&#99999999;",
    b"&amp;",
    b"<p>",
    b"</p>",
    b"</item>",
    b"<item>",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\",
    b"\\u0000",
    b"-1",
    b"99999999999999999999",
    b"0",
    b"From ",
    b"WARC/1.0\r\n",
    b"Content-Length: 9\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"\xc3",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"2021-12-07",
    b"T15:04:05+25:00",
];

struct Plan {
    seconds: u64,
    jobs: usize,
    seeds: PathBuf,
    targets: Vec<Target>,
}

fn plan() -> Result<Plan, String> {
    let mut plan = Plan { seconds: 60, jobs: 1, seeds: "fuzz/seeds".into(), targets: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let value = arguments.next().and_then(|a| a.parse::<u64>().ok()).filter(|n| *n > 0);
            value.ok_or_else(|| format!("{argument} wants a number above 0"))
        };
        match argument.as_str() {
            "--seconds" => plan.seconds = number()?,
            "--jobs" => plan.jobs = usize::try_from(number()?).unwrap_or(1),
            "--seeds" => plan.seeds = arguments.next().ok_or("--seeds wants a folder")?.into(),
            name => {
                let known = TARGETS.iter().find(|(n, _)| *n == name);
                plan.targets.push(*known.ok_or_else(|| format!("there is no target {name}"))?);
            }
        }
    }
    if plan.targets.is_empty() {
        plan.targets = TARGETS.to_vec();
    }
    Ok(plan)
}

/// The seeds of a target: files of the folder that has its name, sorted.
fn seeds(folder: &Path, target: &str) -> io::Result<Vec<Vec<u8>>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder.join(target))? {
        names.insert(entry?.path());
    }
    names.into_iter().map(fs::read).collect()
}

impl Dice {
    fn stretch(&mut self, length: usize) -> (usize, usize) {
        let start = self.roll(length + 1);
        let most = (length - start).min(1 << self.roll(12));
        (start, start + self.roll(most + 1))
    }
}

/// A seed, changed in a few places.
fn mutate(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let any = |dice: &mut Dice| seeds.get(dice.roll(seeds.len())).cloned().unwrap_or_default();
    let mut bytes = any(dice);
    let most = 1 << dice.roll(6);
    for _ in 0..=dice.roll(most) {
        let at = dice.roll(bytes.len() + 1);
        let (start, end) = dice.stretch(bytes.len());
        match dice.roll(9) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.roll(256)).unwrap_or(0);
                }
            }
            2 | 3 => {
                let token = TOKENS.get(dice.roll(TOKENS.len())).copied().unwrap_or(b"");
                let most = dice.roll(10);
                let times = 1 << dice.roll(1 + most);
                bytes.splice(at..at, token.repeat(times));
            }
            4 => drop(bytes.drain(start..end)),
            5 => {
                let copy = bytes.get(start..end).unwrap_or(&[]).repeat(1 + dice.roll(4));
                bytes.splice(at..at, copy);
            }
            6 => {
                let other = any(dice);
                let (from, to) = dice.stretch(other.len());
                bytes.splice(at..at, other.get(from..to).unwrap_or(&[]).to_vec());
            }
            7 => bytes.truncate(at),
            _ => bytes.get_mut(start..end).unwrap_or(&mut []).reverse(),
        }
        bytes.truncate(LONGEST);
    }
    bytes
}

/// Runs one target on a thread of its own, so that one that never ends can be told.
fn run((name, body): Target, seeds: Vec<Vec<u8>>, seconds: u64) -> Result<usize, String> {
    let (send, receive) = mpsc::channel::<(usize, Vec<u8>, Option<String>)>();
    let worker = thread::spawn(move || {
        let begun = Instant::now();
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let mut count = 0;
        while begun.elapsed().as_secs() < seconds {
            let bytes = seeds.get(count).cloned().unwrap_or_else(|| mutate(&seeds, &mut dice));
            if send.send((count, bytes.clone(), None)).is_err() {
                break;
            }
            let clock = Instant::now();
            let ended = catch_unwind(AssertUnwindSafe(|| body(&bytes)));
            let why = match ended {
                Err(_) => "it panics".to_owned(),
                Ok(()) if clock.elapsed() > SLOWEST => format!("it takes {:?}", clock.elapsed()),
                Ok(()) => {
                    count += 1;
                    continue;
                }
            };
            let _ = send.send((count, bytes, Some(why)));
            break;
        }
        count
    });
    let (mut current, mut bytes) = (0, Vec::new());
    let failure = loop {
        match receive.recv_timeout(SLOWEST * 6) {
            Ok((number, input, None)) => (current, bytes) = (number, input),
            Ok((number, input, Some(why))) => {
                (current, bytes) = (number, input);
                break Some(why);
            }
            Err(mpsc::RecvTimeoutError::Timeout) => break Some("it never ends".into()),
            Err(mpsc::RecvTimeoutError::Disconnected) => break None,
        }
    };
    let Some(why) = failure else { return worker.join().map_err(|_| "the runner is broken".into()) };
    let folder = Path::new("target/fuzz");
    let file = folder.join(format!("{name}-{current}"));
    let kept = fs::create_dir_all(folder).and_then(|()| fs::write(&file, &bytes));
    Err(format!(
        "{name}: input {current}: {why}; {}",
        kept.map_or_else(|e| e.to_string(), |()| file.display().to_string())
    ))
}

fn main() -> ExitCode {
    let plan = match plan() {
        Ok(plan) => plan,
        Err(what) => {
            eprintln!("fuzz: {what}");
            return ExitCode::from(2);
        }
    };
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..plan.jobs {
            scope.spawn(|| {
                while let Some(target) = plan.targets.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let seeds = seeds(&plan.seeds, target.0).map_err(|e| format!("{}: seeds: {e}", target.0));
                    match seeds.and_then(|seeds| run(*target, seeds, plan.seconds)) {
                        Ok(count) => println!("{:10} {count} inputs, no fault", target.0),
                        Err(why) => {
                            eprintln!("{why}");
                            failed.store(true, Ordering::Relaxed);
                        }
                    }
                }
            });
        }
    });
    ExitCode::from(u8::from(failed.load(Ordering::Relaxed)))
}
