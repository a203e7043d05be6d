//! Which files are meant? Paths, patterns, folders and standard input, in the order given.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Endings of the files that a folder is searched for. A file that is named is read whatever its
/// ending.
const ENDINGS: [&str; 5] = ["txt", "text", "html", "htm", "xhtml"];

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

    /// Its bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, Problem> {
        let read = match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
            Self::File(path) => fs::read(path),
        };
        read.map_err(|e| Problem { name: self.name(), why: reason(&e) })
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
        let why =
            format!("the folder has no readable files ({})", ENDINGS.map(|e| format!(".{e}")).join(" "));
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

fn has_known_ending(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
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
