#![doc = include_str!("../README.md")]

mod affected;
mod agents;
mod allegiance;
mod american;
mod bodies;
pub mod coref;
mod draft;
mod error;
mod forces;
mod holders;
mod identity;
mod incumbents;
mod inherited;
mod loaded;
mod names;
mod offices;
mod overlay;
mod parties;
mod persons;
mod phrase;
mod places;
mod portfolio;
mod predicate;
mod pronouns;
mod reference;
mod setting;
mod sorted;
pub mod spelling;
mod states;
mod stretch;
mod surroundings;
mod table;
mod titles;
mod united_nations;
mod vessels;

use chancery_model::analysis::Analysis;
use chancery_model::cast::Cast;
use chancery_model::dispatch::Dispatch;
use chancery_model::remark::Remark;

pub use error::Error;
pub use overlay::{OverlayRow, stated};
pub use reference::RULES;

/// SHA-256 of the coreference head's weights, as `training/chancery_training/train_coref.py` wrote it.
pub const COREFERENCE_HASH: &str = include_str!("../weights/coref.sha256");

/// Stage 3, with its tables loaded.
#[derive(Debug)]
pub struct Actors {
    reference: reference::Reference,
    coreference: coref::Coreference,
}

impl Actors {
    /// Reads and checks the embedded tables.
    pub fn load() -> Result<Self, Error> {
        Ok(Self { reference: reference::Reference::load()?, coreference: coref::Coreference::load()? })
    }

    /// The same with a user's rows before the program's own.
    pub fn load_with(rows: &[OverlayRow]) -> Result<Self, Error> {
        let mut out = Self::load()?;
        out.reference.lay_over(rows)?;
        Ok(out)
    }

    /// The head that tells which phrases mean the same, for evaluation.
    pub fn coreference(&self) -> &coref::Coreference {
        &self.coreference
    }

    /// Who is in it, and where each is mentioned.
    pub fn resolve(&self, dispatch: &Dispatch, analysis: &Analysis) -> (Cast, Vec<Remark>) {
        let mut draft = draft::Draft::new(&self.reference, dispatch, analysis);
        states::add(&mut draft);
        // Again: the towns tell more of where it plays.
        draft.set();
        // Before persons: a bare title takes the country of a body named near it.
        bodies::add_known(&mut draft);
        persons::add(&mut draft);
        // After persons: what is a title is no group.
        bodies::add_rest(&mut draft);
        // After all who are someone by themselves: of whom they are members is asked of them.
        affected::add(&mut draft);
        // After both: "his ministry", "the two ministers" need them.
        for t in (0..).take(analysis.tokens().len()) {
            pronouns::at(&mut draft, t);
            parties::at(&mut draft, t);
        }
        pronouns::learned(&mut draft, &self.coreference.phrases(analysis));
        inherited::of_possessors(&mut draft);
        inherited::of_officers(&mut draft);
        inherited::of_peers(&mut draft);
        forces::add(&mut draft);
        draft.finish()
    }
}
