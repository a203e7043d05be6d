//! Do the programs that people use read what a store writes? Exports of a store of our own dispatches, read back
//! in Python with pandas, DuckDB, networkx, rdflib and FollowTheMoney.

use std::fs;
use std::path::Path;

use crate::codegen::program;
use crate::error::Error;
use crate::process::{output, run};
use crate::repo::Repo;

/// What is read into the store.
const INPUTS: [&str; 3] = ["examples", "corpus/gold", "corpus/prose"];

/// Formats, and the files that the scripts expect.
const FORMATS: [(&str, &str); 13] = [
    ("jsonl", "records.jsonl"),
    ("plover", "events.plover.jsonl"),
    ("gdelt", "events.gdelt.csv"),
    ("gdelt-mentions", "mentions.gdelt.csv"),
    ("icews", "events.icews.tab"),
    ("polecat", "events.polecat.txt"),
    ("phoenix", "events.phoenix.txt"),
    ("gexf", "network.gexf"),
    ("graphml", "network.graphml"),
    ("geojson", "events.geojson"),
    ("annotations", "annotations.jsonld"),
    ("prov", "prov.jsonld"),
    ("ftm", "entities.ftm.jsonl"),
];

const SCRIPTS: &str = "stages/6-records/tests/readers";

/// Writes every export and has it read.
pub(crate) fn check(repo: &Repo) -> Result<(), Error> {
    let root = repo.root();
    let folder = root.join("target/readers");
    let (store, out) = (folder.join("store"), folder.join("out"));
    for old in [&store, &out] {
        if old.exists() {
            fs::remove_dir_all(old).map_err(Error::at(old))?;
        }
    }
    fs::create_dir_all(&out).map_err(Error::at(&out))?;
    let python = python(root, &folder)?;
    let chancery = program(repo)?;
    let path = |p: &Path| p.display().to_string();
    let store = path(&store);
    // Texts alone: beside them lie annotations in JSON, which are no dispatches.
    let texts: Vec<String> = INPUTS.iter().map(|folder| format!("{folder}/*.txt")).collect();
    let mut ingest = vec!["ingest", "--no-progress", "--store", &store];
    ingest.extend(texts.iter().map(String::as_str));
    run(root, &chancery, &ingest)?;
    // A correction and a second run, so that what is read back has passed through both.
    let why = ["--by", "xtask", "--why", "to be read back"];
    run(root, &chancery, &[&["correct", "1:e1", "status=historical", "--store", &store], &why[..]].concat())?;
    for (format, name) in FORMATS {
        run(
            root,
            &chancery,
            &["export", "--store", &store, "--format", format, "-o", &path(&out.join(name))],
        )?;
    }
    for table in
        ["events", "claims", "actors", "mentions", "participants", "dispatches", "incidents", "reports"]
    {
        for format in ["parquet", "csv"] {
            let name = path(&out.join(format!("{table}.{format}")));
            let export = ["export", "--store", &store, "--format", format, "--table", table, "-o", &name];
            run(root, &chancery, &export)?;
        }
    }
    for format in ["csv", "parquet"] {
        let name = path(&out.join(format!("panel.{format}")));
        run(root, &chancery, &["panel", "--store", &store, "--by", "quad", "--format", format, "-o", &name])?;
    }
    for script in ["tabular.py", "graphs.py", "tables.py"] {
        run(root, &python, &[&format!("{SCRIPTS}/{script}"), &path(&out)])?;
    }
    in_r(root, &path(&out))
}

/// The same in R, which is installed where Debian's packages are to be had; elsewhere it may be left out.
fn in_r(root: &Path, out: &str) -> Result<(), Error> {
    let there = || output(root, "Rscript", &["-e", "library(jsonlite)"]).is_ok();
    if !there() {
        let install = ["install", "-y", "-qq", "--no-install-recommends", "r-base-core", "r-cran-jsonlite"];
        let installed =
            run(root, "apt-get", &["update", "-qq"]).and_then(|()| run(root, "apt-get", &install));
        if installed.is_err() || !there() {
            println!("readers: R with jsonlite is not here; what it reads was not checked");
            return Ok(());
        }
    }
    run(root, "Rscript", &[&format!("{SCRIPTS}/tables.R"), out])
}

/// A Python of the check's own with the readers in it.
fn python(root: &Path, folder: &Path) -> Result<String, Error> {
    let home = folder.join("python");
    let python = home.join("bin/python").display().to_string();
    let wanted = format!("{SCRIPTS}/requirements.txt");
    let installed = home.join("requirements.txt");
    let text = fs::read_to_string(root.join(&wanted)).map_err(Error::at(&root.join(&wanted)))?;
    if fs::read_to_string(&installed).is_ok_and(|t| t == text) {
        return Ok(python);
    }
    let system = ["python3", "python"].into_iter().find(|p| output(root, p, &["--version"]).is_ok());
    run(root, system.unwrap_or("python3"), &["-m", "venv", &home.display().to_string()])?;
    run(root, &python, &["-m", "pip", "install", "--quiet", "--requirement", &wanted])?;
    fs::write(&installed, text).map_err(Error::at(&installed))?;
    Ok(python)
}
