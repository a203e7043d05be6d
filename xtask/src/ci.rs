//! What does CI ask, and in which order? Cheap checks first, tests last, so that a run ends with
//! the test runner's summary.

use std::path::PathBuf;

use crate::error::Error;
use crate::process::{cargo, output, run, run_watched};
use crate::repo::Repo;
use crate::{browser, codegen, readers, tidy};

/// Everything that CI asks.
pub(crate) fn all(repo: &Repo) -> Result<(), Error> {
    let (root, cargo) = (repo.root(), cargo());
    let step = |name: &str| println!("\n== {name}");
    step("format");
    component(repo, "fmt", "rustfmt")?;
    run(root, &cargo, &["fmt", "--all", "--check"])?;
    step("tidy");
    tidy::run(repo)?;
    step("lints");
    component(repo, "clippy", "clippy")?;
    run(
        root,
        &cargo,
        &[&["clippy", "--workspace", "--all-targets"], &BUILT[..], &["--", "-D", "warnings"]].concat(),
    )?;
    step("documentation");
    let strict = "build.rustdocflags=['-D', 'warnings']";
    run(root, &cargo, &[&["doc", "--workspace", "--no-deps"], &BUILT[..], &["--config", strict]].concat())?;
    step("generated reference");
    codegen::check(repo)?;
    step("benchmark counts");
    bench(repo, &["--check-counts"])?;
    step("exports read back");
    readers::check(repo)?;
    step("the Python package");
    python(repo, &[])?;
    step("the page in a browser");
    browser::check(repo)?;
    step("fuzz targets");
    fuzz(repo, &FUZZ)?;
    step("tests");
    tests(repo)
}

/// The checks take what the program was built with: the libraries in C, the macros. For development they would be built again.
const BUILT: [&str; 2] = ["--release", "--quiet"];

/// How long CI looks for input that breaks a target: ten seconds each, two at a time.
const FUZZ: [&str; 4] = ["--seconds", "10", "--jobs", "2"];

/// Runs the fuzz targets. Not in release: overflow is to be noticed.
pub(crate) fn fuzz(repo: &Repo, args: &[&str]) -> Result<(), Error> {
    let runner = ["run", "--quiet", "--package", "chancery-ingest", "--example", "fuzz", "--"];
    run(repo.root(), &cargo(), &[&runner[..], args].concat())
}

/// The Python package in empty environments. The wheel is built of what is built already: in release.
pub(crate) fn python(repo: &Repo, args: &[&str]) -> Result<(), Error> {
    run(repo.root(), "python3", &[&["apps/python/check.py"], args].concat())
}

/// Compiles the tables of office-holders from the reference data, which is no part of the repository.
pub(crate) fn reference(repo: &Repo) -> Result<(), Error> {
    let data = std::env::var_os("CHANCERY_DATA").map_or(repo.root().join("../shared/data"), PathBuf::from);
    let folder = data.join("reference").display().to_string();
    let runner = ["run", "--quiet", "--package", "chancery-actors", "--example", "compile_holders", "--"];
    run(repo.root(), &cargo(), &[&runner[..], &[folder.as_str()]].concat())?;
    let names = ["run", "--quiet", "--package", "chancery-actors", "--example", "compile_names"];
    run(repo.root(), &cargo(), &names)
}

/// What is tested in release: these link the query engine, which is built for release anyway and would take as
/// long again for development. All else is tested as it is developed, so that overflow is noticed.
const IN_RELEASE: [&str; 6] =
    ["chancery", "chancery-records", "chancery-web", "chancery-mcp", "chancery-python", "chancery-benches"];

/// All tests, documentation's examples among them. Cargo sums up crate by crate, so the sum over all
/// of them closes the run.
fn tests(repo: &Repo) -> Result<(), Error> {
    let mut sum = Summary::default();
    let (mut light, mut heavy) = (vec!["test", "--workspace"], vec!["test", "--release"]);
    for package in IN_RELEASE {
        light.extend(["--exclude", package]);
        heavy.extend(["--package", package]);
    }
    let mut ended = Ok(());
    for mut command in [light, heavy] {
        command.push("--no-fail-fast");
        ended = ended.and(run_watched(repo.root(), &cargo(), &command, &mut |l| sum.add(l)));
    }
    println!("\n{} passed, {} failed, {} skipped", sum.passed, sum.failed, sum.ignored);
    ended
}

/// What the test runner's "test result" lines say, added up.
#[derive(Debug, Default, PartialEq, Eq)]
struct Summary {
    passed: u32,
    failed: u32,
    ignored: u32,
}

impl Summary {
    fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        // "ok. 13 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s"
        for part in result.split(['.', ';']) {
            let mut words = part.split_whitespace();
            let (Some(n), Some(what)) = (words.next().and_then(|n| n.parse::<u32>().ok()), words.next())
            else {
                continue;
            };
            match what {
                "passed" => self.passed += n,
                "failed" => self.failed += n,
                "ignored" => self.ignored += n,
                _ => {}
            }
        }
    }
}

/// A component of the toolchain that a bare installation lacks is installed when it is missing.
fn component(repo: &Repo, command: &str, name: &str) -> Result<(), Error> {
    if output(repo.root(), &cargo(), &[command, "--version"]).is_ok() {
        return Ok(());
    }
    run(repo.root(), "rustup", &["component", "add", name])
}

/// The benchmark runner, built with optimisation.
pub(crate) fn bench(repo: &Repo, args: &[&str]) -> Result<(), Error> {
    let mut all = vec!["run", "--quiet", "--release", "--package", "chancery-benches", "--"];
    all.extend_from_slice(args);
    run(repo.root(), &cargo(), &all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_all_crates_are_added_up() {
        let mut sum = Summary::default();
        for line in [
            "running 13 tests",
            "test result: ok. 13 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.20s",
        ] {
            sum.add(line);
        }
        assert_eq!(sum, Summary { passed: 15, failed: 3, ignored: 1 });
    }
}
