//! How good is the whole program? Scorers of records; those of one stage's output live with the
//! stage.

mod annotation;
mod matching;
pub(crate) mod record;

pub(crate) use annotation::{of_record, parse};
