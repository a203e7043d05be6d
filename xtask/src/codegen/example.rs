//! What does the program say of one dispatch? The README's example, as it is really printed.

use super::cli;
use crate::error::Error;
use crate::process::output;
use crate::repo::Repo;

/// The document that holds the example.
pub(super) const FILE: &str = "README.md";

const DISPATCH: &str = "examples/un.txt";
const START: &str = "<!-- example:";
const END: &str = "<!-- end of example -->";

/// The document with the example as it would be printed now.
pub(super) fn document(repo: &Repo) -> Result<String, Error> {
    let program = cli::build(repo)?;
    let account = output(repo.root(), &program, &["read", "--no-progress", DISPATCH])?;
    let dispatch = repo.text(DISPATCH)?;
    let example = format!(
        "{}\n`chancery read {DISPATCH}` prints:\n\n```text\n{}\n```\n",
        quoted(dispatch.trim()),
        account.trim_end()
    );
    replace(&repo.text(FILE)?, &example).ok_or_else(|| Error::Shape {
        what: FILE.to_owned(),
        why: format!("lacks a line that begins `{START}`, or after it the line `{END}`"),
    })
}

/// A block quotation.
fn quoted(text: &str) -> String {
    let line = |l: &str| if l.is_empty() { ">\n".to_owned() } else { format!("> {l}\n") };
    text.lines().map(line).collect()
}

/// The text with what stands between the marks replaced.
fn replace(text: &str, example: &str) -> Option<String> {
    let (before, rest) = text.split_once(START)?;
    let (mark, rest) = rest.split_once('\n')?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{START}{mark}\n{example}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = "a\n<!-- example: x -->\nold\n<!-- end of example -->\nb\n";
        let new = "a\n<!-- example: x -->\nnew\n<!-- end of example -->\nb\n";
        assert_eq!(replace(text, "new\n").as_deref(), Some(new));
        assert_eq!(replace("a\n", "new\n"), None);
    }

    #[test]
    fn a_dispatch_is_quoted_with_its_blank_lines() {
        assert_eq!(quoted("Title\n\nBody"), "> Title\n>\n> Body\n");
    }
}
