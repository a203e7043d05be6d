//! How good is it? Annotated relations against claims, as the record's contract defines the metrics.

mod links;
pub mod passages;
mod standoff;
mod tables;

use std::collections::BTreeSet;

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
use links::{Item, SourceKind, covered, link, sign, words};
use tables::Document;

pub use standoff::read;

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

/// Links between annotated relations and the claims that were found.
pub type Links = Vec<(usize, usize)>;

/// Counts over documents.
#[derive(Debug)]
pub struct Scores {
    cues: Cues,
    documents: Vec<Document>,
    /// Gold, system and common: exact sources, exact cues, exact contents, words of content.
    exact: [(usize, usize, usize); 4],
    /// Every miss as a line: document, what, source, cue, content, and of a false claim its rule.
    pub misses: Vec<String>,
}

impl Scores {
    /// Nothing counted yet. Needs the cue lexicon to tell statements from thoughts.
    pub fn new() -> Result<Self, Error> {
        let cues = Cues::parse(CUES)?;
        Ok(Self { cues, documents: Vec::new(), exact: [(0, 0, 0); 4], misses: Vec::new() })
    }

    /// Adds a document. Only outermost claims count. Gives which relation links to which of the claims.
    pub fn add(
        &mut self,
        name: &str,
        dispatch: &Dispatch,
        a: &Analysis,
        gold: &[Relation],
        claims: &[Claim],
    ) -> Links {
        let text = words(dispatch.text.as_str());
        let quotes = Quotes::find(dispatch, a);
        let outer: Vec<usize> =
            claims.iter().enumerate().filter(|(_, c)| c.within.is_none()).map(|(i, _)| i).collect();
        let relation = |c: &Claim| Relation {
            source: c.source_span.clone(),
            cue: c.cue_span.clone(),
            content: c.content.clone(),
        };
        let relations: Vec<Relation> = outer.iter().filter_map(|&i| claims.get(i)).map(relation).collect();
        let items = |relations: &[Relation]| -> Vec<Item> {
            relations.iter().map(|r| self.item(dispatch, a, &quotes, &text, r)).collect()
        };
        let mut document = Document { gold: items(gold), system: items(&relations) };
        let links = link(&document.gold, &document.system);
        for &(g, s) in &links {
            document.gold[g].linked = true;
            document.system[s].linked = true;
        }
        self.count_exact(&document);
        let texts = |spans: &[Span<Char>]| -> String {
            let parts: Vec<String> =
                spans.iter().map(|&s| dispatch.text.slice(s).replace(['\n', '\t'], " ")).collect();
            parts.join(" | ")
        };
        let mut miss = |kind: &str, r: &Relation, rule: &str| {
            let line = [name, kind, &texts(&r.source), &texts(&r.cue), &texts(&r.content), rule].join("\t");
            self.misses.push(line);
        };
        for (r, _) in gold.iter().zip(&document.gold).filter(|(_, i)| !i.linked) {
            miss("missed", r, "");
        }
        for ((r, &c), _) in relations.iter().zip(&outer).zip(&document.system).filter(|(_, i)| !i.linked) {
            miss("false", r, claims.get(c).map_or("", |c| &c.evidence.by));
        }
        self.documents.push(document);
        links.into_iter().filter_map(|(g, s)| Some((g, *outer.get(s)?))).collect()
    }

    fn item(
        &self,
        dispatch: &Dispatch,
        a: &Analysis,
        quotes: &Quotes,
        text: &[Span<Char>],
        r: &Relation,
    ) -> Item {
        let tokens = |spans: &[Span<Char>]| -> Vec<u32> {
            let on = |t: &u32| spans.iter().any(|s| s.overlaps(a.token(*t).span));
            (0..u32::try_from(a.tokens().len()).unwrap_or(0)).filter(on).collect()
        };
        let cue = tokens(&r.cue);
        let head = cue.first().copied().unwrap_or(u32::MAX);
        let form = form(a, quotes, head, &Analysis::runs(&tokens(&r.content)));
        let phrase: Vec<&str> = r.cue.iter().map(|&s| dispatch.text.slice(s)).collect();
        let phrase = phrase.join(" ").to_lowercase();
        let lemma = |t: u32| a.token(t).lemma.to_lowercase();
        let verbs = || cue.iter().copied().filter(|&t| a.token(t).upos == Upos::Verb);
        let speech = verbs().any(|t| self.cues.is_speech(&lemma(t))) || self.cues.is_speech(&phrase);
        let source = tokens(&r.source);
        let has = |upos| source.iter().any(|&t| a.token(t).upos == upos);
        let kind = match source.len() {
            0 => SourceKind::None,
            _ if has(Upos::Propn) => SourceKind::Name,
            _ if has(Upos::Noun) => SourceKind::Noun,
            _ => SourceKind::Pronoun,
        };
        let first = verbs().next().map(lemma);
        Item {
            source: covered(text, &r.source),
            cue: sign(text, &r.cue),
            content: covered(text, &r.content),
            form,
            statement: speech || form != Form::Indirect,
            kind,
            lemma: first.unwrap_or(phrase),
            linked: false,
        }
    }

    fn count_exact(&mut self, document: &Document) {
        let parts: [fn(&Item) -> &BTreeSet<usize>; 3] = [|i| &i.source, |i| &i.cue, |i| &i.content];
        for (slot, part) in self.exact.iter_mut().zip(parts) {
            let wanted: Vec<_> = document.gold.iter().map(part).filter(|s| !s.is_empty()).collect();
            let mut left = wanted.clone();
            let found: Vec<_> = document.system.iter().map(part).filter(|s| !s.is_empty()).collect();
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
        let (wanted, found) = (all(&document.gold), all(&document.system));
        let [.., slot] = &mut self.exact;
        slot.0 += wanted.len();
        slot.1 += found.len();
        slot.2 += wanted.intersection(&found).count();
    }

    /// The figures: the contract's, then the same by kind, then the interval of `link_f1`.
    pub fn metrics(&self) -> Vec<Metric> {
        let mut out = tables::main(&self.documents);
        let names = ["source_exact_f1", "cue_exact_f1", "content_exact_f1", "content_token_f1"];
        let exact = names.into_iter().zip(self.exact);
        out.extend(exact.map(|(n, (gold, system, same))| Metric::f1(n, gold, system, same)));
        out.extend(tables::by_kind(&self.documents));
        out.extend(tables::interval(&self.documents));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paragraphs_are_lines_with_the_texts_own_offsets() {
        let dispatch = plain("é one\n\ntwo");
        assert_eq!(dispatch.paragraphs, [Span::new(0, 5), Span::new(7, 10)]);
        assert_eq!(dispatch.text.slice(Span::new(7, 10)), "two");
    }
}
