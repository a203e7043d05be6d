//! What do the vectors say? Tags, features, lemma edits and entity tags a word, arcs and relations
//! a sentence: raw scores, which `tree`, `lemma` and `names` decode.

use rten_gemm::{BiasVector, GemmExecutor, GemmOptions};
use rten_simd::SimdUnaryOp;
use rten_tensor::NdTensorView;
use rten_vecmath::Gelu;

use crate::dense::{Dense, Multiplier, Rows, Scratch};
use crate::encoder::{WIDTH, multiply};
use crate::error::Error;
use crate::weights::{Labels, Weights, bad};

const ARC: usize = 256;
const REL: usize = 256;
const ENTITY: usize = 128;

/// The heads.
pub(crate) struct Heads {
    first: Dense,
    sizes: [usize; 3],
    tags: usize,
    rels: usize,
    entity: (Vec<f32>, Vec<f32>),
    rel: (Vec<f32>, Vec<f32>),
    arc: Vec<f32>,
    root_arc: Vec<f32>,
    root_rel: Vec<f32>,
    floats: GemmExecutor<f32>,
}

/// Scores of the words of some sentences, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// Best UPOS index a word.
    pub(crate) upos: Vec<usize>,
    /// Best feature-set index a word.
    pub(crate) feats: Vec<usize>,
    /// Lemma-script scores, all of a word's in a row.
    pub(crate) lemmas: Vec<f32>,
    /// Entity-tag scores, all of a word's in a row.
    pub(crate) tags: Vec<f32>,
    arc_dep: Vec<f32>,
    arc_head: Vec<f32>,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
}

impl Heads {
    pub(crate) fn load(weights: &Weights, labels: &Labels, multiplier: &Multiplier) -> Result<Self, Error> {
        let first = Dense::load(weights, "heads", multiplier)?;
        let sizes = [labels.upos.len(), labels.feats.len(), labels.lemmas.len()];
        let expected = sizes.iter().sum::<usize>() + ENTITY + 2 * ARC + 2 * REL;
        if first.outputs != expected {
            return Err(bad(format!("heads: {} outputs, expected {expected}", first.outputs)));
        }
        Ok(Self {
            first,
            sizes,
            tags: labels.tags.len(),
            rels: labels.rels.len(),
            entity: (weights.floats("entity.w")?, weights.floats("entity.b")?),
            rel: (weights.floats("rel.w")?, weights.floats("rel.b")?),
            arc: weights.floats("arc")?,
            root_arc: weights.floats("root.arc")?,
            root_rel: weights.floats("root.rel")?,
            floats: GemmExecutor::default(),
        })
    }

    /// Scores of words, given their vectors one after the other.
    pub(crate) fn score(&self, multiplier: &Multiplier, levels: f32, vectors: &[f32]) -> Scores {
        let mut rows = Rows::default();
        rows.clear(WIDTH);
        vectors.chunks_exact(WIDTH).for_each(|row| rows.push(row, levels));
        let mut out = Scores::default();
        let mut entity = Vec::new();
        let [upos, feats, lemmas] = self.sizes;
        self.first.apply(multiplier, &rows, &mut Scratch::default(), |_, row| {
            let mut rest = row;
            let mut take = |n: usize| -> &mut [f32] {
                let (head, tail) = std::mem::take(&mut rest).split_at_mut(n);
                rest = tail;
                head
            };
            out.upos.push(best(take(upos)));
            out.feats.push(best(take(feats)));
            out.lemmas.extend_from_slice(take(lemmas));
            for (n, to) in [(ENTITY, &mut entity), (ARC, &mut out.arc_dep), (ARC, &mut out.arc_head)] {
                let part = take(n);
                Gelu {}.map_mut(part);
                to.extend_from_slice(part);
            }
            out.rel_dep.extend_from_slice(take(REL));
            out.rel_head.extend_from_slice(take(REL));
        });
        out.tags = self.dense(&entity, ENTITY, &self.entity, self.tags);
        out.arc_dep = self.through_arc(&out.arc_dep);
        out
    }

    /// `rows [n, inner] · w [outer, inner]ᵀ + b`.
    fn dense(&self, rows: &[f32], inner: usize, (w, b): &(Vec<f32>, Vec<f32>), outer: usize) -> Vec<f32> {
        let n = rows.len() / inner;
        let mut out = vec![0.0; n * outer];
        let a = NdTensorView::from_data([n, inner], rows);
        let w = NdTensorView::from_data([outer, inner], &w[..]);
        let options = GemmOptions { bias: Some(BiasVector::Row(b)), ..GemmOptions::default() };
        multiply(&self.floats, &mut out, a, w.transposed(), options);
        out
    }

    /// The dependents' side of the biaffine form: `[row, 1] · arc`.
    fn through_arc(&self, rows: &[f32]) -> Vec<f32> {
        let n = rows.len() / ARC;
        let mut out = vec![0.0; n * ARC];
        let (square, last) = self.arc.split_at(ARC * ARC);
        let a = NdTensorView::from_data([n, ARC], rows);
        let b = NdTensorView::from_data([ARC, ARC], square);
        let options = GemmOptions { bias: Some(BiasVector::Row(last)), ..GemmOptions::default() };
        multiply(&self.floats, &mut out, a, b, options);
        out
    }

    /// Arc scores of the sentence of words `from..to`: a row a word, column 0 the root.
    pub(crate) fn arcs(&self, scores: &Scores, from: usize, to: usize) -> Vec<f32> {
        let n = to - from;
        let mut heads = Vec::with_capacity((n + 1) * ARC);
        heads.extend_from_slice(&self.root_arc);
        heads.extend_from_slice(&scores.arc_head[from * ARC..to * ARC]);
        let a = NdTensorView::from_data([n, ARC], &scores.arc_dep[from * ARC..to * ARC]);
        let b = NdTensorView::from_data([n + 1, ARC], &heads[..]);
        let mut out = vec![0.0; n * (n + 1)];
        // The scale under which the scores were trained; the tree does not depend on it.
        let options = GemmOptions { alpha: 1.0 / 16.0, ..GemmOptions::default() };
        multiply(&self.floats, &mut out, a, b.transposed(), options);
        out
    }

    /// The best relation of each word of a sentence, given heads (0 the root, else 1-based); the
    /// root relation goes to the root alone.
    pub(crate) fn relations(&self, scores: &Scores, from: usize, heads: &[usize], root: usize) -> Vec<usize> {
        let mut sums = Vec::with_capacity(heads.len() * REL);
        for (i, &head) in heads.iter().enumerate() {
            let dep = &scores.rel_dep[(from + i) * REL..(from + i + 1) * REL];
            let at = (from + head).saturating_sub(1) * REL;
            let head = if head == 0 { &self.root_rel[..] } else { &scores.rel_head[at..at + REL] };
            sums.extend(dep.iter().zip(head).map(|(a, b)| a + b));
        }
        Gelu {}.map_mut(&mut sums);
        let mut out = self.dense(&sums, REL, &self.rel, self.rels);
        let rows = out.chunks_exact_mut(self.rels).zip(heads);
        rows.map(|(row, &head)| {
            if head == 0 {
                return root;
            }
            row[root] = f32::NEG_INFINITY;
            best(row)
        })
        .collect()
    }
}

/// The index of the greatest score; the first of equals.
pub(crate) fn best(row: &[f32]) -> usize {
    let mut at = 0;
    for (i, x) in row.iter().enumerate() {
        if *x > row[at] {
            at = i;
        }
    }
    at
}
