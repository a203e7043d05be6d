//! Which mentions does GUM say mean the same? Its `Entity=` layer, as `OntoNotes` would have it: for
//! `eval coref` and for training.
//!
//! GUM (Zeldes 2017) marks more than `OntoNotes`; as in `OntoGUM` (Zhu, Pradhan and Zeldes 2021):
//! - mentions that nothing else means the same as (singletons) are left out;
//! - a predicate ("is *the minister*") and a pronoun that points forward are no mentions;
//! - an apposition is one with the phrase that it follows;
//! - a common noun before a noun (a compound's modifier) is no mention.

use std::collections::BTreeMap;

use chancery_model::conllu::{Row, Tree};
use chancery_model::dispatch::Dispatch;
use chancery_model::span::{Char, Span};
use chancery_model::text::Text;

/// A document with its mentions.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its text: a sentence's words with their spaces, a line a paragraph.
    pub dispatch: Dispatch,
    /// Groups of two and more mentions that mean the same.
    pub groups: Vec<Vec<Span<Char>>>,
}

/// A mention while the groups are being made.
#[derive(Debug, Clone)]
struct Marked {
    group: String,
    link: String,
    /// First and last word.
    words: (usize, usize),
    gone: bool,
}

/// A word of a document.
#[derive(Debug)]
struct Word<'a> {
    row: &'a Row,
    span: Span<Char>,
    /// Index of its head; its own for a root.
    head: usize,
}

/// The documents of a treebank that has the layer.
pub fn documents(trees: &[Tree]) -> Vec<Document> {
    trees.chunk_by(|_, next| !next.starts_document).map(document).collect()
}

fn document(trees: &[Tree]) -> Document {
    let (text, words, paragraphs) = lay_out(trees);
    let mut marked = mentions(&words);
    join_appositions(&mut marked, &words);
    for m in &mut marked {
        let head = head_of(&words, m.words);
        let modifier = words.get(head).is_some_and(|w| w.row.relation == "compound" && w.row.upos != "PROPN");
        m.gone |= modifier || matches!(m.link.as_str(), "pred" | "cata");
    }
    let mut groups: BTreeMap<&str, Vec<Span<Char>>> = BTreeMap::new();
    for m in marked.iter().filter(|m| !m.gone) {
        if let (Some(a), Some(z)) = (words.get(m.words.0), words.get(m.words.1)) {
            groups.entry(&m.group).or_default().push(a.span.cover(z.span));
        }
    }
    let mut groups: Vec<Vec<Span<Char>>> = groups
        .into_values()
        .map(|mut g| {
            g.sort_unstable();
            g.dedup();
            g
        })
        .filter(|g| g.len() > 1)
        .collect();
    groups.sort_unstable();
    let dispatch =
        Dispatch { text: Text::new(text), paragraphs, language: "en".into(), ..Dispatch::default() };
    Document { dispatch, groups }
}

/// The text of some trees, their words' places, and the paragraphs.
fn lay_out(trees: &[Tree]) -> (String, Vec<Word<'_>>, Vec<Span<Char>>) {
    let (mut text, mut length) = (String::new(), 0_u32);
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut paragraphs: Vec<Span<Char>> = Vec::new();
    let size = |s: &str| u32::try_from(s.chars().count()).unwrap_or(0);
    for (n, tree) in trees.iter().enumerate() {
        if n > 0 && tree.starts_paragraph {
            text.push('\n');
            length += 1;
        }
        if n == 0 || tree.starts_paragraph {
            paragraphs.push(Span::new(length, length));
        }
        let base = words.len();
        let mut ranges = tree.multiwords.iter().peekable();
        // What is left of a token of several words, for its last word.
        let mut rest: Option<(u32, u32)> = None;
        for (i, row) in (0..).zip(&tree.rows) {
            if let Some(m) = ranges.next_if(|m| m.first == i) {
                text.push_str(&m.form);
                rest = Some((m.last, length + size(&m.form)));
            }
            let start = length;
            length = match rest {
                Some((last, end)) if i + 1 == last => end,
                Some((_, end)) => end.min(length + size(&row.form)),
                None => {
                    text.push_str(&row.form);
                    length + size(&row.form)
                }
            };
            if rest.is_some_and(|(last, _)| i + 1 == last) {
                rest = None;
            }
            let head = (row.head as usize).checked_sub(1).map_or(words.len(), |h| base + h);
            words.push(Word { row, span: Span::new(start, length), head });
            if let Some(last) = paragraphs.last_mut() {
                *last = Span::new(last.start(), length);
            }
            if row.space_after {
                text.push(' ');
                length += 1;
            }
        }
    }
    (text, words, paragraphs)
}

