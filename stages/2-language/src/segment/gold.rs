//! What would a perfect segmenter see and answer? Paragraphs of a treebank as raw text, and back:
//! a segmentation as trees without labels, for the scorer.

use chancery_model::conllu::{Multiword, Row, Tree};

use super::RawToken;

/// A paragraph of a treebank.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// Its raw text.
    pub text: String,
    /// Its sentences.
    pub sentences: Vec<Vec<RawToken>>,
}

/// The paragraphs of a treebank: words with their spaces, a space between sentences unless the
/// last word has none after it.
pub fn paragraphs(trees: &[Tree]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut space = false;
    for (n, tree) in trees.iter().enumerate() {
        if n == 0 || tree.starts_paragraph {
            out.push(Paragraph::default());
            space = false;
        }
        let Some(paragraph) = out.last_mut() else { continue };
        let mut sentence = Vec::with_capacity(tree.rows.len());
        let mut i = 0;
        while let Some(row) = tree.rows.get(i) {
            let multiword = tree.multiwords.iter().find(|m| m.first as usize == i);
            let range = multiword.map_or(i..i + 1, |m| i..(m.last as usize).min(tree.rows.len()));
            let rows = tree.rows.get(range.clone()).unwrap_or_default();
            let forms: Vec<&str> = rows.iter().map(|r| r.form.as_str()).collect();
            // A form that its words do not spell (none in English) counts as one word.
            let spelt = multiword.is_none_or(|m| forms.concat() == m.form);
            let surface = multiword.map(|m| m.form.as_str());
            let forms = if spelt { forms } else { surface.into_iter().collect() };
            if space {
                paragraph.text.push(' ');
            }
            for (k, form) in forms.iter().enumerate() {
                let start = paragraph.text.len();
                paragraph.text.push_str(form);
                let end = paragraph.text.len();
                sentence.push(RawToken { start, end, space_before: space && k == 0, continues: k > 0 });
            }
            space = rows.last().unwrap_or(row).space_after;
            i = range.end.max(i + 1);
        }
        paragraph.sentences.push(sentence);
    }
    out
}

/// A sentence as a tree without labels: each word hangs on the one before it.
pub fn tree(text: &str, sentence: &[RawToken], starts_paragraph: bool) -> Tree {
    let mut tree = Tree { starts_paragraph, ..Tree::default() };
    let form = |a: usize, b: usize| text.get(a..b).unwrap_or_default().to_owned();
    let mut first: Option<(u32, usize)> = None;
    for (i, token) in (0_u32..).zip(sentence) {
        if token.continues
            && let Some((at, start)) = first
        {
            let surface = form(start, token.end);
            match tree.multiwords.last_mut().filter(|m| m.first == at) {
                Some(m) => (m.last, m.form) = (i + 1, surface),
                None => tree.multiwords.push(Multiword { first: at, last: i + 1, form: surface }),
            }
        } else {
            first = Some((i, token.start));
        }
        tree.rows.push(Row {
            form: form(token.start, token.end),
            lemma: "_".into(),
            upos: "X".into(),
            feats: "_".into(),
            head: i,
            relation: if i == 0 { "root" } else { "dep" }.into(),
            misc: "_".into(),
            space_after: sentence.get(i as usize + 1).is_none_or(|n| n.space_before),
        });
    }
    tree
}
