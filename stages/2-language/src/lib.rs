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

/// What the stage reads besides those weights, by path from its folder: lexicons, the table of lemmas, the segmenter.
pub fn tables() -> [(&'static str, &'static [u8]); 8] {
    [
        ("lexicon/abbreviations.tsv", lexicon::ABBREVIATIONS.as_bytes()),
        ("lexicon/contractions.tsv", lexicon::CONTRACTIONS.as_bytes()),
        ("lexicon/emoticons.txt", lexicon::EMOTICONS.as_bytes()),
        ("lexicon/forms.tsv", lemma::FORMS.as_bytes()),
        ("lexicon/portfolios.txt", portfolios::PORTFOLIOS.as_bytes()),
        ("lexicon/verbs.txt", lemma::VERBS.as_bytes()),
        ("weights/lemmas.tsv", lemma::TABLE.as_bytes()),
        ("weights/segmenter.bin", segment::WEIGHTS),
    ]
}
