//! How good is it? PolNeAR's relations against claims, as the record's contract defines the metrics.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::analysis::Analysis;
use chancery_model::claims::{Claim, Form};
use chancery_model::dispatch::Dispatch;
use chancery_model::score::Metric;
use chancery_model::span::{Char, Span};
use chancery_model::syntax::Upos;
use chancery_model::text::Text;

use crate::content::form;
use crate::cues::{CUES, Cues};
use crate::error::Error;
use crate::quotes::Quotes;

/// An annotated attribution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    /// The words of the source; empty where there is none.
    pub source: Vec<Span<Char>>,
    /// The words of the cue.
    pub cue: Vec<Span<Char>>,
    /// The words of the content.
    pub content: Vec<Span<Char>>,
}

/// Reads a brat standoff file in PolNeAR's layout: `T` lines are spans, `E` lines relations. Lines of
/// another shape are passed over.
pub fn read(annotation: &str) -> Vec<Relation> {
    let mut spans: BTreeMap<&str, Vec<Span<Char>>> = BTreeMap::new();
    let rows = || annotation.lines().filter_map(|l| l.split_once('\t'));
    for (id, rest) in rows().filter(|(id, _)| id.starts_with('T')) {
        let place = rest.split('\t').next().and_then(|p| p.split_once(' ')).map_or("", |(_, p)| p);
        let parts = place.split(';').filter_map(|p| {
            let (a, b) = p.split_once(' ')?;
            Some(Span::new(a.parse().ok()?, b.parse().ok()?))
        });
        spans.insert(id, parts.collect());
    }
    let relation = |rest: &str| {
        let mut out = Relation::default();
        for (role, id) in rest.split_whitespace().filter_map(|w| w.split_once(':')) {
            let found = spans.get(id).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => out.source.extend(found),
                "Cue" => out.cue.extend(found),
                "Content" => out.content.extend(found),
                _ => {}
            }
        }
        out
    };
    rows().filter(|(id, _)| id.starts_with('E')).map(|(_, rest)| relation(rest)).collect()
}

/// A text as a dispatch whose offsets are the text's own: a paragraph a line.
pub fn plain(text: &str) -> Dispatch {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let size = u32::try_from(line.chars().count()).unwrap_or(0);
        if !line.trim().is_empty() {
            paragraphs.push(Span::new(at, at + size));
        }
        at += size + 1;
    }
    Dispatch { text: Text::new(text.to_owned()), paragraphs, language: "en".into(), ..Dispatch::default() }
}

/// One side of a comparison, as sets of words.
#[derive(Debug, Clone)]
struct Item {
    source: BTreeSet<usize>,
    cue: BTreeSet<usize>,
    content: BTreeSet<usize>,
    direct: bool,
    statement: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    gold: usize,
    system: usize,
    gold_linked: usize,
    system_linked: usize,
}

impl Count {
    fn add(&mut self, gold: &[(&Item, bool)], system: &[(&Item, bool)], which: impl Fn(&Item) -> bool) {
        let count = |items: &[(&Item, bool)]| {
            let of: Vec<_> = items.iter().filter(|(i, _)| which(i)).collect();
            (of.len(), of.iter().filter(|(_, linked)| *linked).count())
        };
        let (gold, system) = (count(gold), count(system));
        self.gold += gold.0;
        self.gold_linked += gold.1;
        self.system += system.0;
        self.system_linked += system.1;
    }

    fn precision(&self, name: &str) -> Metric {
        Metric::share(name, self.system_linked, self.system)
    }

    fn recall(&self, name: &str) -> Metric {
        Metric::share(name, self.gold_linked, self.gold)
    }

    /// The harmonic mean; the two sides may count different links.
    fn f1(&self, name: &str) -> Metric {
        let (p, r) = (self.precision(name).value, self.recall(name).value);
        Metric::new(name, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }, self.gold)
    }
}

/// Counts over documents.
#[derive(Debug)]
pub struct Scores {
    cues: Cues,
    all: Count,
    statements: Count,
    direct: Count,
    /// Gold, system and common: exact sources, exact cues, exact contents, words of content.
    exact: [(usize, usize, usize); 4],
    /// Every miss as a line: document, what, source, cue, content.
    pub misses: Vec<String>,
}

impl Scores {
    /// Nothing counted yet. Needs the cue lexicon to tell statements from thoughts.
    pub fn new() -> Result<Self, Error> {
        let cues = Cues::parse(CUES)?;
        let none = Count::default();
        let exact = [(0, 0, 0); 4];
        Ok(Self { cues, all: none, statements: none, direct: none, exact, misses: Vec::new() })
    }

