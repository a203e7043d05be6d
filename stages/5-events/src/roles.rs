//! Who is meant by a token? From the head of an argument to actors of the cast.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::conjuncts;
use chancery_model::cast::{ActorId, ActorKind, Cast};
use chancery_model::claims::Claim;
use chancery_model::rules::Lexicons;
use chancery_model::syntax::{Relation, Upos};

use crate::reported;

/// Relations inside one noun phrase: a name with its title, its parts and its apposition.
const PHRASE: [Relation; 4] = [Relation::Flat, Relation::Appos, Relation::NmodDesc, Relation::Compound];

/// Whose troops, which government: "Kenyan troops", "the troops of Kenya", "Kenya's troops".
const OWNER: [Relation; 5] =
    [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::NmodDesc, Relation::Nmod];

/// Actors by token, worked out once for a dispatch.
pub(crate) struct Roles<'a> {
    analysis: &'a Analysis,
    claims: &'a [Claim],
    by_token: Vec<Vec<ActorId>>,
    /// Whom the title names as the maker of the text, who is "we" where nobody is quoted.
    maker: Option<ActorId>,
}

impl<'a> Roles<'a> {
    pub(crate) fn new(
        analysis: &'a Analysis,
        cast: &'a Cast,
        claims: &'a [Claim],
        lexicons: &Lexicons,
    ) -> Self {
        let tokens = || (0..).zip(analysis.tokens());
        let own: Vec<Vec<ActorId>> = tokens().map(|(t, _)| own(analysis, cast, t)).collect();
        let by_token = tokens()
            .map(|(t, token)| {
                let here = own.get(t as usize).cloned().unwrap_or_default();
                // "a rebel-held town": a strike on it is one on the rebels.
                let held = token.relation == Relation::Amod && lexicons.has("holding-verbs", &token.lemma);
                let proxy = token.upos == Upos::Noun && lexicons.has("proxies", &token.lemma) || held;
                if here.is_empty() && proxy { owners(analysis, lexicons, &own, t) } else { here }
            })
            .collect();
        let maker = maker(analysis, &own);
        Self { analysis, claims, by_token, maker }
    }

    /// Whether a token stands for somebody who can act or be acted upon.
    pub(crate) fn is_actor(&self, token: u32) -> bool {
        !self.known(token).is_empty() || self.is_first_person(token)
    }

    /// Whom a token means: by the cast, else, for "we" and "my", whoever is speaking.
    pub(crate) fn who(&self, token: u32) -> Vec<ActorId> {
        let known = self.known(token);
        if known.is_empty() && self.is_first_person(token) {
            let claim = reported::innermost(self.claims, token, &[], &[]);
            return match claim.and_then(|c| self.claims.get(c.0 as usize)) {
                Some(claim) => claim.sources.clone(),
                None => self.maker.filter(|_| !self.is_quoted(token)).into_iter().collect(),
            };
        }
        known.to_vec()
    }

    /// The same for several tokens, in text order and without doubles.
    pub(crate) fn all(&self, tokens: &[u32]) -> Vec<ActorId> {
        let mut out = Vec::new();
        for id in tokens.iter().flat_map(|&t| self.who(t)) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out
    }

    /// Whether the token's sentence has a quotation mark.
    fn is_quoted(&self, token: u32) -> bool {
        let sentence = self.analysis.sentences().get(self.analysis.sentence_of(token) as usize);
        let mark = |t: u32| self.analysis.token(t).form.contains(['"', '“', '”', '«', '»']);
        sentence.is_some_and(|s| s.tokens.iter().any(mark))
    }

    fn known(&self, token: u32) -> &[ActorId] {
        self.by_token.get(token as usize).map_or(&[], Vec::as_slice)
    }

    fn is_first_person(&self, token: u32) -> bool {
        let t = self.analysis.token(token);
        t.upos == Upos::Pron
            && matches!(&*t.form.to_lowercase(), "i" | "we" | "me" | "us" | "my" | "our" | "ours" | "mine")
    }
}

