//! Who says what: `PolNeAR`'s layout, or our own passages.

use std::fs;
use std::path::{Path, PathBuf};

use chancery_attribution::score::passages::{self, Passage};
use chancery_attribution::score::{Links, Relation, Scores, plain, read};
use chancery_model::score::Metric;

use super::Scored;
use crate::error::Error;
use crate::pipeline::{Layers, Reader};
use crate::score::speakers::{self, Speaker};

/// Scores the claims of a folder.
pub(super) fn score(folder: &Path, precise: bool) -> Result<Scored, Error> {
    if folder.join("attributions").is_dir() { standoff(folder, precise) } else { own(folder, precise) }
}

/// The reader and empty counts.
fn begin(precise: bool) -> Result<(Reader, Scores), Error> {
    let scores = Scores::new().map_err(|e| Error::Load { stage: "attribution", cause: Box::new(e) })?;
    Ok((Reader::load()?.precise(precise), scores))
}

/// The files of a folder in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        out.push(entry.map_err(Error::file(folder))?.path());
    }
    out.sort();
    Ok(out)
}

/// `text/NAME.txt`, `attributions/NAME_ANNOTATOR.ann`, of which the first annotator by name counts.
fn standoff(folder: &Path, precise: bool) -> Result<Scored, Error> {
    let notes = folder.join("attributions");
    let annotations = files(&notes)?;
    let (reader, mut scores) = begin(precise)?;
    let mut last = String::new();
    for path in annotations {
        let stem = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let Some((name, _)) = stem.rsplit_once('_').filter(|(name, _)| *name != last) else { continue };
        let source = folder.join("text").join(format!("{name}.txt"));
        let text = fs::read_to_string(&source).map_err(Error::file(&source))?;
        let gold = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let l = reader.claims(plain(&text));
        scores.add(name, &l.dispatch, &l.analysis, &read(&gold), &l.claims);
        name.clone_into(&mut last);
    }
    if last.is_empty() {
        return Err(Error::Data { path: notes, what: "there is no NAME_ANNOTATOR.ann in it".into() });
    }
    Ok((scores.metrics(), scores.misses))
}

/// Files of passages; besides links, whether stance and speakers of linked claims are right.
fn own(folder: &Path, precise: bool) -> Result<Scored, Error> {
    let mut sets = Vec::new();
    for path in files(folder)?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let source = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let passages = passages::parse(&source).map_err(|what| Error::Data { path: path.clone(), what })?;
        sets.extend(passages);
    }
    if sets.is_empty() {
        return Err(Error::Data {
            path: folder.into(),
            what: "there is neither a folder attributions nor a .txt with passages in it".into(),
        });
    }
    let (reader, mut scores) = begin(precise)?;
    let mut linked = Linked::default();
    for passage in &sets {
        let l = reader.claims(plain(&passage.text));
        let outer: Vec<&passages::Row> = passage.claims.iter().filter(|c| !c.nested).collect();
        let gold: Vec<Relation> = outer.iter().map(|r| r.relation.clone()).collect();
        let links = scores.add(&passage.name, &l.dispatch, &l.analysis, &gold, &l.claims);
        linked.add(passage, &outer, &l, &links);
    }
    let mut metrics = scores.metrics();
    metrics.push(Metric::share("stance", linked.stance, linked.all));
    metrics.push(Metric::share("speaker", linked.speaker, linked.speakers));
    Ok((metrics, [scores.misses, linked.misses].concat()))
}

/// What is right in linked claims.
#[derive(Default)]
struct Linked {
    all: usize,
    stance: usize,
    speakers: usize,
    speaker: usize,
    misses: Vec<String>,
}

impl Linked {
    fn add(&mut self, passage: &Passage, outer: &[&passages::Row], l: &Layers, links: &Links) {
        for &(g, s) in links {
            let (Some(row), Some(claim)) = (outer.get(g), l.claims.get(s)) else { continue };
            self.all += 1;
            self.stance += usize::from(row.stance == claim.stance);
            let cue = &claim.cue_lemma;
            if row.stance != claim.stance {
                let (wanted, got) = (row.stance.as_str(), claim.stance.as_str());
                self.misses.push(format!("{}\twrong stance\t{cue}\t{wanted}\tgot {got}", passage.name));
            }
            if row.relation.source.is_empty() {
                continue;
            }
            let gold: Vec<Speaker> = row.speakers.iter().map(|n| Speaker::of_name(n)).collect();
            let system = speakers::of_claim(&l.dispatch, &l.cast, claim);
            self.speakers += 1;
            if speakers::right(&gold, &system) {
                self.speaker += 1;
            } else {
                let names = |list: &[Speaker]| {
                    list.iter().filter_map(|s| s.names.first().cloned()).collect::<Vec<_>>().join(" + ")
                };
                let (wanted, got) = (names(&gold), names(&system));
                self.misses.push(format!("{}\twrong speaker\t{cue}\t{wanted}\tgot {got}", passage.name));
            }
        }
    }
}
