//! Which stages does a dispatch pass, and in what order? This list, and no other.

use chancery_actors::Actors;
use chancery_attribution::Attribution;
use chancery_events::Events;
use chancery_ingest::Document;
use chancery_language::Engine;
use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::dispatch::Dispatch;
use chancery_model::events::Event;
use chancery_model::record::{Producer, Record};
use chancery_model::remark::Remark;
use chancery_records::Intake;

use crate::actors::Table;
use crate::error::Error;

/// A stage of the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Bytes become a dispatch.
    Ingest,
    /// Text becomes sentences, trees and entities.
    Language,
    /// Mentions become actors.
    Actors,
    /// Who says what.
    Attribution,
    /// Who did what to whom.
    Events,
}

/// All layers of one dispatch; those of stages that have not run are empty.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// What came in.
    pub dispatch: Dispatch,
    /// Its grammar.
    pub analysis: Analysis,
    /// Who is in it.
    pub cast: Cast,
    /// Who says what.
    pub claims: Vec<Claim>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// What was odd.
    pub remarks: Vec<Remark>,
}

/// The loaded pipeline. It never changes, so threads share one.
#[derive(Debug)]
pub struct Reader {
    language: Engine,
    actors: Actors,
    attribution: Attribution,
    events: Events,
    producer: Producer,
}

impl Reader {
    /// Loads weights, tables and rules. They are inside the program: a failure is a fault of the
    /// build, and says which file and line to mend.
    pub fn load() -> Result<Self, Error> {
        Self::load_with(&Table::default())
    }

    /// The same with a user's actors before the program's own.
    pub fn load_with(table: &Table) -> Result<Self, Error> {
        fn at<E: std::error::Error + Send + Sync + 'static>(stage: &'static str) -> impl FnOnce(E) -> Error {
            move |cause| Error::Load { stage, cause: Box::new(cause) }
        }
        Ok(Self {
            language: Engine::load().map_err(at("language"))?,
            actors: Actors::load_with(&table.rows).map_err(|e| match e {
                chancery_actors::Error::Overlay { .. } => {
                    Error::Data { path: table.path.clone(), what: e.to_string() }
                }
                _ => at("actors")(e),
            })?,
            attribution: Attribution::load().map_err(at("attribution"))?,
            events: Events::load().map_err(at("events"))?,
            producer: producer(table),
        })
    }

    /// The same reader, which keeps only claims of which it is sure. Its records say so by their hash of
    /// rules.
    #[must_use]
    pub fn precise(mut self, precise: bool) -> Self {
        if precise {
            self.attribution = self.attribution.precise();
            self.producer.rules.push_str("-precise");
        }
        self
    }

    /// The same reader, which keeps only events of at least this confidence. Its records say so by their hash of
    /// rules.
    #[must_use]
    pub fn min_confidence(mut self, least: f32) -> Self {
        if least > 0.0 {
            self.events = self.events.min_confidence(least);
            self.producer.rules = format!("{}-min{least}", self.producer.rules);
        }
        self
    }

    /// Reads one dispatch. Never fails: what is wrong becomes a remark of the record.
    pub fn read(&self, origin: &str, bytes: &[u8]) -> Record {
        self.record(&self.layers(origin, bytes, &mut |_, _| {}))
    }

    /// Reads one document of a container. Never fails.
    pub fn read_document(&self, document: Document) -> Record {
        self.record(&self.layers_of(document, &mut |_, _| {}))
    }

    /// As [`Reader::read`] with all layers, and an observer that sees them after each stage.
    pub fn layers(&self, origin: &str, bytes: &[u8], observer: &mut dyn FnMut(Stage, &Layers)) -> Layers {
        self.layers_of(Document::new(origin, bytes), observer)
    }

    /// The same for one document of a container.
    pub fn layers_of(&self, document: Document, observer: &mut dyn FnMut(Stage, &Layers)) -> Layers {
        self.layers_of_dispatch(chancery_ingest::read(document), observer)
    }

    /// The same for a dispatch that stage 1 has made.
    pub fn layers_of_dispatch(&self, dispatch: Dispatch, observer: &mut dyn FnMut(Stage, &Layers)) -> Layers {
        let mut l = Layers { dispatch, ..Layers::default() };
        l.remarks.clone_from(&l.dispatch.remarks);
        observer(Stage::Ingest, &l);
        // Every later stage knows English alone; another language would give confident nonsense.
        if l.dispatch.language != "en" {
            return l;
        }

        // First of all: the later stages read its tokens and trees, never the bare text.
        let (analysis, remarks) = self.language.analyse(&l.dispatch);
        l.analysis = analysis;
        l.remarks.extend(remarks);
        observer(Stage::Language, &l);

        // Before attribution and events: speakers and parties are actors, not strings.
        let (cast, remarks) = self.actors.resolve(&l.dispatch, &l.analysis);
        l.cast = cast;
        l.remarks.extend(remarks);
        observer(Stage::Actors, &l);

        // Before events: an event within a claim is the speaker's, and must know so.
        let (claims, remarks) = self.attribution.attribute(&l.dispatch, &l.analysis, &mut l.cast);
        l.claims = claims;
        l.remarks.extend(remarks);
        observer(Stage::Attribution, &l);

        let (events, remarks) = self.events.code(&l.dispatch, &l.analysis, &l.cast, &l.claims);
        l.events = events;
        l.remarks.extend(remarks);
        observer(Stage::Events, &l);
        l
    }

    /// The layers up to the cast of a dispatch that is already taken apart, for evaluation on texts
    /// whose offsets must not move.
    pub fn cast(&self, dispatch: Dispatch) -> Layers {
        let mut l = Layers { dispatch, ..Layers::default() };
        l.analysis = self.language.analyse(&l.dispatch).0;
        l.cast = self.actors.resolve(&l.dispatch, &l.analysis).0;
        l
    }

    /// The layers up to the claims of such a dispatch.
    pub fn claims(&self, dispatch: Dispatch) -> Layers {
        let mut l = self.cast(dispatch);
        l.claims = self.attribution.attribute(&l.dispatch, &l.analysis, &mut l.cast).0;
        l
    }

    /// Adds the events to layers that have their claims.
    pub fn code(&self, l: &mut Layers) {
        l.events = self.events.code(&l.dispatch, &l.analysis, &l.cast, &l.claims).0;
    }

    /// The same reader with another event head, for cross-validation.
    #[must_use]
    pub fn with_event_head(mut self, head: chancery_events::head::Head) -> Self {
        self.events = self.events.with_head(head);
        self
    }

    /// The record of layers that this reader made.
    pub fn record(&self, l: &Layers) -> Record {
        Record::new(self.producer.clone(), &l.dispatch, &l.cast, &l.claims, &l.events, &l.remarks)
    }

    /// What a store keeps of layers that this reader made.
    pub fn intake(&self, l: &Layers) -> Intake {
        Intake::new(&l.dispatch, &l.analysis, self.record(l))
    }

    /// What stands in every record of this reader.
    pub fn producer(&self) -> &Producer {
        &self.producer
    }

    /// The event stage, for the conformance kit of its rules.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// The actors' stage, for evaluation of coreference.
    pub fn actors(&self) -> &Actors {
        &self.actors
    }

    /// The language engine, for evaluation over treebanks.
    pub fn language(&self) -> &Engine {
        &self.language
    }
}

