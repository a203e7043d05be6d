//! How do words become a parsed sentence? Pieces, encoder, heads and decoders in one go over many
//! sentences, packed into groups that fit the cache.

use std::ops::Range;

use chancery_model::analysis::EntityKind;
use chancery_model::syntax::{FeatureSet, Relation, Upos};

use crate::dense::Multiplier;
use crate::encoder::{Encoder, MAX_LENGTH, Piece, WIDTH};
use crate::error::Error;
use crate::headlines;
use crate::heads::{Heads, Scores};
use crate::lemma::{Lemmas, Script};
use crate::names::{self, Tag};
use crate::pieces::{Pieces, shape};
use crate::repairs::{acronyms, agree, doers, join, lift, teller, tense, unite};
use crate::tree;
use crate::weights::{VOCABULARY, Weights, bad};

/// Pieces computed together: enough to keep the multiplier busy, few enough to stay in the cache.
const GROUP: usize = 256;
/// The most words of one tree: arcs cost their square. What is longer becomes several trees, the
/// later ones hung under the first.
const MAX_WORDS: usize = 400;

/// A word to parse.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'a> {
    pub(crate) form: &'a str,
    pub(crate) space_before: bool,
}

/// A parsed word.
#[derive(Debug, Clone)]
pub(crate) struct Parsed {
    pub(crate) upos: Upos,
    pub(crate) feats: FeatureSet,
    pub(crate) lemma: String,
    /// 1-based within the sentence; 0 for the root.
    pub(crate) head: usize,
    pub(crate) relation: Relation,
    pub(crate) tag: Tag,
}

/// The loaded model.
pub(crate) struct Parser {
    pieces: Pieces,
    multiplier: Multiplier,
    encoder: Encoder,
    heads: Heads,
    upos: Vec<Upos>,
    feats: Vec<FeatureSet>,
    lemmas: Lemmas,
    scripts: usize,
    rels: Vec<Relation>,
    root: usize,
    tags: Vec<Tag>,
}

thread_local! {
    /// The matrix library would spread a product over all cores; we read one dispatch a thread.
    static ALONE: Option<rayon::ThreadPool> =
        rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
}

impl Parser {
    pub(crate) fn load() -> Result<Self, Error> {
        let weights = Weights::open()?;
        let labels = Weights::labels()?;
        let multiplier = Multiplier::default();
        let known =
            |list: &[String], what: &str, ok: &dyn Fn(&str) -> bool| match list.iter().find(|l| !ok(l)) {
                Some(l) => Err(bad(format!("unknown {what} {l:?}"))),
                None => Ok(()),
            };
        known(&labels.upos, "part of speech", &|l| Upos::parse(l).is_some())?;
        known(&labels.rels, "relation", &|l| Relation::parse(l).is_some())?;
        known(&labels.lemmas, "lemma script", &|l| Script::parse(l).is_some())?;
        known(&labels.tags, "entity tag", &|l| Tag::parse(l).is_some())?;
        let rels: Vec<_> = labels.rels.iter().filter_map(|l| Relation::parse(l)).collect();
        let root = rels.iter().position(|&r| r == Relation::Root);
        Ok(Self {
            pieces: Pieces::new(VOCABULARY)
                .ok_or_else(|| bad("vocab.txt lacks BERT's mark for unknown pieces".into()))?,
            encoder: Encoder::load(&weights, &multiplier)?,
            heads: Heads::load(&weights, &labels, &multiplier)?,
            multiplier,
            upos: labels.upos.iter().filter_map(|l| Upos::parse(l)).collect(),
            feats: labels.feats.iter().map(|l| FeatureSet::parse(l)).collect(),
            lemmas: Lemmas::load(labels.lemmas.iter().filter_map(|l| Script::parse(l)).collect())?,
            scripts: labels.lemmas.len(),
            root: root.ok_or_else(|| bad("no root relation".into()))?,
            rels,
            tags: labels.tags.iter().filter_map(|l| Tag::parse(l)).collect(),
        })
    }