/// All mentions in the order of their ends, as `Entity=(3-person-…-coref` opens and `3)` closes them.
fn mentions(words: &[Word<'_>]) -> Vec<Marked> {
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let value = word.row.misc.split('|').find_map(|m| m.strip_prefix("Entity="));
        let mut rest = value.unwrap_or("");
        while let Some(first) = rest.chars().next() {
            let opens = first == '(';
            let body = rest.strip_prefix('(').unwrap_or(rest);
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let closes = body.get(end..).is_some_and(|r| r.starts_with(')'));
            let inside = body.get(..end).unwrap_or("");
            rest = body.get(end + usize::from(closes)..).unwrap_or("");
            if opens {
                let fields: Vec<&str> = inside.split('-').collect();
                let field = |i: usize| fields.get(i).map_or(String::new(), |f| (*f).to_owned());
                open.push((field(0), field(6), at));
            }
            let group = inside.split('-').next().unwrap_or("");
            if let Some(i) = open.iter().rposition(|(g, ..)| closes && g == group) {
                let (group, link, start) = open.remove(i);
                out.push(Marked { group, link, words: (start, at), gone: false });
            }
        }
    }
    out
}

/// Joins an apposition with the nearest mention of its group that ends just before it.
fn join_appositions(marked: &mut [Marked], words: &[Word<'_>]) {
    let mark = |t: usize| words.get(t).is_some_and(|w| w.row.upos == "PUNCT");
    for i in 0..marked.len() {
        if marked[i].link != "appos" {
            continue;
        }
        let (start, end) = marked[i].words;
        let before =
            |m: &Marked| m.group == marked[i].group && m.words.1 < start && (m.words.1 + 1..start).all(mark);
        let Some(first) = (0..marked.len()).rev().find(|&k| k != i && before(&marked[k])) else { continue };
        // A bracket that opens between the two closes after them.
        let bracket = words.get(start.wrapping_sub(1)).is_some_and(|w| w.row.form == "(");
        let closed = bracket && words.get(end + 1).is_some_and(|w| w.row.form == ")");
        marked[first].words.1 = end + usize::from(closed);
        marked[i].gone = true;
    }
}

/// The word of a stretch whose head is outside it.
fn head_of(words: &[Word<'_>], (first, last): (usize, usize)) -> usize {
    let outside = |t: &usize| words.get(*t).is_some_and(|w| w.head == *t || w.head < first || w.head > last);
    (first..=last).find(outside).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_model::conllu;

    const SOURCE: &str = "# newdoc id = invented\n\
        1\tMinister\tminister\tNOUN\t_\t_\t5\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-coref\n\
        2\tOdo\tOdo\tPROPN\t_\t_\t1\tflat\t_\tSpaceAfter=No|Entity=1)\n\
        3\t,\t,\tPUNCT\t_\t_\t4\tpunct\t_\t_\n\
        4\thost\thost\tNOUN\t_\t_\t1\tappos\t_\tEntity=(1-person-giv-nnnnn-cf1-1-appos)\n\
        5\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n\
        6\tpeace\tpeace\tNOUN\t_\t_\t7\tcompound\t_\tEntity=(2-event-new-nnnnn-cf1-2-ana(3-abstract-new-nnnnn-cf1-1-ana)\n\
        7\ttalks\ttalk\tNOUN\t_\t_\t5\tobj\t_\tEntity=2)\n\n\
        1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-person-giv-nnnnn-cf1-1-ana)\n\
        2\tdoes\tdo\tVERB\t_\t_\t0\troot\t_\t_\n\
        3\tit\tit\tPRON\t_\t_\t2\tobj\t_\tEntity=(2-event-giv-nnnnn-cf1-1-ana)|SpaceAfter=No\n\
        4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn groups_are_as_ontonotes_has_them() {
        let documents = documents(&conllu::parse(SOURCE).unwrap());
        let [d] = &documents[..] else { panic!("one document") };
        let texts: Vec<Vec<&str>> =
            d.groups.iter().map(|g| g.iter().map(|&s| d.dispatch.text.slice(s)).collect()).collect();
        assert_eq!(texts, [vec!["Minister Odo, host", "He"], vec!["peace talks", "it"]]);
        assert_eq!(d.dispatch.text.as_str().trim(), "Minister Odo, host left peace talks He does it.");
    }
}
