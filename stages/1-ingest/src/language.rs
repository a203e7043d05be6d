//! Which language is it in? Told on the body alone: titles are too short and full of names.

use chancery_model::dispatch::Dispatch;
use chancery_model::span::Span;

const CODES: &str = include_str!("../reference/languages.tsv");

/// As much of the body as is looked at, in code points.
const SAMPLE: u32 = 4_000;

/// Letters under which a guess is worth nothing.
const FEWEST: usize = 60;

/// A BCP 47 code; `und` for a text without letters, `en` for one too short to tell.
pub(crate) fn of(dispatch: &Dispatch) -> String {
    let body: String = dispatch
        .paragraphs
        .iter()
        .filter(|p| **p != dispatch.title || dispatch.paragraphs.len() == 1)
        .scan(0, |length, p| {
            let rest = SAMPLE.saturating_sub(*length);
            *length += p.len();
            (rest > 0).then(|| dispatch.text.slice(Span::new(p.start(), p.end().min(p.start() + rest))))
        })
        .collect::<Vec<&str>>()
        .join(" ");
    let letters = body.chars().filter(|c| c.is_alphabetic()).count();
    let latin = body.chars().filter(|&c| c.is_alphabetic() && c < '\u{250}').count();
    let foreign_script = latin * 2 < letters;
    match whatlang::detect(&body) {
        _ if letters == 0 => "und".into(),
        Some(found) if foreign_script || (letters >= FEWEST && found.is_reliable()) => {
            short(found.lang().code()).to_owned()
        }
        _ => "en".into(),
    }
}

fn short(code: &'static str) -> &'static str {
    let mut rows = CODES.lines().filter_map(|l| l.split_once('\t'));
    rows.find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_can_be_told_has_a_short_code() {
        for lang in whatlang::Lang::all() {
            assert_eq!(short(lang.code()).len(), 2, "{lang}");
        }
    }
}