/// "Statement by the High Representative on Georgia", "Statement of the Ministry": who makes the text, by the first paragraph, its title.
fn maker(a: &Analysis, own: &[Vec<ActorId>]) -> Option<ActorId> {
    const TEXTS: &[&str] = &[
        "address",
        "comment",
        "communique",
        "communiqué",
        "declaration",
        "message",
        "remark",
        "speech",
        "statement",
    ];
    let title = a.sentences().iter().take_while(|s| s.paragraph == 0).flat_map(|s| s.tokens.iter());
    for text in title.filter(|&t| TEXTS.contains(&&*a.token(t).lemma.to_lowercase())) {
        for c in a.by_relation(text, &[Relation::Nmod, Relation::NmodPoss, Relation::Compound, Relation::Obl])
        {
            let by = a.token(c).relation == Relation::NmodPoss
                || a.token(c).relation == Relation::Compound
                || ["by", "from", "of"].iter().any(|p| chancery_model::arguments::has_preposition(a, c, p));
            if let (true, Some([one])) = (by, own.get(c as usize).map(Vec::as_slice)) {
                return Some(*one);
            }
        }
    }
    stater(a, own)
}

/// "Minister Lara Quist has made a statement": who does so in the first paragraph after the title.
fn stater(a: &Analysis, own: &[Vec<ActorId>]) -> Option<ActorId> {
    let first = a.sentences().iter().filter(|s| s.paragraph == 1).flat_map(|s| s.tokens.iter());
    let makes = |v: &u32| {
        let made = a.child(*v, Relation::Obj).is_some_and(|o| a.token(o).is("statement"));
        made && matches!(&*a.token(*v).lemma, "deliver" | "issue" | "make")
    };
    let verb = first.into_iter().find(makes)?;
    match own.get(a.child(verb, Relation::Nsubj)? as usize).map(Vec::as_slice) {
        Some([one]) => Some(*one),
        _ => None,
    }
}

/// The actors of the mention that a token heads, or that covers it within the same noun phrase.
fn own(a: &Analysis, cast: &Cast, token: u32) -> Vec<ActorId> {
    let heads = a.by_relation(token, &[Relation::Appos, Relation::Flat, Relation::NmodDesc]);
    let named = |t: u32| a.token(t).upos == Upos::Propn;
    let mention = cast
        .headed_by(token)
        .or_else(|| cast.covering(token).filter(|m| same_phrase(a, token, m.head)))
        .or_else(|| heads.filter(|&t| named(t)).find_map(|t| cast.headed_by(t)));
    let mut out = Vec::new();
    for &id in mention.map_or(&[][..], |m| &m.actors) {
        // A place stands for nobody: events of Geneva are events of no one.
        let acts = cast.actor(id).is_some_and(|x| x.kind != ActorKind::Place);
        if acts && !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

/// Whether two tokens head one noun phrase: one is reached from the other inside it.
fn same_phrase(a: &Analysis, one: u32, other: u32) -> bool {
    let climbs = |from: u32, to: u32| {
        let mut at = from;
        while at != to {
            match a.head(at) {
                Some(head) if PHRASE.contains(&a.token(at).relation) => at = head,
                _ => return false,
            }
        }
        true
    };
    climbs(one, other) || climbs(other, one)
}

fn owners(a: &Analysis, lexicons: &Lexicons, own: &[Vec<ActorId>], noun: u32) -> Vec<ActorId> {
    let mut out = Vec::new();
    // "a depot held by rebels", "caves used by rebels"
    let has = |&c: &u32| a.token(c).is("use") || lexicons.has("holding-verbs", &a.token(c).lemma);
    let held = a.by_relation(noun, &[Relation::Acl]).filter(has);
    let holders = held.flat_map(|c| a.by_relation(c, &[Relation::OblAgent]));
    let holders: Vec<u32> = holders.chain(a.by_relation(noun, &OWNER)).collect();
    for owner in holders {
        if a.token(owner).relation == Relation::Nmod
            && !chancery_model::arguments::has_preposition(a, owner, "of")
        {
            continue;
        }
        for t in conjuncts(a, owner) {
            for &id in own.get(t as usize).map_or(&[][..], Vec::as_slice) {
                if !out.contains(&id) {
                    out.push(id);
                }
            }
        }
    }
    out
}
