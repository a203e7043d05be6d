//! What does the store answer in SQL? Through the one gate that stands before SQL everywhere, and no more than an
//! assistant can read.

use chancery_records::sql::Answer;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tool, within};
use crate::desk::{Desk, SECONDS};
use crate::refusal::Refusal;

/// Rows of one answer, if no other number is wanted, and at most.
const ROWS: [u32; 2] = [50, 200];

/// Code points of a cell.
const CELL: usize = 1000;

/// Code points of all cells.
const CELLS: usize = 60_000;

/// What is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// One question in SQL (SELECT, WITH, VALUES, EXPLAIN, SHOW TABLES, DESCRIBE), in DataFusion's dialect.
    query: String,
    /// How many rows, from 1 to 200; 50 if not given.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
}

/// The tool.
#[derive(Debug)]
pub(super) struct Sql;

impl Tool for Sql {
    const NAME: &'static str = "sql";
    const TITLE: &'static str = "Ask in SQL";
    const ABOUT: &'static str = "One question in SQL over the store's tables: dispatches, events, participants, claims, \
        actors, mentions, remarks, incidents, reports, appearances, corrections, runs. `DESCRIBE events` lists columns; \
        the resource chancery://schema explains them all. text_of(sentence_span) gives an event's sentence word for word, \
        text_of(content) what a claim says; give outlet and sentence_span beside them, so that the answer has its source. \
        Nothing can be changed. At most 200 rows, 15 seconds, 1000 code points a cell and 60,000 in all; cells are texts \
        or null.";
    type Asked = Asked;

    fn answer(desk: &Desk, asked: Asked) -> Result<Value, Refusal> {
        let limit = within("limit", asked.limit, ROWS[0], ROWS[1])?;
        let mut answer = desk.session()?.answer(&asked.query, limit, SECONDS)?;
        let cut_cells = fitted(&mut answer);
        Ok(json!({
            "columns": answer.columns, "rows": answer.rows, "more_rows": answer.cut, "cut_cells": cut_cells,
        }))
    }
}

/// Cuts long cells, and leaves out the last rows where all are too much; gives how many cells were cut.
fn fitted(answer: &mut Answer) -> usize {
    let (mut cut_cells, mut left, mut fitting) = (0, CELLS, 0);
    for row in &mut answer.rows {
        let (mut length, mut cut_here) = (0, 0);
        for cell in row.iter_mut().flatten() {
            if let Some((at, _)) = cell.char_indices().nth(CELL) {
                cell.truncate(at);
                cell.push('…');
                cut_here += 1;
            }
            length += cell.chars().count();
        }
        if length > left {
            break;
        }
        left -= length;
        cut_cells += cut_here;
        fitting += 1;
    }
    answer.cut |= fitting < answer.rows.len();
    answer.rows.truncate(fitting);
    cut_cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(rows: Vec<Vec<Option<String>>>) -> Answer {
        Answer { rows, ..Answer::default() }
    }

    #[test]
    fn a_long_cell_is_cut() {
        let mut long = answer(vec![vec![Some("é".repeat(1001)), None, Some("é".repeat(1000))]]);
        assert_eq!(fitted(&mut long), 1);
        assert_eq!(long.rows[0][0], Some("é".repeat(1000) + "…"));
        assert_eq!(long.rows[0][2], Some("é".repeat(1000)));
        assert!(!long.cut);
    }

    #[test]
    fn rows_that_are_too_much_together_are_left_out() {
        let mut many = answer(vec![vec![Some("x".repeat(900))]; 100]);
        assert_eq!(fitted(&mut many), 0);
        assert_eq!((many.rows.len(), many.cut), (66, true));
    }
}
