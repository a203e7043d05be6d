//! What must a token be? One constraint: `lemma=meet|confer`, `in(weapons)`, `negated!=yes`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::membership::{ANY, By, Members};
use crate::analysis::{Analysis, EntityKind};
use crate::clause::{self, Modality, Tense, Voice};
use crate::syntax::{Feature, Relation, Upos};

/// Words of which a token may be one. Lexicons share theirs with all patterns: thousands ask for a few hundred lists.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// The lexicons' names; nothing where the pattern has the words themselves.
    names: Option<String>,
    parts: Vec<Arc<[String]>>,
    /// Its number in the listing of the patterns that it is matched with.
    pub(super) number: u32,
}

impl Asked {
    fn listed(words: &[&str]) -> Self {
        Self {
            names: None,
            parts: vec![sorted(words.iter().map(|w| w.to_lowercase()).collect())],
            number: ANY,
        }
    }

    /// What tells it from others that look at the same words of a token.
    pub(super) fn key(&self) -> String {
        self.names.clone().unwrap_or_else(|| self.words().collect::<Vec<_>>().join("|"))
    }

    /// All the words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|p| p.iter().map(String::as_str))
    }
}

/// Equal ones print the same: a rule file that says what another says is found by it.
impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.names {
            Some(names) => f.write_str(names),
            None => f.debug_list().entries(self.words()).finish(),
        }
    }
}

fn sorted(mut words: Vec<String>) -> Arc<[String]> {
    words.sort_unstable();
    words.dedup();
    words.into()
}

/// Named word lists that patterns refer to with `in(name)`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicons(BTreeMap<String, Arc<[String]>>);

impl Lexicons {
    /// From names and words, in any order. Words are compared in lower case; the parts of a
    /// multiword entry are joined by underscores or blanks.
    pub fn new<W: AsRef<str>>(lists: impl IntoIterator<Item = (impl Into<String>, Vec<W>)>) -> Self {
        let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, words) in lists {
            let entry = out.entry(name.into()).or_default();
            entry.extend(words.iter().map(|w| w.as_ref().trim().to_lowercase().replace(' ', "_")));
        }
        Self(out.into_iter().map(|(name, words)| (name, sorted(words))).collect())
    }

    /// From list files: one word a line, `#` starts a comment; the name is the file's stem.
    pub fn from_files(files: &[(&str, &str)]) -> Self {
        Self::new(files.iter().map(|(path, content)| {
            let file = path.rsplit('/').next().unwrap_or(path);
            let name = file.split('.').next().unwrap_or(file);
            let words = content.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
            (name, words.collect())
        }))
    }

    /// The words of a list, sorted.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        self.0.get(name).map(|list| &**list)
    }

    /// Whether a list has a word, which is in lower case as lemmas are.
    pub fn has(&self, name: &str, word: &str) -> bool {
        self.0.get(name).is_some_and(|list| list.binary_search_by(|w| w.as_str().cmp(word)).is_ok())
    }

    /// All names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// One condition on a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    test: Test,
    negated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Lemma(Asked),
    Form(Asked),
    Upos(Vec<Upos>),
    Relation(Vec<String>),
    /// `None` stands for no entity.
    Entity(Vec<Option<EntityKind>>),
    Lexicon(Asked),
    Feature(Vec<Feature>),
    Voice(Vec<Voice>),
    Modality(Vec<Modality>),
    Tense(Vec<Tense>),
    Negated(bool),
    Conditional(bool),
    Question(bool),
    Imperative(bool),
    Actor(bool),
}

/// Names before the `=`.
pub(super) const KEYS: &str = "lemma, form, upos, rel, entity, feat, voice, negated, modality, tense, \
     conditional, question, imperative, actor, in(lexicon)";

impl Constraint {
    /// Reads one constraint; the error is what is wrong and what to do.
    pub(super) fn parse(text: &str, lexicons: &Lexicons) -> Result<Self, (String, String)> {
        let (text, bang) = text.strip_prefix('!').map_or((text, false), |t| (t, true));
        if let Some(names) = text.strip_prefix("in(") {
            let Some(names) = names.strip_suffix(')') else {
                return Err((format!("`{text}` has no closing parenthesis"), "write `in(name)`".into()));
            };
            return Ok(Self { test: lexicon(names, lexicons)?, negated: bang });
        }
        let Some((key, values)) = text.split_once('=').filter(|_| !bang) else {
            let remedy = format!("write `key=value`, `key!=value` or `in(lexicon)`; keys: {KEYS}");
            return Err((format!("`{text}` is no constraint"), remedy));
        };
        let (key, negated) = key.strip_suffix('!').map_or((key, false), |k| (k, true));
        let values: Vec<&str> = values.split('|').collect();
        if values.iter().any(|v| v.is_empty()) {
            return Err((format!("`{text}` has an empty value"), "write `key=one|other`".into()));
        }
        Ok(Self { test: test(key, &values)?, negated })
    }

    /// The list of which it asks for a word, where it does.
    pub(super) fn wanted(&self) -> Option<&Asked> {
        match &self.test {
            Test::Lemma(asked) | Test::Form(asked) | Test::Lexicon(asked) if !self.negated => Some(asked),
            _ => None,
        }
    }

