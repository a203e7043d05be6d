//! How are a dispatch's words given? Word for word, with where they stand, and marked as what they are: material
//! of others.

use chancery_model::record::Span;
use chancery_model::span::{Char, Span as Typed};
use chancery_model::text::Text;
use serde::Serialize;

/// What marks words as a dispatch's own.
const KIND: &str = "source text";

/// Code points of one quotation.
const LONGEST: u32 = 1000;

/// What stands between parts that do not stand side by side.
const GAP: &str = " … ";

/// Words of a dispatch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Quote {
    kind: &'static str,
    quoted: String,
    /// Where they stand, if in one place.
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    /// Where they stand, if in several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<Span>,
    /// Whether the words are no more than the beginning of what stands there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cut: bool,
}

impl Quote {
    /// What stands in one place, however long it is.
    pub(crate) fn whole(text: &Text, span: Span) -> Self {
        let quoted = text.slice(typed(span)).to_owned();
        Self { kind: KIND, quoted, span: Some(span), spans: Vec::new(), cut: false }
    }

    /// What stands in one place; of a long one the beginning.
    pub(crate) fn of(text: &Text, [start, end]: Span) -> Self {
        let shown = end.min(start.saturating_add(LONGEST));
        Self { span: Some([start, end]), cut: shown < end, ..Self::whole(text, [start, shown]) }
    }

    /// What stands in some places; nothing for none.
    pub(crate) fn parts(text: &Text, spans: &[Span]) -> Option<Self> {
        if let [one] = spans {
            return Some(Self::of(text, *one));
        }
        let first = spans.first()?;
        let (mut left, mut cut, mut parts) = (LONGEST, false, Vec::new());
        for [start, end] in spans {
            let shown = (*end).min(start.saturating_add(left));
            cut |= shown < *end;
            left -= shown.saturating_sub(*start);
            if shown > *start {
                parts.push(text.slice(typed([*start, shown])));
            }
        }
        let quoted = parts.join(GAP);
        Some(Self { quoted, span: None, spans: spans.to_vec(), cut, ..Self::of(text, *first) })
    }
}

fn typed([start, end]: Span) -> Typed<Char> {
    Typed::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(quote: &Quote) -> String {
        serde_json::to_string(quote).unwrap()
    }

    #[test]
    fn words_are_marked_and_say_where_they_stand() {
        let text = Text::new("«Élan» met Ögel in Oslo".into());
        assert_eq!(
            json(&Quote::of(&text, [7, 15])),
            r#"{"kind":"source text","quoted":"met Ögel","span":[7,15]}"#
        );
        assert_eq!(
            json(&Quote::parts(&text, &[[1, 5], [11, 15]]).unwrap()),
            r#"{"kind":"source text","quoted":"Élan … Ögel","spans":[[1,5],[11,15]]}"#
        );
        assert_eq!(Quote::parts(&text, &[[7, 15]]), Some(Quote::of(&text, [7, 15])));
        assert_eq!(Quote::parts(&text, &[]), None);
    }

    #[test]
    fn a_long_quotation_is_cut_and_says_so() {
        let text = Text::new("é".repeat(3000));
        let long = Quote::of(&text, [10, 2000]);
        assert_eq!((long.quoted.chars().count(), long.span, long.cut), (1000, Some([10, 2000]), true));
        let parted = Quote::parts(&text, &[[0, 600], [700, 1300], [1400, 1500]]).unwrap();
        assert_eq!((parted.quoted.chars().count(), parted.cut), (1003, true), "with the gap between them");
        assert!(!Quote::whole(&text, [0, 3000]).cut);
    }

    #[test]
    fn a_span_that_is_none_gives_no_words() {
        let text = Text::new("short".into());
        for span in [[3, 3], [4, 2], [90, 99], [0, u32::MAX]] {
            let _ = (Quote::of(&text, span), Quote::whole(&text, span), Quote::parts(&text, &[span, span]));
        }
        assert_eq!(Quote::of(&text, [90, 99]).quoted, "");
    }
}
