//! Does the page work in a real browser? Its islands over invented answers, and the program itself over real stores,
//! in Chromium; and is the committed bundle what its sources build to?

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::error::Error;
use crate::process::{cargo, output, run};
use crate::repo::Repo;

/// The front end's sources, and what is built from them.
const FRONT: &str = "apps/web/front";
const ASSETS: &str = "apps/web/assets";

/// Names under which systems have Chromium or what is built from it.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The oldest Node whose test runner the checks can use.
const NODE: u32 = 20;

/// Installs what is missing, builds, compares and checks.
pub(crate) fn check(repo: &Repo) -> Result<(), Error> {
    let front = repo.root().join(FRONT);
    node(repo.root())?;
    let chromium = chromium(repo.root())?;
    packages(&front)?;
    bundle(repo, &front)?;
    let [chancery, fill] = programs(repo)?;
    let said = [("CHROMIUM", chromium.display().to_string()), ("CHANCERY", chancery), ("FILL", fill)];
    for script in ["check", "browser"] {
        let args = ["run", "--silent", script];
        let mut npm = Command::new("npm");
        npm.args(args).current_dir(&front).envs(said.iter().map(|(k, v)| (k, v)));
        let why = match npm.status() {
            Ok(status) if status.success() => continue,
            Ok(status) => format!("failed ({status})"),
            Err(e) => format!("could not be started: {e}"),
        };
        return Err(Error::Program { command: format!("npm {}", args.join(" ")), why });
    }
    Ok(())
}

/// A program of one of these names that the system would start.
fn found(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|f| f.join(name)).find(|p| p.is_file()))
}

/// Asks the system's package manager, where it is one that is known.
fn install(root: &Path, wanted: &[&str], otherwise: &str) -> Result<(), Error> {
    let faults = |why: &str| Error::Faults(format!("{otherwise} ({why})"));
    if found(&["apt-get"]).is_none() {
        return Err(faults("there is no apt-get here to install it with"));
    }
    println!("browser: installing {}", wanted.join(" and "));
    let install = [&["install", "-y", "--no-install-recommends"], wanted].concat();
    run(root, "apt-get", &["update", "-qq"])
        .and_then(|()| run(root, "apt-get", &install))
        .map_err(|e| faults(&e.to_string()))
}

fn chromium(root: &Path) -> Result<PathBuf, Error> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        let missing = || Error::Faults(format!("CHROMIUM names {}, which is not there", named.display()));
        return if named.is_file() { Ok(named) } else { Err(missing()) };
    }
    let otherwise = "Chromium is needed: install it, or name it with CHROMIUM";
    if found(&CHROMIUM).is_none() {
        install(root, &["chromium"], otherwise)?;
    }
    found(&CHROMIUM).ok_or_else(|| Error::Faults(otherwise.to_owned()))
}

fn node(root: &Path) -> Result<(), Error> {
    let otherwise = format!("Node {NODE} or newer with npm is needed: see nodejs.org");
    if found(&["node"]).is_none() || found(&["npm"]).is_none() {
        install(root, &["nodejs", "npm"], &otherwise)?;
    }
    let version = output(root, "node", &["--version"])?;
    match major(&version) {
        Some(major) if major >= NODE => Ok(()),
        _ => Err(Error::Faults(format!("{otherwise}; this is {}", version.trim()))),
    }
}

/// The 20 of "v20.11.1".
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The packages of the lock file, where they are not there already.
fn packages(front: &Path) -> Result<(), Error> {
    let lock = front.join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(Error::at(&lock))?;
    let installed = front.join("node_modules/.installed-from");
    if std::fs::read(&installed).is_ok_and(|bytes| bytes == wanted) {
        return Ok(());
    }
    run(front, "npm", &["ci"])?;
    std::fs::write(&installed, wanted).map_err(Error::at(&installed))
}

/// Fails where the committed bundle is not what the sources build to.
fn bundle(repo: &Repo, front: &Path) -> Result<(), Error> {
    let fresh = repo.root().join("target/browser/assets");
    let to = fresh.display().to_string();
    let options = ["--outDir", &to, "--emptyOutDir", "--logLevel", "warn"];
    run(front, "npm", &[&["run", "--silent", "build", "--"], &options[..]].concat())?;
    let (committed, fresh) = (contents(&repo.root().join(ASSETS))?, contents(&fresh)?);
    let stale = differing(&committed, &fresh);
    if stale.is_empty() {
        println!("browser: {ASSETS} is what {FRONT} builds to");
        return Ok(());
    }
    let advice = format!("run `npm run build` in {FRONT}");
    Err(Error::Faults(format!("{ASSETS} is not what {FRONT} builds to: {}; {advice}", stale.join(", "))))
}

type Files = BTreeMap<String, Vec<u8>>;

fn contents(folder: &Path) -> Result<Files, Error> {
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder).map_err(Error::at(folder))? {
        let path = entry.map_err(Error::at(folder))?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            let bytes = std::fs::read(&path).map_err(Error::at(&path))?;
            files.insert(name.to_string_lossy().into_owned(), bytes);
        }
    }
    Ok(files)
}

/// Names of the files that only one side has, or that differ.
fn differing<'f>(committed: &'f Files, fresh: &'f Files) -> Vec<&'f str> {
    let mut names: Vec<&str> = committed.keys().chain(fresh.keys()).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| committed.get(*name) != fresh.get(*name));
    names
}

/// Builds the program and the tool that fills a store; gives their paths, which cargo alone knows. Both at once:
/// each for itself would have the query engine built for it.
fn programs(repo: &Repo) -> Result<[String; 2], Error> {
    let args = ["build", "--quiet", "--release", "--message-format", "json", "--package", "chancery"];
    let more = ["--package", "chancery-records", "--bin", "chancery", "--example", "fill"];
    let messages = output(repo.root(), &cargo(), &[&args[..], &more[..]].concat())?;
    let messages: Vec<Value> = messages.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let path = |name: &str| {
        let mut of_it = messages.iter().filter(|m| m["target"]["name"] == name);
        let built = of_it.find_map(|m| m["executable"].as_str()).map(str::to_owned);
        built.ok_or_else(|| Error::Shape { what: "cargo build".to_owned(), why: format!("built no {name}") })
    };
    Ok([path("chancery")?, path("fill")?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("20.11.1"), None);
        assert_eq!(major("v"), None);
    }

    #[test]
    fn files_that_differ_or_stand_on_one_side_alone_are_named() {
        let files = |all: &[(&str, &str)]| -> Files {
            all.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect()
        };
        let committed = files(&[("a.js", "1"), ("b.js", "1"), ("c.js", "1")]);
        let fresh = files(&[("a.js", "1"), ("b.js", "2"), ("d.js", "1")]);
        assert_eq!(differing(&committed, &fresh), ["b.js", "c.js", "d.js"]);
        assert_eq!(differing(&committed, &committed), [""; 0]);
    }
}