    /// Adds a document. Only outermost claims count.
    pub fn add(
        &mut self,
        name: &str,
        dispatch: &Dispatch,
        a: &Analysis,
        gold: &[Relation],
        claims: &[Claim],
    ) {
        let words = words(dispatch.text.as_str());
        let quotes = Quotes::find(dispatch, a);
        let outer: Vec<&Claim> = claims.iter().filter(|c| c.within.is_none()).collect();
        let relations: Vec<Relation> = outer
            .iter()
            .map(|c| Relation {
                source: c.source_span.clone(),
                cue: c.cue_span.clone(),
                content: c.content.clone(),
            })
            .collect();
        let found = |relations: &[Relation]| -> Vec<Item> {
            let item = |r: &Relation| {
                let (direct, statement) = self.kind(dispatch, a, &quotes, r);
                Item {
                    source: covered(&words, &r.source),
                    cue: covered(&words, &r.cue),
                    content: covered(&words, &r.content),
                    direct,
                    statement,
                }
            };
            relations.iter().map(item).collect()
        };
        let (wanted, system) = (found(gold), found(&relations));
        let links = link(&wanted, &system);
        let linked_gold: BTreeSet<usize> = links.iter().map(|l| l.0).collect();
        let linked_system: BTreeSet<usize> = links.iter().map(|l| l.1).collect();
        let g: Vec<(&Item, bool)> =
            wanted.iter().enumerate().map(|(i, x)| (x, linked_gold.contains(&i))).collect();
        let s: Vec<(&Item, bool)> =
            system.iter().enumerate().map(|(i, x)| (x, linked_system.contains(&i))).collect();
        self.all.add(&g, &s, |_| true);
        self.statements.add(&g, &s, |i| i.statement);
        self.direct.add(&g, &s, |i| i.direct);
        self.count_exact(&wanted, &system);
        let texts = |spans: &[Span<Char>]| -> String {
            let parts: Vec<String> =
                spans.iter().map(|&s| dispatch.text.slice(s).replace(['\n', '\t'], " ")).collect();
            parts.join(" | ")
        };
        let mut miss = |kind: &str, r: &Relation| {
            let line = [name, kind, &texts(&r.source), &texts(&r.cue), &texts(&r.content)].join("\t");
            self.misses.push(line);
        };
        for (_, r) in gold.iter().enumerate().filter(|(i, _)| !linked_gold.contains(i)) {
            miss("missed", r);
        }
        for (_, r) in relations.iter().enumerate().filter(|(i, _)| !linked_system.contains(i)) {
            miss("false", r);
        }
    }

    /// Whether a relation is direct, and whether it is a statement.
    fn kind(&self, dispatch: &Dispatch, a: &Analysis, quotes: &Quotes, r: &Relation) -> (bool, bool) {
        let tokens = |spans: &[Span<Char>]| -> Vec<u32> {
            let on = |t: &u32| spans.iter().any(|s| s.overlaps(a.token(*t).span));
            (0..u32::try_from(a.tokens().len()).unwrap_or(0)).filter(on).collect()
        };
        let cue = tokens(&r.cue);
        let head = cue.first().copied().unwrap_or(u32::MAX);
        let form = form(a, quotes, head, &Analysis::runs(&tokens(&r.content)));
        let phrase: Vec<&str> = r.cue.iter().map(|&s| dispatch.text.slice(s)).collect();
        let verb =
            |&t: &u32| a.token(t).upos == Upos::Verb && self.cues.is_speech(&a.token(t).lemma.to_lowercase());
        let speech = cue.iter().any(verb) || self.cues.is_speech(&phrase.join(" ").to_lowercase());
        (form == Form::Direct, speech || form != Form::Indirect)
    }

    fn count_exact(&mut self, gold: &[Item], system: &[Item]) {
        let parts: [fn(&Item) -> &BTreeSet<usize>; 3] = [|i| &i.source, |i| &i.cue, |i| &i.content];
        for (slot, part) in self.exact.iter_mut().zip(parts) {
            let wanted: Vec<_> = gold.iter().map(part).filter(|s| !s.is_empty()).collect();
            let mut left = wanted.clone();
            let found: Vec<_> = system.iter().map(part).filter(|s| !s.is_empty()).collect();
            let same = found.iter().filter(|f| match left.iter().position(|w| w == *f) {
                Some(i) => {
                    left.swap_remove(i);
                    true
                }
                None => false,
            });
            slot.2 += same.count();
            slot.0 += wanted.len();
            slot.1 += found.len();
        }
        let all = |items: &[Item]| -> BTreeSet<usize> {
            items.iter().flat_map(|i| i.content.iter().copied()).collect()
        };
        let (wanted, found) = (all(gold), all(system));
        let [.., slot] = &mut self.exact;
        slot.0 += wanted.len();
        slot.1 += found.len();
        slot.2 += wanted.intersection(&found).count();
    }

