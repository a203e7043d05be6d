//! What is the grammar of a dispatch? Sentences, tokens, one tree a sentence, entities, vectors.
//!
//! Invariants, kept by [`Analysis::new`]: tokens are in text order and do not overlap; every
//! sentence is a non-empty run of tokens; the heads of a sentence form one tree with one root.

use crate::span::{Char, Span, Tok};
use crate::syntax::{Feature, FeatureSet, Relation, Upos};

/// What kind of name an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place, states and cities included.
    Location,
    /// A nationality, people or religious community: "Syrian", "Kurds".
    Norp,
    /// A named event: wars, conferences.
    Event,
    /// Another name: works, products, laws.
    Misc,
}

impl EntityKind {
    /// The label: PER ORG LOC NORP EVENT MISC.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Location => "LOC",
            Self::Norp => "NORP",
            Self::Event => "EVENT",
            Self::Misc => "MISC",
        }
    }

    /// The kind of a label.
    pub fn parse(label: &str) -> Option<Self> {
        [Self::Person, Self::Organisation, Self::Location, Self::Norp, Self::Event, Self::Misc]
            .into_iter()
            .find(|k| k.as_str() == label)
    }
}

/// A name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens.
    pub tokens: Span<Tok>,
    /// What kind of name.
    pub kind: EntityKind,
}

/// A syntactic word.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span<Char>,
    /// Its words as they stand there.
    pub form: Box<str>,
    /// Its lemma; names keep their case.
    pub lemma: Box<str>,
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub feats: FeatureSet,
    /// The token that it depends on, as an index into the analysis; its own index for a root.
    pub head: u32,
    /// How it depends on it.
    pub relation: Relation,
}

impl Token {
    /// Whether it has a feature.
    pub fn has(&self, feature: Feature) -> bool {
        self.feats.has(feature)
    }

    /// Whether the lemma is this one.
    pub fn is(&self, lemma: &str) -> bool {
        &*self.lemma == lemma
    }
}

/// One sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Span<Tok>,
    /// Which of the dispatch's paragraphs it stands in.
    pub paragraph: u32,
}

/// The grammar of one dispatch.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    entities: Vec<Entity>,
    /// Entity index of a token plus one; 0 for none.
    entity_at: Vec<u32>,
    /// Sentence of a token.
    sentence_at: Vec<u32>,
    children: Vec<Vec<u32>>,
    width: usize,
    vectors: Vec<f32>,
}

impl Analysis {
    /// Puts the layers together and mends what breaks the invariants: overlapping entities are
    /// dropped, a head outside its sentence or in a cycle becomes the sentence's root.
    pub fn new(mut tokens: Vec<Token>, sentences: Vec<Sentence>, entities: Vec<Entity>) -> Self {
        let mut sentence_at = vec![0; tokens.len()];
        for (i, s) in (0..).zip(&sentences) {
            for t in s.tokens.iter() {
                sentence_at[t as usize] = i;
            }
            make_tree(&mut tokens, s.tokens);
        }
        let mut children = vec![Vec::new(); tokens.len()];
        for (i, t) in (0..).zip(&tokens) {
            if t.head != i {
                children[t.head as usize].push(i);
            }
        }
        let mut out = Self {
            entity_at: vec![0; tokens.len()],
            tokens,
            sentences,
            entities: Vec::new(),
            sentence_at,
            children,
            width: 0,
            vectors: Vec::new(),
        };
        for e in entities {
            let slots = &mut out.entity_at[e.tokens.range()];
            if slots.iter().all(|&s| s == 0) {
                out.entities.push(e);
                slots.fill(u32::try_from(out.entities.len()).unwrap_or(u32::MAX));
            }
        }
        out
    }

    /// Adds one vector of `width` numbers a token; a list of another length is refused.
    #[must_use]
    pub fn with_vectors(mut self, width: usize, vectors: Vec<f32>) -> Self {
        if vectors.len() == width * self.tokens.len() {
            (self.width, self.vectors) = (width, vectors);
        }
        self
    }

    /// All tokens in text order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences in text order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All entities in text order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The token of an index. Indices come from this analysis; any other panics, as slices do.
    pub fn token(&self, index: u32) -> &Token {
        &self.tokens[index as usize]
    }

    /// The encoder's vector of a token; empty where there is none.
    pub fn vector(&self, index: u32) -> &[f32] {
        let at = index as usize * self.width;
        self.vectors.get(at..at + self.width).unwrap_or(&[])
    }

    /// The index of a token's sentence.
    pub fn sentence_of(&self, index: u32) -> u32 {
        self.sentence_at[index as usize]
    }

    /// The paragraph of a token's sentence.
    pub fn paragraph_of(&self, index: u32) -> u32 {
        self.sentences[self.sentence_of(index) as usize].paragraph
    }

    /// The entity that a token is part of.
    pub fn entity_of(&self, index: u32) -> Option<&Entity> {
        let at = self.entity_at[index as usize].checked_sub(1)?;
        self.entities.get(at as usize)
    }

