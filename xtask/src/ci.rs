//! What does CI ask, and in which order? Cheap checks first, tests last, so that a run ends with
//! the test runner's summary.

use crate::error::Error;
use crate::process::{cargo, run};
use crate::repo::Repo;
use crate::{codegen, tidy};

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
    run(root, &cargo, &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    step("documentation");
    let strict = "build.rustdocflags=['-D', 'warnings']";
    run(root, &cargo, &["doc", "--workspace", "--no-deps", "--quiet", "--config", strict])?;
    step("generated reference");
    codegen::check(repo)?;
    step("benchmark counts");
    bench(repo, &["--check-counts"])?;
    step("tests");
    run(root, &cargo, &["test", "--workspace", "--all-targets"])
}

/// A component of the toolchain that a bare installation lacks is installed when it is missing.
fn component(repo: &Repo, command: &str, name: &str) -> Result<(), Error> {
    if crate::process::output(repo.root(), &cargo(), &[command, "--version"]).is_ok() {
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
