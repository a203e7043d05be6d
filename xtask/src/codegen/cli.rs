//! What does the command line offer? `docs/reference/cli.md`, from the program's own help.

use std::fmt::Write;

use super::heading;
use crate::error::Error;
use crate::process::{cargo, output};
use crate::repo::Repo;

pub(super) fn document(repo: &Repo) -> Result<String, Error> {
    let top = help(repo, &[])?;
    let mut text = heading("Command line", "`chancery --help`");
    section(&mut text, "chancery", &top);
    for command in commands(&top) {
        let title = format!("chancery {command}");
        section(&mut text, &title, &help(repo, &[command])?);
    }
    Ok(text)
}

fn help(repo: &Repo, command: &[&str]) -> Result<String, Error> {
    let mut args = vec!["run", "--quiet", "--release", "--package", "chancery", "--"];
    args.extend_from_slice(command);
    args.push("--help");
    output(repo.root(), &cargo(), &args)
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
