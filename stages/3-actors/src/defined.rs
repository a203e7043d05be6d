//! Which long names does the text abbreviate? "Rally for a Just Kivu (RKJ)", "Frente Comunero del Sur (FCS)": the capitalised words
//! before a bracket whose initials are the letters in it, in their order or in that of the name's own language.

use chancery_model::analysis::Analysis;
use chancery_model::span::{Span, Tok};

/// Small words within a name.
const SMALL: &[&str] = &[
    "a", "al", "an", "and", "da", "de", "del", "des", "di", "do", "du", "el", "et", "for", "in", "la", "le",
    "of", "the", "to", "und", "y",
];

/// How many letters an acronym has.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=7;

/// The tokens of every long name that an acronym in brackets follows, with the acronym, in text order.
pub(crate) fn long_names(a: &Analysis) -> Vec<(Span<Tok>, &str)> {
    let form = |t: u32| a.tokens().get(t as usize).map_or("", |x| &*x.form);
    let mut out = Vec::new();
    for s in a.sentences() {
        for open in s.tokens.iter().filter(|&t| form(t) == "(" && form(t + 2) == ")") {
            let letters = form(open + 1);
            let acronym =
                letters.chars().all(char::is_uppercase) && LETTERS.contains(&letters.chars().count());
            if acronym {
                out.extend(before(a, s.tokens.start(), open, letters).map(|tokens| (tokens, letters)));
            }
        }
    }
    out
}

/// The capitalised words before a bracket, as many as it has letters.
fn before(a: &Analysis, first: u32, open: u32, letters: &str) -> Option<Span<Tok>> {
    let wanted = letters.chars().count();
    let (mut initials, mut start) = (String::new(), open);
    for t in (first..open).rev() {
        let form = &*a.token(t).form;
        if let Some(c) = form.chars().next().filter(|c| c.is_uppercase()) {
            initials.push(c);
            start = t;
        } else if !SMALL.contains(&form) && form != "-" {
            break;
        }
        if initials.chars().count() == wanted {
            break;
        }
    }
    let long = open - start > 1 && same_letters(&initials, letters);
    long.then(|| Span::new(start, open))
}

/// Whether two words have the same letters, in any order.
pub(crate) fn same_letters(x: &str, y: &str) -> bool {
    let sorted = |w: &str| {
        let mut letters: Vec<char> = w.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(x) == sorted(y)
}
