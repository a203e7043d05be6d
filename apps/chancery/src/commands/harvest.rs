//! `chancery harvest`: who holds which office by the words of the dispatches, as a table for review.

use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use super::Outcome;
use crate::actors::Harvest;
use crate::batch;
use crate::config::Settings;
use crate::error::Error;
use crate::inputs;

/// Reads all inputs and writes the table to `output`, or to standard output.
pub fn run(arguments: &[String], settings: &Settings, output: Option<&Path>) -> Result<Outcome, Error> {
    let inputs = inputs::expand(arguments);
    let reader = super::reader(settings)?;
    let options = settings.ingest();
    let documents = inputs::draw(inputs, &options, || ());
    let work = |document: Result<_, inputs::Problem>| document.map(|d| reader.layers_of(d, &mut |_, _| {}));
    let (mut harvest, mut outcome) = (Harvest::default(), Outcome::Complete);
    batch::in_order(documents, settings.threads.value, work, |done| {
        match done {
            Ok(layers) => harvest.add(&layers),
            Err(problem) => {
                let _ = writeln!(io::stderr().lock(), "chancery: {}: {}", problem.name, problem.why);
                outcome = Outcome::Incomplete;
            }
        }
        ControlFlow::Continue(())
    });
    let table = harvest.to_csv()?;
    if let Some(path) = output {
        fs::write(path, table).map_err(Error::file(path))?;
    } else {
        let mut out = io::stdout().lock();
        out.write_all(&table)?;
        out.flush()?;
    }
    Ok(outcome)
}
