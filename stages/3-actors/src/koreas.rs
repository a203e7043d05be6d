//! "The North", "the South", "the two Koreas": the short names of two states, in a text that is about them.

use std::collections::BTreeMap;

use chancery_model::analysis::Analysis;
use chancery_model::cast::MentionKind;
use chancery_model::span::Span;
use chancery_model::syntax::{Relation, Upos};

use crate::draft::Draft;
use crate::names::{Name, NameKind};
use crate::phrase::extent;
use crate::reference::Reference;

/// The states' codes, the northern one first.
pub(crate) const CODES: [&str; 2] = ["PRK", "KOR"];

/// Adds their short names to the known ones.
pub(crate) fn add(r: &Reference, a: &Analysis, names: &mut Vec<Name>) {
    let about = is_about(r, names);
    for t in (0..).take(a.tokens().len()) {
        let kind = match &*a.token(t).form {
            "Koreas" => Some(NameKind::Koreas),
            "North" if about => r.name("NorthKorea").map(NameKind::Known),
            "South" if about => r.name("SouthKorea").map(NameKind::Known),
            _ => None,
        };
        let own = || !names.iter().any(|n| n.tokens.has(t));
        if let Some(kind) = kind.filter(|k| (*k == NameKind::Koreas || stands_alone(a, t)) && own()) {
            names.push(Name { tokens: Span::one(t), head: t, kind });
        }
    }
}

/// Whether a text names one of the two, and no other state more often than both.
fn is_about(r: &Reference, names: &[Name]) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for n in names {
        let NameKind::Known(entry) = n.kind else { continue };
        let code = r.code(entry);
        if r.country(code).is_some() {
            *counts.entry(if CODES.contains(&code) { CODES[0] } else { code }).or_default() += 1;
        }
    }
    let both = counts.get(CODES[0]).copied().unwrap_or(0);
    both > 0 && counts.values().all(|&n| n <= both)
}

/// "the North": with an article and within no longer name.
fn stands_alone(a: &Analysis, t: u32) -> bool {
    let before = t.checked_sub(1).map(|b| &a.token(b).form).is_some_and(|f| f.eq_ignore_ascii_case("the"));
    let token = a.token(t);
    let inner = [Relation::Compound, Relation::Flat, Relation::Amod].contains(&token.relation);
    let after = a.tokens().get(t as usize + 1);
    let goes_on = after.is_some_and(|x| x.upos == Upos::Propn || &*x.form == "-");
    before && !inner && !goes_on
}

/// Adds the mention of both.
pub(crate) fn mention(d: &mut Draft<'_>, name: Name) {
    let both: Vec<usize> = CODES.iter().filter_map(|code| d.state(code)).collect();
    for &at in &both {
        d.why(at, Some(name.tokens), "both Koreas");
    }
    let tokens = extent(d.a, name.head, &[]).cover(name.tokens);
    d.mention(name.head, tokens, MentionKind::Named, both);
}
