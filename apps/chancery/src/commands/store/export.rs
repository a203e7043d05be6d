//! `chancery export`: a store in a format that other programs read.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chancery_records::export::{FORMATS, write};
use chancery_records::sql::{Format as TableFormat, Limits, Session};
use chancery_records::{Choice, Store};

use crate::commands::{Outcome, sink};
use crate::error::Error;

/// The formats, for the command's help.
pub fn formats() -> String {
    let mut out = String::from("Formats:\n");
    for (name, about) in tables().into_iter().chain(FORMATS.iter().map(|f| (f.name, f.about))) {
        let _ = writeln!(out, "  {name:<16}{about}");
    }
    out.push_str("  gold            a folder of NAME.txt and NAME.json for `chancery eval record`");
    out
}

fn tables() -> [(&'static str, &'static str); 2] {
    [
        ("parquet", "a table of the store (--table events, claims, actors …) as Parquet"),
        ("csv", "the same as comma-separated values"),
    ]
}

/// Writes it.
pub fn run(
    folder: &Path,
    format: &str,
    run: Option<i32>,
    table: &str,
    output: Option<&Path>,
) -> Result<Outcome, Error> {
    let choice = run.map_or(Choice::Newest, Choice::Run);
    match format {
        "parquet" => whole(folder, choice, table, TableFormat::Parquet, output)?,
        "csv" => whole(folder, choice, table, TableFormat::Csv, output)?,
        "gold" => gold(folder, choice, output)?,
        _ => {
            let Some(found) = FORMATS.iter().find(|f| f.name == format) else {
                let what = format!("{format:?} is none; there are:\n{}", formats());
                return Err(Error::Config { from: "--format".into(), what });
            };
            write(&Store::open(folder)?, choice, found, &mut sink(output)?)?;
        }
    }
    Ok(Outcome::Complete)
}

/// A table of the store, in the order of its dispatches.
fn whole(
    folder: &Path,
    choice: Choice,
    table: &str,
    format: TableFormat,
    output: Option<&Path>,
) -> Result<(), Error> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if table.is_empty() || !table.chars().all(plain) {
        return Err(Error::Config { from: "--table".into(), what: format!("{table:?} is no table's name") });
    }
    // An export of everything takes as long as it takes.
    let limits = Limits { seconds: u64::from(u32::MAX), ..Limits::default() };
    let mut out = sink(output)?;
    Session::open(folder, choice, limits)?.write(&format!("SELECT * FROM {table}"), format, &mut out)?;
    out.flush()?;
    Ok(())
}

/// Texts with their records, as gold data: those that somebody has corrected.
fn gold(folder: &Path, choice: Choice, output: Option<&Path>) -> Result<(), Error> {
    let Some(out) = output else {
        let what = "gold data is a folder: name it with -o".into();
        return Err(Error::Config { from: "--format gold".into(), what });
    };
    fs::create_dir_all(out).map_err(Error::file(out))?;
    for stored in Store::open(folder)?.records(choice)? {
        let mut stored = stored?;
        if stored.corrections.is_empty() {
            continue;
        }
        stored.record.events.retain(|e| e.status != chancery_records::corrections::RETRACTED);
        let name = &stored.record.dispatch.id;
        for (ending, content) in [("txt", &stored.record.dispatch.text), ("json", &stored.record.to_json())] {
            let path = out.join(format!("{name}.{ending}"));
            fs::write(&path, content).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}
