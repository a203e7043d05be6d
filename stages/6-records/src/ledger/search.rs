//! Which dispatches hold a phrase? Those that have all of its words, and of these the ones whose text has
//! them side by side.

use std::collections::VecDeque;

use rusqlite::{Connection, params};

use super::{Ledger, Texts};
use crate::error::Error;

/// Where a phrase was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The dispatch's number.
    pub dispatch: i64,
    /// Its id.
    pub id: String,
    /// Where it was met.
    pub origin: String,
    /// Its title.
    pub title: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// The phrase's first place in code points.
    pub span: [u32; 2],
    /// The line or sentence around it, shortened.
    pub context: String,
}

/// Code points of context on either side.
const AROUND: usize = 70;

impl Ledger {
    /// Dispatches that hold all words of a phrase side by side, whatever their case, marks and what stands
    /// between them; the newest first.
    pub(crate) fn search(&self, texts: &mut Texts, phrase: &str, limit: usize) -> Result<Vec<Found>, Error> {
        let mut out = Vec::new();
        if limit > 0 {
            self.each_place(texts, phrase, |db, dispatch, text, span| {
                out.push(found(db, dispatch, text, span)?);
                Ok(out.len() < limit)
            })?;
        }
        Ok(out)
    }

    /// The numbers of all dispatches that hold a phrase, in order.
    pub(crate) fn holding(&self, texts: &mut Texts, phrase: &str) -> Result<Vec<i64>, Error> {
        let mut out = Vec::new();
        if let [word] = &words(phrase)[..] {
            // The index knows a single word's places for sure: no text need be looked at.
            self.ask(|db| {
                let mut rows = db.prepare_cached(HOLDING)?;
                out = rows.query_map([format!("\"{word}\"")], |r| r.get(0))?.collect::<Result<_, _>>()?;
                Ok(())
            })?;
        } else {
            self.each_place(texts, phrase, |_, dispatch, _, _| {
                out.push(dispatch);
                Ok(true)
            })?;
        }
        out.reverse();
        Ok(out)
    }

    /// Calls for every dispatch that holds a phrase, the newest first, with its text and the phrase's first place,
    /// until enough are found.
    fn each_place(
        &self,
        texts: &mut Texts,
        phrase: &str,
        mut each: impl FnMut(&Connection, i64, &str, [u32; 2]) -> rusqlite::Result<bool>,
    ) -> Result<(), Error> {
        let wanted = words(phrase);
        if wanted.is_empty() {
            return Ok(());
        }
        // Quoted, a word is a word, whatever it means in the query language.
        let query = wanted.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" AND ");
        self.ask(|db| {
            let mut candidates = db.prepare_cached(HOLDING)?;
            let mut rows = candidates.query([&query])?;
            while let Some(row) = rows.next()? {
                let dispatch: i64 = row.get(0)?;
                let Some(text) = texts.text(db, dispatch)? else { continue };
                let Some(span) = place(&text, &wanted) else { continue };
                if !each(db, dispatch, &text, span)? {
                    break;
                }
            }
            Ok(())
        })
    }
}

/// Dispatches with the words of a query, the newest first.
const HOLDING: &str = "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC";

fn found(db: &Connection, dispatch: i64, text: &str, span: [u32; 2]) -> rusqlite::Result<Found> {
    let mut about =
        db.prepare_cached("SELECT id, origin, title, outlet, published FROM dispatches WHERE dispatch = ?1")?;
    about.query_row(params![dispatch], |r| {
        let id: Vec<u8> = r.get(0)?;
        Ok(Found {
            dispatch,
            id: super::hex(&id),
            origin: r.get(1)?,
            title: r.get(2)?,
            outlet: r.get(3)?,
            published: r.get(4)?,
            span,
            context: context(text, span),
        })
    })
}

/// The words of a text as the index sees them: letters and digits, folded.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(folded).collect()
}

