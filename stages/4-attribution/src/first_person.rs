//! Who is "I", and who is "we"? Whoever is speaking; where nobody is quoted, who made the text.

use std::collections::BTreeSet;

use chancery_model::analysis::{Analysis, Sentence};
use chancery_model::arguments::{has_preposition, is_first_person, is_performed};
use chancery_model::cast::{ActorId, ActorKind, Cast, Mention, MentionKind};
use chancery_model::claims::{Claim, innermost};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Relation, Upos};

/// What a title calls a text that somebody makes.
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

/// The mentions in the first person whose speaker is known: "we" is who speaks, as far as a record can tell.
pub(crate) fn mentions(a: &Analysis, cast: &Cast, claims: &[Claim]) -> Vec<Mention> {
    let makers = makers(a, cast);
    let open = |t: &u32| is_first_person(a, *t) && cast.headed_by(*t).is_none();
    let tokens = (0..).zip(a.tokens()).map(|(t, _)| t).filter(open);
    let mention = |t: u32| {
        let actors = match innermost(claims, t, &[], &[]).and_then(|c| claims.get(c.0 as usize)) {
            Some(claim) => claim.sources.clone(),
            None if is_quoted(a, t) => Vec::new(),
            None if is_one(a, t) && !(makers.len() == 1 && is_person(cast, makers[0])) => Vec::new(),
            None => makers.clone(),
        };
        let tokens = Span::one(t);
        let known = !actors.is_empty();
        known.then(|| Mention { tokens, head: t, span: a.chars(tokens), kind: MentionKind::Pronoun, actors })
    };
    tokens.filter_map(mention).collect()
}

/// Whether the token's sentence has a quotation mark.
fn is_quoted(a: &Analysis, token: u32) -> bool {
    let sentence = a.sentences().get(a.sentence_of(token) as usize);
    let mark = |t: u32| a.token(t).form.contains(['"', '“', '”', '«', '»']);
    sentence.is_some_and(|s| s.tokens.iter().any(mark))
}

/// "Statement by the High Representative on Georgia", "Statement of the Ministry": whom the title, the first paragraph, names as
/// the maker of the text.
fn maker(a: &Analysis, cast: &Cast) -> Option<ActorId> {
    let title = a.sentences().iter().take_while(|s| s.paragraph == 0).flat_map(|s| s.tokens.iter());
    for text in title.filter(|&t| TEXTS.contains(&&*a.token(t).lemma.to_lowercase())) {
        for c in a.by_relation(text, &[Relation::Nmod, Relation::NmodPoss, Relation::Compound, Relation::Obl])
        {
            let by = a.token(c).relation == Relation::NmodPoss
                || a.token(c).relation == Relation::Compound
                || ["by", "from", "of"].iter().any(|p| has_preposition(a, c, p));
            if let Some(one) = one(cast, c).filter(|_| by) {
                return Some(one);
            }
        }
    }
    stater(a, cast)
}

/// Whose text it is: whom the title names, who makes a statement in the lead or tells it of himself, who signs below the title, or the
/// state in whose name it speaks.
fn makers(a: &Analysis, cast: &Cast) -> Vec<ActorId> {
    let one = maker(a, cast).or_else(|| teller(a, cast));
    let several = one.map(|id| vec![id]).or_else(|| signers(a, cast));
    several.unwrap_or_else(|| speaking(a, cast).into_iter().collect())
}

/// "I", "me", "my".
fn is_one(a: &Analysis, token: u32) -> bool {
    matches!(&*a.token(token).form.to_lowercase(), "i" | "me" | "mine" | "my" | "myself")
}

fn is_person(cast: &Cast, id: ActorId) -> bool {
    cast.actor(id).is_some_and(|a| a.kind == ActorKind::Person)
}

/// Those in office whom some tokens call by their names.
fn officials(cast: &Cast, tokens: Span<Tok>) -> BTreeSet<ActorId> {
    let holds = |id: &ActorId| cast.actor(*id).is_some_and(|a| a.office.is_some()) && is_person(cast, *id);
    let named = cast.mentions.iter().filter(|m| tokens.has(m.head) && m.kind == MentionKind::Named);
    named.flat_map(|m| &m.actors).copied().filter(holds).collect()
}

/// "The Hon. Lara Quist MP, Minister for Foreign Affairs" on lines of their own below the title: whose text it is. Nothing before
/// the first sentence may tell anything.
fn signers(a: &Analysis, cast: &Cast) -> Option<Vec<ActorId>> {
    let tells = |s: &&Sentence| s.tokens.iter().any(|t| matches!(a.token(t).upos, Upos::Verb | Upos::Aux));
    // "To Minister Quist": a letter names first who gets it.
    let gets = |s: &&Sentence| {
        ["attn", "dear", "for", "to"].contains(&&*a.token(s.tokens.start()).form.to_lowercase())
    };
    let lines = a.sentences().iter().skip_while(|s| s.paragraph == 0).take_while(|s| !tells(s) && !gets(s));
    let found: BTreeSet<ActorId> = lines.flat_map(|s| officials(cast, s.tokens)).collect();
    (!found.is_empty()).then(|| found.into_iter().collect())
}

/// "The Minister for Africa, Lara Quist, updated the House": the only one in office whom the lead names, who tells or judges something
/// in it.
fn teller(a: &Analysis, cast: &Cast) -> Option<ActorId> {
    const TELLS: [&str; 12] = [
        "address", "brief", "comment", "condemn", "inform", "outline", "report", "respond", "say", "set",
        "update", "welcome",
    ];
    let lead = a.sentences().iter().find(|s| s.paragraph == 1)?;
    let root = lead.tokens.iter().find(|&t| a.head(t).is_none_or(|h| !lead.tokens.has(h)))?;
    let subject = a.child(root, Relation::Nsubj).filter(|_| TELLS.contains(&&*a.token(root).lemma))?;
    let who = one(cast, subject)?;
    let all = officials(cast, lead.tokens);
    (all.len() == 1 && all.contains(&who)).then_some(who)
}

/// "Norway condemns the attack. We call on …": the one state in whose name a text speaks.
fn speaking(a: &Analysis, cast: &Cast) -> Option<ActorId> {
    let says = |v: u32| is_performed(a, v) && !is_quoted(a, v);
    let subjects = (0..).zip(a.tokens()).filter(|(_, t)| t.relation == Relation::Nsubj).map(|(t, _)| t);
    let speakers = subjects.filter(|&t| a.head(t).is_some_and(says)).filter_map(|t| one(cast, t));
    let state = |id: &ActorId| cast.actor(*id).is_some_and(|a| a.kind == ActorKind::State);
    let found: BTreeSet<ActorId> = speakers.filter(state).collect();
    found.first().copied().filter(|_| found.len() == 1)
}

/// "Minister Lara Quist has made a statement": who does so in the first paragraph after the title.
fn stater(a: &Analysis, cast: &Cast) -> Option<ActorId> {
    let first = a.sentences().iter().filter(|s| s.paragraph == 1).flat_map(|s| s.tokens.iter());
    let makes = |v: &u32| {
        let made = a.child(*v, Relation::Obj).is_some_and(|o| a.token(o).is("statement"));
        made && matches!(&*a.token(*v).lemma, "deliver" | "issue" | "make")
    };
    let verb = first.into_iter().find(makes)?;
    one(cast, a.child(verb, Relation::Nsubj)?)
}

/// The one actor that the mention at a token means.
fn one(cast: &Cast, token: u32) -> Option<ActorId> {
    match *cast.headed_by(token).or_else(|| cast.covering(token))?.actors {
        [one] => Some(one),
        _ => None,
    }
}