/// What stands in every record of this build.
fn producer(table: &Table) -> Producer {
    Producer {
        version: env!("CARGO_PKG_VERSION").into(),
        model: chancery_language::MODEL_HASH.trim().chars().take(16).collect(),
        rules: rules_hash(table),
    }
}

/// One hash over the names and contents of all rule files, lexicons and tables, 16 hex digits; the
/// trained heads and a user's table are among them.
fn rules_hash(table: &Table) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, content) in coded_by().into_iter().chain([("actors", table.content.as_bytes())]) {
        // Lengths keep "ab" + "c" and "a" + "bc" apart.
        for part in [path.as_bytes(), content] {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// What the stages after the encoder code by: path from the stage's folder (of a head its name), and content (of a head its hash).
fn coded_by() -> Vec<(&'static str, &'static [u8])> {
    let rules =
        [chancery_actors::RULES, chancery_attribution::RULES, chancery_events::RULES].into_iter().flatten();
    let heads = chancery_actors::HEADS.into_iter().chain([("events", chancery_events::head::HEAD_HASH)]);
    let mut out: Vec<_> = rules.copied().chain(heads).map(|(path, text)| (path, text.as_bytes())).collect();
    out.extend(chancery_language::tables());
    out.extend(chancery_actors::made_tables());
    out.extend(chancery_events::head::made_tables());
    out
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::coded_by;

    /// Files that the hash of the encoder covers, or from which another one is made.
    const APART: [&str; 4] = [
        "reference/holders-hand.tsv",
        "weights/language.safetensors",
        "weights/vectors.json",
        "weights/vocab.txt",
    ];

    fn files(folder: &Path) -> Vec<PathBuf> {
        let paths = fs::read_dir(folder).into_iter().flatten().filter_map(|e| e.ok().map(|e| e.path()));
        paths.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
    }

    /// Re-coding asks by the hash whether anything has changed that codes.
    #[test]
    fn every_table_and_head_is_in_the_hash_of_rules() {
        let coded_by = coded_by();
        let mut seen = 0;
        for stage in ["2-language", "3-actors", "4-attribution", "5-events"] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stages").join(stage);
            for file in ["lexicon", "reference", "rules", "weights"].iter().flat_map(|f| files(&root.join(f)))
            {
                let path = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                let kind = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
                if !["bin", "json", "safetensors", "toml", "tsv", "txt"].contains(&kind)
                    || APART.contains(&&*path)
                {
                    continue;
                }
                seen += 1;
                let content = fs::read(&file).unwrap();
                let head = kind == "safetensors";
                let name = if head { file.file_stem().unwrap().to_string_lossy().into_owned() } else { path };
                assert!(
                    coded_by.iter().any(|(p, c)| *p == name && (head || **c == *content)),
                    "{stage}: {name} changes what is coded and not the hash of rules"
                );
            }
        }
        assert!(seen > 300, "only {seen} files were looked at");
    }
}
