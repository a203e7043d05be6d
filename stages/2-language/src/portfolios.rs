//! Is "Expatriates" a body beside "the Ministry of Foreign Affairs and Expatriates"? The list of a ministry's
//! portfolios is one name, which the parser cuts where its second half could stand alone, and to which it adds what is none.

use chancery_model::syntax::Relation;

use crate::names::Tag;
use crate::parser::{Parsed, Word};

/// What has portfolios.
const HEADS: [&str; 6] = ["Ministry", "Ministries", "Minister", "Department", "Directorate", "Secretariat"];

/// Last words of portfolios, one a line.
pub(crate) const PORTFOLIOS: &str = include_str!("../lexicon/portfolios.txt");

/// Mends a sentence: the second half of such a list hangs on the first and belongs to the ministry's name.
pub(crate) fn join(words: &[Word<'_>], parsed: &mut [Parsed]) {
    for head in 0..words.len() {
        if HEADS.contains(&words[head].form) && words.get(head + 1).is_some_and(|w| w.form == "of") {
            mend(words, parsed, head);
        }
    }
}

/// The end of the words with a capital from `start`.
fn run(words: &[Word<'_>], start: usize) -> usize {
    let capital = |w: &&Word<'_>| w.form.starts_with(char::is_uppercase);
    start + words.iter().skip(start).take_while(capital).count()
}

fn is_portfolio(word: &str) -> bool {
    PORTFOLIOS.lines().any(|line| line == word)
}

fn mend(words: &[Word<'_>], parsed: &mut [Parsed], head: usize) {
    let first = head + 2;
    let and = run(words, first);
    if and == first || words.get(and).is_none_or(|w| w.form != "and") {
        return;
    }
    let end = run(words, and + 1);
    if end == and + 1 {
        return;
    }
    if !is_portfolio(words[end - 1].form) {
        return part(parsed, and);
    }
    // Heads count from one.
    let hangs_on = |at: usize| parsed[at].head == head + 1;
    if let Some(second) = (and + 1..end).find(|at| hangs_on(*at) && parsed[*at].relation == Relation::Conj)
        && let Some(portfolio) = (first..and).rev().find(|at| hangs_on(*at))
    {
        parsed[second].head = portfolio + 1;
    }
    if let Tag::Begin(kind) | Tag::Inside(kind) = parsed[head].tag {
        for word in &mut parsed[head + 1..end] {
            word.tag = Tag::Inside(kind);
        }
    }
}

/// "The Ministry of Defence and Hezbollah": what is no portfolio is another name.
fn part(parsed: &mut [Parsed], and: usize) {
    if let (Tag::Inside(_), Tag::Inside(kind)) = (parsed[and].tag, parsed[and + 1].tag) {
        parsed[and].tag = Tag::Outside;
        parsed[and + 1].tag = Tag::Begin(kind);
    }
}

#[cfg(test)]
mod tests {
    use chancery_model::dispatch::Dispatch;
    use chancery_model::span::{Char, Span};
    use chancery_model::text::Text;

    use crate::Engine;

    /// The names of a text.
    fn names(text: &str) -> Vec<String> {
        let text = Text::new(text.to_owned());
        let paragraphs = vec![Span::<Char>::new(0, text.len())];
        let dispatch = Dispatch { text, paragraphs, ..Dispatch::default() };
        let (analysis, _) = Engine::load().unwrap().analyse(&dispatch);
        let name =
            |e: &chancery_model::analysis::Entity| dispatch.text.slice(analysis.chars(e.tokens)).to_owned();
        analysis.entities().iter().map(name).collect()
    }

    #[test]
    fn all_portfolios_of_a_ministry_are_its_name() {
        for name in [
            "Ministry of Foreign Affairs and Expatriates",
            "Ministry of Culture and Tourism",
            "Ministry of Labour and Social Affairs",
            "Department of Water and Sanitation Resources",
        ] {
            let found = names(&format!("The {name} condemned the strike on the port."));
            assert!(found.iter().any(|n| n.ends_with(name)), "{name}: {found:?}");
            assert!(found.len() == 1, "{name}: {found:?}");
        }
    }

    #[test]
    fn a_body_beside_a_ministry_stays_its_own() {
        for (text, body) in [
            ("The Ministry of Defence and Hezbollah condemned the strike.", "Hezbollah"),
            ("The Ministry of Interior and the Red Cross sent aid.", "Red Cross"),
        ] {
            let found = names(text);
            assert!(found.iter().any(|n| n.contains(body) && !n.contains("Ministry")), "{found:?}");
        }
    }
}
