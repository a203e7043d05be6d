//! How do records leave the store? In the formats that the field uses, each in a file of its own.

mod annotations;
mod cameo;
mod cells;
mod codes;
mod dyads;
mod ftm;
mod gdelt;
mod geojson;
mod gexf;
mod graphml;
mod icews;
mod iri;
mod linked;
mod mentions;
mod network;
mod phoenix;
mod plover;
mod polecat;
mod prov;
mod records;
#[cfg(test)]
mod sample;
mod training;
mod xml;

use std::io::{self, Write};

use crate::error::Error;
use crate::store::{Choice, Store};
use crate::stored::Stored;

/// Writes records as they come.
type Writes = fn(&mut dyn Iterator<Item = Stored>, &mut dyn Write) -> io::Result<()>;

/// A format: its name, what it is, and how it is written.
pub struct Format {
    /// As the command line has it.
    pub name: &'static str,
    /// For people.
    pub about: &'static str,
    write: Writes,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

const fn format(name: &'static str, about: &'static str, write: Writes) -> Format {
    Format { name, about, write }
}

/// All formats but the tables of the store itself, which the query engine writes.
pub const FORMATS: &[Format] = &[
    format("jsonl", "the records, chancery/1, one a line, with corrections worked in", records::write),
    format(
        "plover",
        "PLOVER 2.0 JSONL, with who says so and the spans in fields of their own",
        plover::write,
    ),
    format("gdelt", "GDELT 2.0 Events: 61 columns, tabs, no header", gdelt::write),
    format("gdelt-mentions", "GDELT 2.0 Mentions: 16 columns, with offsets of characters", mentions::write),
    format("icews", "ICEWS: 20 columns, tabs, header", icews::write),
    format("polecat", "POLECAT: 40 columns, tabs, header", polecat::write),
    format("phoenix", "Phoenix: 26 columns, tabs, no header", phoenix::write),
    format("gexf", "the actors' network for Gephi, weighted and dated", gexf::write),
    format("graphml", "the same network in GraphML", graphml::write),
    format("geojson", "events with a place, as GeoJSON", geojson::write),
    format(
        "annotations",
        "actors, claims and events as W3C Web Annotations on the texts",
        annotations::write,
    ),
    format("prov", "where every record comes from, as PROV-O in JSON-LD", prov::write),
    format("ftm", "FollowTheMoney entities, one a line", ftm::write),
    format("training", "corrected sentences in the format of corpus/train", training::write),
];

/// Writes a store in a format.
pub fn write(store: &Store, choice: Choice, format: &Format, out: &mut dyn Write) -> Result<(), Error> {
    let mut failure = None;
    let mut records = store.records(choice)?.map_while(|r| r.map_err(|e| failure = Some(e)).ok());
    (format.write)(&mut records, out)?;
    out.flush()?;
    failure.map_or(Ok(()), Err)
}
