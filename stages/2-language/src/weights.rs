//! What did training leave? The file of weights that the program carries, read without copying
//! where that is possible. `training/chancery_training/export.py` writes it.

use safetensors::SafeTensors;
use serde::Deserialize;

use crate::error::Error;

/// The weights (CC BY-SA 4.0; card: `weights/language.md`).
pub(crate) static LANGUAGE: &[u8] = include_bytes!("../weights/language.safetensors");
/// The encoder's vocabulary (Apache-2.0, from all-MiniLM-L6-v2).
pub(crate) static VOCABULARY: &str = include_str!("../weights/vocab.txt");
const FILE: &str = "weights/language.safetensors";

/// Label lists, in the order of the heads' outputs.
#[derive(Debug, Deserialize)]
pub(crate) struct Labels {
    pub(crate) upos: Vec<String>,
    pub(crate) feats: Vec<String>,
    pub(crate) lemmas: Vec<String>,
    pub(crate) rels: Vec<String>,
    pub(crate) tags: Vec<String>,
}

/// The open file.
#[derive(Debug)]
pub(crate) struct Weights {
    tensors: SafeTensors<'static>,
}

impl Weights {
    /// Opens the embedded file.
    pub(crate) fn open() -> Result<Self, Error> {
        let tensors = SafeTensors::deserialize(LANGUAGE).map_err(|e| bad(e.to_string()))?;
        Ok(Self { tensors })
    }

    /// The label lists of the file's metadata.
    pub(crate) fn labels() -> Result<Labels, Error> {
        let (_, header) = SafeTensors::read_metadata(LANGUAGE).map_err(|e| bad(e.to_string()))?;
        let text = header.metadata().as_ref().and_then(|m| m.get("labels"));
        let text = text.ok_or_else(|| bad("no labels in the metadata".into()))?;
        serde_json::from_str(text).map_err(|e| bad(format!("labels: {e}")))
    }

    /// A tensor's bytes and shape.
    fn raw(&self, name: &str) -> Result<(&'static [u8], Vec<usize>), Error> {
        let view = self.tensors.tensor(name).map_err(|e| bad(format!("{name}: {e}")))?;
        Ok((view.data(), view.shape().to_vec()))
    }

    /// A tensor of floats.
    pub(crate) fn floats(&self, name: &str) -> Result<Vec<f32>, Error> {
        let (bytes, _) = self.raw(name)?;
        Ok(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    /// A matrix of int8 as its bytes, with its rows and columns.
    pub(crate) fn bytes(&self, name: &str) -> Result<(&'static [u8], usize, usize), Error> {
        let (bytes, shape) = self.raw(name)?;
        match shape[..] {
            [rows, columns] if rows * columns == bytes.len() => Ok((bytes, rows, columns)),
            _ => Err(bad(format!("{name}: expected a matrix of int8, found {shape:?}"))),
        }
    }
}

/// An error that names the file.
pub(crate) fn bad(what: String) -> Error {
    Error::Weights { file: FILE, what }
}
