//! How does a chore start another program?

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::Error;

/// The cargo that started this chore, so that a toolchain override holds for its children too.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Runs a program in `folder` with the terminal's own output; an exit code other than 0 is an error.
pub(crate) fn run(folder: &Path, program: &str, args: &[&str]) -> Result<(), Error> {
    let status = Command::new(program).args(args).current_dir(folder).status();
    match status {
        Ok(s) if s.success() => Ok(()),
        Ok(s) => Err(failure(program, args, &format!("failed ({s})"))),
        Err(e) => Err(failure(program, args, &format!("could not be started: {e}"))),
    }
}

/// As `run`, and shows each line of standard output to `watch` after printing it.
pub(crate) fn run_watched(
    folder: &Path,
    program: &str,
    args: &[&str],
    watch: &mut dyn FnMut(&str),
) -> Result<(), Error> {
    let started = Command::new(program).args(args).current_dir(folder).stdout(Stdio::piped()).spawn();
    let mut child = started.map_err(|e| failure(program, args, &format!("could not be started: {e}")))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            println!("{line}");
            watch(&line);
        }
    }
    match child.wait() {
        Ok(s) if s.success() => Ok(()),
        Ok(s) => Err(failure(program, args, &format!("failed ({s})"))),
        Err(e) => Err(failure(program, args, &format!("was lost: {e}"))),
    }
}

/// Runs a program in `folder` and gives what it prints on standard output.
pub(crate) fn output(folder: &Path, program: &str, args: &[&str]) -> Result<String, Error> {
    let out = Command::new(program)
        .args(args)
        .current_dir(folder)
        .output()
        .map_err(|e| failure(program, args, &format!("could not be started: {e}")))?;
    if !out.status.success() {
        let said = String::from_utf8_lossy(&out.stderr);
        return Err(failure(program, args, &format!("failed ({}): {}", out.status, said.trim())));
    }
    String::from_utf8(out.stdout).map_err(|_| failure(program, args, "printed something that is not UTF-8"))
}

fn failure(program: &str, args: &[&str], why: &str) -> Error {
    // The full path of cargo says nothing to the reader.
    let name = Path::new(program).file_name().map_or(program.into(), |n| n.to_string_lossy());
    Error::Program { command: format!("{name} {}", args.join(" ")), why: why.to_owned() }
}
