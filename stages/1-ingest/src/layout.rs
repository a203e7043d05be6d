//! How is the text laid out? Title, blank line, body; and which lines of it are content.

use crate::{bylines, dateline, dates};

/// Longest title, in code points.
const LONGEST_TITLE: usize = 250;

/// Title and body of the canonical text.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) title: Option<String>,
    /// Paragraphs with one blank line between them.
    pub(crate) body: String,
}

impl Layout {
    /// Takes a plain text apart. Blank lines at both ends go, runs of them become one; all other
    /// white space stays as it is.
    pub(crate) fn of(source: &str) -> Self {
        let blocks = blocks(source);
        let Some((first, others)) = blocks.split_first() else { return Self::default() };
        let (head, rest) = first.split_once('\n').unwrap_or((first, ""));
        if !is_title(head.trim(), rest, !others.is_empty()) {
            return Self { title: None, body: blocks.join("\n\n") };
        }
        let body: Vec<&str> =
            std::iter::once(rest).filter(|r| !r.is_empty()).chain(others.iter().copied()).collect();
        Self { title: Some(head.trim().to_owned()), body: body.join("\n\n") }
    }

    /// The same where the title is known, as in a page. A body that repeats it says it once.
    pub(crate) fn with_title(title: Option<&str>, source: &str) -> Self {
        let Some(title) = title.map(str::trim).filter(|t| !t.is_empty()) else { return Self::of(source) };
        let blocks = blocks(source);
        let body: Vec<&str> = blocks.into_iter().skip_while(|b| b.trim() == title).collect();
        Self { title: Some(title.split_whitespace().collect::<Vec<_>>().join(" ")), body: body.join("\n\n") }
    }

    /// The canonical text.
    pub(crate) fn text(&self) -> String {
        match &self.title {
            Some(title) if self.body.is_empty() => title.clone(),
            Some(title) => format!("{title}\n\n{}", self.body),
            None => self.body.clone(),
        }
    }

    /// Cuts the body so that the text has at most so many bytes; whether it did.
    pub(crate) fn truncate(&mut self, limit: usize) -> bool {
        if let Some(title) = &mut self.title {
            title.truncate(title.floor_char_boundary(limit));
        }
        let room = limit.saturating_sub(self.title.as_ref().map_or(0, |t| t.len() + 2));
        let long = self.body.len() > room;
        if long {
            self.body.truncate(self.body.floor_char_boundary(room));
            self.body.truncate(self.body.trim_end().len());
        }
        long
    }

    /// The body's lines that are not blank.
    pub(crate) fn lines(&self) -> Vec<Line<'_>> {
        let base = self.title.as_ref().map_or(0, |t| t.len() + 2);
        let (mut at, mut block, mut out) = (base, 0, Vec::new());
        for text in self.body.split('\n') {
            if text.trim().is_empty() {
                block += 1;
            } else {
                out.push(Line { text, start: at, from: 0, block });
            }
            at += text.len() + 1;
        }
        out
    }
}

/// A line of the body, of which a first part may have been taken for dateline or byline.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    text: &'a str,
    /// Byte offset in the canonical text.
    start: usize,
    /// How many bytes of it were taken.
    from: usize,
    /// Lines with no blank line between them have the same number.
    block: u32,
}

impl<'a> Line<'a> {
    /// What is left of it.
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.from..).unwrap_or("")
    }

    /// Where what is left begins in the canonical text, in bytes.
    pub(crate) fn offset(&self) -> usize {
        self.start + self.from
    }

    /// Takes the next bytes.
    pub(crate) fn take(&mut self, bytes: usize) {
        self.from = (self.from + bytes).min(self.text.len());
    }

    /// Takes all of it.
    pub(crate) fn take_all(&mut self) {
        self.from = self.text.len();
    }

    /// Whether nothing is left.
    pub(crate) fn is_taken(&self) -> bool {
        self.rest().trim().is_empty()
    }
}

/// The stretches to be read, as byte ranges of the canonical text. A block whose lines are list
/// items or end as sentences do has a paragraph a line; lines wrapped in mid-sentence are one.
pub(crate) fn paragraphs(lines: &[Line<'_>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for block in lines.chunk_by(|a, b| a.block == b.block) {
        let separate = are_separate(block.iter().map(|l| l.text));
        let width = block.iter().map(|l| l.text.trim_end().chars().count()).max().unwrap_or(0);
        for run in block.chunk_by(|a, b| {
            !separate && !a.is_taken() && !b.is_taken() && !ends_early(a.text, b.text, width)
        }) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            if !first.is_taken() {
                let lead = first.rest().len() - first.rest().trim_start().len();
                out.push((first.offset() + lead, last.start + last.text.trim_end().len()));
            }
        }
    }
    out
}

