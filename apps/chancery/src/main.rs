//! The program: reads its arguments, runs a command, and says how it went.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(chancery::cli::run())
}
