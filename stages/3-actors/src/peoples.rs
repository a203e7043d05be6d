//! Which names are of peoples that are no state's, and whose are they? "Turkish Cypriots" are no Turks: the table
//! `reference/peoples.tsv`.

use chancery_model::analysis::{Analysis, EntityKind};
use chancery_model::span::{Span, Tok};

use crate::names::NameKind;
use crate::reference::Reference;

/// The people whose name some tokens are; `joined` is their key.
pub(crate) fn of(r: &Reference, a: &Analysis, span: Span<Tok>, joined: &str) -> Option<NameKind> {
    // The number of a name that the tagger never saw is not to be relied on.
    let code = r.people(joined).or_else(|| r.people(joined.strip_suffix('s')?))?;
    // "the Oromo Liberation Front", "the Chechen Republic": part of a longer name.
    let own = a.entity_of(span.start()).is_none_or(|e| e.kind == EntityKind::Norp || span.contains(e.tokens));
    own.then_some(NameKind::People(Some(code).filter(|c| !c.is_empty())))
}
