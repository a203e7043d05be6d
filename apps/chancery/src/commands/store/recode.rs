//! `chancery recode`: the texts of a store are coded again by this version of the program.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc;
use std::time::Instant;

use chancery_model::record::RemarkOut;
use chancery_records::{Intake, Kept, Store, Writer};

use crate::batch;
use crate::commands::{Outcome, bar, reader};
use crate::config::Settings;
use crate::error::Error;
use crate::pipeline::Reader;

/// Texts that may wait to be coded.
const WAITING: usize = 64;

/// Codes all texts that this version has not coded.
pub fn run(folder: &Path, settings: &Settings, progress: bool) -> Result<Outcome, Error> {
    // Before anything is made: a store that is not there is not to be coded again.
    Store::open(folder)?;
    let began = Instant::now();
    let reader = reader(settings)?;
    let mut writer = Writer::open(folder, reader.producer())?;
    let wanted = writer.uncoded()?;
    let count: i64 = wanted.iter().map(|r| r.end() - r.start() + 1).sum();
    let bar =
        bar(u64::try_from(count).unwrap_or(0), "{pos}/{len} dispatches, {per_sec}, {eta} left", progress);
    let (mut done, mut failure, mut read) = (0_u64, None, Ok(()));
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(WAITING);
        let texts = scope.spawn(move || -> Result<(), Error> {
            let store = Store::open(folder)?;
            for range in wanted {
                store.each_kept_in(range, |kept| {
                    // Nobody waits for it any more where the writer has failed.
                    let _ = send.send(kept);
                    Ok(())
                })?;
            }
            Ok(())
        });
        batch::in_order(
            receive.into_iter(),
            settings.threads.value,
            |kept| coded(&reader, kept),
            |(n, intake)| {
                done += 1;
                bar.inc(1);
                match writer.code_again(n, &intake) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(e) => {
                        failure = Some(e);
                        ControlFlow::Break(())
                    }
                }
            },
        );
        read = texts.join().unwrap_or(Ok(()));
    });
    bar.finish_and_clear();
    if let Some(e) = failure {
        return Err(e.into());
    }
    read?;
    let run = writer.run();
    writer.close()?;
    chancery_records::incident::update(folder)?;
    let seconds = began.elapsed().as_secs_f64();
    writeln!(io::stdout().lock(), "{done} dispatches coded again in {seconds:.1} s, as run {run}")?;
    Ok(Outcome::Complete)
}

/// What stage 1 found is kept, its remarks among it; expressions of time follow from it.
fn coded(reader: &Reader, kept: Kept) -> (i64, Intake) {
    let Kept { number, mut dispatch, remarks } = kept;
    dispatch.times = chancery_ingest::times(&dispatch);
    let layers = reader.layers_of_dispatch(dispatch, &mut |_, _| {});
    let mut record = reader.record(&layers);
    let later: Vec<RemarkOut> = std::mem::take(&mut record.remarks);
    record.remarks = remarks.into_iter().chain(later).collect();
    (number, Intake::new(&layers.dispatch, &layers.analysis, record))
}
