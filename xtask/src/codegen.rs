//! Which documents are made from the code and the rule files? `docs/reference/`: nobody edits these
//! by hand, and CI compares them with what would be made now.

mod cli;
mod codebook;
mod example;
mod plover;
mod rules;
mod sql;

use std::fs;

use crate::error::Error;
use crate::repo::Repo;

pub(crate) use cli::build as program;

const FOLDER: &str = "docs/reference";

/// All generated documents: name and text.
fn documents(repo: &Repo) -> Result<Vec<(&'static str, String)>, Error> {
    Ok(vec![
        ("cli.md", cli::document(repo)?),
        ("codebook.md", codebook::document(repo)?),
        ("plover.md", plover::document()),
        ("rules.md", rules::document(repo)?),
        ("sql.md", sql::document(repo)?),
        ("table.md", sql::coded(repo)?),
    ])
}

/// Writes the documents.
pub(crate) fn write(repo: &Repo) -> Result<(), Error> {
    let folder = repo.root().join(FOLDER);
    fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
    for (name, text) in documents(repo)? {
        let path = folder.join(name);
        fs::write(&path, text).map_err(Error::at(&path))?;
        println!("wrote {FOLDER}/{name}");
    }
    let path = repo.root().join(example::FILE);
    fs::write(&path, example::document(repo)?).map_err(Error::at(&path))?;
    println!("wrote {}'s example", example::FILE);
    Ok(())
}

/// Fails where a document is not what would be written now.
pub(crate) fn check(repo: &Repo) -> Result<(), Error> {
    let mut stale = Vec::new();
    for (name, text) in documents(repo)? {
        let path = repo.root().join(FOLDER).join(name);
        if fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            stale.push(format!("{FOLDER}/{name}"));
        }
    }
    // A note and no fault: what is found rests on scores, whose last digits depend on the processor.
    if example::document(repo)? != repo.text(example::FILE)? {
        println!(
            "codegen: {}'s example reads otherwise here; `cargo xtask codegen` writes it",
            example::FILE
        );
    }
    if stale.is_empty() {
        println!("codegen: {FOLDER} is up to date");
        return Ok(());
    }
    Err(Error::Faults(format!("out of date: {}; run `cargo xtask codegen`", stale.join(", "))))
}

/// The first lines of a generated document.
fn heading(title: &str, made_from: &str) -> String {
    format!("# {title}\n\n<!-- Made by `cargo xtask codegen` from {made_from}. Do not edit. -->\n")
}