/// Whether a line of a block ends before the block's width although the next line's first word would
/// still fit, and that word begins something new: a wrapped text fills its lines.
fn ends_early(line: &str, next: &str, width: usize) -> bool {
    const SLACK: usize = 6;
    let (line, next) = (line.trim_end(), next.trim_start());
    let word = next.split(' ').next().map_or(0, |w| w.chars().count());
    let begins = next.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '«'));
    let room = line.chars().count() + 1 + word + SLACK <= width;
    room && (begins || ends_sentence(line) || line.ends_with(':'))
}

/// Whether the lines of a block are paragraphs of their own.
fn are_separate<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let lines: Vec<&str> = lines.map(str::trim).collect();
    let Some((_, before)) = lines.split_last() else { return false };
    let ended = before.iter().filter(|l| ends_sentence(l)).count();
    lines.iter().any(|l| l.starts_with(['•', '*', '·', '▪']) || l.starts_with("- "))
        || (!before.is_empty() && ended * 2 > before.len())
}

/// Whether a line ends as a sentence does.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ' ', '»']).ends_with(['.', '!', '?'])
}

/// The runs of lines between blank lines.
fn blocks(source: &str) -> Vec<&str> {
    let (mut out, mut at, mut from) = (Vec::new(), 0, None);
    for line in source.split('\n') {
        if line.trim().is_empty() {
            out.extend(from.take().and_then(|f| source.get(f..at - 1)));
        } else if from.is_none() {
            from = Some(at);
        }
        at += line.len() + 1;
    }
    out.extend(from.and_then(|f| source.get(f..)));
    out
}

/// Whether the first line is a title: short, without the end of a sentence, and followed by a
/// blank line, a dateline, a byline, a date, or lines that are paragraphs of their own.
fn is_title(line: &str, rest: &str, more: bool) -> bool {
    let abbreviation = line.rsplit(' ').next().is_some_and(|w| w.trim_end_matches('.').contains('.'));
    let ends = line.ends_with([';', ':', ',']) || (line.ends_with('.') && !abbreviation);
    if ends || line.chars().count() > LONGEST_TITLE || is_header(line) {
        return false;
    }
    match rest.split('\n').next().filter(|l| !l.is_empty()) {
        None => more,
        Some(next) => is_header(next) || (are_separate(rest.split('\n')) && next.len() > line.len()),
    }
}

/// Whether a line is, or begins with, what stands between title and body.
fn is_header(line: &str) -> bool {
    dateline::parse(line).is_some()
        || bylines::at_top(line).is_some()
        || dates::parse(line.trim()).and_then(dates::Partial::iso).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_blocks_whatever_white_space_they_hold() {
        assert_eq!(blocks("\n\none\ntwo\n \t\n\u{a0}\nthree\n"), ["one\ntwo", "three"]);
        assert_eq!(blocks(" \n"), [""; 0]);
    }

    #[test]
    fn a_sentence_is_no_title() {
        assert_eq!(Layout::of("Envoys met in Oslo.\n\nThey left.").title, None);
        assert_eq!(
            Layout::of("Envoys meet in Oslo\n\nThey left.").title.as_deref(),
            Some("Envoys meet in Oslo")
        );
        assert_eq!(Layout::of("Envoys meet in Oslo").title, None);
    }

    #[test]
    fn a_title_may_be_followed_by_a_dateline_without_a_blank_line() {
        let layout = Layout::of("Envoys meet\nOSLO, May 3 (Reuters) - Envoys met.");
        assert_eq!(layout.text(), "Envoys meet\n\nOSLO, May 3 (Reuters) - Envoys met.");
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_sentences_a_line_are_several() {
        let wrapped = Layout::of("The two envoys met in\nOslo and signed a long\ntreaty. Then they left.");
        assert_eq!(paragraphs(&wrapped.lines()).len(), 1);
        let early = Layout::of(
            "They met in the old town of Oslo \nThe envoy said:\nWe have come to sign a treaty that is long.",
        );
        assert_eq!(paragraphs(&early.lines()).len(), 3);
        let listed = Layout::of("The envoys met.\nThey signed a treaty.\nThey left.");
        assert_eq!(paragraphs(&listed.lines()).len(), 3);
    }

    #[test]
    fn a_cut_never_parts_a_character() {
        let mut layout = Layout { title: None, body: "aéé".into() };
        assert!(layout.truncate(4));
        assert_eq!(layout.body, "aé");
    }
}
