//! Which tables, columns and functions are there? The reference, made from the schema itself.

use std::fmt::Write;

use super::functions::FUNCTIONS;
use super::views::VIEW_COLUMNS;
use crate::panel;
use crate::schema::{ALL, Column, Table};

/// The reference in Markdown, without its heading.
pub fn reference() -> String {
    let mut out = String::from(
        "\nTables and functions of `chancery sql`. Only questions are answered: SELECT, WITH, VALUES, EXPLAIN, SHOW TABLES \
         and DESCRIBE, in the dialect of DataFusion.\n\
         Offsets count Unicode code points of the dispatch's text, from 0; an end is one past the last. \
         `(dispatch, event)` names an event, `(dispatch, claim)` a claim, `(dispatch, actor)` an actor.\n",
    );
    for table in &ALL {
        describe(&mut out, table);
    }
    out.push_str("\n## Functions\n\n| function | gives |\n|---|---|\n");
    for (name, about) in FUNCTIONS {
        let _ = writeln!(out, "| `{name}` | {about} |");
    }
    out.push_str("\n## Columns of `chancery panel`\n\n| column | type | meaning |\n|---|---|---|\n");
    columns(&mut out, panel::COLUMNS);
    out
}

fn describe(out: &mut String, table: &Table) {
    let _ =
        writeln!(out, "\n## {}\n\n{}\n\n| column | type | meaning |\n|---|---|---|", table.name, table.about);
    columns(out, table.columns);
    for (_, name, _, about) in VIEW_COLUMNS.iter().filter(|c| c.0 == table.name) {
        let _ = writeln!(out, "| {name} | VARCHAR | {about} |");
    }
}

fn columns(out: &mut String, columns: &[Column]) {
    for c in columns {
        let null = if c.nullable { ", or NULL" } else { "" };
        let _ = writeln!(out, "| {} | {}{null} | {} |", c.name, c.kind.sql(), c.about);
    }
}
