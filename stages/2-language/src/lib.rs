#![doc = include_str!("../README.md")]

mod attention;
mod dense;
mod encoder;
mod engine;
mod error;
mod finish;
mod headlines;
mod heads;
mod inflection;
mod lemma;
mod lexicon;
mod names;
mod parser;
mod pieces;
mod portfolios;
mod repairs;
pub mod score;
pub mod segment;
mod sentences;
mod tokens;
mod tree;
mod weights;

pub use engine::Engine;
pub use error::Error;

/// SHA-256 of the weights, as `training/chancery_training/export.py` wrote it.
pub const MODEL_HASH: &str = include_str!("../weights/language.sha256");
