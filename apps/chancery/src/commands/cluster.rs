//! `chancery cluster`: starts the program that spreads the work over machines. It is one of its own, as few need the
//! distributed engine and all would have to build it.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Outcome;
use crate::error::Error;

/// The program's name.
const PROGRAM: &str = "chancery-cluster";

/// Hands everything over to it.
pub fn run(arguments: &[OsString]) -> Result<Outcome, Error> {
    let mut command = Command::new(program());
    command.args(arguments);
    start(command).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => Error::NoCluster,
        _ => Error::File { path: PROGRAM.into(), source: e },
    })
}

/// The one beside this program, or else the one that the system finds.
fn program() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join(PROGRAM)));
    let name = || Path::new(PROGRAM).to_owned();
    beside.filter(|p| p.is_file() || p.with_extension("exe").is_file()).unwrap_or_else(name)
}

/// Becomes that program, so that signals reach it; comes back only if it cannot.
#[cfg(unix)]
fn start(mut command: Command) -> io::Result<Outcome> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn start(mut command: Command) -> io::Result<Outcome> {
    Ok(if command.status()?.success() { Outcome::Complete } else { Outcome::Incomplete })
}
