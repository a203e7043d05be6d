//! What is a cell of a table in Python? Its own words, numbers and days, for whoever has no library of tables.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList};

use crate::faults::Fault;

type Object<'py> = Bound<'py, PyAny>;

/// Days from the first of January of the year 1, which Python counts from, to 1970.
const EPOCH: i32 = 719_163;

/// The values of a column.
pub(crate) fn objects<'py>(py: Python<'py>, name: &str, column: &ArrayRef) -> PyResult<Vec<Object<'py>>> {
    (0..column.len()).map(|at| object(py, name, column, at)).collect()
}

fn object<'py>(py: Python<'py>, name: &str, column: &ArrayRef, at: usize) -> PyResult<Object<'py>> {
    macro_rules! number {
        ($kind:ty) => {
            Ok(column.as_primitive::<$kind>().value(at).into_pyobject(py)?.into_any())
        };
    }
    if column.is_null(at) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Null => Ok(py.None().into_bound(py)),
        DataType::Boolean => Ok(PyBool::new(py, column.as_boolean().value(at)).to_owned().into_any()),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Utf8 => text(py, column.as_string::<i32>().value(at)),
        DataType::LargeUtf8 => text(py, column.as_string::<i64>().value(at)),
        DataType::Utf8View => text(py, column.as_string_view().value(at)),
        DataType::Date32 => {
            let day = column.as_primitive::<Date32Type>().value(at).saturating_add(EPOCH);
            py.import("datetime")?.getattr("date")?.call_method1("fromordinal", (day,))
        }
        DataType::Timestamp(unit, zone) => moment(py, column, at, *unit, zone.is_some()),
        DataType::List(_) => list(py, name, &column.as_list::<i32>().value(at)),
        DataType::LargeList(_) => list(py, name, &column.as_list::<i64>().value(at)),
        DataType::Struct(fields) => {
            let out = PyDict::new(py);
            for (field, part) in fields.iter().zip(column.as_struct().columns()) {
                out.set_item(field.name(), object(py, field.name(), part, at)?)?;
            }
            Ok(out.into_any())
        }
        other => Err(Fault::Other.says(format!(
            "column {name:?} holds {other}, which has no plain value in Python; use to_arrow(), or CAST it in the question"
        ))),
    }
}

/// A moment, to the microsecond, which is as fine as Python has it; in UTC where its zone is known.
fn moment<'py>(
    py: Python<'py>,
    column: &ArrayRef,
    at: usize,
    unit: TimeUnit,
    zoned: bool,
) -> PyResult<Object<'py>> {
    let micros = match unit {
        TimeUnit::Second => column.as_primitive::<TimestampSecondType>().value(at).saturating_mul(1_000_000),
        TimeUnit::Millisecond => {
            column.as_primitive::<TimestampMillisecondType>().value(at).saturating_mul(1_000)
        }
        TimeUnit::Microsecond => column.as_primitive::<TimestampMicrosecondType>().value(at),
        TimeUnit::Nanosecond => column.as_primitive::<TimestampNanosecondType>().value(at).div_euclid(1_000),
    };
    let datetime = py.import("datetime")?;
    let utc = datetime.getattr("timezone")?.getattr("utc")?;
    let zone = if zoned { utc } else { py.None().into_bound(py) };
    let epoch = datetime.getattr("datetime")?.call1((1970, 1, 1, 0, 0, 0, 0, zone))?;
    epoch.add(datetime.getattr("timedelta")?.call1((0, 0, micros))?)
}

fn text<'py>(py: Python<'py>, value: &str) -> PyResult<Object<'py>> {
    Ok(value.into_pyobject(py)?.into_any())
}

fn list<'py>(py: Python<'py>, name: &str, values: &ArrayRef) -> PyResult<Object<'py>> {
    Ok(PyList::new(py, objects(py, name, values)?)?.into_any())
}
