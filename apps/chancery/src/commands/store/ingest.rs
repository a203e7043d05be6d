//! `chancery ingest`: inputs become dispatches of a store.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Instant, UNIX_EPOCH};

use chancery_ingest::Document;
use chancery_ingest::containers::{self, Documents, Options};
use chancery_ingest::repeats::Repeats;
use chancery_model::dispatch::Dispatch;
use chancery_model::record::RepeatsOut;
use chancery_records::{Added, Fingerprint, Intake, Writer};

use super::summary::Summary;
use crate::batch;
use crate::commands::{Outcome, bar, reader, refusal, told};
use crate::config::Settings;
use crate::error::Error;
use crate::inputs::{self, Input, Problem};
use crate::log::Meter;
use crate::pipeline::Reader;

/// Reads all inputs into a store, and says what came of it.
pub fn run(
    arguments: &[String],
    folder: &Path,
    settings: &Settings,
    commit_every: usize,
    progress: bool,
) -> Result<Outcome, Error> {
    let began = Instant::now();
    let reader = reader(settings)?;
    let bar = bar(0, "{pos}/{len} inputs, {msg} dispatches, {per_sec}, {eta} left", progress);
    let mut watch = |sight: Sight<'_>| {
        match sight {
            Sight::Problem(problem) => bar.suspend(|| {
                let _ = writeln!(io::stderr().lock(), "chancery: {}: {}", problem.name, problem.why);
            }),
            Sight::Progress { inputs, of, dispatches } => {
                bar.set_length(of);
                bar.set_position(inputs);
                bar.set_message(dispatches.to_string());
            }
        }
        ControlFlow::Continue(())
    };
    let summary = into_store(&reader, arguments, folder, settings, commit_every, &mut watch)?;
    bar.finish_and_clear();
    let outcome = if summary.refused.is_empty() { Outcome::Complete } else { Outcome::Incomplete };
    io::stdout().lock().write_all(summary.text(began.elapsed()).as_bytes())?;
    Ok(outcome)
}

/// What those who wait for an ingest get to see of it.
#[derive(Debug, Clone, Copy)]
pub enum Sight<'a> {
    /// An input or a document that cannot be read.
    Problem(&'a Problem),
    /// How far it has come.
    Progress {
        /// Inputs that were read to their end.
        inputs: u64,
        /// Of so many.
        of: u64,
        /// Dispatches that were read.
        dispatches: u64,
    },
}

/// Reads what is new of all inputs into a store, and makes its incidents anew. `watch` sees what becomes of every
/// document, in the calling thread; when it breaks off, what was read until then is kept.
pub fn into_store(
    reader: &Reader,
    arguments: &[String],
    folder: &Path,
    settings: &Settings,
    commit_every: usize,
    watch: &mut dyn FnMut(Sight<'_>) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    let mut writer = Writer::open(folder, reader.producer())?.commit_every(commit_every);
    let mut summary = Summary::default();
    let inputs = unread(inputs::expand(arguments), &writer, &mut summary)?;
    let mut repeats = if inputs.is_empty() { Repeats::new() } else { repeats(&writer)? };
    let (known, options) = (writer.ids(), settings.ingest());
    let of = inputs.len() as u64;
    let (mut failure, mut meter) = (None, Meter::new("ingest"));
    let drawn = Drawn { inputs: inputs.into_iter(), options: &options, open: None };
    let work = |step| worked(reader, &known, step);
    batch::in_order(drawn, settings.threads.value, work, |done| {
        match &done {
            Done::Problem(problem) => watch(Sight::Problem(problem))?,
            Done::Coded(both) => {
                let record = &both.0.record;
                meter.one(record.events.len(), record.remarks.iter().map(|r| r.code.as_str()));
            }
            Done::Known(_) | Done::End(..) => {}
        }
        if let Err(e) = take(&mut writer, &mut repeats, &mut summary, done) {
            failure = Some(e);
            return ControlFlow::Break(());
        }
        watch(Sight::Progress { inputs: summary.inputs, of, dispatches: summary.new + summary.known })
    });
    if let Some(e) = failure {
        return Err(e);
    }
    writer.close()?;
    chancery_records::incident::update(folder)?;
    meter.finish();
    Ok(summary)
}

/// What a store's dispatches may be repeated by.
pub(super) fn repeats(writer: &Writer) -> Result<Repeats, Error> {
    let mut repeats = Repeats::new();
    writer.store().each_kept(|kept| {
        repeats.see(&mut kept.dispatch.clone());
        Ok(())
    })?;
    Ok(repeats)
}

/// The files of an input with their size and age: what changes when there is something new.
pub(crate) fn glance(argument: &str) -> Vec<(String, Fingerprint)> {
    let found = inputs::expand(&[argument.to_owned()]).into_iter().flatten();
    found.filter_map(|input| fingerprint(&input)).collect()
}

/// An input with what tells whether it has changed; standard input has nothing of the kind.
type Source = (Input, Option<(String, Fingerprint)>);

/// The inputs that have not been read to their end, and what cannot be found.
fn unread(
    inputs: Vec<Result<Input, Problem>>,
    writer: &Writer,
    summary: &mut Summary,
) -> Result<Vec<Result<Source, Problem>>, Error> {
    let mut out = Vec::new();
    for input in inputs {
        let input = match input {
            Ok(input) => input,
            Err(problem) => {
                out.push(Err(problem));
                continue;
            }
        };
        let source = fingerprint(&input);
        if let Some((name, now)) = &source
            && writer.has_read(name, *now)?
        {
            summary.skipped += 1;
            continue;
        }
        out.push(Ok((input, source)));
    }
    Ok(out)
}

/// A file's whole path, size and age.
fn fingerprint(input: &Input) -> Option<(String, Fingerprint)> {
    let Input::File(path) = input else { return None };
    let facts = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let modified = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let fingerprint = Fingerprint {
        size: i64::try_from(facts.len()).ok()?,
        modified: i64::try_from(modified.as_nanos()).ok()?,
    };
    Some((std::path::absolute(path).ok()?.display().to_string(), fingerprint))
}

/// One step through the inputs.
enum Step {
    Document(Box<Document>),
    Problem(Problem),
    /// An input has come to its end, after so many documents.
    End(Option<(String, Fingerprint)>, i64),
}

/// An input that is being read: its documents, what it is marked by, and how many came so far.
type Open = (Documents<'static>, Option<(String, Fingerprint)>, i64);

/// The documents of all inputs, one after the other, with the inputs' ends between them.
struct Drawn<'o> {
    inputs: std::vec::IntoIter<Result<Source, Problem>>,
    options: &'o Options,
    open: Option<Open>,
}

impl Iterator for Drawn<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        if let Some((documents, source, count)) = &mut self.open {
            let Some(found) = documents.next() else {
                let end = Step::End(source.take(), *count);
                self.open = None;
                return Some(end);
            };
            *count += 1;
            let problem = |e: containers::Error| Problem { name: e.origin.clone(), why: e.to_string() };
            return Some(found.map_or_else(|e| Step::Problem(problem(e)), |d| Step::Document(Box::new(d))));
        }
        let opened = self.inputs.next()?.and_then(|(input, source)| {
            input.documents(self.options).map(|documents| (documents, source, 0))
        });
        match opened {
            Ok(open) => {
                self.open = Some(open);
                self.next()
            }
            Err(problem) => Some(Step::Problem(problem)),
        }
    }
}

