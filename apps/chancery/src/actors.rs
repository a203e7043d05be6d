//! What table of actors does a user bring, and what does one look like that dispatches fill? CSV with a
//! header; `docs/reference/actors-table.md` tells what its columns mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_actors::{OverlayRow, stated};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::pipeline::Layers;

/// A row as it stands in the file. Several other names or sectors stand with `|` or spaces between.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[serde(default)]
    office: String,
    country: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
    #[serde(default)]
    other_names: String,
    #[serde(default)]
    sectors: String,
    #[serde(default)]
    source: String,
}

/// A user's table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Where it was read.
    pub path: PathBuf,
    /// Its rows.
    pub rows: Vec<OverlayRow>,
    /// Its bytes, of which the record's hash of rules is made.
    pub content: String,
}

impl Table {
    /// Reads a table.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let content = fs::read_to_string(path).map_err(Error::file(path))?;
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(content.as_bytes());
        let mut rows = Vec::new();
        for row in reader.deserialize::<Row>() {
            let row = row.map_err(|e| Error::Data { path: path.into(), what: e.to_string() })?;
            let line = rows.len() as u64 + 2;
            rows.push(OverlayRow {
                line,
                name: row.name,
                office: row.office,
                country: row.country,
                start: row.start,
                end: row.end,
                other_names: row
                    .other_names
                    .split('|')
                    .filter(|n| !n.is_empty())
                    .map(str::to_owned)
                    .collect(),
                sectors: row.sectors.split_whitespace().map(str::to_owned).collect(),
            });
        }
        Ok(Self { path: path.into(), rows, content })
    }
}

/// What dispatches state of persons: by name, office and country the earliest day and its source.
#[derive(Debug, Default)]
pub struct Harvest(BTreeMap<(String, String, String), Row>);

impl Harvest {
    /// Takes what one dispatch states.
    pub fn add(&mut self, layers: &Layers) {
        let d = &layers.dispatch;
        let day = d.published.clone().or_else(|| d.dateline.as_ref().and_then(|l| l.date.clone()));
        let day: String = day.unwrap_or_default().chars().take(10).collect();
        for (n, actor) in layers.cast.actors.iter().enumerate() {
            let Some(row) = stated(actor) else { continue };
            let of = |m: &&chancery_model::cast::Mention| m.actors.iter().any(|a| a.0 as usize == n);
            // The longest mention is the one with the title.
            let longest = layers
                .cast
                .mentions
                .iter()
                .filter(of)
                .max_by_key(|m| (m.span.len(), u32::MAX - m.span.start()));
            let words = longest.map_or("", |m| d.text.slice(m.span));
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let origin = d.url.as_deref().unwrap_or(&d.origin);
            let new = Row {
                name: row.name,
                office: row.office,
                country: row.country,
                start: day.clone(),
                sectors: row.sectors.join(" "),
                source: format!("{origin}: {words}"),
                ..Row::default()
            };
            let key = (new.name.clone(), new.office.clone(), new.country.clone());
            let order = |r: &Row| (r.start.is_empty(), r.start.clone(), r.source.clone());
            match self.0.get(&key) {
                Some(old) if order(old) <= order(&new) => {}
                _ => {
                    self.0.insert(key, new);
                }
            }
        }
    }

    /// The table, sorted by name.
    pub fn to_csv(&self) -> Result<Vec<u8>, Error> {
        let mut out = csv::Writer::from_writer(Vec::new());
        let fail = |e: csv::Error| Error::Write(std::io::Error::other(e));
        if self.0.is_empty() {
            let header = ["name", "office", "country", "start", "end", "other_names", "sectors", "source"];
            out.write_record(header).map_err(fail)?;
        }
        for row in self.0.values() {
            out.serialize(row).map_err(fail)?;
        }
        out.into_inner().map_err(|e| Error::Write(std::io::Error::other(e.to_string())))
    }
}
