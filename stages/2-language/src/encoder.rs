//! What does a word mean here? A six-layer transformer (MiniLM) over whole sentences, packed one
//! after the other without padding; attention looks at one sentence at a time.

use rten_simd::SimdOp;

use crate::attention::{Attention, SINK_SIZE};
use crate::dense::{Dense, Multiplier, Rows, Scratch};
use crate::error::Error;
use crate::finish::{Activated, Normed, Sums};
use crate::weights::{Weights, bad};

/// Numbers in a vector.
pub(crate) const WIDTH: usize = 384;
const LAYERS: usize = 6;
/// The longest sentence in pieces; the position table ends there.
pub(crate) const MAX_LENGTH: usize = 511;

#[derive(Debug)]
struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn load(weights: &Weights, name: &str) -> Result<Self, Error> {
        let gain = weights.floats(&format!("{name}.g"))?;
        Ok(Self { gain, bias: weights.floats(&format!("{name}.b"))? })
    }

    /// Adds the sums to the row, brings it to mean nought and variance one; its range.
    fn apply(&self, sums: Option<Sums>, row: &mut [f32]) -> (f32, f32) {
        Normed { sums, to: row, gain: &self.gain, bias: &self.bias }.dispatch()
    }
}

struct Layer {
    qkv: Dense,
    out: Dense,
    norm1: Norm,
    up: Dense,
    down: Dense,
    norm2: Norm,
}

/// The encoder.
pub(crate) struct Encoder {
    words: &'static [u8],
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    /// What each layer's attention sees before a sentence: see [`SINK_SIZE`].
    sinks: Vec<f32>,
}

/// One word piece to encode.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) id: u32,
    pub(crate) shape: u16,
}

impl Encoder {
    pub(crate) fn load(weights: &Weights, multiplier: &Multiplier) -> Result<Self, Error> {
        let (words, _, width) = weights.bytes("words.w")?;
        if width != WIDTH {
            return Err(bad(format!("vectors of {width} numbers, expected {WIDTH}")));
        }
        let layer = |i: usize| -> Result<Layer, Error> {
            let dense = |part| Dense::load(weights, &format!("layer{i}.{part}"), multiplier);
            Ok(Layer {
                qkv: dense("qkv")?,
                out: dense("out")?,
                norm1: Norm::load(weights, &format!("layer{i}.norm1"))?,
                up: dense("up")?,
                down: dense("down")?,
                norm2: Norm::load(weights, &format!("layer{i}.norm2"))?,
            })
        };
        let sinks = weights.floats("sinks")?;
        if sinks.len() != LAYERS * SINK_SIZE {
            return Err(bad(format!("sinks: {} numbers, expected {}", sinks.len(), LAYERS * SINK_SIZE)));
        }
        Ok(Self {
            sinks,
            words,
            word_scales: weights.floats("words.s")?,
            positions: weights.floats("positions")?,
            shapes: weights.floats("shapes")?,
            norm: Norm::load(weights, "norm")?,
            layers: (0..LAYERS).map(layer).collect::<Result<_, _>>()?,
        })
    }

    /// Vectors of all pieces of some sentences, given the pieces one after the other and the
    /// sentences' lengths (each at most [`MAX_LENGTH`]).
    pub(crate) fn encode(&self, multiplier: &Multiplier, pieces: &[Piece], lengths: &[usize]) -> Vec<f32> {
        let mut rows = Rows::default();
        rows.clear(WIDTH);
        let mut x = self.embed(pieces, lengths, |row, range| rows.push_within(row, range));
        let mut inner = Rows::default();
        let mut scratch = Scratch::default();
        let mut attention = Attention::default();
        let mut activated = Vec::new();
        for (layer, sinks) in self.layers.iter().zip(self.sinks.chunks_exact(SINK_SIZE)) {
            layer.qkv.apply_to(multiplier, &rows, &mut scratch, &mut attention.qkv);
            attention.attend(lengths, sinks);
            rows.clear(WIDTH);
            attention.context.chunks_exact(WIDTH).for_each(|row| rows.push(row));
            // The residual is added, the norm taken and the row made ready for the next product in one go.
            inner.clear(WIDTH);
            layer.out.apply(multiplier, &rows, &mut scratch, |i, sums| {
                let to = &mut x[i * WIDTH..(i + 1) * WIDTH];
                let range = layer.norm1.apply(Some(sums), to);
                inner.push_within(to, range);
            });
            rows.clear(layer.up.outputs);
            activated.resize(layer.up.outputs, 0.0);
            layer.up.apply(multiplier, &inner, &mut scratch, |_, sums| {
                let range = Activated { sums, to: &mut activated }.dispatch();
                rows.push_within(&activated, range);
            });
            inner.clear(WIDTH);
            layer.down.apply(multiplier, &rows, &mut scratch, |i, sums| {
                let to = &mut x[i * WIDTH..(i + 1) * WIDTH];
                let range = layer.norm2.apply(Some(sums), to);
                inner.push_within(to, range);
            });
            std::mem::swap(&mut rows, &mut inner);
        }
        x
    }

    #[allow(clippy::cast_precision_loss, reason = "an int8")]
    fn embed(
        &self,
        pieces: &[Piece],
        lengths: &[usize],
        mut each: impl FnMut(&[f32], (f32, f32)),
    ) -> Vec<f32> {
        let mut x = Vec::with_capacity(pieces.len() * WIDTH);
        let positions = lengths.iter().flat_map(|&n| 0..n);
        for (piece, position) in pieces.iter().zip(positions) {
            let at = |table: usize| table * WIDTH..(table + 1) * WIDTH;
            let scale = self.word_scales[piece.id as usize];
            let word = &self.words[at(piece.id as usize)];
            let place = &self.positions[at(position.min(MAX_LENGTH - 1))];
            let shape = &self.shapes[at(usize::from(piece.shape))];
            let start = x.len();
            let sum = word.iter().zip(place).zip(shape);
            x.extend(sum.map(|((&w, p), s)| f32::from(w.cast_signed()) * scale + p + s));
            let range = self.norm.apply(None, &mut x[start..]);
            each(&x[start..], range);
        }
        x
    }
}
