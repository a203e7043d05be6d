//! Who is meant by a token? From the head of an argument to actors of the cast.

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{conjuncts, has_preposition, is_first_person};
use chancery_model::cast::{ActorId, ActorKind, Cast};
use chancery_model::rules::Lexicons;
use chancery_model::syntax::{Feature, Relation, Upos};

/// Relations inside one noun phrase: a name with its title, its parts and its apposition.
const PHRASE: [Relation; 4] = [Relation::Flat, Relation::Appos, Relation::NmodDesc, Relation::Compound];

/// Whose troops, which government: "Kenyan troops", "the troops of Kenya", "Kenya's troops".
const OWNER: [Relation; 5] =
    [Relation::Amod, Relation::Compound, Relation::NmodPoss, Relation::NmodDesc, Relation::Nmod];

/// Actors by token, worked out once for a dispatch.
pub(crate) struct Roles<'a> {
    analysis: &'a Analysis,
    by_token: Vec<Vec<ActorId>>,
}

impl<'a> Roles<'a> {
    pub(crate) fn new(analysis: &'a Analysis, cast: &Cast, lexicons: &Lexicons) -> Self {
        let tokens = || (0..).zip(analysis.tokens());
        let own: Vec<Vec<ActorId>> = tokens().map(|(t, _)| own(analysis, cast, t)).collect();
        let by_token = tokens()
            .map(|(t, token)| {
                let here = own.get(t as usize).cloned().unwrap_or_default();
                // "a rebel-held town": a strike on it is one on the rebels.
                let held = token.relation == Relation::Amod && lexicons.has("holding-verbs", &token.lemma);
                let proxy = token.upos == Upos::Noun && lexicons.has("proxies", &token.lemma) || held;
                let mut here =
                    if here.is_empty() && proxy { owners(analysis, lexicons, &own, t) } else { here };
                for example in examples(analysis, t) {
                    for &id in own.get(example as usize).into_iter().flatten() {
                        if !here.contains(&id) {
                            here.push(id);
                        }
                    }
                }
                here
            })
            .collect();
        Self { analysis, by_token }
    }

    /// Whether a token stands for somebody who can act or be acted upon, though it may not be known for whom.
    pub(crate) fn is_actor(&self, token: u32) -> bool {
        !self.who(token).is_empty() || is_first_person(self.analysis, token)
    }

    /// Whom a token means.
    pub(crate) fn who(&self, token: u32) -> &[ActorId] {
        self.by_token.get(token as usize).map_or(&[], Vec::as_slice)
    }

    /// The same for several tokens, in text order and without doubles.
    pub(crate) fn all(&self, tokens: &[u32]) -> Vec<ActorId> {
        let mut out = Vec::new();
        for &id in tokens.iter().flat_map(|&t| self.who(t)) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out
    }
}

/// "Countries such as Kenya and Uganda", "militias like the Lions": those who are named for a plural.
pub(crate) fn examples(a: &Analysis, t: u32) -> Vec<u32> {
    if !matches!(a.token(t).upos, Upos::Noun) || !a.token(t).has(Feature::NumberPlur) {
        return Vec::new();
    }
    let named = |c: &u32| ["such_as", "like", "including"].iter().any(|p| has_preposition(a, *c, p));
    a.by_relation(t, &[Relation::Nmod]).filter(|c| *c > t && named(c)).flat_map(|c| conjuncts(a, c)).collect()
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
        // "Our interests" are those of the speaker's side, not his.
        if a.token(owner).relation == Relation::Nmod && !has_preposition(a, owner, "of")
            || is_first_person(a, owner)
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
