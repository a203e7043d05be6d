//! How is one stage run alone? The pipeline proper lies in `apps/chancery`; here its stages are held
//! apart, so that each can be timed and counted over all dispatches.

use chancery_actors::Actors;
use chancery_attribution::Attribution;
use chancery_events::Events;
use chancery_language::Engine;
use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::claims::Claim;
use chancery_model::dispatch::Dispatch;
use chancery_model::events::Event;
use chancery_model::record::{Producer, Record};

use crate::error::Error;

/// The loaded stages.
pub(crate) struct Stages {
    language: Engine,
    actors: Actors,
    attribution: Attribution,
    events: Events,
}

/// One dispatch with the layers that it has so far.
pub(crate) struct Layers {
    /// Stage 1.
    pub(crate) dispatch: Dispatch,
    /// Stage 2.
    pub(crate) analysis: Analysis,
    /// Stage 3.
    pub(crate) cast: Cast,
    /// Stage 4.
    pub(crate) claims: Vec<Claim>,
    /// Stage 5.
    pub(crate) events: Vec<Event>,
}

impl Stages {
    pub(crate) fn load() -> Result<Self, Error> {
        Ok(Self {
            language: Engine::load().map_err(Error::load("language"))?,
            actors: Actors::load().map_err(Error::load("actors"))?,
            attribution: Attribution::load().map_err(Error::load("attribution"))?,
            events: Events::load().map_err(Error::load("events"))?,
        })
    }

    /// Stage 1, with the later layers empty.
    pub(crate) fn ingest(text: &str) -> Layers {
        Layers {
            dispatch: chancery_ingest::ingest("bench", text.as_bytes()),
            analysis: Analysis::new(Vec::new(), Vec::new(), Vec::new()),
            cast: Cast::default(),
            claims: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Stage 2.
    pub(crate) fn language(&self, l: &mut Layers) {
        l.analysis = self.language.analyse(&l.dispatch).0;
    }

    /// Stage 3.
    pub(crate) fn actors(&self, l: &mut Layers) {
        l.cast = self.actors.resolve(&l.dispatch, &l.analysis).0;
    }

    /// Stage 4.
    pub(crate) fn attribution(&self, l: &mut Layers) {
        l.claims = self.attribution.attribute(&l.dispatch, &l.analysis, &l.cast).0;
    }

    /// Stage 5.
    pub(crate) fn events(&self, l: &mut Layers) {
        l.events = self.events.code(&l.dispatch, &l.analysis, &l.cast, &l.claims).0;
    }

    /// All stages and the record's line.
    pub(crate) fn whole(&self, text: &str) -> String {
        let mut l = Self::ingest(text);
        self.language(&mut l);
        self.actors(&mut l);
        self.attribution(&mut l);
        self.events(&mut l);
        let producer = Producer { version: String::new(), model: String::new(), rules: String::new() };
        Record::new(producer, &l.dispatch, &l.cast, &l.claims, &l.events, &[]).to_json()
    }
}
