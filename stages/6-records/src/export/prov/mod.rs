//! Where does every record, claim and event come from, and who says so? PROV-O in JSON-LD with its context
//! inside: dispatches and records are entities, runs and corrections activities; outlets, speakers, the
//! software and those who correct are agents.

use std::collections::BTreeSet;
use std::io::{self, Write};

use chancery_model::text::Text;

use super::dyads::actors;
use super::iri;
use super::linked::Object;
use crate::stored::Stored;

mod agents;
mod entities;

/// What every document begins with.
const CONTEXT: &str = r#""id":"@id","type":"@type","prov":"http://www.w3.org/ns/prov#","dcterms":"http://purl.org/dc/terms/","foaf":"http://xmlns.com/foaf/0.1/","rdfs":"http://www.w3.org/2000/01/rdf-schema#","xsd":"http://www.w3.org/2001/XMLSchema#","prov:endedAtTime":{"@type":"xsd:dateTime"}"#;

/// Writes the provenance of records.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"@context\":{{{CONTEXT},\"chancery\":\"{}\"}},\"@graph\":[", iri::TERMS)?;
    let mut known = BTreeSet::new();
    let mut before = "\n";
    for stored in records {
        for object in objects(&stored, &mut known) {
            out.write_all(before.as_bytes())?;
            serde_json::to_writer(&mut *out, &object)?;
            before = ",\n";
        }
    }
    out.write_all(b"\n]}\n")
}

/// What is to be said of one dispatch. Runs, outlets and those who correct are known to many: each is told
/// of where it is first met.
fn objects(stored: &Stored, known: &mut BTreeSet<String>) -> Vec<Object> {
    let record = &stored.record;
    let text = Text::new(record.dispatch.text.clone());
    let mut out = Vec::new();
    let run = agents::run_iri(stored);
    if known.insert(run.clone()) {
        out.push(agents::run(&run, &record.producer));
        let makers = agents::makers(&record.producer).into_iter();
        out.extend(makers.filter_map(|(id, maker)| known.insert(id).then_some(maker)));
    }
    if let Some(outlet) = agents::outlet_iri(stored).filter(|o| known.insert(o.clone())) {
        out.push(agents::outlet(&outlet, stored));
    }
    for correction in &stored.corrections {
        let by = agents::corrector_iri(&correction.by);
        if known.insert(by.clone()) {
            out.push(agents::corrector(&by, &correction.by));
        }
    }
    out.extend(entities::dispatch(stored));
    out.extend(entities::record(stored));
    let speakers: BTreeSet<&String> = record.claims.iter().flat_map(|c| &c.sources).collect();
    let speakers: Vec<String> = speakers.into_iter().cloned().collect();
    out.extend(actors(record, &speakers).into_iter().map(|actor| agents::speaker(stored, actor)));
    out.extend(record.claims.iter().map(|claim| entities::claim(stored, claim, &text)));
    out.extend(record.events.iter().map(|event| entities::event(stored, event, &text)));
    out
}

#[cfg(test)]
mod tests;
