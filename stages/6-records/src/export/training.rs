//! Corrections as sentences to learn from: the format of `corpus/train`, a sentence with the events that it
//! tells as lines after it. Only sentences with a corrected event are written, with all of their events.

use std::collections::BTreeSet;
use std::io::{self, Write};

use chancery_model::record::{EventOut, Record, Span};
use chancery_model::text::Text;

use crate::corrections::RETRACTED;
use crate::stored::Stored;

/// Writes the sentences.
pub(crate) fn write(records: &mut dyn Iterator<Item = Stored>, out: &mut dyn Write) -> io::Result<()> {
    for stored in records {
        let text = Text::new(stored.record.dispatch.text.clone());
        let corrected: BTreeSet<&str> = stored.corrections.iter().map(|c| c.event.as_str()).collect();
        let placed = stored.record.events.iter().zip(&stored.sentences);
        let sentences: BTreeSet<Span> = placed
            .clone()
            .filter(|(e, _)| corrected.contains(e.id.as_str()))
            .filter_map(|(_, s)| *s)
            .collect();
        for sentence in sentences {
            for c in &stored.corrections {
                writeln!(
                    out,
                    "# {} {}={} by {}: {}",
                    c.event,
                    c.field,
                    c.value.as_deref().unwrap_or(""),
                    c.by,
                    line(&c.why)
                )?;
            }
            writeln!(out, "{}", words(&text, sentence))?;
            let told = placed.clone().filter(|(e, s)| **s == Some(sentence) && e.status != RETRACTED);
            let lines: Vec<String> = told.map(|(e, _)| event(&stored.record, &text, sentence, e)).collect();
            if lines.is_empty() {
                writeln!(out, "> - | other")?;
            }
            for line in lines {
                writeln!(out, "> {line}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// "ACCUSE/disapprove | actual | condemned | Tomas Varga | Belarus".
fn event(record: &Record, text: &Text, sentence: Span, e: &EventOut) -> String {
    let mode = e.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
    let trigger = e.trigger.first().map_or_else(String::new, |s| words(text, *s));
    let named = |ids: &[String]| {
        let all: Vec<String> = ids.iter().map(|id| party(record, text, sentence, id)).collect();
        if all.is_empty() { "-".to_owned() } else { all.join("; ") }
    };
    format!("{}{mode} | {} | {trigger} | {} | {}", e.kind, e.status, named(&e.actors), named(&e.recipients))
}

/// An actor in the words of the sentence; where it does not mention him, by his name.
fn party(record: &Record, text: &Text, [start, end]: Span, id: &str) -> String {
    let Some(actor) = record.actors.iter().find(|a| a.id == id) else { return "-".into() };
    let here = actor.mentions.iter().find(|m| m.span[0] >= start && m.span[1] <= end);
    here.map_or_else(|| actor.name.clone(), |m| words(text, m.span))
}

fn words(text: &Text, [start, end]: Span) -> String {
    line(text.as_str().get(text.byte(start)..text.byte(end.max(start))).unwrap_or_default())
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
