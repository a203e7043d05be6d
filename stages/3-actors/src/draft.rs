//! The cast while it is being made: names found, actors and mentions added step by step, at last
//! put in order.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::analysis::Analysis;
use chancery_model::cast::{Actor, ActorId, ActorKind, Basis, Cast, Mention, MentionKind, Reason};
use chancery_model::dispatch::Dispatch;
use chancery_model::remark::Remark;
use chancery_model::span::{Char, Span, Tok};

use crate::names::{Name, NameKind, find};
use crate::phrase::quoted;
use crate::reference::{Entry, Gender, Reference};
use crate::setting;

/// An actor with what only this stage needs to know of it.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) actor: Actor,
    pub(crate) gender: Option<Gender>,
    /// Whether its office has one holder at a time.
    pub(crate) one: bool,
    /// The token of the body that its office is held in.
    pub(crate) body: Option<u32>,
}

/// A mention before actors have their final numbers.
#[derive(Debug, Clone)]
pub(crate) struct Sighting {
    pub(crate) tokens: Span<Tok>,
    pub(crate) kind: MentionKind,
    pub(crate) actors: Vec<usize>,
}

/// A body of state: bare titles near it belong to its state.
#[derive(Debug, Clone)]
pub(crate) struct Anchor {
    pub(crate) token: u32,
    pub(crate) code: String,
    /// The minister's office, for a ministry.
    pub(crate) office: Option<String>,
    /// Whether it is a body that the tables know by name.
    pub(crate) known: bool,
}