    /// Parses sentences; gives each word and each word's vector, sentence after sentence.
    pub(crate) fn parse(&self, sentences: &[Vec<Word>]) -> (Vec<Vec<Parsed>>, Vec<f32>) {
        ALONE.with(|_| ());
        let mut out = Vec::with_capacity(sentences.len());
        let mut vectors = Vec::new();
        let mut group = Group::default();
        let mut waiting = 0;
        for sentence in sentences {
            group.add(&self.pieces, sentence);
            waiting += 1;
            if group.pieces.len() >= GROUP {
                self.finish(&mut group, &sentences[out.len()..out.len() + waiting], &mut out, &mut vectors);
                waiting = 0;
            }
        }
        if waiting > 0 {
            self.finish(&mut group, &sentences[out.len()..], &mut out, &mut vectors);
        }
        (out, vectors)
    }

    fn finish(
        &self,
        group: &mut Group,
        sentences: &[Vec<Word>],
        out: &mut Vec<Vec<Parsed>>,
        vectors: &mut Vec<f32>,
    ) {
        let states = self.encoder.encode(&self.multiplier, &group.pieces, &group.lengths);
        let start = vectors.len();
        for word in &group.words {
            let at = vectors.len();
            vectors.resize(at + WIDTH, 0.0);
            let sum = &mut vectors[at..];
            for row in states[word.start * WIDTH..word.end * WIDTH].chunks_exact(WIDTH) {
                sum.iter_mut().zip(row).for_each(|(a, b)| *a += b);
            }
            #[allow(clippy::cast_precision_loss, reason = "at most MAX_PIECES")]
            let share = 1.0 / word.len() as f32;
            for x in sum {
                *x *= share;
            }
        }
        let scores = self.heads.score(&self.multiplier, &vectors[start..]);
        let (first, mut from) = (out.len(), 0);
        for sentence in sentences {
            let mut parsed = self.decode(&scores, from, sentence.len());
            let forms: Vec<&str> = sentence.iter().map(|w| w.form).collect();
            acronyms(&mut parsed, &forms);
            headlines::repair(&mut parsed, &forms, |lemma| self.lemmas.is_word(lemma, Upos::Verb));
            out.push(parsed);
            from += sentence.len();
        }
        self.lemmatise(sentences, &mut out[first..], &vectors[start..]);
        group.clear();
    }

    /// Finds the lemmas, asking the head for those words alone whose form does not tell.
    fn lemmatise(&self, sentences: &[Vec<Word>], parsed: &mut [Vec<Parsed>], vectors: &[f32]) {
        let (mut open, mut forms, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        let words = sentences.iter().flatten().zip(parsed.iter_mut().flatten());
        for ((word, p), row) in words.zip(vectors.chunks_exact(WIDTH)) {
            if let Some(lemma) = self.lemmas.known(word.form, p.upos, p.feats) {
                p.lemma = lemma;
            } else {
                open.push(p);
                forms.push(word.form);
                rows.push(row);
            }
        }
        let scores = self.heads.lemmas(&self.multiplier, rows.into_iter());
        for ((p, form), scores) in open.into_iter().zip(forms).zip(scores.chunks_exact(self.scripts)) {
            p.lemma = self.lemmas.scored(form, p.upos, scores);
        }
    }

    fn decode(&self, scores: &Scores, from: usize, n: usize) -> Vec<Parsed> {
        let (mut heads, mut relations) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for start in (0..n).step_by(MAX_WORDS) {
            let end = n.min(start + MAX_WORDS);
            let arcs = self.heads.arcs(scores, from + start, from + end);
            let local = tree::heads(&arcs, end - start);
            let found = self.heads.relations(scores, from + start, &local, self.root);
            relations.extend(found.into_iter().map(|r| self.rels[r]));
            heads.extend(local.into_iter().map(|h| if h == 0 { 0 } else { h + start }));
        }
        let root = heads.iter().position(|&h| h == 0).unwrap_or(0);
        for i in root + 1..n {
            if heads[i] == 0 {
                (heads[i], relations[i]) = (root + 1, Relation::Parataxis);
            }
        }
        let mut feats: Vec<FeatureSet> = (0..n).map(|i| self.feats[scores.feats[from + i]]).collect();
        agree(&heads, &mut relations, &feats);
        tense(&heads, &relations, &mut feats);
        doers(&mut heads, &mut relations, &feats);
        lift(&mut heads, &relations);
        join(&heads, &mut relations);
        teller(&mut heads, &mut relations);
        let k = self.tags.len();
        let tags = names::decode(&scores.tags[from * k..(from + n) * k], &self.tags);
        let persons: Vec<bool> =
            tags.iter().map(|&t| self.tags[t] == Tag::Inside(EntityKind::Person)).collect();
        unite(&mut heads, &mut relations, &persons);
        let word = |i: usize| {
            let at = from + i;
            Parsed {
                upos: self.upos[scores.upos[at]],
                feats: feats[i],
                lemma: String::new(),
                head: heads[i],
                relation: relations[i],
                tag: self.tags[tags[i]],
            }
        };
        (0..n).map(word).collect()
    }
}

/// Sentences that are encoded together.
#[derive(Default)]
struct Group {
    pieces: Vec<Piece>,
    /// Pieces a stretch that attention sees as one: a sentence, or a window of a very long one.
    lengths: Vec<usize>,
    /// The pieces of each word.
    words: Vec<Range<usize>>,
}

impl Group {
    fn clear(&mut self) {
        self.pieces.clear();
        self.lengths.clear();
        self.words.clear();
    }

