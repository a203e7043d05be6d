//! How does a value stand in a tab-separated row? As it is, but for tabs and line ends, which become
//! spaces; what is not known is empty. None of the formats knows quotes: `"` is a letter like any other.

use std::io::{self, Write};

/// What ends a line for one reader or another; Python's `splitlines` knows them all.
const BREAKS: &[char] = &[
    '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}', '\0',
];

/// Writes a row.
pub(crate) fn line<S: AsRef<str>>(out: &mut dyn Write, cells: impl IntoIterator<Item = S>) -> io::Result<()> {
    let mut row = String::new();
    for (n, cell) in cells.into_iter().enumerate() {
        if n > 0 {
            row.push('\t');
        }
        row.extend(cell.as_ref().chars().map(|c| if BREAKS.contains(&c) { ' ' } else { c }));
    }
    row.push('\n');
    out.write_all(row.as_bytes())
}

/// A value that may be unknown.
pub(crate) fn some<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_line_ends_become_spaces() {
        let mut out = Vec::new();
        line(&mut out, ["a\tb", "c\r\nd", "", "\"é\"\u{2028}"]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a b\tc  d\t\t\"é\" \n");
    }

    #[test]
    fn nothing_is_empty() {
        assert_eq!(some::<u8>(None), "");
        assert_eq!(some(Some(-0.5)), "-0.5");
    }
}
