//! How is an archive asked, and filled, from Python?
#![allow(clippy::needless_pass_by_value, reason = "Python hands values over")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chancery::commands::store::ingest::{self, Sight};
use chancery_records::panel::{By, Panel, Period, Side, Unit};
use chancery_records::sql::{Limits, Session};
use chancery_records::{Choice, Stored};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::faults::{self, Fault};
use crate::lines::{Item, Lines, sentences};
use crate::patience::patiently;
use crate::reader::Reader;
use crate::settings;
use crate::table::Table;

/// A store's folder. It is opened anew for each question, so that every answer is of what is there now.
#[pyclass(frozen, module = "chancery._chancery")]
pub(crate) struct Store {
    folder: PathBuf,
}

#[pymethods]
impl Store {
    #[new]
    fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Answers a question.
    fn sql(
        &self,
        py: Python<'_>,
        query: String,
        run: Option<i32>,
        seconds: u64,
        megabytes: usize,
    ) -> PyResult<Table> {
        let folder = self.folder.clone();
        let ask = move || answer(&folder, &query, choice(run), Limits { seconds, megabytes });
        patiently(py, ask)?.map_err(faults::store)
    }

    /// A panel, and its codebook.
    #[allow(clippy::too_many_arguments, reason = "they are the command's options")]
    fn panel(
        &self,
        py: Python<'_>,
        period: &str,
        side: &str,
        by: &str,
        count: &str,
        directed: bool,
        run: Option<i32>,
        seconds: u64,
        megabytes: usize,
    ) -> PyResult<(Table, String)> {
        let panel = Panel {
            period: one_of("period", period, &PERIODS)?,
            side: one_of("side", side, &SIDES)?,
            directed,
            by: one_of("by", by, &BYS)?,
            unit: one_of("count", count, &UNITS)?,
        };
        if run.is_some() && panel.unit == Unit::Incidents {
            let what = "run: incidents are made of the newest codings: leave run out";
            return Err(Fault::Setting.says(what));
        }
        let folder = self.folder.clone();
        let limits = Limits { seconds, megabytes };
        let count = move || panel.rows(&Session::open(&folder, choice(run), limits)?);
        let rows = patiently(py, count)?.map_err(faults::store)?;
        Ok((Table::of(rows.schema(), vec![rows]), panel.codebook()))
    }

    /// Dispatches that hold a phrase, as dictionaries.
    fn search<'py>(
        &self,
        py: Python<'py>,
        phrase: String,
        limit: usize,
    ) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let folder = self.folder.clone();
        let found = patiently(py, move || chancery_records::Store::open(&folder)?.search(&phrase, limit))?;
        let shown = |f: chancery_records::Found| {
            let out = PyDict::new(py);
            out.set_item("dispatch", f.dispatch)?;
            out.set_item("id", f.id)?;
            out.set_item("origin", f.origin)?;
            out.set_item("title", f.title)?;
            out.set_item("outlet", f.outlet)?;
            out.set_item("published", f.published)?;
            out.set_item("span", (f.span[0], f.span[1]))?;
            out.set_item("context", f.context)?;
            Ok(out)
        };
        found.map_err(faults::store)?.into_iter().map(shown).collect()
    }

    /// One dispatch by its number, its id or the beginning of its id.
    fn dispatch<'py>(
        &self,
        py: Python<'py>,
        name: String,
        run: Option<i32>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let folder = self.folder.clone();
        let find = move || {
            let store = chancery_records::Store::open(&folder)?;
            store.record(store.find(&name)?, choice(run))
        };
        let found = patiently(py, find)?.map_err(faults::store)?;
        found.map(|stored| facts(py, &stored)).transpose()
    }

    /// All records, in the order of their numbers.
    fn records(&self, run: Option<i32>) -> Lines {
        let folder = self.folder.clone();
        Lines::of(move |send| {
            let sent = || -> Result<(), chancery_records::Error> {
                let store = chancery_records::Store::open(&folder)?;
                for stored in store.records(choice(run))? {
                    if send.send(Item::Stored(Box::new(stored?))).is_err() {
                        break;
                    }
                }
                Ok(())
            };
            if let Err(e) = sent() {
                // Nobody may ask any more.
                let _ = send.send(Item::Failed(Fault::of_store(&e), e.to_string()));
            }
        })
    }

    /// How many dispatches there are.
    fn dispatches(&self) -> PyResult<i64> {
        chancery_records::Store::open(&self.folder).and_then(|s| s.dispatches()).map_err(faults::store)
    }

    /// Reads what is new of all inputs, and tells `watch` of problems (name, why) and of progress (inputs read, of so
    /// many, dispatches). Gives what came of it.
    #[allow(clippy::too_many_arguments, reason = "they are the command's options")]
    fn ingest<'py>(
        &self,
        py: Python<'py>,
        reader: &Reader,
        inputs: Vec<String>,
        columns: &str,
        threads: Option<usize>,
        commit_every: usize,
        watch: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let settings = settings::inputs(columns, threads)?;
        let (reader, folder) = (reader.inner, self.folder.as_path());
        let (summary, stopped) = py.detach(|| {
            let mut stopped = None;
            let summary =
                ingest::into_store(reader, &inputs, folder, &settings, commit_every, &mut |sight| {
                    match Python::attach(|py| told(py, &watch, &sight)) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(why) => {
                            stopped = Some(why);
                            ControlFlow::Break(())
                        }
                    }
                });
            (summary, stopped)
        });
        if let Some(why) = stopped {
            return Err(why);
        }
        let summary = summary.map_err(faults::command)?;
        let out = PyDict::new(py);
        out.set_item("inputs", summary.inputs)?;
        out.set_item("skipped", summary.skipped)?;
        out.set_item("new", summary.new)?;
        out.set_item("known", summary.known)?;
        out.set_item("repeats", summary.repeats)?;
        out.set_item("events", summary.events)?;
        out.set_item("claims", summary.claims)?;
        out.set_item("refused", summary.refused)?;
        Ok(out)
    }
}

