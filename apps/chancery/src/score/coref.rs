//! Do phrases that mean the same come together? Task `coref`: a CoNLL-U file with GUM's `Entity=`
//! layer, read from raw text; `chancery_actors::coref::gold` says which of its mentions count.
//!
//! As the CoNLL-2012 shared task counts (Pradhan et al. 2014): MUC, B³ and CEAF with φ4 over all
//! documents together, and the mean of their F1. A mention is right only with its exact span.

use std::collections::BTreeMap;

use chancery_actors::coref::{gold::Document, groups};
use chancery_model::score::Metric;
use chancery_model::span::{Char, Span};

use super::assignment;
use crate::pipeline::Reader;

/// Groups of mentions.
type Groups = Vec<Vec<Span<Char>>>;

/// Parts and wholes of recall, then of precision.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    recall: (f64, f64),
    precision: (f64, f64),
}

impl Counts {
    fn add(&mut self, recall: (f64, f64), precision: (f64, f64)) {
        for (sum, part) in [(&mut self.recall, recall), (&mut self.precision, precision)] {
            sum.0 += part.0;
            sum.1 += part.1;
        }
    }

    fn f1(&self) -> f64 {
        let share = |(part, whole): (f64, f64)| if whole > 0.0 { part / whole } else { 0.0 };
        let (r, p) = (share(self.recall), share(self.precision));
        if r + p > 0.0 { 2.0 * r * p / (r + p) } else { 0.0 }
    }
}

/// Counts over documents.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    muc: Counts,
    b3: Counts,
    ceaf: Counts,
    mentions: Counts,
    documents: usize,
    /// A line a gold group that the system does not have so.
    pub(crate) misses: Vec<String>,
}

impl Scores {
    /// Reads one document.
    pub(crate) fn add(&mut self, reader: &Reader, document: &Document) {
        let (analysis, _) = reader.language().analyse(&document.dispatch);
        let phrases = reader.actors().coreference().phrases(&analysis);
        let system: Groups = groups(&phrases)
            .iter()
            .map(|g| g.iter().map(|&k| analysis.chars(phrases[k].tokens)).collect())
            .collect();
        self.compare(&document.groups, &system);
        let words = |span: &Span<Char>| document.dispatch.text.slice(*span).replace(['\n', '\t'], " ");
        let of = |g: &[Span<Char>]| g.iter().map(words).collect::<Vec<_>>().join(" | ");
        for group in document.groups.iter().filter(|g| !system.contains(g)) {
            let near = system.iter().filter(|s| s.iter().any(|m| group.contains(m)));
            let near: Vec<String> = near.map(|s| of(s)).collect();
            self.misses.push(format!("{}\t{}", of(group), near.join("\t")));
        }
    }

    fn compare(&mut self, gold: &Groups, system: &Groups) {
        self.documents += 1;
        self.muc.add(muc(gold, system), muc(system, gold));
        self.b3.add(b3(gold, system), b3(system, gold));
        let likeness = ceaf(gold, system);
        self.ceaf.add((likeness, count(gold.len())), (likeness, count(system.len())));
        let all = |groups: &Groups| groups.iter().flatten().copied().collect::<Vec<_>>();
        let (gold, system) = (all(gold), all(system));
        let shared = count(gold.iter().filter(|m| system.contains(m)).count());
        self.mentions.add((shared, count(gold.len())), (shared, count(system.len())));
    }

    /// The figures.
    pub(crate) fn metrics(&self) -> Vec<Metric> {
        let n = |name: &str, value: f64| Metric::new(name, value, self.documents);
        let (muc, b3, ceaf) = (self.muc.f1(), self.b3.f1(), self.ceaf.f1());
        vec![
            n("conll_f1", (muc + b3 + ceaf) / 3.0),
            n("muc_f1", muc),
            n("b3_f1", b3),
            n("ceaf_f1", ceaf),
            n("mentions_f1", self.mentions.f1()),
        ]
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
fn count(n: usize) -> f64 {
    n as f64
}

/// Which group each mention is in.
fn places(groups: &Groups) -> BTreeMap<Span<Char>, usize> {
    groups.iter().enumerate().flat_map(|(n, g)| g.iter().map(move |&m| (m, n))).collect()
}

/// Vilain et al. 1995: links of `key` that `answer` has, of all links.
fn muc(key: &Groups, answer: &Groups) -> (f64, f64) {
    let places = places(answer);
    let mut out = (0.0, 0.0);
    for group in key {
        let mut parts: Vec<usize> = group.iter().filter_map(|m| places.get(m).copied()).collect();
        let alone = group.len() - parts.len();
        parts.sort_unstable();
        parts.dedup();
        out.0 += count(group.len() - parts.len() - alone);
        out.1 += count(group.len() - 1);
    }
    out
}

/// Bagga and Baldwin 1998: for each mention of `key`, the share of its group that `answer` has with it.
fn b3(key: &Groups, answer: &Groups) -> (f64, f64) {
    let places = places(answer);
    let mut out = (0.0, 0.0);
    for group in key {
        let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
        for place in group.iter().filter_map(|m| places.get(m)) {
            *parts.entry(*place).or_default() += 1;
        }
        out.0 += parts.values().map(|&n| count(n) * count(n)).sum::<f64>() / count(group.len());
        out.1 += count(group.len());
    }
    out
}

/// Luo 2005: the best pairing of groups, each pair worth twice what it shares over what it has.
fn ceaf(gold: &Groups, system: &Groups) -> f64 {
    let places = places(system);
    let mut worth = vec![vec![0.0; system.len()]; gold.len()];
    for (row, group) in worth.iter_mut().zip(gold) {
        for place in group.iter().filter_map(|m| places.get(m)) {
            row[*place] += 2.0 / count(group.len() + system[*place].len());
        }
    }
    assignment::best(&worth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(ids: &[&[u32]]) -> Groups {
        ids.iter().map(|g| g.iter().map(|&i| Span::one(i)).collect()).collect()
    }

    /// By hand. MUC: recall (1 + 2)/(2 + 3), precision (1 + 1 + 1)/(1 + 2 + 3). B³: recall (5/3 + 8/4)/7,
    /// precision (4/2 + 5/3 + 4/4)/9. CEAF-φ4: 4/5 + 4/7 of 2 and of 3 groups.
    #[test]
    fn figures_are_those_worked_out_by_hand() {
        let key = groups(&[&[1, 2, 3], &[4, 5, 6, 7]]);
        let answer = groups(&[&[1, 2], &[3, 4, 5], &[6, 7, 8, 9]]);
        let mut scores = Scores::default();
        scores.compare(&key, &answer);
        let got: Vec<f64> = scores.metrics().iter().map(|m| (m.value * 100.0).round() / 100.0).collect();
        assert_eq!(got[1..4], [0.55, 0.52, 0.55]);
    }

    #[test]
    fn the_same_groups_are_all_right() {
        let key = groups(&[&[1, 2, 3], &[4, 5]]);
        let mut scores = Scores::default();
        scores.compare(&key, &key);
        assert!(scores.metrics().iter().all(|m| (m.value - 1.0).abs() < 1e-9));
    }
}
