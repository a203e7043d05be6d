//! Which events of several dispatches tell of one happening, and what do they say together?

mod circumstances;
mod cluster;
mod deeds;
mod facts;
pub mod json;
mod likeness;
mod party;
mod report;
#[cfg(test)]
mod sample;
pub mod score;
#[cfg(test)]
mod tests;
mod toll;
mod words;

pub use cluster::Incidents;
pub use facts::{Facts, Told, Word};
pub use likeness::Likeness;
pub use party::Party;
pub use report::{Report, Site, Source, Voice};
pub use toll::Toll;
