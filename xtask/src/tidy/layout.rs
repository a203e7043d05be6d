//! Do all stages look alike?

use std::collections::BTreeSet;

use super::Fault;
use crate::error::Error;
use crate::repo::Repo;

/// What every crate of the workspace shows to a reader who comes by its folder.
const EVERY_STAGE: [&str; 3] = ["Cargo.toml", "README.md", "src/lib.rs"];

#[allow(clippy::unnecessary_wraps, reason = "all checks have one signature")]
pub(super) fn check(repo: &Repo) -> Result<Vec<Fault>, Error> {
    let stages: BTreeSet<&str> = repo
        .files()
        .filter_map(|f| f.strip_prefix("stages/"))
        .filter_map(|f| f.split_once('/').map(|(stage, _)| stage))
        .collect();
    let mut faults = Vec::new();
    for stage in stages {
        for file in EVERY_STAGE {
            let path = format!("stages/{stage}/{file}");
            if !repo.has(&path) {
                faults.push(Fault::new(&path, None, "is missing: every stage has one"));
            }
        }
    }
    Ok(faults)
}
