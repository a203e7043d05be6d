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
