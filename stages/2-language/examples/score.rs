//! Compares two files: `score ud GOLD SYSTEM`, `score ud-gold-tokens GOLD SYSTEM` (CoNLL-U) or
//! `score ner GOLD SYSTEM` (IOB). A line a figure: metric, value, n. The test that compares this
//! crate's scorers with independent ones (`training/tests`) runs it.

#![allow(clippy::print_stdout, reason = "a program for the developer's terminal")]

use chancery_language::score::{ner, ud};
use chancery_model::conllu::parse;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, gold, system] = arguments.as_slice() else {
        return Err("expected a task (ud, ud-gold-tokens, ner), a gold and a system file".into());
    };
    let (gold, system) = (std::fs::read_to_string(gold)?, std::fs::read_to_string(system)?);
    let metrics = match task.as_str() {
        "ud" => ud::raw(&parse(&gold)?, &parse(&system)?),
        "ud-gold-tokens" => ud::gold_tokens(&parse(&gold)?, &parse(&system)?),
        "ner" => {
            let tags = |s: &str| ner::read(s).into_iter().map(|s| s.tags).collect::<Vec<_>>();
            ner::compare(&tags(&gold), &tags(&system))
        }
        _ => return Err("the tasks are ud, ud-gold-tokens and ner".into()),
    };
    for m in metrics {
        println!("{}\t{:.12}\t{}", m.metric, m.value, m.n);
    }
    Ok(())
}
