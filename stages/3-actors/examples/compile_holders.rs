//! Writes `reference/holders.tsv` from the reference data and `reference/holders-hand.tsv`; run by
//! `cargo xtask reference`. First argument: the folder that holds `officials.tsv`, `positions.tsv` and
//! `aliases.tsv`.

#![allow(clippy::print_stderr, reason = "a tool talks to the person at the terminal")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chancery_actors::spelling::{name_key, skeleton};

/// Offices whose holders newspapers call by their surname alone.
const HIGHEST: &[&str] =
    &["head of state", "head of government", "minister of foreign affairs", "minister of defence"];

/// Offices with so many holders that only the exact name leads to them.
const MANY: &[&str] = &["minister", "ambassador"];

/// Offices that one person holds at a time in a state.
const SINGLE: &[&str] = &[
    "head of state",
    "head of government",
    "minister of foreign affairs",
    "minister of defence",
    "minister of the interior",
    "minister of finance",
];

fn main() -> ExitCode {
    let folder = std::env::args().nth(1);
    match folder.ok_or_else(|| "the folder of the reference data is wanted".to_owned()).and_then(|f| run(&f))
    {
        Ok(lines) => {
            eprintln!("holders.tsv: {lines} lines");
            ExitCode::SUCCESS
        }
        Err(what) => {
            eprintln!("compile_holders: {what}");
            ExitCode::FAILURE
        }
    }
}

/// A tenure without its spellings: name, office, country, start, end, source.
type Row = [String; 6];

fn run(folder: &str) -> Result<usize, String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference");
    let folder = Path::new(folder);
    let known: BTreeSet<String> =
        table(&own.join("countries.tsv"))?.into_iter().filter_map(|r| r.into_iter().next()).collect();
    let mut out = BTreeSet::new();
    let mut by_hand: BTreeSet<(String, String, String)> = BTreeSet::new();
    for cells in table(&own.join("holders-hand.tsv"))? {
        let [name, office, country, start, end, spellings, source] = fields::<7>(&cells)?;
        let country = code(&country);
        if !known.contains(&country) && !["UNO", "IGO", "EUR", "IMG", "NGO"].contains(&&*country) {
            return Err(format!("holders-hand.tsv: {name}: there is no country {country}"));
        }
        let names: Vec<String> =
            [name.as_str()].into_iter().chain(spellings.split('|')).map(str::to_owned).collect();
        for n in &names {
            by_hand.insert((name_key(n), office.clone(), country.clone()));
        }
        put(&mut out, &names, &[name, office, country, start, end, source]);
    }
    let offices: BTreeMap<String, String> = table(&folder.join("positions.tsv"))?
        .into_iter()
        .filter_map(|r| Some((r.first()?.clone(), office(r.get(2)?)?.to_owned())))
        .collect();
    let mut variants: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for cells in table(&folder.join("aliases.tsv"))? {
        let [qid, _, variant] = fields::<3>(&cells)?;
        variants.entry(qid).or_default().push(variant);
    }
    let mut rows: Vec<(Vec<String>, Row)> = Vec::new();
    for cells in table(&folder.join("officials.tsv"))? {
        let [qid, name, position, country, start, end, _] = fields::<7>(&cells)?;
        let (Some(office), country) = (offices.get(&position), code(&country)) else { continue };
        // What is older than the archives that are read makes homonyms only.
        let old = !end.is_empty() && end.as_str() < "2000";
        if old
            || !known.contains(&country)
            || by_hand.contains(&(name_key(&name), office.clone(), country.clone()))
        {
            continue;
        }
        let mut names = vec![name.clone()];
        names.extend(variants.get(&qid).cloned().unwrap_or_default());
        rows.push((names, [name, office.clone(), country, start, end, "wikidata".to_owned()]));
    }
    // Where the source has no end, the next holder's start is one.
    let mut starts: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in out.iter().map(|l| l.split('\t').map(str::to_owned).collect::<Vec<_>>()) {
        starts.entry((row[2].clone(), row[3].clone())).or_default().insert(row[4].clone());
    }
    for (_, row) in &rows {
        starts.entry((row[1].clone(), row[2].clone())).or_default().insert(row[3].clone());
    }
    for (names, mut row) in rows {
        if row[4].is_empty() && SINGLE.contains(&row[1].as_str()) {
            let of_office = starts.get(&(row[1].clone(), row[2].clone()));
            let next = of_office.and_then(|s| s.iter().find(|s| s.as_str() > row[3].as_str()));
            row[4] = next.cloned().unwrap_or_default();
        }
        put(&mut out, &names, &row);
    }
    let mut text = String::new();
    for line in &out {
        text.push_str(line);
        text.push('\n');
    }
    let path = own.join("holders.tsv");
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(out.len())
}

/// Adds a line for each spelling, one for each sound, and for the highest offices one for the surname.
fn put(out: &mut BTreeSet<String>, names: &[String], row: &Row) {
    let rest = row.join("\t");
    for name in names {
        let key = name_key(name);
        let latin = key.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
        if !latin || key.is_empty() || !key.contains(' ') && name != &row[0] {
            continue;
        }
        out.insert(format!("{key}\t{rest}"));
        if key.contains(' ') && !MANY.contains(&row[1].as_str()) {
            out.insert(format!("~{}\t{rest}", skeleton(&key)));
        }
        if HIGHEST.contains(&row[1].as_str())
            && let Some(surname) = key.rsplit(' ').next()
        {
            out.insert(format!("={surname}\t{rest}"));
        }
    }
}

/// The project's normal form of an office class; none for what is not kept.
fn office(class: &str) -> Option<&'static str> {
    Some(match class {
        "head of state" => "head of state",
        "head of government" => "head of government",
        "minister of foreign affairs" => "minister of foreign affairs",
        "minister of defence" => "minister of defence",
        "minister of interior" => "minister of the interior",
        "minister of finance" => "minister of finance",
        "other minister" => "minister",
        "ambassador" => "ambassador",
        "military chief" => "military chief",
        "legislature speaker" => "speaker of parliament",
        "spokesperson" => "spokesperson",
        _ => return None,
    })
}

/// The project's code of a country.
fn code(code: &str) -> String {
    if code == "XKX" { "KOS".to_owned() } else { code.to_owned() }
}

/// The rows of a table separated by tabs, without comments and its heading.
fn table(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let heading = ["qid\t", "position\t"];
    let rows = lines.filter(|l| !heading.iter().any(|h| l.starts_with(h)));
    Ok(rows.map(|l| l.split('\t').map(|c| c.trim().to_owned()).collect()).collect())
}

fn fields<const N: usize>(cells: &[String]) -> Result<[String; N], String> {
    let mut padded = cells.to_vec();
    padded.resize(N, String::new());
    padded.try_into().map_err(|_| format!("{} columns instead of {N}: {}", cells.len(), cells.join(" | ")))
}
