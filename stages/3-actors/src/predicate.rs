//! Who does a clause say that somebody is? "Lara Quist is a Chilean diplomat."

use chancery_model::arguments::has_determiner;
use chancery_model::cast::ActorKind;
use chancery_model::syntax::{Feature, Relation};

use crate::bodies::row;
use crate::draft::Draft;
use crate::phrase::{is_noun, is_plural};
use crate::titles::{Title, is_title, read};

/// What such a clause says.
pub(crate) struct Said<'r> {
    /// The noun that somebody is said to be.
    pub(crate) noun: u32,
    /// The office that it names; what somebody was is none.
    pub(crate) title: Option<Title>,
    /// The sectors of the group whose member it names.
    pub(crate) sectors: &'r [&'static str],
}

/// What a clause says of whoever a token means, where it says it plainly.
pub(crate) fn said_to_be<'r>(d: &Draft<'r>, t: u32) -> Option<Said<'r>> {
    let noun = predicate(d, t)?;
    let past = d.a.child(noun, Relation::Cop).is_some_and(|c| d.a.token(c).has(Feature::TensePast));
    let title = if past { None } else { read(d, noun) };
    let group = row(d, noun).filter(|b| b.kind == ActorKind::Group);
    if title.is_none() && group.is_none() && !(past && is_title(d, noun)) {
        return None;
    }
    let sectors = group.filter(|_| !past && title.is_none()).map_or(&[][..], |b| &b.sectors);
    Some(Said { noun, title, sectors })
}

/// The noun of which a clause says that a token's bearer is it, without "not" or "may".
fn predicate(d: &Draft<'_>, t: u32) -> Option<u32> {
    let noun = d.a.head(t).filter(|&p| d.a.token(t).relation == Relation::Nsubj && p > t)?;
    let certain = |c: u32| d.a.token(c).relation != Relation::Aux && !d.a.token(c).is("not");
    let plain = d.a.children(noun).iter().all(|&c| certain(c)) && d.a.child(noun, Relation::Cop).is_some();
    let one = has_determiner(d.a, noun, &["a", "an", "the"]) && !is_plural(d.a, noun);
    (plain && one && is_noun(d.a, noun) && !d.in_name(noun)).then_some(noun)
}
