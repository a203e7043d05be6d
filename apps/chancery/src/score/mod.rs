//! How good is the whole program? Scorers of records; those of one stage's output live with the
//! stage.

mod annotation;
mod assignment;
pub(crate) mod coref;
pub(crate) mod entities;
pub(crate) mod incidents;
mod matching;
pub(crate) mod members;
pub(crate) mod phrases;
pub(crate) mod record;
pub(crate) mod relations;
pub mod sentences;
pub(crate) mod speakers;

pub(crate) use annotation::{of_record, parse};
pub use matching::same_name;
