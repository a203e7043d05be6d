//! Does every source file say what it is for, stay short, and finish what it began?

use super::Fault;
use crate::error::Error;
use crate::repo::Repo;

/// More code lines than this in a file want to be two files.
const LIMIT: usize = 500;

/// Put together from halves, for these sources are checked too.
const UNFINISHED: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];

/// Paths of somebody's machine; what the project needs is named from its own root.
const PRIVATE: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

/// Files of text, by the end of their names; weights and the like are not read.
const TEXT: [&str; 12] =
    [".rs", ".toml", ".md", ".py", ".tsv", ".txt", ".json", ".yaml", ".yml", ".sh", ".conllu", "/run"];

pub(super) fn check(repo: &Repo) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    for file in repo.files().filter(|f| TEXT.iter().any(|end| f.ends_with(end))) {
        let text = repo.text(file)?;
        words(file, &text, &mut faults);
        if file.ends_with(".rs") {
            purpose(file, &text, &mut faults);
            length(file, &text, &mut faults);
        }
    }
    Ok(faults)
}

fn words(file: &str, text: &str, faults: &mut Vec<Fault>) {
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(word) = UNFINISHED.iter().find(|w| line.contains(**w)) {
            faults.push(Fault::new(file, number, format!("{word}: finish it, or file an issue")));
        }
        if let Some(path) = PRIVATE.iter().find(|p| line.contains(**p)) {
            let advice = "is a path of one machine: name it from the project's root";
            faults.push(Fault::new(file, number, format!("{path} {advice}")));
        }
    }
}

fn purpose(file: &str, text: &str, faults: &mut Vec<Fault>) {
    // A crate may have its README as its documentation.
    let opening = text.trim_start();
    if !opening.starts_with("//!") && !opening.starts_with("#![doc = include_str!(") {
        faults.push(Fault::new(file, 1, "open with `//!` and the question that the file answers"));
    }
}

fn length(file: &str, text: &str, faults: &mut Vec<Fault>) {
    let lines = code_lines(file, text);
    if lines > LIMIT {
        let advice = format!("{lines} code lines, {LIMIT} are allowed: divide it by concept");
        faults.push(Fault::new(file, None, advice));
    }
}

/// Lines that hold code: no blank lines, no comments, no tests.
fn code_lines(file: &str, text: &str) -> usize {
    if file.contains("/tests/") || file.ends_with("/tests.rs") {
        return 0;
    }
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(file: &str, text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        words(file, text, &mut faults);
        purpose(file, text, &mut faults);
        length(file, text, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_file_without_its_question_is_a_fault() {
        assert_eq!(
            faults_of("a.rs", "fn main() {}\n"),
            ["a.rs:1: open with `//!` and the question that the file answers"]
        );
        assert!(faults_of("a.rs", "//! What is this?\nfn main() {}\n").is_empty());
    }

    #[test]
    fn unfinished_work_and_private_paths_are_found_with_their_line() {
        let text = format!("//! What?\n// {}: later\n// {}x\n", UNFINISHED[0], PRIVATE[0]);
        let found = faults_of("a.rs", &text);
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("a.rs:2: "));
        assert!(found[1].starts_with("a.rs:3: "));
    }

    #[test]
    fn comments_blank_lines_and_tests_do_not_count_as_code() {
        let text = "//! What?\n\nfn a() {}\n// why\n#[cfg(test)]\nmod tests {}\n";
        assert_eq!(code_lines("src/a.rs", text), 1);
        assert_eq!(code_lines("x/tests/a.rs", text), 0);
    }

    #[test]
    fn a_long_file_is_a_fault() {
        let text = format!("//! What?\n{}", "fn a() {}\n".repeat(LIMIT + 1));
        assert_eq!(faults_of("a.rs", &text).len(), 1);
    }
}
