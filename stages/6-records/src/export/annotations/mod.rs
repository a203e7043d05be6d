//! How do codes lie on the words of a text? As W3C Web Annotations (JSON-LD): one for each event, at its
//! trigger; for each claim, at what is claimed; for each mention of an actor. Events that somebody retracted
//! are left out.

use std::io::{self, Write};

use super::iri;
use super::linked::Object;
use crate::corrections::RETRACTED;
use crate::stored::Stored;

mod body;
mod target;

use target::Page;

/// Writes the annotations of records as a collection with one page.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    let collection = iri::named(&["annotations"]);
    writeln!(
        out,
        "{{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{{\"chancery\":\"{terms}\"}}],\
         \"id\":\"{collection}\",\"type\":\"AnnotationCollection\",\"label\":\"Who says that who did what to whom\",\
         \"first\":{{\"id\":\"{collection}:1\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
        terms = iri::TERMS,
    )?;
    let mut total = 0_u64;
    for stored in records {
        for annotation in annotations(&stored) {
            if total > 0 {
                out.write_all(b",\n")?;
            }
            serde_json::to_writer(&mut *out, &annotation)?;
            total += 1;
        }
    }
    writeln!(out, "\n]}},\"total\":{total}}}")
}

/// Those of one dispatch: its events, its claims, its actors' mentions.
fn annotations(stored: &Stored) -> Vec<Object> {
    let record = &stored.record;
    let page = &Page::new(stored);
    let events = record.events.iter().enumerate().filter(|(_, e)| e.status != RETRACTED).map(|(n, event)| {
        let bodies = body::of_event(stored, n, event);
        annotation(stored, &event.id, "classifying", bodies, page.targets(&event.trigger))
    });
    let claims = record.claims.iter().map(|claim| {
        let bodies = body::of_claim(stored, claim, page);
        annotation(stored, &claim.id, "classifying", bodies, page.targets(&claim.content))
    });
    let mentions = record.actors.iter().flat_map(|actor| {
        (1..).zip(&actor.mentions).map(move |(n, mention): (u32, _)| {
            let bodies = body::of_mention(stored, actor, mention, page);
            let part = format!("{}.{n}", actor.id);
            annotation(stored, &part, "identifying", bodies, page.targets(&[mention.span]))
        })
    });
    events.chain(claims).chain(mentions).collect()
}

fn annotation(
    stored: &Stored,
    part: &str,
    motivation: &str,
    body: Vec<Object>,
    target: Vec<Object>,
) -> Object {
    let version = &stored.record.producer.version;
    let software = Object::named(iri::named(&["software", version]), "Software")
        .with("name", format!("Chancery {version}"));
    Object::named(iri::named(&[&stored.record.dispatch.id, "annotation", part]), "Annotation")
        .with("motivation", motivation)
        .with("generator", software)
        .all("body", body)
        .all("target", target)
}

#[cfg(test)]
mod tests;
