//! Which document is a row? Its columns are fields of an object, which is read as a line of JSON is.

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::cast;
use arrow_schema::DataType;
use chancery_ingest::containers::{Field, Fields, row};
use chancery_ingest::{Content, Document};
use serde_json::{Map, Value};

use super::Error;

/// Everything that a row may tell.
const READ: [Field; 8] = [
    Field::Id,
    Field::Text,
    Field::Title,
    Field::Date,
    Field::Url,
    Field::Outlet,
    Field::Author,
    Field::Language,
];

/// A column that is read.
#[derive(Debug)]
struct Column {
    name: String,
    values: Values,
}

#[derive(Debug)]
enum Values {
    /// UTF-8 of 32 bits' offsets.
    Text(ArrayRef),
    /// 64 bits, signed.
    Number(ArrayRef),
    /// Bytes of unknown charset: 64 bits' offsets.
    Bytes(ArrayRef),
}

/// The rows of a table as documents.
#[derive(Debug)]
pub(super) struct Documents {
    columns: Vec<Column>,
    fields: Fields,
}

impl Documents {
    pub(super) fn new(table: &RecordBatch, fields: &Fields) -> Result<Self, Error> {
        let schema = table.schema();
        let there = |name: &&str| schema.fields().iter().any(|f| f.name() == name);
        if !fields.names(Field::Text).iter().any(there) {
            let found: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
            let expected = fields.names(Field::Text).join(", ");
            return Err(Error::NoText { expected, found: found.join(", ") });
        }
        let mut columns = Vec::new();
        for field in READ {
            for name in fields.names(field).into_iter().filter(there) {
                let Some(array) = table.column_by_name(name) else { continue };
                columns.push(Column { name: name.to_owned(), values: values(name, field, array)? });
            }
        }
        Ok(Self { columns, fields: fields.clone() })
    }

    /// The document of a row.
    pub(super) fn of(&self, at: usize) -> Document {
        let mut object = Map::new();
        let mut bytes = None;
        for column in &self.columns {
            match &column.values {
                Values::Text(array) if array.is_valid(at) => {
                    let text = array.as_string::<i32>().value(at);
                    object.insert(column.name.clone(), Value::String(text.to_owned()));
                }
                Values::Number(array) if array.is_valid(at) => {
                    let number = array.as_primitive::<Int64Type>().value(at);
                    object.insert(column.name.clone(), Value::Number(number.into()));
                }
                Values::Bytes(array) if array.is_valid(at) => {
                    bytes.get_or_insert_with(|| array.as_binary::<i64>().value(at).to_vec());
                    // A text is there, though its charset must be found out.
                    object.insert(column.name.clone(), Value::String("-".into()));
                }
                _ => {}
            }
        }
        let mut document = row(&object, &self.fields);
        if let Some(bytes) = bytes {
            document.content = Content::Bytes { bytes, charset: None };
        }
        document
    }
}

/// The values of a column in one of the forms that are read.
fn values(name: &str, field: Field, array: &ArrayRef) -> Result<Values, Error> {
    let wrong =
        |expected| Error::Type { column: name.to_owned(), found: array.data_type().clone(), expected };
    let inner = match array.data_type() {
        DataType::Dictionary(_, values) => values.as_ref(),
        other => other,
    };
    Ok(match (field, inner) {
        (_, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null)
        | (Field::Date, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..)) => {
            Values::Text(cast(array, &DataType::Utf8)?)
        }
        (Field::Text, DataType::Binary | DataType::LargeBinary | DataType::BinaryView) => {
            Values::Bytes(cast(array, &DataType::LargeBinary)?)
        }
        (Field::Id | Field::Date, inner) if inner.is_integer() => {
            Values::Number(cast(array, &DataType::Int64)?)
        }
        (Field::Text, _) => return Err(wrong("text or bytes")),
        (Field::Date, _) => return Err(wrong("text, dates, timestamps or seconds since 1970")),
        (Field::Id, _) => return Err(wrong("text or whole numbers")),
        _ => return Err(wrong("text")),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{
        BinaryArray, BooleanArray, Date32Array, Int32Array, LargeStringArray, StringArray, StringViewArray,
        TimestampMicrosecondArray,
    };

    use super::*;

    fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true))).unwrap()
    }

    fn documents(columns: Vec<(&str, ArrayRef)>) -> Vec<Document> {
        let table = table(columns);
        let documents = Documents::new(&table, &Fields::default()).unwrap();
        (0..table.num_rows()).map(|row| documents.of(row)).collect()
    }

    #[test]
    fn a_row_tells_what_the_same_line_of_json_tells() {
        let found = documents(vec![
            ("id", Arc::new(Int32Array::from(vec![7]))),
            ("title", Arc::new(LargeStringArray::from(vec!["Envoy in Oslo"]))),
            ("body", Arc::new(StringViewArray::from(vec!["The envoy arrived."]))),
            ("date", Arc::new(Date32Array::from(vec![19_787]))),
            ("mood", Arc::new(BooleanArray::from(vec![true]))),
        ]);
        assert_eq!(found[0].origin, "7");
        assert_eq!(found[0].facts.title.as_deref(), Some("Envoy in Oslo"));
        assert_eq!(found[0].facts.published.as_ref().map(|(d, _)| d.as_str()), Some("2024-03-05"));
        assert_eq!(found[0].content, Content::Plain("The envoy arrived.".into()));
    }

    #[test]
    fn moments_are_read_as_they_are_written() {
        let moment = |zone: Option<&str>| {
            let array = TimestampMicrosecondArray::from(vec![1_709_632_800_000_000]);
            let array = if let Some(zone) = zone { array.with_timezone(zone) } else { array };
            let found = documents(vec![
                ("text", Arc::new(StringArray::from(vec!["It rains."])) as ArrayRef),
                ("date", Arc::new(array)),
            ]);
            found[0].facts.published.clone().unwrap().0
        };
        assert_eq!(moment(None), "2024-03-05T10:00:00");
        assert_eq!(moment(Some("UTC")), "2024-03-05T10:00:00Z");
        assert_eq!(moment(Some("+03:00")), "2024-03-05T13:00:00+03:00");
    }

    #[test]
    fn bytes_keep_their_charset_for_stage_one() {
        let found = documents(vec![("text", Arc::new(BinaryArray::from(vec![&b"caf\xe9"[..]])))]);
        assert_eq!(found[0].content, Content::Bytes { bytes: b"caf\xe9".to_vec(), charset: None });
    }

    #[test]
    fn a_row_without_a_text_says_so() {
        let found = documents(vec![("text", Arc::new(StringArray::from(vec![None::<&str>])))]);
        assert_eq!(found[0].remarks[0].code, "ingest/empty");
        assert_eq!(found[0].origin, "");
    }

    #[test]
    fn a_table_without_texts_or_of_other_types_is_refused_in_words() {
        let numbers: ArrayRef = Arc::new(Int32Array::from(vec![1]));
        let refused = |name| {
            Documents::new(&table(vec![(name, Arc::clone(&numbers))]), &Fields::default()).unwrap_err()
        };
        assert!(refused("size").to_string().contains("the columns are size; name it: text=NAME"));
        assert_eq!(refused("text").to_string(), "column \"text\" holds Int32; expected text or bytes");
    }
}
