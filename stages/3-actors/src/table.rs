//! How is a reference table read? Tab-separated rows, `#` starts a comment line, `|` separates
//! alternatives in a cell; cells missing at the end of a row are empty.

use crate::error::Error;

/// One row with the place that it came from.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) path: &'static str,
    pub(crate) line: usize,
    cells: Vec<&'static str>,
}

impl Row {
    /// A cell; empty where the row is shorter.
    pub(crate) fn cell(&self, column: usize) -> &'static str {
        self.cells.get(column).map_or("", |c| c.trim())
    }

    /// A cell's alternatives.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'static str> {
        self.cell(column).split('|').filter(|c| !c.is_empty())
    }

    /// A cell that must not be empty.
    pub(crate) fn required(&self, column: usize) -> Result<&'static str, Error> {
        match self.cell(column) {
            "" => Err(Error::Empty { path: self.path, line: self.line, column: column + 1 }),
            cell => Ok(cell),
        }
    }

    /// The error that a cell's value is not one of the known.
    pub(crate) fn unknown(&self, what: &'static str, found: &str, valid: &'static str) -> Error {
        Error::Unknown { path: self.path, line: self.line, what, found: found.to_owned(), valid }
    }
}

/// The rows of a table.
pub(crate) fn rows(path: &'static str, content: &'static str, most: usize) -> Result<Vec<Row>, Error> {
    let mut out = Vec::new();
    for (number, line) in content.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() > most {
            return Err(Error::Columns { path, line: number + 1, found: cells.len(), most });
        }
        out.push(Row { path, line: number + 1, cells });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_skipped_and_short_rows_are_filled() {
        let rows = rows("t.tsv", "# head\na\tb|c\n\nd\n", 3).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].list(1).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!((rows[1].line, rows[1].cell(2)), (4, ""));
    }

    #[test]
    fn a_row_with_too_many_columns_is_named() {
        let error = rows("t.tsv", "a\tb\n1\t2\t3\n", 2).unwrap_err();
        assert_eq!(error, Error::Columns { path: "t.tsv", line: 2, found: 3, most: 2 });
        assert!(matches!(
            rows("t.tsv", "a\t\n", 2).unwrap()[0].required(1),
            Err(Error::Empty { column: 2, .. })
        ));
    }
}
