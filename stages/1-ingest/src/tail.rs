//! Where does the article end? At links to other articles, buttons and end marks; the markers are
//! in `reference/tails.tsv`.

use crate::layout::{Line, ends_sentence};

const TABLE: &str = include_str!("../reference/tails.tsv");

/// Buttons of a bar for sharing; a line of two or more of them and nothing else is one.
const BUTTONS: [&str; 20] = [
    "copy",
    "email",
    "facebook",
    "instagram",
    "line",
    "link",
    "linkedin",
    "mail",
    "messenger",
    "on",
    "pinterest",
    "print",
    "reddit",
    "share",
    "telegram",
    "tumblr",
    "twitter",
    "viber",
    "whatsapp",
    "x",
];

/// Cuts from a body what follows the article; gives the number of code points that went.
///
/// A marker ends the article only where little prose follows it: "Read more: …" also stands
/// between paragraphs, and there it is left to [`skip`].
pub(crate) fn cut(body: &mut String) -> usize {
    let mut lines = Vec::new();
    let mut at = 0;
    for text in body.split('\n') {
        lines.push((at + text.len() - text.trim_start().len(), text.trim()));
        at += text.len() + 1;
    }
    let prose: Vec<usize> = lines.iter().map(|(_, l)| prose_words(l)).collect();
    let total: usize = prose.iter().sum();
    let mut before = 0;
    let mut end = lines.len();
    let mut inline = None;
    for (n, (at, line)) in lines.iter().enumerate() {
        // At most a fifth of the prose may follow.
        if before > 0 && is_marker(line) && (total - before) * 4 <= before {
            end = n;
            break;
        }
        before += prose.get(n).copied().unwrap_or(0);
        if let Some(mark) = end_mark(line).filter(|_| (total - before) * 4 <= before) {
            inline = Some(at + mark);
            end = n + 1;
            break;
        }
    }
    while let Some(shorter) = without_teaser(lines.get(..end).unwrap_or(&[])) {
        end = shorter;
    }
    let Some(from) = lines.get(end).map(|l| l.0).or(inline) else { return 0 };
    let from = inline.unwrap_or(from);
    let kept = body.get(..from).unwrap_or("").trim_end().len();
    let gone = body.get(kept..).unwrap_or("").trim().chars().count();
    body.truncate(kept);
    gone
}

/// Where an end mark closes the last paragraph: "… the two countries. (end)".
fn end_mark(line: &str) -> Option<usize> {
    let at = line.rfind('(')?;
    let mark = line.get(at..)?.to_lowercase();
    (at > 0 && matches!(mark.as_str(), "(end)" | "(ends)")).then_some(at)
}

/// Takes marker lines between paragraphs out of what is read.
pub(crate) fn skip(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|l| is_marker(l.rest().trim())) {
        line.take_all();
    }
}

/// Words of a line that is a paragraph or part of one. Headlines and teasers count nothing.
fn prose_words(line: &str) -> usize {
    let words = line.split_whitespace().count();
    let prose = words >= 8 && !is_cut_short(line) && (ends_sentence(line) || words >= 30);
    if prose { words } else { 0 }
}

fn is_cut_short(line: &str) -> bool {
    let line = line.trim_end_matches([']', ')', '»', ' ']);
    line.ends_with('…') || line.ends_with("...")
}

/// The lines without an unlabelled teaser at their end: a headline and a sentence that breaks off.
fn without_teaser(lines: &[(usize, &str)]) -> Option<usize> {
    let mut last = lines.iter().enumerate().rev().filter(|(_, (_, l))| !l.is_empty());
    let ((_, (_, teaser)), (at, (_, headline))) = (last.next()?, last.next()?);
    let enough = last.filter(|(_, (_, l))| prose_words(l) > 0).count() >= 2;
    let short = headline.split(' ').count() <= 25 && !ends_sentence(headline);
    (enough && short && is_cut_short(teaser)).then_some(at)
}

fn is_marker(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let buttons = words.clone().count() >= 2 && words.clone().all(|w| BUTTONS.contains(&w));
    let hashes = line.len() >= 3 && line.chars().all(|c| c == '#');
    buttons
        || hashes
        || rows().any(|(marker, whole)| {
            // A whole sentence ("Share prices fell.") only begins like a marker.
            bare == marker
                || (!whole
                    && !ends_sentence(line)
                    && bare.strip_prefix(marker).is_some_and(|r| !r.starts_with(char::is_alphanumeric)))
        })
}

fn rows() -> impl Iterator<Item = (&'static str, bool)> {
    let rows = TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    rows.map(|(marker, how)| (marker, how == "line"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "Envoys of the two states met in Oslo on Monday for talks.\n\n\
        They agreed to open the border for trucks before the end of June.\n\n\
        A spokesman of the ministry told reporters that the talks would go on.";

    fn check(tail: &str, kept: &str) {
        let mut body = format!("{ARTICLE}{tail}");
        let before = body.chars().count();
        let gone = cut(&mut body);
        assert_eq!(body, format!("{ARTICLE}{kept}"));
        assert_eq!(gone > 0, body.chars().count() < before);
    }

    #[test]
    fn links_after_the_article_are_cut() {
        check("\n\nCheck Also\n\nFord opens\n\nOslo- The ford was opened by …", "");
        check("\n\nRead more: Ford opens", "");
        check("\n\nFacebook Twitter WhatsApp", "");
        check("\n\n(end)\n\nlq.ob", "");
        check("\n\n###", "");
        check(" (end)\n\nlq.ob", "");
    }

    #[test]
    fn unlabelled_teasers_are_cut() {
        check(
            "\n\nFord opens\n\nOslo, The ford was opened by the …\n\nRain falls\n\nMuch rain fell on ...",
            "",
        );
    }

    #[test]
    fn names_after_the_article_stay() {
        check("\n\nLara Quist", "\n\nLara Quist");
    }

    #[test]
    fn a_link_between_paragraphs_cuts_nothing() {
        let mut body = format!("{ARTICLE}\n\nRead more: Ford opens\n\n{ARTICLE}");
        assert_eq!(cut(&mut body), 0);
    }

    #[test]
    fn sentences_that_begin_like_markers_are_prose() {
        assert!(!is_marker("Share prices fell in Oslo."));
        assert!(!is_marker("Related talks went on in Oslo."));
        assert!(is_marker("Related Articles:"));
    }

    #[test]
    fn the_table_is_sorted() {
        let markers: Vec<&str> = rows().map(|r| r.0).collect();
        assert!(markers.is_sorted() && markers.len() > 30);
    }
}
