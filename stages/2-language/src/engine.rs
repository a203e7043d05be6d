//! What is the grammar of a dispatch? The stage's façade: paragraphs in, an [`Analysis`] out.

use chancery_model::analysis::{Analysis, Sentence, Token};
use chancery_model::conllu::{Multiword, Row, Tree};
use chancery_model::dispatch::Dispatch;
use chancery_model::remark::Remark;
use chancery_model::span::Span;

use crate::encoder::WIDTH;
use crate::error::Error;
use crate::names::{self, Tag};
use crate::parser::{Parsed, Parser, Word};
use crate::portfolios;
use crate::segment::{RawToken, Segmenter};

/// The loaded stage. It is `Sync`; many threads may read with one.
pub struct Engine {
    segmenter: Segmenter,
    parser: Parser,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Engine")
    }
}

impl Engine {
    /// Loads the weights that the program carries.
    pub fn load() -> Result<Self, Error> {
        Ok(Self { segmenter: Segmenter::load()?, parser: Parser::load()? })
    }

    /// The grammar of a dispatch's paragraphs. Any text gives an analysis.
    pub fn analyse(&self, dispatch: &Dispatch) -> (Analysis, Vec<Remark>) {
        let text = &dispatch.text;
        let mut sentences: Vec<Vec<Word>> = Vec::new();
        let mut places: Vec<(u32, Vec<Span<_>>)> = Vec::new();
        for (number, &paragraph) in (0..).zip(&dispatch.paragraphs) {
            let words = text.slice(paragraph);
            let mut cursor = Cursor { text: words, byte: 0, char: paragraph.start() };
            for sentence in self.segmenter.segment(words) {
                let spans =
                    sentence.iter().map(|t| Span::new(cursor.to(t.start), cursor.to(t.end))).collect();
                places.push((number, spans));
                sentences.push(sentence.iter().map(|t| word(words, t)).collect());
            }
        }
        let (parsed, vectors) = self.parser.parse(&sentences);
        let (mut tokens, mut list, mut entities) = (Vec::new(), Vec::new(), Vec::new());
        for (((number, spans), words), mut parsed) in places.into_iter().zip(&sentences).zip(parsed) {
            portfolios::join(words, &mut parsed);
            let base = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
            let tags: Vec<Tag> = parsed.iter().map(|p| p.tag).collect();
            entities.extend(names::entities(&tags, base));
            for (((i, span), word), p) in (base..).zip(spans).zip(words).zip(parsed) {
                tokens.push(token(i, base, span, word.form, p));
            }
            let end = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
            list.push(Sentence { tokens: Span::new(base, end), paragraph: number });
        }
        (Analysis::new(tokens, list, entities).with_vectors(WIDTH, vectors), Vec::new())
    }

    /// Trees of the raw text that some trees were made from, for `eval ud`: a paragraph's
    /// sentences are joined with the spaces that their last words say.
    pub fn trees_raw(&self, gold: &[Tree]) -> Vec<Tree> {
        let mut out = Vec::new();
        for paragraph in gold.chunk_by(|_, next| !next.starts_paragraph) {
            let text = raw_text(paragraph);
            let sentences = self.segmenter.segment(&text);
            let words: Vec<Vec<Word>> =
                sentences.iter().map(|s| s.iter().map(|t| word(&text, t)).collect()).collect();
            let (parsed, _) = self.parser.parse(&words);
            for ((tokens, words), parsed) in sentences.iter().zip(&words).zip(parsed) {
                out.push(Tree {
                    starts_document: false,
                    starts_paragraph: false,
                    rows: rows(words, &parsed),
                    multiwords: multiwords(&text, tokens),
                });
            }
        }
        out
    }

    /// Trees over the words of some trees, for `eval ud --gold-tokens`.
    pub fn trees_gold(&self, gold: &[Tree]) -> Vec<Tree> {
        let words: Vec<Vec<Word>> = gold.iter().map(gold_words).collect();
        let (parsed, _) = self.parser.parse(&words);
        let trees = gold.iter().zip(&words).zip(parsed);
        trees.map(|((tree, words), parsed)| Tree { rows: rows(words, &parsed), ..tree.clone() }).collect()
    }

