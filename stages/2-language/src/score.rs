//! How good is the analysis? The scorers that the field agrees on.

pub mod ner;
pub mod ud;
