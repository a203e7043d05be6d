//! How is a dispatch shown? Its text with all that was found marked in place, its facts, and the record beside it.

mod card;
mod chain;
mod glyphs;
mod head;
mod index;
mod names;
mod phrases;
mod pieces;
mod record;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub(crate) use chain::{chain_of_row, chain_of_voices};
pub(crate) use glyphs::{called, shown};
pub(crate) use head::head;
pub(crate) use names::Names;
pub(crate) use phrases::{actor_link, country, quad};
pub(crate) use record::{View, record};
pub(crate) use text::text;