/// Looks up for Ctrl-C and tells whoever watches.
fn told(py: Python<'_>, watch: &Py<PyAny>, sight: &Sight<'_>) -> PyResult<()> {
    py.check_signals()?;
    match sight {
        Sight::Problem(problem) => watch.call1(py, (&problem.name, &problem.why))?,
        Sight::Progress { inputs, of, dispatches } => watch.call1(py, (inputs, of, dispatches))?,
    };
    Ok(())
}

fn answer(
    folder: &Path,
    query: &str,
    choice: Choice,
    limits: Limits,
) -> Result<Table, chancery_records::Error> {
    let most = limits.megabytes.saturating_mul(1 << 20);
    let (mut batches, mut bytes) = (Vec::new(), 0_usize);
    let schema = Session::open(folder, choice, limits)?.ask(query, &mut |batch| {
        // The answer may use as much again as the question.
        bytes = bytes.saturating_add(batch.get_array_memory_size());
        if bytes > most {
            return Err(chancery_records::sql::Refusal::TooLarge(limits.megabytes).into());
        }
        batches.push(batch);
        Ok(())
    })?;
    Ok(Table::of(schema, batches))
}

fn choice(run: Option<i32>) -> Choice {
    run.map_or(Choice::Newest, Choice::Run)
}

/// A record of a store: its line, the sentences of its events, and what only the store knows of it.
pub(crate) fn facts<'py>(py: Python<'py>, stored: &Stored) -> PyResult<Bound<'py, PyAny>> {
    let facts = PyDict::new(py);
    facts.set_item("number", stored.number)?;
    facts.set_item("run", stored.run)?;
    facts.set_item("read_at", &stored.read_at)?;
    facts.set_item("outlet_country", &stored.outlet_country)?;
    facts.set_item("outlet_kind", &stored.outlet_kind)?;
    let corrections = stored.corrections.iter().map(|c| {
        let out = PyDict::new(py);
        out.set_item("id", c.id)?;
        out.set_item("event", &c.event)?;
        out.set_item("field", &c.field)?;
        out.set_item("was", &c.was)?;
        out.set_item("value", &c.value)?;
        out.set_item("by", &c.by)?;
        out.set_item("why", &c.why)?;
        out.set_item("at", &c.at)?;
        Ok(out)
    });
    facts.set_item("corrections", corrections.collect::<PyResult<Vec<_>>>()?)?;
    let incidents: Vec<_> = stored.incidents.iter().map(|i| i.as_ref().map(|i| i.incident)).collect();
    facts.set_item("incidents", incidents)?;
    let all = (stored.record.to_json(), sentences(&stored.sentences), facts);
    Ok(all.into_pyobject(py)?.into_any())
}

const PERIODS: [(&str, Period); 4] =
    [("day", Period::Day), ("week", Period::Week), ("month", Period::Month), ("year", Period::Year)];
const SIDES: [(&str, Side); 2] = [("country", Side::Country), ("actor", Side::Actor)];
const BYS: [(&str, By); 3] = [("type", By::Type), ("quad", By::Quad), ("intensity", By::Intensity)];
const UNITS: [(&str, Unit); 2] = [("events", Unit::Events), ("incidents", Unit::Incidents)];

/// The choice of this name.
fn one_of<T: Copy>(what: &str, name: &str, all: &[(&str, T)]) -> PyResult<T> {
    all.iter().find(|(known, _)| *known == name).map(|(_, choice)| *choice).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|(known, _)| *known).collect();
        Fault::Setting.says(format!("{what} = {name:?}: expected {}", known.join(", ")))
    })
}
