//! Which names are a movement's or an armed band's by their first word? "Jund al-Buhayra", "Frente Cordillera Libre": an analysis that has
//! learned from English takes them for a person's, or for two.

use chancery_model::analysis::Analysis;
use chancery_model::span::{Span, Tok};
use chancery_model::syntax::Upos;

use crate::names::{Name, NameKind, head_of};

/// First words in Arabic, Persian and Urdu, behind which one word stands, with or without its article.
const EASTERN: &[&str] = &[
    "ansar", "harakat", "hizb", "jabhat", "jaish", "jamaat", "jaysh", "jund", "kataib", "katiba", "katibat",
    "lashkar", "liwa", "saraya", "tehreek", "tehrik",
];

/// First words in Spanish, Portuguese and French, behind which any number stands.
const WESTERN: &[&str] =
    &["ejército", "exército", "frente", "fuerzas", "mouvement", "movimento", "movimiento", "partido"];

/// Small words within a name, that end none.
const SMALL: &[&str] = &[
    "-", "al", "as", "ash", "az", "da", "das", "de", "del", "des", "di", "do", "dos", "du", "e", "el", "et",
    "i", "la", "las", "le", "les", "los", "para", "por", "pour", "ul", "y",
];

/// Adds such names, where no table has them.
pub(crate) fn add(a: &Analysis, names: &mut Vec<Name>, inside: &mut [bool]) {
    for s in a.sentences() {
        for t in s.tokens.iter() {
            let Some(tokens) = at(a, t, s.tokens.end()) else { continue };
            if tokens.iter().any(|t| inside[t as usize]) {
                continue;
            }
            inside[tokens.range()].fill(true);
            names.push(Name { tokens, head: head_of(a, tokens), kind: NameKind::Body });
        }
    }
}

/// The name that begins at a token.
fn at(a: &Analysis, start: u32, limit: u32) -> Option<Span<Tok>> {
    let capital = |t: u32| a.token(t).form.starts_with(char::is_uppercase);
    let first = a.token(start).form.to_lowercase();
    let (eastern, western) = (EASTERN.contains(&&*first), WESTERN.contains(&&*first));
    if !capital(start) || !(eastern || western) {
        return None;
    }
    let (mut end, mut t) = (start + 1, start + 1);
    while t < limit {
        let form = &*a.token(t).form;
        let article = form
            .split_once('-')
            .is_some_and(|(small, rest)| SMALL.contains(&small) && rest.starts_with(char::is_uppercase));
        if capital(t) || article {
            // "Strike Jund al-Buhayra Launch Sites": a second word without its article is none of the name.
            let joined = article || SMALL.contains(&&*a.token(t - 1).form);
            if eastern && end > start + 1 && !joined || a.token(t).upos == Upos::Punct {
                break;
            }
            end = t + 1;
        } else if !SMALL.contains(&form) {
            break;
        }
        t += 1;
    }
    (end > start + 1).then(|| Span::new(start, end))
}
