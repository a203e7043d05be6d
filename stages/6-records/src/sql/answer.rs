//! How is an answer shown to people? Cell by cell in words, and no more rows than they can read.

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::error::DataFusionError;

use super::Session;
use crate::error::Error;

/// An answer in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The columns' names.
    pub columns: Vec<String>,
    /// Whether a column holds numbers.
    pub numbers: Vec<bool>,
    /// The rows; a cell without a value is none.
    pub rows: Vec<Vec<Option<String>>>,
    /// Whether there are more rows.
    pub cut: bool,
}

/// What ends a question of which enough is known.
const ENOUGH: &str = "enough";

pub(super) fn answer(session: &Session, sql: &str, rows: usize, seconds: u64) -> Result<Answer, Error> {
    let mut out = Answer::default();
    let mut schema = None;
    let asked = session.ask_within(seconds, sql, &mut |batch| {
        schema.get_or_insert_with(|| batch.schema());
        out.take(&batch, rows).map_err(DataFusionError::from)?;
        if out.cut { Err(super::Refusal::Wrong(ENOUGH.into()).into()) } else { Ok(()) }
    });
    let schema: SchemaRef = match asked {
        Ok(schema) => schema,
        Err(e) if !out.cut => return Err(e),
        Err(_) => schema.unwrap_or_else(|| arrow_schema::Schema::empty().into()),
    };
    out.columns = schema.fields().iter().map(|f| f.name().clone()).collect();
    out.numbers = schema.fields().iter().map(|f| f.data_type().is_numeric()).collect();
    Ok(out)
}

impl Answer {
    fn take(&mut self, batch: &RecordBatch, most: usize) -> Result<(), ArrowError> {
        let options = FormatOptions::default();
        let columns = batch.columns().iter();
        let shown = columns.map(|c| ArrayFormatter::try_new(c, &options)).collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            if self.rows.len() >= most {
                self.cut = true;
                break;
            }
            let cells = batch.columns().iter().zip(&shown);
            let cell = |(column, shown): (&arrow_array::ArrayRef, &ArrayFormatter<'_>)| {
                column.is_valid(row).then(|| shown.value(row).try_to_string()).transpose()
            };
            self.rows.push(cells.map(cell).collect::<Result<_, _>>()?);
        }
        Ok(())
    }
}
