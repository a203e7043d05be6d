//! Which chores does the repository have?
//! `cargo xtask ci | tidy | codegen | bench | reference | readers | browser | python | fuzz`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the person at the terminal")]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the repository's own files are written in lower case; another case is another file"
)]

mod browser;
mod ci;
mod codegen;
mod error;
mod process;
mod readers;
mod repo;
mod tidy;

use std::process::ExitCode;

use error::Error;
use repo::Repo;

const USAGE: &str = "\
Usage: cargo xtask <chore>

  ci                  everything that CI asks: format, lints, tidy, generated reference, documentation, tests
  tidy                the house rules that no compiler checks
  codegen [--check]   write docs/reference from the code and the rule files, or say where it is out of date
  bench [ARGS...]     time the stages and the whole program; ARGS go to the runner (see benches/README.md)
  reference           compile the tables of stages/3-actors/reference from the reference data (CHANCERY_DATA)
  readers             write every export of a store and read it back in Python (needs Python 3.10 or newer)
  browser             drive the page in Chromium, and compare its bundle with the sources (needs Node 20 or newer)
  python [ARGS...]    build the Python package, install it into empty environments and test it (needs Python 3.10 or newer)
  fuzz [ARGS...]      run every fuzz target on mangled input; ARGS: --seconds N, --jobs N, names (see fuzz/README.md)
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Usage) => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Error> {
    let repo = Repo::find()?;
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["ci"] => ci::all(&repo),
        ["tidy"] => tidy::run(&repo),
        ["codegen"] => codegen::write(&repo),
        ["codegen", "--check"] => codegen::check(&repo),
        ["bench", rest @ ..] => ci::bench(&repo, rest),
        ["reference"] => ci::reference(&repo),
        ["readers"] => readers::check(&repo),
        ["python", rest @ ..] => ci::python(&repo, rest),
        ["browser"] => browser::check(&repo),
        ["fuzz", rest @ ..] => ci::fuzz(&repo, rest),
        _ => Err(Error::Usage),
    }
}
