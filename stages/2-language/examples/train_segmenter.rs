//! Learns the segmenter's weights from EWT and GUM and scores them on their development sets:
//! `cargo run --release -p chancery-language --example train_segmenter [OUT]`

#![allow(clippy::print_stdout, reason = "a program for the developer's terminal")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use chancery_language::score::ud;
use chancery_language::segment::training::{Settings, train};
use chancery_language::segment::{Segmenter, gold};
use chancery_model::conllu::{Tree, parse};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let data =
        std::env::var_os("CHANCERY_DATA").map_or(project.join("../shared/data"), PathBuf::from).join("ud");
    let read = |name: &str| -> Result<Vec<Tree>> { Ok(parse(&std::fs::read_to_string(data.join(name))?)?) };
    let mut trees = read("en_ewt-train.conllu")?;
    trees.extend(read("en_gum-train.conllu")?);
    let start = Instant::now();
    let bytes = train(&trees, settings()?)?;
    println!("trained in {:.0?}, {} bytes", start.elapsed(), bytes.len());
    let segmenter = Segmenter::read(&bytes)?;
    for name in ["en_ewt-dev.conllu", "en_gum-dev.conllu"] {
        report(name, &read(name)?, &segmenter);
    }
    let out = std::env::args_os()
        .nth(1)
        .map_or(project.join("stages/2-language/weights/segmenter.bin"), PathBuf::from);
    std::fs::write(out, bytes)?;
    Ok(())
}

/// The defaults, or what `SETTINGS=epochs,rate,rate,decay,threshold,threshold` says for experiments.
fn settings() -> Result<Settings> {
    let mut s = Settings::default();
    let Ok(text) = std::env::var("SETTINGS") else { return Ok(s) };
    let v: Vec<f32> = text.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?;
    if let [epochs, a, b, decay, c, d] = v[..] {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
        let epochs = epochs as u32;
        s = Settings { epochs, rates: [a, b], decay, thresholds: [c, d], ..s };
    }
    Ok(s)
}

fn report(name: &str, trees: &[Tree], segmenter: &Segmenter) {
    let paragraphs = gold::paragraphs(trees);
    let start = Instant::now();
    let found: Vec<_> = paragraphs.iter().map(|p| segmenter.segment(&p.text)).collect();
    let time = start.elapsed().as_secs_f64();
    let words: u32 = found.iter().flatten().map(|s| u32::try_from(s.len()).unwrap_or(0)).sum();
    let system: Vec<Tree> = paragraphs
        .iter()
        .zip(&found)
        .flat_map(|(p, sentences)| sentences.iter().enumerate().map(|(i, s)| gold::tree(&p.text, s, i == 0)))
        .collect();
    println!("{name}: {:.0} words/s", f64::from(words) / time);
    for metric in ud::raw(trees, &system).iter().take(3) {
        println!("  {} {:.4} (n = {})", metric.metric, metric.value, metric.n);
    }
    if std::env::var_os("MISSES").is_some() {
        for (p, sentences) in paragraphs.iter().zip(&found) {
            misses(p, sentences);
        }
    }
}

/// Prints what differs: `-` gold, `+` system, with its surroundings.
fn misses(p: &gold::Paragraph, found: &[Vec<chancery_language::segment::RawToken>]) {
    use std::collections::BTreeSet;
    let spans = |s: &[Vec<chancery_language::segment::RawToken>]| -> BTreeSet<(usize, usize, bool)> {
        s.iter().flatten().map(|t| (t.start, t.end, t.continues)).collect()
    };
    let around = |a: usize, b: usize| {
        let from = p.text.char_indices().map(|(i, _)| i).rfind(|i| *i + 30 <= a || *i == 0).unwrap_or(0);
        let to = p.text.char_indices().map(|(i, _)| i).find(|i| *i >= b + 30).unwrap_or(p.text.len());
        [from..a, a..b, b..to].map(|r| p.text.get(r).unwrap_or_default()).join("⟦⟧")
    };
    let (g, s) = (spans(&p.sentences), spans(found));
    for (mark, only) in [("T-", g.difference(&s)), ("T+", s.difference(&g))] {
        for t in only {
            println!("{mark} {}", around(t.0, t.1));
        }
    }
    let ends = |s: &[Vec<chancery_language::segment::RawToken>]| -> BTreeSet<usize> {
        s.iter().filter_map(|s| s.last()).map(|t| t.end).collect()
    };
    let (g, s) = (ends(&p.sentences), ends(found));
    for (mark, only) in [("S-", g.difference(&s)), ("S+", s.difference(&g))] {
        for e in only {
            println!("{mark} {}", around(*e, *e));
        }
    }
}
