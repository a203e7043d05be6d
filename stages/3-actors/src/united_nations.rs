//! Is "the Secretary-General" that of the United Nations? Where they are named or publish, and nobody else's is told of.

use chancery_model::analysis::Analysis;
use chancery_model::syntax::Relation;

use crate::allegiance::codes;
use crate::bodies::is_body;
use crate::draft::Draft;
use crate::names::NameKind;
use crate::phrase::{case_of, words};
use crate::reference::Entry;

/// The designation of the United Nations.
const UNO: &str = "UNO";

/// Whether a secretary-general without a body is theirs.
pub(crate) fn speak(d: &Draft<'_>) -> bool {
    spoken_of(d) && !(0..).take(d.a.tokens().len()).any(|t| is_head(d.a, t) && of_another(d, t))
}

/// Whether the dispatch names them or one of their bodies, is dated from their seat, or is published by them.
fn spoken_of(d: &Draft<'_>) -> bool {
    let line = d.dispatch.dateline.as_ref();
    let said = [
        d.dispatch.outlet.as_deref(),
        line.and_then(|l| l.agency.as_deref()),
        line.and_then(|l| l.place.as_deref()),
    ];
    let theirs = |text: &str| {
        let lower = text.to_lowercase();
        lower.starts_with("united nations") || lower == "un" || lower.starts_with("un ")
    };
    said.into_iter().flatten().any(theirs) || d.names.iter().any(|n| d.code_of(n) == Some(UNO))
}

/// Whether a token heads a secretary-general's title, in one word or two.
fn is_head(a: &Analysis, t: u32) -> bool {
    let token = a.token(t);
    let title =
        |word: &str, other: &str| token.is(word) && words(a, t, &|_| false).iter().any(|w| w == other);
    let one = token.lemma.eq_ignore_ascii_case("secretary-general");
    one || title("Secretary", "general") || title("General", "secretary") || title("secretary", "general")
}

/// Whether the words around a secretary-general say whose he is, and not the United Nations'.
fn of_another(d: &Draft<'_>, t: u32) -> bool {
    let said = codes(d, t);
    if !said.is_empty() {
        return said.iter().any(|code| code != UNO);
    }
    // However the parser hung it: a body's name right before the title, or anything that the phrase says it is of.
    let before = |back: u32| t.checked_sub(back).and_then(|b| d.name_of(b));
    let beside = [1, 2].into_iter().filter_map(before).any(|n| match n.kind {
        NameKind::Known(e @ Entry::Organisation(_)) => d.r.code(e) != UNO,
        _ => false,
    });
    let theirs = |c: u32| d.known_at(c).is_some_and(|e| d.r.code(e) == UNO);
    let of = |c: u32| d.a.token(c).relation == Relation::Nmod && case_of(d.a, c).as_deref() == Some("of");
    beside || d.a.children(t).iter().any(|&c| (of(c) || is_body(d, c)) && !theirs(c))
}
