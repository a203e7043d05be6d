//! Which parts does the head of a dateline have? Places, dates and agencies between commas,
//! brackets, slashes and dashes.

use crate::dates;
use crate::outlets;

/// A part of a dateline's head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// The bracket or slash that closes it.
    pub(super) bracket: Option<char>,
}

/// Splits at commas, brackets, spaced dashes and stops that end no abbreviation; `None` for what no
/// dateline has.
pub(super) fn pieces(head: &str) -> Option<Vec<Piece>> {
    let head = head.trim();
    let (mut out, mut text, mut bracket) = (Vec::new(), String::new(), None);
    let mut push = |text: &mut String, bracket: Option<char>| {
        let text = std::mem::take(text);
        // A doubled dash before a bracket: "Riyadh -- (SPA)".
        let piece = text.trim().trim_end_matches([' ', '-']).to_owned();
        if !piece.is_empty() {
            out.push(Piece { text: piece, bracket });
        }
    };
    let mut chars = head.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let apart = text.is_empty() || text.ends_with(' ');
        let before_space = chars.peek().is_none_or(|(_, n)| n.is_whitespace());
        match (bracket, c) {
            (None, '(' | '[') => {
                push(&mut text, None);
                bracket = Some(if c == '(' { ')' } else { ']' });
            }
            (None, '/') if apart || names_agency(head.get(at + 1..).unwrap_or("")) => {
                push(&mut text, None);
                bracket = Some('/');
            }
            (Some(close), c) if c == close => {
                push(&mut text, bracket);
                bracket = None;
            }
            (None, ',') => push(&mut text, None),
            (None, '-' | '–' | '—') if apart && before_space => push(&mut text, None),
            (None, '.') if before_space && !is_abbreviation(&text) => push(&mut text, None),
            (None, '!' | '?' | ';' | '"' | '“' | '”') => return None,
            (_, c) => text.push(c),
        }
    }
    if bracket.is_some() {
        return None;
    }
    push(&mut text, None);
    Some(out)
}

/// Whether a slash is closed by another after the name of an agency: "7/ATA/".
fn names_agency(rest: &str) -> bool {
    rest.split_once('/').is_some_and(|(name, _)| outlets::agency(name, true).is_some())
}

fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit([' ', '.']).next().unwrap_or(text);
    (word.chars().count() <= 1 && !word.starts_with(|c: char| c.is_ascii_digit()))
        || dates::month(word).is_some()
        || matches!(word, "St" | "ST" | "Mt" | "MT" | "Ft" | "FT")
        || STATES.contains(&word)
}

/// The states of the United States and provinces of Canada as agencies shorten them after a town.
const STATES: [&str; 39] = [
    "Ala", "Alta", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky",
    "La", "Man", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ont", "Ore",
    "Pa", "Que", "Sask", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "Wyom",
];

/// "BEIJING Dec 7", "Damascus SANA": a place and the next piece without a comma.
pub(super) fn split_mixed(words: &str) -> Option<(String, String)> {
    let list: Vec<&str> = words.split_whitespace().collect();
    let at = (1..list.len()).find(|&i| {
        let rest = list.get(i..).unwrap_or(&[]).join(" ");
        dates::parse(&rest).is_some() || outlets::agency(&rest, false).is_some()
    })?;
    let (place, rest) = list.split_at(at);
    Some((place.join(" "), rest.join(" ")))
}
