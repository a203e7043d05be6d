//! Which rule and lexicon files does the stage embed? All that lie in `rules/` and `lexicon/`: a list
//! kept by hand would be one more place to forget.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    for folder in ["lexicon", "rules"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), &mut files)?;
    }
    let mut list = String::from("&[\n");
    let mut paths = files.iter().filter_map(|f| Some((f.strip_prefix(&root).ok()?, f))).collect::<Vec<_>>();
    paths.sort();
    for (below, file) in paths {
        let name = below.to_string_lossy().replace('\\', "/");
        writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string())
            .map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("rules.rs"), list)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| matches!(e.to_str(), Some("toml" | "txt" | "tsv"))) {
            files.push(path);
        }
    }
    Ok(())
}
