//! How do trees come in from outside? CoNLL-U (<https://universaldependencies.org/format.html>),
//! for evaluation and for tests that write their trees down.

use crate::analysis::{Analysis, Entity, EntityKind, Sentence, Token};
use crate::dispatch::Dispatch;
use crate::span::{Span, Tok};
use crate::syntax::{FeatureSet, Relation, Upos};
use crate::text::Text;

/// A word of a CoNLL-U sentence, its columns as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// FORM.
    pub form: String,
    /// LEMMA.
    pub lemma: String,
    /// UPOS.
    pub upos: String,
    /// FEATS.
    pub feats: String,
    /// HEAD: 1-based, 0 for the root.
    pub head: u32,
    /// DEPREL.
    pub relation: String,
    /// MISC.
    pub misc: String,
    /// Whether white space follows; within a multi-word token it does not.
    pub space_after: bool,
}

/// A multi-word token: the words `first..last` (0-based) are written as one surface form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Multiword {
    /// Index of its first word.
    pub first: u32,
    /// One past its last word.
    pub last: u32,
    /// How it is written.
    pub form: String,
}

/// One sentence of a CoNLL-U file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// Whether a document starts with it.
    pub starts_document: bool,
    /// Whether a document or paragraph starts with it.
    pub starts_paragraph: bool,
    /// Its words; empty nodes are left out.
    pub rows: Vec<Row>,
    /// Its multi-word tokens.
    pub multiwords: Vec<Multiword>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Error {
    /// 1-based line.
    pub line: usize,
    /// What is wrong, and what was expected.
    pub what: &'static str,
}

/// Reads a CoNLL-U file.
pub fn parse(source: &str) -> Result<Vec<Tree>, Error> {
    let mut out = Vec::new();
    let mut tree = Tree { starts_document: true, starts_paragraph: true, ..Tree::default() };
    let mut inside: Option<(u32, bool)> = None;
    for (number, line) in source.lines().enumerate() {
        let fail = |what| Error { line: number + 1, what };
        if line.trim().is_empty() {
            if !tree.rows.is_empty() {
                out.push(std::mem::take(&mut tree));
            }
            inside = None;
        } else if line.starts_with('#') {
            tree.starts_document |= line.starts_with("# newdoc");
            tree.starts_paragraph |= tree.starts_document || line.starts_with("# newpar");
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() != 10 {
                return Err(fail("expected ten columns separated by tabs"));
            }
            let space = !columns[9].split('|').any(|m| m == "SpaceAfter=No");
            if columns[0].contains('.') {
                continue;
            }
            if let Some((a, b)) = columns[0].split_once('-') {
                let ids = a.parse::<u32>().ok().zip(b.parse::<u32>().ok());
                let (first, last) = ids.filter(|(a, b)| 0 < *a && a < b).ok_or(fail("a range of ids"))?;
                tree.multiwords.push(Multiword { first: first - 1, last, form: columns[1].into() });
                inside = Some((last, space));
                continue;
            }
            let id: u32 = columns[0].parse().map_err(|_| fail("an id"))?;
            let space_after = match inside {
                Some((last, space)) if id == last => space,
                Some((last, _)) if id < last => false,
                _ => space,
            };
            tree.rows.push(Row {
                form: columns[1].into(),
                lemma: columns[2].into(),
                upos: columns[3].into(),
                feats: columns[5].into(),
                head: columns[6].parse().map_err(|_| fail("a head"))?,
                relation: columns[7].into(),
                misc: columns[9].into(),
                space_after,
            });
        }
    }
    if !tree.rows.is_empty() {
        out.push(tree);
    }
    Ok(out)
}

/// A dispatch and its analysis from trees: the text is the words with their spaces, one paragraph
/// a tree that starts one. `Ent=PER` and `Ent=I-PER` in MISC mark entities. Unknown labels become
/// `X` and `dep`.
pub fn analysis(trees: &[Tree]) -> (Dispatch, Analysis) {
    let (mut text, mut length) = (String::new(), 0_u32);
    let (mut tokens, mut sentences, mut entities) = (Vec::new(), Vec::new(), Vec::<Entity>::new());
    let mut starts = Vec::new();
    for (n, tree) in trees.iter().enumerate() {
        if n == 0 || tree.starts_paragraph {
            if n > 0 {
                text.push('\n');
                length += 1;
            }
            starts.push(length);
        }
        let base = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
        for (i, row) in (base..).zip(&tree.rows) {
            let size = u32::try_from(row.form.chars().count()).unwrap_or(0);
            tokens.push(Token {
                span: Span::new(length, length + size),
                form: row.form.as_str().into(),
                lemma: row.lemma.as_str().into(),
                upos: Upos::parse(&row.upos).unwrap_or(Upos::X),
                feats: FeatureSet::parse(&row.feats),
                head: if row.head == 0 { i } else { base + row.head - 1 },
                relation: Relation::parse(&row.relation).unwrap_or(Relation::Dep),
            });
            let label = row.misc.split('|').find_map(|m| m.strip_prefix("Ent="));
            match label.map(|l| (l.strip_prefix("I-"), l)) {
                Some((Some(_), _)) => {
                    if let Some(e) = entities.last_mut() {
                        e.tokens = e.tokens.cover(Span::<Tok>::one(i));
                    }
                }
                Some((None, l)) => {
                    let kind = EntityKind::parse(l).unwrap_or(EntityKind::Misc);
                    entities.push(Entity { tokens: Span::one(i), kind });
                }
                None => {}
            }
            text.push_str(&row.form);
            length += size;
            if row.space_after {
                text.push(' ');
                length += 1;
            }
        }
        let end = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
        let paragraph = u32::try_from(starts.len()).unwrap_or(1) - 1;
        sentences.push(Sentence { tokens: Span::new(base, end), paragraph });
    }
    let ends = starts.iter().skip(1).copied().chain([length]);
    let paragraphs = starts.iter().copied().zip(ends).map(|(a, b)| Span::new(a, b)).collect();
    let dispatch =
        Dispatch { text: Text::new(text), paragraphs, language: "en".into(), ..Dispatch::default() };
    (dispatch, Analysis::new(tokens, sentences, entities))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newdoc\n\
        1\tEnvoys\tenvoy\tNOUN\t_\tNumber=Plur\t2\tnsubj\t_\t_\n\
        2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdid\tdo\tAUX\t_\tTense=Past\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n\
        4\tmeet\tmeet\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n";

    #[test]
    fn the_text_is_the_words_with_their_spaces() {
        let (dispatch, a) = analysis(&parse(SAMPLE).unwrap());
        assert_eq!(dispatch.text.as_str(), "Envoys didn't meet. ");
        for t in a.tokens() {
            assert_eq!(dispatch.text.slice(t.span), &*t.form);
        }
        assert_eq!(a.root(0), Some(3));
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(parse("1\tonly\n").unwrap_err().line, 1);
    }
}