/// What became of a step.
enum Done {
    /// A dispatch that is coded.
    Coded(Box<(Intake, Dispatch)>),
    /// One whose text was known before this run.
    Known(Box<Dispatch>),
    Problem(Problem),
    End(Option<(String, Fingerprint)>, i64),
}

fn worked(reader: &Reader, known: &HashSet<u128>, step: Step) -> Done {
    let document = match step {
        Step::Document(document) => *document,
        Step::Problem(problem) => return Done::Problem(problem),
        Step::End(source, count) => return Done::End(source, count),
    };
    let dispatch = chancery_ingest::read(document);
    if dispatch.text.is_empty() {
        return Done::Problem(Problem {
            name: dispatch.origin.clone(),
            why: refusal(told(&dispatch.remarks)),
        });
    }
    if u128::from_str_radix(&dispatch.id, 16).is_ok_and(|id| known.contains(&id)) {
        return Done::Known(Box::new(dispatch));
    }
    let layers = reader.layers_of_dispatch(dispatch, &mut |_, _| {});
    let intake = reader.intake(&layers);
    Done::Coded(Box::new((intake, layers.dispatch)))
}

fn take(writer: &mut Writer, repeats: &mut Repeats, summary: &mut Summary, done: Done) -> Result<(), Error> {
    match done {
        Done::Problem(problem) => {
            *summary.refused.entry(problem.why).or_default() += 1;
        }
        Done::End(source, count) => {
            summary.inputs += 1;
            if let Some((name, fingerprint)) = source {
                writer.finished(&name, fingerprint, count);
            }
        }
        Done::Known(dispatch) => met_again(writer, summary, &dispatch)?,
        Done::Coded(both) => {
            let (mut intake, mut dispatch) = *both;
            // Here, where they come in the order of the inputs, whoever was read first.
            if writer.known(&dispatch.id).is_none() {
                repeats.see(&mut dispatch);
            }
            intake.record.dispatch.repeats = repeats_of(&dispatch);
            add(writer, summary, &intake, &dispatch)?;
        }
    }
    Ok(())
}

/// Which earlier dispatch it repeats, as the record says it.
pub(super) fn repeats_of(dispatch: &Dispatch) -> Option<RepeatsOut> {
    let found = dispatch.repeats.as_ref()?;
    Some(RepeatsOut { id: found.id.clone(), contained: found.contained, containing: found.containing })
}

/// Adds a coded dispatch, or its place where its text is known.
pub(super) fn add(
    writer: &mut Writer,
    summary: &mut Summary,
    intake: &Intake,
    dispatch: &Dispatch,
) -> Result<(), Error> {
    match writer.add(intake)? {
        Added::Known(_) => met_again(writer, summary, dispatch)?,
        Added::New(_) => {
            summary.new += 1;
            summary.repeats += u64::from(dispatch.repeats.is_some());
            summary.events += intake.record.events.len() as u64;
            summary.claims += intake.record.claims.len() as u64;
        }
    }
    Ok(())
}

fn met_again(writer: &mut Writer, summary: &mut Summary, d: &Dispatch) -> Result<(), Error> {
    summary.known += 1;
    let Some(number) = writer.known(&d.id) else { return Ok(()) };
    let (url, outlet, published) = (d.url.as_deref(), d.outlet.as_deref(), d.published.as_deref());
    writer.appeared(number, &d.origin, url, outlet, published)?;
    Ok(())
}
