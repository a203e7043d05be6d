//! What does a word mean here? A six-layer transformer (MiniLM) over whole sentences, packed one
//! after the other without padding; attention looks at one sentence at a time.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

use crate::dense::{Dense, Multiplier, Rows, Scratch};
use crate::error::Error;
use crate::weights::{Weights, bad};

/// Numbers in a vector.
pub(crate) const WIDTH: usize = 384;
const LAYERS: usize = 6;
const ATTENTION_HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / ATTENTION_HEADS;
/// The longest sentence in pieces; the position table ends there.
pub(crate) const MAX_LENGTH: usize = 512;

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

    #[allow(clippy::cast_precision_loss, reason = "WIDTH is small")]
    fn apply(&self, row: &mut [f32]) {
        let mean = Sum::new(row).dispatch() / WIDTH as f32;
        let variance = SumSquareSub::new(row, mean).dispatch() / WIDTH as f32;
        let options = NormalizeOptions {
            pre_scale_bias: mean,
            scale: 1.0 / (variance + 1e-12).sqrt(),
            element_scale: Some(&self.gain),
            element_bias: Some(&self.bias),
            ..NormalizeOptions::default()
        };
        Normalize::new_mut(row, options).dispatch();
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
    floats: GemmExecutor<f32>,
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
        Ok(Self {
            words,
            word_scales: weights.floats("words.s")?,
            positions: weights.floats("positions")?,
            shapes: weights.floats("shapes")?,
            norm: Norm::load(weights, "norm")?,
            layers: (0..LAYERS).map(layer).collect::<Result<_, _>>()?,
            floats: GemmExecutor::default(),
        })
    }

    /// Vectors of all pieces of some sentences, given the pieces one after the other and the
    /// sentences' lengths (each at most [`MAX_LENGTH`]).
    pub(crate) fn encode(
        &self,
        multiplier: &Multiplier,
        levels: f32,
        pieces: &[Piece],
        lengths: &[usize],
    ) -> Vec<f32> {
        let mut x = self.embed(pieces, lengths);
        let (mut rows, mut inner) = (Rows::default(), Rows::default());
        let mut scratch = Scratch::default();
        let mut attention = Attention::default();
        for layer in &self.layers {
            rows.clear(WIDTH);
            x.chunks_exact(WIDTH).for_each(|row| rows.push(row, levels));
            layer.qkv.apply_to(multiplier, &rows, &mut scratch, &mut attention.qkv);
            attention.attend(&self.floats, lengths);
            rows.clear(WIDTH);
            attention.context.chunks_exact(WIDTH).for_each(|row| rows.push(row, levels));
            layer.out.apply(multiplier, &rows, &mut scratch, |i, row| {
                let to = &mut x[i * WIDTH..(i + 1) * WIDTH];
                add(to, row);
                layer.norm1.apply(to);
            });
            rows.clear(WIDTH);
            x.chunks_exact(WIDTH).for_each(|row| rows.push(row, levels));
            inner.clear(layer.up.outputs);
            layer.up.apply(multiplier, &rows, &mut scratch, |_, row| {
                Gelu {}.map_mut(row);
                inner.push(row, levels);
            });
            layer.down.apply(multiplier, &inner, &mut scratch, |i, row| {
                let to = &mut x[i * WIDTH..(i + 1) * WIDTH];
                add(to, row);
                layer.norm2.apply(to);
            });
        }
        x
    }

    #[allow(clippy::cast_precision_loss, reason = "an int8")]
    fn embed(&self, pieces: &[Piece], lengths: &[usize]) -> Vec<f32> {
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
            self.norm.apply(&mut x[start..]);
        }
        x
    }
}

fn add(to: &mut [f32], row: &[f32]) {
    for (a, b) in to.iter_mut().zip(row) {
        *a += b;
    }
}

/// Buffers of self-attention.
#[derive(Default)]
struct Attention {
    qkv: Vec<f32>,
    scores: Vec<f32>,
    mixed: Vec<f32>,
    context: Vec<f32>,
}

impl Attention {
    #[allow(clippy::cast_precision_loss, reason = "HEAD_WIDTH is small")]
    fn attend(&mut self, floats: &GemmExecutor<f32>, lengths: &[usize]) {
        let total: usize = lengths.iter().sum();
        self.context.resize(total * WIDTH, 0.0);
        let options = || GemmOptions { alpha: 1.0 / (HEAD_WIDTH as f32).sqrt(), ..GemmOptions::default() };
        let mut start = 0;
        for &n in lengths {
            let block = &self.qkv[start * 3 * WIDTH..(start + n) * 3 * WIDTH];
            let view = NdTensorView::from_data([n, 3 * WIDTH], block);
            self.scores.resize(self.scores.len().max(n * n), 0.0);
            self.mixed.resize(self.mixed.len().max(n * HEAD_WIDTH), 0.0);
            for head in 0..ATTENTION_HEADS {
                let columns = |part: usize| {
                    let from = part * WIDTH + head * HEAD_WIDTH;
                    view.slice((.., from..from + HEAD_WIDTH))
                };
                let (q, k, v) = (columns(0), columns(1), columns(2));
                let scores = &mut self.scores[..n * n];
                multiply(floats, scores, q, k.transposed(), options());
                scores.chunks_exact_mut(n).for_each(|row| {
                    Softmax::new_mut(row).dispatch();
                });
                let weights = NdTensorView::from_data([n, n], &self.scores[..n * n]);
                multiply(floats, &mut self.mixed[..n * HEAD_WIDTH], weights, v, GemmOptions::default());
                let rows = self.context[start * WIDTH..(start + n) * WIDTH].chunks_exact_mut(WIDTH);
                for (row, mixed) in rows.zip(self.mixed.chunks_exact(HEAD_WIDTH)) {
                    row[head * HEAD_WIDTH..(head + 1) * HEAD_WIDTH].copy_from_slice(mixed);
                }
            }
            start += n;
        }
    }
}

/// A product of floats; shapes agree by construction, so it cannot fail.
pub(crate) fn multiply(
    floats: &GemmExecutor<f32>,
    out: &mut [f32],
    a: NdTensorView<f32, 2>,
    b: NdTensorView<f32, 2>,
    options: GemmOptions<f32, f32, f32>,
) {
    if floats.gemm(out, GemmInputA::Unpacked(a), GemmInputB::Unpacked(b), options).is_err() {
        out.fill(0.0);
    }
}
