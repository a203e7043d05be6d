//! How fast is Chancery, and does it still find as much? `cargo xtask bench`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to the person at the terminal"
)]

mod corpus;
mod counts;
mod error;
mod measure;

use std::path::Path;
use std::process::ExitCode;

use error::Error;

const USAGE: &str = "\
Usage: cargo xtask bench [OPTION]

  (none)                    time every stage and print a table
  --json                    the same as one line of JSON
  --check-counts            compare what is found with benches/counts.tsv
  --write-counts            write benches/counts.tsv
  --write-dispatches DIR    write the 200 dispatches to DIR, for other programs to read
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
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Error> {
    let dispatches = corpus::dispatches();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => println!("{}", measure::run(&dispatches)?.table()),
        ["--json"] => println!("{}", measure::run(&dispatches)?.json()),
        ["--check-counts"] => println!("{}", counts::check(&counts::count(&dispatches)?)?),
        ["--write-counts"] => counts::write(&counts::count(&dispatches)?)?,
        ["--write-dispatches", folder] => corpus::write(&dispatches, Path::new(folder))?,
        _ => return Err(Error::Usage),
    }
    Ok(())
}
