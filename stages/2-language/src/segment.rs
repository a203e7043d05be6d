//! Which words and sentences does a paragraph have? Tokens first, then the sentence ends.

pub mod gold;
mod linear;
pub mod training;

pub(crate) use linear::{Linear, feature, join};

use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::sentences;
use crate::tokens;
pub use crate::tokens::RawToken;

const FILE: &str = "weights/segmenter.bin";
pub(crate) const WEIGHTS: &[u8] = include_bytes!("../weights/segmenter.bin");
const MAGIC: &[u8; 8] = b"chseg/1\n";

/// Splits a paragraph into sentences and words.
#[derive(Debug)]
pub struct Segmenter {
    lexicon: Lexicon,
    joints: Linear,
    ends: Linear,
}

impl Segmenter {
    /// Reads the weights and tables that the program carries.
    pub fn load() -> Result<Self, Error> {
        Self::read(WEIGHTS)
    }

    /// Reads weights as [`training::train`] writes them.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let fail = |what: &str| Error::Weights { file: FILE, what: what.into() };
        let mut rest = bytes.strip_prefix(MAGIC).ok_or_else(|| fail("it does not begin with chseg/1"))?;
        let joints = Linear::read(&mut rest).ok_or_else(|| fail("the tokeniser's table is damaged"))?;
        let ends = Linear::read(&mut rest).ok_or_else(|| fail("the sentence splitter's table is damaged"))?;
        if !rest.is_empty() {
            return Err(fail("something follows the tables"));
        }
        Ok(Self { lexicon: Lexicon::load()?, joints, ends })
    }

    /// The sentences of one paragraph; white space of any kind separates, none of it ends a
    /// sentence by itself. No sentence is empty.
    pub fn segment(&self, text: &str) -> Vec<Vec<RawToken>> {
        let words = tokens::tokens(text, &self.lexicon, &self.joints);
        let ends = sentences::ends(text, &words, &self.lexicon, &self.ends);
        let mut out = Vec::new();
        let mut sentence = Vec::new();
        for (word, end) in words.into_iter().zip(ends) {
            sentence.push(word);
            if end {
                out.push(std::mem::take(&mut sentence));
            }
        }
        if !sentence.is_empty() {
            out.push(sentence);
        }
        out
    }
}