    /// The head of a token; `None` for a root.
    pub fn head(&self, index: u32) -> Option<u32> {
        let head = self.token(index).head;
        (head != index).then_some(head)
    }

    /// The dependents of a token in text order.
    pub fn children(&self, index: u32) -> &[u32] {
        &self.children[index as usize]
    }

    /// The dependents by one of some relations.
    pub fn by_relation<'a>(
        &'a self,
        index: u32,
        relations: &'a [Relation],
    ) -> impl Iterator<Item = u32> + 'a {
        self.children(index).iter().copied().filter(|&c| relations.contains(&self.token(c).relation))
    }

    /// The first dependent by a relation.
    pub fn child(&self, index: u32, relation: Relation) -> Option<u32> {
        self.children(index).iter().copied().find(|&c| self.token(c).relation == relation)
    }

    /// Whether `below` hangs, at any depth, under `above`; a token is not below itself.
    pub fn is_below(&self, below: u32, above: u32) -> bool {
        let mut at = below;
        while let Some(head) = self.head(at) {
            if head == above {
                return true;
            }
            at = head;
        }
        false
    }

    /// A token and all below it, in text order.
    pub fn subtree(&self, index: u32) -> Vec<u32> {
        let mut out = vec![index];
        let mut at = 0;
        while at < out.len() {
            out.extend_from_slice(self.children(out[at]));
            at += 1;
        }
        out.sort_unstable();
        out
    }

    /// The root of a sentence.
    pub fn root(&self, sentence: u32) -> Option<u32> {
        let s = self.sentences.get(sentence as usize)?;
        s.tokens.iter().find(|&t| self.token(t).head == t)
    }

    /// The stretch of text that a run of tokens covers.
    pub fn chars(&self, tokens: Span<Tok>) -> Span<Char> {
        let run = &self.tokens[tokens.range()];
        match (run.first(), run.last()) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => Span::new(0, 0),
        }
    }

    /// Sorted token indices as maximal runs.
    pub fn runs(tokens: &[u32]) -> Vec<Span<Tok>> {
        let mut out: Vec<Span<Tok>> = Vec::new();
        for &t in tokens {
            match out.last_mut() {
                Some(last) if last.end() >= t => *last = last.cover(Span::one(t)),
                _ => out.push(Span::one(t)),
            }
        }
        out
    }
}

/// Makes the heads of a sentence one tree: the first root wins, other roots, strays and cycles
/// are hung under it.
fn make_tree(tokens: &mut [Token], sentence: Span<Tok>) {
    let Some(root) =
        sentence.iter().find(|&t| tokens[t as usize].head == t).or_else(|| sentence.iter().next())
    else {
        return;
    };
    let top = &mut tokens[root as usize];
    (top.head, top.relation) = (root, Relation::Root);
    for t in sentence.iter().filter(|&t| t != root) {
        let mut at = t;
        let mut steps = 0;
        while at != root {
            let head = tokens[at as usize].head;
            if head == at || !sentence.has(head) || steps > sentence.len() {
                tokens[at as usize].head = root;
                if tokens[at as usize].relation == Relation::Root {
                    tokens[at as usize].relation = Relation::Parataxis;
                }
                break;
            }
            at = head;
            steps += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(i: u32, head: u32) -> Token {
        Token {
            span: Span::new(2 * i, 2 * i + 1),
            form: "x".into(),
            lemma: "x".into(),
            upos: Upos::X,
            feats: FeatureSet::default(),
            head,
            relation: if head == i { Relation::Root } else { Relation::Dep },
        }
    }

    fn analysis(heads: &[u32]) -> Analysis {
        let n = u32::try_from(heads.len()).unwrap();
        let tokens = (0..).zip(heads).map(|(i, &h)| token(i, h)).collect();
        Analysis::new(tokens, vec![Sentence { tokens: Span::new(0, n), paragraph: 0 }], vec![])
    }

    #[test]
    fn any_heads_become_a_tree() {
        for heads in [vec![1, 2, 0], vec![0, 1, 2], vec![9, 9, 9], vec![1, 0, 2, 2], vec![3, 2, 1, 0]] {
            let a = analysis(&heads);
            let root = a.root(0).unwrap();
            assert_eq!((0..).zip(a.tokens()).filter(|(i, t)| t.head == *i).count(), 1, "{heads:?}");
            assert_eq!(a.subtree(root).len(), heads.len(), "{heads:?}");
        }
    }

    #[test]
    fn a_subtree_is_in_text_order() {
        let a = analysis(&[2, 0, 2, 2]);
        assert_eq!(a.subtree(2), [0, 1, 2, 3]);
        assert_eq!(a.subtree(0), [0, 1]);
        assert!(a.is_below(1, 2) && !a.is_below(2, 1));
    }

    #[test]
    fn runs_join_neighbours() {
        assert_eq!(Analysis::runs(&[1, 2, 5]), [Span::new(1, 3), Span::one(5)]);
    }
}
