//! What do the codebook's types, modes, contexts and codes mean? `docs/reference/codebook.md`, from the tables of
//! stage 5.

use std::fmt::Write;

use super::heading;
use crate::error::Error;
use crate::repo::Repo;

const FOLDER: &str = "model/codebook";

/// The tables in order: file, title.
const TABLES: [(&str, &str); 4] = [
    ("types.tsv", "Types"),
    ("modes.tsv", "Modes"),
    ("contexts.tsv", "Contexts"),
    ("cameo.tsv", "CAMEO codes"),
];

pub(super) fn document(repo: &Repo) -> Result<String, Error> {
    let mut text = heading("Codebook", &format!("`{FOLDER}`"));
    for (file, title) in TABLES {
        let source = repo.text(&format!("{FOLDER}/{file}"))?;
        let _ = write!(text, "\n## {title}\n\n{}", table(&source));
    }
    Ok(text)
}

/// The comments of a table as sentences, its last comment as the heading, its rows below.
fn table(source: &str) -> String {
    let (comments, rows): (Vec<&str>, Vec<&str>) = source.lines().partition(|l| l.starts_with('#'));
    let mut comments: Vec<&str> = comments.iter().map(|c| c.trim_start_matches('#').trim()).collect();
    let columns = comments.pop().unwrap_or("");
    let mut text = comments.join("\n");
    let cells =
        |row: &str| row.split('\t').map(|c| if c == "-" { "" } else { c }).collect::<Vec<_>>().join(" | ");
    let _ = write!(text, "\n\n| {} |\n|{}\n", cells(columns), "---|".repeat(columns.split('\t').count()));
    for row in rows {
        let _ = writeln!(text, "| {} |", cells(row));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_its_heading_and_its_rows() {
        let text = table("# What it is.\n# code\tkind\n01\t-\n");
        assert_eq!(text, "What it is.\n\n| code | kind |\n|---|---|\n| 01 |  |\n");
    }
}
