//! Runs the examples of event rules from a folder as it lies there, without building the program anew:
//! `cargo run --release -p chancery --example try_rules -- [FOLDER OF STAGE 5] [PART OF A RULE'S ID]`. With a
//! second part `-` reads sentences from standard input (`@FILE` in place of one: a whole text) and prints what each rule captures.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool talks to the person at the terminal")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use chancery::Reader;
use chancery_events::Events;
use chancery_ingest::Document;
use chancery_model::rules::check;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = arguments.first().map_or("stages/5-events", String::as_str);
    let part = arguments.get(1).map_or("", String::as_str);
    match run(Path::new(folder), part) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, part: &str) -> Result<bool, String> {
    let mut files = Vec::new();
    for below in ["lexicon", "rules"] {
        collect(&folder.join(below), folder, &mut files).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    files.sort_unstable();
    let events = Events::from_files(&files).map_err(|e| e.to_string())?;
    let reader = Reader::load().map_err(|e| e.to_string())?;
    let layers = |text: &str| {
        let mut document = Document::new("example", text.as_bytes());
        document.facts.language = Some("en".into());
        reader.layers_of(document, &mut |_, _| {})
    };
    if part == "-" {
        for line in io::stdin().lines() {
            let line = line.map_err(|e| e.to_string())?;
            let text = match line.strip_prefix('@') {
                Some(file) => fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?,
                None => line,
            };
            let l = layers(&text);
            println!("{}", l.dispatch.text.as_str());
            for m in events.matches(&l.analysis, &l.cast) {
                let rule = events.rules().rule(m.rule).map_or("", |r| r.id.as_str());
                let roles = m.captures.iter().map(|(role, tokens)| {
                    let word = |&t: &u32| {
                        let token = l.analysis.token(t);
                        format!("{}@{}", token.form, token.span.start())
                    };
                    let words: Vec<String> = tokens.iter().map(word).collect();
                    format!("{role}: {}", words.join(", "))
                });
                println!("    {rule} [{}] {}", m.pattern + 1, roles.collect::<Vec<_>>().join("; "));
            }
        }
        return Ok(true);
    }
    let mut failures = 0;
    for (n, rule) in events.rules().rules().iter().enumerate().filter(|(_, r)| r.id.contains(part)) {
        for example in check::examples(rule) {
            let l = layers(example.text());
            let matches = events.matches(&l.analysis, &l.cast);
            if let Err(f) = check::example(events.rules(), n, example, &l.analysis, &matches) {
                println!("{f}\n");
                failures += 1;
            }
        }
    }
    let senses = events.senses();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, kind) in &senses {
        *counts.entry(kind.as_str()).or_default() += 1;
    }
    println!("{failures} failures; predicate senses: {} {counts:?}", senses.len());
    Ok(failures == 0)
}

/// Files below a folder as (path from the root, content), kept for as long as the program runs.
fn collect(folder: &Path, root: &Path, out: &mut Vec<(&'static str, &'static str)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, root, out)?;
        } else if path.extension().is_some_and(|e| matches!(e.to_str(), Some("toml" | "txt" | "tsv"))) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            out.push((name.leak(), fs::read_to_string(&path)?.leak()));
        }
    }
    Ok(())
}