    fn add(&mut self, pieces: &Pieces, sentence: &[Word]) {
        let mut start = self.pieces.len();
        let mut ids = Vec::new();
        for word in sentence {
            ids.clear();
            pieces.push(word.form, &mut ids);
            if self.pieces.len() - start + ids.len() > MAX_LENGTH {
                self.lengths.push(self.pieces.len() - start);
                start = self.pieces.len();
            }
            let at = self.pieces.len();
            let shape = shape(word.form, word.space_before);
            self.pieces.extend(ids.iter().map(|&id| Piece { id, shape }));
            self.words.push(at..self.pieces.len());
        }
        self.lengths.push(self.pieces.len() - start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Expected {
        words: Vec<String>,
        ids: Vec<u32>,
        shapes: Vec<u16>,
        upos: Vec<usize>,
        heads: Vec<usize>,
    }

    fn expected() -> Vec<Expected> {
        serde_json::from_str(include_str!("../weights/vectors.json")).unwrap()
    }

    fn words(e: &Expected) -> Vec<Word<'_>> {
        e.words.iter().map(|w| Word { form: w, space_before: true }).collect()
    }

    #[test]
    fn pieces_and_shapes_are_those_of_training() {
        let pieces = Pieces::new(VOCABULARY).unwrap();
        for e in expected() {
            let mut group = Group::default();
            group.add(&pieces, &words(&e));
            assert_eq!(group.pieces.iter().map(|p| p.id).collect::<Vec<_>>(), e.ids);
            assert_eq!(group.pieces.iter().map(|p| p.shape).collect::<Vec<_>>(), e.shapes);
        }
    }

    #[test]
    fn tags_and_heads_are_those_of_full_precision() {
        let parser = Parser::load().unwrap();
        for e in expected() {
            let (parsed, vectors) = parser.parse(&[words(&e)]);
            assert_eq!(vectors.len(), e.words.len() * WIDTH);
            let upos: Vec<_> = e.upos.iter().map(|&i| parser.upos[i]).collect();
            assert_eq!(parsed[0].iter().map(|p| p.upos).collect::<Vec<_>>(), upos);
            assert_eq!(parsed[0].iter().map(|p| p.head).collect::<Vec<_>>(), e.heads);
        }
    }

    #[test]
    fn a_sentence_reads_the_same_in_any_company() {
        let parser = Parser::load().unwrap();
        let all = expected();
        let mut sentences: Vec<_> = all.iter().map(words).collect();
        let alone: Vec<_> = sentences.iter().map(|s| parser.parse(std::slice::from_ref(s)).1).collect();
        sentences.extend(std::iter::repeat_n(sentences[0].clone(), 40));
        let (_, together) = parser.parse(&sentences);
        // `assert!`, not `assert_eq!`: a failure need not print thousands of numbers.
        assert!(together[..alone[0].len()] == alone[0][..]);
        assert!(together[alone[0].len()..alone[0].len() + alone[1].len()] == alone[1][..]);
    }

    #[test]
    fn very_long_sentences_stay_one_tree() {
        let parser = Parser::load().unwrap();
        let long: Vec<_> = (0..1200).map(|_| Word { form: "tariff", space_before: true }).collect();
        let (parsed, _) = parser.parse(&[long]);
        assert_eq!(parsed[0].len(), 1200);
        assert_eq!(parsed[0].iter().filter(|p| p.head == 0).count(), 1);
    }
}