    /// The list that it looks into, to be numbered.
    pub(super) fn asked_mut(&mut self) -> Option<(By, &mut Asked)> {
        match &mut self.test {
            Test::Lemma(asked) => Some((By::Lemma, asked)),
            Test::Form(asked) => Some((By::Form, asked)),
            Test::Lexicon(asked) => Some((By::Either, asked)),
            _ => None,
        }
    }

    /// The parts of speech of which it asks for one, where it does.
    pub(super) fn parts_of_speech(&self) -> Option<&[Upos]> {
        match &self.test {
            Test::Upos(l) if !self.negated => Some(l),
            _ => None,
        }
    }

    /// Whether a token meets it; in which lists it is has been looked up.
    pub(super) fn holds(
        &self,
        a: &Analysis,
        members: &Members,
        token: u32,
        is_actor: &dyn Fn(u32) -> bool,
    ) -> bool {
        let t = a.token(token);
        let fact = || clause::clause(a, token);
        let met = match &self.test {
            Test::Lemma(l) | Test::Form(l) | Test::Lexicon(l) => members.has(token, l.number),
            Test::Upos(l) => l.contains(&t.upos),
            Test::Relation(l) => l.iter().any(|r| r == t.relation.as_str() || r == t.relation.universal()),
            Test::Entity(l) => l.contains(&a.entity_of(token).map(|e| e.kind)),
            Test::Feature(l) => l.iter().any(|&f| t.has(f)),
            Test::Voice(l) => l.contains(&fact().voice),
            Test::Modality(l) => l.contains(&clause::modality(a, token)),
            Test::Tense(l) => l.contains(&clause::tense(a, token)),
            Test::Negated(want) => clause::is_negated(a, token) == *want,
            Test::Conditional(want) => fact().conditional == *want,
            Test::Question(want) => fact().question == *want,
            Test::Imperative(want) => fact().imperative == *want,
            Test::Actor(want) => is_actor(token) == *want,
        };
        met != self.negated
    }
}

fn lexicon(names: &str, lexicons: &Lexicons) -> Result<Test, (String, String)> {
    let mut parts = Vec::new();
    for name in names.split('|') {
        let Some(words) = lexicons.0.get(name) else {
            let known: Vec<_> = lexicons.names().collect();
            let remedy = format!("use one of the lexicons [{}] or add the list", known.join(", "));
            return Err((format!("there is no lexicon `{name}`"), remedy));
        };
        parts.push(Arc::clone(words));
    }
    Ok(Test::Lexicon(Asked { names: Some(names.to_owned()), parts, number: ANY }))
}

fn test(key: &str, values: &[&str]) -> Result<Test, (String, String)> {
    let text = || Asked::listed(values);
    let features = || "a universal feature with its value, such as `feat=Number=Plur`".to_owned();
    let relations = || "a UD relation: https://universaldependencies.org/u/dep".to_owned();
    let tags = || "a universal part of speech, such as VERB, NOUN, PROPN".to_owned();
    Ok(match key {
        "lemma" => Test::Lemma(text()),
        "form" => Test::Form(text()),
        "upos" => Test::Upos(all(key, values, Upos::parse, tags)?),
        "rel" => Test::Relation(all(key, values, |v| Relation::parse(v).map(|_| v.to_owned()), relations)?),
        "entity" => Test::Entity(all(
            key,
            values,
            |v| if v == "none" { Some(None) } else { EntityKind::parse(v).map(Some) },
            || "PER, ORG, LOC, NORP, EVENT, MISC or none".to_owned(),
        )?),
        "feat" => Test::Feature(all(key, values, Feature::parse, features)?),
        "voice" => Test::Voice(all(key, values, Voice::parse, || Voice::NAMES.join(", "))?),
        "modality" => Test::Modality(all(key, values, Modality::parse, || Modality::NAMES.join(", "))?),
        "tense" => Test::Tense(all(key, values, Tense::parse, || Tense::NAMES.join(", "))?),
        "negated" => Test::Negated(yes(key, values)?),
        "conditional" => Test::Conditional(yes(key, values)?),
        "question" => Test::Question(yes(key, values)?),
        "imperative" => Test::Imperative(yes(key, values)?),
        "actor" => Test::Actor(yes(key, values)?),
        _ => return Err((format!("`{key}` is no constraint"), format!("use one of: {KEYS}"))),
    })
}

fn all<T>(
    key: &str,
    values: &[&str],
    read: impl Fn(&str) -> Option<T>,
    valid: impl Fn() -> String,
) -> Result<Vec<T>, (String, String)> {
    let each = values.iter().map(|v| {
        read(v).ok_or_else(|| (format!("`{v}` is no value of `{key}`"), format!("use {}", valid())))
    });
    each.collect()
}

fn yes(key: &str, values: &[&str]) -> Result<bool, (String, String)> {
    match values {
        ["yes"] => Ok(true),
        ["no"] => Ok(false),
        _ => Err((format!("`{}` is no value of `{key}`", values.join("|")), "use yes or no".into())),
    }
}
