//! `chancery explain`: one dispatch after each stage.

use std::io::{self, Write};

use super::Outcome;
use crate::error::Error;
use crate::explain::stage;
use crate::inputs::Input;
use crate::pipeline::Reader;

/// Reads one input and writes its layers as they come.
pub fn run(argument: &str) -> Result<Outcome, Error> {
    let input = if argument == "-" { Input::Stdin } else { Input::File(argument.into()) };
    let bytes = match input.bytes() {
        Ok(bytes) => bytes,
        Err(problem) => {
            let _ = writeln!(io::stderr().lock(), "chancery: {}: {}", problem.name, problem.why);
            return Ok(Outcome::Incomplete);
        }
    };
    let reader = Reader::load()?;
    let mut text = String::new();
    reader.layers(&input.name(), &bytes, &mut |which, layers| stage(&mut text, which, layers));
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Complete)
}
