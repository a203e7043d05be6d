//! Are persons, organisations, locations, nationalities and times found? Task `entities`: folders in
//! re3d's layout, `documents.json` and `entities.json` with an object a line.
//!
//! Rules:
//! - Overlap: a predicted span is right where it overlaps an annotated one of its type, an annotated
//!   one is found where it overlaps a predicted one of its type. Exact: the same span and type.
//! - A state by its name is a location, unless the tree has it act or undergo, when it is an organisation, as are
//!   "the regime", "the Kenyans" and "we", who are more than one speaker. An adjective of nationality or of a
//!   community is a nationality, whether it stands for an actor or is part of a description ("Kurdish fighters").
//!   A place is a location.
//! - Possessives ("their") and states that are part of another's name ("U.S. Navy") are no mentions of their own.
//!   Aircraft and guns are a type that is not scored.
//! - `overlap_f1` is over all five types, `overlap_f1_names` over the four that are no times.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::analysis::EntityKind;
use chancery_model::cast::{ActorKind, Mention, MentionKind};
use chancery_model::score::Metric;
use chancery_model::span::{Char, Span};
use chancery_model::syntax::{Relation, Upos};
use serde::Deserialize;

use crate::pipeline::{Layers, Reader};

/// The types that are scored.
const TYPES: [&str; 5] = ["Person", "Organisation", "Location", "Nationality", "Temporal"];

/// What re3d calls military platforms and weapons, though they stand for those who use them ("jets struck").
const PLATFORMS: [&str; 12] = [
    "aircraft",
    "artillery",
    "bomber",
    "destroyer",
    "drone",
    "frigate",
    "gunboat",
    "helicopter",
    "jet",
    "tank",
    "warplane",
    "warship",
];

/// A span with its type's index in [`TYPES`].
type Typed = (usize, Span<Char>);

/// One annotated document.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Document {
    #[serde(rename = "_id")]
    id: String,
    text: String,
    #[serde(default, skip)]
    gold: Vec<Typed>,
}

#[derive(Debug, Deserialize)]
struct Annotated {
    begin: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "documentId")]
    document: String,
}

/// The documents of one folder's two files; the line and what is wrong with it otherwise.
pub(crate) fn parse(documents: &str, entities: &str) -> Result<Vec<Document>, String> {
    let mut out: Vec<Document> = lines(documents)?;
    let mut gold: BTreeMap<String, Vec<Typed>> = BTreeMap::new();
    for e in lines::<Annotated>(entities)? {
        if let Some(kind) = TYPES.iter().position(|t| *t == e.kind).filter(|_| e.begin < e.end) {
            gold.entry(e.document).or_default().push((kind, Span::new(e.begin, e.end)));
        }
    }
    for document in &mut out {
        document.gold = gold.remove(&document.id).unwrap_or_default();
        document.gold.sort_unstable_by_key(|(k, s)| (*k, s.start(), s.end()));
        // Annotators and systems may have marked the same words.
        document.gold.dedup();
    }
    Ok(out)
}

fn lines<T: serde::de::DeserializeOwned>(source: &str) -> Result<Vec<T>, String> {
    let filled = (1..).zip(source.lines()).filter(|(_, l)| !l.trim().is_empty());
    filled.map(|(n, l)| serde_json::from_str(l).map_err(|e| format!("line {n}: {e}"))).collect()
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    gold: usize,
    system: usize,
    found: usize,
    right: usize,
    exact: usize,
}

/// Sums over documents, and every miss in words.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    types: [Tally; 5],
    pub(crate) misses: Vec<String>,
}

