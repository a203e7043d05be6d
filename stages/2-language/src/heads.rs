//! What do the vectors say? Tags, features, lemma edits and entity tags a word, arcs and relations
//! a sentence: raw scores, which `tree`, `lemma` and `names` decode.

use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;

use crate::dense::{Dense, Multiplier, Rows, Scratch};
use crate::encoder::WIDTH;
use crate::error::Error;
use crate::finish::{Gelu, Plain};
use crate::weights::{Labels, Weights, bad};

const ARC: usize = 256;
const REL: usize = 256;
const ENTITY: usize = 128;

/// The heads.
pub(crate) struct Heads {
    first: Dense,
    lemma: Dense,
    through_arc: Dense,
    sizes: [usize; 2],
    tags: usize,
    rels: usize,
    entity: (Vec<f32>, Vec<f32>),
    rel: (Vec<f32>, Vec<f32>),
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
        let sizes = [labels.upos.len(), labels.feats.len()];
        let expected = sizes.iter().sum::<usize>() + ENTITY + 2 * ARC + 2 * REL;
        if first.outputs != expected {
            return Err(bad(format!("heads: {} outputs, expected {expected}", first.outputs)));
        }
        let lemma = Dense::load(weights, "lemma", multiplier)?;
        if lemma.outputs != labels.lemmas.len() {
            return Err(bad(format!("lemma: {} outputs, expected {}", lemma.outputs, labels.lemmas.len())));
        }
        Ok(Self {
            first,
            lemma,
            through_arc: Dense::load(weights, "arc", multiplier)?,
            sizes,
            tags: labels.tags.len(),
            rels: labels.rels.len(),
            entity: (weights.floats("entity.w")?, weights.floats("entity.b")?),
            rel: (weights.floats("rel.w")?, weights.floats("rel.b")?),
            root_arc: weights.floats("root.arc")?,
            root_rel: weights.floats("root.rel")?,
            floats: GemmExecutor::default(),
        })
    }

    /// Scores of words, given their vectors one after the other.
    pub(crate) fn score(&self, multiplier: &Multiplier, vectors: &[f32]) -> Scores {
        let mut rows = Rows::default();
        rows.clear(WIDTH);
        vectors.chunks_exact(WIDTH).for_each(|row| rows.push(row));
        let mut out = Scores::default();
        let mut entity = Vec::new();
        let [upos, feats] = self.sizes;
        let mut scratch = Scratch::default();
        let mut row = vec![0.0; self.first.outputs];
        self.first.apply(multiplier, &rows, &mut scratch, |_, sums| {
            Plain { sums, to: &mut row }.dispatch();
            let mut rest = &mut row[..];
            let mut take = |n: usize| -> &mut [f32] {
                let (head, tail) = std::mem::take(&mut rest).split_at_mut(n);
                rest = tail;
                head
            };
            out.upos.push(best(take(upos)));
            out.feats.push(best(take(feats)));
            for (n, to) in [(ENTITY, &mut entity), (ARC, &mut out.arc_dep), (ARC, &mut out.arc_head)] {
                let part = take(n);
                Gelu(part).dispatch();
                to.extend_from_slice(part);
            }
            out.rel_dep.extend_from_slice(take(REL));
            out.rel_head.extend_from_slice(take(REL));
        });
        out.tags = self.dense(&entity, ENTITY, &self.entity, self.tags);
        // The dependents' side of the biaffine form.
        rows.clear(ARC);
        out.arc_dep.chunks_exact(ARC).for_each(|row| rows.push(row));
        self.through_arc.apply_to(multiplier, &rows, &mut scratch, &mut out.arc_dep);
        out
    }

    /// Lemma-script scores of some words, all of a word's in a row. Apart from the other heads: most
    /// words' lemmas are known without it.
    pub(crate) fn lemmas<'a>(
        &self,
        multiplier: &Multiplier,
        vectors: impl Iterator<Item = &'a [f32]>,
    ) -> Vec<f32> {
        let (mut rows, mut out) = (Rows::default(), Vec::new());
        rows.clear(WIDTH);
        vectors.for_each(|row| rows.push(row));
        self.lemma.apply_to(multiplier, &rows, &mut Scratch::default(), &mut out);
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
        Gelu(&mut sums).dispatch();
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

/// A product of floats; shapes agree by construction, so it cannot fail.
fn multiply(
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
