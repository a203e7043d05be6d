//! Annotated documents on disk, for the tools that write what heads learn from.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// One text with its annotation.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) json: Value,
}

/// The annotated texts of a folder (`NAME.txt` with `NAME.json`), in the order of their names; none of what is no folder.
pub(crate) fn documents(folder: &Path) -> Result<Vec<Annotated>, String> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    paths
        .iter()
        .map(|p| {
            let json = serde_json::from_str(&read(p)?).map_err(|e| format!("{}: {e}", p.display()))?;
            let name = p.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            Ok(Annotated { name, text: read(&p.with_extension("txt"))?, json })
        })
        .collect()
}

/// A file's text; an error names the file.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
