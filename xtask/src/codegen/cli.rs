//! What does the command line offer? `docs/reference/cli.md`, from the program's own help.

use std::fmt::Write;

use serde_json::Value;

use super::heading;
use crate::error::Error;
use crate::process::{cargo, output};
use crate::repo::Repo;

pub(super) fn document(repo: &Repo) -> Result<String, Error> {
    let program = build(repo)?;
    let help = |command: &[&str]| output(repo.root(), &program, &[command, &["--help"]].concat());
    let top = help(&[])?;
    let mut text = heading("Command line", "`chancery --help`");
    section(&mut text, "chancery", &top);
    for command in commands(&top) {
        let title = format!("chancery {command}");
        section(&mut text, &title, &help(&[command])?);
    }
    Ok(text)
}

/// Builds the program; gives its path, which cargo alone knows.
pub(crate) fn build(repo: &Repo) -> Result<String, Error> {
    let args = ["build", "--quiet", "--release", "--package", "chancery", "--message-format", "json"];
    let messages = output(repo.root(), &cargo(), &args)?;
    let executable = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(str::to_owned)
    };
    messages
        .lines()
        .rev()
        .find_map(executable)
        .ok_or_else(|| Error::Shape { what: "cargo build".to_owned(), why: "named no executable".to_owned() })
}

fn section(text: &mut String, title: &str, help: &str) {
    let _ = write!(text, "\n## `{title}`\n\n```text\n");
    for line in help.trim_end().lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str("```\n");
}

/// The names under "Commands:".
fn commands(help: &str) -> Vec<&str> {
    help.lines()
        .skip_while(|l| !l.starts_with("Commands:"))
        .skip(1)
        .take_while(|l| !l.trim().is_empty())
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_from_the_help() {
        let help = "Usage: x\n\nCommands:\n  read     Reads\n           and more\n  explain  Explains\n  help     Prints\n\nOptions:\n  -h\n";
        assert_eq!(commands(help), ["read", "explain"]);
    }
}
