//! Are lexicons and reference tables sorted, and does `NOTICE` say where each table comes from?

use super::Fault;
use crate::error::Error;
use crate::repo::Repo;

/// With these words a table's comment says why its rows are not sorted.
const OTHERWISE: [&str; 2] = ["by subject", "order matters"];

pub(super) fn check(repo: &Repo) -> Result<Vec<Fault>, Error> {
    let notice = repo.text("NOTICE")?;
    let mut faults = Vec::new();
    let ours = |f: &&str| f.starts_with("stages/") || f.starts_with("model/");
    for file in repo.files().filter(ours) {
        let data = |folder: &str| file.contains(&format!("/{folder}/"));
        let prose = file.ends_with(".md") || file.ends_with(".py");
        if (data("reference") || data("weights")) && !prose && !notice.contains(file) {
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
/// group, so that a table may be ordered by subject first. A table whose rows must stand otherwise says
/// in its comment that they stand by subject, or that their order matters.
fn unsorted(file: &str, text: &str) -> Option<Fault> {
    let mut before: Option<&str> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let comment = line.to_lowercase();
        if line.starts_with('#') && OTHERWISE.iter().any(|reason| comment.contains(reason)) {
            return None;
        }
        if line.trim().is_empty() || line.starts_with('#') {
            before = None;
            continue;
        }
        if before.is_some_and(|b| b >= line) {
            let text = "stands after a row that it should precede, or repeats it: sort by bytes, or say in a comment \
                        that rows stand by subject or that their order matters";
            return Some(Fault::new(file, number, text));
        }
        before = Some(line);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_out_of_order_is_found_and_groups_are_sorted_each_for_itself() {
        assert!(unsorted("x/lexicon/a.txt", "b\nc\n\na\n# next\nA\n").is_none());
        assert_eq!(unsorted("x/lexicon/a.txt", "b\na\n").and_then(|f| f.line), Some(2));
        assert!(unsorted("x/lexicon/a.txt", "a\na\n").is_some());
    }

    #[test]
    fn a_table_may_say_that_its_order_matters() {
        assert!(unsorted("x/reference/a.tsv", "# The order matters: first match wins.\nb\na\n").is_none());
        assert!(
            unsorted("x/reference/a.tsv", "# words\tmeaning\n# Rows stand by subject.\nb\na\n").is_none()
        );
    }
}
