//! Which phrases mean the same? Mentions are grouped by a small head over the encoder's vectors: each
//! candidate takes the earlier one that scores best with it, or none (mention ranking; Denis and
//! Baldridge 2008, Lee et al. 2017, by head words as Dobrovolskii 2021).

mod features;
pub mod gold;
mod mentions;
mod scorer;

use std::collections::BTreeMap;

use chancery_model::analysis::Analysis;
use chancery_model::span::{Span, Tok};

use crate::error::Error;
use features::Seen;
use mentions::Candidate;
use scorer::Scorer;

pub use features::{OF_ONE, OF_TWO, ONE_ROWS, TWO_ROWS};

/// How many candidates back any candidate is looked at.
const NEAR: usize = 40;
/// How many farther ones are looked at that share a word with it.
const FAR: usize = 20;

/// The candidates of a text with all that the head reads of them.
#[derive(Debug)]
pub struct Candidates<'a> {
    a: &'a Analysis,
    all: Vec<Candidate>,
    seen: Vec<Seen>,
    /// For each candidate the earlier ones that it may mean, in order.
    earlier: Vec<Vec<usize>>,
}

impl<'a> Candidates<'a> {
    /// The candidates of a text.
    pub fn of(a: &'a Analysis) -> Self {
        let all = mentions::candidates(a);
        let mut seen = features::see(a, &all);
        let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut earlier = Vec::with_capacity(all.len());
        for (k, s) in seen.iter().enumerate() {
            let near = k.saturating_sub(NEAR);
            let lists = s.words.iter().filter_map(|w| by_word.get(w.as_str()));
            let mut list: Vec<usize> = lists.flatten().copied().filter(|&i| i < near).collect();
            list.sort_unstable();
            list.dedup();
            list.drain(..list.len().saturating_sub(FAR));
            // A joined phrase is not its own first part.
            list.extend((near..k).filter(|&i| all[i].head != all[k].head));
            earlier.push(list);
            for w in &s.words {
                by_word.entry(w).or_default().push(k);
            }
        }
        let count = |w: &String| by_word.get(w.as_str()).map_or(1, Vec::len);
        let counts: Vec<Vec<u32>> = seen
            .iter()
            .map(|s| s.words.iter().map(|w| u32::try_from(count(w)).unwrap_or(u32::MAX)).collect())
            .collect();
        for (s, counts) in seen.iter_mut().zip(counts) {
            s.counts = counts;
        }
        Self { a, all, seen, earlier }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The tokens of one.
    pub fn tokens(&self, k: usize) -> Span<Tok> {
        self.all[k].tokens
    }

    /// The rows of the candidates' table that one has.
    pub fn rows(&self, k: usize) -> [u16; OF_ONE] {
        self.seen[k].rows
    }

    /// The vector of one: that of its head, then the mean of its words'.
    pub fn vector(&self, k: usize) -> Vec<f32> {
        let candidate = &self.all[k];
        let head = self.a.vector(candidate.head);
        let words = features::core(self.a, candidate);
        let mut mean = vec![0.0; head.len()];
        for &t in &words {
            for (m, v) in mean.iter_mut().zip(self.a.vector(t)) {
                *m += v;
            }
        }
        #[allow(clippy::cast_precision_loss, reason = "a phrase has few words")]
        let share = 1.0 / words.len() as f32;
        head.iter().copied().chain(mean.into_iter().map(|m| m * share)).collect()
    }

    /// The earlier candidates that one may mean, each with the rows of the pairs' table.
    pub fn earlier(&self, k: usize) -> impl Iterator<Item = (usize, [u16; OF_TWO])> {
        // How many better known ones are nearer.
        let mut rank = vec![0_u16; self.earlier[k].len()];
        let mut nearer = 0;
        for (r, &i) in rank.iter_mut().zip(&self.earlier[k]).rev() {
            let fits = self.seen[k].may_mean(&self.seen[i]);
            *r = if fits { 1 + nearer } else { 0 };
            nearer = (nearer + u16::from(fits)).min(6);
        }
        let see = move |(&i, rank)| (i, features::see_two(self.a, &self.all, &self.seen, (i, k), rank));
        self.earlier[k].iter().zip(rank).map(see)
    }
}

/// A phrase that may mean again what another one means.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The token that heads it.
    pub head: u32,
    /// All its tokens.
    pub tokens: Span<Tok>,
    /// Whether it is several phrases joined.
    pub joined: bool,
    /// The earlier phrase that it means again, as an index among all.
    pub antecedent: Option<usize>,
    /// How much better that one fits than any that is not of its group, or than none: a difference
    /// of logarithms.
    pub margin: f32,
}

/// The loaded head.
#[derive(Debug)]
pub struct Coreference {
    scorer: Scorer,
}

impl Coreference {
    /// Reads the embedded weights.
    pub(crate) fn load() -> Result<Self, Error> {
        Ok(Self { scorer: Scorer::load()? })
    }

    /// The phrases of a text in order, each with the nearest earlier one that it means again.
    pub fn phrases(&self, a: &Analysis) -> Vec<Phrase> {
        let c = Candidates::of(a);
        let Some(encoded) = self.scorer.encode(&c) else { return Vec::new() };
        let mut out: Vec<Phrase> = Vec::with_capacity(c.len());
        let mut group: Vec<usize> = Vec::with_capacity(c.len());
        for (k, candidate) in c.all.iter().enumerate() {
            let scored: Vec<(usize, f32)> =
                c.earlier(k).map(|(i, rows)| (i, self.scorer.pair(&encoded, (i, k), rows))).collect();
            let none = encoded.none[k];
            // Of equal ones the earlier: max_by would take the later.
            let best = scored
                .iter()
                .copied()
                .fold((None, none), |best, (i, s)| if s > best.1 { (Some(i), s) } else { best });
            let own = best.0.map_or(k, |i| group[i]);
            let other = scored.iter().filter(|(i, _)| group[*i] != own).map(|&(_, s)| s);
            let second = other.fold(if best.0.is_some() { none } else { f32::NEG_INFINITY }, f32::max);
            group.push(own);
            out.push(Phrase {
                head: candidate.head,
                tokens: candidate.tokens,
                joined: candidate.joined,
                antecedent: best.0,
                margin: best.1 - second,
            });
        }
        out
    }
}

/// The groups of two and more among phrases, as indices, by their first one.
pub fn groups(phrases: &[Phrase]) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = Vec::with_capacity(phrases.len());
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (k, p) in phrases.iter().enumerate() {
        let own = p.antecedent.map_or(k, |i| first[i]);
        first.push(own);
        out.entry(own).or_default().push(k);
    }
    out.into_values().filter(|g| g.len() > 1).collect()
}
