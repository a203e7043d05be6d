//! Where does SQL find the tables of the ledger? Each is read when a query asks for it first, and then as it was: all
//! questions of a session are about one state of the store.

use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::DataFusionError;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;

use super::functions::Shared;
use crate::day;
use crate::error::Error;
use crate::intake::Head;
use crate::ledger::Ledger;
use crate::ranges::Current;
use crate::rows::{Rows, Value};
use crate::schema::{APPEARANCES, CORRECTIONS, DISPATCHES, INCIDENTS, REPORTS, RUNS, Table};

/// A table of the ledger.
#[derive(Debug)]
pub(super) struct LedgerTable {
    table: Table,
    shared: Arc<Shared>,
    current: Arc<Current>,
    read: OnceLock<RecordBatch>,
}

/// All of them.
pub(super) fn all(shared: &Arc<Shared>, current: &Arc<Current>) -> Vec<(&'static str, Arc<LedgerTable>)> {
    let table = |table: Table| {
        let (shared, current) = (Arc::clone(shared), Arc::clone(current));
        (table.name, Arc::new(LedgerTable { table, shared, current, read: OnceLock::new() }))
    };
    [DISPATCHES, APPEARANCES, RUNS, CORRECTIONS, INCIDENTS, REPORTS].map(table).into()
}

#[async_trait]
impl TableProvider for LedgerTable {
    fn schema(&self) -> SchemaRef {
        self.table.arrow()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        let batch = if let Some(read) = self.read.get() {
            read.clone()
        } else {
            let read = self.shared.with(|ledger, _| self.rows(ledger));
            let read = read.map_err(|e| DataFusionError::External(Box::new(e)))?;
            self.read.get_or_init(|| read).clone()
        };
        let plan = MemorySourceConfig::try_new_exec(&[vec![batch]], self.schema(), projection.cloned())?;
        Ok(plan)
    }
}

impl LedgerTable {
    fn rows(&self, ledger: &Ledger) -> Result<RecordBatch, Error> {
        let mut rows = Rows::new(&self.table);
        match self.table.name {
            "dispatches" => ledger.each_head(|head, characters| {
                let run = self.current.segment_of(head.number).map(|s| s.run);
                rows.push(dispatch(&head, characters, run));
            })?,
            "appearances" => ledger.each_appearance(|a| {
                rows.push([
                    a.dispatch.into(),
                    (&a.origin).into(),
                    a.url.as_ref().into(),
                    a.outlet.as_ref().into(),
                    a.published.as_ref().into(),
                ]);
            })?,
            "runs" => runs(ledger, &mut rows)?,
            "corrections" => {
                for c in ledger.corrections()? {
                    rows.push([
                        c.correction.into(),
                        c.dispatch.into(),
                        c.run.into(),
                        c.event.into(),
                        c.trigger_spans.into(),
                        c.field.into(),
                        c.was.into(),
                        c.value.into(),
                        c.made_by.into(),
                        c.why.into(),
                        c.made_at.into(),
                    ]);
                }
            }
            "incidents" => ledger.each_incident(|row| rows.push(row))?,
            _ => ledger.each_report(|row| rows.push(row))?,
        }
        rows.take().map_err(|e| super::Refusal::Wrong(e.to_string()).into())
    }
}

fn runs(ledger: &Ledger, rows: &mut Rows) -> Result<(), Error> {
    let segments = ledger.segments()?;
    for r in ledger.runs()? {
        let of = segments.iter().filter(|s| s.run == r.run);
        let dispatches: i64 = of.map(|s| s.range.end() - s.range.start() + 1).sum();
        rows.push([
            r.run.into(),
            r.version.into(),
            r.model.into(),
            r.rules.into(),
            r.started_at.into(),
            dispatches.into(),
        ]);
    }
    Ok(())
}

fn dispatch(head: &Head, characters: i64, run: Option<i32>) -> [Value; 18] {
    let repeats = head.repeats.as_ref();
    [
        head.number.into(),
        (&head.id).into(),
        (&head.origin).into(),
        head.url.as_ref().into(),
        head.outlet.as_ref().into(),
        head.outlet_country.as_ref().into(),
        head.outlet_kind.as_ref().into(),
        head.title.as_ref().into(),
        head.published.as_ref().into(),
        head.published_basis.as_ref().into(),
        head.published.as_deref().and_then(day::exact).into(),
        (&head.language).into(),
        characters.into(),
        head.repeats_number.into(),
        repeats.map(|r| r.1).into(),
        repeats.map(|r| r.2).into(),
        run.into(),
        (&head.read_at).into(),
    ]
}