/// The working state of one dispatch.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) dispatch: &'a Dispatch,
    pub(crate) a: &'a Analysis,
    pub(crate) r: &'a Reference,
    pub(crate) names: Vec<Name>,
    /// Whether each token stands in quotation marks.
    quoted: Vec<bool>,
    /// Index of the name that a token heads.
    by_head: BTreeMap<u32, usize>,
    /// Index of the person's or known name that each token is part of.
    fixed: Vec<Option<usize>>,
    /// Actors by kind, name and country.
    by_key: BTreeMap<String, usize>,
    /// Tokens within a person's mention.
    pub(crate) titled: BTreeSet<u32>,
    pub(crate) members: Vec<Member>,
    /// By the token that heads it: no two mentions share a head.
    pub(crate) mentions: BTreeMap<u32, Sighting>,
    pub(crate) anchors: Vec<Anchor>,
    /// Title words that belong to a person's mention and are none of their own.
    pub(crate) consumed: BTreeSet<u32>,
    pub(crate) remarks: Vec<Remark>,
    /// The states that the text names in any way, and that of the dateline.
    pub(crate) spoken_of: BTreeSet<&'a str>,
    /// The state in which the dispatch plays.
    pub(crate) setting: Option<String>,
    /// The state whose groups it speaks of without saying so.
    scene: Option<String>,
    /// The same by paragraphs.
    scenes: BTreeMap<u32, String>,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(r: &'a Reference, dispatch: &'a Dispatch, a: &'a Analysis) -> Self {
        let names = find(r, a);
        let by_head = (0..).zip(&names).map(|(i, n)| (n.head, i)).collect();
        let mut fixed = vec![None; a.tokens().len()];
        for (i, n) in names.iter().enumerate() {
            if matches!(n.kind, NameKind::Person | NameKind::Known(_) | NameKind::Vessel(_)) {
                fixed[n.tokens.range()].fill(Some(i));
            }
        }
        let mut out = Self {
            dispatch,
            a,
            r,
            names,
            quoted: quoted(a),
            by_head,
            fixed,
            by_key: BTreeMap::new(),
            titled: BTreeSet::new(),
            members: Vec::new(),
            mentions: BTreeMap::new(),
            anchors: Vec::new(),
            consumed: BTreeSet::new(),
            remarks: Vec::new(),
            spoken_of: BTreeSet::new(),
            setting: None,
            scene: None,
            scenes: BTreeMap::new(),
        };
        out.set();
        out
    }

    /// Whether a token stands in quotation marks.
    pub(crate) fn is_quoted(&self, t: u32) -> bool {
        self.quoted.get(t as usize) == Some(&true)
    }

    /// Tells from what has been found so far where the dispatch plays.
    pub(crate) fn set(&mut self) {
        self.spoken_of = setting::spoken_of(self);
        self.setting = setting::of(self);
        self.scene = setting::scene(self);
        self.scenes = setting::scenes(self);
    }

    /// The state whose groups are spoken of at a token without saying so.
    pub(crate) fn scene_at(&self, t: u32) -> Option<String> {
        self.scene.clone().or_else(|| self.scenes.get(&self.a.paragraph_of(t)).cloned())
    }

    /// The name that a token heads.
    pub(crate) fn name_at(&self, t: u32) -> Option<&Name> {
        self.by_head.get(&t).and_then(|&i| self.names.get(i))
    }

    /// The person's or known name that a token is part of.
    pub(crate) fn name_of(&self, t: u32) -> Option<&Name> {
        let at = self.fixed.get(t as usize).copied().flatten()?;
        self.names.get(at)
    }

    /// Whether a token is part of a person's name or of one that the tables know.
    pub(crate) fn in_name(&self, t: u32) -> bool {
        self.name_of(t).is_some()
    }

    /// Whether a token is part of a country's name or a nationality.
    pub(crate) fn in_country(&self, t: u32) -> bool {
        let kind = self.name_of(t).map(|n| n.kind);
        matches!(kind, Some(NameKind::Known(Entry::State(_) | Entry::Demonym(_))))
    }

    /// The entry of a name in the tables that a token heads.
    pub(crate) fn known_at(&self, t: u32) -> Option<Entry> {
        match self.name_at(t)?.kind {
            NameKind::Known(entry) => Some(entry),
            _ => None,
        }
    }

    /// The country of a name that the tables know.
    pub(crate) fn code_of(&self, name: &Name) -> Option<&'static str> {
        match name.kind {
            NameKind::Known(entry) => Some(self.r.code(entry)),
            _ => None,
        }
    }

    /// The words of some tokens.
    pub(crate) fn text(&self, tokens: Span<Tok>) -> &'a str {
        self.dispatch.text.slice(self.a.chars(tokens))
    }

    /// The words of some tokens on one line, without a leading article.
    pub(crate) fn bare_text(&self, tokens: Span<Tok>) -> String {
        let words: Vec<&str> = self.text(tokens).split_whitespace().collect();
        let article = words.first().is_some_and(|w| matches!(w.to_lowercase().as_str(), "the" | "a" | "an"));
        words.get(usize::from(article && words.len() > 1)..).unwrap_or(&[]).join(" ")
    }

    /// Adds an actor.
    pub(crate) fn add(&mut self, actor: Actor) -> usize {
        self.members.push(Member { actor, gender: None, one: false, body: None });
        self.members.len() - 1
    }

    /// The actor of a kind, name and country; `make` completes it where it is new.
    pub(crate) fn named(
        &mut self,
        kind: ActorKind,
        name: &str,
        country: Option<&str>,
        make: impl FnOnce(&mut Actor),
    ) -> usize {
        let key = format!("{}\t{}\t{}", kind.as_str(), country.unwrap_or(""), name.to_lowercase());
        if let Some(&at) = self.by_key.get(&key) {
            return at;
        }
        let mut actor = blank(kind, name.to_owned());
        actor.country = country.map(str::to_owned);
        make(&mut actor);
        let at = self.add(actor);
        self.by_key.insert(key, at);
        at
    }

    /// The actor of a state; there is one a state.
    pub(crate) fn state(&mut self, code: &str) -> Option<usize> {
        let country = self.r.countries[self.r.country(code)?];
        Some(self.named(ActorKind::State, country.name, Some(country.code), |actor| {
            actor.sectors = vec!["GOV".to_owned()];
            actor.reference = Some(code.to_owned());
        }))
    }

    /// Adds a mention, unless its head has one or it means no one.
    pub(crate) fn mention(&mut self, head: u32, tokens: Span<Tok>, kind: MentionKind, actors: Vec<usize>) {
        if !actors.is_empty() {
            self.mentions.entry(head).or_insert(Sighting { tokens, kind, actors });
        }
    }

    /// The actors of the mention that a token heads.
    pub(crate) fn actors_at(&self, t: u32) -> &[usize] {
        self.mentions.get(&t).map_or(&[], |m| &m.actors)
    }

    /// The heads of every actor's mentions, in order.
    pub(crate) fn heads(&self) -> BTreeMap<usize, Vec<u32>> {
        let mut out: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (&head, m) in &self.mentions {
            for &i in &m.actors {
                out.entry(i).or_default().push(head);
            }
        }
        out
    }

    /// The one person that a token's mention means.
    pub(crate) fn person_at(&self, t: u32) -> Option<usize> {
        match self.actors_at(t) {
            [one] if self.members[*one].actor.kind == ActorKind::Person => Some(*one),
            _ => None,
        }
    }

    /// Flags a loaded designation of an actor.
    pub(crate) fn flag(&mut self, actor: usize, span: Span<Char>) {
        let loaded = &mut self.members[actor].actor.loaded;
        if !loaded.contains(&span) {
            loaded.push(span);
        }
    }

    /// Notes what an actor's country, office or sectors rest on, each ground once.
    pub(crate) fn why(&mut self, actor: usize, tokens: Option<Span<Tok>>, text: impl Into<String>) {
        let reason = Reason { span: tokens.map(|t| self.a.chars(t)), text: text.into() };
        let why = &mut self.members[actor].actor.why;
        if why.iter().all(|w| w.text != reason.text) {
            why.push(reason);
        }
    }

    /// Notes something odd.
    pub(crate) fn remark(&mut self, code: &'static str, span: Span<Char>, text: String) {
        self.remarks.push(Remark { stage: "actors", code, span: Some(span), text });
    }

    /// The cast: mentions by their start, actors by first mention; whoever is not mentioned is left
    /// out.
    pub(crate) fn finish(self) -> (Cast, Vec<Remark>) {
        let mut sightings: Vec<(u32, Sighting)> = self.mentions.into_iter().collect();
        sightings.sort_by_key(|(head, m)| (m.tokens.start(), std::cmp::Reverse(m.tokens.end()), *head));
        let mut number: BTreeMap<usize, ActorId> = BTreeMap::new();
        let mut cast = Cast::default();
        for (head, m) in sightings {
            let mut actors: Vec<ActorId> = Vec::new();
            for i in m.actors {
                let Some(member) = self.members.get(i) else { continue };
                let id = *number.entry(i).or_insert_with(|| {
                    cast.actors.push(member.actor.clone());
                    ActorId(u32::try_from(cast.actors.len() - 1).unwrap_or(u32::MAX))
                });
                if !actors.contains(&id) {
                    actors.push(id);
                }
            }
            let span = self.a.chars(m.tokens);
            cast.mentions.push(Mention { tokens: m.tokens, head, span, kind: m.kind, actors });
        }
        for actor in &mut cast.actors {
            actor.loaded.sort_unstable();
        }
        let mut remarks = self.remarks;
        remarks.sort_by_key(|r| r.span);
        (cast, remarks)
    }
}

/// An actor of whom nothing but kind and name is known.
pub(crate) fn blank(kind: ActorKind, name: String) -> Actor {
    Actor {
        kind,
        name,
        country: None,
        sectors: Vec::new(),
        office: None,
        office_text: None,
        reference: None,
        basis: Basis::Text,
        loaded: Vec::new(),
        site: None,
        why: Vec::new(),
    }
}
