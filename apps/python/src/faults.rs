//! How does an error reach Python? In the words of the command line, as a class of `chancery.errors`.

use chancery::{Error, kernel};
use pyo3::prelude::*;

/// Who must act, and so the class in `chancery.errors`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// The package itself is broken.
    Load,
    /// A setting says what cannot be.
    Setting,
    /// What came in cannot be read.
    Input,
    /// A file cannot be used.
    File,
    /// A question to a store is not allowed or not possible.
    Query,
    /// A store cannot do what was asked.
    Store,
    /// Anything else.
    Other,
}

impl Fault {
    fn class(self) -> &'static str {
        match self {
            Self::Load => "LoadError",
            Self::Setting => "SettingError",
            Self::Input => "InputError",
            Self::File => "FileError",
            Self::Query => "QueryError",
            Self::Store => "StoreError",
            Self::Other => "Error",
        }
    }

    /// The exception with these words.
    pub(crate) fn says(self, words: impl Into<String>) -> PyErr {
        let words = words.into();
        Python::attach(|py| {
            let class = py.import("chancery.errors").and_then(|m| m.getattr(self.class()));
            match class.and_then(|c| c.call1((words,))) {
                Ok(exception) => PyErr::from_value(exception),
                Err(why) => why,
            }
        })
    }

    fn of(error: &Error) -> Self {
        match error {
            Error::Load { .. } => Self::Load,
            Error::Config { .. } | Error::Task { .. } | Error::Option { .. } => Self::Setting,
            Error::File { .. } => Self::File,
            Error::Data { .. } | Error::Treebank { .. } => Self::Input,
            Error::Store(e) => Self::of_store(e),
            _ => Self::Other,
        }
    }

    /// Of whom a store complains.
    pub(crate) fn of_store(error: &chancery_records::Error) -> Self {
        match error {
            chancery_records::Error::Query(_) => Self::Query,
            _ => Self::Store,
        }
    }
}

/// What a command says.
#[allow(clippy::needless_pass_by_value, reason = "for `map_err`")]
pub(crate) fn command(error: Error) -> PyErr {
    Fault::of(&error).says(error.to_string())
}

/// What a store says.
#[allow(clippy::needless_pass_by_value, reason = "for `map_err`")]
pub(crate) fn store(error: chancery_records::Error) -> PyErr {
    Fault::of_store(&error).says(error.to_string())
}

/// What the kernel says of a table.
#[allow(clippy::needless_pass_by_value, reason = "for `map_err`")]
pub(crate) fn kernel(error: kernel::Error) -> PyErr {
    Fault::Input.says(error.to_string())
}
