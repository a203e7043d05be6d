//! Who is it whom a bare title means, "the Minister", "the Secretary"? Whoever bore it before in the text.

use std::collections::BTreeSet;

use chancery_model::arguments::has_determiner;
use chancery_model::cast::{Actor, Basis, MentionKind};
use chancery_model::syntax::Relation;

use crate::draft::Draft;
use crate::setting::{dateline, publisher};
use crate::titles::Title;

/// How many mentions back "the minister" is looked for.
const REACH: usize = 400;

/// "Secretary of State Quist … The Secretary thanked": a word that is no office by itself, in capitals, for the only one whom the
/// text before calls so.
pub(crate) fn called_before(d: &Draft<'_>, t: u32) -> Option<usize> {
    let token = d.a.token(t);
    let bare =
        d.a.children(t).iter().all(|&c| matches!(d.a.token(c).relation, Relation::Det | Relation::Punct));
    if &*token.form != "Secretary" || !bare || !has_determiner(d.a, t, &["the"]) {
        return None;
    }
    let called = |&p: &usize| {
        let text = d.members[p].actor.office_text.as_deref().unwrap_or("");
        text.split(|c: char| !c.is_alphabetic()).any(|w| w == "Secretary")
    };
    let before = d.mentions.range(..t).filter_map(|(&h, _)| d.person_at(h));
    let all: BTreeSet<usize> = before.filter(called).collect();
    all.first().copied().filter(|_| all.len() == 1)
}

/// Whether a person's office has another name than the one that a token gives it: "the Foreign Secretary" is not
/// "Russian Foreign Minister X", nor "the president" the king.
fn otherwise_called(d: &Draft<'_>, t: u32, actor: &Actor, office: &str) -> bool {
    const NAMES: &[&str] =
        &["president", "king", "queen", "emir", "sultan", "emperor", "chancellor", "minister", "secretary"];
    let said = d.a.token(t).lemma.to_lowercase();
    let text = actor.office_text.as_deref().unwrap_or("").to_lowercase();
    let own: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|w| NAMES.contains(w)).collect();
    let specific = actor.office.as_deref() == Some(office) && office != "minister";
    specific && NAMES.contains(&&*said) && !own.is_empty() && !own.contains(&&*said)
}

/// Whether a person holds the office of a title.
fn holds(d: &Draft<'_>, person: usize, t: u32, title: &Title) -> bool {
    let told = title.country.is_some() && title.basis == Basis::Text;
    let actor = &d.members[person].actor;
    let office = actor.office.as_deref().unwrap_or("");
    let rest = office.strip_prefix(&title.office);
    let same = rest.is_some_and(|r| r.is_empty() || r.starts_with(' '));
    same && (!told || actor.country == title.country) && !otherwise_called(d, t, actor, &title.office)
}

/// The nearest person before a token who holds the office of a title. "The Minister" in capitals is the maker's own one, where a
/// release names another state's beside him.
pub(crate) fn bearer(d: &Draft<'_>, t: u32, title: &Title) -> Option<usize> {
    let heads = d.mentions.range(..t).rev().take(REACH);
    let mut holders: Vec<usize> =
        heads.filter_map(|(&h, _)| d.person_at(h)).filter(|&p| holds(d, p, t, title)).collect();
    // "The Cabinet Secretary" beside a minister: whose office the text calls so.
    let said = d.a.token(t).lemma.to_lowercase();
    let called = |p: &usize| {
        let text = d.members[*p].actor.office_text.as_deref().unwrap_or("").to_lowercase();
        text.split(|c: char| !c.is_alphabetic()).any(|w| w == said)
    };
    if holders.iter().any(called) {
        holders.retain(called);
    }
    let makers = publisher(d).or_else(|| dateline(d).map(str::to_owned));
    let own = |p: &&usize| makers.is_some() && d.members[**p].actor.country == makers;
    let formal = d.a.token(t).form.starts_with(char::is_uppercase) && !d.is_quoted(t);
    holders.iter().find(|p| formal && own(p)).or(holders.first()).copied()
}

/// "Foreign Minister visits Chad" over a text that names one foreign minister: the headline means him.
pub(crate) fn headed(d: &Draft<'_>, t: u32, title: &Title) -> Option<usize> {
    if d.a.token(t).span.end() > d.dispatch.title.end() {
        return None;
    }
    let named = d.mentions.iter().filter(|(_, m)| m.kind == MentionKind::Named);
    let holders: BTreeSet<usize> =
        named.filter_map(|(&h, _)| d.person_at(h)).filter(|&p| holds(d, p, t, title)).collect();
    holders.first().filter(|_| holders.len() == 1).copied()
}
