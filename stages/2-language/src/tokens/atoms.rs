//! What is the smallest piece that never falls apart? A run of letters, of digits, of one
//! repeated punctuation mark, or a single other character.

use crate::segment::join;

/// What an atom consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Class {
    /// No atom: the text's edge.
    None,
    /// `word`
    Lower,
    /// `Word`
    Title,
    /// `WORD`
    Caps,
    /// `W`
    Single,
    /// `wOrd`, `McWord`
    Mixed,
    /// `123`
    Digits,
    /// `'s`, `n't`, `'ll`
    Clitic,
    /// A later piece of a contraction: `not` of `cannot`.
    Piece,
    /// `.`
    Period,
    /// `...`, `…`
    Dots,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `-`
    Hyphen,
    /// `--`, `–`, `—`
    Dash,
    /// `'`, `’`, a backtick
    Apostrophe,
    /// `"`, `“`, `''`
    Quote,
    /// `(`, `[`, `{`
    Open,
    /// `)`, `]`, `}`
    Close,
    /// `/`
    Slash,
    /// `&`
    And,
    /// `@`
    At,
    /// `#`
    Hash,
    /// `%`, `‰`, `°`
    Percent,
    /// `$`, `€`
    Currency,
    /// `+`, `=`, `<`, `>`, `~`, `^`
    Sign,
    /// `_`
    Underscore,
    /// `*`, `•`
    Bullet,
    /// Everything else.
    Other,
}

impl Class {
    /// Letters or digits.
    pub(crate) fn is_word(self) -> bool {
        (Self::Lower..=Self::Piece).contains(&self)
    }

    /// Letters.
    pub(crate) fn is_letters(self) -> bool {
        (Self::Lower..=Self::Mixed).contains(&self)
    }

    /// Letters of which the first is a capital, or more of them.
    pub(crate) fn is_capitalised(self) -> bool {
        matches!(self, Self::Title | Self::Caps | Self::Single | Self::Mixed)
    }

    /// A mark that commonly ends a sentence.
    pub(crate) fn ends_sentence(self) -> bool {
        matches!(self, Self::Period | Self::Dots | Self::Question | Self::Exclamation)
    }

    /// As a value in a feature.
    pub(crate) fn code(self) -> u32 {
        self as u32
    }
}

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Atom {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Hash of its folded characters.
    pub(crate) hash: u32,
    /// Number of characters.
    pub(crate) length: u32,
    /// What it consists of.
    pub(crate) class: Class,
    /// Whether white space precedes.
    pub(crate) space: bool,
    /// Whether it ends in the letter `s`, so that a bare apostrophe may follow.
    pub(crate) sibilant: bool,
    /// What is known of the joint before it without further thought.
    pub(crate) glue: Option<bool>,
}

/// Case, typographic variants and digits are folded: what is left is what a feature sees.
pub(crate) fn fold(c: char) -> char {
    if c.is_ascii() {
        return if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() };
    }
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => '"',
        '‘' | '’' | 'ʼ' | '′' | '‚' | '‛' | '´' => '\'',
        '‐' | '‑' => '-',
        '–' | '—' | '―' | '−' => '—',
        _ if c.is_numeric() => '0',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The hash of a word as a feature sees it.
pub(crate) fn hash_of(text: &str) -> u32 {
    text.chars().fold(0, |h, c| join(h, u32::from(fold(c))))
}

/// Letter, digit, or which punctuation.
fn class_of(c: char) -> Class {
    if c.is_alphabetic() {
        return Class::Lower;
    }
    if c.is_numeric() {
        return Class::Digits;
    }
    match c {
        // Marks that combine with the letter before, joiners and the soft hyphen.
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{64b}'..='\u{65f}' => Class::Lower,
        '.' => Class::Period,
        '…' => Class::Dots,
        ',' | '،' | '，' => Class::Comma,
        ':' => Class::Colon,
        ';' | '؛' => Class::Semicolon,
        '?' | '؟' => Class::Question,
        '!' => Class::Exclamation,
        '-' | '‐' | '‑' => Class::Hyphen,
        '–' | '—' | '―' | '−' => Class::Dash,
        '\'' | '`' | '‘' | '’' | 'ʼ' | '′' | '‚' | '‛' | '´' => Class::Apostrophe,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => Class::Quote,
        '(' | '[' | '{' => Class::Open,
        ')' | ']' | '}' => Class::Close,
        '/' => Class::Slash,
        '&' => Class::And,
        '@' => Class::At,
        '#' => Class::Hash,
        '%' | '‰' | '°' => Class::Percent,
        '$' | '€' | '£' | '¥' | '₹' | '₽' | '₪' | '¢' | '﷼' => Class::Currency,
        '+' | '=' | '<' | '>' | '~' | '^' | '×' => Class::Sign,
        '_' => Class::Underscore,
        '*' | '•' | '·' | '▪' | '●' | '◦' | '■' | '►' => Class::Bullet,
        _ => Class::Other,
    }
}

/// Whether `next` goes on with the atom that `first` began.
fn goes_on(class: Class, first: char, next: char) -> bool {
    match class {
        Class::Lower => class_of(next) == Class::Lower,
        Class::Digits => class_of(next) == Class::Digits,
        Class::Open
        | Class::Close
        | Class::Quote
        | Class::Comma
        | Class::Semicolon
        | Class::Colon
        | Class::Percent
        | Class::Currency
        | Class::At
        | Class::And
        | Class::Other => false,
        _ => first == next,
    }
}

/// All atoms of a text.
pub(crate) fn atoms(text: &str) -> Vec<Atom> {
    let mut out = Vec::with_capacity(text.len() / 4 + 1);
    let mut chars = text.char_indices().peekable();
    let mut space = false;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            space = true;
            continue;
        }
        let mut class = class_of(first);
        let mut hash = join(0, u32::from(fold(first)));
        let mut case = Case::default();
        case.see(first);
        let (mut end, mut length, mut last) = (start + first.len_utf8(), 1_u32, first);
        while let Some((at, next)) = chars.next_if(|(_, c)| goes_on(class, first, *c)) {
            hash = join(hash, u32::from(fold(next)));
            case.see(next);
            (end, length, last) = (at + next.len_utf8(), length.saturating_add(1), next);
        }
        class = match class {
            Class::Lower => case.class(),
            Class::Period if length > 1 => Class::Dots,
            Class::Hyphen if length > 1 => Class::Dash,
            Class::Apostrophe if length == 2 => Class::Quote,
            other => other,
        };
        if class == Class::Dots && first == '…' {
            hash = hash_of("...");
        }
        let sibilant = matches!(last, 's' | 'S' | 'z' | 'Z' | 'x' | 'X');
        out.push(Atom { start, end, hash, length, class, space, sibilant, glue: None });
        space = false;
    }
    out
}

/// Counts capitals.
#[derive(Debug, Default)]
struct Case {
    letters: usize,
    upper: usize,
    first_upper: bool,
}

impl Case {
    fn see(&mut self, c: char) {
        let upper = c.is_uppercase();
        self.first_upper |= upper && self.letters == 0;
        self.upper += usize::from(upper);
        self.letters += 1;
    }

    fn class(&self) -> Class {
        match (self.upper, self.letters) {
            (0, _) => Class::Lower,
            (1, 1) => Class::Single,
            (u, l) if u == l => Class::Caps,
            (1, _) if self.first_upper => Class::Title,
            _ => Class::Mixed,
        }
    }
}
