//! How do spans stand in a column? `12-20 31-40`: ranges of code points, parted by spaces.

use std::fmt::Write;

use chancery_model::record::Span;

/// Spans as text.
pub(crate) fn written(spans: &[Span]) -> String {
    let mut out = String::new();
    for [start, end] in spans {
        let gap = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{gap}{start}-{end}");
    }
    out
}

/// Spans from text. What is not a range is passed over.
pub(crate) fn read(text: &str) -> Vec<Span> {
    let range = |part: &str| {
        let (start, end) = part.split_once('-')?;
        Some([start.parse().ok()?, end.parse().ok()?])
    };
    text.split(' ').filter_map(range).collect()
}

/// From the first to the last code point of spans; nothing for none.
pub(crate) fn hull(spans: &[Span]) -> Option<Span> {
    let start = spans.iter().map(|s| s[0]).min()?;
    let end = spans.iter().map(|s| s[1]).max()?;
    Some([start, end.max(start)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for spans in [&[][..], &[[0, 0]], &[[3, 9], [12, 40]]] {
            assert_eq!(read(&written(spans)), spans);
        }
        assert_eq!(written(&[[3, 9], [12, 40]]), "3-9 12-40");
        assert_eq!(read("x 4-y 1-2"), [[1, 2]]);
    }

    #[test]
    fn the_hull_holds_all() {
        assert_eq!(hull(&[[12, 40], [3, 9]]), Some([3, 40]));
        assert_eq!(hull(&[]), None);
    }
}
