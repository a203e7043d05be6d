//! Which options hold, and who set them? Flags come before the environment, that before the file
//! `chancery.toml`, that before the defaults.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::thread;

use chancery_ingest::containers::{Fields, Options};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::actors::Table;
use crate::error::Error;

/// The file that is read from the working folder where no other is named.
const FILE: &str = "chancery.toml";

/// More threads than this are taken for a slip of the hand.
const MOST_THREADS: usize = 1_024;

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A readable account for people
    Text,
    /// One record a line (chancery/1)
    Jsonl,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        })
    }
}

impl FromStr for Format {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "text" => Ok(Self::Text),
            "jsonl" => Ok(Self::Jsonl),
            _ => Err("expected text or jsonl"),
        }
    }
}

/// What was said, by one of those who may: everything is optional.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// How many files are read at once [default: the machine's cores]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// How records are written [default: text]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Names of fields in JSON: text=body,date=when (also id, title, url, outlet, author, language)
    /// [default: the names in common use]
    #[arg(long, value_name = "FIELD=NAME,...")]
    #[serde(default, rename = "json-fields", deserialize_with = "fields")]
    pub json_fields: Option<Fields>,
    /// Office-holders and bodies that come before the program's own (CSV)
    #[arg(long, value_name = "FILE")]
    pub actors: Option<PathBuf>,
    /// Keep only claims of which the program is sure [default: false]
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub precise: Option<bool>,
    /// Keep only events of which the program is as sure as this, 0 to 1 [default: 0]
    #[arg(long, value_name = "SHARE")]
    #[serde(rename = "min-confidence")]
    pub min_confidence: Option<f32>,
    /// Read options from this file [default: chancery.toml in this folder, if there is one]
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

/// Reads the fields as they stand on the command line.
fn fields<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Fields>, D::Error> {
    let said = String::deserialize(from)?;
    said.parse().map(Some).map_err(D::Error::custom)
}

/// A value and who set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value that holds.
    pub value: T,
    /// A flag, a variable, a file, or the default.
    pub from: String,
}

/// What it means: everything is there.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many files are read at once.
    pub threads: Setting<usize>,
    /// How records are written.
    pub format: Setting<Format>,
    /// Names of fields in JSON.
    pub json_fields: Setting<Fields>,
    /// A table of actors.
    pub actors: Setting<Option<PathBuf>>,
    /// Whether only claims of which the program is sure are kept.
    pub precise: Setting<bool>,
    /// How sure the program must be of an event.
    pub min_confidence: Setting<f32>,
}

impl Settings {
    /// Puts together what flags, environment, file and defaults say. `variable` looks up the
    /// environment, so that tests need not change it.
    pub fn new(flags: &Said, variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let (file, path) = file(flags.config.as_deref())?;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = first(
            [
                flags.threads.map(|t| (t, "--threads".into())),
                parsed("CHANCERY_THREADS", variable, "a number of threads")?,
                file.threads.map(|t| (t, path.clone())),
            ],
            (cores, "default: the machine's cores"),
        );
        if !(1..=MOST_THREADS).contains(&threads.value) {
            let what = format!("threads = {}: expected 1 to {MOST_THREADS}", threads.value);
            return Err(Error::Config { from: threads.from, what });
        }
        let format = first(
            [
                flags.format.map(|f| (f, "--format".into())),
                parsed("CHANCERY_FORMAT", variable, "text or jsonl")?,
                file.format.map(|f| (f, path.clone())),
            ],
            (Format::Text, "default"),
        );
        let json_fields = first(
            [
                flags.json_fields.clone().map(|f| (f, "--json-fields".into())),
                parsed("CHANCERY_JSON_FIELDS", variable, "FIELD=NAME,...")?,
                file.json_fields.map(|f| (f, path.clone())),
            ],
            (Fields::default(), "default: the names in common use"),
        );
        let actors = first(
            [
                flags.actors.clone().map(|f| (Some(f), "--actors".into())),
                parsed("CHANCERY_ACTORS", variable, "a file")?.map(|(f, from)| (Some(f), from)),
                file.actors.map(|f| (Some(f), path.clone())),
            ],
            (None, "default: none"),
        );
        let precise = first(
            [
                flags.precise.map(|p| (p, "--precise".into())),
                parsed("CHANCERY_PRECISE", variable, "true or false")?,
                file.precise.map(|p| (p, path.clone())),
            ],
            (false, "default"),
        );
        let min_confidence = first(
            [
                flags.min_confidence.map(|c| (c, "--min-confidence".into())),
                parsed("CHANCERY_MIN_CONFIDENCE", variable, "a number from 0 to 1")?,
                file.min_confidence.map(|c| (c, path)),
            ],
            (0.0, "default"),
        );
        if !(0.0..=1.0).contains(&min_confidence.value) {
            let what = format!("min-confidence = {}: expected 0 to 1", min_confidence.value);
            return Err(Error::Config { from: min_confidence.from, what });
        }
        Ok(Self { threads, format, json_fields, actors, precise, min_confidence })
    }