impl Scores {
    /// Reads one document and compares.
    pub(crate) fn add(&mut self, reader: &Reader, document: &Document) {
        let mut dispatch = chancery_attribution::score::plain(&document.text);
        dispatch.times = chancery_ingest::times(&dispatch);
        let l = reader.claims(dispatch);
        let system = typed(&l);
        self.compare(&document.gold, &system);
        let found =
            |one: &Typed, others: &[Typed]| others.iter().any(|o| o.0 == one.0 && o.1.overlaps(one.1));
        let mut note = |what: &str, one: &Typed| {
            let words = l.dispatch.text.slice(one.1).split_whitespace().collect::<Vec<_>>().join(" ");
            self.misses.push(format!("{}\t{what}\t{}\t{words}", document.id, TYPES[one.0]));
        };
        document.gold.iter().filter(|g| !found(g, &system)).for_each(|g| note("missed", g));
        system.iter().filter(|s| !found(s, &document.gold)).for_each(|s| note("false", s));
    }

    fn compare(&mut self, gold: &[Typed], system: &[Typed]) {
        for (kind, tally) in self.types.iter_mut().enumerate() {
            let of = |all: &[Typed]| -> Vec<Span<Char>> {
                all.iter().filter(|(k, _)| *k == kind).map(|(_, s)| *s).collect()
            };
            let (gold, system) = (of(gold), of(system));
            tally.gold += gold.len();
            tally.system += system.len();
            tally.found += gold.iter().filter(|g| system.iter().any(|s| s.overlaps(**g))).count();
            tally.right += system.iter().filter(|s| gold.iter().any(|g| s.overlaps(*g))).count();
            tally.exact += system.iter().filter(|s| gold.contains(s)).count();
        }
    }

    /// All figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        let sum = |tallies: &[Tally]| {
            tallies.iter().fold(Tally::default(), |a, b| Tally {
                gold: a.gold + b.gold,
                system: a.system + b.system,
                found: a.found + b.found,
                right: a.right + b.right,
                exact: a.exact + b.exact,
            })
        };
        let (all, names) = (sum(&self.types), sum(self.types.get(..4).unwrap_or(&[])));
        let mut out = vec![
            overlap("overlap_f1".into(), all),
            Metric::f1("exact_f1", all.gold, all.system, all.exact),
            overlap("overlap_f1_names".into(), names),
        ];
        for (name, tally) in TYPES.iter().zip(self.types) {
            out.push(overlap(format!("overlap_f1_{name}"), tally));
            out.push(Metric::f1(format!("exact_f1_{name}"), tally.gold, tally.system, tally.exact));
        }
        out
    }
}

/// The harmonic mean of the share of spans that are right and of those that are found.
fn overlap(name: String, t: Tally) -> Metric {
    let precision = Metric::share("", t.right, t.system).value;
    let recall = Metric::share("", t.found, t.gold).value;
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Metric::new(name, f1, t.gold)
}

/// The spans that a reading gives, by type.
fn typed(l: &Layers) -> Vec<Typed> {
    let mut out: BTreeSet<(usize, u32, u32)> = BTreeSet::new();
    let mut put = |kind: usize, span: Span<Char>| out.insert((kind, span.start(), span.end()));
    let named = |m: &&Mention| {
        let head = l.analysis.token(m.head);
        !(head.upos == Upos::Pron && head.relation == Relation::NmodPoss || PLATFORMS.contains(&&*head.lemma))
    };
    for m in l.cast.mentions.iter().filter(named) {
        let kind = kind_of(l, m);
        if kind != 2 || !is_part(l, m) {
            put(kind, m.span);
        }
    }
    for e in l.analysis.entities().iter().filter(|e| e.kind == EntityKind::Norp) {
        if l.cast.headed_by(e.tokens.end() - 1).is_none() {
            put(3, l.analysis.chars(e.tokens));
        }
    }
    for time in &l.dispatch.times {
        put(4, time.span);
    }
    out.into_iter().map(|(kind, start, end)| (kind, Span::new(start, end))).collect()
}

