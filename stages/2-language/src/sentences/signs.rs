//! What does a word look like to the question whether a sentence ends? Its kind and its hash.

use crate::lexicon::{Abbreviation, Lexicon};
use crate::segment::join;
use crate::tokens::{RawToken, fold};

/// What kind of word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// Beyond the paragraph.
    Edge,
    /// `word`
    Lower,
    /// `Word`
    Title,
    /// `WORD`
    Caps,
    /// `I`, `A`
    Single,
    /// `McWord`
    Mixed,
    /// `12`
    Number,
    /// `2014`
    Year,
    /// `1,200.5`
    Amount,
    /// `10:30`
    Time,
    /// `27th`, `B2B`
    Alphanumeric,
    /// `n't`
    Clitic,
    /// `W.`
    Initial,
    /// `U.S.`
    Acronym,
    /// `a.m.`, `p.m.`
    Hour,
    /// `Dr.`
    TitleAbbreviation,
    /// `No.`
    NumberAbbreviation,
    /// `Nov.`
    MonthAbbreviation,
    /// `Inc.`
    Abbreviation,
    /// Another word with a period at its end.
    Dotted,
    /// `1.`, `a)`
    Item,
    /// An address of the web or of mail.
    Address,
    /// `.`
    Period,
    /// `?`, `!` and runs of both
    Exclamation,
    /// `...`
    Dots,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `-`, `--`, `—`
    Dash,
    /// A single quotation mark.
    Apostrophe,
    /// A double quotation mark.
    Quote,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `*`, `•`
    Bullet,
    /// A line of signs: `=====`, `*****`.
    Rule,
    /// Other punctuation.
    Sign,
    /// `:)`
    Emoticon,
}

impl Kind {
    /// A mark that commonly ends a sentence.
    pub(super) fn is_final(self) -> bool {
        matches!(self, Self::Period | Self::Exclamation | Self::Dots)
    }

    /// Has letters or digits.
    pub(super) fn is_word(self) -> bool {
        (self as u8) >= Self::Lower as u8 && (self as u8) <= Self::Address as u8
    }

    /// Begins with a capital.
    pub(super) fn is_upper(self) -> bool {
        use Kind::{Acronym, Caps, Initial, Mixed, Single, Title, TitleAbbreviation};
        matches!(self, Title | Caps | Single | Mixed | Initial | Acronym | TitleAbbreviation)
    }

    /// Begins with a digit.
    pub(super) fn is_digits(self) -> bool {
        matches!(self, Self::Number | Self::Year | Self::Amount | Self::Time | Self::Alphanumeric)
    }
}

/// A word as the features see it.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts, read one by one")]
pub(super) struct Sign {
    pub(super) hash: u32,
    pub(super) kind: Kind,
    /// Whether white space precedes.
    pub(super) space: bool,
    /// Whether it begins with a capital.
    pub(super) upper: bool,
    /// Whether it is a common finite verb: what has none may be a heading.
    pub(super) finite: bool,
    /// Whether it is a function word, which headings write small.
    pub(super) function: bool,
    /// Whether it goes on with a time of day: `4 p.m. Monday`, `4 p.m. Nairobi time`.
    pub(super) calendar: bool,
}

impl Sign {
    /// Kind and space as a value in a feature.
    pub(super) fn code(&self) -> u32 {
        self.kind as u32 * 2 + u32::from(self.space)
    }
}

const FINITE: &[&str] = &[
    "'d", "'ll", "'m", "'re", "'ve", "am", "are", "can", "could", "did", "do", "does", "had", "has", "have",
    "is", "may", "might", "must", "said", "says", "shall", "should", "was", "were", "will", "would",
];

const FUNCTION: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "her", "his", "i", "if", "in", "it",
    "its", "of", "on", "or", "our", "she", "that", "the", "their", "they", "this", "to", "we", "when",
    "with", "you",
];

const CALENDAR: &[&str] = &[
    "april",
    "august",
    "central",
    "daylight",
    "december",
    "eastern",
    "february",
    "friday",
    "greenwich",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "mountain",
    "november",
    "october",
    "pacific",
    "saturday",
    "september",
    "standard",
    "sunday",
    "thursday",
    "time",
    "tuesday",
    "wednesday",
];

