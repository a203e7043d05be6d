//! Which names are warships'? "USS Halloway", "HMS Wexcombe": the prefixes of `reference/vessels.tsv` tell the navy.

use chancery_model::analysis::Analysis;
use chancery_model::cast::{ActorKind, Basis, MentionKind};
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::{Relation, Upos};

use crate::bodies::row;
use crate::draft::Draft;
use crate::names::{Name, NameKind, head_of};
use crate::phrase::extent;
use crate::reference::{Reference, key};

/// How many words a ship's name has after the prefix.
const LONGEST: u32 = 3;

/// The ship's name that begins at a token, and the state of its navy.
pub(crate) fn at(
    r: &Reference,
    a: &Analysis,
    start: u32,
    limit: u32,
) -> Option<(Span<Tok>, Option<&'static str>)> {
    let country = r.vessel(&a.token(start).form)?;
    let proper = |t: &u32| {
        let token = a.token(*t);
        let capital = token.form.starts_with(char::is_uppercase);
        // In a headline every word has a capital.
        capital && matches!(token.upos, Upos::Propn | Upos::Noun)
    };
    let n = (start + 1..limit.min(start + 1 + LONGEST)).take_while(proper).count();
    let n = u32::try_from(n).ok().filter(|&n| n > 0)?;
    Some((Span::new(start, start + 1 + n), Some(country).filter(|c| !c.is_empty())))
}

/// Adds the ships that are named again without their prefix, where no table has such a name: "the Halloway".
pub(crate) fn again(r: &Reference, a: &Analysis, names: &mut Vec<Name>) {
    let ship = |n: &Name| match n.kind {
        NameKind::Vessel(country) => Some((Span::new(n.tokens.start() + 1, n.tokens.end()), country)),
        _ => None,
    };
    let same = |bare: Span<Tok>, start: u32| {
        let other = a.tokens().get(start as usize..(start + bare.len()) as usize);
        other.is_some_and(|o| {
            bare.iter().zip(o).all(|(t, o)| a.token(t).form == o.form && o.upos == Upos::Propn)
        })
    };
    for (bare, country) in names.iter().filter_map(ship).collect::<Vec<_>>() {
        let words: String = bare.iter().map(|t| key(&a.token(t).form)).collect();
        if r.name(&words).is_some() {
            continue;
        }
        for start in (0..).take(a.tokens().len()).filter(|&t| same(bare, t)) {
            let tokens = Span::new(start, start + bare.len());
            if !names.iter().any(|n| n.tokens.overlaps(tokens)) {
                names.push(Name { tokens, head: head_of(a, tokens), kind: NameKind::Vessel(country) });
            }
        }
    }
}

/// Adds a ship; "the destroyer USS Halloway" is one mention of it.
pub(crate) fn add(d: &mut Draft<'_>, name: Name, country: Option<&'static str>) {
    let text = d.bare_text(name.tokens);
    let ships = d
        .members
        .iter()
        .map(|m| &m.actor)
        .filter(|x| x.kind == ActorKind::Organisation && x.country.as_deref() == country);
    let before = ships.map(|x| &x.name).find(|n| n.strip_suffix(&text).is_some_and(|n| n.ends_with(' ')));
    let text = before.cloned().unwrap_or(text);
    let at = d.named(ActorKind::Organisation, &text, country, |actor| {
        actor.sectors = vec!["MIL".to_owned()];
        actor.basis = if country.is_some() { Basis::Reference } else { Basis::Text };
    });
    d.why(at, Some(name.tokens), "a prefix of vessels.tsv");
    let loose = [Relation::Appos, Relation::Flat, Relation::NmodDesc, Relation::Compound, Relation::Dep];
    let above = d.a.head(name.head).filter(|_| loose.contains(&d.a.token(name.head).relation));
    let kind = above.filter(|&g| g < name.head && row(d, g).is_some_and(|b| b.sectors.contains(&"MIL")));
    d.consumed.extend(kind);
    let head = kind.unwrap_or(name.head);
    let tokens = extent(d.a, head, &[]).cover(name.tokens);
    d.mention(head, tokens, MentionKind::Named, vec![at]);
}
