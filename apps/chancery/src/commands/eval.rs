//! `chancery eval`: the program scores itself on annotated data.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chancery_language::score;
use chancery_model::conllu;
use chancery_model::score::Metric;

mod attribution;

use super::Outcome;
use crate::error::Error;
use crate::pipeline::Reader;
use crate::score::record::Scores;
use crate::score::{coref, entities, incidents, members, of_record, parse, phrases, relations, sentences};

/// The tasks that exist, in the order of the record's documentation.
const TASKS: [&str; 12] = [
    "ud",
    "ner",
    "entities",
    "coref",
    "attribution",
    "relations",
    "dyads",
    "sentences",
    "actors",
    "articles",
    "record",
    "incidents",
];

/// How metrics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum MetricFormat {
    /// Task, metric, value and n with spaces between them
    Text,
    /// One JSON object a line
    Json,
}

/// What is to be scored.
#[derive(Debug, Clone)]
pub struct Request {
    /// The task's name.
    pub task: String,
    /// The annotated file or folder.
    pub path: PathBuf,
    /// How metrics are written.
    pub format: MetricFormat,
    /// Where misses go.
    pub errors: Option<PathBuf>,
    /// Whether the file's own tokens are taken.
    pub gold_tokens: bool,
    /// Whether only claims of which the program is sure are kept.
    pub precise: bool,
    /// Other weights of the event head.
    pub event_head: Option<PathBuf>,
    /// The fifth of the documents that is scored.
    pub fold: Option<usize>,
}

impl Request {
    /// The pipeline as it is to be scored.
    fn reader(&self) -> Result<Reader, Error> {
        let reader = Reader::load()?.precise(self.precise);
        let Some(file) = &self.event_head else { return Ok(reader) };
        let bytes = fs::read(file).map_err(Error::file(file))?;
        let head = chancery_events::head::Head::from_bytes(&bytes)
            .map_err(|e| Error::Data { path: file.clone(), what: e.to_string() })?;
        Ok(reader.with_event_head(head))
    }
}

/// Metrics, and every miss as a line.
pub type Scored = (Vec<Metric>, Vec<String>);

/// Runs one task. Metrics are not rounded.
pub fn scored(request: &Request) -> Result<Scored, Error> {
    let path = request.path.as_path();
    if request.gold_tokens && request.task != "ud" && TASKS.contains(&request.task.as_str()) {
        return Err(Error::Option { task: request.task.clone(), option: "--gold-tokens" });
    }
    if request.precise && !["attribution", "record"].contains(&request.task.as_str()) {
        return Err(Error::Option { task: request.task.clone(), option: "--precise" });
    }
    let events = ["relations", "dyads", "sentences", "record", "incidents"].contains(&request.task.as_str());
    if request.event_head.is_some() && !events {
        return Err(Error::Option { task: request.task.clone(), option: "--event-head" });
    }
    if request.fold.is_some() && request.task != "record" {
        return Err(Error::Option { task: request.task.clone(), option: "--fold" });
    }
    match request.task.as_str() {
        "ud" => ud(path, request.gold_tokens),
        "ner" => ner(path),
        "attribution" => attribution::score(path, request.precise),
        "entities" => named(path),
        "coref" => coreference(path),
        "relations" => joined(request, false),
        "dyads" => joined(request, true),
        "sentences" => told(request),
        "actors" => actors(path),
        "articles" => articles(path),
        "record" => record(request),
        "incidents" => incidents::run(&request.reader()?, path),
        task => Err(Error::Task { task: task.into(), known: TASKS.join(", ") }),
    }
}

