//! As what do words run through the query engine, and as what do they come out of it? Within, as views: codes of a few
//! letters stand in them by value, so that groups of countries are compared as numbers. Outside, as the plain strings
//! that every reader knows.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::compute::cast;
use datafusion::error::DataFusionError;

/// A shape with views in place of plain strings.
pub(super) fn viewed(shape: &Schema) -> SchemaRef {
    turned(shape, &DataType::Utf8, &DataType::Utf8View)
}

/// A shape with plain strings in place of views.
pub(super) fn plain_shape(shape: &Schema) -> SchemaRef {
    turned(shape, &DataType::Utf8View, &DataType::Utf8)
}

/// Rows with plain strings in place of views.
pub(super) fn plain(rows: &RecordBatch, shape: &SchemaRef) -> Result<RecordBatch, DataFusionError> {
    let columns = rows.columns().iter().zip(shape.fields());
    let columns = columns.map(|(column, field)| cast(column, field.data_type()));
    // A question without columns still has rows.
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(rows.num_rows()));
    let columns = columns.collect::<Result<_, _>>()?;
    Ok(RecordBatch::try_new_with_options(Arc::clone(shape), columns, &options)?)
}

fn turned(shape: &Schema, from: &DataType, to: &DataType) -> SchemaRef {
    let turned = |field: &Arc<Field>| {
        if field.data_type() == from {
            Arc::new(field.as_ref().clone().with_data_type(to.clone()))
        } else {
            Arc::clone(field)
        }
    };
    let fields: Vec<Arc<Field>> = shape.fields().iter().map(turned).collect();
    Arc::new(Schema::new_with_metadata(fields, shape.metadata().clone()))
}

#[cfg(test)]
mod tests {
    use arrow_array::{Int64Array, RecordBatch, StringArray, StringViewArray};

    use super::*;

    #[test]
    fn words_come_out_as_plain_strings_and_the_rest_as_it_is() {
        let states = ["SYR", "TUR", "a name that no view holds by value"];
        let numbers = Arc::new(Int64Array::from(vec![1, 2, 3]));
        let within = RecordBatch::try_from_iter([
            ("state", Arc::new(StringViewArray::from_iter_values(states)) as arrow_array::ArrayRef),
            ("n", numbers.clone()),
        ])
        .unwrap();
        let shape = plain_shape(&within.schema());
        assert_eq!(viewed(&shape), within.schema());
        let outside = plain(&within, &shape).unwrap();
        assert_eq!(outside.column(0).as_ref(), &StringArray::from_iter_values(states));
        assert_eq!(outside.column(1).as_ref(), numbers.as_ref());
    }

    #[test]
    fn rows_without_columns_are_still_counted() {
        let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(4));
        let shape = Arc::new(Schema::empty());
        let rows = RecordBatch::try_new_with_options(Arc::clone(&shape), Vec::new(), &options).unwrap();
        assert_eq!(plain(&rows, &shape).unwrap().num_rows(), 4);
    }
}
