//! How fast are pages read, and how well? `cargo run --release -p chancery-ingest --example
//! pages_speed -- FOLDER [--write FOLDER]` reads each `NAME.html` of a folder several times and
//! prints pages a CPU-second; with `--write` it leaves what it took for the article as `NAME.txt`.
#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use chancery_ingest::score::article;
use chancery_ingest::{Content, Document, read};

const ROUNDS: usize = 5;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        return Err(io::Error::other("name a folder of .html files"));
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "html"));
    paths.sort();
    let pages: Vec<Vec<u8>> = paths.iter().map(fs::read).collect::<io::Result<_>>()?;
    if let Some(target) = arguments.iter().position(|a| a == "--write").and_then(|n| arguments.get(n + 1)) {
        for (path, bytes) in paths.iter().zip(&pages) {
            let dispatch = page(path, bytes);
            let name = path.with_extension("txt");
            fs::write(Path::new(target).join(name.file_name().unwrap_or_default()), article(&dispatch))?;
        }
    }
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let started = cpu_seconds();
        for (path, bytes) in paths.iter().zip(&pages) {
            std::hint::black_box(page(path, bytes));
        }
        best = best.min(cpu_seconds() - started);
    }
    #[allow(clippy::cast_precision_loss, reason = "a count of files")]
    let rate = pages.len() as f64 / best;
    println!("{} pages, {rate:.0} pages a CPU-second", pages.len());
    Ok(())
}

fn page(path: &Path, bytes: &[u8]) -> chancery_model::dispatch::Dispatch {
    let mut document = Document::new(&path.display().to_string(), bytes);
    document.content = Content::Bytes { bytes: bytes.to_vec(), charset: None };
    read(document)
}

/// What this process has used, as the system counts it (in hundredths, so the rounds are long).
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    let ticks: f64 = fields.skip(11).take(2).filter_map(|f| f.parse::<f64>().ok()).sum();
    ticks / 100.0
}
