//! Which rules are there? `docs/reference/rules.md`, from the rule files of all stages.

use std::fmt::Write;

use toml::{Table, Value};

use super::heading;
use crate::error::Error;
use crate::repo::Repo;

pub(super) fn document(repo: &Repo) -> Result<String, Error> {
    let mut text = heading("Rules", "`stages/*/rules`");
    let files: Vec<&str> =
        repo.ending(".toml").filter(|f| f.starts_with("stages/") && f.contains("/rules/")).collect();
    let _ = write!(
        text,
        "\n{} rules. Each lies in one file with its patterns, sentences in which it must fire and near-misses in \
         which it must not.\nThe patterns' language: [pattern-language.md](../manual/pattern-language.md).\n",
        files.len()
    );
    let mut stage = "";
    for file in files {
        let table: Table = toml::from_str(&repo.text(file)?)
            .map_err(|e| Error::Shape { what: file.to_owned(), why: e.to_string() })?;
        let here = file.split('/').nth(1).unwrap_or_default();
        if here != stage {
            stage = here;
            let _ = write!(text, "\n## Stage {stage}\n");
        }
        rule(&mut text, file, &table);
    }
    Ok(text)
}

/// The path after `rules/`, without its ending.
fn id(file: &str) -> &str {
    let path = file.split_once("/rules/").map_or(file, |(_, path)| path);
    path.strip_suffix(".toml").unwrap_or(path)
}

fn rule(text: &mut String, file: &str, table: &Table) {
    let word = |key: &str| table.get(key).and_then(Value::as_str).unwrap_or_default();
    let _ = write!(text, "\n### `{}`\n\n{}\n\n", id(file), word("meaning"));
    if !word("codebook").is_empty() {
        let _ = writeln!(text, "- Codebook: {}", word("codebook"));
    }
    let mut codes: Vec<String> = list(table, "pattern").filter_map(|p| p.get("code")).map(inline).collect();
    codes.dedup();
    if !codes.is_empty() {
        let _ = writeln!(text, "- Codes: {}", codes.join("; "));
    }
    for example in list(table, "fires") {
        let _ = writeln!(text, "- Fires: {}", sentence(example));
    }
    for example in list(table, "silent") {
        let _ = writeln!(text, "- Silent: {}", sentence(example));
    }
    let _ = writeln!(text, "- File: [{file}](../../{file})");
}

fn list<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn sentence(example: &Table) -> &str {
    example.get("text").and_then(Value::as_str).unwrap_or_default()
}

/// A code as `type CONSULT, mode visit`: keys in their sorted order, type first.
fn inline(code: &Value) -> String {
    let Some(table) = code.as_table() else { return plain(code) };
    let mut pairs: Vec<(&str, String)> = table.iter().map(|(k, v)| (k.as_str(), plain(v))).collect();
    pairs.sort_by_key(|(k, _)| (*k != "type", k.to_owned()));
    pairs.iter().map(|(k, v)| format!("{k} {v}")).collect::<Vec<_>>().join(", ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Boolean(b) => b.to_string(),
        Value::Integer(i) => i.to_string(),
        Value::Float(f) => f.to_string(),
        Value::Datetime(d) => d.to_string(),
        Value::Array(a) => a.iter().map(plain).collect::<Vec<_>>().join(" "),
        Value::Table(_) => inline(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_described_by_its_own_file() {
        let table: Table = toml::from_str(
            "meaning = 'One party meets another.'\ncodebook = 'PLOVER 2.0, CONSULT'\n\
             [[pattern]]\nmatch = 'event: lemma=meet'\ncode = { mode = 'visit', type = 'CONSULT' }\n\
             [[fires]]\ntext = 'Ada Lund met Ben Okoro.'\n[[silent]]\ntext = 'The river meets the sea.'\n",
        )
        .unwrap();
        let mut text = String::new();
        rule(&mut text, "stages/5-events/rules/consult/meet.toml", &table);
        assert_eq!(
            text,
            "\n### `consult/meet`\n\nOne party meets another.\n\n- Codebook: PLOVER 2.0, CONSULT\n\
             - Codes: type CONSULT, mode visit\n- Fires: Ada Lund met Ben Okoro.\n- Silent: The river meets the sea.\n\
             - File: [stages/5-events/rules/consult/meet.toml](../../stages/5-events/rules/consult/meet.toml)\n"
        );
    }
}
