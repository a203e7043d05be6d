//! `chancery read`: inputs become accounts or records, in the order of the inputs.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use chancery_ingest::Document;

use super::Outcome;
use crate::account;
use crate::batch;
use crate::config::{Format, Settings};
use crate::error::Error;
use crate::inputs::{self, Problem};
use crate::log::Meter;
use crate::pipeline::{Layers, Reader};
use crate::repeats::{Marker, Marking};
use crate::shard::Shard;

/// What became of one document.
struct Done {
    /// To be written.
    output: Option<String>,
    /// To be said on standard error.
    complaint: Option<Problem>,
    /// What was read, where repeats are looked for.
    layers: Option<Layers>,
    /// How many events it tells, and the codes of what was odd.
    counts: Option<(usize, Vec<&'static str>)>,
}

/// Reads all inputs and writes to `output`, or to standard output.
pub fn run(
    arguments: &[String],
    settings: &Settings,
    output: Option<&Path>,
    marking: Marking,
    shard: Shard,
    progress: bool,
) -> Result<Outcome, Error> {
    let inputs = inputs::expand(arguments);
    let reader = super::reader(settings)?;
    let mut out = super::sink(output)?;
    let bar = super::bar(inputs.len() as u64, "{pos}/{len} inputs, {msg} dispatches, {elapsed}", progress);
    let (mut outcome, mut failure, mut first) = (Outcome::Complete, None, true);
    let format = settings.format.value;
    let options = settings.ingest();
    let documents = inputs::draw(inputs, &options, || bar.inc(1));
    let documents =
        documents.enumerate().filter(|(place, _)| shard.holds(*place)).map(|(_, document)| document);
    let mut marker = Marker::new(marking);
    let work = |document| one(&reader, document, format, marking);
    let (mut count, mut meter) = (0_u64, Meter::new("read"));
    batch::in_order(documents, settings.threads.value, work, |done| {
        if let Some(problem) = &done.complaint {
            bar.suspend(|| {
                let _ = writeln!(io::stderr().lock(), "chancery: {}: {}", problem.name, problem.why);
            });
        }
        count += 1;
        if let Some((events, remarks)) = &done.counts {
            meter.one(*events, remarks.iter().copied());
        }
        bar.set_message(count.to_string());
        let Some(text) = done.output else {
            outcome = Outcome::Incomplete;
            return ControlFlow::Continue(());
        };
        // Here, where they come in the order of the inputs, whoever was read first.
        let Some(text) = marker.passed(done.layers, text, |layers| written(&reader, layers, format)) else {
            return ControlFlow::Continue(());
        };
        let gap = if format == Format::Text && !first { "\n\n" } else { "" };
        first = false;
        match write!(out, "{gap}{text}") {
            Ok(()) => ControlFlow::Continue(()),
            Err(e) => {
                failure = Some(e);
                ControlFlow::Break(())
            }
        }
    });
    bar.finish_and_clear();
    meter.finish();
    match failure {
        Some(e) => Err(e.into()),
        None => out.flush().map(|()| outcome).map_err(Error::from),
    }
}

fn one(reader: &Reader, document: Result<Document, Problem>, format: Format, marking: Marking) -> Done {
    let document = match document {
        Ok(document) => document,
        Err(problem) => return Done { output: None, complaint: Some(problem), layers: None, counts: None },
    };
    let name = document.origin.clone();
    let layers = reader.layers_of(document, &mut |_, _| {});
    let output = (!layers.dispatch.text.is_empty()).then(|| written(reader, &layers, format));
    let complaint = complaint(&layers).map(|why| Problem { name, why });
    let counts = Some((layers.events.len(), layers.remarks.iter().map(|r| r.code).collect()));
    Done { output, complaint, layers: (marking != Marking::Off).then_some(layers), counts }
}

fn written(reader: &Reader, layers: &Layers, format: Format) -> String {
    match format {
        Format::Text => account::write(layers),
        Format::Jsonl => reader.record(layers).to_json() + "\n",
    }
}

/// What standard error should hear of: no text at all, or one that was not UTF-8.
fn complaint(layers: &Layers) -> Option<String> {
    let said = |code: &str| layers.remarks.iter().find(|r| r.code == code).map(|r| r.text.clone());
    if layers.dispatch.text.is_empty() {
        return Some(super::refusal(super::told(&layers.remarks)));
    }
    said("ingest/charset")
}
