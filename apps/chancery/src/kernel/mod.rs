//! How is a table coded? A row in, a row out, in order: the one function that the command line, Python and every
//! engine call. Pure: the same rows give the same bytes, whatever the threads, the machine and the rows beside them.
//!
//! A row means what the same fields mean on a line of JSON (`chancery read news.jsonl`), and its record is the same
//! to the byte, but that its origin is its own id. The columns are found by their names, as fields of JSON are
//! ([`Fields`]); columns of other names are passed over.

mod coded;
mod documents;
mod schema;
mod unnest;

use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType};
use chancery_ingest::Document;
use chancery_ingest::containers::Fields;
use chancery_records::Intake;

use crate::batch;
use crate::pipeline::Reader;

pub use coded::Coded;
pub use schema::{coded_schema, event_schema, reference};
pub use unnest::events;

/// Why a table cannot be coded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No column holds texts.
    #[error("no column holds texts: expected one of {expected}; the columns are {found}; name it: text=NAME")]
    NoText {
        /// The names that were looked for.
        expected: String,
        /// The table's own.
        found: String,
    },
    /// A column that is read holds what cannot be read.
    #[error("column {column:?} holds {found}; expected {expected}")]
    Type {
        /// The column.
        column: String,
        /// What it holds.
        found: DataType,
        /// What it may hold.
        expected: &'static str,
    },
    /// The table was not made by [`Kernel::code`].
    #[error("the table holds no coded rows: {0} is missing")]
    NotCoded(&'static str),
    /// Arrow refused: the table contradicts its own shape.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

/// Codes tables with a reader.
#[derive(Debug, Clone)]
pub struct Kernel<'r> {
    reader: &'r Reader,
    fields: Fields,
}

impl<'r> Kernel<'r> {
    /// One that finds columns by these names.
    pub fn new(reader: &'r Reader, fields: Fields) -> Self {
        Self { reader, fields }
    }

    /// Codes a table: a row in [`coded_schema`] for each of its rows, in their order.
    pub fn code(&self, table: &RecordBatch) -> Result<RecordBatch, Error> {
        self.code_on(table, 1)
    }

    /// The same on so many threads.
    pub fn code_on(&self, table: &RecordBatch, threads: usize) -> Result<RecordBatch, Error> {
        let documents = documents::Documents::new(table, &self.fields)?;
        let mut coded = Coded::default();
        let rows = (0..table.num_rows()).map(|row| documents.of(row));
        batch::in_order(
            rows,
            threads,
            |document| self.intake(document),
            |intake| {
                coded.push(intake);
                ControlFlow::Continue(())
            },
        );
        coded.take()
    }

    /// Codes documents that are no table's: what one of them becomes in [`Coded`].
    pub fn intake(&self, document: Document) -> Intake {
        self.reader.intake(&self.reader.layers_of(document, &mut |_, _| {}))
    }
}
