//! Stores that earlier versions wrote: every format has a sample, and today's program opens, answers and
//! continues it.
#![allow(clippy::unwrap_used, reason = "output that is not as it should be fails the test")]

#[allow(dead_code, reason = "each test uses its own part")]
mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::Folder;

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stages/6-records/tests/samples");
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn there_is_a_sample_of_every_format() {
    let names: Vec<String> =
        samples().iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let wanted: Vec<String> = (1..=chancery_records::FORMAT).map(|n| format!("format-{n}")).collect();
    assert_eq!(names, wanted);
}

#[test]
fn every_sample_says_what_it_said_and_can_be_continued() {
    for sample in samples() {
        let folder = Folder::with_dispatches("old-store");
        copy(&sample.join("store"), &folder.path("s"));
        let wanted = fs::read_to_string(sample.join("records.jsonl")).unwrap();
        let export = || folder.run(&["export", "--store", "s", "--format", "jsonl"]).out;
        assert_eq!(export(), wanted, "{}", sample.display());
        assert_eq!(folder.run(&["verify", "--check-only", "--store", "s"]).code, 0);
        let corrected =
            folder.run(&["sql", "SELECT corrected FROM events WHERE corrected IS NOT NULL", "--store", "s"]);
        assert!(corrected.out.contains("1 row"), "{} {}", corrected.out, corrected.err);
        let before = wanted.lines().count();
        let ran = folder.run(&["ingest", "b.txt", "--store", "s"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(export().lines().count(), before + 1);
        assert_eq!(folder.run(&["verify", "--store", "s"]).code, 0);
    }
}