/// The signs of all words.
pub(super) fn signs(text: &str, tokens: &[RawToken], lexicon: &Lexicon) -> Vec<Sign> {
    let mut folded = String::new();
    tokens
        .iter()
        .map(|token| {
            let form = text.get(token.start..token.end).unwrap_or_default();
            folded.clear();
            // A word of a megabyte is no known word: its beginning is enough.
            folded.extend(form.chars().take(64).map(fold));
            Sign {
                hash: folded.chars().fold(0, |h, c| join(h, u32::from(c))),
                kind: if token.continues { Kind::Clitic } else { kind(form, &folded, lexicon) },
                space: token.space_before,
                upper: form.chars().next().is_some_and(char::is_uppercase),
                finite: FINITE.binary_search(&folded.as_str()).is_ok(),
                function: FUNCTION.binary_search(&folded.as_str()).is_ok(),
                calendar: CALENDAR.binary_search(&folded.as_str()).is_ok(),
            }
        })
        .collect()
}

/// Counts of what a word consists of.
#[derive(Debug, Default)]
struct Counts {
    letters: usize,
    upper: usize,
    digits: usize,
    others: usize,
}

fn kind(form: &str, folded: &str, lexicon: &Lexicon) -> Kind {
    let mut counts = Counts::default();
    for c in form.chars().take(64) {
        if c.is_alphabetic() {
            counts.letters += 1;
            counts.upper += usize::from(c.is_uppercase());
        } else if c.is_numeric() {
            counts.digits += 1;
        } else {
            counts.others += 1;
        }
    }
    let first_upper = form.chars().next().is_some_and(char::is_uppercase);
    match counts {
        Counts { letters: 0, digits: 0, .. } => punctuation(folded, lexicon),
        Counts { letters, upper, digits: 0, others: 0 } => match (upper, letters) {
            (0, _) => Kind::Lower,
            (1, 1) => Kind::Single,
            (1, _) if first_upper => Kind::Title,
            (u, l) if u == l => Kind::Caps,
            _ => Kind::Mixed,
        },
        Counts { letters: 0, digits: 4, others: 0, .. } if form.starts_with(['1', '2']) => Kind::Year,
        Counts { letters: 0, others: 0, .. } => Kind::Number,
        _ if lexicon.emoticon(form) => Kind::Emoticon,
        _ if folded.contains('@') || folded.contains("://") || folded.starts_with("www.") => Kind::Address,
        Counts { letters: 0, .. } if form.ends_with(['.', ')']) => Kind::Item,
        Counts { letters: 0, .. } if folded.contains(':') => Kind::Time,
        Counts { letters: 0, .. } => Kind::Amount,
        Counts { letters: 1, .. } if form.ends_with(')') => Kind::Item,
        Counts { letters: 1, digits: 0, others: 1, upper: 1 } if form.ends_with('.') => Kind::Initial,
        _ if form.ends_with('.') => dotted(form, lexicon),
        Counts { digits: 1.., .. } => Kind::Alphanumeric,
        _ if first_upper => Kind::Title,
        _ => Kind::Lower,
    }
}

fn dotted(form: &str, lexicon: &Lexicon) -> Kind {
    let stem = form.strip_suffix('.').unwrap_or(form);
    if stem.contains('.') {
        let hour = matches!(stem, "a.m" | "p.m" | "A.M" | "P.M");
        return if hour { Kind::Hour } else { Kind::Acronym };
    }
    match lexicon.abbreviation(stem) {
        Some(Abbreviation::Title) => Kind::TitleAbbreviation,
        Some(Abbreviation::Number) => Kind::NumberAbbreviation,
        Some(Abbreviation::Month) => Kind::MonthAbbreviation,
        Some(Abbreviation::Plain | Abbreviation::Weak) => Kind::Abbreviation,
        None => Kind::Dotted,
    }
}

fn punctuation(folded: &str, lexicon: &Lexicon) -> Kind {
    let (mut chars, length) = (folded.chars(), folded.len());
    let first = chars.next().unwrap_or(' ');
    if length > 1 && lexicon.emoticon(folded) {
        return Kind::Emoticon;
    }
    if length > 3 && matches!(first, '=' | '*' | '_' | '-' | '~' | '#' | '+') {
        return Kind::Rule;
    }
    match first {
        '.' if length == 1 => Kind::Period,
        '.' | '…' if chars.any(|c| matches!(c, '?' | '!')) => Kind::Exclamation,
        '.' | '…' => Kind::Dots,
        '?' | '!' | '؟' => Kind::Exclamation,
        ',' | '،' => Kind::Comma,
        ':' => Kind::Colon,
        ';' => Kind::Semicolon,
        '-' | '—' => Kind::Dash,
        '\'' | '`' if length == 1 => Kind::Apostrophe,
        '"' | '\'' | '`' => Kind::Quote,
        '(' | '[' | '{' => Kind::Open,
        ')' | ']' | '}' => Kind::Close,
        '*' | '•' | '·' | '▪' | '●' | '◦' | '■' | '►' => Kind::Bullet,
        _ => Kind::Sign,
    }
}