    /// What the reading of inputs needs to know.
    pub fn ingest(&self) -> Options {
        Options { fields: self.json_fields.value.clone(), ..Options::default() }
    }

    /// The user's table of actors; an empty one where none is named.
    pub fn table(&self) -> Result<Table, Error> {
        self.actors.value.as_deref().map_or_else(|| Ok(Table::default()), Table::read)
    }

    /// One line an option: name, value, who set it.
    pub fn lines(&self) -> Vec<String> {
        vec![
            format!("threads = {}  # {}", self.threads.value, self.threads.from),
            format!("format = \"{}\"  # {}", self.format.value, self.format.from),
            format!("json-fields = \"{}\"  # {}", self.json_fields.value, self.json_fields.from),
            format!(
                "actors = \"{}\"  # {}",
                self.actors.value.as_deref().unwrap_or(Path::new("")).display(),
                self.actors.from
            ),
            format!("precise = {}  # {}", self.precise.value, self.precise.from),
            format!("min-confidence = {}  # {}", self.min_confidence.value, self.min_confidence.from),
        ]
    }
}

fn first<T>(said: [Option<(T, String)>; 3], default: (T, &str)) -> Setting<T> {
    let found = said.into_iter().flatten().next();
    let (value, from) = found.unwrap_or((default.0, default.1.into()));
    Setting { value, from }
}

fn parsed<T: FromStr>(
    name: &str,
    variable: &dyn Fn(&str) -> Option<String>,
    expected: &str,
) -> Result<Option<(T, String)>, Error> {
    let Some(said) = variable(name).filter(|v| !v.is_empty()) else { return Ok(None) };
    match said.parse() {
        Ok(value) => Ok(Some((value, name.to_owned()))),
        Err(_) => Err(Error::Config { from: name.into(), what: format!("{said:?}: expected {expected}") }),
    }
}

/// What the file says; a file that was named must be there.
fn file(named: Option<&Path>) -> Result<(Said, String), Error> {
    let path = named.unwrap_or(Path::new(FILE));
    if named.is_none() && !path.exists() {
        return Ok((Said::default(), String::new()));
    }
    let name = path.display().to_string();
    let content = fs::read_to_string(path).map_err(Error::file(path))?;
    let said = toml::from_str(&content)
        .map_err(|e| Error::Config { from: name.clone(), what: e.to_string().trim_end().to_owned() })?;
    Ok((said, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_before_the_environment_and_that_before_the_default() {
        let variable = |name: &str| (name == "CHANCERY_THREADS").then(|| "3".to_owned());
        let by_variable = Settings::new(&Said::default(), &variable).unwrap();
        assert_eq!(by_variable.threads, Setting { value: 3, from: "CHANCERY_THREADS".into() });
        assert_eq!(by_variable.format.from, "default");
        let flags = Said { threads: Some(2), ..Said::default() };
        assert_eq!(Settings::new(&flags, &variable).unwrap().threads.value, 2);
    }

    #[test]
    fn values_that_cannot_be_are_refused_with_what_is_allowed() {
        let variable = |name: &str| (name == "CHANCERY_FORMAT").then(|| "xml".to_owned());
        let error = Settings::new(&Said::default(), &variable).unwrap_err();
        assert_eq!(error.to_string(), "CHANCERY_FORMAT: \"xml\": expected text or jsonl");
        let flags = Said { threads: Some(0), ..Said::default() };
        let error = Settings::new(&flags, &|_| None).unwrap_err();
        assert_eq!(error.to_string(), "--threads: threads = 0: expected 1 to 1024");
        let flags = Said { min_confidence: Some(1.5), ..Said::default() };
        let error = Settings::new(&flags, &|_| None).unwrap_err();
        assert_eq!(error.to_string(), "--min-confidence: min-confidence = 1.5: expected 0 to 1");
    }
}
