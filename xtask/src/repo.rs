//! Which files does the repository hold?

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::process;

/// The repository: its root and its files.
pub(crate) struct Repo {
    root: PathBuf,
    files: Vec<String>,
}

impl Repo {
    /// The repository that this program was built in. Files are those that git tracks or would
    /// track, so that a new file is checked before it is committed.
    pub(crate) fn find() -> Result<Self, Error> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_owned();
        let listed =
            process::output(&root, "git", &["ls-files", "--cached", "--others", "--exclude-standard", "-z"])?;
        let mut files: Vec<String> = listed
            .split('\0')
            .filter(|f| !f.is_empty() && root.join(f).is_file())
            .map(str::to_owned)
            .collect();
        files.sort_unstable();
        files.dedup();
        Ok(Self { root, files })
    }

    /// The root folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// All files as paths from the root with `/`, sorted.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// The files whose name ends so.
    pub(crate) fn ending<'a>(&'a self, suffix: &'a str) -> impl Iterator<Item = &'a str> {
        self.files().filter(move |f| f.ends_with(suffix))
    }

    /// The text of a file; binary files give what of them is UTF-8.
    pub(crate) fn text(&self, file: &str) -> Result<String, Error> {
        let path = self.root.join(file);
        let bytes = std::fs::read(&path).map_err(Error::at(&path))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether a path from the root is there, as a file or as a folder.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }
}