/// Runs one task and writes its metrics.
pub fn run(request: &Request) -> Result<Outcome, Error> {
    let (metrics, misses) = scored(request)?;
    if let Some(file) = &request.errors {
        let mut lines = misses.join("\n");
        lines.push_str(if misses.is_empty() { "" } else { "\n" });
        fs::write(file, lines).map_err(Error::file(file))?;
    }
    let mut out = io::stdout().lock();
    for m in &metrics {
        match request.format {
            MetricFormat::Text => writeln!(out, "{} {} {:.4} {}", request.task, m.metric, m.value, m.n)?,
            MetricFormat::Json => {
                let line = serde_json::json!({
                    "task": request.task, "metric": m.metric, "value": rounded(m.value), "n": m.n,
                });
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Complete)
}

/// Pages in the layout of article-extraction-benchmark: `ground-truth.json`, `html/ID.html.gz`.
fn articles(path: &Path) -> Result<Scored, Error> {
    let file = path.join("ground-truth.json");
    let source = fs::read_to_string(&file).map_err(Error::file(&file))?;
    let gold: serde_json::Value = serde_json::from_str(&source)
        .map_err(|e| Error::Data { path: file.clone(), what: format!("no JSON: {e}") })?;
    let mut scores = chancery_ingest::score::Scores::default();
    for (name, page) in gold.as_object().into_iter().flatten() {
        let html = path.join("html").join(format!("{name}.html.gz"));
        let bytes = fs::read(&html).map_err(Error::file(&html))?;
        let options = chancery_ingest::containers::Options::default();
        let opened = chancery_ingest::containers::documents(name, io::Cursor::new(bytes), &options).next();
        let document = opened
            .and_then(Result::ok)
            .ok_or_else(|| Error::Data { path: html.clone(), what: "there is no page in it".into() })?;
        let dispatch = chancery_ingest::read(document);
        let said = page.get("articleBody").and_then(serde_json::Value::as_str).unwrap_or("");
        scores.add(name, said, chancery_ingest::score::article(&dispatch));
    }
    Ok((scores.metrics(), scores.misses))
}

/// As many digits as the text format has, so that both say the same.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn ud(path: &Path, gold_tokens: bool) -> Result<Scored, Error> {
    let source = fs::read_to_string(path).map_err(Error::file(path))?;
    let gold = conllu::parse(&source).map_err(|source| Error::Treebank { path: path.into(), source })?;
    if gold.is_empty() {
        return Err(Error::Data { path: path.into(), what: "there is no tree in it".into() });
    }
    let reader = Reader::load()?;
    if gold_tokens {
        let system = reader.language().trees_gold(&gold);
        let misses = gold.iter().zip(&system).flat_map(|(g, s)| wrong_words(g, s)).collect();
        return Ok((score::ud::gold_tokens(&gold, &system), misses));
    }
    let system = reader.language().trees_raw(&gold);
    Ok((score::ud::raw(&gold, &system), wrong_sentences(&gold, &system)))
}

/// A line a word whose tag, lemma or attachment is wrong: sentence, word, gold, system.
fn wrong_words(gold: &conllu::Tree, system: &conllu::Tree) -> Vec<String> {
    let sentence = sentence(gold);
    let rows = (1..).zip(gold.rows.iter().zip(&system.rows));
    let show = |r: &conllu::Row| format!("{} {} {} {}", r.upos, r.lemma, r.head, r.relation);
    rows.filter(|(_, (g, s))| show(g) != show(s))
        .map(|(n, (g, s)): (u32, _)| format!("{sentence}\t{n} {}\t{}\t{}", g.form, show(g), show(s)))
        .collect()
}

/// Gold sentences that the system's segmentation does not have, word for word.
fn wrong_sentences(gold: &[conllu::Tree], system: &[conllu::Tree]) -> Vec<String> {
    let found: std::collections::BTreeSet<String> = system.iter().map(sentence).collect();
    gold.iter()
        .map(sentence)
        .filter(|s| !found.contains(s))
        .map(|s| format!("missed sentence\t{s}"))
        .collect()
}

fn sentence(tree: &conllu::Tree) -> String {
    tree.rows.iter().map(|r| r.form.as_str()).collect::<Vec<_>>().join(" ")
}

fn ner(path: &Path) -> Result<Scored, Error> {
    let source = fs::read_to_string(path).map_err(Error::file(path))?;
    let sentences = score::ner::read(&source);
    if sentences.is_empty() {
        return Err(Error::Data { path: path.into(), what: "there is no sentence in it".into() });
    }
    let (forms, gold): (Vec<_>, Vec<_>) = sentences.into_iter().map(|s| (s.forms, s.tags)).unzip();
    let system = Reader::load()?.language().tags(&forms);
    let wrong = forms.iter().zip(gold.iter().zip(&system)).filter(|(_, (g, s))| g != s);
    let misses = wrong.map(|(words, (g, s))| {
        let tagged = |tags: &[String]| {
            let pairs = words.iter().zip(tags).filter(|(_, t)| *t != "O");
            pairs.map(|(w, t)| format!("{w}/{t}")).collect::<Vec<_>>().join(" ")
        };
        format!("{}\t{}\t{}", words.join(" "), tagged(g), tagged(s))
    });
    Ok((score::ner::compare(&gold, &system), misses.collect()))
}

/// Types of marked pairs, or the pairs themselves.
fn joined(request: &Request, found: bool) -> Result<Scored, Error> {
    let path = request.path.as_path();
    let source = fs::read_to_string(path).map_err(Error::file(path))?;
    let rows = relations::parse(&source).map_err(|what| Error::Data { path: path.into(), what })?;
    if rows.is_empty() {
        return Err(Error::Data { path: path.into(), what: "there is no row in it".into() });
    }
    let reader = request.reader()?;
    let (mut types, mut pairs) = (relations::Relations::default(), relations::Dyads::default());
    for row in &rows {
        if found {
            pairs.add(&reader, row);
        } else {
            types.add(&reader, row);
        }
    }
    Ok(if found { (pairs.metrics(), pairs.misses) } else { (types.metrics(), types.misses) })
}

/// Annotated sentences, each read alone.
fn told(request: &Request) -> Result<Scored, Error> {
    let path = request.path.as_path();
    let all = sentences::load(path)?;
    if all.is_empty() {
        return Err(Error::Data { path: path.into(), what: "there is no sentence in it".into() });
    }
    let reader = request.reader()?;
    let mut scores = sentences::Scores::default();
    for sentence in &all {
        scores.add(&reader, sentence);
    }
    Ok((scores.metrics(), scores.misses))
}

/// Resolves the phrases of a table.
fn actors(path: &Path) -> Result<Scored, Error> {
    let source = fs::read_to_string(path).map_err(Error::file(path))?;
    let rows = phrases::parse(&source).map_err(|what| Error::Data { path: path.into(), what })?;
    if rows.is_empty() {
        return Err(Error::Data { path: path.into(), what: "there is no row in it".into() });
    }
    let reader = Reader::load()?;
    let mut scores = phrases::Scores::default();
    for row in &rows {
        scores.add(&reader, row);
    }
    Ok((scores.metrics(), scores.misses))
}

/// Reads the documents of a folder in re3d's layout, or of the folders in it.
fn named(path: &Path) -> Result<Scored, Error> {
    let mut folders = vec![path.to_owned()];
    if !path.join("documents.json").exists() {
        folders.clear();
        for entry in fs::read_dir(path).map_err(Error::file(path))? {
            folders.push(entry.map_err(Error::file(path))?.path());
        }
        folders.retain(|f| f.join("documents.json").exists());
        folders.sort();
    }
    if folders.is_empty() {
        return Err(Error::Data { path: path.into(), what: "there is no documents.json in it".into() });
    }
    let reader = Reader::load()?;
    let mut scores = entities::Scores::default();
    for folder in folders {
        let read = |name: &str| {
            let file = folder.join(name);
            fs::read_to_string(&file).map_err(Error::file(&file))
        };
        let documents = entities::parse(&read("documents.json")?, &read("entities.json")?)
            .map_err(|what| Error::Data { path: folder.clone(), what })?;
        for document in &documents {
            scores.add(&reader, document);
        }
    }
    Ok((scores.metrics(), scores.misses))
}

/// Groups the phrases of a treebank's documents, read from raw text.
fn coreference(path: &Path) -> Result<Scored, Error> {
    let source = fs::read_to_string(path).map_err(Error::file(path))?;
    let gold = conllu::parse(&source).map_err(|source| Error::Treebank { path: path.into(), source })?;
    let documents = chancery_actors::coref::gold::documents(&gold);
    if documents.iter().all(|d| d.groups.is_empty()) {
        return Err(Error::Data { path: path.into(), what: "there is no Entity= in it".into() });
    }
    let reader = Reader::load()?;
    let mut scores = coref::Scores::default();
    for document in &documents {
        scores.add(&reader, document);
    }
    Ok((scores.metrics(), scores.misses))
}

/// Reads every dispatch of a folder that has an annotation beside it.
fn record(request: &Request) -> Result<Scored, Error> {
    let folder = request.path.as_path();
    let mut annotations = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.extension().is_some_and(|e| e == "json") {
            annotations.push(path);
        }
    }
    annotations.sort();
    if annotations.is_empty() {
        return Err(Error::Data { path: folder.into(), what: "there is no NAME.json in it".into() });
    }
    let reader = request.reader()?;
    let (mut scores, mut cast) = (Scores::default(), members::Scores::default());
    let fold = |n: usize| request.fold.is_none_or(|f| n % 5 == f % 5);
    for path in annotations.into_iter().enumerate().filter_map(|(n, p)| fold(n).then_some(p)) {
        let source = ["txt", "html"].map(|e| path.with_extension(e)).into_iter().find(|p| p.exists());
        let Some(source) = source else {
            return Err(Error::Data {
                path,
                what: "there is no .txt or .html of that name beside it".into(),
            });
        };
        let bytes = fs::read(&source).map_err(Error::file(&source))?;
        let json = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let name = source.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let record = reader.read(&source.display().to_string(), &bytes);
        let gold = parse(&json, &record.dispatch.text)
            .map_err(|e| Error::Data { path: path.clone(), what: e.to_string() })?;
        scores.add(&name, &gold, &of_record(&record));
        cast.add(&name, &gold.members, &record);
    }
    Ok(([scores.metrics(), cast.metrics()].concat(), [scores.misses, cast.misses].concat()))
}