    /// Entity tags (BIO) of tokenised sentences, for `eval ner`.
    pub fn tags(&self, sentences: &[Vec<String>]) -> Vec<Vec<String>> {
        let words: Vec<Vec<Word>> = sentences.iter().map(|s| guessed_spaces(s)).collect();
        let (parsed, _) = self.parser.parse(&words);
        parsed.iter().map(|s| s.iter().map(|p| p.tag.to_string()).collect()).collect()
    }
}

/// Walks forward through a text, from bytes to code points.
struct Cursor<'a> {
    text: &'a str,
    byte: usize,
    char: u32,
}

impl Cursor<'_> {
    fn to(&mut self, byte: usize) -> u32 {
        let passed = self.text.get(self.byte..byte).map_or(0, |s| s.chars().count());
        self.char += u32::try_from(passed).unwrap_or(0);
        self.byte = byte.max(self.byte);
        self.char
    }
}

fn word<'a>(text: &'a str, t: &RawToken) -> Word<'a> {
    Word { form: text.get(t.start..t.end).unwrap_or(""), space_before: t.space_before }
}

fn token(index: u32, base: u32, span: Span<chancery_model::span::Char>, form: &str, p: Parsed) -> Token {
    let head = u32::try_from(p.head).unwrap_or(0);
    Token {
        span,
        form: form.into(),
        lemma: p.lemma.into(),
        upos: p.upos,
        feats: p.feats,
        head: if head == 0 { index } else { base + head - 1 },
        relation: p.relation,
    }
}

fn rows(words: &[Word], parsed: &[Parsed]) -> Vec<Row> {
    let next = words.iter().skip(1).map(|w| w.space_before).chain([true]);
    let all = words.iter().zip(parsed).zip(next);
    all.map(|((word, p), space_after)| Row {
        form: word.form.into(),
        lemma: p.lemma.clone(),
        upos: p.upos.as_str().into(),
        feats: p.feats.to_string(),
        head: u32::try_from(p.head).unwrap_or(0),
        relation: p.relation.as_str().into(),
        misc: "_".into(),
        space_after,
    })
    .collect()
}

/// The ranges of words that are written as one token.
fn multiwords(text: &str, tokens: &[RawToken]) -> Vec<Multiword> {
    let mut out = Vec::new();
    let mut first = 0;
    for group in tokens.chunk_by(|_, next| next.continues) {
        let last = first + group.len();
        if let [a, .., z] = group {
            let form = text.get(a.start..z.end).unwrap_or("").into();
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            out.push(Multiword { first: number(first), last: number(last), form });
        }
        first = last;
    }
    out
}

fn raw_text(paragraph: &[Tree]) -> String {
    let mut text = String::new();
    for tree in paragraph {
        let mut ranges = tree.multiwords.iter().peekable();
        let mut at = 0_u32;
        while let Some(row) = tree.rows.get(at as usize) {
            let range = ranges.next_if(|m| m.first == at);
            text.push_str(range.map_or(&row.form, |m| &m.form));
            at = range.map_or(at + 1, |m| m.last.max(at + 1));
            if tree.rows.get(at as usize - 1).is_some_and(|r| r.space_after) {
                text.push(' ');
            }
        }
    }
    text
}

fn gold_words(tree: &Tree) -> Vec<Word<'_>> {
    let before = [true].into_iter().chain(tree.rows.iter().map(|r| r.space_after));
    tree.rows.iter().zip(before).map(|(r, space_before)| Word { form: &r.form, space_before }).collect()
}

/// Entity files do not say where spaces were; closing punctuation has none before it.
fn guessed_spaces(forms: &[String]) -> Vec<Word<'_>> {
    let closing = |f: &str| matches!(f, "." | "," | ";" | ":" | "!" | "?" | ")" | "%" | "'" | "'s" | "n't");
    forms.iter().map(|f| Word { form: f, space_before: !closing(f) }).collect()
}
