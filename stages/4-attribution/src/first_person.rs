//! Who is "I", and who is "we"? Whoever is speaking; where nobody is quoted, who made the text.

use std::collections::BTreeSet;

use chancery_model::analysis::Analysis;
use chancery_model::arguments::{has_preposition, is_first_person};
use chancery_model::cast::{Actor, ActorId, ActorKind, Cast, Mention, MentionKind};
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
    let maker = maker(a, cast);
    let open = |t: &u32| is_first_person(a, *t) && cast.headed_by(*t).is_none();
    let tokens = (0..).zip(a.tokens()).map(|(t, _)| t).filter(open);
    let mention = |t: u32| {
        let actors = match innermost(claims, t, &[], &[]).and_then(|c| claims.get(c.0 as usize)) {
            Some(claim) => claim.sources.clone(),
            None => maker.filter(|_| !is_quoted(a, t)).into_iter().collect(),
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
    stater(a, cast).or_else(|| signer(a, cast))
}

/// "The Hon. Lara Quist MP, Minister for Foreign Affairs" on a line of its own below the title: whose text it is.
fn signer(a: &Analysis, cast: &Cast) -> Option<ActorId> {
    let line: Vec<Span<Tok>> = a.sentences().iter().filter(|s| s.paragraph == 1).map(|s| s.tokens).collect();
    let [line] = line[..] else { return None };
    let tells = |t: u32| matches!(a.token(t).upos, Upos::Verb | Upos::Aux);
    let persons: BTreeSet<ActorId> = cast
        .mentions
        .iter()
        .filter(|m| line.has(m.head))
        .flat_map(|m| &m.actors)
        .copied()
        .filter(|id| {
            let holds = |a: &Actor| a.kind == ActorKind::Person && a.office.is_some();
            cast.actor(*id).is_some_and(holds)
        })
        .collect();
    persons.first().copied().filter(|_| persons.len() == 1 && !line.iter().any(tells))
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
