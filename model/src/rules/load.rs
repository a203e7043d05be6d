//! Is a rule file in order? Everything that can be wrong with one is found here, with path, line and
//! remedy.

use std::collections::BTreeMap;

use toml::Spanned;

use super::file::{File, PatternEntry};
use super::{CodedPattern, Fires, Rule};
use crate::pattern::{Lexicons, Pattern};

/// How many examples of each kind a file must have.
const EXAMPLES: usize = 2;

/// What is wrong with a rule file, for its author.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {what}\nhelp: {remedy}")]
pub struct Error {
    /// The file.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// One file while it is read: makes errors that know where they are.
struct Source<'a> {
    path: &'a str,
    content: &'a str,
}

impl Source<'_> {
    fn line(&self, byte: usize) -> usize {
        1 + self.content.bytes().take(byte).filter(|&b| b == b'\n').count()
    }

    fn error(&self, line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Error {
        Error { path: self.path.into(), line, what: what.into(), remedy: remedy.into() }
    }

    fn at<T>(&self, spanned: &Spanned<T>) -> usize {
        self.line(spanned.span().start)
    }

    /// The line where a string's own first line stands: a multi-line string starts below its quotes.
    fn first_line(&self, text: &Spanned<String>) -> usize {
        let quoted = self.content.get(text.span()).unwrap_or("");
        let opens = ["\"\"\"", "'''"].iter().find_map(|q| quoted.strip_prefix(q));
        let below = opens.is_some_and(|rest| rest.starts_with(['\n', '\r']));
        self.at(text) + usize::from(below)
    }
}

/// Reads and checks all files.
pub(super) fn load(files: &[(&str, &str)], lexicons: &Lexicons) -> Result<Vec<Rule>, Error> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut seen: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for (path, content) in files {
        let source = Source { path, content };
        let rule = rule(&source, lexicons, &mut seen)?;
        if let Some(other) = rules.iter().find(|r| r.id == rule.id) {
            let what = format!("the id `{}` is that of {} too", rule.id, other.path);
            return Err(source.error(1, what, "rename one of the files"));
        }
        rules.push(rule);
    }
    Ok(rules)
}

/// The path below `rules/`, without extension.
fn id(path: &str) -> &str {
    let below = path.rsplit_once("rules/").map_or(path, |(_, b)| b);
    below.strip_suffix(".toml").unwrap_or(below)
}

fn rule(
    source: &Source<'_>,
    lexicons: &Lexicons,
    seen: &mut BTreeMap<String, (String, usize)>,
) -> Result<Rule, Error> {
    let file: File = toml::from_str(source.content).map_err(|e| {
        let line = e.span().map_or(1, |s| source.line(s.start));
        let keys = "a rule file has `meaning`, `codebook`, `[[pattern]]` with `match` and `code`, \
                    `[[fires]]` with `text` and `expect`, `[[silent]]` with `text`";
        source.error(line, e.message(), keys)
    })?;
    for (text, name) in [(&file.meaning, "meaning"), (&file.codebook, "codebook")] {
        if text.get_ref().trim().is_empty() {
            return Err(source.error(source.at(text), format!("`{name}` is empty"), "say it in a sentence"));
        }
    }
    let mut patterns = Vec::new();
    for entry in file.pattern {
        let coded = pattern(source, entry, lexicons)?;
        let normal = format!("{:?}", coded.pattern);
        let here = (source.path.to_owned(), coded.line);
        if let Some((path, line)) = seen.insert(normal, here) {
            let what = format!("the same pattern stands in {path}:{line}");
            return Err(source.error(coded.line, what, "keep one of the two"));
        }
        patterns.push(coded);
    }
    if patterns.is_empty() {
        return Err(source.error(1, "the file has no pattern", "add `[[pattern]]` with `match`"));
    }
    for (kind, count) in [("fires", file.fires.len()), ("silent", file.silent.len())] {
        if count < EXAMPLES {
            let what = format!("{count} `[[{kind}]]`, at least {EXAMPLES} are needed");
            return Err(source.error(1, what, format!("add sentences of your own as `[[{kind}]]`")));
        }
    }
    let known: Vec<&str> = patterns.iter().flat_map(|p| p.pattern.roles()).collect();
    let mut fires = Vec::new();
    for example in file.fires {
        let line = source.at(&example.text);
        if example.expect.is_empty() {
            let remedy = "write `expect = [{ event = \"met\", actor = \"Quist\" }]`";
            return Err(source.error(line, "the example expects nothing", remedy));
        }
        let mut roles = example.expect.iter().flat_map(BTreeMap::keys);
        if let Some(role) = roles.find(|r| !known.contains(&r.as_str())) {
            let remedy = format!("use one of {}", known.join(", "));
            return Err(source.error(line, format!("no pattern captures `{role}`"), remedy));
        }
        fires.push(Fires { text: sentence(source, example.text)?, expect: example.expect });
    }
    let silent = file.silent.into_iter().map(|s| sentence(source, s.text)).collect::<Result<_, _>>()?;
    Ok(Rule {
        id: id(source.path).to_owned(),
        path: source.path.to_owned(),
        meaning: file.meaning.into_inner(),
        codebook: file.codebook.into_inner(),
        patterns,
        fires,
        silent,
    })
}

fn sentence(source: &Source<'_>, text: Spanned<String>) -> Result<String, Error> {
    if text.get_ref().trim().is_empty() {
        return Err(source.error(source.at(&text), "the example is empty", "write a sentence"));
    }
    Ok(text.into_inner())
}

fn pattern(source: &Source<'_>, entry: PatternEntry, lexicons: &Lexicons) -> Result<CodedPattern, Error> {
    let line = source.first_line(&entry.source);
    let pattern = Pattern::parse(entry.source.get_ref(), lexicons)
        .map_err(|p| source.error(line + p.line - 1, p.what, p.remedy))?;
    Ok(CodedPattern { pattern, code: entry.code, line })
}