/// Without case and the marks of Latin letters, as the index folds them.
fn folded(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(plain).collect()
}

/// The bare letter under a mark, for the letters of Latin-1 and Latin Extended-A; the index folds the same.
fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' => 's',
        'ţ' | 'ť' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        c => c,
    }
}

/// Where the words stand side by side for the first time: code points. Whole archives pass here, so nothing is
/// written down of a word that is not wanted.
fn place(text: &str, wanted: &[String]) -> Option<[u32; 2]> {
    let (last, others) = wanted.split_last()?;
    // Where the last words before stand in the text, as many as are wanted before the last one.
    let mut before: VecDeque<(usize, &str)> = VecDeque::with_capacity(others.len() + 1);
    let between = |c: char| !c.is_alphanumeric();
    let mut at = 0;
    for piece in text.split_inclusive(between) {
        let (start, word) = (at, piece.trim_end_matches(between));
        at += piece.len();
        if word.is_empty() {
            continue;
        }
        if before.len() == others.len()
            && is(word, last)
            && before.iter().zip(others).all(|((_, word), wanted)| is(word, wanted))
        {
            let first = before.front().map_or(start, |(start, _)| *start);
            let points = |end: usize| text.get(..end).map(|t| t.chars().count());
            let both = [points(first)?, points(start + word.len())?];
            return Some(both.map(|n| u32::try_from(n).unwrap_or(u32::MAX)));
        }
        before.push_back((start, word));
        if before.len() > others.len() {
            before.pop_front();
        }
    }
    None
}

/// Whether a word of a text is a folded one.
fn is(word: &str, wanted: &str) -> bool {
    // Most words have another first letter.
    match (word.as_bytes().first(), wanted.as_bytes().first()) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() && !a.eq_ignore_ascii_case(b) => false,
        _ if word.is_ascii() => word.eq_ignore_ascii_case(wanted),
        _ => word.chars().flat_map(char::to_lowercase).map(plain).eq(wanted.chars()),
    }
}

/// The words around a place, on one line.
fn context(text: &str, [start, end]: [u32; 2]) -> String {
    let from = (start as usize).saturating_sub(AROUND);
    let length = (end as usize).saturating_sub(from).saturating_add(AROUND);
    let cut: String = text.chars().skip(from).take(length).collect();
    let line = cut.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = if from > 0 { "…" } else { "" };
    let after = if text.chars().nth(from + length).is_some() { "…" } else { "" };
    format!("{before}{line}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_whatever_its_case_marks_and_gaps() {
        let text = "Envoys meet\n\nThe Élysée said: \"No deal,\" and the talks in São Tomé ended.";
        let found = |phrase: &str| {
            place(text, &words(phrase))
                .map(|[a, b]| text.chars().skip(a as usize).take((b - a) as usize).collect::<String>())
        };
        assert_eq!(found("elysee SAID no").as_deref(), Some("Élysée said: \"No"));
        assert_eq!(found("sao tome").as_deref(), Some("São Tomé"));
        assert_eq!(found("ended").as_deref(), Some("ended"));
        assert_eq!(found("said deal"), None, "they do not stand side by side");
        assert_eq!(found("the the"), None);
        assert_eq!(found("the talks in SÃO").as_deref(), Some("the talks in São"));
        assert_eq!(found("meet the elysee").as_deref(), Some("meet\n\nThe Élysée"));
        assert_eq!(found("envoys").as_deref(), Some("Envoys"));
        assert_eq!(found("envoy"), None, "a word is whole");
        assert_eq!(found("tome ended and"), None, "the text ends before");
    }

    #[test]
    fn the_context_is_one_line() {
        let text = format!("{} the phrase\nitself {}", "x ".repeat(100), "y ".repeat(100));
        let shown = context(&text, place(&text, &words("phrase itself")).unwrap());
        assert!(
            shown.starts_with('…') && shown.ends_with('…') && shown.contains("the phrase itself"),
            "{shown}"
        );
    }
}
