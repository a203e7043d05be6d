//! Writes what `training/chancery_training/train_coref.py` learns from: the candidates of a treebank
//! that has GUM's `Entity=` layer, read from raw text. Arguments: the CoNLL-U file, the file to write.
//!
//! Little-endian, a document after the other: the number of candidates; for each its group (or -1),
//! rows (u16), vector (f32), the number of earlier ones; for each of these its index and rows (u16).

#![allow(clippy::print_stderr, reason = "a tool talks to the person at the terminal")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::{env, fs};

use chancery_actors::coref::{Candidates, OF_ONE, OF_TWO, ONE_ROWS, TWO_ROWS, gold};
use chancery_language::Engine;
use chancery_model::conllu;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [source, target] = &arguments[..] else {
        eprintln!("coref_training: a CoNLL-U file and a file to write are wanted");
        return ExitCode::FAILURE;
    };
    match run(source, target) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("coref_training: {what}");
            ExitCode::FAILURE
        }
    }
}

fn run(source: &str, target: &str) -> Result<(), String> {
    let trees = conllu::parse(&fs::read_to_string(source).map_err(|e| format!("{source}: {e}"))?)
        .map_err(|e| format!("{source}: {e}"))?;
    let engine = Engine::load().map_err(|e| e.to_string())?;
    let mut out: Vec<u8> = Vec::new();
    let (mut marked, mut found, mut all) = (0, 0, 0);
    for size in [OF_ONE, OF_TWO, ONE_ROWS, TWO_ROWS] {
        out.extend(u32::try_from(size).map_err(|e| e.to_string())?.to_le_bytes());
    }
    for document in gold::documents(&trees) {
        let (analysis, _) = engine.analyse(&document.dispatch);
        let candidates = Candidates::of(&analysis);
        let mut groups = BTreeMap::new();
        for (n, group) in (0_i32..).zip(&document.groups) {
            groups.extend(group.iter().map(|&span| (span, n)));
        }
        marked += groups.len();
        out.extend(u32::try_from(candidates.len()).map_err(|e| e.to_string())?.to_le_bytes());
        all += candidates.len();
        for k in 0..candidates.len() {
            let group = groups.remove(&analysis.chars(candidates.tokens(k))).unwrap_or(-1);
            found += usize::from(group >= 0);
            out.extend(group.to_le_bytes());
            out.extend(candidates.rows(k).iter().flat_map(|r| r.to_le_bytes()));
            out.extend(candidates.vector(k).iter().flat_map(|v| v.to_le_bytes()));
            let earlier: Vec<_> = candidates.earlier(k).collect();
            out.extend(u32::try_from(earlier.len()).map_err(|e| e.to_string())?.to_le_bytes());
            for (i, rows) in earlier {
                out.extend(u16::try_from(i).map_err(|e| e.to_string())?.to_le_bytes());
                out.extend(rows.iter().flat_map(|r| r.to_le_bytes()));
            }
        }
    }
    eprintln!("{marked} mentions, {found} of them candidates, {all} candidates");
    fs::write(target, out).map_err(|e| format!("{target}: {e}"))
}
