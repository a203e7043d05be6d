//! How does Python reach the pipeline? The compiled half of the package `chancery`: tables and lines of JSON go in and
//! out here; what a user sees of them is written in Python (`apps/python/python/chancery`).

mod capsule;
mod coding;
mod evaluation;
mod faults;
mod files;
mod lines;
mod patience;
mod reader;
mod rows;
mod settings;
mod store;
mod table;
mod values;

use pyo3::prelude::*;

#[pymodule]
mod _chancery {
    #[pymodule_export]
    use super::coding::Stream;
    #[pymodule_export]
    use super::coding::schema;
    #[pymodule_export]
    use super::evaluation::evaluate;
    #[pymodule_export]
    use super::lines::Lines;
    #[pymodule_export]
    use super::reader::Reader;
    #[pymodule_export]
    use super::store::Store;
    #[pymodule_export]
    use super::table::{Shape, Table};
}