    /// The figures.
    pub fn metrics(&self) -> Vec<Metric> {
        let mut out = vec![
            self.all.f1("link_f1"),
            self.all.precision("link_precision"),
            self.all.recall("link_recall"),
            self.statements.f1("link_f1_statements"),
            self.statements.precision("link_precision_statements"),
            self.direct.precision("direct_precision"),
            self.direct.recall("direct_recall"),
        ];
        let names = ["source_exact_f1", "cue_exact_f1", "content_exact_f1", "content_token_f1"];
        out.extend(
            names
                .into_iter()
                .zip(self.exact)
                .map(|(n, (gold, system, same))| Metric::f1(n, gold, system, same)),
        );
        out
    }
}

/// The words of a text: runs of letters, digits and underscores.
fn words(text: &str) -> Vec<Span<Char>> {
    let mut out: Vec<Span<Char>> = Vec::new();
    for (i, c) in (0..).zip(text.chars()) {
        if c.is_alphanumeric() || c == '_' {
            match out.last_mut() {
                Some(last) if last.end() == i => *last = Span::new(last.start(), i + 1),
                _ => out.push(Span::one(i)),
            }
        }
    }
    out
}

fn covered(words: &[Span<Char>], spans: &[Span<Char>]) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for s in spans {
        let first = words.partition_point(|w| w.end() <= s.start());
        let last = words.partition_point(|w| w.start() < s.end());
        out.extend(first..last);
    }
    out
}

/// Pairs of gold and system that link, the closest first, each used once.
fn link(gold: &[Item], system: &[Item]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, s) in system.iter().enumerate() {
            let (content, source) = (jaccard(&g.content, &s.content), jaccard(&g.source, &s.source));
            if content >= 0.5 && source >= 0.5 && g.cue.intersection(&s.cue).next().is_some() {
                pairs.push((content + source, i, j));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in pairs {
        if out.iter().all(|&(a, b)| a != i && b != j) {
            out.push((i, j));
        }
    }
    out
}

/// Shared by all; two empty sets are alike.
#[allow(clippy::cast_precision_loss, reason = "counts of words are small")]
fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 1.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Quist said talks failed.";
    const GOLD: &str = "T1\tSource 0 5\tQuist\nT2\tCue 6 10\tsaid\nT3\tContent 11 16;17 23\ttalks failed\n\
                        E1\tAttribution:T9 Content:T3 Cue:T2 Source:T1\n\nnoise";

    fn item(source: &[usize], cue: &[usize], content: &[usize]) -> Item {
        let set = |s: &[usize]| s.iter().copied().collect();
        Item { source: set(source), cue: set(cue), content: set(content), direct: false, statement: true }
    }

    #[test]
    fn standoff_is_read_and_what_is_odd_is_passed_over() {
        let relations = read(GOLD);
        assert_eq!(relations.len(), 1);
        assert_eq!(relations[0].content, [Span::new(11, 16), Span::new(17, 23)]);
        assert_eq!(covered(&words(TEXT), &relations[0].content), [2, 3].into());
    }

    #[test]
    fn a_link_needs_content_source_and_a_word_of_the_cue() {
        let gold = [item(&[0], &[1], &[2, 3])];
        assert_eq!(link(&gold, &[item(&[0], &[1], &[2])]), [(0, 0)]);
        assert!(link(&gold, &[item(&[], &[1], &[2, 3])]).is_empty());
        assert!(link(&gold, &[item(&[0], &[5], &[2, 3])]).is_empty());
        assert!(link(&gold, &[item(&[0], &[1], &[3, 4, 5])]).is_empty());
        assert_eq!(link(&[item(&[], &[1], &[2])], &[item(&[], &[1], &[2])]).len(), 1);
    }

    #[test]
    fn plain_paragraphs_are_lines_with_the_texts_own_offsets() {
        let dispatch = plain("é one\n\ntwo");
        assert_eq!(dispatch.paragraphs, [Span::new(0, 5), Span::new(7, 10)]);
        assert_eq!(dispatch.text.slice(Span::new(7, 10)), "two");
    }
}
