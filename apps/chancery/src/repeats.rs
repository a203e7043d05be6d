//! What becomes of a dispatch that repeats an earlier one?
//!
//! By default nothing is looked for: a record says the same in any company, and memory does not grow
//! with the number of inputs. Who asks for marks gives up both.

use chancery_ingest::repeats::Repeats;

use crate::pipeline::Layers;

/// What is done about repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Marking {
    /// They are not looked for: every record is the same in any company
    Off,
    /// Each says which earlier dispatch it repeats, and how closely
    Mark,
    /// They are left out
    Skip,
}

/// Sees the dispatches of a run in their order.
#[derive(Debug)]
pub struct Marker {
    marking: Marking,
    index: Repeats,
}

impl Marker {
    /// One that has seen nothing.
    pub fn new(marking: Marking) -> Self {
        Self { marking, index: Repeats::new() }
    }

    /// What is to be written of a dispatch: `text`, as it was made without marks, or what `again`
    /// makes of it with one; nothing where it is to be skipped.
    pub fn passed(
        &mut self,
        layers: Option<Layers>,
        text: String,
        again: impl FnOnce(&Layers) -> String,
    ) -> Option<String> {
        let Some(mut layers) = layers.filter(|_| self.marking != Marking::Off) else { return Some(text) };
        self.index.see(&mut layers.dispatch);
        match (self.marking, &layers.dispatch.repeats) {
            (_, None) => Some(text),
            (Marking::Skip, Some(_)) => None,
            (_, Some(_)) => Some(again(&layers)),
        }
    }
}
