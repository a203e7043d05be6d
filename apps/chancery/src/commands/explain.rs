//! `chancery explain`: every dispatch of an input after each stage.

use std::io::{self, Write};

use super::Outcome;
use crate::config::Settings;
use crate::error::Error;
use crate::explain::stage;
use crate::inputs::{Input, draw};

/// Reads one input and writes the layers of its dispatches as they come.
pub fn run(argument: &str, settings: &Settings) -> Result<Outcome, Error> {
    let input = if argument == "-" { Input::Stdin } else { Input::File(argument.into()) };
    let reader = super::reader(settings)?;
    let mut outcome = Outcome::Complete;
    let mut out = io::stdout().lock();
    for (n, found) in draw(vec![Ok(input)], &settings.ingest(), || ()).enumerate() {
        match found {
            Ok(document) => {
                let mut text = String::from(if n > 0 { "\n" } else { "" });
                reader.layers_of(document, &mut |which, layers| stage(&mut text, which, layers));
                out.write_all(text.as_bytes())?;
            }
            Err(problem) => {
                let _ = writeln!(io::stderr().lock(), "chancery: {}: {}", problem.name, problem.why);
                outcome = Outcome::Incomplete;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}
