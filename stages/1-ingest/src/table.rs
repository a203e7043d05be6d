//! Which rows does an embedded table have? Its lines with their numbers, and what is wrong with one.

use std::fmt;

/// A row that cannot be used, so that its author finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The table's file.
    pub(crate) file: &'static str,
    /// Its line, from 1.
    pub(crate) line: usize,
    /// What is wrong and what would be right.
    pub(crate) what: &'static str,
    /// The row.
    pub(crate) row: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.what, self.row)
    }
}

/// A row: its number and its fields.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    file: &'static str,
    line: usize,
    text: &'a str,
    pub(crate) fields: Vec<&'a str>,
}

impl Row<'_> {
    /// The error of this row.
    pub(crate) fn wrong(&self, what: &'static str) -> Wrong {
        Wrong { file: self.file, line: self.line, what, row: self.text.to_owned() }
    }
}

/// The rows of a table, comments aside.
pub(crate) fn rows<'a>(file: &'static str, table: &'a str) -> impl Iterator<Item = Row<'a>> {
    table.lines().enumerate().filter(|(_, text)| !text.starts_with('#')).map(move |(n, text)| Row {
        file,
        line: n + 1,
        text,
        fields: text.split('\t').collect(),
    })
}
