//! Which files are meant? Paths, patterns, folders and standard input, in the order given.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chancery_ingest::Document;
use chancery_ingest::containers::{self, Documents, Options};

/// Endings of the files that a folder is searched for. A file that is named is read whatever its
/// ending.
const ENDINGS: [&str; 16] = [
    "txt", "text", "html", "htm", "xhtml", "xml", "rss", "atom", "nitf", "json", "jsonl", "ndjson", "warc",
    "eml", "mbox", "zip",
];

/// Endings that stand behind one of those: `news.jsonl.gz`.
const PACKED: [&str; 3] = ["gz", "zst", "bz2"];

/// How every Parquet file begins.
const PARQUET: &[u8; 4] = b"PAR1";

/// Whether a file is Parquet, by its first bytes.
pub fn is_parquet(path: &Path) -> bool {
    let mut start = [0; PARQUET.len()];
    File::open(path).and_then(|mut f| f.read_exact(&mut start)).is_ok() && start == *PARQUET
}

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// An input that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// As given or found.
    pub name: String,
    /// For people.
    pub why: String,
}

impl Input {
    /// The origin that stands in the record.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".into(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Its documents, which are read as they are asked for.
    pub fn documents(&self, options: &Options) -> Result<Documents<'static>, Problem> {
        let name = self.name();
        match self {
            Self::Stdin => Ok(containers::documents(&name, io::stdin(), options)),
            Self::File(path) => match File::open(path) {
                Ok(file) => Ok(containers::documents(&name, file, options)),
                Err(e) => Err(Problem { name, why: reason(&e) }),
            },
        }
    }
}

/// The documents of many inputs, one after the other, and what could not be read between them.
#[derive(Debug)]
pub struct Drawn<'o, F> {
    inputs: std::vec::IntoIter<Result<Input, Problem>>,
    options: &'o Options,
    open: Option<Documents<'static>>,
    finished: F,
}

/// Draws the documents of inputs; `finished` is told whenever an input has come to its end.
pub fn draw<F: FnMut()>(inputs: Vec<Result<Input, Problem>>, options: &Options, finished: F) -> Drawn<'_, F> {
    Drawn { inputs: inputs.into_iter(), options, open: None, finished }
}

impl<F: FnMut()> Iterator for Drawn<'_, F> {
    type Item = Result<Document, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(found) = open.next() {
                    let problem =
                        |e: containers::Error| Problem { name: e.origin.clone(), why: e.to_string() };
                    return Some(found.map_err(problem));
                }
                self.open = None;
                (self.finished)();
            }
            match self.inputs.next()?.and_then(|input| input.documents(self.options)) {
                Ok(documents) => self.open = Some(documents),
                Err(problem) => {
                    (self.finished)();
                    return Some(Err(problem));
                }
            }
        }
    }
}

/// What the arguments name: inputs, and problems where they name nothing, in order.
pub fn expand(arguments: &[String]) -> Vec<Result<Input, Problem>> {
    let mut out = Vec::new();
    for argument in arguments {
        if argument == "-" {
            out.push(Ok(Input::Stdin));
        } else if Path::new(argument).exists() || !argument.contains(['*', '?', '[']) {
            expand_path(Path::new(argument), &mut out);
        } else {
            expand_pattern(argument, &mut out);
        }
    }
    out
}

fn expand_path(path: &Path, out: &mut Vec<Result<Input, Problem>>) {
    if !path.is_dir() {
        // That a file is missing shows when it is read.
        out.push(Ok(Input::File(path.to_owned())));
        return;
    }
    let before = out.len();
    walk(path, out);
    if out.len() == before {
        let why = format!("the folder has no readable files ({})", endings());
        out.push(Err(Problem { name: path.display().to_string(), why }));
    }
}

/// Files of a folder and its subfolders, sorted by path, hidden ones and links to folders aside.
fn walk(folder: &Path, out: &mut Vec<Result<Input, Problem>>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(e) => {
            out.push(Err(Problem { name: folder.display().to_string(), why: reason(&e) }));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            walk(&path, out);
        } else if path.is_file() && has_known_ending(&path) {
            out.push(Ok(Input::File(path)));
        }
    }
}

/// The endings that count in a folder, for people.
pub fn endings() -> String {
    let list = |endings: &[&str]| endings.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ");
    format!("{}, also with {} behind", list(&ENDINGS), list(&PACKED))
}

fn has_known_ending(path: &Path) -> bool {
    let ending = |p: &Path| p.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let outer = ending(path);
    if PACKED.contains(&outer.as_str()) {
        return ENDINGS.contains(&ending(&path.with_extension("")).as_str());
    }
    ENDINGS.contains(&outer.as_str())
}

fn expand_pattern(pattern: &str, out: &mut Vec<Result<Input, Problem>>) {
    let problem = |why: String| Err(Problem { name: pattern.to_owned(), why });
    match glob::glob(pattern) {
        Err(e) => out.push(problem(format!("not a pattern: {}", e.msg))),
        Ok(paths) => {
            let before = out.len();
            for path in paths {
                match path {
                    Ok(path) => expand_path(&path, out),
                    Err(e) => out
                        .push(Err(Problem { name: e.path().display().to_string(), why: reason(e.error()) })),
                }
            }
            if out.len() == before {
                out.push(problem("no file matches the pattern".into()));
            }
        }
    }
}

/// The system's reason in plain words.
fn reason(e: &io::Error) -> String {
    match e.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => e.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_files_count_by_the_ending_before() {
        for name in ["a.txt", "b.JSONL", "c.warc.gz", "d.xml.zst", "e.zip"] {
            assert!(has_known_ending(Path::new(name)), "{name}");
        }
        for name in ["a.pdf", "b.gz", "c.warc.wet", "d.tar.gz", "jsonl"] {
            assert!(!has_known_ending(Path::new(name)), "{name}");
        }
    }
}
