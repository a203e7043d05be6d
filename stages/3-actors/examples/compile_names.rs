//! Writes `reference/names.bin` from `reference/holders.tsv`: how usual groups of letters are in the names of each state's
//! office-holders; run by `cargo xtask reference` after `compile_holders`.

#![allow(clippy::print_stderr, reason = "a tool talks to the person at the terminal")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chancery_actors::whose::fit;

fn main() -> ExitCode {
    match run() {
        Ok(names) => {
            eprintln!("names.bin: {names} names");
            ExitCode::SUCCESS
        }
        Err(what) => {
            eprintln!("compile_names: {what}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<usize, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference");
    let source = folder.join("holders.tsv");
    let table = fs::read_to_string(&source).map_err(|e| format!("{}: {e}", source.display()))?;
    let row = |line: &'_ str| -> Option<(String, String)> {
        let mut cells = line.split('\t').skip(1);
        let (name, _, country) = (cells.next()?, cells.next()?, cells.next()?);
        Some((name.to_owned(), country.to_owned()))
    };
    // A person once a state, whatever the spellings and tenures.
    let names: BTreeSet<(String, String)> = table.lines().filter_map(row).collect();
    let target = folder.join("names.bin");
    fs::write(&target, fit::table(names.iter().map(|(n, c)| (n.as_str(), c.as_str()))))
        .map_err(|e| format!("{}: {e}", target.display()))?;
    Ok(names.len())
}
