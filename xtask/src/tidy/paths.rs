//! Does every path that the documents name exist?

use super::Fault;
use crate::error::Error;
use crate::repo::Repo;

/// The documents whose paths in backticks are checked; links are checked in every document.
const MAPS: [&str; 4] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "STYLE.md"];

pub(super) fn check(repo: &Repo) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    for file in repo.ending(".md") {
        let text = repo.text(file)?;
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in (1..).zip(prose(&text)) {
            let linked = links(line).into_iter().map(|l| join(folder, l));
            let named = if MAPS.contains(&file) { quoted_paths(line) } else { Vec::new() };
            for path in linked.chain(named.into_iter().map(str::to_owned)) {
                if !repo.has(&path) {
                    faults.push(Fault::new(file, number, format!("{path} does not exist")));
                }
            }
        }
    }
    Ok(faults)
}

/// The lines, those within code fences made empty.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().map(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fenced || fence { "" } else { line }
    })
}

/// Targets of relative links, without their anchors.
fn links(line: &str) -> Vec<&str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#', ' ']).next())
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
        .collect()
}

/// Words in backticks that are paths: with a `/`, or with a file's ending, and without anything that
/// a pattern, a command or a placeholder has.
fn quoted_paths(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).filter(|word| is_path(word)).collect()
}

fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "./-_".contains(c);
    let upper = |c: char| c.is_ascii_uppercase();
    let shaped = word.contains('/') || [".md", ".toml", ".rs", ".tsv"].iter().any(|e| word.ends_with(e));
    // A format's name, "chancery/1", is no path.
    let version = word.rsplit('/').next().is_some_and(|l| l.chars().all(|c| c.is_ascii_digit()));
    let outside = word.starts_with(['/', '-', '~']) || word.starts_with("../");
    shaped && !outside && word.chars().all(|c| plain(c) || upper(c)) && (word.ends_with('/') || !version)
}

fn join(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_backticks_are_told_from_commands_and_formats() {
        let line = "`model/src/span.rs` and `stages/`, not `cargo test -p x`, `a/<b>`, `chancery/1`, `Span`";
        assert_eq!(quoted_paths(line), ["model/src/span.rs", "stages/"]);
        assert_eq!(quoted_paths("see `STYLE.md`"), ["STYLE.md"]);
    }

    #[test]
    fn links_are_resolved_from_their_document_and_foreign_ones_left_alone() {
        let line = "[a](../model/README.md#spans) [b](https://example.org) [c](#here)";
        let found: Vec<String> = links(line).into_iter().map(|l| join("docs", l)).collect();
        assert_eq!(found, ["model/README.md"]);
    }

    #[test]
    fn code_fences_are_not_read() {
        let text = "a\n```\n[x](y)\n```\nb";
        assert_eq!(prose(text).collect::<Vec<_>>(), ["a", "", "", "", "b"]);
    }
}
