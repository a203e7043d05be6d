//! What does a colon announce? The words that are printed after it: a quotation, or a statement without
//! marks that runs on over sentences and paragraphs.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{is_first_person, subjects};
use chancery_model::cast::{ActorId, Cast};
use chancery_model::syntax::{Relation, Upos};

use crate::Draft;
use crate::frames::Site;

/// The rules that give printed words.
pub(crate) const BLOCK: &str = "colon-block";

impl Site<'_> {
    /// What a colon at the end of the cue's sentence announces: the quotation that begins the next one,
    /// with the paragraphs that stand wholly in quotation marks after it, or, as ministries print
    /// statements, the paragraphs that follow without marks up to a heading.
    pub(crate) fn after_colon(&self) -> Option<(&'static str, f32, Vec<u32>)> {
        let a = self.a;
        let index = a.sentence_of(self.token) as usize;
        let own = a.sentences().get(index)?;
        let colon = own.tokens.end().checked_sub(1).filter(|&t| t > self.token)?;
        if &*a.token(colon).form != ":" {
            return None;
        }
        let rest = a.sentences().get(index + 1..)?;
        let next = rest.first()?;
        if let Some(q) = self.quotes.of(next.tokens.start()).and_then(|i| self.quotes.get(i)) {
            let mut content: Vec<u32> = (q.first..q.end).collect();
            let later = rest.iter().skip_while(|s| s.tokens.start() < q.end && s.paragraph == next.paragraph);
            let quoted = later.take_while(|s| self.quotes.covers(a, s.tokens.iter()));
            if next.paragraph != own.paragraph {
                content.extend(quoted.flat_map(|s| s.tokens.iter()));
            }
            return Some(("colon-quotation", 0.9, content));
        }
        if next.paragraph == own.paragraph && !self.speaks_for_itself(next.tokens.start()) {
            return None;
        }
        let block = self.block(index + 1);
        (!block.is_empty()).then_some((BLOCK, 0.85, block))
    }

    /// "It will end, he said: “I feel it.”": a quotation right after the cue's colon is what it says, whatever
    /// the tree takes from before.
    pub(crate) fn right_after_colon(&self) -> Option<(&'static str, f32, Vec<u32>)> {
        let sentence = self.a.sentences().get(self.a.sentence_of(self.token) as usize)?.tokens;
        let next = |t: u32| (t < sentence.end()).then(|| &*self.a.token(t).form);
        let quote = (next(self.token + 1)? == ":").then(|| self.quotes.of(self.token + 2)).flatten()?;
        let q = self.quotes.get(quote).filter(|q| q.first == self.token + 2)?;
        Some(("quotation", 0.95, (q.first..q.end).collect()))
    }

    /// "The minister said: We stay. We will not go.": what stands after a colon in the cue's own sentence
    /// goes on to the paragraph's end, and over the next ones, where it speaks of itself as "I" or "we".
    pub(crate) fn inline_block(&self) -> Option<(&'static str, f32, Vec<u32>)> {
        let a = self.a;
        let index = a.sentence_of(self.token) as usize;
        let own = a.sentences().get(index)?;
        let colon = (self.token + 1..own.tokens.end()).find(|&t| &*a.token(t).form == ":")?;
        let first = colon + 1;
        let plain =
            |t: u32| !matches!(a.token(t).upos, Upos::Verb | Upos::Aux) || &*a.token(t).form == "following";
        if first >= own.tokens.end()
            || self.quotes.of(first).is_some()
            || !(self.token + 1..colon).all(plain)
            || !self.speaks_for_itself(first)
        {
            return None;
        }
        let mut content: Vec<u32> = (first..own.tokens.end()).collect();
        content.extend(self.block(index + 1));
        Some((BLOCK, 0.9, content))
    }

    /// Whether the rest of a paragraph says "I" or "we" outside quotation marks.
    fn speaks_for_itself(&self, from: u32) -> bool {
        let a = self.a;
        let home = a.sentences().get(a.sentence_of(from) as usize).map(|s| s.paragraph);
        let mut rest =
            a.sentences().iter().filter(|s| Some(s.paragraph) == home).flat_map(|s| s.tokens.iter());
        rest.any(|t| t >= from && self.quotes.of(t).is_none() && is_first_person(a, t))
    }

    /// The sentences from one on: to the end of its list where it begins one, else up to a paragraph
    /// that ends as no sentence does, or in which the outlet itself speaks of the speaker again.
    fn block(&self, from: usize) -> Vec<u32> {
        let a = self.a;
        let is_item = |t: u32| matches!(&*a.token(t).form, "-" | "•" | "*" | "·" | "–");
        let rest = a.sentences().get(from..).unwrap_or_default();
        let list = rest.first().is_some_and(|s| is_item(s.tokens.start()));
        let mut block = Vec::new();
        for paragraph in rest.chunk_by(|x, y| x.paragraph == y.paragraph) {
            let closed = |end: &str| matches!(end, "." | "!" | "?" | "”" | "\"" | "''" | ")");
            let last = paragraph.last().and_then(|s| s.tokens.end().checked_sub(1));
            let begins = paragraph.first().is_some_and(|s| is_item(s.tokens.start()));
            let ends = !last.is_some_and(|t| closed(&a.token(t).form));
            if ends || list && !begins || paragraph.iter().any(|s| self.is_told_of(s.tokens.iter())) {
                break;
            }
            block.extend(paragraph.iter().flat_map(|s| s.tokens.iter()));
        }
        block
    }

    /// Whether a sentence has a cue whose subject bears a name of the cue's own subject.
    fn is_told_of(&self, mut sentence: impl Iterator<Item = u32>) -> bool {
        let a = self.a;
        let names = |head: u32| {
            let of = a.subtree(head).into_iter().filter(|&t| a.token(t).upos == Upos::Propn);
            of.map(|t| a.token(t).lemma.to_string()).collect::<Vec<_>>()
        };
        let own: Vec<String> = subjects(a, self.token).into_iter().flat_map(names).collect();
        sentence.any(|t| {
            let (_, lines) = self.cues.of(a, t);
            let subject = a.child(t, Relation::Nsubj).filter(|_| !lines.is_empty());
            subject.is_some_and(|s| names(s).iter().any(|n| own.contains(n)))
        })
    }
}

/// Leaves out what heads a printed statement and is said in it: a release that prints a minister's words
/// sums them up in its title and first lines ("Minister condemns raid", "Norway condemns raid").
pub(crate) fn drop_summaries(a: &Analysis, cast: &Cast, drafts: &mut Vec<Draft>) {
    let printed = |d: &&Draft| d.rule == BLOCK && d.content.iter().any(|&t| is_first_person(a, t));
    let blocks: Vec<(u32, Vec<ActorId>)> =
        drafts.iter().filter(printed).map(|d| (d.head, d.source.actors.clone())).collect();
    let countries = |ids: &[ActorId]| -> Vec<String> {
        ids.iter().filter_map(|&id| cast.actor(id)?.country.clone()).collect()
    };
    drafts.retain(|d| {
        let wordless = !d.speech || d.rule == "colon";
        let retold = |(head, actors): &(u32, Vec<ActorId>)| {
            let same = d.source.actors == *actors || countries(&d.source.actors) == countries(actors);
            d.head < *head && (same || d.source.actors.is_empty())
        };
        !(wordless && blocks.iter().any(retold))
    });
}