/// The type of a mention, as an index in [`TYPES`].
fn kind_of(l: &Layers, m: &Mention) -> usize {
    let kind = m.actors.first().and_then(|a| l.cast.actor(*a)).map_or(ActorKind::Unknown, |a| a.kind);
    let token = l.analysis.token(m.head);
    let people = l.analysis.entity_of(m.head).is_some_and(|e| e.kind == EntityKind::Norp);
    let plural = matches!(&*token.form.to_lowercase(), "we" | "us" | "ours");
    match kind {
        ActorKind::Person if plural && token.upos == Upos::Pron => 1,
        ActorKind::Person => 0,
        ActorKind::State | ActorKind::Group if token.upos == Upos::Adj => 3,
        ActorKind::State if !people && m.kind != MentionKind::Nominal && !takes_part(l, m.head) => 2,
        ActorKind::Place => 2,
        ActorKind::State | ActorKind::Organisation | ActorKind::Group | ActorKind::Unknown => 1,
    }
}

/// Whether a name is a word of another mention: "a U.S. base".
fn is_part(l: &Layers, m: &Mention) -> bool {
    let around = |o: &Mention| o.head != m.head && o.span.contains(m.span);
    l.analysis.token(m.head).relation == Relation::Compound && l.cast.mentions.iter().any(around)
}

/// Whether the tree has a state act or undergo something.
fn takes_part(l: &Layers, head: u32) -> bool {
    match l.analysis.token(head).relation {
        Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Iobj | Relation::OblAgent => true,
        Relation::Conj => l.analysis.head(head).is_some_and(|h| takes_part(l, h)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_compared_by_type_and_overlap() {
        let mut scores = Scores::default();
        let gold = [(0, Span::new(0, 5)), (1, Span::new(10, 20))];
        let system = [(0, Span::new(3, 8)), (1, Span::new(10, 20)), (2, Span::new(10, 20))];
        scores.compare(&gold, &system);
        let of = |name: &str| scores.metrics().into_iter().find(|m| m.metric == name).unwrap().value;
        assert!((of("overlap_f1") - 0.8).abs() < 1e-9);
        assert!((of("exact_f1") - 0.4).abs() < 1e-9);
        assert!((of("overlap_f1_Person") - 1.0).abs() < 1e-9);
        assert!(of("overlap_f1_Location") < 1e-9);
    }

    #[test]
    fn a_reading_gives_each_type() {
        let documents = r#"{"_id": "a", "text": "Lara Quist met the Nepalese army in Oslo on Monday."}"#;
        let spans =
            [(0, 10, "Person"), (15, 32, "Organisation"), (19, 27, "Nationality"), (36, 40, "Location")];
        let entities: Vec<String> = spans
            .iter()
            .map(|(b, e, t)| format!(r#"{{"begin": {b}, "end": {e}, "type": "{t}", "documentId": "a"}}"#))
            .collect();
        let documents = parse(documents, &entities.join("\n")).unwrap();
        let mut scores = Scores::default();
        scores.add(&Reader::load().unwrap(), &documents[0]);
        assert_eq!(scores.misses.len(), 1, "only the time is none of the annotated: {:?}", scores.misses);
    }

    #[test]
    fn re3d_counts_we_as_many_communities_by_adjectives_and_no_possessives() {
        let documents = r#"{"_id": "a", "text": "“We trust their Kurdish pilots,” said Lara Quist. Two jets of the U.S. Navy flew."}"#;
        let documents = parse(documents, "").unwrap();
        let mut scores = Scores::default();
        scores.add(&Reader::load().unwrap(), &documents[0]);
        let said = |line: &str| scores.misses.iter().any(|m| m.strip_prefix("a\tfalse\t") == Some(line));
        for line in ["Organisation\tWe", "Nationality\tKurdish", "Person\tLara Quist"] {
            assert!(said(line), "no {line}: {:?}", scores.misses);
        }
        let none = |m: &String| m.ends_with("\ttheir") || m.ends_with("\tU.S.") || m.contains("jets");
        assert!(!scores.misses.iter().any(none), "{:?}", scores.misses);
    }

    #[test]
    fn a_broken_line_is_named() {
        assert!(parse("{\"_id\": \"a\", \"text\": \"\"}\n{", "").unwrap_err().starts_with("line 2"));
    }
}
