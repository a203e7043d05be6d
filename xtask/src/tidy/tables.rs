//! Are lexicons and reference tables sorted, and does `NOTICE` say where each table comes from?

use super::Fault;
use crate::error::Error;
use crate::repo::Repo;

pub(super) fn check(repo: &Repo) -> Result<Vec<Fault>, Error> {
    let notice = repo.text("NOTICE")?;
    let mut faults = Vec::new();
    for file in repo.files().filter(|f| f.starts_with("stages/") && !f.ends_with(".md")) {
        let data = |folder: &str| file.contains(&format!("/{folder}/"));
        if (data("reference") || data("weights")) && !notice.contains(file) {
            let text = "is not in NOTICE: state its origin and its licence there";
            faults.push(Fault::new(file, None, text));
        }
        let table = file.ends_with(".tsv") || file.ends_with(".txt");
        if table && (data("lexicon") || data("reference")) {
            faults.extend(unsorted(file, &repo.text(file)?));
        }
    }
    Ok(faults)
}

/// Rows that stand before their predecessor, or repeat it. A blank line or a comment begins a new
/// group, so that a table may be ordered by subject first; a table's first row may be its header.
fn unsorted(file: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut before: Option<&str> = None;
    let mut header = file.ends_with(".tsv");
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            before = None;
            continue;
        }
        if std::mem::take(&mut header) {
            continue;
        }
        if before.is_some_and(|b| b >= line) {
            let text = "stands after a row that it should precede, or repeats it: sort by bytes";
            faults.push(Fault::new(file, number, text));
        }
        before = Some(line);
    }
    // One fault a file is enough to act on.
    faults.truncate(1);
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_out_of_order_is_found_and_groups_are_sorted_each_for_itself() {
        assert!(unsorted("x/lexicon/a.txt", "b\nc\n\na\n# next\nA\n").is_empty());
        assert_eq!(unsorted("x/lexicon/a.txt", "b\na\n")[0].line, Some(2));
        assert_eq!(unsorted("x/lexicon/a.txt", "a\na\n").len(), 1);
    }

    #[test]
    fn the_header_of_a_table_is_not_a_row() {
        assert!(unsorted("x/reference/a.tsv", "name\tcode\nAland\tALA\nBhutan\tBTN\n").is_empty());
    }
}
