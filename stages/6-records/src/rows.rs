//! How do values become columns? Rows of a table are gathered one by one and become an Arrow batch.

use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, SchemaRef};

use crate::schema::{Kind, Table};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// For a column of [`Kind::Int`], [`Kind::Long`] or [`Kind::Day`] (days since 1970-01-01).
    Int(i64),
    /// For [`Kind::Real`].
    Real(f64),
    /// For [`Kind::Text`].
    Text(String),
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<i32> for Value {
    fn from(n: i32) -> Self {
        Self::Int(n.into())
    }
}

impl From<u32> for Value {
    fn from(n: u32) -> Self {
        Self::Int(n.into())
    }
}

impl From<f64> for Value {
    fn from(x: f64) -> Self {
        Self::Real(x)
    }
}

impl From<&str> for Value {
    fn from(s: &str) -> Self {
        Self::Text(s.to_owned())
    }
}

impl From<&String> for Value {
    fn from(s: &String) -> Self {
        Self::Text(s.clone())
    }
}

impl From<String> for Value {
    fn from(s: String) -> Self {
        Self::Text(s)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A column that grows.
#[derive(Debug)]
enum Builder {
    Int(Int32Builder),
    Long(Int64Builder),
    Real(Float64Builder),
    Day(Date32Builder),
    Text(StringBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Int => Self::Int(Int32Builder::new()),
            Kind::Long => Self::Long(Int64Builder::new()),
            Kind::Real => Self::Real(Float64Builder::new()),
            Kind::Day => Self::Day(Date32Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
        }
    }

    /// A value that the column cannot hold becomes nothing; where nothing is not allowed, the batch says so.
    fn push(&mut self, value: Value) {
        let narrow = |n: i64| i32::try_from(n).ok();
        match (self, value) {
            (Self::Int(b), Value::Int(n)) => b.append_option(narrow(n)),
            (Self::Long(b), Value::Int(n)) => b.append_value(n),
            (Self::Day(b), Value::Int(n)) => b.append_option(narrow(n)),
            (Self::Real(b), Value::Real(x)) => b.append_value(x),
            (Self::Text(b), Value::Text(s)) => b.append_value(s),
            (Self::Int(b), _) => b.append_null(),
            (Self::Long(b), _) => b.append_null(),
            (Self::Day(b), _) => b.append_null(),
            (Self::Real(b), _) => b.append_null(),
            (Self::Text(b), _) => b.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Int(b) => Arc::new(b.finish()),
            Self::Long(b) => Arc::new(b.finish()),
            Self::Real(b) => Arc::new(b.finish()),
            Self::Day(b) => Arc::new(b.finish()),
            Self::Text(b) => Arc::new(b.finish()),
        }
    }
}

/// Rows of one table.
#[derive(Debug)]
pub(crate) struct Rows {
    schema: SchemaRef,
    builders: Vec<Builder>,
    count: usize,
}

impl Rows {
    /// None yet.
    pub(crate) fn new(table: &Table) -> Self {
        let builders = table.columns.iter().map(|c| Builder::new(c.kind)).collect();
        Self { schema: table.arrow(), builders, count: 0 }
    }

    /// Adds a row: a value for each column, in the table's order.
    pub(crate) fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.builders.len(), "a row has a value a column");
        for (builder, value) in self.builders.iter_mut().zip(row) {
            builder.push(value);
        }
        self.count += 1;
    }

    /// The rows as a batch; what gathers them is empty afterwards.
    pub(crate) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let columns = self.builders.iter_mut().map(Builder::finish).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(std::mem::take(&mut self.count)));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{MENTIONS, PARTICIPANTS};

    #[test]
    fn rows_become_columns_in_order() {
        let mut rows = Rows::new(&PARTICIPANTS);
        let row = |name: &str, country: Option<&str>| {
            [
                1.into(),
                7.into(),
                2.into(),
                Value::Null,
                "actor".into(),
                3.into(),
                name.into(),
                country.into(),
                "GOV".into(),
            ]
        };
        rows.push(row("Vela Quist", Some("NOR")));
        rows.push(row("somebody", None));
        let batch = rows.take().unwrap();
        assert_eq!((batch.num_rows(), batch.num_columns()), (2, PARTICIPANTS.columns.len()));
        assert_eq!(batch.column(7).null_count(), 1);
        assert_eq!(rows.take().unwrap().num_rows(), 0);
    }

    #[test]
    fn nothing_where_there_must_be_something_is_an_error_and_no_panic() {
        let mut rows = Rows::new(&MENTIONS);
        rows.push(std::array::from_fn::<_, 9, _>(|_| Value::Null));
        assert!(rows.take().is_err());
    }
}
