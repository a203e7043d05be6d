//! Which claims do our own passages hold? A plain format: text, then a row a claim.
//!
//! A file holds passages. `== NAME` begins one; its text follows; a line `--` ends it; then come rows of
//! seven cells parted by tabs: id, source, cue, content, stance, speaker, within. Cells quote the text; parts
//! of a discontinuous one are joined by ` | `; `words#2` means the second place where they stand; `-` is
//! nothing. A speaker is an actor's name in the text, several joined by ` + `; `?` is an unnamed one.

use chancery_model::claims::Stance;
use chancery_model::span::{Char, Span};
use chancery_model::text::occurrences;

use super::Relation;

/// A passage with its claims.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// Its name, unique in its file.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Its claims.
    pub claims: Vec<Row>,
}

/// An annotated claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its spans.
    pub relation: Relation,
    /// The cue's attitude.
    pub stance: Stance,
    /// The names of those who speak; none where the text does not name them.
    pub speakers: Vec<String>,
    /// Whether it stands in the content of another claim.
    pub nested: bool,
}

/// Reads a file of passages. What is wrong is said with its line: `12: not in the text: "…"`.
pub fn parse(file: &str) -> Result<Vec<Passage>, String> {
    let mut out: Vec<Passage> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut in_rows = false;
    for (number, line) in (1..).zip(file.lines()) {
        let at = |what: String| format!("{number}: {what}");
        if let Some(name) = line.strip_prefix("== ") {
            if out.iter().any(|p| p.name == name) {
                return Err(at(format!("a second passage {name:?}")));
            }
            out.push(Passage { name: name.to_owned(), ..Passage::default() });
            in_rows = false;
            lines.clear();
            continue;
        }
        let Some(passage) = out.last_mut() else {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            return Err(at("no passage has begun; write \"== NAME\"".to_owned()));
        };
        if in_rows {
            if !line.is_empty() {
                let row = row(&passage.text, line).map_err(at)?;
                passage.claims.push(row);
            }
        } else if line == "--" {
            lines.join("\n").trim_matches('\n').clone_into(&mut passage.text);
            in_rows = true;
        } else {
            lines.push(line);
        }
    }
    match out.iter().find(|p| p.text.is_empty()) {
        Some(p) => Err(format!("0: passage {:?} has no text, or no line \"--\" after it", p.name)),
        None => Ok(out),
    }
}

fn row(text: &str, line: &str) -> Result<Row, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [_, source, cue, content, stance, speaker, within] = cells.as_slice() else {
        return Err(format!("{} cells, and 7 are needed", cells.len()));
    };
    let relation =
        Relation { source: places(text, source)?, cue: places(text, cue)?, content: places(text, content)? };
    if relation.cue.is_empty() || relation.content.is_empty() {
        return Err("a claim needs a cue and a content".to_owned());
    }
    let names = || speaker.split(" + ").filter(|n| !matches!(*n, "-" | "?"));
    if let Some(name) = names().find(|n| !text.contains(*n)) {
        return Err(format!("the speaker is not in the text: {name:?}"));
    }
    Ok(Row {
        relation,
        stance: Stance::parse(stance).ok_or_else(|| format!("unknown stance {stance:?}"))?,
        speakers: names().map(str::to_owned).collect(),
        nested: *within != "-",
    })
}

/// The places of a cell's parts.
fn places(text: &str, cell: &str) -> Result<Vec<Span<Char>>, String> {
    if cell == "-" {
        return Ok(Vec::new());
    }
    cell.split(" | ").map(|part| place(text, part)).collect()
}

fn place(text: &str, part: &str) -> Result<Span<Char>, String> {
    let counted = part.rsplit_once('#').and_then(|(w, n)| Some((w, n.parse::<usize>().ok()?)));
    let (words, which) = counted.map_or((part, None), |(w, n)| (w, Some(n)));
    let found: Vec<usize> = occurrences(text, words).collect();
    let at = match (found.as_slice(), which) {
        ([], _) => return Err(format!("not in the text: {words:?}")),
        ([one], None) => *one,
        (many, None) => return Err(format!("{} times in the text: {words:?}; add #1 or so", many.len())),
        (many, Some(n)) => {
            let chosen = n.checked_sub(1).and_then(|i| many.get(i));
            *chosen.ok_or_else(|| format!("only {} times in the text: {words:?}", many.len()))?
        }
    };
    let count = |s: &str| u32::try_from(s.chars().count()).unwrap_or(u32::MAX);
    let start = count(text.get(..at).unwrap_or(""));
    Ok(Span::new(start, start + count(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Ours.\n== one\n“We stay,” said Ada Quist, “and we said so.”\n--\n\
        c1\tAda Quist\tsaid#1\t“We stay,” | “and we said so.”\tpromise\tAda Quist\t-\n";

    #[test]
    fn a_row_points_into_its_passage() {
        let passages = parse(FILE).unwrap();
        let row = &passages[0].claims[0];
        assert_eq!(row.relation.cue, [Span::new(11, 15)]);
        assert_eq!(row.relation.content, [Span::new(0, 10), Span::new(27, 44)]);
        assert_eq!((row.stance, row.speakers.as_slice()), (Stance::Promise, &["Ada Quist".to_owned()][..]));
    }

    #[test]
    fn a_fault_is_said_with_its_line_and_remedy() {
        let fault = |old: &str, new: &str| parse(&FILE.replace(old, new)).unwrap_err();
        assert_eq!(fault("said#1", "said"), "5: 2 times in the text: \"said\"; add #1 or so");
        assert_eq!(fault("said#1", "says"), "5: not in the text: \"says\"");
        assert_eq!(fault("said#1", "said#3"), "5: only 2 times in the text: \"said\"");
        assert_eq!(fault("promise", "vow"), "5: unknown stance \"vow\"");
        assert_eq!(fault("\t-\n", "\n"), "5: 6 cells, and 7 are needed");
        assert_eq!(fault("== one\n", ""), "2: no passage has begun; write \"== NAME\"");
        assert_eq!(fault("\n--\n", "\n"), "0: passage \"one\" has no text, or no line \"--\" after it");
    }
}
